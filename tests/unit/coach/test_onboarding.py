"""The first visit: what the coach is, and three questions that may all be skipped."""

import pytest

from skill.coach.acts import Question
from skill.coach.events import Effort, EventKind, Wishes
from skill.coach.runner import Runner
from skill.coach.session import State
from tests.coaching import Coaching

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


def test_a_run_that_is_near_halves_the_sets() -> None:
    """With a hard or long run today or tomorrow the legs are spared."""
    coaching = visited(NEW, BAND, (K.YES, Wishes()))
    assert coaching.session.easing == "light_today"


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
    assert (coaching.lines, coaching.question) == (["welcome_first", "propose"], Q.READY)


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
    assert coaching.lines == ["not_today"]
