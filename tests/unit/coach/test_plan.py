"""Workouts expanded into steps, and the arithmetic on them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach import table
from skill.coach.events import Event, EventKind
from skill.coach.machine import IllegalMoveError, advance
from skill.coach.plan import Side, StepKind, ends_exercise, expand, seconds_left, sets_left, start_of_previous_exercise
from skill.coach.programme import after, due, following
from skill.coach.runner import Runner
from skill.coach.session import State
from skill.content.loader import load_catalogue
from skill.content.timing import workout_seconds
from skill.content.types import Workout
from tests.coaching import NOON

CATALOGUE = load_catalogue()
workouts = st.sampled_from(CATALOGUE.workouts)
first_sides = st.sampled_from([Side.LEFT, Side.RIGHT])


@given(workouts, first_sides)
def test_every_set_of_the_workout_is_in_the_plan(workout: Workout, first: Side) -> None:
    """The plan holds every set, once a side where one side is finished first, and in the written order."""
    plan = expand(workout, CATALOGUE, first)
    for item in workout.main:
        steps = [s for s in plan if s.kind is StepKind.WORK and s.exercise == item.exercise]
        sides = 2 if CATALOGUE.exercise(item.exercise).side_style == "one_side" else 1
        assert len(steps) == item.sets * sides
        assert {step.amount for step in steps} == {item.amount}
        assert {step.set for step in steps} == set(range(1, item.sets + 1))


@given(workouts, first_sides)
def test_both_sides_get_the_same(workout: Workout, first: Side) -> None:
    """Left and right have equal windows, and the chosen side goes first."""
    plan = expand(workout, CATALOGUE, first)
    one_sided = [step for step in plan if step.moving and step.side in {Side.LEFT, Side.RIGHT}]
    left = [step.amount for step in one_sided if step.side is Side.LEFT]
    right = [step.amount for step in one_sided if step.side is Side.RIGHT]
    assert left == right
    assert all(step.side is first for step in one_sided[::2])


@given(workouts)
def test_a_rest_comes_before_a_set_and_never_last(workout: Workout) -> None:
    """After every rest and change-over comes the work that it names."""
    plan = expand(workout, CATALOGUE, Side.LEFT)
    assert plan[-1].moving
    for step, upcoming in pairwise(plan):
        if not step.moving:
            assert upcoming.moving
            assert (upcoming.exercise, upcoming.set, upcoming.side) == (step.exercise, step.set, step.side)


@given(workouts)
def test_time_left_only_shrinks(workout: Workout) -> None:
    """The estimate falls with every step, to zero at the end, and starts near the catalogue's own."""
    plan = expand(workout, CATALOGUE, Side.LEFT)
    left = [seconds_left(plan, index, 0) for index in range(len(plan) + 1)]
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0
    assert left[0] == pytest.approx(workout_seconds(workout, CATALOGUE), rel=0.25)


def test_beginner_a_is_as_the_guide_has_it() -> None:
    """Three sets each: twelve squats, ten lunges a leg, fifteen bridges, thirty seconds' plank, twenty calf raises."""
    plan = expand(CATALOGUE.workout("beginner_a"), CATALOGUE, Side.LEFT)
    doses = {step.exercise: (step.sets, step.amount) for step in plan if step.kind is StepKind.WORK}
    assert doses == {
        "squat": (3, 12),
        "lunge": (3, 10),
        "glute_bridge": (3, 15),
        "plank": (3, 30),
        "calf_raise": (3, 20),
    }


def test_beginner_b_is_as_the_guide_has_it() -> None:
    """Three sets each of ten step-ups a leg, twelve deadlifts, twenty seconds of side plank a side, ten push-ups."""
    plan = expand(CATALOGUE.workout("beginner_b"), CATALOGUE, Side.LEFT)
    doses = {step.exercise: (step.sets, step.amount) for step in plan if step.kind is StepKind.WORK}
    assert doses == {"step_up": (3, 10), "deadlift": (3, 12), "side_plank": (3, 20), "push_up": (3, 10)}


def test_a_rest_takes_its_seconds_whatever_comes_next() -> None:
    """A rest before lunges, whose sides alternate, is no longer than it is written."""
    plan = expand(CATALOGUE.workout("beginner_a"), CATALOGUE, Side.LEFT)
    rests = [step for step in plan if step.kind is StepKind.REST]
    assert all(step.units == step.amount for step in rests)


def test_arithmetic_at_the_edges() -> None:
    """Nothing comes before the first exercise; the last step ends its exercise with one set left."""
    plan = expand(CATALOGUE.workout("beginner_a"), CATALOGUE, Side.LEFT)
    assert start_of_previous_exercise(plan, 0) is None
    assert ends_exercise(plan, len(plan) - 1)
    assert sets_left(plan, len(plan) - 1) == 1


def test_sides_alternate_from_the_first_one() -> None:
    """Where sides alternate, the first repetition is on the first side."""
    sides = [Side.EACH_RIGHT_FIRST.at(done) for done in range(3)]
    assert sides == [Side.RIGHT, Side.LEFT, Side.RIGHT]
    assert Side.LEFT.at(1) is Side.LEFT


def test_a_workout_from_outside_the_programme_moves_nothing() -> None:
    """A core session leaves the queue where it was."""
    runner = Runner(queue=1)
    assert after("focus_core", runner, CATALOGUE) == runner
    assert following("focus_core", runner, CATALOGUE) == due(runner, CATALOGUE) == "beginner_b"


def test_a_faulty_row_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that leads where it does not say so raises, and the runner stays as it was."""
    row = table.Row(table.TABLE[State.IDLE][EventKind.START].do)
    broken = {**table.TABLE, State.IDLE: {**table.TABLE[State.IDLE], EventKind.START: row}}
    monkeypatch.setattr("skill.coach.machine.TABLE", broken)
    runner = Runner(welcomed=True)
    with pytest.raises(IllegalMoveError):
        advance(runner, Event(EventKind.START), NOON, CATALOGUE)
    assert runner == Runner(welcomed=True)
