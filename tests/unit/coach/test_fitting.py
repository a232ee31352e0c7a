from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach.fitting import express, fit, fit_equipment, fit_minutes, fit_quiet, focus_workout, with_sets
from skill.content.errors import UnknownIdError
from skill.content.loader import load_catalogue
from skill.content.swaps import LEVEL_RANK
from skill.content.timing import workout_seconds
from skill.content.types import Item, Workout

CATALOGUE = load_catalogue()
ALL_KIT = CATALOGUE.kit
kits = st.frozensets(st.sampled_from(sorted(ALL_KIT)))
minutes_asked = st.integers(10, 60)
workouts = st.sampled_from(CATALOGUE.workouts)
levels = st.sampled_from([level.id for level in CATALOGUE.levels])
focuses = st.sampled_from([focus.id for focus in CATALOGUE.focuses])


def ids(workout: Workout) -> list[str]:
    """Name the exercises of the main part."""
    return [item.exercise for item in workout.main]


def has_core(workout: Workout) -> bool:
    """Tell whether the main part works the core."""
    return any(CATALOGUE.exercise(name).category == "core" for name in ids(workout))


def assert_sound(workout: Workout, kit: frozenset[str]) -> None:
    """Hold what every workout that a runner is given must hold."""
    for item in workout.main:
        exercise = CATALOGUE.exercise(item.exercise)
        assert exercise.equipment in {"none", *kit}
        assert exercise.prescription.low <= item.amount <= exercise.prescription.high
        assert exercise.level <= LEVEL_RANK[workout.level]
        assert item.sets >= 1
    assert len(set(ids(workout))) == len(ids(workout)) > 0
    for item in (*workout.warm_up, *workout.cool_down):
        assert CATALOGUE.exercise(item.exercise).equipment in {"none", *kit}


@given(workouts, kits, st.none() | minutes_asked, st.booleans())
def test_fitted_workout_needs_only_the_kit_at_hand_and_keeps_to_every_range(
    workout: Workout, kit: frozenset[str], minutes: int | None, quiet: bool
) -> None:
    """Whatever is asked, a fitted workout uses kit at hand, keeps within each range and level, and repeats nothing."""
    assert_sound(fit(workout, CATALOGUE, equipment=kit, minutes=minutes, quiet=quiet), kit)


@given(workouts, kits, st.integers(15, 60), st.booleans())
def test_fitted_workout_takes_no_longer_than_asked(
    workout: Workout, kit: frozenset[str], minutes: int, quiet: bool
) -> None:
    """From fifteen minutes on, a fitted workout ends in time, but for the catalogue's slack."""
    fitted = fit(workout, CATALOGUE, equipment=kit, minutes=minutes, quiet=quiet)
    assert workout_seconds(fitted, CATALOGUE) <= (minutes + CATALOGUE.focus_rules.slack_minutes) * 60


@given(workouts, kits, st.none() | minutes_asked, st.booleans())
def test_fitted_workout_keeps_its_warm_up_and_its_core(
    workout: Workout, kit: frozenset[str], minutes: int | None, quiet: bool
) -> None:
    """However short, a workout warms up, cools down, and works the core where the one it is made from does."""
    fitted = fit(workout, CATALOGUE, equipment=kit, minutes=minutes, quiet=quiet)
    assert fitted.warm_up
    assert fitted.cool_down
    assert has_core(fitted) or not has_core(workout)


@given(workouts, kits, st.none() | minutes_asked)
def test_quiet_workout_has_no_jumps(workout: Workout, kit: frozenset[str], minutes: int | None) -> None:
    """Where quiet was asked for, nothing in the workout leaves the ground."""
    fitted = fit(workout, CATALOGUE, equipment=kit, minutes=minutes, quiet=True)
    assert not any(CATALOGUE.exercise(name).jumps for name in ids(fitted))


@given(workouts, kits, minutes_asked, st.booleans())
def test_jumps_come_only_after_the_full_warm_up(
    workout: Workout, kit: frozenset[str], minutes: int, quiet: bool
) -> None:
    """A workout that was shortened to a short warm-up holds no jump."""
    fitted = fit(workout, CATALOGUE, equipment=kit, minutes=minutes, quiet=quiet)
    jumps = any(CATALOGUE.exercise(name).jumps for name in ids(fitted))
    assert not jumps or fitted.warm_up == CATALOGUE.warm_ups["warm_up_power"]


@given(workouts, kits, minutes_asked, st.booleans())
def test_fitting_twice_changes_nothing_more(workout: Workout, kit: frozenset[str], minutes: int, quiet: bool) -> None:
    """A workout that fits already is left as it is."""
    once = fit(workout, CATALOGUE, equipment=kit, minutes=minutes, quiet=quiet)
    assert fit(once, CATALOGUE, equipment=kit, minutes=minutes, quiet=quiet) == once


@given(workouts, st.booleans())
def test_nothing_asked_changes_nothing_but_jumps(workout: Workout, quiet: bool) -> None:
    """With kit and minutes unknown the workout stays as written, unless it jumps and quiet was asked for."""
    fitted = fit(workout, CATALOGUE, equipment=None, minutes=None, quiet=quiet)
    assert fitted == (fit_quiet(workout, CATALOGUE) if quiet else workout)


@given(workouts, minutes_asked, minutes_asked)
def test_more_time_never_gives_a_shorter_workout(workout: Workout, some: int, other: int) -> None:
    """Who has more minutes gets at least as long a workout."""
    less, more = (fit_minutes(workout, CATALOGUE, minutes) for minutes in sorted((some, other)))
    assert workout_seconds(less, CATALOGUE) <= workout_seconds(more, CATALOGUE)


@given(focuses, levels, kits, minutes_asked)
def test_focus_session_is_sound_and_ends_in_time(focus_id: str, level: str, kit: frozenset[str], minutes: int) -> None:
    """A session for one area holds what any workout holds, and ends in time but for the slack."""
    workout = focus_workout(focus_id, CATALOGUE, level=level, minutes=minutes, equipment=kit)
    assert_sound(workout, kit)
    assert workout_seconds(workout, CATALOGUE) <= (minutes + CATALOGUE.focus_rules.slack_minutes) * 60
    focus = CATALOGUE.focus(focus_id)
    assert (workout.warm_up, workout.cool_down) == (focus.warm_up, focus.cool_down)


@given(focuses, levels, kits, st.integers(1, 9))
def test_focus_session_is_never_empty(focus_id: str, level: str, kit: frozenset[str], minutes: int) -> None:
    """Even one minute gives one move."""
    workout = focus_workout(focus_id, CATALOGUE, level=level, minutes=minutes, equipment=kit)
    assert workout.main
    assert_sound(workout, kit)


@given(workouts, st.integers(1, 4))
def test_ease_in_caps_sets_and_nothing_else(workout: Workout, sets: int) -> None:
    """Easing in takes sets away above the cap, and touches neither amounts nor rests."""
    eased = with_sets(workout, sets)
    assert [item.sets for item in eased.main] == [min(item.sets, sets) for item in workout.main]
    assert with_sets(replace(eased, main=workout.main), sets) == eased
    assert [replace(item, sets=1) for item in eased.main] == [replace(item, sets=1) for item in workout.main]


@pytest.mark.parametrize(
    ("level", "minutes", "expected"),
    [
        ("beginner", 10, "express_10_beginner"),
        ("beginner", 14, "express_10_beginner"),
        ("intermediate", 18, "express_20_intermediate"),
        ("advanced", 3, "express_10_advanced"),
    ],
)
def test_express_session_is_the_nearest_of_the_level(level: str, minutes: int, expected: str) -> None:
    """The express session that is chosen is the level's, and nearest in length."""
    assert express(level, minutes, CATALOGUE).id == expected


@pytest.mark.parametrize(("minutes", "expected"), [(14, "express_10_beginner"), (15, "beginner_a")])
def test_programme_gives_way_to_express_under_fifteen_minutes(minutes: int, expected: str) -> None:
    """From fifteen minutes the programme workout is shortened; under that the express session takes its place."""
    workout = CATALOGUE.workout("beginner_a")
    assert fit(workout, CATALOGUE, equipment=None, minutes=minutes, quiet=False).id == expected


def test_workout_is_shortened_in_the_order_of_the_rules() -> None:
    """First the cool-down, then third sets, then the warm-up, then moves from the end, but not the core."""
    workout = CATALOGUE.workout("beginner_a")
    whole = workout_seconds(workout, CATALOGUE)
    seen: list[str] = []
    for minutes in range(int(whole / 60) + 1, 14, -1):
        fitted = fit_minutes(workout, CATALOGUE, minutes)
        state = (
            f"{len(fitted.main)} moves, "
            f"{max(item.sets for item in fitted.main)} sets, "
            f"{'short' if fitted.warm_up == CATALOGUE.warm_ups['warm_up_short'] else 'full'} warm-up, "
            f"{'short' if fitted.cool_down == CATALOGUE.cool_downs['cool_down_short'] else 'full'} cool-down"
        )
        if state not in seen:
            seen.append(state)
    assert seen == [
        "5 moves, 3 sets, full warm-up, full cool-down",
        "5 moves, 3 sets, full warm-up, short cool-down",
        "5 moves, 2 sets, full warm-up, short cool-down",
        "5 moves, 2 sets, short warm-up, short cool-down",
        "4 moves, 2 sets, short warm-up, short cool-down",
        "3 moves, 2 sets, short warm-up, short cool-down",
    ]
    assert ids(fit_minutes(workout, CATALOGUE, 15))[-1] == "plank"


def test_one_move_is_left_however_short_the_time() -> None:
    """A workout that cannot be made short enough keeps its warm-up and the core move."""
    fitted = fit_minutes(CATALOGUE.workout("beginner_a"), CATALOGUE, 1)
    assert ids(fitted) == ["plank"]
    assert fitted.warm_up == CATALOGUE.warm_ups["warm_up_short"]


def test_rows_that_are_short_already_stay() -> None:
    """Shortening never puts a longer warm-up or cool-down in."""
    workout = CATALOGUE.workout("express_10_beginner")
    fitted = fit_minutes(workout, CATALOGUE, 1)
    assert (fitted.warm_up, fitted.cool_down) == (workout.warm_up, workout.cool_down)


def test_swap_keeps_sets_and_rest_and_clips_the_amount() -> None:
    """Without a band the row becomes a prone pull with the same sets and rest and an amount in its own range."""
    workout = CATALOGUE.workout("intermediate_a")
    row = next(item for item in workout.main if item.exercise == "band_row")
    dose = CATALOGUE.exercise("prone_pull").prescription
    fitted = fit_equipment(workout, CATALOGUE, frozenset())
    assert Item("prone_pull", row.sets, min(max(row.amount, dose.low), dose.high), row.rest) in fitted.main


def test_swap_to_another_unit_takes_the_stand_ins_own_target() -> None:
    """An ankle drill counted in repetitions becomes a balance held for its own target time."""
    workout = replace(CATALOGUE.workout("beginner_a"), main=(Item("ankle_stability_drill", 2, 6, 45),))
    target = CATALOGUE.exercise("single_leg_balance").prescription.target
    assert fit_equipment(workout, CATALOGUE, frozenset()).main == (Item("single_leg_balance", 2, target, 45),)


def test_move_with_no_stand_in_left_is_left_out() -> None:
    """Where kit is missing and every stand-in is in the workout already, the move goes."""
    main = (Item("chair_squat", 2, 10, 45), Item("squat", 2, 12, 45))
    workout = replace(CATALOGUE.workout("beginner_a"), main=main)
    assert ids(fit_equipment(workout, CATALOGUE, frozenset())) == ["squat"]
    assert ids(fit_equipment(workout, CATALOGUE, frozenset({"chair"}))) == ["chair_squat", "squat"]


def test_jump_whose_stand_in_is_planned_is_left_out() -> None:
    """Quiet does not put a move into the workout twice."""
    main = (Item("pogo_hop", 2, 15, 60), Item("calf_raise", 2, 15, 30))
    assert ids(fit_quiet(replace(CATALOGUE.workout("beginner_a"), main=main), CATALOGUE)) == ["calf_raise"]


def test_quiet_stand_in_needs_no_kit_that_is_missing() -> None:
    """A step jump becomes a step-up for quiet, and without a step that becomes a lunge."""
    workout = replace(CATALOGUE.workout("advanced_a"), main=(Item("step_jump", 2, 5, 60),))
    fitted = fit(workout, CATALOGUE, equipment=frozenset(), minutes=None, quiet=True)
    assert ids(fitted) == ["reverse_lunge"]


def test_unknown_focus_is_an_error() -> None:
    """A focus that is not in the catalogue raises the typed error."""
    with pytest.raises(UnknownIdError, match="tentacles"):
        focus_workout("tentacles", CATALOGUE, level="beginner", minutes=15, equipment=ALL_KIT)
