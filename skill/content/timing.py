"""How long a workout takes by the catalogue's timing model: talk, work, changes of side and position, and rests.

This is the authors' estimate, by which workouts are written and fitted; what a reply really takes is measured on its
timeline.
"""

from collections.abc import Sequence
from itertools import pairwise

from skill.content.types import Catalogue, Item, Mode, SideStyle, Workout


def item_seconds(item: Item, catalogue: Catalogue) -> float:
    """Give the seconds of one set: work on both sides, the change between them, and the words round it."""
    exercise = catalogue.exercise(item.exercise)
    pace = exercise.seconds_per_rep if exercise.mode is Mode.REPS else 1.0
    sides = 1 if exercise.side_style is None else 2
    switch = catalogue.timing.side_switch_seconds if exercise.side_style is SideStyle.ONE_SIDE else 0
    return item.amount * (pace or 1.0) * sides + switch + catalogue.timing.set_cue_seconds


def row_seconds(items: Sequence[Item], catalogue: Catalogue) -> float:
    """Give the seconds of a warm-up or cool-down."""
    intro = catalogue.timing.intro_seconds_short
    work = sum(intro + item_seconds(item, catalogue) for item in items)
    return work + _position_changes(items, catalogue) * catalogue.timing.position_change_seconds


def main_seconds(items: Sequence[Item], style: str, intro: float, catalogue: Catalogue) -> float:
    """Give the seconds of a main part; `intro` is the talk when an exercise first comes up."""
    if not items:
        return 0.0
    work = sum(intro + item.sets * (item_seconds(item, catalogue) + item.rest) for item in items)
    rounds = max(item.sets for item in items) if style == "circuit" else 1
    changes = rounds * _position_changes(items, catalogue)
    return work + changes * catalogue.timing.position_change_seconds - items[-1].rest


def workout_seconds(workout: Workout, catalogue: Catalogue) -> float:
    """Give the seconds of a whole workout."""
    timing = catalogue.timing
    intro = timing.intro_seconds if workout.kind == "programme" else timing.intro_seconds_express
    return (
        row_seconds(workout.warm_up, catalogue)
        + main_seconds(workout.main, workout.style, intro, catalogue)
        + row_seconds(workout.cool_down, catalogue)
    )


def _position_changes(items: Sequence[Item], catalogue: Catalogue) -> int:
    upright = [catalogue.exercise(item.exercise).upright for item in items]
    return sum(before != after for before, after in pairwise(upright))
