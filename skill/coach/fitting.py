"""Fit a workout to a runner: kit, noise and minutes; and build focus sessions from their pools.

Fitting only ever takes away or swaps, in the order of the catalogue's rules; it never makes a workout harder.
"""

from collections.abc import Iterator
from dataclasses import replace

from skill.content.swaps import LEVEL_RANK, doable
from skill.content.timing import main_seconds, row_seconds, workout_seconds
from skill.content.types import Catalogue, Focus, Item, Workout

# Under this many minutes a programme workout is not shortened but replaced by the level's express session.
EXPRESS_BELOW_MINUTES = 15
SHORT_WARM_UP = "warm_up_short"
SHORT_COOL_DOWN = "cool_down_short"


def fit(
    workout: Workout,
    catalogue: Catalogue,
    *,
    equipment: frozenset[str] | None,
    minutes: int | None,
    quiet: bool,
) -> Workout:
    """Fit a workout to kit, quiet and minutes, in that order; None fits nothing."""
    if minutes is not None and minutes < EXPRESS_BELOW_MINUTES and workout.kind == "programme":
        workout = express(workout.level, minutes, catalogue)
    if equipment is not None:
        workout = fit_equipment(workout, catalogue, equipment)
    if quiet:
        workout = fit_quiet(workout, catalogue)
    return workout if minutes is None else fit_minutes(workout, catalogue, minutes)


def express(level: str, minutes: int, catalogue: Catalogue) -> Workout:
    """Give the level's express session that comes nearest to the minutes."""
    sessions = [w for w in catalogue.workouts if w.kind == "express" and w.level == level]
    return min(sessions, key=lambda w: abs(w.estimated_minutes - minutes))


def fit_equipment(workout: Workout, catalogue: Catalogue, equipment: frozenset[str]) -> Workout:
    """Put exercises that can be done with this kit in the place of those that cannot; one with none is left out."""
    have = {"none", *equipment}
    taken = {i.exercise for i in workout.main if catalogue.exercise(i.exercise).equipment in have}
    main: list[Item] = []
    for item in workout.main:
        if catalogue.exercise(item.exercise).equipment in have:
            main.append(item)
            continue
        rank = LEVEL_RANK[workout.level]
        other = doable(item.exercise, catalogue, equipment=equipment, taken=taken, level=rank)
        if other is not None:
            taken.add(other)
            main.append(swapped(item, other, catalogue))
    return replace(workout, main=tuple(main))


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
    limit = minutes * 60 + catalogue.focus_rules.slack_minutes * 60
    for shorter in _shortened(workout, catalogue):
        workout = shorter
        if workout_seconds(workout, catalogue) <= limit:
            break
    return workout


def focus_workout(
    focus_id: str, catalogue: Catalogue, *, level: str, minutes: int, equipment: frozenset[str]
) -> Workout:
    """Build a session for one area: moves of the pool with two sets while they fit, then third sets while they fit."""
    focus = catalogue.focus(focus_id)
    limit = (minutes + catalogue.focus_rules.slack_minutes) * 60
    around = row_seconds(focus.warm_up, catalogue) + row_seconds(focus.cool_down, catalogue)

    def fits(items: list[Item]) -> bool:
        intro = catalogue.timing.intro_seconds_express
        return around + main_seconds(items, "straight_sets", intro, catalogue) <= limit

    main: list[Item] = []
    for item in _pool(focus, catalogue, level, minutes, equipment):
        if fits([*main, item]):
            main.append(item)
    for index, item in enumerate(main):
        more = replace(item, sets=item.sets + 1)
        if item.sets < focus.max_sets and fits([*main[:index], more, *main[index + 1 :]]):
            main[index] = more
    return Workout(
        id=f"focus_{focus.id}",
        name=focus.name,
        level=level,
        kind="focus",
        style="straight_sets",
        loads_legs=focus.loads_legs,
        warm_up=focus.warm_up,
        main=tuple(main),
        cool_down=focus.cool_down,
        estimated_minutes=minutes,
    )


def swapped(item: Item, other: str, catalogue: Catalogue) -> Item:
    """Give an item with another exercise: sets and rest stay, the amount too where both count alike."""
    before, after = catalogue.exercise(item.exercise), catalogue.exercise(other)
    alike = before.mode is after.mode and (before.side_style is None) == (after.side_style is None)
    dose = after.prescription
    amount = min(max(item.amount, dose.low), dose.high) if alike else dose.target
    return replace(item, exercise=other, amount=amount)


def _pool(focus: Focus, catalogue: Catalogue, level: str, minutes: int, equipment: frozenset[str]) -> Iterator[Item]:
    rules = catalogue.focus_rules
    low_dose = minutes in rules.low_dose_minutes and focus.warm_up != ()
    taken: set[str] = set()
    for name in focus.pools[level]:
        exercise_id = doable(name, catalogue, equipment=equipment, taken=taken, level=LEVEL_RANK[level])
        if exercise_id is None:
            continue
        taken.add(exercise_id)
        dose = catalogue.exercise(exercise_id).prescription
        amount, rest = (dose.low, rules.rest_low_dose) if low_dose else (dose.target, focus.rest)
        yield Item(exercise_id, focus.sets, amount, rest)


def _shortened(workout: Workout, catalogue: Catalogue) -> Iterator[Workout]:
    """Give the workout as is, then shorter and shorter, by the catalogue's rules in their order."""
    workout = replace(workout, finisher=())
    yield workout
    workout = _with_shorter(workout, catalogue, cool_down=True)
    yield workout
    workout = replace(workout, main=tuple(replace(item, sets=min(item.sets, 2)) for item in workout.main))
    yield workout
    workout = _with_shorter(workout, catalogue, cool_down=False)
    yield workout
    while len(workout.main) > 1:
        workout = replace(workout, main=_without_last(workout.main, catalogue))
        yield workout


def _with_shorter(workout: Workout, catalogue: Catalogue, *, cool_down: bool) -> Workout:
    """Swap the cool-down or the warm-up for the short one where that is shorter; a short warm-up rules out jumps."""
    name = SHORT_COOL_DOWN if cool_down else SHORT_WARM_UP
    short = (catalogue.cool_downs if cool_down else catalogue.warm_ups)[name]
    now = workout.cool_down if cool_down else workout.warm_up
    if row_seconds(short, catalogue) >= row_seconds(now, catalogue):
        return workout
    if cool_down:
        return replace(workout, cool_down=short)
    calm = tuple(i for i in workout.main if catalogue.exercise(i.exercise).category != "plyometric")
    return replace(workout, warm_up=short, main=calm)


def _without_last(main: tuple[Item, ...], catalogue: Catalogue) -> tuple[Item, ...]:
    """Drop the last exercise, keeping at least one for the core where there is one."""
    core = [item for item in main if catalogue.exercise(item.exercise).category == "core"]
    last = main[-1]
    drop = main[-2] if core == [last] else last
    return tuple(item for item in main if item is not drop)
