"""A runner as the coach knows one: preferences, place in the programme, and the workout in progress."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from skill.coach.acts import Ask
from skill.coach.cycle import NO_CYCLE, Comeback, Cycle
from skill.coach.diary import NOTHING_TOLD, Diary
from skill.coach.on_the_day import NOTHING_SAID, OnTheDay
from skill.coach.plan import Side
from skill.coach.session import Session
from skill.coach.standing import Standing

# A workout uses about thirty lines that have variants; more are not worth their room in the store.
REMEMBERED_LINES = 64


class Counting(StrEnum):
    """How repetitions are counted aloud (coaching rule 8)."""

    DEFAULT = "default"  # every one of slow moves, by fives from fifteen up
    EVERY = "every"
    FIVES = "fives"
    LAST_THREE = "last_three"
    QUIET = "quiet"


class Pace(StrEnum):
    """How fast the coach speaks. The clock of a set is the same at each."""

    SLOW = "slow"
    NORMAL = "normal"
    FAST = "fast"


class Steps(StrEnum):
    """How far the coach goes on without being answered."""

    MANY = "many"  # as many sets as one reply holds
    SETS = "sets"  # one set, then the coach asks


class NextMeans(StrEnum):
    """What "next" means to a runner while sets of an exercise are left."""

    SET = "set"
    EXERCISE = "exercise"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a runner wants to be spoken to.

    Attributes:
        counting: How repetitions are counted.
        pace: How fast the coach speaks.
        brief: True where cues of form and encouragement are left out; a new move is explained all the same.
        encouragement: Whether there is any.
        tick: Whether repetitions and holds are ticked off where nothing else is said.
    """

    counting: Counting = Counting.DEFAULT
    pace: Pace = Pace.NORMAL
    brief: bool = False
    encouragement: bool = True
    tick: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What a runner told the coach to keep.

    Attributes:
        level: beginner, intermediate or advanced.
        equipment: Kit at hand; None where it was never said, and the workouts stay as they are written.
        minutes: Usual length of a workout, or None for as long as it takes.
        quiet: True where there must be no jumps.
        ask_effort: Whether to ask how hard each exercise was.
        days: Days a week to train on, or None where that was never said.
        rest_percent: Length of rests as a share of what the workouts say.
        rest_seconds: Length of every rest between sets, or None; goes before the share.
        steps: How far the coach goes on without being answered.
        next_means: What "next" means while sets are left, or None where that was never asked.
        manner: How to be spoken to.
        hard_with_hard: Whether legs are wanted after hard runs, so that easy days stay easy.
    """

    level: str = "beginner"
    equipment: frozenset[str] | None = None
    minutes: int | None = None
    quiet: bool = False
    ask_effort: bool = True
    days: int | None = None
    rest_percent: int = 100
    rest_seconds: int | None = None
    steps: Steps = Steps.MANY
    next_means: NextMeans | None = None
    manner: Manner = Manner()
    hard_with_hard: bool = False


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
        people: First names of those who share this account without a voice of their own, in small letters.
        speaking: Which of them spoke last; "" for nobody by name.
        requests: Marks of the last requests that were answered, newest first.
        progress: Where the runner stands with the exercises of the programme, by the exercise as it is written.
        said: How often lines were said to the runner before the present reply, by short marks; no words are kept.
        saying: The same for the present reply alone.
        seen: When the runner was last heard, aware UTC time; None for nobody yet.
        skipped: Exercises that the runner stopped at, with the workouts in a row in which that was so.
        rest_until: Until when there is no workout, or None. Afterwards the runner is asked before the first one.
        cycle: The weeks of training since the last light one.
        comeback: The way back after a break that is being gone, or None.
        hard: Workouts in a row that were hard.
        diary: The runs and races that the coach was told of, and when the legs were trained.
        paused: The day since when the plan is paused, or None.
        zone: The time zone where the runner lives, by its IANA name; empty where it is not known.
        on_the_day: What was said of today in this conversation; the only thing here that is never stored.
    """

    profile: Profile = Profile()
    queue: int = 0
    finished: int = 0
    welcomed: bool = False
    taught: frozenset[str] = frozenset()
    session: Session | None = None
    last: LastWorkout | None = None
    ask: Ask | None = None
    people: tuple[str, ...] = ()
    speaking: str = ""
    requests: tuple[str, ...] = ()
    progress: Mapping[str, Standing] = field(default_factory=dict)
    said: Mapping[str, int] = field(default_factory=dict)
    saying: Mapping[str, int] = field(default_factory=dict)
    seen: datetime | None = None
    skipped: Mapping[str, int] = field(default_factory=dict)
    rest_until: datetime | None = None
    cycle: Cycle = NO_CYCLE
    comeback: Comeback | None = None
    hard: int = 0
    diary: Diary = NOTHING_TOLD
    paused: date | None = None
    zone: str = ""
    on_the_day: OnTheDay = NOTHING_SAID

    @property
    def heard(self) -> dict[str, int]:
        """Give how often lines were said, the present reply included; of the latest `REMEMBERED_LINES` lines."""
        later = {mark: self.said.get(mark, 0) + count for mark, count in self.saying.items()}
        earlier = [(mark, count) for mark, count in self.said.items() if mark not in later]
        return dict([*earlier, *later.items()][-REMEMBERED_LINES:])

    @property
    def first_side(self) -> Side:
        """Give the side that goes first this time; it swaps from workout to workout."""
        return Side.LEFT if self.finished % 2 == 0 else Side.RIGHT
