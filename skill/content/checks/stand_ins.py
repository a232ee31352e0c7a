"""Whether every runner can do every workout: whatever kit is missing, without jumps, and with a sore spot."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from skill.content.checks.findings import Content, Finding
from skill.content.sources import PROGRAMMES
from skill.content.swaps import LEVEL_RANK, doable, stand_ins
from skill.content.types import Catalogue

Kit = frozenset[str]


def kits(exercises: Iterable[str], catalogue: Catalogue) -> tuple[Kit, ...]:
    """Give every collection of the kit that matters to some exercises, from nothing to all."""
    names = {name for exercise in exercises for name in (exercise, *catalogue.instead_of(exercise))}
    kit = sorted({catalogue.exercise(name).equipment for name in names} - {"none"})
    return tuple(frozenset(some) for count in range(len(kit) + 1) for some in combinations(kit, count))


def in_words(kit: Kit) -> str:
    """Name a collection of kit."""
    return "only " + ", ".join(sorted(kit)) if kit else "no kit"


def missing_stand_ins(content: Content) -> Iterator[Finding]:
    """Find exercises that need kit and have nothing in their place for a runner who lacks it."""
    catalogue = content.catalogue
    for exercise in catalogue.exercises:
        for kit in kits([exercise.id], catalogue):
            if not doable(exercise.id, catalogue, equipment=kit, level=exercise.level):
                message = f"with {in_words(kit)} nothing stands in for it; add one of its level that needs no kit"
                yield Finding(PROGRAMMES, f"equipment_substitution.swaps.{exercise.id}", message)
                break


def workouts_without_stand_ins(content: Content) -> Iterator[Finding]:
    """Find moves of a workout whose every stand-in is in the workout already."""
    catalogue = content.catalogue
    for workout in catalogue.workouts:
        found: set[str] = set()
        for kit in kits((item.exercise for item in workout.main), catalogue):
            pairs = stand_ins(workout.main, catalogue, equipment=kit, level=LEVEL_RANK[workout.level])
            for item, other in pairs:
                if other is None and item.exercise not in found:
                    found.add(item.exercise)
                    message = f"with {in_words(kit)} every stand-in is in the workout already; name one more to swap in"
                    yield Finding(PROGRAMMES, f"{workout.id}.{item.exercise}", message)


def wrong_low_impact_swaps(content: Content) -> Iterator[Finding]:
    """Find jumps without a quiet move in their place, and swaps that are not from a jump to a quiet move."""
    catalogue = content.catalogue
    for jump, other in catalogue.low_impact_swaps.items():
        if not catalogue.exercise(jump).jumps or catalogue.exercise(other).impact != "none":
            message = "a low-impact swap goes from a jump to a move with impact: none; mend it"
            yield Finding(PROGRAMMES, f"low_impact_swaps.{jump}", message)
    for exercise in catalogue.exercises:
        if exercise.jumps and exercise.id not in catalogue.low_impact_swaps:
            message = "this jump has no quiet move in its place; add one"
            yield Finding(PROGRAMMES, f"low_impact_swaps.{exercise.id}", message)


def wrong_comfort_swaps(content: Content) -> Iterator[Finding]:
    """Find areas of the body whose list offers what it tells to avoid."""
    for entry in content.programmes["comfort_swaps"]:
        for name in sorted(set(entry["avoid"]) & set(entry["offer"])):
            message = f"{name} is both to avoid and on offer; take it out of one"
            yield Finding(PROGRAMMES, f"comfort_swaps.{entry['area']}", message)
