"""Reminders by voice: what is asked, what is said back, what is ordered, and what is told of the result."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from skill.coach.acts import Ask, End, Question
from skill.coach.appointments import (
    CancelReminders,
    ListReminders,
    Outcome,
    Reminder,
    Result,
    SetReminder,
    merged,
    reminder_of,
)
from skill.coach.events import Event, EventKind, When
from skill.coach.machine import advance
from skill.coach.moment import Reply
from skill.coach.reminding import settled
from skill.coach.runner import Runner
from skill.coach.session import State
from skill.content.loader import load_catalogue
from tests.coaching import NOON, Coaching

RUNNER = Runner(welcomed=True)
SEVEN = 7 * 60
TUESDAYS = Reminder(("tuesday", "thursday"), SEVEN, weekly=True)
# A Monday, at noon.
WALL = datetime(2026, 3, 2, 12)  # noqa: DTZ001  # the time on a wall


def decide(kind: EventKind, runner: Runner = RUNNER, **facts: Any) -> Reply:
    """Decide on an event."""
    return advance(runner, Event(kind, **facts), NOON, load_catalogue())


def told(reply: Reply) -> list[str]:
    """Give the lines of a reply."""
    return [tell.line for tell in reply.tell]


def test_where_there_are_no_reminders_that_is_said_first() -> None:
    """Nobody is asked for a day and an hour that cannot be kept, nor left with a question about them."""
    reply = decide(EventKind.REMIND, when=When(("tuesday",), SEVEN), reminds=False)
    assert (told(reply), reply.errand, reply.then) == (["reminders_unsupported"], None, Ask(Question.START))
    asked = decide(EventKind.REMIND, when=When(("tuesday",)))
    reply = decide(EventKind.REMIND, asked.runner, when=When((), SEVEN), reminds=False)
    assert (told(reply), reply.runner.ask) == (["reminders_unsupported"], None)


@pytest.mark.parametrize(
    ("date", "day"),
    [("2026-03-02", "today"), ("2026-03-03", "tomorrow"), ("2026-03-05", "thursday"), ("2026-03-09", "monday")],
)
def test_a_day_alone_answers_which_day(date: str, day: str) -> None:
    """Today is a Monday. Asked when, whoever says a date or a day of the week means the reminder, and no run."""
    for kind in (EventKind.MOVE_DATE, EventKind.NOTE_RUN):
        first = decide(EventKind.REMIND)
        second = decide(kind, first.runner, date=date)
        assert second.then == Ask(Question.REMIND_WHEN, {"weekly": 0, "ring": (day,)})
        third = decide(EventKind.DONE, second.runner, number=19)
        assert third.then == Ask(Question.CONFIRM_REMINDER, {"weekly": 0, "ring": (day,), "minute": 19 * 60})
        assert third.runner.diary == RUNNER.diary


def test_what_is_no_day_of_this_week_and_no_hour_is_asked_again() -> None:
    """A reminder is for the days to come; a season, a far day and an hour that there is not say nothing."""
    first = decide(EventKind.REMIND)
    for facts in ({"date": "2026-SU"}, {"date": "2026-05-01"}, {"number": 24}, {"ahead": -1}, {}):
        kind = EventKind.DONE if "number" in facts else EventKind.MOVE_DATE
        assert decide(kind, first.runner, **facts).then == Ask(Question.REMIND_WHEN, {"weekly": 0})


def test_a_while_from_now_is_a_time_of_the_runners_day() -> None:
    """In Berlin it is one in the afternoon; where the zone is not known, the day and the hour are asked for."""
    at_home = replace(RUNNER, zone="Europe/Berlin")
    for seconds, day, minute in ((3600, "today", 14 * 60), (12 * 3600, "tomorrow", 60)):
        reply = decide(EventKind.REMIND, at_home, when=When(ahead=seconds))
        assert reply.then == Ask(Question.CONFIRM_REMINDER, {"weekly": 0, "ring": (day,), "minute": minute})
    assert decide(EventKind.REMIND, when=When(ahead=3600)).then == Ask(Question.REMIND_WHEN, {"weekly": 0})


@pytest.mark.parametrize(
    ("reminder", "first"),
    [
        (Reminder(("tuesday",), SEVEN, weekly=False), "2026-03-03T07:00"),
        (Reminder(("monday",), SEVEN, weekly=False), "2026-03-09T07:00"),
        (Reminder(("monday",), 13 * 60, weekly=True), "2026-03-02T13:00"),
        (Reminder(("monday",), 12 * 60, weekly=True), "2026-03-09T12:00"),
        (Reminder(("thursday", "tuesday"), SEVEN, weekly=True), "2026-03-03T07:00"),
        (Reminder(("tomorrow",), 18 * 60 + 30, weekly=False), "2026-03-03T18:30"),
        (Reminder(("today",), 18 * 60, weekly=False), "2026-03-02T18:00"),
        (Reminder(("today",), SEVEN, weekly=False), "2026-03-03T07:00"),
        (Reminder(("every_day",), SEVEN, weekly=True), "2026-03-03T07:00"),
        (Reminder(("weekend",), SEVEN, weekly=True), "2026-03-07T07:00"),
        (Reminder(("weekdays",), SEVEN, weekly=True), "2026-03-03T07:00"),
    ],
)
def test_when_a_reminder_first_rings(reminder: Reminder, first: str) -> None:
    """The first time is the next one after now; a time of today that is over means tomorrow."""
    assert reminder.first(WALL).isoformat(timespec="minutes") == first


def test_the_days_of_a_reminder() -> None:
    """Sets of days stand for their days, in the order of the week."""
    assert Reminder(("friday", "monday"), SEVEN, weekly=True).weekdays == ("monday", "friday")
    assert Reminder(("weekend",), SEVEN, weekly=True).weekdays == ("saturday", "sunday")
    assert len(Reminder(("every_day",), SEVEN, weekly=True).weekdays) == 7


@pytest.mark.parametrize(
    ("when", "reminder"),
    [
        (When(("tuesday",), SEVEN), Reminder(("tuesday",), SEVEN, weekly=False)),
        (When(("tuesday",), SEVEN, weekly=True), Reminder(("tuesday",), SEVEN, weekly=True)),
        (When(("tuesday", "thursday"), SEVEN), TUESDAYS),
        (When(("every_day",), SEVEN), Reminder(("every_day",), SEVEN, weekly=True)),
        (When(("tomorrow", "tuesday"), SEVEN, weekly=True), Reminder(("tomorrow",), SEVEN, weekly=False)),
        (When(("tuesday",)), None),
        (When((), SEVEN), None),
        (When(("tuesday",), 24 * 60), None),
    ],
)
def test_what_is_enough_for_a_reminder(when: When, reminder: Reminder | None) -> None:
    """A day and a time are; several days are meant for every week, tomorrow never is."""
    assert reminder_of(when) == reminder


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        (When(("tuesday",)), When((), SEVEN), When(("tuesday",), SEVEN)),
        (When(("tuesday",), SEVEN), When(("friday",)), When(("friday",), SEVEN)),
        (When(("tuesday",), SEVEN), When(part="EV"), When(("tuesday",), SEVEN + 720)),
        (When(("tuesday",), SEVEN + 720), When(part="MO"), When(("tuesday",), SEVEN)),
        (When(), When((), SEVEN, weekly=True), When((), SEVEN)),
        (When(("tuesday",), SEVEN), When(weekly=True), When(("tuesday",), SEVEN, weekly=True)),
    ],
)
def test_what_is_said_later_counts(before: When, said: When, after: When) -> None:
    """Each part that is said replaces what was known of it."""
    assert merged(before, said) == after


def test_a_reminder_takes_an_exact_repetition_and_a_yes() -> None:
    """It is said back with days, time and recurrence, and ordered only after a yes."""
    asked = decide(EventKind.REMIND, when=When(("tuesday", "thursday"), SEVEN))
    assert (told(asked), asked.errand) == (["reminder_weekly"], None)
    assert asked.tell[0].facts == {"ring": ("tuesday", "thursday"), "minute": SEVEN}
    assert isinstance(asked.then, Ask)
    assert asked.then.question is Question.CONFIRM_REMINDER
    yes = decide(EventKind.YES, asked.runner)
    assert yes.errand == SetReminder(TUESDAYS)
    assert yes.runner.ask is None
    no = decide(EventKind.NO, asked.runner)
    assert (told(no), no.errand) == (["no_reminder"], None)


def test_what_is_missing_is_asked_for() -> None:
    """A day alone leads to the question for the rest; what is said then is put to it."""
    first = decide(EventKind.REMIND, when=When(("tuesday",)))
    assert isinstance(first.then, Ask)
    assert first.then.question is Question.REMIND_WHEN
    still = decide(EventKind.YES, first.runner)
    assert isinstance(still.then, Ask)
    assert still.then.question is Question.REMIND_WHEN
    second = decide(EventKind.REMIND, first.runner, when=When((), SEVEN))
    assert told(second) == ["reminder_once"]
    assert decide(EventKind.YES, second.runner).errand == SetReminder(Reminder(("tuesday",), SEVEN, weekly=False))


def test_a_time_is_put_right_before_the_yes() -> None:
    """ "At eight" at the question changes the time and asks again."""
    asked = decide(EventKind.REMIND, when=When(("tuesday",), SEVEN))
    again = decide(EventKind.REMIND, asked.runner, when=When((), 20 * 60))
    assert again.tell[0].facts["minute"] == 20 * 60
    assert again.errand is None


@pytest.mark.parametrize(
    ("errand", "result", "lines"),
    [
        (SetReminder(TUESDAYS), Result(Outcome.DONE, (TUESDAYS,)), ["reminder_set_weekly"]),
        (
            SetReminder(replace(TUESDAYS, weekly=False)),
            Result(Outcome.DONE, (replace(TUESDAYS, weekly=False),)),
            ["reminder_set"],
        ),
        (ListReminders(), Result(Outcome.DONE), ["no_reminders"]),
        (ListReminders(), Result(Outcome.DONE, (TUESDAYS,)), ["reminder_count", "reminder_weekly"]),
        (ListReminders(), Result(Outcome.DONE, (TUESDAYS,) * 9), ["reminder_count", *["reminder_weekly"] * 3]),
        (CancelReminders(), Result(Outcome.DONE), ["no_reminders"]),
        (CancelReminders(), Result(Outcome.DONE, (TUESDAYS,)), ["reminders_cancelled"]),
        (SetReminder(TUESDAYS), Result(Outcome.UNSUPPORTED), ["reminders_unsupported"]),
        (SetReminder(TUESDAYS), Result(Outcome.TOO_MANY), ["reminders_too_many"]),
        (SetReminder(TUESDAYS), Result(Outcome.BUSY), ["reminders_busy"]),
        (ListReminders(), Result(Outcome.FAILED), ["reminders_failed"]),
    ],
)
def test_each_result_has_its_line(errand: Any, result: Result, lines: list[str]) -> None:
    """Whatever the service answers is told as it is."""
    before = decide(EventKind.REMINDERS)
    assert told(settled(RUNNER, replace(before, errand=errand), result)) == lines


def test_without_permission_the_runner_is_asked_for_it() -> None:
    """The reminder waits, and is ordered when the permission comes, or at a later yes."""
    asked = decide(EventKind.REMIND, when=When(("tuesday", "thursday"), SEVEN))
    reply = settled(asked.runner, decide(EventKind.YES, asked.runner), Result(Outcome.NOT_ALLOWED))
    assert (told(reply), reply.consent, reply.then) == (["reminders_need_permission"], True, End())
    assert decide(EventKind.PERMISSION, reply.runner, granted=True).errand == SetReminder(TUESDAYS)
    assert decide(EventKind.YES, reply.runner).errand == SetReminder(TUESDAYS)
    denied = decide(EventKind.PERMISSION, reply.runner)
    assert (told(denied), denied.card, denied.errand) == (["reminders_denied"], True, None)


def test_a_permission_without_a_reminder_in_mind() -> None:
    """Asked while listing, the permission alone sets nothing."""
    reply = settled(RUNNER, decide(EventKind.REMINDERS), Result(Outcome.NOT_ALLOWED))
    assert reply.consent
    again = decide(EventKind.PERMISSION, reply.runner, granted=True)
    assert isinstance(again.then, Ask)
    assert again.then.question is Question.REMIND_WHEN
    assert told(decide(EventKind.PERMISSION, granted=True)) == ["reminders_allowed"]


def test_a_reminder_in_mid_set_pauses_the_workout() -> None:
    """The workout waits at its place for the answers."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 2)
    place = coaching.place
    coaching.say(EventKind.REMIND, when=When(("tuesday",), SEVEN))
    assert coaching.state is State.PAUSED
    coaching.say(EventKind.NO)
    assert (coaching.lines, coaching.question, coaching.place) == (["no_reminder"], Question.PAUSED, place)
