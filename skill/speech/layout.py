"""Acts laid out in time: what is said before, in and between sets, and where each step stands in it.

The layout decides moments; the catalogue holds the words. A set takes exactly the time of the plan, from the start
word to the end. A rest and a change of sides take the plan's time with the count-in that follows them, or as long as
what has to be said in them. A rest is laid out when it is known what follows: the set that it announces, or a question
that names that set, so that nothing is announced twice.
"""

import re
from copy import copy
from typing import assert_never

from skill.coach.acts import Act, Announce, ChangeOver, CountIn, Fact, Perform, PickUp, Rest, Tell
from skill.coach.plan import Step, StepKind
from skill.coach.runner import Manner, Pace
from skill.speech.performing import Performance, cues
from skill.speech.phrasing import Phrasing
from skill.speech.rendering import Facts
from skill.speech.timeline import Timeline
from skill.speech.track import GAP_MS, Cue, Rank, Track

COUNT_IN_MS = 3000
# Before the end of a rest, count-in included, comes what is next (coaching table 2c has 15 s, model dialogue 1 less).
ANNOUNCE_BEFORE_MS = 12_000
# What is left of a rest is over before it is said, if it is shorter than this.
WORTH_NAMING_SECONDS = 10
# Time to get into position after a full explanation.
GET_SET_MS = 2000
# Time to get into position again in the middle of a set.
POSITION_MS = 3000
# More words than this would keep a runner waiting who knows the move (coaching rule 1).
WORDS_BEFORE_START = 14
# How fast words are said outside a set, as Alexa's markup takes it. Counts keep to the clock at every pace.
SPEECH_PERCENT = {Pace.SLOW: 85, Pace.NORMAL: 100, Pace.FAST: 115}

_SENTENCE_END = re.compile(r"[.!?]\s+")


class Layout:
    """One reply in the making. Acts are added in their order."""

    def __init__(self, phrasing: Phrasing, manner: Manner) -> None:
        """Start with nothing said; `manner` is how the runner wants to be spoken to."""
        self.track = Track(percent=SPEECH_PERCENT[manner.pace])
        self.phrasing = phrasing
        self._manner = manner
        self._form = ""  # the cue of this set, where it was not given before the set
        self._owed = ""  # the line that ends a set, held back until it is known what follows
        self._resting: Rest | None = None  # a rest, held back likewise
        self._worked = ""  # the exercise of the last set in this reply
        self._told: Tell | None = None  # what was told right before, and its words
        self._words = ""

    def copy(self) -> "Layout":
        """Give a layout that goes on from here on its own."""
        other = copy(self)
        other.track = self.track.copy()
        other.phrasing = self.phrasing.copy()
        return other

    def add(self, act: Act) -> None:
        """Lay out one act after those before it."""
        if not isinstance(act, ChangeOver):
            self._say_owed()
        self._rest_and_announce()
        match act:
            case Tell():
                self._words = self.phrasing.say(f"tell.{act.line}", **act.facts)
                self.track.say(self._words)
            case Announce():
                self._announce(act)
            case PickUp():
                self._pick_up(act)
            case CountIn():
                self._count_in(act)
            case Perform():
                self._perform(act)
            case Rest():
                self._resting = act
            case ChangeOver():
                self._change_over(act)
            case _:
                assert_never(act)
        self._told = act if isinstance(act, Tell) else None

    def ended(self, key: str = "", facts: Facts | None = None) -> Timeline:
        """End the reply here, with this line or with none, and give the whole of it."""
        self._say_owed()
        self._rest_and_ask()
        if key:
            self.track.say(self.phrasing.say(key, **(facts or {})))
        return self.track.timeline()

    @property
    def rest_left(self) -> int:
        """Give the milliseconds that will be left of the rest that a reply ends with if it ends here; 0 without one."""
        rest = self._resting
        return 0 if rest is None else 1000 * (rest.step.amount - _left(rest)) + COUNT_IN_MS

    def _say_owed(self) -> None:
        self.track.say(self._owed)
        self._owed = ""

    def _announce(self, act: Announce) -> None:
        for line in self._lines_before(act):
            self.track.say(line)
        self.track.wait(GET_SET_MS if act.teach else GAP_MS)

    def _pick_up(self, act: PickUp) -> None:
        step = act.step
        said = self._told.facts.get("side") if self._told is not None else None
        if act.anew:
            self.track.say(self._announcement(step))
            said = step.side
        facts: dict[str, Fact] = {"exercise": step.exercise}
        if step.side is not None and said != step.side.at(act.done).value:
            facts["side"] = step.side.at(act.done).value
        if step.timed:
            line = self.phrasing.say("pick_up.hold", n=step.units - act.done, **facts)
        else:
            line = self.phrasing.say("pick_up.reps", n=step.amount_of(act.done) + 1, **facts)
        self.track.say(line)
        if act.anew:
            self.track.say(self.phrasing.say("announce.get_set"))
        self.track.wait(POSITION_MS if act.anew else GAP_MS)

    def _count_in(self, act: CountIn) -> None:
        numbers = range(act.seconds, 0, -1)
        words = (self.phrasing.say("count.number", n=number) for number in numbers)
        beats = [Cue(word, Rank.COUNTDOWN, 1000 * beat, 1000 * beat) for beat, word in enumerate(words)]
        self.track.play(beats, 1000 * act.seconds)

    def _perform(self, act: Perform) -> None:
        exercise = self.phrasing.renderer.catalogue.exercise(act.step.exercise)
        performance = Performance(
            act.step,
            act.done,
            self._manner,
            tempo=self.phrasing.renderer.wording.tempo.get(exercise.tempo or "", ()),
            form=self._form,
            encouraged=act.last_set and self._manner.encouragement,
        )
        begins = self.track.now
        self.track.play(cues(performance, self.phrasing), performance.length)
        self.track.mark(act.index, act.done, begins)
        self._form = ""
        self._worked = act.step.exercise
        self._owed = self.phrasing.say("count.done")

    def _rest_and_announce(self) -> None:
        """Lay out the rest that was held back, with what comes next announced on the way."""
        if (rest := self._taken_rest()) is None:
            return
        begins, ends = self._begin_rest(rest)
        lines = self._lines_before(rest.upcoming)
        words = sum(self.track.length_of(line) + GAP_MS for line in lines)
        if not rest.upcoming.teach:
            self.track.wait_until(min(ends + COUNT_IN_MS - ANNOUNCE_BEFORE_MS, ends - words))
        for line in lines:
            self.track.say(line)
        if rest.upcoming.teach:
            self._call_back(ends)
        self.track.wait_until(ends)
        self.track.mark(rest.index, rest.done, begins)

    def _rest_and_ask(self) -> None:
        """Lay out the rest that was held back before a question; a new move is explained all the same."""
        if (rest := self._taken_rest()) is None:
            return
        begins, ends = self._begin_rest(rest)
        if rest.upcoming.teach:
            for line in self._lines_before(rest.upcoming):
                self.track.say(line)
        self.track.wait_until(ends)
        self.track.mark(rest.index, rest.done, begins)

    def _taken_rest(self) -> Rest | None:
        rest, self._resting = self._resting, None
        return rest

    def _begin_rest(self, rest: Rest) -> tuple[int, int]:
        """Name the rest; give the moments at which it begins and at which the count-in after it does."""
        begins = self.track.now
        left = _left(rest)
        if self._worked or not rest.done:
            # After a set the rest is named whole, even if a part of it is to be waited for behind the question.
            self.track.say(self.phrasing.say("rest.start", seconds=_about(rest.step.amount)))
        elif left >= WORTH_NAMING_SECONDS:
            self.track.say(self.phrasing.say("rest.more", seconds=_about(left)))
        return begins, begins + 1000 * left - COUNT_IN_MS

    def _call_back(self, ends: int) -> None:
        """Bring a runner back who was left alone after an explanation."""
        line = self.phrasing.say("announce.get_set")
        if self.track.now + ANNOUNCE_BEFORE_MS < ends:
            self.track.wait_until(ends - GET_SET_MS - self.track.length_of(line))
            self.track.say(line)

    def _change_over(self, act: ChangeOver) -> None:
        """Change sides in a few words, which also end the set before; else announce what comes after the change."""
        begins = self.track.now
        upcoming = act.upcoming.step
        facts: dict[str, Fact] = {"exercise": upcoming.exercise, "side": upcoming.side.value if upcoming.side else ""}
        if act.sides and self._worked == upcoming.exercise:
            self._owed = ""
            self.track.say(self.phrasing.say("change.side_hold" if upcoming.timed else "change.side", **facts))
        else:
            self._say_owed()
            begins = self.track.now
            position = self.phrasing.renderer.catalogue.exercise(upcoming.exercise).position
            self.track.say(self.phrasing.say("change.to_side" if act.sides else f"change.{position}", **facts))
            self._announce(act.upcoming)
        self.track.wait_until(begins + 1000 * (act.step.amount - act.done) - COUNT_IN_MS)
        self.track.mark(act.index, act.done, begins)

    def _lines_before(self, act: Announce) -> list[str]:
        """Give what is said before a set: name, set, dose, side; then all of the how-to, or one cue if it is short."""
        announcement = self._announcement(act.step)
        exercise = act.step.exercise
        cue = self.phrasing.say("announce.cue", exercise=exercise, cue=act.cue)
        if act.teach:
            self._form = cue
            return [announcement, self.phrasing.say("announce.teach", exercise=exercise)]
        if self._manner.brief:
            self._form = ""
            return [announcement]
        if len(f"{announcement} {cue}".split()) <= WORDS_BEFORE_START:
            self._form = ""
            return [announcement, cue]
        self._form = cue
        return [announcement]

    def _announcement(self, step: Step) -> str:
        """Give name, set and dose; without the name where it has only just been said."""
        renderer = self.phrasing.renderer
        name = renderer.plural(renderer.catalogue.exercise(step.exercise))
        facts: dict[str, Fact] = {"dose": self._dose(step)}
        line = "announce.named"
        if not self._just_named(step.exercise):
            line, facts["name"] = "announce", name
        if step.sets == 1 or step.kind is not StepKind.WORK:
            return self.phrasing.say(f"{line}.first", **facts)
        if step.set == step.sets:
            return self.phrasing.say(f"{line}.last_set", **facts)
        return self.phrasing.say(f"{line}.set", **facts, set=step.set, sets=step.sets)

    def _just_named(self, exercise_id: str) -> bool:
        """Tell whether the words right before end in a sentence that names an exercise."""
        if self._told is None:
            return False
        renderer = self.phrasing.renderer
        exercise = renderer.catalogue.exercise(exercise_id)
        sentence = _SENTENCE_END.split(self._words.rstrip(" .!?").lower())[-1]
        return any(name.lower() in sentence for name in (renderer.name(exercise), renderer.plural(exercise)))

    def _dose(self, step: Step) -> str:
        facts: dict[str, Fact] = {"amount": step.amount, "exercise": step.exercise}
        if step.side is not None and step.side.alternates:
            return self.phrasing.say("dose.reps_each", **facts, side=step.side.at(0).value)
        if step.side is not None:
            facts["side"] = step.side.value
        return self.phrasing.say("dose.hold" if step.timed else "dose.reps", **facts)


def _about(seconds: int) -> int:
    """Give seconds as they are said of a rest: nobody counts thirty-eight, and the rest takes as long all the same."""
    return seconds if seconds < WORTH_NAMING_SECONDS else 5 * round(seconds / 5)


def _left(rest: Rest) -> int:
    return max(rest.step.amount - rest.done, 0)
