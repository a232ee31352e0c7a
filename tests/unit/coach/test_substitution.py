"""One exercise in the place of another: taking it back, and what its name means meanwhile."""

from dataclasses import replace

import pytest

from skill.coach.events import EventKind
from skill.coach.plan import Side, Step, StepKind
from skill.coach.runner import Profile, Runner
from skill.coach.substitution import standing_in
from skill.content.loader import load_catalogue
from tests.coaching import Coaching

CATALOGUE = load_catalogue()


def at(exercise: str, number: int = 1, workout: str = "beginner_a") -> Coaching:
    """Give a workout at the start of a set."""
    coaching = Coaching(
        runner=Runner(profile=Profile(ask_effort=False), welcomed=True, queue=int(workout == "beginner_b"))
    )
    coaching.say(EventKind.START, opens=True)
    coaching.reach(exercise, number)
    return coaching


def main(coaching: Coaching, *names: str) -> list[tuple[str, int, Side | None, int]]:
    """Give the sets of some exercises in the plan."""
    steps = (step for step in coaching.session.plan if step.kind is StepKind.WORK and step.exercise in names)
    return [(step.exercise, step.set, step.side, step.amount) for step in steps]


@pytest.mark.parametrize(
    ("there", "back"), [(EventKind.EASIER, EventKind.HARDER), (EventKind.HARDER, EventKind.EASIER)]
)
@pytest.mark.parametrize("number", [1, 2])
def test_easier_and_harder_take_each_other_back_in_mid_set(there: EventKind, back: EventKind, number: int) -> None:
    """Who takes a change back before the other exercise has begun finds the set as it was left, and all after it."""
    coaching = at("squat", number)
    before = coaching.session
    coaching.work(4)
    coaching.say(there)
    assert coaching.session.step.exercise != "squat"
    coaching.say(back)
    assert coaching.place == ("squat", number, 4)
    assert (coaching.session.plan, coaching.session.log) == (before.plan, before.log)


def test_a_change_of_a_dose_that_counts_otherwise_is_taken_back_whole() -> None:
    """Calf raises give way to one leg at a time; taken back, they have the number that they had."""
    coaching = at("calf_raise", 2)
    before = coaching.session.plan
    coaching.work(8)
    coaching.say(EventKind.HARDER)
    coaching.say(EventKind.EASIER)
    assert coaching.place == ("calf_raise", 2, 8)
    assert coaching.session.plan == before


def test_a_third_exercise_takes_up_what_the_second_left() -> None:
    """Swapped on before it began, a set that was broken off is not begun anew, unless it counts otherwise."""
    coaching = at("squat")
    coaching.work(4)
    coaching.say(EventKind.EASIER)
    coaching.say(EventKind.SWAP, exercise="push_up")
    assert coaching.session.step.amount == 8
    coaching.say(EventKind.SWAP, exercise="side_plank")
    assert coaching.session.step.amount == CATALOGUE.exercise("side_plank").prescription.target


def test_a_change_is_taken_back_after_some_of_it_was_done() -> None:
    """What was done of either stays written down, and the rest of the set goes on with the first one."""
    coaching = at("squat")
    coaching.work(4)
    coaching.say(EventKind.EASIER)
    coaching.work(3)
    coaching.say(EventKind.HARDER)
    assert coaching.place == ("squat", 1, 0)
    assert [(entry.amount, coaching.session.plan[entry.index].exercise) for entry in coaching.session.log[-2:]] == [
        (4, "squat"),
        (3, "chair_squat"),
    ]
    assert [amount for _, number, _, amount in main(coaching, "squat") if number == 1] == [4, 5]


def test_a_change_is_taken_back_in_a_later_set() -> None:
    """ "Harder" two sets after "easier" brings the first exercise back for what is left."""
    coaching = at("squat")
    coaching.say(EventKind.EASIER)
    coaching.say(EventKind.DONE)
    coaching.say(EventKind.HARDER)
    assert [(exercise, number) for exercise, number, _, _ in main(coaching, "squat", "chair_squat")] == [
        ("chair_squat", 1),
        ("squat", 2),
        ("squat", 3),
    ]


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_a_side_that_was_broken_off_is_taken_back_on_that_side(side: Side) -> None:
    """Of a side plank the side that is done stays done, through an easier one and back."""
    coaching = at("side_plank", workout="beginner_b")
    before = coaching.session.plan
    if side is Side.RIGHT:
        coaching.say(EventKind.DONE)
        coaching.say(EventKind.SKIP_REST)
    log = coaching.session.log
    coaching.work(9)
    coaching.say(EventKind.EASIER)
    assert coaching.session.step.side is side
    coaching.say(EventKind.HARDER)
    assert coaching.place == ("side_plank", 1, 9)
    assert (coaching.session.plan, coaching.session.log) == (before, log)


def test_the_other_side_alone_is_left_after_the_first() -> None:
    """Changing the exercise at the change of sides leaves one side to do, not two."""
    coaching = at("side_plank", workout="beginner_b")
    coaching.say(EventKind.DONE)
    assert coaching.session.step.kind is StepKind.CHANGE_OVER
    coaching.say(EventKind.EASIER)
    assert main(coaching, "kneeling_side_plank")[:2] == [
        ("kneeling_side_plank", 1, Side.RIGHT, 20),
        ("kneeling_side_plank", 2, Side.LEFT, 20),
    ]


def test_a_side_is_found_again_through_an_exercise_without_sides() -> None:
    """Step-ups on the right give way to chair squats and come back on the right."""
    coaching = at("step_up", workout="beginner_b")
    coaching.say(EventKind.EASIER)
    assert coaching.session.step.exercise == "chair_squat"
    coaching.say(EventKind.SWAP, exercise="side_plank_leg_lift")
    assert coaching.session.step.side is Side.LEFT
    coaching.say(EventKind.DONE)
    coaching.say(EventKind.SKIP_REST)
    coaching.work(3)
    coaching.say(EventKind.SWAP, exercise="chair_squat")
    coaching.say(EventKind.SWAP, exercise="side_plank_leg_lift")
    assert (coaching.session.step.side, coaching.session.done) == (Side.RIGHT, 3)


def test_what_comes_later_is_not_taken_now_and_that_is_said() -> None:
    """ "Swap for planks" while planks are still to come says that they are, and "squats" go on."""
    coaching = at("squat")
    coaching.work(4)
    coaching.say(EventKind.SWAP, exercise="plank")
    assert coaching.lines == ["comes_later"]
    assert coaching.place == ("squat", 1, 4)


@pytest.mark.parametrize("kind", [EventKind.GO_TO, EventKind.SKIP_EXERCISE])
def test_a_name_means_what_took_its_place(kind: EventKind) -> None:
    """After "make it easier", "go to squats" and "skip squats" are about the chair squats."""
    coaching = at("squat")
    coaching.say(EventKind.EASIER)
    coaching.say(kind, exercise="squat")
    assert coaching.place == (("chair_squat", 1, 0) if kind is EventKind.GO_TO else ("lunge", 1, 0))


def test_a_count_by_the_old_name_is_taken_for_the_new_exercise() -> None:
    """ "I did twelve squats" in a set of chair squats is about that set."""
    coaching = at("squat")
    coaching.say(EventKind.EASIER)
    coaching.work(6)
    coaching.say(EventKind.DONE, number=12, exercise="squat")
    assert coaching.lines == ["logged_count"]
    assert coaching.session.logged(coaching.session.index - 1) == 12


def test_harder_by_the_old_name_is_about_the_exercise_at_hand() -> None:
    """ "Make the squats harder" brings squats back where chair squats took their place."""
    coaching = at("squat")
    coaching.say(EventKind.EASIER)
    coaching.say(EventKind.HARDER, exercise="squat")
    assert coaching.lines == ["harder"]
    assert coaching.place == ("squat", 1, 0)


@pytest.mark.parametrize("kind", [EventKind.GO_TO, EventKind.PREVIOUS])
def test_no_move_leads_to_what_was_broken_off(kind: EventKind) -> None:
    """ "Go to squats" after a change in mid-set goes to what is left; "previous" to the exercise before both."""
    coaching = at("squat")
    coaching.work(4)
    coaching.say(EventKind.EASIER)
    coaching.say(kind, exercise="squat" if kind is EventKind.GO_TO else None)
    assert coaching.session.step.exercise == ("chair_squat" if kind is EventKind.GO_TO else "fire_hydrant")
    coaching.say(EventKind.GO_TO, exercise="lunge")
    coaching.say(EventKind.PREVIOUS)
    assert coaching.place == ("chair_squat", 1, 0)


def test_what_stands_in_is_known_by_the_workout_and_the_movement() -> None:
    """A workout's own exercise stands in for none; where it is not written, the next easier or harder one does."""
    coaching = at("squat")
    session = coaching.session
    assert standing_in(session, "squat", CATALOGUE) is None
    assert standing_in(session, "push_up", CATALOGUE) is None
    step = Step(StepKind.WORK, "chair_squat", 1, 1, None, 10, 4000)
    focus = replace(session, workout="focus_legs", plan=(step,), index=0, log=())
    assert standing_in(focus, "squat", CATALOGUE) == "chair_squat"
    assert standing_in(focus, "single_leg_squat", CATALOGUE) is None
    assert standing_in(replace(focus, workout="beginner_a"), "squat", CATALOGUE) == "chair_squat"
