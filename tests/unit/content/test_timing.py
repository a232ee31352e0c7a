from dataclasses import replace

import pytest

from skill.content.loader import load_catalogue
from skill.content.timing import item_seconds, main_seconds, row_seconds, step_seconds, workout_seconds
from skill.content.types import Item

CATALOGUE = load_catalogue()
TIMING = CATALOGUE.timing


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (Item("squat", 3, 12, 45), 12 * 4 + 4),
        (Item("plank", 3, 30, 30), 30 + 4),
        (Item("lunge", 3, 10, 60), 2 * 10 * 4 + 4),
        (Item("side_plank", 3, 20, 30), 2 * 20 + 4 + 4),
    ],
    ids=["both sides at once", "hold", "sides swap", "one side first"],
)
def test_set_takes_both_sides_the_switch_and_the_words(item: Item, expected: float) -> None:
    """A set is work on both sides, the switch where one side is finished first, and four seconds of words."""
    assert item_seconds(item, CATALOGUE) == expected


def test_step_is_one_side_where_one_side_is_finished_first() -> None:
    """What is done without a break is one side of a side plank, but both of a lunge."""
    assert step_seconds(CATALOGUE.exercise("side_plank"), 20, TIMING) == 20 + 4
    assert step_seconds(CATALOGUE.exercise("lunge"), 10, TIMING) == 2 * 10 * 4 + 4


def test_change_between_standing_and_floor_takes_time() -> None:
    """A row of the same moves takes eight seconds more where the runner gets down and up in between."""
    squat, plank, lunge = Item("squat", 1, 10, 0), Item("plank", 1, 30, 0), Item("lunge", 1, 10, 0)
    apart, together = (squat, plank, lunge), (squat, lunge, plank)
    assert row_seconds(apart, CATALOGUE) - row_seconds(together, CATALOGUE) == 8


def test_last_rest_is_not_counted() -> None:
    """Nothing is rested after the last set of all."""
    item = Item("squat", 2, 10, 60)
    assert main_seconds((item,), "straight_sets", 20, CATALOGUE) == 20 + 2 * 44 + 60


def test_circuit_changes_position_in_every_round() -> None:
    """Two rounds of standing and floor work change position twice, straight sets once."""
    items = (Item("squat", 2, 10, 5), Item("plank", 2, 30, 5))
    straight = main_seconds(items, "straight_sets", 10, CATALOGUE)
    assert main_seconds(items, "circuit", 10, CATALOGUE) - straight == TIMING.position_change_seconds


def test_no_moves_take_no_time() -> None:
    """An empty main part takes nothing, and no rest is taken off."""
    assert main_seconds((), "circuit", 10, CATALOGUE) == 0


def test_express_session_introduces_moves_faster() -> None:
    """The same moves take ten seconds less each in an express session than in a programme workout."""
    workout = CATALOGUE.workout("beginner_a")
    faster = replace(workout, kind="express")
    assert workout_seconds(workout, CATALOGUE) - workout_seconds(faster, CATALOGUE) == 10 * len(workout.main)
