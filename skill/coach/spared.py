"""What is left out of a workout because the runner stopped at it: moves, and nothing about why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spared:
    """What a workout in progress goes without.

    Attributes:
        stops: How often the runner stopped at a move.
        left: The exercises that the runner stopped at.
        aside: Every exercise that the rest of the workout goes without.
        offers: What may be done instead, best first.
        check: The exercise after whose next set the runner is asked whether all is well; empty for none.
    """

    stops: int = 0
    left: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    check: str = ""

    @property
    def out(self) -> frozenset[str]:
        """Name every exercise that is to be left alone."""
        return frozenset((*self.aside, *self.left))


NOTHING_SPARED = Spared()


def skipped_after(spared: Spared, done: Collection[str], skipped: Mapping[str, int]) -> dict[str, int]:
    """Give the exercises to ask about next time, with the workouts in a row in which the runner stopped at them.

    Args:
        spared: What the workout went without.
        done: The exercises that were done in it.
        skipped: Those that were asked about before.
    """
    kept = {name: times for name, times in skipped.items() if name not in done}
    return {**kept, **{name: skipped.get(name, 0) + 1 for name in spared.left}}
