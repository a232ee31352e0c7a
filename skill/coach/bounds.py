"""How far progress may lead within one workout, whatever an exercise by itself could go up to.

No move that another workout of the level has; no set that makes the session longer than the longest; and no set more
in the weeks before a race in which the volume is held. It refuses to know how an exercise went.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from skill.coach.fitting import fit_moves
from skill.coach.plan import Plan, Side, StepKind, expand, seconds_left
from skill.coach.runner import Runner
from skill.coach.schedule import holds_volume
from skill.coach.standing import Verdict
from skill.content.types import Catalogue, Workout

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Bounds:
    """What holds for all exercises of a workout.

    Attributes:
        elsewhere: Exercises that are done in the level's other workouts.
        seconds: How long the session may get by more sets.
        more_sets: Whether there may be more sets at all.
        raises: Whether anything may go up this time.
    """

    elsewhere: frozenset[str] = frozenset()
    seconds: float = math.inf
    more_sets: bool = True
    raises: bool = True


OPEN = Bounds()


def bounds_of(runner: Runner, workout_id: str, today: date, catalogue: Catalogue) -> Bounds:
    """Give the bounds of a workout of the programme.

    Args:
        runner: Whose they are.
        workout_id: The workout's id.
        today: The day where the runner lives.
        catalogue: What there is.
    """
    workout = catalogue.workout(workout_id)
    return Bounds(
        elsewhere=frozenset(_elsewhere(workout, runner, catalogue)),
        seconds=MINUTE * (runner.profile.minutes or _longest(workout.level, catalogue)),
        more_sets=not holds_volume(runner.diary, today),
    )


def seconds_of(workout: Workout, catalogue: Catalogue) -> float:
    """Estimate the seconds of a workout as they are told to the runner."""
    return seconds_left(expand(workout, catalogue, Side.LEFT), 0, 0)


def has_room(plan: Plan, exercise: str, bounds: Bounds) -> bool:
    """Tell whether a session stays within its bounds with one set more of an exercise, and a rest before it."""
    mine = [
        step for step in plan if step.exercise == exercise and step.kind not in {StepKind.WARM_UP, StepKind.COOL_DOWN}
    ]
    last = max(step.set for step in mine)
    one = tuple(step for step in mine if step.set == last)
    return bounds.more_sets and seconds_left(plan, 0, 0) + seconds_left(one, 0, 0) <= bounds.seconds


def _longest(level: str, catalogue: Catalogue) -> int:
    """Give the minutes of the longest choice of length, or of the level's longest workout as it is written."""
    written = (catalogue.workout(name).estimated_minutes for name in catalogue.level(level).order)
    return max(catalogue.progression.longest_minutes[level], *written)


def _elsewhere(workout: Workout, runner: Runner, catalogue: Catalogue) -> Iterator[str]:
    """Name what is done in the level's other workouts, and what will be done there the next time."""
    profile = runner.profile
    for name in catalogue.level(workout.level).order:
        if name == workout.id:
            continue
        other = catalogue.workout(name)
        other = replace(other, main=other.main + other.finisher)
        for item in fit_moves(other, catalogue, equipment=profile.equipment, quiet=profile.quiet).main:
            standing = runner.progress.get(item.exercise)
            done = item.exercise if standing is None else standing.exercise
            yield done
            harder = catalogue.exercise(done).harder
            if standing is not None and standing.due is Verdict.OUTGROWN and harder is not None:
                yield harder
