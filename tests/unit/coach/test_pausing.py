"""A plan that is paused: what pausing keeps, what it stops, and what takes it up again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from skill.coach.acts import End, Question, Tell
from skill.coach.appointments import CancelReminders, Outcome, Reminder, Result
from skill.coach.events import Effort, EventKind, Wishes
from skill.coach.history import kept
from skill.coach.reminding import settled
from skill.coach.runner import Profile, Runner
from skill.coach.session import State
from tests.coaching import NOON, Coaching

K, Q = EventKind, Question
TODAY = NOON.date()


def test_pausing_keeps_the_day_stops_reminders_and_closes() -> None:
    """The day since when is kept, the first one where it is said again; the reminders are cancelled with it."""
    coaching = Coaching()
    reply = coaching.say(K.PAUSE_PLAN, opens=True)
    assert (coaching.lines, reply.then, reply.errand) == (["plan_paused"], End(), CancelReminders(aside=True))
    assert coaching.runner.paused == TODAY
    coaching.wait(timedelta(days=3).total_seconds())
    coaching.say(K.PAUSE_PLAN)
    assert coaching.runner.paused == TODAY


def test_resuming_takes_it_up_and_says_so() -> None:
    """One that is not paused is told to be running."""
    coaching = Coaching(Runner(welcomed=True, paused=TODAY))
    coaching.say(K.RESUME_PLAN, opens=True)
    assert (coaching.lines, coaching.runner.paused, coaching.question) == (["plan_resumed"], None, Q.START)
    coaching.say(K.RESUME_PLAN)
    assert coaching.lines == ["plan_not_paused"]


def test_a_workout_in_progress_keeps_its_place() -> None:
    """Pausing the plan in mid-set stops the clock there; taking it up with a set running lets that go on."""
    coaching = Coaching()
    coaching.say(K.START)
    coaching.reach("squat", 2)
    coaching.work(4)
    coaching.say(K.PAUSE_PLAN)
    assert (coaching.state, coaching.place) == (State.PAUSED, ("squat", 2, 4))
    coaching.say(K.RESUME)
    coaching.say(K.RESUME_PLAN)
    assert (coaching.state, coaching.lines, coaching.runner.paused) == (State.WORKING, ["plan_resumed"], None)


def test_who_goes_away_is_offered_a_pause() -> None:
    """Yes pauses, no leaves the plan as it is; and nobody who paused already is asked."""
    for answer, lines, paused in ((K.YES, ["plan_paused"], TODAY), (K.NO, ["plan_goes_on"], None)):
        coaching = Coaching()
        coaching.say(K.GOING_AWAY, opens=True)
        assert coaching.question is Q.PAUSE_PLAN
        coaching.say(answer)
        assert (coaching.lines, coaching.runner.paused) == (lines, paused)
    coaching = Coaching(Runner(welcomed=True, paused=TODAY))
    coaching.say(K.GOING_AWAY)
    assert (coaching.lines, coaching.question) == (["plan_is_paused"], Q.START)


@pytest.mark.parametrize(("answer", "line"), [(K.YES, "plan_paused"), (K.NO, "plan_goes_on")])
def test_who_says_so_in_a_workout_finds_it_again(answer: EventKind, line: str) -> None:
    """The set is held while the question is open, and stays where it was."""
    coaching = Coaching()
    coaching.say(K.START)
    coaching.reach("squat", 2)
    coaching.work(4)
    coaching.say(K.GOING_AWAY)
    coaching.say(answer)
    assert (coaching.state, coaching.place, coaching.lines) == (State.PAUSED, ("squat", 2, 4), [line])


def test_a_holiday_is_no_kit() -> None:
    """Asked for the kit, whoever is going away has said nothing about it."""
    coaching = Coaching(Runner())
    coaching.say(K.OPEN, opens=True)
    coaching.say(K.PREFERENCE, wishes=Wishes(level="beginner"))
    coaching.say(K.GOING_AWAY)
    assert (coaching.question, coaching.runner.profile.equipment) == (Q.HARD_RUN, None)


@pytest.mark.parametrize("kind", [K.PAUSE_PLAN, K.GOING_AWAY])
def test_what_hurts_is_left_out_before_a_plan_is_paused(kind: EventKind) -> None:
    """Nobody comes back to the move that hurt by way of a pause."""
    coaching = Coaching()
    coaching.say(K.START)
    coaching.reach("squat", 2)
    coaching.work(4)
    coaching.say(K.PAIN)
    assert coaching.question is Q.CHECK
    coaching.say(kind)
    assert "squat" not in [step.exercise for step in coaching.session.plan[coaching.session.index :]]


def test_while_it_is_paused_the_streak_waits() -> None:
    """The weeks on target stay, and nothing is said to be missing in this one."""
    coaching = Coaching(Runner(Profile(ask_effort=False), welcomed=True))
    coaching.runner = replace(coaching.runner, paused=TODAY)
    coaching.say(K.STREAK)
    assert coaching.reply is not None
    assert coaching.reply.tell == (Tell("streak_paused_early"),)
    for day in (0, 2):
        coaching.now = NOON + timedelta(days=day)
        coaching.say(K.START, wishes=Wishes(workout="ab"[day // 2]))
        for _ in range(40):
            if coaching.runner.session is None:
                break
            coaching.hear_out()
            coaching.say(K.EFFORT if coaching.session.through else K.READY, effort=Effort.RIGHT)
    coaching.say(K.STREAK)
    assert kept(coaching.records, 2, TODAY, NOON.tzinfo).weeks == 1  # type: ignore[arg-type]
    assert coaching.reply.tell == (Tell("streak_paused", {"weeks": 1}),)
    coaching.say(K.RESUME_PLAN)
    coaching.say(K.STREAK)
    assert coaching.lines == ["streak_with_this"]


@pytest.mark.parametrize(
    ("outcome", "reminders", "more"),
    [
        (Outcome.DONE, (Reminder(("monday",), 420, weekly=True),), ["reminders_cancelled"]),
        (Outcome.DONE, (), []),
        (Outcome.NOT_ALLOWED, (), []),
        (Outcome.UNSUPPORTED, (), []),
        (Outcome.FAILED, (), ["reminders_failed"]),
        (Outcome.BUSY, (), ["reminders_busy"]),
    ],
)
def test_what_became_of_the_reminders_is_told_beside_the_pause(
    outcome: Outcome, reminders: tuple[Reminder, ...], more: list[str]
) -> None:
    """The plan is paused whatever the service does; what is not known to be cancelled is not said to be."""
    coaching = Coaching()
    before = coaching.runner
    reply = settled(before, coaching.say(K.PAUSE_PLAN), Result(outcome, reminders))
    assert [tell.line for tell in reply.tell] == ["plan_paused", *more]
    assert (reply.runner.paused, reply.consent) == (TODAY, False)
