"""What is called out inside a set: the start word, counts, halfway, the last three, a cue of form, encouragement.

This decides when each word of a set wants to be said; the track decides whether there is room. Times are milliseconds
from the start word. Two laws:

- A count *ends* as its repetition is completed, so that the runner hears "five" at the end of the fifth.
- A countdown word *begins* as what it counts begins: "last three" with the first of the last three repetitions, then
  "two", "one", and the end of the set falls where zero would. Holds count their last three seconds in the same way.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from skill.coach.plan import Side, Step, StepKind
from skill.coach.runner import Counting, Manner
from skill.speech.length import speech_ms
from skill.speech.phrasing import Phrasing
from skill.speech.track import GAP_MS, Cue, Rank

# From this pace up, repetitions are slow enough to be counted one by one (coaching rule 8).
SLOW_MS = 3000
# From this pace up, the first two repetitions get tempo words (coaching rule 9).
TEMPO_MS = 4000
# Below this pace no word fits a repetition: the set is timed like a hold.
FASTEST_COUNTED_MS = 1000
# From this many repetitions up, the default is to count by fives (coaching rule 8).
MANY_REPS = 15
# Fewer repetitions than this have no "last three": it would come as soon as the set has begun.
FEWEST_FOR_LAST_THREE = 5
# Shorter sets have no halfway (coaching table 2c), shorter holds no "ten to go" (rule 7).
HALFWAY_FROM_MS = 20_000
TEN_TO_GO_FROM_MS = 40_000
# How late a word that follows another one may come: halfway is exact to a second, the last three to 0.3 s.
HALFWAY_SLACK_MS = 800
COUNTDOWN_SLACK_MS = 180
TEMPO_SLACK_MS = 600
# Where in a set encouragement may begin; rule 11 forbids the first third.
ENCOURAGE_FROM = 0.6

# Holds are ticked off so often.
TICK_SECONDS = 5

_TEMPO_REPS = 2
_LAST = 3


@dataclass(frozen=True, slots=True)
class Performance:
    """A set, or the rest of one, as it is to be called out.

    Attributes:
        step: The step.
        done: Units that are over already.
        manner: How the runner wants to be spoken to.
        tempo: What is said in each second of a slow repetition; empty where nothing is.
        form: A form cue that was not given before the set, or "".
        encouraged: Whether this set has room for an encouragement in its last third.
    """

    step: Step
    done: int
    manner: Manner
    tempo: tuple[str, ...]
    form: str
    encouraged: bool

    @property
    def length(self) -> int:
        """Give the milliseconds from the start word to the end."""
        return self.at(self.step.units)

    @property
    def paced(self) -> bool:
        """Tell whether repetitions are counted; very quick ones are timed."""
        return self.step.pace >= FASTEST_COUNTED_MS

    @property
    def counts_down(self) -> bool:
        """Tell whether the set is long enough for its last three to be counted down."""
        return not self.paced or self.step.amount >= FEWEST_FOR_LAST_THREE

    @property
    def units_each(self) -> int:
        """Give how many units one count stands for: two where sides alternate."""
        return 2 if self.step.side is not None and self.step.side.alternates else 1

    @property
    def countdown(self) -> int:
        """Give the moment at which the last three begin; the end of a set that has none."""
        if not self.paced:
            return self.length - _LAST * 1000
        return self.at(self.units_each * (self.step.amount - _LAST)) if self.counts_down else self.length

    def at(self, unit: float) -> int:
        """Give the moment at which a unit is completed."""
        return round((unit - self.done) * (self.step.pace or 1000))


def cues(performance: Performance, phrasing: Phrasing) -> Iterator[Cue]:
    """Give everything that wants to be said in a set; what comes too late or too early for it has no room."""
    counted = _reps(performance, phrasing) if performance.paced else _seconds(performance, phrasing)
    yield from (cue for cue in (*counted, *_halfway(performance, phrasing)) if cue.earliest >= 0)
    yield from _start(performance, phrasing)
    if performance.manner.tick:
        yield from _ticks(performance, phrasing.say("count.tick"))
    if performance.manner.counting is not Counting.QUIET and not performance.manner.brief:
        yield from _words_of_form(performance, phrasing)


def _start(performance: Performance, phrasing: Phrasing) -> Iterator[Cue]:
    start = phrasing.say("count.start")
    if _has_tempo(performance):
        start = phrasing.say("count.start_with_tempo", start=start, word=performance.tempo[0])
        yield from _tempo(performance)
    yield Cue(start, Rank.START, 0, 0)


def _has_tempo(performance: Performance) -> bool:
    talks = performance.manner.counting is not Counting.QUIET and bool(performance.tempo)
    return talks and performance.done == 0 and performance.step.pace >= TEMPO_MS


def _tempo(performance: Performance) -> Iterator[Cue]:
    for rep in range(min(_TEMPO_REPS, performance.step.units)):
        for second, word in enumerate(performance.tempo):
            begins = performance.at(rep) + second * 1000
            if begins and word != "-":
                yield Cue(word, Rank.TEMPO, begins, begins + TEMPO_SLACK_MS)


def _reps(performance: Performance, phrasing: Phrasing) -> Iterator[Cue]:
    step, each = performance.step, performance.units_each
    for number in range(1, step.amount + 1 - (_LAST if performance.counts_down else 0)):
        if _is_counted(number, performance):
            word = phrasing.say("count.number", n=number)
            # Where sides alternate, the number goes with the first side of each pair.
            begins = performance.at(each * (number - 1) + 1) - speech_ms(word)
            yield Cue(word, Rank.NUMBER, begins, begins)
    if step.side is not None and step.side.alternates and performance.done == 0:
        yield _side_word(performance, step.side, phrasing)
    if performance.counts_down:
        # A breath later, so that the number before it keeps its moment.
        moments = (performance.at(each * (step.amount - left)) + GAP_MS for left in range(_LAST, 0, -1))
        yield from _countdown(moments, phrasing.say("count.last_three"), phrasing)


def _side_word(performance: Performance, side: Side, phrasing: Phrasing) -> Cue:
    begins = performance.at(1)
    return Cue(phrasing.say("count.side", side=side.at(1).value), Rank.SIDE, begins, begins + TEMPO_SLACK_MS)


def _is_counted(number: int, performance: Performance) -> bool:
    step = performance.step
    match performance.manner.counting:
        case Counting.EVERY:
            return True
        case Counting.LAST_THREE | Counting.QUIET:
            return False
        case Counting.DEFAULT if step.pace >= SLOW_MS and step.amount < MANY_REPS:
            return True
    return number % 5 == 0


def _seconds(performance: Performance, phrasing: Phrasing) -> Iterator[Cue]:
    length = performance.length
    three = phrasing.say("count.number", n=_LAST)
    yield from _countdown((length - left * 1000 for left in range(_LAST, 0, -1)), three, phrasing)
    if _whole(performance) >= TEN_TO_GO_FROM_MS:
        begins = length - 10_000
        yield Cue(phrasing.say("count.ten_to_go"), Rank.HALFWAY, begins, begins)


def _ticks(performance: Performance, word: str) -> Iterator[Cue]:
    """Tick off what is not counted: every repetition, or every fifth second."""
    every = 1 if performance.paced else TICK_SECONDS * 1000 // (performance.step.pace or 1000)
    for unit in range(performance.done + every, performance.step.units, every):
        begins = performance.at(unit) - speech_ms(word)
        yield Cue(word, Rank.TICK, begins, begins)


def _countdown(moments: Iterator[int], first: str, phrasing: Phrasing) -> Iterator[Cue]:
    words = (first, phrasing.say("count.number", n=2), phrasing.say("count.number", n=1))
    for begins, word in zip(moments, words, strict=True):
        yield Cue(word, Rank.COUNTDOWN, begins, begins + COUNTDOWN_SLACK_MS)


def _halfway(performance: Performance, phrasing: Phrasing) -> Iterator[Cue]:
    begins = performance.at(performance.step.units / 2)
    # Nothing is halfway just after going on in mid-set, nor at the last three.
    if _whole(performance) >= HALFWAY_FROM_MS and SLOW_MS <= begins <= performance.countdown - performance.step.pace:
        yield Cue(phrasing.say("count.halfway"), Rank.HALFWAY, begins, begins + HALFWAY_SLACK_MS)


def _words_of_form(performance: Performance, phrasing: Phrasing) -> Iterator[Cue]:
    step = performance.step
    if performance.form and performance.done == 0:
        yield Cue(performance.form, Rank.FORM, performance.at(step.units / 3), performance.at(step.units / 2))
    begins = performance.at(step.units * ENCOURAGE_FROM)
    if performance.encouraged and performance.counts_down and step.kind is StepKind.WORK and begins > 0:
        line = "encourage.hold" if step.timed else "encourage.reps"
        yield Cue(phrasing.say(line), Rank.ENCOURAGEMENT, begins, performance.countdown)


def _whole(performance: Performance) -> int:
    return round(performance.step.seconds_for(performance.step.units) * 1000)
