"""Where a runner is in the rise and fall of training: weeks since a light one, and the way back after a break."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Cycle:
    """Weeks of training since the last light week or break.

    Attributes:
        weeks: How many weeks with a workout there were, this one included.
        week: The number of the last of them, counted from a fixed Monday; 0 for none.
    """

    weeks: int = 0
    week: int = 0


@dataclass(frozen=True, slots=True)
class Comeback:
    """A way back that has begun.

    Attributes:
        rule: Id of the rule of the catalogue that it follows.
        began: When its first workout ended, aware UTC time.
        done: How many of its workouts are over.
    """

    rule: str
    began: datetime
    done: int


NO_CYCLE = Cycle()
