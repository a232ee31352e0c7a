"""The first visit: what the coach is, and three questions that may all be skipped."""

from datetime import timedelta
from typing import Any

import pytest

from skill.coach.acts import Question
from skill.coach.diary import Run
from skill.coach.events import Effort, EventKind, Wishes
from skill.coach.plan import StepKind
from skill.coach.runner import LastWorkout, Profile, Runner
from skill.coach.session import State
from tests.coaching import NOON, Coaching

K, Q = EventKind, Question


def visited(*said: tuple[EventKind, Wishes]) -> Coaching:
    """Give a first visit with some answers."""
    coaching = Coaching(Runner())
    coaching.say(K.OPEN, opens=True)
    for kind, wishes in said:
        coaching.say(kind, wishes=wishes)
    return coaching


NEW = (K.PREFERENCE, Wishes(level="beginner"))
SOME = (K.PREFERENCE, Wishes(level="intermediate"))
BAND = (K.PREFERENCE, Wishes(equipment=frozenset({"band"})))
NO = (K.NO, Wishes())


def test_three_questions_and_a_workout() -> None:
    """Experience, kit, a hard run: each answer is kept, and the workout is proposed."""
    coaching = visited()
    assert (coaching.lines, coaching.question) == (["welcome_first"], Q.EXPERIENCE)
    assert visited(SOME).question is Q.KIT
    assert visited(SOME, BAND).question is Q.HARD_RUN
    coaching = visited(SOME, BAND, NO)
    assert (coaching.lines, coaching.question) == (["propose"], Q.READY)
    assert coaching.session.workout == "intermediate_a"
    assert coaching.runner.profile.equipment == frozenset({"band"})


def test_no_kit_is_an_answer() -> None:
    """ "No" to the question of kit means that there is none."""
    assert visited(NEW, NO).runner.profile.equipment == frozenset()
    assert visited(NEW, (K.UNKNOWN, Wishes())).runner.profile.equipment is None


def test_minutes_out_of_reach_are_no_answer() -> None:
    """A length that no workout has is refused, and the question is asked again."""
    coaching = visited((K.PREFERENCE, Wishes(minutes=200)))
    assert (coaching.lines, coaching.question) == (["minutes_out_of_reach"], Q.EXPERIENCE)


def test_a_run_that_is_near_spares_the_legs() -> None:
    """With a hard or long run today or tomorrow there is core and upper body, for as long as the conversation lasts."""
    coaching = visited(NEW, BAND, (K.YES, Wishes()))
    assert coaching.lines == ["because.run_near", "propose"]
    assert coaching.session.workout == "focus_core"
    coaching.say(K.WHATS_DUE)
    assert coaching.session.workout == "focus_core"
    coaching.say(K.LEGS_ANYWAY)
    assert coaching.lines[0] == "your_call"


ANSWERS: list[tuple[EventKind, dict[str, Any], list[str], str]] = [
    (K.NOTE_RUN, {"run": Run.EASY, "ahead": 0}, ["run_noted", "because.easy_day"], "beginner_a"),
    (K.NOTE_RUN, {"run": Run.NONE, "ahead": 0}, ["run_noted", "because.free_day"], "beginner_a"),
    (K.NOTE_RUN, {"run": Run.LONG, "ahead": 1}, ["run_noted", "because.long_tomorrow"], "focus_core"),
    (K.NOTE_RUN, {"run": Run.HARD, "ahead": 0}, ["run_noted", "because.hard_later"], "focus_mobility"),
    (K.NOTE_HABIT, {"run": Run.EASY, "weekdays": frozenset({1})}, ["habit_noted", "because.easy_day"], "beginner_a"),
    (K.NOTE_RACE, {"ahead": 1}, ["race_noted", "because.race_now"], "focus_mobility"),
    (K.MOVE_DATE, {"ahead": 1}, ["run_noted", "because.hard_tomorrow"], "focus_core"),
]


@pytest.mark.parametrize(("kind", "facts", "lines", "workout"), ANSWERS)
def test_a_run_is_an_answer(kind: EventKind, facts: dict[str, Any], lines: list[str], workout: str) -> None:
    """Whoever names a run or its day in answer to whether one is near is not asked again: it is noted and counts."""
    coaching = visited(NEW, BAND)
    coaching.say(kind, **facts)
    assert coaching.lines[:3] == [*lines, "propose"]
    assert (coaching.session.workout, coaching.question) == (workout, Q.READY)


def test_what_names_no_day_is_asked_again() -> None:
    """A run this week is no answer yet."""
    coaching = visited(NEW, BAND)
    coaching.say(K.NOTE_RUN, run=Run.LONG, date="2026-W10")
    assert (coaching.lines, coaching.question) == (["which_day"], Q.HARD_RUN)


def test_what_was_told_already_is_not_asked() -> None:
    """A long run tomorrow that was named before the third question is its answer."""
    coaching = visited(NEW)
    coaching.say(K.NOTE_RUN, run=Run.LONG, ahead=1)
    assert coaching.question is Q.KIT
    coaching.say(K.NO)
    assert (coaching.question, coaching.session.workout) == (Q.READY, "focus_core")


@pytest.mark.parametrize("kind", [K.READY, K.START, K.RESUME, K.DONE])
@pytest.mark.parametrize("before", [(), (NEW,), (NEW, BAND)])
def test_any_word_for_start_starts(kind: EventKind, before: tuple[tuple[EventKind, Wishes], ...]) -> None:
    """At each of the three questions, "just start" starts."""
    coaching = visited(*before)
    coaching.say(kind)
    assert coaching.state is State.WORKING


def test_yes_to_the_first_question_starts() -> None:
    """It answers nothing, so it is taken for "go"."""
    coaching = visited()
    coaching.say(K.YES)
    assert coaching.state is State.WORKING


@pytest.mark.parametrize("kind", [K.UNKNOWN, K.NEXT, K.EFFORT, K.SKIP_EXERCISE])
def test_what_is_no_answer_skips_the_question(kind: EventKind) -> None:
    """Nobody is held up by a question: three times something else still comes to a workout."""
    coaching = visited()
    for _ in range(3):
        coaching.say(kind, effort=Effort.EASY if kind is K.EFFORT else None)
    assert coaching.question is Q.READY
    assert coaching.session.workout == "beginner_a"


def test_a_visit_that_names_its_workout_has_no_questions() -> None:
    """Only the word of what the coach is comes before a workout that was named."""
    coaching = Coaching(Runner())
    coaching.say(K.START, opens=True, wishes=Wishes(minutes=20))
    assert (coaching.lines, coaching.question) == (["welcome_first", "propose", "eased.ease_in"], Q.READY)
    assert {step.sets for step in coaching.session.plan if step.kind is StepKind.WORK} == {2}


def test_just_start_as_the_first_words_starts() -> None:
    """Who wants no questions has none: what the coach is, and the first workout, with its two sets."""
    coaching = Coaching(Runner())
    coaching.say(K.START, opens=True, at_once=True)
    assert coaching.lines == ["welcome_first", "starting", "eased.ease_in"]
    assert coaching.state is State.WORKING
    assert {step.sets for step in coaching.session.plan if step.kind is StepKind.WORK} == {2}


def test_just_start_is_not_asked_for_a_light_one() -> None:
    """After two hard workouts the light one is offered to whoever says "start", and to nobody who wants no question."""
    for at_once, question in ((False, Q.LIGHT_TODAY), (True, None)):
        coaching = Coaching(Runner(Profile(ask_effort=False), welcomed=True, finished=5, hard=2))
        coaching.say(K.START, opens=True, at_once=at_once)
        assert coaching.question is question


def test_just_start_after_months_asks_no_level() -> None:
    """It starts with the short one that everything starts anew with."""
    last = LastWorkout("beginner_b", NOON - timedelta(days=120), completed=True)
    coaching = Coaching(Runner(Profile(ask_effort=False), welcomed=True, finished=5, last=last))
    coaching.say(K.START, opens=True, at_once=True)
    assert coaching.lines == ["starting", "eased.new_start"]


def test_the_word_is_said_once() -> None:
    """Asking first what is next says it too, and then never again."""
    coaching = Coaching(Runner())
    coaching.say(K.WHATS_DUE, opens=True)
    assert coaching.lines[0] == "welcome_first"
    coaching.say(K.WHATS_DUE)
    assert "welcome_first" not in coaching.lines


def test_a_pain_comes_before_every_question() -> None:
    """Whatever is being asked, something that hurts is answered first."""
    coaching = visited(NEW)
    coaching.say(K.PAIN, area="knee")
    assert coaching.lines == ["no_legs_today", "propose"]


def test_a_number_that_no_workout_can_take_starts_none() -> None:
    """ "Two", said for the second answer, is no workout of two minutes; "ten" is one of ten, and "done" starts."""
    coaching = visited()
    coaching.say(K.DONE, wishes=Wishes(minutes=2))
    assert coaching.lines == ["minutes_out_of_reach"]
    assert coaching.question is Q.EXPERIENCE
    coaching.say(K.DONE, wishes=Wishes(minutes=10))
    assert coaching.session.workout == "express_10_beginner"


def test_none_says_that_no_run_is_near_and_not_that_there_is_no_kit() -> None:
    """The last question's "none" leaves the kit that was told before; what else is set is kept as anywhere."""
    coaching = visited(SOME, BAND)
    kit = coaching.runner.profile.equipment
    coaching.say(K.PREFERENCE, wishes=Wishes(equipment=frozenset()))
    assert coaching.runner.profile.equipment == kit
    assert coaching.question is Q.READY
    coaching = visited(SOME, BAND)
    coaching.say(K.PREFERENCE, wishes=Wishes(quiet=True))
    assert coaching.runner.profile.quiet
