"""Moves from place to place, rests, and exercises in the place of others."""

from dataclasses import replace

import pytest

from skill.coach.acts import PickUp, Question, Run
from skill.coach.events import Effort, EventKind, Wishes
from skill.coach.plan import StepKind
from skill.coach.runner import Profile, Runner
from skill.coach.session import State
from skill.content.loader import load_catalogue
from tests.coaching import Coaching


def at(exercise: str, number: int = 1) -> Coaching:
    """Give a beginner's workout A at the start of a set."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach(exercise, number)
    return coaching


def exercises_left(coaching: Coaching) -> list[str]:
    """Name the main exercises from here on, in order."""
    steps = coaching.session.plan[coaching.session.index :]
    return list(dict.fromkeys(step.exercise for step in steps if step.kind is StepKind.WORK))


def test_skip_leaves_the_rest_of_the_exercise() -> None:
    """ "Skip" goes to the next exercise; what was done of the broken-off set is written down."""
    coaching = at("squat", 2)
    coaching.work(4)
    coaching.say(EventKind.SKIP_EXERCISE)
    assert coaching.place == ("lunge", 1, 0)
    assert coaching.session.log[-1].amount == 4


def test_skip_an_exercise_to_come() -> None:
    """ "Skip planks" during squats takes the planks out, and the squats go on where they were."""
    coaching = at("squat")
    coaching.work(4)
    coaching.say(EventKind.SKIP_EXERCISE, exercise="plank")
    assert coaching.place == ("squat", 1, 4)
    assert exercises_left(coaching) == ["squat", "lunge", "glute_bridge", "calf_raise"]


def test_skip_what_is_not_there() -> None:
    """Skipping an exercise that is not in the workout, or not known, says so and moves nothing."""
    coaching = at("squat")
    coaching.say(EventKind.SKIP_EXERCISE, exercise="push_up")
    assert coaching.lines == ["not_in_plan"]
    coaching.say(EventKind.SKIP_EXERCISE, heard="burpees")
    assert coaching.lines == ["other_exercise"]
    coaching.say(EventKind.SKIP_EXERCISE, heard="flux bends")
    assert coaching.lines == ["unknown_exercise"]
    assert coaching.place == ("squat", 1, 0)


def test_skip_the_last_thing_ends_the_workout() -> None:
    """Skipping the last stretch asks how the session was, and then it is over."""
    coaching = at("figure_four")
    coaching.say(EventKind.SKIP_EXERCISE)
    assert coaching.question is Question.SESSION_EFFORT
    coaching.say(EventKind.EFFORT, effort=Effort.RIGHT)
    assert coaching.lines == ["finished"]
    assert coaching.state is State.FINISHED


def test_skip_what_is_over_goes_on() -> None:
    """ "Skip squats" during the planks, with the squats behind, is no matter: the planks go on where they were."""
    coaching = at("plank", 2)
    coaching.work(10)
    coaching.say(EventKind.SKIP_EXERCISE, exercise="squat")
    assert (coaching.lines, coaching.place) == ([], ("plank", 2, 10))


def test_go_to_an_exercise() -> None:
    """ "Go to planks" goes to its first set that is not done."""
    coaching = at("plank", 2)
    coaching.say(EventKind.GO_TO, exercise="squat")
    assert coaching.place == ("squat", 1, 0)
    coaching.say(EventKind.GO_TO, exercise="plank")
    assert coaching.place == ("plank", 2, 0)


@pytest.mark.parametrize(
    ("facts", "line"),
    [({"exercise": "push_up"}, "not_in_plan"), ({"heard": "wombat"}, "unknown_exercise_far"), ({}, "which_exercise")],
)
def test_go_to_what_is_not_there(facts: dict[str, str], line: str) -> None:
    """Going to an exercise that is not in the workout moves nothing and says why."""
    coaching = at("squat")
    coaching.say(EventKind.GO_TO, **facts)
    assert coaching.lines == [line]
    assert coaching.place == ("squat", 1, 0)


def test_back_from_the_first_exercise_stays_there() -> None:
    """There is nothing before the first warm-up move: "back" starts it again."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.work(10)
    coaching.say(EventKind.PREVIOUS)
    assert coaching.place == ("march", 1, 0)


def test_of_a_set_that_is_done_twice_the_more_is_written_down() -> None:
    """Broken off by "back" and done later, a set counts in full; done, and begun again in vain, it does so too."""
    coaching = at("glute_bridge")
    index = coaching.session.index
    coaching.work(3)
    coaching.say(EventKind.PREVIOUS)
    assert coaching.session.logged(index) == 3
    coaching.reach("glute_bridge", 1)
    coaching.reach("glute_bridge", 2)
    full = coaching.session.plan[index].amount
    assert coaching.session.logged(index) == full
    for leave in (EventKind.SKIP_EXERCISE, EventKind.FINISH_EARLY):
        coaching.say(EventKind.PREVIOUS)
        coaching.reach("glute_bridge", 1)
        coaching.work(2)
        coaching.say(leave)
    sets = coaching.records[-1].sets
    assert [done.amount for done in sets if (done.exercise, done.set) == ("glute_bridge", 1)] == [full]


def test_repeat_set_in_mid_set_starts_it_again() -> None:
    """ "Start the set again" begins at its first repetition."""
    coaching = at("squat", 2)
    coaching.work(4)
    coaching.say(EventKind.REPEAT_SET)
    assert coaching.place == ("squat", 2, 0)


def test_repeat_set_while_it_is_announced_starts_that_one() -> None:
    """ "Repeat this set" before the first repetition of set two is about set two."""
    coaching = at("squat", 2)
    coaching.say(EventKind.REPEAT_SET)
    assert coaching.place == ("squat", 2, 0)


def test_repeat_set_in_the_rest_does_the_set_before_again_and_logs_it_once() -> None:
    """A set that is done again stands in the log once."""
    coaching = at("squat")
    coaching.work(4)
    coaching.say(EventKind.DONE)
    coaching.say(EventKind.REPEAT_SET)
    assert coaching.place == ("squat", 1, 0)
    coaching.work(4)
    coaching.say(EventKind.DONE, number=10)
    assert [e.amount for e in coaching.session.log if coaching.session.plan[e.index].exercise == "squat"] == [10]


def test_more_and_less_rest() -> None:
    """A rest grows by what was asked for, and shrinks to half of what is left."""
    coaching = at("squat")
    coaching.work(4)
    coaching.say(EventKind.DONE)
    coaching.say(EventKind.MORE_REST, seconds=20)
    assert coaching.session.step.amount == 65
    coaching.say(EventKind.LESS_REST)
    assert coaching.session.step.amount - coaching.session.done == 32


def test_more_rest_when_the_rest_was_over() -> None:
    """Asked whether to go on, a runner may take another half minute."""
    coaching = at("squat")
    coaching.work(4)
    coaching.say(EventKind.DONE)
    coaching.hear_out()
    coaching.say(EventKind.MORE_REST)
    assert coaching.state is State.RESTING
    assert coaching.session.step.amount - coaching.session.done == 30


def test_more_rest_where_there_was_none() -> None:
    """With no rest before, the question just stays open."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.say(EventKind.PAUSE)
    coaching.say(EventKind.MORE_REST)
    assert coaching.lines == ["take_your_time"]


def test_easier_in_mid_set_goes_on_with_the_rest_of_it() -> None:
    """Half-way through push-ups, the other half is done the easier way; what was done stays written down."""
    coaching = Coaching(Runner(queue=1, welcomed=True))
    coaching.say(EventKind.START, opens=True)
    coaching.reach("push_up", 2)
    coaching.work(5)
    coaching.say(EventKind.EASIER)
    assert coaching.place == ("kneeling_push_up", 2, 0)
    assert coaching.session.step.amount == 5
    assert coaching.session.log[-1].amount == 5
    assert exercises_left(coaching) == ["kneeling_push_up"]


def test_harder_with_sides_in_the_place_of_one_without() -> None:
    """A calf raise on one leg takes the place of one on two, with the other's own dose and a change of side."""
    coaching = at("calf_raise", 2)
    coaching.say(EventKind.HARDER)
    step = coaching.session.step
    assert (step.exercise, step.set, step.amount) == ("single_leg_calf_raise", 2, 10)
    assert coaching.session.plan[coaching.session.index + 1].kind is StepKind.CHANGE_OVER


def test_both_sides_make_way_for_an_exercise_without_sides() -> None:
    """Where one side was finished after the other, the exercise that takes its place has one step a set."""
    coaching = Coaching(Runner(profile=Profile(level="intermediate", ask_effort=False), queue=1, welcomed=True))
    coaching.say(EventKind.START, opens=True)
    coaching.reach("single_leg_glute_bridge")
    coaching.say(EventKind.EASIER)
    steps = [s for s in coaching.session.plan if s.exercise == "glute_bridge" and s.kind is StepKind.WORK]
    assert [(step.set, step.side) for step in steps] == [(1, None), (2, None), (3, None)]


def test_a_change_in_the_rest_is_announced_in_the_rest() -> None:
    """Changed during the rest, the rest goes on and names the other exercise."""
    coaching = at("squat")
    coaching.work(4)
    coaching.say(EventKind.DONE)
    coaching.wait(10)
    coaching.say(EventKind.EASIER)
    assert coaching.state is State.RESTING
    assert coaching.session.step.exercise == "chair_squat"


@pytest.mark.parametrize(
    ("exercise", "event", "line"),
    [("glute_bridge", EventKind.EASIER, "no_easier"), ("figure_four", EventKind.HARDER, "no_harder")],
)
def test_nothing_easier_or_harder(exercise: str, event: EventKind, line: str) -> None:
    """At the end of a ladder the coach says so, and the set goes on."""
    coaching = at(exercise)
    coaching.say(event)
    assert coaching.lines == [line]
    assert coaching.state is State.WORKING


@pytest.mark.parametrize(
    ("event", "named", "line"),
    [
        (EventKind.EASIER, "push_up", "easier_version"),
        (EventKind.EASIER, "glute_bridge", "no_easier_version"),
        (EventKind.HARDER, "plank", "harder_version"),
        (EventKind.HARDER, "figure_four", "no_harder_version"),
    ],
)
def test_an_easier_or_harder_version_of_another_exercise_is_only_named(event: EventKind, named: str, line: str) -> None:
    """ "A harder plank" during squats is a question: it is answered, and the squats go on."""
    coaching = at("squat")
    coaching.work(4)
    coaching.say(event, exercise=named)
    assert coaching.lines == [line]
    assert coaching.place == ("squat", 1, 4)


def test_swap_stays_within_the_movement() -> None:
    """A swap offers another exercise for the same movement that is not in the workout already."""
    coaching = at("lunge")
    coaching.say(EventKind.SWAP)
    assert coaching.lines == ["swapped"]
    assert coaching.session.step.exercise == "reverse_lunge"


def test_swap_for_a_named_exercise() -> None:
    """A swap for an exercise that was named takes that one."""
    coaching = at("squat")
    coaching.say(EventKind.SWAP, exercise="chair_squat")
    assert coaching.session.step.exercise == "chair_squat"


def test_no_swap_for_kit_that_is_not_there() -> None:
    """An exercise that needs kit which the runner lacks is not put in."""
    coaching = at("squat")
    coaching.say(EventKind.PREFERENCE, wishes=Wishes(equipment=frozenset()))
    coaching.say(EventKind.SWAP, exercise="chair_squat")
    assert coaching.lines == ["no_swap"]


def test_no_change_once_the_plan_is_through() -> None:
    """After the last step there is nothing to make easier, or to take another move for."""
    coaching = at("figure_four")
    coaching.say(EventKind.SKIP_EXERCISE)
    coaching.say(EventKind.SWAP)
    assert coaching.lines == ["not_now"]
    coaching.say(EventKind.PAUSE)
    coaching.say(EventKind.EASIER)
    assert coaching.lines == ["not_now"]


def test_one_more_set_comes_after_the_last() -> None:
    """A set added in mid-set comes behind the last one, with a rest before it; the set at hand goes on."""
    coaching = at("squat", 2)
    coaching.work(4)
    coaching.say(EventKind.ADD_SET)
    assert coaching.place == ("squat", 2, 4)
    coaching.reach("squat", 4)
    assert coaching.session.step.sets == 4
    coaching.hear_out()
    coaching.say(EventKind.FINISH_EARLY)
    assert [done.set for done in coaching.records[0].sets] == [1, 2, 3, 4]


def test_one_more_set_right_after_the_last() -> None:
    """A set added when the last one is just over comes next; both sides of it where there are sides."""
    coaching = Coaching(Runner(profile=Profile(level="intermediate"), welcomed=True))
    coaching.say(EventKind.START, opens=True)
    coaching.reach("single_leg_deadlift", 3)
    coaching.hear_out()
    coaching.say(EventKind.ADD_SET)
    assert coaching.question is Question.EFFORT
    coaching.say(EventKind.SKIP_REST)
    coaching.reach("single_leg_deadlift", 4)
    work = [step for step in coaching.session.plan if step.set == 4 and step.kind is StepKind.WORK]
    assert [step.side for step in work] == ["left", "right"]


def test_no_more_sets_of_a_warm_up() -> None:
    """A warm-up move is done once."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.say(EventKind.ADD_SET)
    assert coaching.lines == ["not_now"]


def test_effort_is_kept_by_exercise() -> None:
    """The word said after a set of squats is kept for squats; a second one replaces it."""
    coaching = at("squat", 2)
    coaching.say(EventKind.DONE)
    coaching.say(EventKind.EFFORT, effort=Effort.EASY)
    coaching.say(EventKind.EFFORT, effort=Effort.HARD)
    assert coaching.session.efforts == (("squat", Effort.HARD),)
    coaching.reach("squat", 3)
    coaching.say(EventKind.EFFORT, effort=Effort.RIGHT)
    assert coaching.session.efforts == (("squat", Effort.RIGHT),)
    assert coaching.place == ("squat", 3, 0)


@pytest.mark.parametrize(
    ("word", "line", "exercise"),
    [
        (Effort.HARD, "easier", "chair_squat"),
        (Effort.FAILED, "easier", "chair_squat"),
        (Effort.EASY, "harder", "tempo_squat"),
    ],
)
def test_hard_and_easy_in_mid_set_change_the_exercise(word: Effort, line: str, exercise: str) -> None:
    """ "Hard" in mid-set brings the easier version, "easy" the harder one, and nothing is kept as effort."""
    coaching = at("squat", 2)
    coaching.work(4)
    coaching.say(EventKind.EFFORT, effort=word)
    assert coaching.lines == [line]
    assert coaching.place == (exercise, 2, 0)
    assert coaching.session.efforts == ()


def test_an_effort_in_mid_set_is_kept_where_there_is_no_other_version() -> None:
    """Glute bridges have nothing easier: that is said, the set goes on, and the effort is kept; "right" just is."""
    coaching = at("glute_bridge", 2)
    coaching.work(4)
    coaching.say(EventKind.EFFORT, effort=Effort.HARD)
    assert coaching.lines == ["no_easier"]
    assert coaching.place == ("glute_bridge", 2, 4)
    assert coaching.session.efforts == (("glute_bridge", Effort.HARD),)
    coaching.say(EventKind.EFFORT, effort=Effort.RIGHT)
    assert coaching.session.efforts == (("glute_bridge", Effort.RIGHT),)


def test_a_warm_up_that_is_easy_stays() -> None:
    """In a warm-up nothing is changed for a word of effort."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.work(10)
    coaching.say(EventKind.EFFORT, effort=Effort.EASY)
    assert coaching.place == ("march", 1, 10)


def test_swap_for_what_is_not_ours_says_so() -> None:
    """ "Swap for burpees" is answered with the two nearest, and changes nothing."""
    coaching = at("squat")
    coaching.work(4)
    coaching.say(EventKind.SWAP, heard="burpees")
    assert coaching.lines == ["other_exercise"]
    assert coaching.place == ("squat", 1, 4)


def test_next_in_the_last_stretch_asks_how_it_was() -> None:
    """ "Next" in the very last stretch leads to nothing further, so the coach asks how the session was."""
    coaching = at("figure_four")
    while coaching.session.index < len(coaching.session.plan) - 1:
        coaching.say(EventKind.NEXT)
    coaching.say(EventKind.NEXT)
    assert coaching.session.through
    assert coaching.question is Question.SESSION_EFFORT


def test_one_more_set_of_an_exercise_that_has_no_rest() -> None:
    """An exercise of a single set has no rest to repeat: the added set follows directly."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    single = [step for step in coaching.session.plan if step.kind is not StepKind.REST]
    coaching.runner = replace(coaching.runner, session=replace(coaching.session, plan=tuple(single), block=None))
    coaching.reach("squat")
    coaching.say(EventKind.ADD_SET)
    squats = [step for step in coaching.session.plan if step.exercise == "squat"]
    assert [step.set for step in squats] == [1, 2, 3, 4]
    assert all(step.moving for step in squats)


def test_opening_in_mid_side_names_the_side() -> None:
    """Who comes back into a one-sided move is told which side it goes on with."""
    coaching = at("lunge")
    coaching.work(4)
    coaching.say(EventKind.STOP)
    reply = coaching.say(EventKind.OPEN, opens=True)
    assert reply.tell[0].facts["side"] in {"left", "right"}


def test_missing_kit_is_swapped_for_and_remembered() -> None:
    """ "I don't have a band" takes the band off the kit, and something without one stands in."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat")
    coaching.say(EventKind.SWAP, missing="band")
    assert coaching.lines == ["swapped"]
    kit = coaching.runner.profile.equipment
    assert kit is not None
    assert "band" not in kit
    assert "dumbbell" in kit
    coaching.say(EventKind.SWAP, missing="dumbbell")
    assert coaching.runner.profile.equipment == kit - {"dumbbell"}


def test_missing_kit_before_a_workout_is_proposed_without() -> None:
    """Before a workout, kit that is missing leads to one that does without it; what was not there stays so."""
    coaching = Coaching()
    coaching.say(EventKind.SWAP, missing="step")
    assert coaching.lines == ["preference_noted", "propose"]
    exercises = {coaching.runner.session and step.exercise for step in coaching.session.plan}
    catalogue = load_catalogue()
    assert all(catalogue.exercise(each).equipment != "step" for each in exercises if each)
    coaching.say(EventKind.SWAP, missing="kettlebell")
    assert coaching.runner.profile.equipment == frozenset()


def test_next_before_another_exercise_just_goes_on() -> None:
    """Where no set of the exercise is left, "next" in the rest is not ambiguous."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 3)
    coaching.say(EventKind.DONE)
    coaching.say(EventKind.NEXT)
    assert coaching.session.step.exercise != "squat"
    assert coaching.question is None


def asked_how_squats_were() -> Coaching:
    """Give a runner who has done the squats and is asked how they were."""
    coaching = Coaching(Runner(welcomed=True))
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 3)
    coaching.hear_out()
    return coaching


@pytest.mark.parametrize(
    ("event", "word"), [(EventKind.EASIER, Effort.HARD), (EventKind.HARDER, Effort.EASY)], ids=["hard", "easy"]
)
@pytest.mark.parametrize("facts", [{}, {"exercise": "squat"}], ids=["plain", "named"])
def test_too_hard_answers_how_it_was(event: EventKind, word: Effort, facts: dict[str, str]) -> None:
    """ "Too hard" and "too easy" at the effort question are how the squats were; the lunges stay as they are."""
    coaching = asked_how_squats_were()
    coaching.say(event, **facts)
    assert coaching.session.efforts == (("squat", word),)
    assert exercises_left(coaching)[0] == "lunge"
    assert coaching.state is State.RESTING


def test_too_hard_in_the_rest_after_an_exercise_is_how_it_was() -> None:
    """Passed over with "ready", the question is still answered in the rest; after the answer it is about what comes."""
    coaching = asked_how_squats_were()
    coaching.say(EventKind.RESUME)
    assert coaching.state is State.RESTING
    coaching.wait(10)
    coaching.say(EventKind.EASIER)
    assert coaching.session.efforts == (("squat", Effort.HARD),)
    coaching.say(EventKind.EASIER)
    assert exercises_left(coaching)[0] == "reverse_lunge"


def test_too_hard_once_the_next_exercise_begins_is_about_that() -> None:
    """When the lunges have begun, "too hard" is about them."""
    coaching = asked_how_squats_were()
    coaching.say(EventKind.RESUME)
    coaching.say(EventKind.SKIP_REST)
    coaching.work(3)
    coaching.say(EventKind.EASIER)
    assert coaching.place[0] == "reverse_lunge"
    assert coaching.session.efforts == ()


def test_another_exercise_by_name_is_no_answer_to_how_it_was() -> None:
    """ "An easier plank" at the effort question is a question about planks."""
    coaching = asked_how_squats_were()
    coaching.say(EventKind.EASIER, exercise="plank")
    assert coaching.lines == ["easier_version"]
    assert coaching.session.efforts == ()


@pytest.mark.parametrize("event", [EventKind.EASIER, EventKind.HARDER])
def test_too_hard_at_the_last_question_ends_the_workout(event: EventKind) -> None:
    """ "How was the session?" is answered by "too hard" and "too easy" as by "hard" and "easy"."""
    coaching = at("figure_four")
    coaching.hear_out()
    coaching.say(event)
    assert coaching.lines == ["finished"]
    assert coaching.records[0].completed


def test_next_between_two_sides_is_the_other_side() -> None:
    """While sides are changed "next" asks nothing: the other side of the same set comes next."""
    coaching = at("figure_four")
    coaching.say(EventKind.DONE)
    assert coaching.session.step.kind is StepKind.CHANGE_OVER
    coaching.say(EventKind.NEXT)
    assert (coaching.session.step.side, coaching.question) == ("right", None)


@pytest.mark.parametrize("number", [1, 2])
def test_skip_the_rest_that_a_question_stands_before(number: int) -> None:
    """ "Skip the rest" at the question how it was, or whether all was done, leaves out the rest that follows."""
    coaching = Coaching(Runner(welcomed=True))
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", number)
    coaching.work(4)
    coaching.say(EventKind.NEXT)
    assert coaching.question is Question.DONE_ALL
    coaching.say(EventKind.SKIP_REST)
    assert coaching.session.step.moving
    assert coaching.session.log[-1].amount == 12


def test_skip_the_rest_at_a_pause_in_mid_set() -> None:
    """Where no rest follows, "skip the rest" only goes on with the set."""
    coaching = at("squat")
    coaching.work(4)
    coaching.say(EventKind.PAUSE)
    coaching.say(EventKind.SKIP_REST)
    assert coaching.place == ("squat", 1, 4)


def test_skip_at_the_last_question_ends_the_workout() -> None:
    """Nothing is left to be skipped at the question about the session: it is a goodbye, and names no exercise."""
    coaching = at("figure_four")
    coaching.reach("figure_four")
    coaching.say(EventKind.SKIP_EXERCISE)
    assert coaching.question is Question.SESSION_EFFORT
    coaching.say(EventKind.SKIP_EXERCISE)
    assert coaching.lines == ["finished"]
    assert coaching.runner.session is None


@pytest.mark.parametrize(("kind", "facts"), [(EventKind.DONE, {}), (EventKind.EFFORT, {"effort": Effort.HARD})])
def test_who_comes_back_with_any_word_hears_the_set_announced(kind: EventKind, facts: dict[str, Effort]) -> None:
    """ "Done" or "that was hard" after a while away goes on as "ready" does: with time to get in position."""
    coaching = at("squat")
    coaching.work(4)
    coaching.say(EventKind.STOP)
    coaching.wait(400)
    reply = coaching.say(kind, opens=True, **facts)
    match reply.then:
        case Run((first, *_)):
            (pick_up, *_) = first.acts
    assert isinstance(pick_up, PickUp)
    assert pick_up.anew


def test_going_to_the_exercise_at_hand_goes_on_with_it() -> None:
    """ "Go back to squats" in mid-set neither ends the set nor begins another one."""
    coaching = at("squat")
    coaching.work(4)
    coaching.say(EventKind.GO_TO, exercise="squat")
    assert coaching.place == ("squat", 1, 4)
    assert all(step.exercise != "squat" for step in (coaching.session.plan[e.index] for e in coaching.session.log))


@pytest.mark.parametrize(("word", "place"), [(Effort.RIGHT, ("squat", 2, 0)), (Effort.HARD, ("squat", 1, 4))])
def test_good_is_a_yes_to_whether_all_was_done(word: Effort, place: tuple[str, int, int]) -> None:
    """ "Good" and "right" at "done all twelve?" are a yes; "hard" is how it was, and the set goes on."""
    coaching = at("squat")
    coaching.work(4)
    coaching.say(EventKind.NEXT)
    coaching.say(EventKind.EFFORT, effort=word)
    assert coaching.place == place
