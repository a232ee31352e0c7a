"""Answers to what a runner asks in mid-set and between sets."""

from dataclasses import replace
from typing import Any

import pytest

from skill.coach.acts import Announce, ChangeOver, Rest, Run
from skill.coach.events import Event, EventKind, FormPoint
from skill.coach.machine import advance
from skill.coach.moment import Moment, NoSessionError
from skill.coach.runner import Profile, Runner
from skill.content.loader import load_catalogue
from tests.coaching import NOON, Coaching


def ask(coaching: Coaching, kind: EventKind, **facts: Any) -> tuple[str, dict[str, Any]]:
    """Ask something; give the line that is told and its facts."""
    (tell,) = coaching.say(kind, **facts).tell
    return tell.line, dict(tell.facts)


@pytest.fixture
def lunges() -> Coaching:
    """Give a runner after five repetitions (left, right, left, right, left) of lunges, set two."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("lunge", 2)
    coaching.work(5)
    return coaching


def test_how_many_are_left(lunges: Coaching) -> None:
    """Both sides count together; a pair that is begun is still to do."""
    facts = {"exercise": "lunge", "set": 2, "of": 3, "sets": 2, "amount": 8}
    assert ask(lunges, EventKind.HOW_MANY_LEFT) == ("reps_left", facts)


def test_how_many_seconds_are_left() -> None:
    """A hold is counted in seconds."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("plank", 3)
    coaching.work(10)
    facts = {"exercise": "plank", "set": 3, "of": 3, "sets": 1, "amount": 20}
    assert ask(coaching, EventKind.HOW_MANY_LEFT) == ("seconds_left", facts)


def test_how_many_are_left_counts_the_other_side() -> None:
    """On the first side of an exercise the second one is still to come; on the second it is not."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("figure_four")
    facts = {"exercise": "figure_four", "set": 1, "of": 1, "sets": 1, "amount": 30}
    assert ask(coaching, EventKind.HOW_MANY_LEFT) == ("seconds_left_one", {**facts, "side": "right"})
    coaching.say(EventKind.DONE)
    coaching.say(EventKind.SKIP_REST)
    assert ask(coaching, EventKind.HOW_MANY_LEFT) == ("seconds_left_one", facts)


def test_which_side(lunges: Coaching) -> None:
    """Where sides alternate it is that of the next repetition."""
    assert ask(lunges, EventKind.WHICH_SIDE) == ("which_side", {"exercise": "lunge", "side": "right"})


def test_which_side_of_one() -> None:
    """Where one side is finished first it is that one."""
    coaching = Coaching(Runner(profile=Profile(level="intermediate", ask_effort=False), welcomed=True))
    coaching.say(EventKind.START, opens=True)
    coaching.reach("single_leg_deadlift")
    assert ask(coaching, EventKind.WHICH_SIDE)[1]["side"] == "left"


def test_whats_next_names_the_next_exercise(lunges: Coaching) -> None:
    """Next is the exercise after this one, with its sets and dose; holds in seconds. A set that is left goes before."""
    facts = {"exercise": "glute_bridge", "sets": 3, "amount": 15}
    own, after = lunges.say(EventKind.WHATS_NEXT).tell
    assert (own.line, dict(own.facts)) == ("next_set", {"exercise": "lunge", "set": 3})
    assert (after.line, dict(after.facts)) == ("after_that", facts)
    lunges.reach("lunge", 3)
    assert ask(lunges, EventKind.WHATS_NEXT) == ("whats_next", facts)
    lunges.reach("glute_bridge", 3)
    assert ask(lunges, EventKind.WHATS_NEXT)[0] == "whats_next_hold"


@pytest.mark.parametrize("wait", [True, False])
def test_in_a_rest_the_set_it_leads_to_is_next(lunges: Coaching, wait: bool) -> None:
    """In the rest before set three, and at the question after it, set three is next."""
    lunges.say(EventKind.DONE)
    if wait:
        lunges.hear_out()
    own, after = lunges.say(EventKind.WHATS_NEXT).tell
    assert (own.line, own.facts["set"]) == ("next_set", 3)
    assert (after.line, after.facts["exercise"]) == ("after_that", "glute_bridge")


def test_before_its_first_set_an_exercise_is_next(lunges: Coaching) -> None:
    """Between two exercises the one that comes is next, and between two sets the one after."""
    lunges.reach("lunge", 3)
    lunges.say(EventKind.DONE)
    assert ask(lunges, EventKind.WHATS_NEXT)[1]["exercise"] == "glute_bridge"
    lunges.reach("glute_bridge", 2)
    lunges.say(EventKind.DONE)
    lunges.say(EventKind.PAUSE)
    own, after = lunges.say(EventKind.WHATS_NEXT).tell
    assert (own.facts["set"], after.facts["exercise"]) == (3, "plank")


def test_nothing_comes_after_the_last_move() -> None:
    """In the last stretch its other side is next and then nothing; after it nothing is left."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("figure_four")
    facts = {"exercise": "figure_four", "set": 1, "side": "right"}
    assert ask(coaching, EventKind.WHATS_NEXT) == ("next_side", facts)
    coaching.say(EventKind.DONE)
    assert ask(coaching, EventKind.WHATS_NEXT) == ("next_side", facts)
    coaching.say(EventKind.SKIP_REST)
    assert ask(coaching, EventKind.WHATS_NEXT)[0] == "last_thing"
    coaching.say(EventKind.SKIP_EXERCISE)
    assert ask(coaching, EventKind.WHATS_NEXT)[0] == "last_thing"
    assert ask(coaching, EventKind.HOW_MANY_LEFT)[0] == "last_thing"


def test_how_long_is_left_shrinks(lunges: Coaching) -> None:
    """The minutes left go down as the workout goes on."""
    before = ask(lunges, EventKind.HOW_LONG_LEFT)[1]["minutes"]
    lunges.say(EventKind.SKIP_EXERCISE)
    assert 0 < ask(lunges, EventKind.HOW_LONG_LEFT)[1]["minutes"] < before


def test_say_again_names_the_side(lunges: Coaching) -> None:
    """ "Say again" in mid-set gives exercise, set, dose and side."""
    line, facts = ask(lunges, EventKind.SAY_AGAIN)
    assert (line, facts["set"], facts["side"]) == ("again", 2, "right")


def test_what_was_last_time() -> None:
    """The last workout is named, with the days since."""
    coaching = Coaching()
    assert ask(coaching, EventKind.LAST_TIME)[0] == "no_last_time"
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 2)
    coaching.say(EventKind.FINISH_EARLY)
    coaching.wait(2 * 24 * 3600)
    what, came_to = coaching.say(EventKind.LAST_TIME).tell
    assert (what.line, dict(what.facts)) == ("last_time", {"workout": "beginner_a", "days": 2})
    assert (came_to.line, came_to.facts["sets"]) == ("came_to", 1)


@pytest.mark.parametrize("kind", [EventKind.HOW_TO, EventKind.TIP, EventKind.MUSCLES])
def test_about_another_exercise_than_the_one_at_hand(lunges: Coaching, kind: EventKind) -> None:
    """A named exercise is answered, whether it is in the workout or not."""
    assert ask(lunges, kind, exercise="push_up")[1]["exercise"] == "push_up"
    assert lunges.place == ("lunge", 2, 5)


def test_an_exercise_that_is_not_known(lunges: Coaching) -> None:
    """An unknown name is answered with the two nearest that there are, never with the name that was heard."""
    line, facts = ask(lunges, EventKind.HOW_TO, heard="lunch with a twist")
    assert line == "unknown_exercise"
    assert len(facts["exercises"]) == 2
    assert "heard" not in facts


def test_a_move_that_needs_a_workout_says_so() -> None:
    """Asking for the workout in progress where there is none is a fault of the table, and typed."""
    moment = Moment(Runner(), Event(EventKind.NEXT), NOON, load_catalogue())
    with pytest.raises(NoSessionError):
        _ = moment.session


def test_topics_take_turns_where_none_was_named() -> None:
    """Whoever wants to be told something hears another topic each time."""
    coaching = Coaching()
    first = coaching.say(EventKind.TOPIC).tell[0].facts["topic"]
    coaching.runner = replace(coaching.runner, finished=1)
    assert coaching.say(EventKind.TOPIC).tell[0].facts["topic"] != first


def test_a_topic_that_is_not_known_is_not_guessed(lunges: Coaching) -> None:
    """A question that the coach has no answer for gets examples of what can be asked, and the set goes on."""
    lunges.say(EventKind.TOPIC, heard="quantum running")
    assert lunges.lines == ["which_topic"]
    lunges.say(EventKind.TOPIC, topic="speed", heard="speed")
    assert lunges.lines == ["topic"]


def test_moves_for_a_muscle(lunges: Coaching) -> None:
    """A few exercises that train a muscle are named, and the set goes on."""
    reply = lunges.say(EventKind.MOVES_FOR, muscle="calves")
    assert lunges.lines == ["moves_for"]
    assert reply.tell[0].facts["exercises"] == (
        "calf_raise",
        "bent_knee_calf_raise",
        "single_leg_calf_raise",
        "step_calf_raise",
    )


@pytest.mark.parametrize(
    ("exercise", "muscle", "line"),
    [("squat", "quads", "works_muscle"), ("squat", "core", "helps_muscle"), ("squat", "chest", "other_muscle")],
)
def test_whether_a_move_works_a_muscle(lunges: Coaching, exercise: str, muscle: str, line: str) -> None:
    """Asked about one muscle, the coach says yes, a little, or what the move is for instead."""
    facts = {"exercise": exercise, "muscle": muscle}
    assert ask(lunges, EventKind.MUSCLES, exercise=exercise, muscle=muscle) == (line, facts)


def test_whether_it_is_this_side(lunges: Coaching) -> None:
    """Asked whether it is the left, the coach says yes or no, and which it is."""
    (_, facts) = ask(lunges, EventKind.WHICH_SIDE)
    other = "left" if facts["side"] == "right" else "right"
    assert ask(lunges, EventKind.WHICH_SIDE, side=facts["side"]) == ("side_yes", facts)
    lunges.say(EventKind.PAUSE)
    (line, _) = ask(lunges, EventKind.WHICH_SIDE, side=other)
    assert line == "side_no"


@pytest.mark.parametrize(
    ("exercise", "part", "line"),
    [("squat", "knee", "form_mistakes"), ("plank", "elbow", "tip"), ("squat", "elbow", "form_check")],
)
def test_a_part_of_the_body_gets_what_is_known_of_it(exercise: str, part: str, line: str) -> None:
    """The slip at that part with its fix, else the cue for it, else how to check by feel."""
    coaching = Coaching()
    coaching.say(EventKind.TIP, exercise=exercise, part=part)
    assert coaching.lines == [line]


def test_how_fast_is_told_by_tempo_hold_or_ease() -> None:
    """A tempo that is written is told; holds, and moves that have none, have answers of their own."""
    catalogue = load_catalogue()
    squat = replace(catalogue.exercise("squat"), tempo=None)
    others = (each for each in catalogue.exercises if each.id != "squat")
    free = replace(catalogue, exercises=(squat, *others))
    told = [
        advance(Runner(), Event(EventKind.TIP, exercise=name, point=FormPoint.PACE), NOON, known).tell[0].line
        for name, known in (("squat", catalogue), ("plank", catalogue), ("squat", free))
    ]
    assert told == ["form_pace", "form_pace_hold", "form_pace_free"]


def explains(coaching: Coaching) -> bool:
    """Tell whether the last reply explains the first exercise in it."""
    assert coaching.reply is not None
    assert isinstance(coaching.reply.then, Run)
    (act,) = coaching.reply.then.segments[0].acts[:1]
    return act.upcoming.teach if isinstance(act, Rest | ChangeOver) else isinstance(act, Announce) and act.teach


@pytest.mark.parametrize("kind", [EventKind.HOW_MANY_LEFT, EventKind.WHICH_SIDE, EventKind.UNKNOWN, EventKind.HOW_TO])
def test_a_question_into_an_explanation_is_not_followed_by_all_of_it(kind: EventKind) -> None:
    """After a question before the first repetition the announcement goes on in its short form."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.say(EventKind.GO_TO, exercise="squat")
    assert explains(coaching)
    coaching.wait(3)
    coaching.say(kind)
    assert not explains(coaching)


def test_what_was_said_again_is_the_explanation_too() -> None:
    """ "Say that again" in an announcement begins it anew, with nothing before it; in a set it tells the place."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.say(EventKind.GO_TO, exercise="squat")
    coaching.wait(3)
    coaching.say(EventKind.SAY_AGAIN)
    assert explains(coaching)
    assert coaching.lines == []
    coaching.work(4)
    coaching.say(EventKind.SAY_AGAIN)
    assert coaching.lines == ["again"]


@pytest.mark.parametrize(("seconds", "told"), [(3, True), (20, False)])
def test_a_question_in_a_rest_is_followed_by_what_was_not_explained_yet(seconds: int, told: bool) -> None:
    """A new move is explained at the beginning of the rest before it; later in that rest it has been."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 3)
    coaching.say(EventKind.DONE)
    coaching.wait(seconds)
    coaching.say(EventKind.HOW_LONG_LEFT)
    assert coaching.session.step.exercise == "lunge"
    assert explains(coaching) is told


@pytest.mark.parametrize("kind", [EventKind.HOW_LONG_LEFT, EventKind.WHICH_SIDE, EventKind.HOW_MANY_LEFT])
def test_nothing_is_left_once_the_plan_is_through(kind: EventKind) -> None:
    """At the question about the session no minutes are left, and no side."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("figure_four")
    coaching.say(EventKind.SKIP_EXERCISE)
    assert coaching.session.through
    assert ask(coaching, kind) == ("last_thing", {})
