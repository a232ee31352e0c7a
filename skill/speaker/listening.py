"""Workouts in a row, heard as a runner hears them: every line, how it was worded, and how long answers are.

The runner here goes on at once, answers what is asked, and comes back two days later. Names and counts must come again
and again, and every other line should not: what counts as which is told by the catalogue, from the words alone.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

from skill.coach.acts import Question
from skill.coach.events import Effort, Event, EventKind, FormPoint
from skill.coach.machine import advance
from skill.coach.runner import Runner
from skill.content.types import Catalogue
from skill.speaker.script import ANSWER_SECONDS
from skill.speech.catalogue import load_wording
from skill.speech.phrasing import Phrasing
from skill.speech.rendering import Renderer
from skill.speech.templates import Gap, parse
from skill.speech.timeline import Say
from skill.speech.voices import Voices
from skill.store.memory import MemoryStore
from skill.turns import TurnRequest, Turns

_RUNNER = "listener"
_STARTED = datetime(2000, 1, 3, 7, 0, tzinfo=UTC)
_AWAY = timedelta(days=2)
_ANSWERS = {
    Question.EFFORT: Event(EventKind.EFFORT, effort=Effort.RIGHT),
    Question.SESSION_EFFORT: Event(EventKind.EFFORT, effort=Effort.RIGHT),
}
# Lines of names, doses and counts; a set is announced and counted in these over and over.
NAMES_AND_COUNTS = ("announce.", "dose.", "count.", "pick_up.", "change.", "ask.go_on")
# These are lines although a count begins with them: a set that ends is not a number.
LINES_ALL_THE_SAME = ("announce.cue", "announce.get_set", "announce.teach", "count.done")
ENCOURAGEMENT = "encourage."
# A dose begins with a number: "twelve reps", "ten each leg, left first".
_DOSE = r"(?:[a-z]+ ){0,2}(?:[a-z-]+(?:een|ty|ven|one|two|four|six|ine|ight|ten|elve|hree|ive)\b)[a-z ,-]*"
# Encouragement should not come back within so many sessions.
SESSIONS_APART = 3

_ASKED = (
    EventKind.HOW_MANY_LEFT,
    EventKind.HOW_LONG_LEFT,
    EventKind.WHICH_SIDE,
    EventKind.WHATS_NEXT,
    EventKind.SAY_AGAIN,
    EventKind.HOW_TO,
    EventKind.TIP,
    EventKind.MUSCLES,
    EventKind.TOPIC,
    EventKind.HELP,
    EventKind.UNKNOWN,
    EventKind.EASIER,
    EventKind.HARDER,
    EventKind.SWAP,
    EventKind.PAUSE,
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard.

    Attributes:
        sessions: The lines of each workout in order, names and counts left out.
        encouragements: Those of them that encourage.
        answers: Words of each answer to a question in the workouts.
    """

    sessions: tuple[tuple[str, ...], ...]
    encouragements: tuple[tuple[str, ...], ...]
    answers: tuple[int, ...]

    @property
    def repeated(self) -> tuple[tuple[int, str], ...]:
        """Give each line that came twice within a workout, with the workout's number."""
        counts = ((number, Counter(lines)) for number, lines in enumerate(self.sessions, 1))
        return tuple((number, line) for number, lines in counts for line, count in lines.items() if count > 1)

    @property
    def reused(self) -> float:
        """Give the share of encouragements that had come up in the two workouts before."""
        again = total = 0
        for number, lines in enumerate(self.encouragements):
            earlier = self.encouragements[max(0, number - SESSIONS_APART + 1) : number]
            before = {line for each in earlier for line in each}
            again += sum(line in before for line in lines)
            total += len(lines)
        return again / total if total else 0.0

    @property
    def median_words(self) -> float:
        """Give the median of words in an answer."""
        return median(self.answers)

    @property
    def most_words(self) -> int:
        """Give the words that 95 of 100 answers do not pass."""
        return sorted(self.answers)[int(0.95 * (len(self.answers) - 1))]


def listen(catalogue: Catalogue, locale: str, sessions: int) -> Heard:
    """Hear workouts in a row.

    Args:
        catalogue: What the coach knows.
        locale: Whose English is spoken.
        sessions: How many workouts.
    """
    turns, renderer = Turns(MemoryStore(), catalogue, Voices(catalogue)), Renderer(load_wording(locale), catalogue)
    exempt, encouraging = _pattern(renderer, NAMES_AND_COUNTS), _pattern(renderer, (ENCOURAGEMENT,))
    phrasing = Phrasing(renderer, {})
    lines: list[tuple[str, ...]] = []
    answers: list[int] = []
    for number in range(sessions):
        heard: list[str] = []
        for pieces, runner, now in _workout(turns, locale, _STARTED + number * _AWAY):
            heard += [piece for piece in pieces if not exempt.fullmatch(piece)]
            answers += _answered(runner, now, catalogue, phrasing)
        lines.append(tuple(heard))
    encouragements = tuple(tuple(line for line in heard if encouraging.fullmatch(line)) for heard in lines)
    return Heard(tuple(lines), encouragements, tuple(answers))


def _workout(turns: Turns, locale: str, now: datetime) -> Iterator[tuple[list[str], Runner, datetime]]:
    """Play a workout; give what each reply said, and the runner when it was over."""
    event, ended = Event(EventKind.OPEN, opens=True), False
    while not ended:
        answer = turns.take_turn(TurnRequest(f"{now.isoformat()}", _RUNNER, locale, now, event))
        now += timedelta(seconds=answer.speech.seconds + ANSWER_SECONDS)
        runner, ended = turns.runner(_RUNNER, now), answer.ends
        if runner is None:
            return
        yield [entry.text for entry in answer.speech.entries if isinstance(entry, Say)], runner, now
        event = _ANSWERS.get(runner.ask.question, Event(EventKind.READY)) if runner.ask else Event(EventKind.READY)


def _answered(runner: Runner, now: datetime, catalogue: Catalogue, phrasing: Phrasing) -> Iterator[int]:
    """Give the words of the answers to questions asked at this moment, without the workout that goes on after them."""
    if runner.session is None:
        return
    events = [Event(kind) for kind in _ASKED] + [Event(EventKind.TIP, point=point) for point in FormPoint]
    for event in events:
        told = advance(runner, event, now, catalogue).tell
        words = sum(len(phrasing.say(f"tell.{tell.line}", **tell.facts).split()) for tell in told)
        if words:
            yield words


def _pattern(renderer: Renderer, starts: tuple[str, ...]) -> re.Pattern[str]:
    """Recognise the lines whose keys start like this, with any name and any number in their gaps."""
    exercises = renderer.catalogue.exercises
    names = {name for each in exercises for name in (renderer.name(each), renderer.plural(each))}
    shapes = [
        "".join(re.escape(part) if isinstance(part, str) else _in_gap(part, renderer, names) for part in parse(text))
        for key, variants in renderer.wording.lines.items()
        if key.startswith(starts) and not key.startswith(LINES_ALL_THE_SAME)
        for text in variants
    ]
    return re.compile("|".join(shapes), re.IGNORECASE)


def _in_gap(gap: Gap, renderer: Renderer, names: Collection[str]) -> str:
    """Give a pattern for what may stand in a gap: a name, a number, or a number with its noun."""
    if gap.name in {"exercise", "name"} and gap.form in {"", "plural"}:
        return "(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + ")"
    if gap.name == "dose":
        return _DOSE
    if gap.form in renderer.wording.nouns:
        return f"[a-z -]+ (?:{'|'.join(renderer.wording.nouns[gap.form])})"
    return "[a-z ,-]+"
