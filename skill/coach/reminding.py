"""Reminders by voice: asked for, said back to the minute, set only after a yes; listed; cancelled.

What the service answers is told as it is: nothing is called set that is not.
"""

from dataclasses import replace
from datetime import date, timedelta

from skill.coach.acts import Ask, End, Fact, Question, Tell
from skill.coach.appointments import (
    WEEKDAYS,
    CancelReminders,
    Errand,
    ListReminders,
    Outcome,
    Reminder,
    Result,
    SetReminder,
    merged,
    reminder_of,
)
from skill.coach.diary import WEEK
from skill.coach.events import When
from skill.coach.moment import Moment, Reply, ask_aside, stay
from skill.coach.noting import day_named
from skill.coach.runner import Runner

# How many reminders are read out.
READ_OUT = 3
HOURS_A_DAY, MINUTES_AN_HOUR = 24, 60
_OPEN = frozenset({Question.REMIND_WHEN, Question.CONFIRM_REMINDER, Question.ALLOW_REMINDERS})


def remind(moment: Moment) -> Reply:
    """Ask for what is missing, or say the reminder back and ask for a yes; where there are none say so first."""
    if not moment.event.reminds:
        return stay(_closed(moment), Tell("reminders_unsupported"))
    when = merged(_known(moment.runner), _told(moment))
    reminder = reminder_of(when)
    if reminder is None:
        return ask_aside(moment, Ask(Question.REMIND_WHEN, _facts(when)))
    return ask_aside(moment, Ask(Question.CONFIRM_REMINDER, _facts(when)), _said_back(reminder))


def remind_on(moment: Moment) -> Reply:
    """Take a day alone, or an hour alone, for the answer to when it is to be."""
    event, day = moment.event, day_named(moment)
    if day is not None and not timedelta(0) <= day - moment.today <= WEEK:
        return remind(moment)
    hour = event.number if day is None and event.number is not None and 0 <= event.number < HOURS_A_DAY else None
    days = () if day is None else (_day_id(day, moment.today),)
    when = When(days, None if hour is None else hour * MINUTES_AN_HOUR)
    return remind(replace(moment, event=replace(event, when=when)))


def order(moment: Moment) -> Reply:
    """Set the reminder that was agreed on."""
    reminder = reminder_of(_known(moment.runner))
    if reminder is None:
        return remind(moment)
    return replace(stay(_closed(moment)), errand=SetReminder(reminder))


def leave(moment: Moment) -> Reply:
    """Set nothing."""
    return stay(_closed(moment), Tell("no_reminder"))


def which(moment: Moment) -> Reply:
    """Find out which reminders there are."""
    return replace(stay(moment), errand=ListReminders())


def cancel(moment: Moment) -> Reply:
    """Cancel all reminders."""
    return replace(stay(moment), errand=CancelReminders())


def permission(moment: Moment) -> Reply:
    """Set the reminder once it is allowed; where it is not, say where it can be."""
    if moment.event.granted and moment.runner.ask is not None and moment.runner.ask.question in _OPEN:
        return order(moment)
    if moment.event.granted:
        return stay(moment, Tell("reminders_allowed"))
    return replace(stay(_closed(moment), Tell("reminders_denied")), card=True)


def settled(before: Runner, reply: Reply, result: Result) -> Reply:
    """Give the reply to an errand, now that it is known what came of it.

    Args:
        before: The runner before the errand, with the question that it came from.
        reply: The reply that asked for it.
        result: What came of it.
    """
    errand = reply.errand
    if isinstance(errand, CancelReminders) and errand.aside:
        return replace(reply, tell=(*reply.tell, *_told_aside(result)))
    if result.outcome is Outcome.NOT_ALLOWED:
        open_question = Ask(Question.ALLOW_REMINDERS, _facts(_known(before)))
        runner = replace(reply.runner, ask=open_question)
        return replace(reply, runner=runner, tell=(Tell("reminders_need_permission"),), then=End(), consent=True)
    if result.outcome is not Outcome.DONE:
        return replace(reply, tell=(Tell(f"reminders_{result.outcome}"),))
    return replace(reply, tell=_done(errand, result.reminders))


def _told_aside(result: Result) -> tuple[Tell, ...]:
    """Tell of reminders that were to go with something else: how many did, or that it is not known."""
    if result.outcome in {Outcome.NOT_ALLOWED, Outcome.UNSUPPORTED}:
        return ()
    if result.outcome is not Outcome.DONE:
        return (Tell(f"reminders_{result.outcome}"),)
    return (Tell("reminders_cancelled", {"n": len(result.reminders)}),) if result.reminders else ()


def _done(errand: Errand | None, reminders: tuple[Reminder, ...]) -> tuple[Tell, ...]:
    match errand:
        case SetReminder(reminder):
            return (Tell("reminder_set_weekly" if reminder.weekly else "reminder_set", reminder.facts),)
        case CancelReminders() if reminders:
            return (Tell("reminders_cancelled", {"n": len(reminders)}),)
    if not reminders:
        return (Tell("no_reminders"),)
    return (Tell("reminder_count", {"n": len(reminders)}), *(_said_back(each) for each in reminders[:READ_OUT]))


def _said_back(reminder: Reminder) -> Tell:
    return Tell("reminder_weekly" if reminder.weekly else "reminder_once", reminder.facts)


def _told(moment: Moment) -> When:
    """Give when it is to be; a time from now on is one of the runner's day, where it is known what that is."""
    when = moment.event.when
    if when.ahead is None or not moment.runner.zone:
        return when
    then = (moment.now + timedelta(seconds=when.ahead)).astimezone(moment.zone)
    return When((_day_id(then.date(), moment.today),), MINUTES_AN_HOUR * then.hour + then.minute)


def _day_id(day: date, today: date) -> str:
    near = {0: "today", 1: "tomorrow"}
    return near.get((day - today).days, WEEKDAYS[day.weekday()])


def _closed(moment: Moment) -> Moment:
    return replace(moment, runner=replace(moment.runner, ask=None))


def _known(runner: Runner) -> When:
    """Give what was said of the reminder before, which the open question holds."""
    question = runner.ask
    if question is None or question.question not in _OPEN:
        return When()
    days, minute = question.facts.get("ring"), question.facts.get("minute")
    return When(
        tuple(days) if isinstance(days, tuple) else (),
        minute if isinstance(minute, int) else None,
        None,
        bool(question.facts.get("weekly")),
    )


def _facts(when: When) -> dict[str, Fact]:
    facts: dict[str, Fact] = {"weekly": int(when.weekly)}
    if when.days:
        facts["ring"] = when.days
    if when.minute is not None:
        facts["minute"] = when.minute
    return facts
