"""Which exercise stands in for another where its kit is missing."""

from collections.abc import Collection

from skill.content.types import Catalogue

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
