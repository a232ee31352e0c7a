"""What a runner says of the day: soreness, sleep, a hard day. It shapes what is proposed, and is kept nowhere."""

from dataclasses import replace
from datetime import timedelta

import pytest

from skill.coach.acts import Question
from skill.coach.cycle import Comeback
from skill.coach.diary import Diary, Outing, Run
from skill.coach.events import EventKind, Wishes
from skill.coach.on_the_day import NOTHING_SAID
from skill.coach.plan import StepKind, seconds_left
from skill.coach.runner import LastWorkout
from skill.coach.session import State
from skill.documents import document_of
from tests.coaching import NOON, Coaching

K, Q = EventKind, Question
MONDAY = NOON.date()


def sets(coaching: Coaching) -> int:
    """Count the sets of the workout that is proposed."""
    work = {(step.exercise, step.set) for step in coaching.session.plan if step.kind is StepKind.WORK}
    return len(work)


def minutes(coaching: Coaching) -> float:
    """Give how long the workout that is proposed takes."""
    return seconds_left(coaching.session.plan, 0, 0) / 60


@pytest.mark.parametrize(
    ("number", "lines", "workout"),
    [
        (0, ["as_planned", "propose"], "beginner_a"),
        (3, ["as_planned", "propose"], "beginner_a"),
        (4, ["because.sore", "propose"], "beginner_a"),
        (6, ["because.sore", "propose"], "beginner_a"),
        (7, ["because.very_sore", "propose"], "focus_mobility"),
        (10, ["because.very_sore", "propose"], "focus_mobility"),
    ],
)
def test_each_row_of_soreness(number: int, lines: list[str], workout: str) -> None:
    """Up to three as planned, up to six half the sets, from seven on rest; and so it stays in this conversation."""
    coaching = Coaching()
    coaching.say(K.SORENESS, number=number)
    assert (coaching.lines, coaching.session.workout) == (lines, workout)
    assert sets(coaching) == {"as_planned": 15, "because.sore": 7}.get(lines[0], sets(coaching))
    coaching.say(K.WHATS_DUE)
    assert coaching.lines[-2:] == lines[-2:] if number > 3 else coaching.lines == ["propose"]
    assert coaching.session.workout == workout


def test_soreness_is_asked_about_by_nobody_and_explained_in_general() -> None:
    """Where it was not said how much, or no number of ten, soreness and pain are told apart."""
    for number in (None, 11):
        coaching = Coaching()
        coaching.say(K.SORENESS, number=number)
        assert (coaching.lines, coaching.question) == (["soreness"], Q.START)
        assert coaching.runner.on_the_day == NOTHING_SAID


def test_little_soreness_after_a_long_run_allows_light_legs() -> None:
    """The day after a long run, on a day without one: core, or half of the legs where little is sore."""
    diary = Diary(habits={7: Run.LONG})
    coaching = Coaching(replace(Coaching().runner, diary=diary))
    coaching.say(K.WHATS_DUE)
    assert coaching.session.workout == "focus_core"
    coaching.say(K.SORENESS, number=3)
    assert coaching.lines == ["because.hard_yesterday_light", "propose"]
    assert sets(coaching) == 7
    coaching.say(K.SORENESS, number=5)
    assert coaching.session.workout == "focus_core"


def test_sore_arms_leave_the_legs_their_workout() -> None:
    """What the arms do is left out, and said so where there is any of it; very sore ones have the rest of anybody."""
    coaching = Coaching()
    coaching.say(K.SORENESS, number=2, area="shoulder")
    assert coaching.lines == ["as_planned", "propose"]
    coaching.say(K.SORENESS, number=5, area="shoulder")
    assert coaching.lines == ["as_planned", "propose"]
    assert (coaching.session.workout, sets(coaching)) == ("beginner_a", 15)
    coaching = Coaching(replace(Coaching().runner, queue=1))
    coaching.say(K.SORENESS, number=5, area="shoulder")
    assert coaching.lines == ["leave_it_out", "propose"]
    coaching.say(K.SORENESS, number=8, area="shoulder")
    assert coaching.lines[0] == "because.very_sore"


@pytest.mark.parametrize(("kind", "line"), [(K.SORENESS, "because.sore"), (K.TIRED, "because.tired")])
def test_who_comes_back_after_a_mere_warm_up_hears_what_fits_the_day(kind: EventKind, line: str) -> None:
    """Nothing is stopped that does not run; in the conversation itself it is."""
    coaching = Coaching()
    coaching.say(K.START, opens=True)
    coaching.now += timedelta(seconds=60)
    coaching.say(K.STOP)
    coaching.say(kind, number=4, opens=True)
    assert coaching.lines == [line, "propose"]
    coaching.say(K.READY)
    coaching.now += timedelta(seconds=20)
    coaching.say(K.SORENESS, number=4)
    assert coaching.question is Q.CHECK


def test_what_is_asked_first_is_not_called_as_planned() -> None:
    """After two hard workouts a light one is on offer, whatever is sore."""
    coaching = Coaching(replace(Coaching().runner, hard=2))
    coaching.say(K.SORENESS, number=2)
    assert (coaching.lines, coaching.question) == ([], Q.LIGHT_TODAY)


def test_a_light_workout_stays_light_for_the_conversation() -> None:
    """After a cold it is half the sets, also when it is asked again what to do today; and all of them on demand."""
    coaching = Coaching()
    coaching.say(K.BEEN_ILL)
    assert coaching.runner.on_the_day.light
    coaching.say(K.WHATS_DUE)
    assert coaching.session.easing == "light_today"
    coaching.say(K.WHATS_DUE, wishes=Wishes(light=False))
    assert not coaching.session.easing


@pytest.mark.parametrize("slept", [None, 4])
def test_a_bad_night_makes_it_short_and_light(slept: int | None) -> None:
    """Fifteen minutes at most and half the sets, also when it is asked again what to do today."""
    coaching = Coaching()
    for kind in (K.TIRED, K.WHATS_DUE):
        coaching.say(kind, number=slept)
        assert coaching.lines == ["because.tired", "propose"]
        assert 10 <= minutes(coaching) <= 16
        assert sets(coaching) <= 7
    assert coaching.state is State.READY


def test_enough_sleep_is_as_planned() -> None:
    """Five hours are enough for what is due."""
    coaching = Coaching()
    coaching.say(K.TIRED, number=5)
    assert coaching.lines == ["propose"]
    assert sets(coaching) == 15


def test_a_bad_night_is_lighter_than_a_first_workout_and_than_a_light_one() -> None:
    """A beginner's two sets become one; what a break has made light is cut to the minutes."""
    first = replace(Coaching().runner, comeback=Comeback("ease_in", NOON, 0))
    coaching = Coaching(first)
    coaching.say(K.TIRED)
    assert coaching.lines == ["because.tired", "propose"]
    assert sets(coaching) == 5
    last = LastWorkout("beginner_b", NOON - timedelta(days=30), completed=True)
    coaching = Coaching(replace(Coaching().runner, last=last, finished=9))
    coaching.say(K.TIRED)
    assert minutes(coaching) <= 18


def test_fewer_minutes_that_were_asked_for_stay_fewer() -> None:
    """Ten minutes are ten minutes, and half of them is done."""
    coaching = Coaching()
    coaching.say(K.TIRED, wishes=Wishes(minutes=10))
    assert minutes(coaching) <= 10


def test_a_workout_that_was_begun_goes_by_the_protocol() -> None:
    """In mid-set soreness stops the count, and a bad night changes nothing."""
    coaching = Coaching()
    coaching.say(K.START, opens=True)
    coaching.reach("squat", 2)
    coaching.say(K.TIRED)
    assert (coaching.lines, coaching.state) == (["easier_any_time"], State.WORKING)
    coaching.say(K.SORENESS, number=8)
    assert coaching.question is Q.CHECK
    assert coaching.runner.on_the_day == NOTHING_SAID


def test_what_was_said_of_today_says_nothing_of_the_week() -> None:
    """A bad day is left out of the week that is planned; the days after it are as they would have been."""
    coaching = Coaching()
    coaching.say(K.PLAN_WEEK)
    before = coaching.reply.tell[0].facts["dates"] if coaching.reply else ()
    coaching.say(K.SORENESS, number=9)
    coaching.say(K.PLAN_WEEK)
    after = coaching.reply.tell[0].facts["dates"] if coaching.reply else ()
    assert MONDAY.isoformat() in before
    assert MONDAY.isoformat() not in after
    coaching.say(K.ASK_LEGS, date=(MONDAY + timedelta(days=1)).isoformat())
    assert coaching.lines == ["legs_fit"]


def test_none_of_it_is_in_a_document() -> None:
    """What is stored is the same whether or not it was said."""
    coaching = Coaching()
    runner = replace(coaching.runner, diary=Diary().with_outing(Outing(MONDAY, Run.EASY)))
    said = replace(runner, on_the_day=replace(NOTHING_SAID, sore=8, tired=True, run_near=True))
    assert document_of(said) == document_of(runner)
