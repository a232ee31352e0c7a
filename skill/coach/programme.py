"""Which workout is due, and which one a runner's wishes name: the programme as a queue that waits.

The queue moves on when a workout is done, whatever the calendar says; a missed day costs nothing.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from skill.coach.bounds import Bounds, bounds_of, seconds_of
from skill.coach.dates import zone_named
from skill.coach.easing import EASE_IN, Easing, break_ending, ease_in_sets, eased, easing_for, with_finisher
from skill.coach.events import Wishes
from skill.coach.fitting import fit_kind, fit_minutes, fit_moves, focus_workout, with_sets
from skill.coach.progression import Progress, nothing_due, planned
from skill.coach.runner import Profile, Runner
from skill.coach.standing import Slot
from skill.content.swaps import LEVEL_RANK
from skill.content.types import Catalogue, Workout

# The length of a focus session where none was named, as in the catalogue's rules.
FOCUS_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Chosen:
    """A workout as it will be done, which of its exercises count for progression, and what it was eased for."""

    workout: Workout
    slots: tuple[Slot, ...] = ()
    easing: str = ""


def due(runner: Runner, catalogue: Catalogue) -> str:
    """Give the id of the programme workout that comes next."""
    return order_from(runner, catalogue)[0]


def order_from(runner: Runner, catalogue: Catalogue) -> tuple[str, ...]:
    """Give the ids of the programme workouts of the level, from the one that comes next on."""
    order = catalogue.level(runner.profile.level).order
    first = runner.queue % len(order)
    return (*order[first:], *order[:first])


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


def choose(runner: Runner, wishes: Wishes, now: datetime, catalogue: Catalogue) -> Chosen:
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
    light = runner.on_the_day.light or None if wishes.light is None else wishes.light
    easing = easing_for(runner, now, catalogue, light=light)
    level = below(profile.level) if easing is not None and easing.rule.level_down else profile.level
    if easing is not None and easing.rule.minutes is not None:
        minutes = min(minutes or easing.rule.minutes, easing.rule.minutes)
    order = catalogue.level(level).order
    named = f"{level}_{wishes.workout}"
    workout = catalogue.workout(named if named in order else order[runner.queue % len(order)])
    workout = fit_kind(workout, catalogue, minutes)
    if workout.kind != "programme":
        workout = fit_moves(workout, catalogue, equipment=equipment, quiet=profile.quiet)
        return Chosen(workout if minutes is None else fit_minutes(workout, catalogue, minutes))
    wishing = replace(runner, profile=profile, progress=_counting(runner, easing, now, catalogue))
    bounds = bounds_of(wishing, workout.id, now.astimezone(zone_named(runner.zone)).date(), catalogue)
    if easing is None and wishes.minutes is None:
        workout = _grown(workout, wishing, bounds, catalogue)
    workout = fit_moves(workout, catalogue, equipment=equipment, quiet=profile.quiet)
    chosen = _dosed(workout, wishing, easing, bounds, catalogue)
    return chosen if minutes is None else _within(chosen, minutes, catalogue)


def below(level: str) -> str:
    """Give the level below; the lowest is its own."""
    rank = max(1, LEVEL_RANK[level] - 1)
    return next(name for name, each in LEVEL_RANK.items() if each == rank)


def _counting(runner: Runner, easing: Easing | None, now: datetime, catalogue: Catalogue) -> Progress:
    """Give what counts of what was reached: nothing for a new start, and nothing new after some days away."""
    if easing is not None:
        return {} if easing.rule.afresh else runner.progress
    return runner.progress if break_ending(runner, now, catalogue) is None else nothing_due(runner.progress)


def _grown(workout: Workout, runner: Runner, bounds: Bounds, catalogue: Catalogue) -> Workout:
    """Add the finisher when its time has come, where the session does not get too long by it.

    While the volume is held it does not come new, and stays where it was before.
    """
    longer = with_finisher(workout, runner.finished, len(catalogue.level(workout.level).order))
    known = all(item.exercise in runner.progress for item in workout.finisher)
    fits = seconds_of(longer, catalogue) <= bounds.seconds and (bounds.more_sets or known)
    return longer if fits else workout


def _dosed(workout: Workout, runner: Runner, easing: Easing | None, bounds: Bounds, catalogue: Catalogue) -> Chosen:
    """Give a workout the doses that are due; an eased one brings nothing new, and says nothing about the next."""
    profile = runner.profile
    sets = ease_in_sets(workout, runner.comeback, len(catalogue.level(workout.level).order))
    held = bounds if easing is None else replace(bounds, raises=False)
    workout, slots = planned(workout, runner.progress, profile, catalogue, held)
    if sets is not None:
        # Before anything is eased: half of a first workout is half of what it would have been.
        workout = with_sets(workout, sets)
    if easing is not None:
        return Chosen(eased(workout, easing, profile, catalogue), easing=easing.id)
    return Chosen(workout, slots, "" if sets is None else EASE_IN)


def _within(chosen: Chosen, minutes: int, catalogue: Catalogue) -> Chosen:
    workout = fit_minutes(chosen.workout, catalogue, minutes)
    done = {item.exercise for item in workout.main}
    return replace(chosen, workout=workout, slots=tuple(slot for slot in chosen.slots if slot.exercise in done))


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
