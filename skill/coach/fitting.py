"""Which work fits this runner: noise, kit and minutes; and sessions for one area.

Fitting only ever takes away or swaps, in the order of the catalogue's rules; it never makes a workout harder. It
refuses to know the runner: what fits is decided from what is asked for alone.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from skill.content.focus import focus_items
from skill.content.swaps import LEVEL_RANK, stand_ins, swapped
from skill.content.timing import row_seconds, workout_seconds
from skill.content.types import Catalogue, Item, Workout

# Under this many minutes a programme workout is not shortened but replaced by the level's express session.
EXPRESS_BELOW_MINUTES = 15
SHORT_WARM_UP = "warm_up_short"
SHORT_COOL_DOWN = "cool_down_short"
SHORT_SETS = 2


def fit(
    workout: Workout,
    catalogue: Catalogue,
    *,
    equipment: Collection[str] | None,
    minutes: int | None,
    quiet: bool,
) -> Workout:
    """Fit a workout to quiet, kit and minutes; None fits nothing.

    Quiet comes before kit, since what stands in for a jump may need a step.

    Args:
        workout: What is planned.
        catalogue: What there is.
        equipment: Kit at hand; None: not known, so nothing is swapped for it.
        minutes: The most that it may take; from 15 on it is kept to, with the catalogue's slack.
        quiet: No jumps.
    """
    workout = fit_moves(fit_kind(workout, catalogue, minutes), catalogue, equipment=equipment, quiet=quiet)
    return workout if minutes is None else fit_minutes(workout, catalogue, minutes)


def fit_kind(workout: Workout, catalogue: Catalogue, minutes: int | None) -> Workout:
    """Give the workout, or the level's express session where there is no time for a programme workout."""
    if minutes is None or minutes >= EXPRESS_BELOW_MINUTES or workout.kind != "programme":
        return workout
    return express(workout.level, minutes, catalogue)


def fit_moves(workout: Workout, catalogue: Catalogue, *, equipment: Collection[str] | None, quiet: bool) -> Workout:
    """Fit the moves to quiet and kit, whatever time they take."""
    if quiet:
        workout = fit_quiet(workout, catalogue)
    return workout if equipment is None else fit_equipment(workout, catalogue, equipment)


def express(level: str, minutes: int, catalogue: Catalogue) -> Workout:
    """Give the level's express session that comes nearest to the minutes."""
    sessions = [w for w in catalogue.workouts if w.kind == "express" and w.level == level]
    return min(sessions, key=lambda w: abs(w.estimated_minutes - minutes))


def fit_equipment(workout: Workout, catalogue: Catalogue, equipment: Collection[str]) -> Workout:
    """Put exercises that can be done with this kit in the place of those that cannot; one with none is left out."""
    pairs = stand_ins(workout.main, catalogue, equipment=equipment, level=LEVEL_RANK[workout.level])
    return replace(workout, main=tuple(swapped(item, other, catalogue) for item, other in pairs if other is not None))


def fit_quiet(workout: Workout, catalogue: Catalogue) -> Workout:
    """Put a move without impact in the place of every jump; one that is in the workout already is left out."""
    planned = {item.exercise for item in workout.main}
    main: list[Item] = []
    for item in workout.main:
        other = catalogue.low_impact_swaps.get(item.exercise)
        if other is None:
            main.append(item)
        elif other not in planned:
            planned.add(other)
            main.append(swapped(item, other, catalogue))
    return replace(workout, main=tuple(main))


def fit_minutes(workout: Workout, catalogue: Catalogue, minutes: int) -> Workout:
    """Shorten a workout, rule by rule, until it takes no more than the minutes, or nothing more can go."""
    limit = (minutes + catalogue.focus_rules.slack_minutes) * 60
    for shorter in _shortened(workout, catalogue):
        workout = shorter
        if workout_seconds(workout, catalogue) <= limit:
            break
    return workout


def with_sets(workout: Workout, sets: int) -> Workout:
    """Give the workout with at most so many sets of each exercise."""
    return replace(workout, main=tuple(replace(item, sets=min(item.sets, sets)) for item in workout.main))


def focus_workout(
    focus_id: str, catalogue: Catalogue, *, level: str, minutes: int, equipment: Collection[str]
) -> Workout:
    """Build a session for one area from the pool of the level.

    Raises:
        UnknownIdError: There is no such focus.
    """
    focus = catalogue.focus(focus_id)
    return Workout(
        id=f"focus_{focus.id}",
        name=focus.name,
        level=level,
        kind="focus",
        style="straight_sets",
        loads_legs=focus.loads_legs,
        warm_up=focus.warm_up,
        main=focus_items(focus, catalogue, level=level, minutes=minutes, equipment=equipment),
        cool_down=focus.cool_down,
        estimated_minutes=minutes,
    )


def _shortened(workout: Workout, catalogue: Catalogue) -> Iterator[Workout]:
    """Give the workout as is, then shorter and shorter, by the catalogue's `shorten_rules` in their order."""
    workout = replace(workout, finisher=())
    yield workout
    workout = _with_short_cool_down(workout, catalogue)
    yield workout
    workout = with_sets(workout, SHORT_SETS)
    yield workout
    workout = _with_short_warm_up(workout, catalogue)
    yield workout
    while len(workout.main) > 1:
        workout = replace(workout, main=_without_last(workout.main, catalogue))
        yield workout


def _with_short_cool_down(workout: Workout, catalogue: Catalogue) -> Workout:
    short = catalogue.cool_downs[SHORT_COOL_DOWN]
    if row_seconds(short, catalogue) >= row_seconds(workout.cool_down, catalogue):
        return workout
    return replace(workout, cool_down=short)


def _with_short_warm_up(workout: Workout, catalogue: Catalogue) -> Workout:
    """Swap the warm-up for the short one, which is too short for jumps."""
    short = catalogue.warm_ups[SHORT_WARM_UP]
    if row_seconds(short, catalogue) >= row_seconds(workout.warm_up, catalogue):
        return workout
    calm = tuple(item for item in workout.main if not catalogue.exercise(item.exercise).jumps)
    return replace(workout, warm_up=short, main=calm)


def _without_last(main: tuple[Item, ...], catalogue: Catalogue) -> tuple[Item, ...]:
    """Drop the last exercise, keeping one for the core where there is one."""
    core = [index for index, item in enumerate(main) if catalogue.exercise(item.exercise).category == "core"]
    last = len(main) - 1
    drop = last - 1 if core == [last] else last
    return main[:drop] + main[drop + 1 :]
