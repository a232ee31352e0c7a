"""Numbers: what was done, corrections, and numbers that cannot be right."""

from dataclasses import replace

import pytest

from skill.coach.acts import Ask, Question
from skill.coach.events import EventKind, Wishes
from skill.coach.plan import Side
from skill.coach.runner import Runner
from skill.coach.session import State
from tests.coaching import Coaching


@pytest.fixture
def squats() -> Coaching:
    """Give a runner who has done four of the twelve squats of set one."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat")
    coaching.work(4)
    return coaching


def amounts(coaching: Coaching, exercise: str = "squat") -> list[int]:
    """Give what is written down for an exercise, in order."""
    session = coaching.session
    return [entry.amount for entry in session.log if session.plan[entry.index].exercise == exercise]


def test_done_without_a_number_is_as_planned(squats: Coaching) -> None:
    """ "Done" in mid-set writes the whole set down and rests."""
    squats.say(EventKind.DONE)
    assert amounts(squats) == [12]
    assert squats.state is State.RESTING


def test_a_number_near_the_plan_is_taken(squats: Coaching) -> None:
    """ "Did ten" of twelve is written down without asking."""
    squats.say(EventKind.DONE, number=10)
    assert amounts(squats) == [10]
    assert squats.lines == ["logged_count"]


def test_a_number_far_from_the_plan_is_asked_back(squats: Coaching) -> None:
    """ "Did seven" of twelve is more than a quarter off: it is confirmed first, and then written down."""
    squats.say(EventKind.DONE, number=7)
    assert squats.question is Question.CONFIRM_COUNT
    assert amounts(squats) == []
    squats.say(EventKind.YES)
    assert amounts(squats) == [7]
    assert squats.state is State.RESTING


def test_a_number_that_was_misheard_is_asked_for(squats: Coaching) -> None:
    """After "no" the number is asked for, and taken as it is said."""
    squats.say(EventKind.DONE, number=17)
    squats.say(EventKind.NO)
    assert squats.question is Question.HOW_MANY
    squats.say(EventKind.DONE, number=7)
    assert amounts(squats) == [7]


def test_the_right_number_in_place_of_no(squats: Coaching) -> None:
    """ "No, eight" in one breath answers the confirmation."""
    squats.say(EventKind.DONE, number=17)
    squats.say(EventKind.CORRECT, number=8)
    assert amounts(squats) == [8]


def test_no_number_after_all(squats: Coaching) -> None:
    """Whoever goes on without a number is taken to have done what the clock says."""
    squats.say(EventKind.DONE, number=17)
    squats.say(EventKind.NO)
    squats.say(EventKind.NEXT)
    assert amounts(squats) == [4]


def test_a_number_out_of_reason_is_never_written_down(squats: Coaching) -> None:
    """ "Did five hundred" is asked back once; even confirmed, the plan's number stands."""
    squats.say(EventKind.DONE, number=500)
    assert squats.question is Question.CONFIRM_COUNT
    squats.say(EventKind.YES)
    assert squats.lines == ["count_kept"]
    assert amounts(squats) == [12]


def test_next_in_mid_set_asks_whether_all_was_done(squats: Coaching) -> None:
    """ "Next" in mid-set asks once; "yes" writes the whole set down."""
    squats.say(EventKind.NEXT)
    assert squats.question is Question.DONE_ALL
    squats.say(EventKind.YES)
    assert amounts(squats) == [12]


def test_next_in_mid_set_with_a_number_after_no(squats: Coaching) -> None:
    """ "No" to "all twelve?" asks how many."""
    squats.say(EventKind.NEXT)
    squats.say(EventKind.NO)
    squats.say(EventKind.DONE, number=5)
    assert amounts(squats) == [5]


def test_next_near_the_end_is_done(squats: Coaching) -> None:
    """With two repetitions to go or fewer, "next" needs no question."""
    squats.work(10)
    squats.say(EventKind.NEXT)
    assert amounts(squats) == [12]


def test_next_before_the_first_repetition_leaves_the_set_out(squats: Coaching) -> None:
    """ "Next" while the set is still being announced writes nothing down."""
    squats.say(EventKind.REPEAT_SET)
    squats.say(EventKind.NEXT)
    assert amounts(squats) == []
    assert squats.state is State.RESTING


def test_a_number_in_the_rest_is_that_of_the_set_before(squats: Coaching) -> None:
    """ "Did eleven" in the rest changes the set before, and the rest goes on."""
    squats.say(EventKind.DONE)
    squats.wait(10)
    squats.say(EventKind.DONE, number=11)
    assert amounts(squats) == [11]
    assert squats.state is State.RESTING


def test_done_in_the_rest_is_ready(squats: Coaching) -> None:
    """ "Done" in the rest starts the next set, and writes nothing down twice."""
    squats.say(EventKind.DONE)
    squats.wait(10)
    squats.say(EventKind.DONE)
    assert amounts(squats) == [12]
    assert squats.place == ("squat", 2, 0)


def test_a_correction_changes_the_last_set(squats: Coaching) -> None:
    """ "Make that nine" changes what was written down last; far from the plan it is confirmed."""
    squats.say(EventKind.DONE)
    squats.wait(5)
    squats.say(EventKind.CORRECT, number=9)
    assert amounts(squats) == [9]


def test_a_correction_after_a_confirmation_in_the_rest(squats: Coaching) -> None:
    """A number for the set before that is asked back leaves the rest where it was."""
    squats.say(EventKind.DONE)
    squats.wait(5)
    squats.say(EventKind.CORRECT, number=3)
    assert squats.question is Question.CONFIRM_COUNT
    squats.say(EventKind.NO)
    squats.say(EventKind.NEXT)
    assert amounts(squats) == [12]
    assert squats.state is State.RESTING


def test_nothing_to_correct(squats: Coaching) -> None:
    """A correction without a number, or before any set was done, changes nothing."""
    squats.say(EventKind.CORRECT)
    assert squats.lines == ["not_now"]


def test_a_number_at_the_effort_question_keeps_the_question_open() -> None:
    """A number in place of an effort word is written down, and the question is asked again."""
    coaching = Coaching(Runner(welcomed=True))
    coaching.say(EventKind.START, opens=True)
    while coaching.runner.ask is None or coaching.runner.ask.question is not Question.EFFORT:
        coaching.hear_out()
        coaching.say(EventKind.SAY_AGAIN)
        if coaching.question is not Question.EFFORT:
            coaching.say(EventKind.READY)
    coaching.say(EventKind.DONE, number=11)
    assert coaching.question is Question.EFFORT
    assert amounts(coaching)[-1] == 11


def test_a_number_while_paused_stays_paused(squats: Coaching) -> None:
    """A correction during a pause does not start the clock."""
    squats.say(EventKind.DONE)
    squats.say(EventKind.PAUSE)
    squats.say(EventKind.CORRECT, number=11)
    assert amounts(squats) == [11]
    assert squats.state is State.PAUSED


@pytest.fixture
def three_sets() -> Coaching:
    """Give a runner in the rest after the third set of squats, all three as planned."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 3)
    coaching.say(EventKind.DONE)
    return coaching


def test_numbers_for_several_sets_go_to_the_last_ones(three_sets: Coaching) -> None:
    """ "Eight, eight and six" puts the three in their order; two numbers go to the last two sets."""
    three_sets.say(EventKind.DONE, numbers=(8, 8, 6))
    assert amounts(three_sets) == [8, 8, 6]
    assert three_sets.lines == ["logged_several"]
    three_sets.say(EventKind.DONE, numbers=(10, 9))
    assert amounts(three_sets) == [8, 10, 9]


def test_numbers_for_several_sets_end_the_set_at_hand(squats: Coaching) -> None:
    """In mid-set the last of the numbers is that of the set at hand, which is over with it."""
    squats.say(EventKind.DONE)
    squats.reach("squat", 2)
    squats.work(5)
    squats.say(EventKind.DONE, numbers=(11, 9))
    assert amounts(squats) == [11, 9]
    assert squats.state is State.RESTING


def test_more_numbers_than_sets_change_nothing(three_sets: Coaching) -> None:
    """Four numbers for three sets cannot be; what is written down stays."""
    three_sets.say(EventKind.DONE, numbers=(8, 8, 6, 5))
    assert amounts(three_sets) == [12, 12, 12]
    assert three_sets.lines == ["not_now"]


def test_one_number_out_of_all_reason_is_asked_for(three_sets: Coaching) -> None:
    """With one number out of all reason none is written down, and the last one is asked for."""
    three_sets.say(EventKind.DONE, numbers=(8, 80, 6))
    assert amounts(three_sets) == [12, 12, 12]
    assert three_sets.question is Question.HOW_MANY
    three_sets.say(EventKind.DONE, numbers=(8, 8, 6))
    assert amounts(three_sets) == [8, 8, 6]


def test_numbers_while_paused_leave_it_paused(three_sets: Coaching) -> None:
    """Numbers that are said in a pause are written down, and the pause goes on."""
    three_sets.say(EventKind.PAUSE)
    three_sets.say(EventKind.DONE, numbers=(8, 8, 6))
    assert amounts(three_sets) == [8, 8, 6]
    assert three_sets.state is State.PAUSED


@pytest.mark.parametrize(
    ("exercise", "wishes", "expected"),
    [("clamshell", Wishes(focus="glutes"), {Side.LEFT: 9, Side.RIGHT: 7}), ("lunge", Wishes(), {None: 7})],
)
def test_numbers_for_two_sides(exercise: str, wishes: Wishes, expected: dict[Side | None, int]) -> None:
    """Where one side is done first, each gets its own number; where sides take turns, the lesser counts for both."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True, wishes=wishes)
    coaching.reach(exercise)
    coaching.say(EventKind.DONE)
    if coaching.session.step.set == 1 and not coaching.session.step.moving:
        coaching.say(EventKind.SKIP_REST)
        coaching.say(EventKind.DONE)
    coaching.say(EventKind.DONE, per_side=(9, 7))
    steps = [(coaching.session.plan[entry.index], entry.amount) for entry in coaching.session.log]
    done = {None if s.alternates else s.side: amount for s, amount in steps if s.exercise == exercise}
    assert done == expected


def test_sides_of_a_move_without_sides_change_nothing(three_sets: Coaching) -> None:
    """Squats have no sides: numbers for two are refused."""
    three_sets.say(EventKind.DONE, per_side=(9, 7))
    assert three_sets.lines == ["not_now"]


def test_numbers_before_any_set_change_nothing() -> None:
    """Where nothing was written down yet there is nothing to put the numbers to."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.say(EventKind.PAUSE)
    coaching.say(EventKind.DONE, numbers=(8, 8))
    assert coaching.lines == ["not_now"]


def test_a_number_for_a_named_exercise_goes_to_it(three_sets: Coaching) -> None:
    """ "Ten squats" later in the workout corrects the squats; of a move that was not done yet nothing is written."""
    while three_sets.session.step.exercise == "squat" or not three_sets.session.step.moving:
        three_sets.hear_out()
        three_sets.say(EventKind.READY)
    three_sets.say(EventKind.DONE, number=10, exercise="squat")
    assert amounts(three_sets) == [12, 12, 10]
    three_sets.say(EventKind.PAUSE)
    three_sets.say(EventKind.DONE, number=10, exercise="plank")
    assert three_sets.lines == ["not_done_yet"]
    three_sets.say(EventKind.DONE, number=11, exercise="squat")
    assert amounts(three_sets) == [12, 12, 11]


def test_lost_count_is_met_by_the_clock(squats: Coaching) -> None:
    """In mid-set the coach says how many are left; after it, it stays as planned; with nothing done, no rush."""
    squats.say(EventKind.LOST_COUNT)
    assert squats.lines == ["reps_left"]
    squats.say(EventKind.DONE)
    squats.say(EventKind.LOST_COUNT)
    assert squats.lines == ["count_kept"]
    assert amounts(squats) == [12]
    fresh = Coaching()
    fresh.say(EventKind.START, opens=True)
    fresh.say(EventKind.PAUSE)
    fresh.say(EventKind.LOST_COUNT)
    assert fresh.lines == ["take_your_time"]


def test_lost_count_answers_how_many(squats: Coaching) -> None:
    """Asked how many it was, "lost count" leaves it to the clock, and after a set to what is written."""
    squats.say(EventKind.NEXT)
    squats.say(EventKind.NO)
    squats.say(EventKind.LOST_COUNT)
    assert amounts(squats) == [4]
    squats.say(EventKind.DONE, number=40)
    squats.say(EventKind.NO)
    squats.say(EventKind.LOST_COUNT)
    assert amounts(squats) == [4]


@pytest.mark.parametrize("kind", [EventKind.DONE, EventKind.CORRECT])
def test_all_of_them_is_answered_by_a_number(squats: Coaching, kind: EventKind) -> None:
    """ "Done all twelve?" is answered by "six" and by "no, six" in one breath: it is asked back no more."""
    squats.say(EventKind.NEXT)
    assert squats.question is Question.DONE_ALL
    squats.say(kind, number=6)
    assert amounts(squats) == [6]
    assert squats.lines == ["logged_count"]
    assert squats.state is State.RESTING


def test_all_of_them_is_answered_by_done_and_by_no(squats: Coaching) -> None:
    """ "Done" means all; "no, that's wrong" without a number asks for it; more than was planned is asked back."""
    squats.say(EventKind.NEXT)
    squats.say(EventKind.CORRECT)
    assert squats.question is Question.HOW_MANY
    squats.say(EventKind.RESUME)
    squats.reach("squat", 2)
    squats.work(4)
    squats.say(EventKind.NEXT)
    squats.say(EventKind.DONE, number=20)
    assert squats.question is Question.CONFIRM_COUNT
    squats.say(EventKind.YES)
    squats.reach("squat", 3)
    squats.work(4)
    squats.say(EventKind.NEXT)
    squats.say(EventKind.DONE)
    assert amounts(squats) == [4, 20, 12]


def test_all_of_them_is_answered_by_numbers_for_every_set(squats: Coaching) -> None:
    """ "Eight and six" at "done all twelve?" ends with the set that was asked about."""
    squats.reach("squat", 2)
    squats.work(4)
    squats.say(EventKind.NEXT)
    squats.say(EventKind.DONE, numbers=(8, 6))
    assert amounts(squats) == [8, 6]


def test_a_correction_never_goes_to_a_warm_up(squats: Coaching) -> None:
    """In mid-set, with nothing but the warm-up behind, "make that eight" is about the set at hand."""
    warm_up = {entry.index: entry.amount for entry in squats.session.log}
    squats.say(EventKind.CORRECT, number=8)
    assert squats.question is Question.CONFIRM_COUNT
    squats.say(EventKind.YES)
    assert amounts(squats) == [8]
    assert {entry.index: entry.amount for entry in squats.session.log if entry.index in warm_up} == warm_up


@pytest.mark.parametrize("number", [5, 11])
def test_a_number_in_an_announcement_is_that_of_the_last_set(squats: Coaching, number: int) -> None:
    """Before set two begins a number of any size is that of set one, and set two is still to come."""
    squats.say(EventKind.DONE)
    squats.say(EventKind.READY)
    assert squats.place == ("squat", 2, 0)
    squats.say(EventKind.DONE, number=number)
    if squats.question is Question.CONFIRM_COUNT:
        squats.say(EventKind.YES)
    assert amounts(squats) == [number]
    assert squats.place == ("squat", 2, 0)


@pytest.mark.parametrize("number", [5, 11])
def test_a_number_in_the_first_announcement_is_that_of_the_set_announced(squats: Coaching, number: int) -> None:
    """Where no set is done yet, a number is about the one that is announced, never about the warm-up."""
    squats.say(EventKind.REPEAT_SET)
    squats.say(EventKind.DONE, number=number)
    if squats.question is Question.CONFIRM_COUNT:
        squats.say(EventKind.YES)
    assert amounts(squats) == [number]
    assert squats.state is State.RESTING


def test_numbers_for_several_sets_in_an_announcement_are_those_of_the_sets_done(squats: Coaching) -> None:
    """Before set three begins, "eight and six" are sets one and two."""
    squats.reach("squat", 3)
    squats.say(EventKind.DONE, numbers=(8, 6))
    assert amounts(squats) == [8, 6]
    assert squats.place == ("squat", 3, 0)


def test_a_number_before_any_set_is_no_number_of_a_set() -> None:
    """Between the moves of the warm-up a number is none of a set, and nothing is written down."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.hear_out()
    coaching.say(EventKind.DONE, number=9)
    assert coaching.lines == ["not_now"]
    assert amounts(coaching, "march") == [40]


def test_a_number_in_the_cool_down_is_that_of_the_last_set(squats: Coaching) -> None:
    """While stretching, "did eighteen" and "make that nineteen" are about the last set, not about the stretch."""
    squats.reach("calf_stretch")
    squats.work(5)
    squats.say(EventKind.DONE, number=18)
    assert amounts(squats, "calf_raise")[-1] == 18
    assert squats.place[0] == "calf_stretch"
    squats.say(EventKind.CORRECT, number=19)
    assert amounts(squats, "calf_raise")[-1] == 19
    squats.say(EventKind.DONE, numbers=(17, 16))
    assert amounts(squats, "calf_raise")[-2:] == [17, 16]


def test_a_set_that_was_left_by_next_is_the_last_one(squats: Coaching) -> None:
    """ "Next" in the announcement writes nothing down; "did twelve" in the rest after it is about that set."""
    squats.say(EventKind.DONE)
    squats.reach("squat", 2)
    squats.say(EventKind.NEXT)
    squats.say(EventKind.DONE, number=10)
    assert amounts(squats) == [12, 10]


def test_a_confirmed_number_goes_to_the_exercise_that_was_named(squats: Coaching) -> None:
    """ "Five squats" in the middle of the lunges is asked back, and "yes" writes it down for the squats."""
    squats.reach("lunge")
    squats.work(8)
    squats.say(EventKind.DONE, number=5, exercise="squat")
    squats.say(EventKind.YES)
    assert amounts(squats) == [12, 12, 5]
    assert amounts(squats, "lunge") == []


def test_a_number_in_a_pause_in_mid_set_is_that_of_the_set_at_hand(squats: Coaching) -> None:
    """Paused in the middle of a set, "did ten" ends that set, and the pause goes on."""
    squats.say(EventKind.PAUSE)
    squats.say(EventKind.DONE, number=10)
    assert amounts(squats) == [10]
    assert squats.state is State.PAUSED


def test_next_set_or_exercise_is_answered_by_a_number_too(squats: Coaching) -> None:
    """A number there is that of the set before; "done" is the next set."""
    squats.say(EventKind.DONE)
    squats.say(EventKind.NEXT)
    assert squats.question is Question.NEXT_WHAT
    squats.say(EventKind.DONE, number=11)
    assert amounts(squats) == [11]
    squats.say(EventKind.NEXT)
    squats.say(EventKind.DONE)
    assert squats.place == ("squat", 2, 0)


def test_a_step_that_is_not_there_is_not_asked_about(squats: Coaching) -> None:
    """A question that names a step of another plan is taken for the set that is meant."""
    squats.say(EventKind.DONE, number=7)
    squats.runner = replace(squats.runner, ask=Ask(Question.CONFIRM_COUNT, {"n": 7, "exercise": "squat", "step": 999}))
    squats.say(EventKind.YES)
    assert amounts(squats) == [7]


def test_a_number_that_is_asked_for_with_no_set_done_goes_to_what_is_announced(squats: Coaching) -> None:
    """A question of before that names no step, where no set has begun, is about the one that is announced."""
    squats.say(EventKind.REPEAT_SET)
    squats.say(EventKind.PAUSE)
    squats.runner = replace(squats.runner, ask=Ask(Question.HOW_MANY))
    squats.say(EventKind.DONE, number=7)
    assert amounts(squats) == [7]


def test_a_confirmed_absurdity_leaves_the_runners_own_number(squats: Coaching) -> None:
    """ "Make that five hundred", confirmed, leaves the nine that the runner had said."""
    squats.say(EventKind.DONE, number=9)
    squats.say(EventKind.CORRECT, number=500)
    reply = squats.say(EventKind.YES)
    assert (reply.tell[0].line, reply.tell[0].facts["n"]) == ("count_kept", 9)
    assert amounts(squats) == [9]


def test_lost_count_leaves_a_nought_that_was_said(squats: Coaching) -> None:
    """A set of which nothing was done stays one."""
    squats.say(EventKind.DONE, number=0)
    squats.say(EventKind.YES)
    reply = squats.say(EventKind.LOST_COUNT)
    assert reply.tell[0].facts["n"] == 0


def test_a_hold_is_no_count(squats: Coaching) -> None:
    """ "Held it for a minute" in a set of squats is asked about, once; in a hold it is the number."""
    squats.say(EventKind.DONE, number=60, seconds=60)
    assert squats.question is Question.HOW_MANY
    squats.say(EventKind.DONE, number=60, seconds=60)
    assert amounts(squats) == [4]
    squats.reach("plank")
    squats.work(20)
    squats.say(EventKind.DONE, number=30, seconds=30)
    assert squats.lines == ["logged_count"]
    squats.say(EventKind.CORRECT, number=300, seconds=300)
    squats.say(EventKind.NO)
    squats.say(EventKind.DONE, number=28, seconds=28)
    assert amounts(squats, "plank") == [28]
