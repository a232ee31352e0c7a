"""Where a runner stands with an exercise: what is done now, and what the last sessions say about the next one.

A standing belongs to an exercise as a workout writes it (its key); what is done in its place may have moved up or
down the catalogue's ladder meanwhile. The rules that move it are in `progression`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a session says about the next one, row by row of the progression table (coaching table 3c)."""

    HOLD = "hold"  # nothing to say: stay
    EASY_ONCE = "easy_once"  # all done and easy: one step more
    RIGHT = "right"  # all done and about right: one step more
    MORE_SETS = "more_sets"  # right at the top of the range: one set more
    OUTGROWN = "outgrown"  # easy twice running, or twice at the top: the harder variation
    HARD = "hard"  # all done and hard: stay
    SHORT = "short"  # a little short: stay, and no word about it
    FAR_SHORT = "far_short"  # far short once: stay
    TWICE_SHORT = "twice_short"  # far short twice running: down

    @property
    def raises(self) -> bool:
        """Tell whether the next session is harder for it."""
        return self in {Verdict.EASY_ONCE, Verdict.RIGHT, Verdict.MORE_SETS, Verdict.OUTGROWN}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a runner stands with one exercise of the programme.

    Attributes:
        exercise: What is done now: the exercise itself, or a variation of it.
        amount: Repetitions or seconds that were planned last.
        extra: Sets above those that the workout has.
        due: What the last session says about the next one.
        easy: Sessions in a row that were easy.
        topped: Sessions in a row at the top of the range that were easy or right.
        short: Sessions in a row that were far short.
        unasked: Sessions in a row that were done with the question of effort turned off.
        waiting: Sessions in a row after which it could have gone up, but enough others did.
    """

    exercise: str
    amount: int
    extra: int = 0
    due: Verdict = Verdict.HOLD
    easy: int = 0
    topped: int = 0
    short: int = 0
    unasked: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """An exercise of the workout in progress that counts for progression.

    Attributes:
        key: The exercise as the workout writes it.
        exercise: What is done in its place.
        amount: Repetitions or seconds that are planned.
        sets: Sets that the workout writes.
        extra: Sets above that, as planned.
        verdict: What of the last session was followed in this plan; HOLD where nothing changed.
    """

    key: str
    exercise: str
    amount: int
    sets: int
    extra: int = 0
    verdict: Verdict = Verdict.HOLD


@dataclass(frozen=True, slots=True)
class Judged:
    """An exercise of a session with what it says about the next one, and where the runner stands afterwards."""

    slot: Slot
    verdict: Verdict
    standing: Standing
