"""Kinds of runners for a simulation: how often they train, with what, and how hard they find it."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.coach.events import Effort

_E, _R, _H = Effort.EASY, Effort.RIGHT, Effort.HARD
_MONDAY, _TUESDAY, _WEDNESDAY, _THURSDAY, _FRIDAY, _SATURDAY = range(6)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a runner trains.

    Attributes:
        level: beginner, intermediate or advanced.
        days: Days of training, 0 for Monday.
        efforts: How hard workouts are found, over and over.
        kit: What is at hand; None for whatever a workout asks for.
        away: Weeks without training, counted from 0.
    """

    level: str
    days: tuple[int, ...]
    efforts: tuple[Effort, ...] = (_R,)
    kit: frozenset[str] | None = None
    away: frozenset[int] = frozenset()

    def effort(self, number: int) -> Effort:
        """Tell how hard a workout is found, counted from 0."""
        return self.efforts[number % len(self.efforts)]


RUNNERS: Mapping[str, Habits] = {
    "beginner": Habits("beginner", (_TUESDAY, _FRIDAY)),
    "intermediate": Habits("intermediate", (_MONDAY, _WEDNESDAY, _FRIDAY), (_E, _R, _R, _H)),
    "advanced": Habits("advanced", (_MONDAY, _WEDNESDAY, _SATURDAY), (_E, _E, _R)),
    "stop-and-go": Habits("beginner", (_TUESDAY, _SATURDAY), (_R, _H), away=frozenset({3, 6, 7, 12, 13, 14, 15})),
    "no-kit": Habits("intermediate", (_MONDAY, _THURSDAY), (_R, _E), kit=frozenset()),
    "careful": Habits("beginner", (_WEDNESDAY, _SATURDAY), (_H, _R, _H)),
}
