"""Which exercise stands in for another where its kit is missing, and with which dose.

The rules are the catalogue's `equipment_substitution.rules`. Whether a swap is wanted is not decided here.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from skill.content.types import Catalogue, Item

LEVEL_RANK = {"beginner": 1, "intermediate": 2, "advanced": 3}


def doable(
    exercise_id: str,
    catalogue: Catalogue,
    *,
    equipment: Collection[str],
    taken: Collection[str] = (),
    level: int = 3,
) -> str | None:
    """Give the exercise, or the first that stands in for it, that can be done with this kit; None where none can.

    Args:
        exercise_id: What is wanted.
        catalogue: What there is.
        equipment: Kit at hand.
        taken: Exercises that are in the workout already.
        level: The hardest level that a stand-in may have, 1 to 3.
    """
    have = {"none", *equipment}
    if catalogue.exercise(exercise_id).equipment in have and exercise_id not in taken:
        return exercise_id
    for name in catalogue.instead_of(exercise_id):
        other = catalogue.exercise(name)
        if other.equipment in have and name not in taken and other.level <= level:
            return name
    return None


def stand_ins(
    items: Sequence[Item], catalogue: Catalogue, *, equipment: Collection[str], level: int
) -> tuple[tuple[Item, str | None], ...]:
    """Give each item with the exercise that this kit allows for it: its own, another that no item has, or None."""
    have = {"none", *equipment}
    feasible = {item.exercise for item in items if catalogue.exercise(item.exercise).equipment in have}
    taken = set(feasible)
    pairs: list[tuple[Item, str | None]] = []
    for item in items:
        chosen: str | None = item.exercise
        if item.exercise not in feasible:
            chosen = doable(item.exercise, catalogue, equipment=equipment, taken=taken, level=level)
        if chosen is not None:
            taken.add(chosen)
        pairs.append((item, chosen))
    return tuple(pairs)


def swapped(item: Item, other: str, catalogue: Catalogue) -> Item:
    """Give an item with another exercise: sets and rest stay; the amount too, clipped, where both count alike."""
    if other == item.exercise:
        return item
    before, after = catalogue.exercise(item.exercise), catalogue.exercise(other)
    alike = before.mode is after.mode and (before.side_style is None) == (after.side_style is None)
    dose = after.prescription
    amount = min(max(item.amount, dose.low), dose.high) if alike else dose.target
    return replace(item, exercise=other, amount=amount)
