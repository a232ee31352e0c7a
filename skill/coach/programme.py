"""Which workout is due, and which one a runner's wishes name: the programme as a queue that waits.

The queue moves on when a workout is done, whatever the calendar says; a missed day costs nothing.
"""

from dataclasses import replace

from skill.coach.events import Wishes
from skill.coach.fitting import fit, focus_workout
from skill.coach.runner import Profile, Runner
from skill.content.types import Catalogue, Workout

# The length of a focus session where none was named, as in the catalogue's rules.
FOCUS_MINUTES = 15


def due(runner: Runner, catalogue: Catalogue) -> str:
    """Give the id of the programme workout that comes next."""
    order = catalogue.level(runner.profile.level).order
    return order[runner.queue % len(order)]


def following(workout: str, runner: Runner, catalogue: Catalogue) -> str:
    """Give the id of the programme workout that comes after one; what is due where that one is none of them."""
    order = catalogue.level(runner.profile.level).order
    return order[(order.index(workout) + 1) % len(order)] if workout in order else due(runner, catalogue)


def after(workout: str, runner: Runner, catalogue: Catalogue) -> Runner:
    """Move the queue past a workout that was done; one from outside the programme moves nothing."""
    order = catalogue.level(runner.profile.level).order
    if workout not in order:
        return runner
    return replace(runner, queue=(order.index(workout) + 1) % len(order))


def choose(runner: Runner, wishes: Wishes, catalogue: Catalogue) -> Workout:
    """Choose the workout that the wishes name, or the one that is due, fitted to minutes, kit and quiet."""
    profile = with_wishes(runner.profile, wishes)
    equipment, minutes = profile.equipment, wishes.minutes or profile.minutes
    if wishes.focus is not None:
        return focus_workout(
            wishes.focus,
            catalogue,
            level=profile.level,
            minutes=minutes or FOCUS_MINUTES,
            equipment=frozenset(catalogue.kit) if equipment is None else equipment,
        )
    order = catalogue.level(profile.level).order
    named = f"{profile.level}_{wishes.workout}"
    workout = catalogue.workout(named if named in order else due(replace(runner, profile=profile), catalogue))
    return fit(workout, catalogue, equipment=equipment, minutes=minutes, quiet=profile.quiet)


def with_wishes(profile: Profile, wishes: Wishes) -> Profile:
    """Give the profile with what is kept of wishes: level, kit and quiet. Minutes and focus are for one workout."""
    equipment = profile.equipment
    if wishes.equipment is not None:
        equipment = (equipment or frozenset()) | wishes.equipment if wishes.equipment else frozenset()
    return replace(
        profile,
        level=wishes.level or profile.level,
        equipment=equipment,
        quiet=profile.quiet if wishes.quiet is None else wishes.quiet,
    )
