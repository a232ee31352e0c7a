"""Which workout is due, and which one a runner's wishes name: the programme as a queue that waits.

The queue moves on when a workout is done, whatever the calendar says; a missed day costs nothing.
"""

from dataclasses import dataclass, replace

from skill.coach.events import Wishes
from skill.coach.fitting import fit_kind, fit_minutes, fit_moves, focus_workout
from skill.coach.progression import planned
from skill.coach.runner import Profile, Runner
from skill.coach.standing import Slot
from skill.content.types import Catalogue, Workout

# The length of a focus session where none was named, as in the catalogue's rules.
FOCUS_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Chosen:
    """A workout as it will be done, and which of its exercises count for progression."""

    workout: Workout
    slots: tuple[Slot, ...] = ()


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


def choose(runner: Runner, wishes: Wishes, catalogue: Catalogue) -> Chosen:
    """Choose the workout that the wishes name, or the one that is due: its doses, fitted to minutes, kit and quiet.

    Only workouts of the programme progress; express and focus sessions stay as they are written.
    """
    profile = with_wishes(runner.profile, wishes)
    equipment, minutes = profile.equipment, wishes.minutes or profile.minutes
    if wishes.focus is not None:
        return Chosen(
            focus_workout(
                wishes.focus,
                catalogue,
                level=profile.level,
                minutes=minutes or FOCUS_MINUTES,
                equipment=frozenset(catalogue.kit) if equipment is None else equipment,
            )
        )
    order = catalogue.level(profile.level).order
    named = f"{profile.level}_{wishes.workout}"
    workout = catalogue.workout(named if named in order else due(replace(runner, profile=profile), catalogue))
    workout = fit_kind(workout, catalogue, minutes)
    workout = fit_moves(workout, catalogue, equipment=equipment, quiet=profile.quiet)
    slots: tuple[Slot, ...] = ()
    if workout.kind == "programme":
        workout, slots = planned(workout, runner.progress, profile, catalogue)
    if minutes is not None:
        workout = fit_minutes(workout, catalogue, minutes)
    done = {item.exercise for item in workout.main}
    return Chosen(workout, tuple(slot for slot in slots if slot.exercise in done))


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
