"""How long a workout takes by the catalogue's timing model: talk, work, changes of side and position, and rests.

This is the authors' estimate, by which workouts are written and fitted; what a reply really takes is measured on its
timeline.
"""

from collections.abc import Sequence
from itertools import pairwise

from skill.content.types import Catalogue, Exercise, Item, SideStyle, TimingModel, Workout


def item_seconds(item: Item, catalogue: Catalogue) -> float:
    """Give the seconds of one set: work on both sides, the change between them, and the words round it."""
    exercise, timing = catalogue.exercise(item.exercise), catalogue.timing
    if exercise.side_style is not SideStyle.ONE_SIDE:
        return step_seconds(exercise, item.amount, timing)
    return 2 * _work_seconds(exercise, item.amount) + timing.side_switch_seconds + timing.set_cue_seconds


def step_seconds(exercise: Exercise, amount: int, timing: TimingModel) -> float:
    """Give the seconds of what is done without a break: one set, or one side of it where one side is finished first."""
    sides = 2 if exercise.side_style is SideStyle.ALTERNATE else 1
    return sides * _work_seconds(exercise, amount) + timing.set_cue_seconds


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


def _work_seconds(exercise: Exercise, amount: int) -> float:
    """Give the seconds of work on one side, or of both at once."""
    return amount * (exercise.seconds_per_rep or 1.0)


def _position_changes(items: Sequence[Item], catalogue: Catalogue) -> int:
    upright = [catalogue.exercise(item.exercise).upright for item in items]
    return sum(before != after for before, after in pairwise(upright))
