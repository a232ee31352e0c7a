"""Kinds of runners for a simulation: how often they train and run, with what, and how hard they find it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from skill.coach.diary import Distance, Run
from skill.coach.events import Effort

_E, _R, _H = Effort.EASY, Effort.RIGHT, Effort.HARD
_MONDAY, _TUESDAY, _WEDNESDAY, _THURSDAY, _FRIDAY, _SATURDAY, _SUNDAY = range(7)


@dataclass(frozen=True, slots=True)
class Race:
    """A race that the coach is told of at the start: in which week, counted from 0, on which day, 0 for Monday."""

    week: int
    day: int
    distance: Distance

    @property
    def ahead(self) -> timedelta:
        """Give how long after the first Monday it is."""
        return timedelta(weeks=self.week, days=self.day)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a runner trains.

    Attributes:
        level: beginner, intermediate or advanced.
        days: Days of training, 0 for Monday.
        efforts: How hard workouts are found, over and over.
        kit: What is at hand; None for whatever a workout asks for.
        away: Weeks without training, counted from 0.
        runs: What is run on which days, 0 for Monday, as the coach is told at the start.
        race: The race to come, or None.
    """

    level: str
    days: tuple[int, ...]
    efforts: tuple[Effort, ...] = (_R,)
    kit: frozenset[str] | None = None
    away: frozenset[int] = frozenset()
    runs: Mapping[int, Run] = field(default_factory=dict)
    race: Race | None = None

    def effort(self, number: int) -> Effort:
        """Tell how hard a workout is found, counted from 0."""
        return self.efforts[number % len(self.efforts)]


RUNNERS: Mapping[str, Habits] = {
    "beginner": Habits("beginner", (_TUESDAY, _FRIDAY)),
    "intermediate": Habits("intermediate", (_MONDAY, _WEDNESDAY, _FRIDAY), (_E, _R, _R, _H)),
    "advanced": Habits("advanced", (_MONDAY, _WEDNESDAY, _SATURDAY), (_E, _E, _R)),
    "stop-and-go": Habits("beginner", (_TUESDAY, _SATURDAY), (_R, _H), away=frozenset({3, 6, 7, 12, 13, 14, 15})),
    "marathon": Habits(
        "advanced",
        (_MONDAY, _WEDNESDAY, _FRIDAY),
        (_E, _R),
        runs={_TUESDAY: Run.HARD, _THURSDAY: Run.EASY, _SUNDAY: Run.LONG},
        race=Race(10, _SUNDAY, Distance.MARATHON),
    ),
    "no-kit": Habits("intermediate", (_MONDAY, _THURSDAY), (_R, _E), kit=frozenset()),
    "careful": Habits("beginner", (_WEDNESDAY, _SATURDAY), (_H, _R, _H)),
}
