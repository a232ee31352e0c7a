"""A runner as the coach knows one: preferences, place in the programme, and the workout in progress."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from skill.coach.acts import Ask
from skill.coach.plan import Side
from skill.coach.session import Session
from skill.coach.standing import Standing


class Counting(StrEnum):
    """How repetitions are counted aloud (coaching rule 8)."""

    DEFAULT = "default"  # every one of slow moves, by fives from fifteen up
    EVERY = "every"
    FIVES = "fives"
    LAST_THREE = "last_three"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a runner told the coach to keep.

    Attributes:
        level: beginner, intermediate or advanced.
        equipment: Kit at hand; None where it was never said, and the workouts stay as they are written.
        minutes: Usual length of a workout, or None for as long as it takes.
        quiet: True where there must be no jumps.
        counting: How repetitions are counted.
        ask_effort: Whether to ask how hard each exercise was.
    """

    level: str = "beginner"
    equipment: frozenset[str] | None = None
    minutes: int | None = None
    quiet: bool = False
    counting: Counting = Counting.DEFAULT
    ask_effort: bool = True


@dataclass(frozen=True, slots=True)
class LastWorkout:
    """The workout before this one: which, when it ended, and whether it counts as done."""

    workout: str
    ended: datetime
    completed: bool


@dataclass(frozen=True, slots=True)
class Runner:
    """A runner between two turns.

    Attributes:
        profile: What to keep.
        queue: How many programme workouts are behind the runner at this level; names the next one.
        finished: Workouts finished in all.
        welcomed: Whether the disclaimer was heard.
        taught: Ids of the exercises that were explained in full.
        session: The workout in progress, or None.
        last: The workout before, or None.
        ask: The open question, or None.
        requests: Ids of the last requests that were answered, newest first.
        progress: Where the runner stands with the exercises of the programme, by the exercise as it is written.
    """

    profile: Profile = Profile()
    queue: int = 0
    finished: int = 0
    welcomed: bool = False
    taught: frozenset[str] = frozenset()
    session: Session | None = None
    last: LastWorkout | None = None
    ask: Ask | None = None
    requests: tuple[str, ...] = ()
    progress: Mapping[str, Standing] = field(default_factory=dict)

    @property
    def first_side(self) -> Side:
        """Give the side that goes first this time; it swaps from workout to workout."""
        return Side.LEFT if self.finished % 2 == 0 else Side.RIGHT
