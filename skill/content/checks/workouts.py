"""Whether each workout suits its level, warms up for what it asks, and takes the time that it says."""

from collections.abc import Iterator, Sequence

from skill.content.checks.findings import Content, Finding, Tree
from skill.content.sources import PROGRAMMES
from skill.content.swaps import LEVEL_RANK
from skill.content.timing import workout_seconds
from skill.content.types import Catalogue, Item, Workout

# How far the minutes that are told may lie from those that the timing model gives. An express session must keep its
# word, so it may be shorter but never longer.
PROGRAMME_TOLERANCE = 0.75
EXPRESS_TOLERANCE = 1.5

# Moves that warm up or stretch keep to their range everywhere; a strength move may warm up with fewer.
_GENTLE = frozenset({"warm_up", "mobility"})


def wrong_rows(content: Content) -> Iterator[Finding]:
    """Find warm-ups and cool-downs that jump, need kit, do not stretch, or leave an exercise's range."""
    catalogue = content.catalogue
    for name, items in (*catalogue.warm_ups.items(), *catalogue.cool_downs.items()):
        for item in items:
            exercise = catalogue.exercise(item.exercise)
            place = f"{name}.{item.exercise}"
            low = exercise.prescription.low if exercise.category in _GENTLE else 1
            yield from _out_of_range(place, item, low, catalogue)
            if exercise.equipment != "none":
                yield Finding(PROGRAMMES, place, f"it needs {exercise.equipment}; use a move that needs no kit")
            if name in catalogue.warm_ups and exercise.jumps:
                yield Finding(PROGRAMMES, place, "this jumps, in a warm-up; use a calm move")
            if name in catalogue.cool_downs and exercise.category != "mobility":
                yield Finding(PROGRAMMES, place, "this is no stretch; use a move of the category mobility")


def wrong_workouts(content: Content) -> Iterator[Finding]:
    """Find workouts that are too hard, repeat a move, leave a range, or do not take the time that they say."""
    catalogue = content.catalogue
    for workout in catalogue.workouts:
        names = [item.exercise for item in workout.main]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Finding(PROGRAMMES, f"{workout.id}.{name}", "it stands twice; give one of them another move")
        for item in (*workout.main, *workout.finisher):
            exercise = catalogue.exercise(item.exercise)
            place = f"{workout.id}.{item.exercise}"
            yield from _out_of_range(place, item, exercise.prescription.low, catalogue)
            if exercise.level > LEVEL_RANK[workout.level]:
                yield Finding(PROGRAMMES, place, f"it is too hard for {workout.level}; use an easier move")
        yield from _wrong_rounds(workout)
        yield from _wrong_length(workout, catalogue)


def wrong_jumps(content: Content) -> Iterator[Finding]:
    """Find workouts that jump too much, too late, or without the warm-up for it."""
    rules = content.programmes["plyometric_rules"]
    warm_ups = [content.catalogue.warm_ups[name] for name in rules["warm_ups"]]
    for workout in content.catalogue.workouts:
        jumps = [content.catalogue.exercise(item.exercise).jumps for item in workout.main]
        if not any(jumps):
            continue
        yield from too_many_landings(workout.id, workout.main, workout.level, content)
        if workout.warm_up not in warm_ups:
            message = f"jumps need one of the warm-ups {', '.join(rules['warm_ups'])}; change it or take the jumps out"
            yield Finding(PROGRAMMES, f"{workout.id}.warm_up", message)
        if jumps != sorted(jumps, reverse=True):
            yield Finding(PROGRAMMES, f"{workout.id}.main", "jumps come first, on fresh legs; move them up")
        if workout.kind == "express":
            yield Finding(PROGRAMMES, f"{workout.id}.main", "no jumps in an express session; use calm moves")


def too_many_landings(place: str, items: Sequence[Item], level: str, content: Content) -> Iterator[Finding]:
    """Find more landings than the rules allow at a level; a repetition per side lands twice."""
    limits: Tree = content.programmes["plyometric_rules"]["max_contacts_per_session"]
    landings = sum(_landings(item, content.catalogue) for item in items)
    if landings > limits[level]:
        message = f"{landings} landings; {level} allows {limits[level]}: take sets or repetitions of jumps away"
        yield Finding(PROGRAMMES, f"{place}.main", message)


def _landings(item: Item, catalogue: Catalogue) -> int:
    exercise = catalogue.exercise(item.exercise)
    if not exercise.jumps:
        return 0
    return item.sets * item.amount * (1 if exercise.side_style is None else 2)


def _out_of_range(place: str, item: Item, low: int, catalogue: Catalogue) -> Iterator[Finding]:
    exercise = catalogue.exercise(item.exercise)
    high = exercise.prescription.high
    if not low <= item.amount <= high:
        message = f"{item.amount} {exercise.mode} is outside {low} to {high}; mend it, or the exercise's prescription"
        yield Finding(PROGRAMMES, place, message)


def _wrong_rounds(workout: Workout) -> Iterator[Finding]:
    if workout.style == "circuit" and len({item.sets for item in workout.main}) != 1:
        message = "a circuit goes round as a whole; give every move the same sets"
        yield Finding(PROGRAMMES, f"{workout.id}.main", message)


def _wrong_length(workout: Workout, catalogue: Catalogue) -> Iterator[Finding]:
    minutes = workout_seconds(workout, catalogue) / 60
    over = minutes - workout.estimated_minutes
    under, above = (EXPRESS_TOLERANCE, 0.0) if workout.kind == "express" else (PROGRAMME_TOLERANCE, PROGRAMME_TOLERANCE)
    if not -under <= over <= above:
        message = f"it says {workout.estimated_minutes} minutes and takes {minutes:.1f}; mend the number or the workout"
        yield Finding(PROGRAMMES, f"{workout.id}.estimated_minutes", message)
