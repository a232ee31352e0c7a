"""Reminders as the coach means them: on which days, at what time, once or every week, and when one first rings.

Refuses to know which service keeps them. Times are those on the runner's own wall.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from skill.coach.acts import Fact
from skill.coach.events import When

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SETS = {"every_day": WEEKDAYS, "weekdays": WEEKDAYS[:5], "weekend": WEEKDAYS[5:]}
_DAY, _NOON = 24 * 60, 12 * 60


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder.

    Attributes:
        days: Ids of days: weekdays by name, today, tomorrow, every_day, weekdays, weekend.
        minute: Minutes since midnight.
        weekly: Whether it comes again every week.
    """

    days: tuple[str, ...]
    minute: int
    weekly: bool

    @property
    def weekdays(self) -> tuple[str, ...]:
        """Name the days of the week on which it rings, from Monday on."""
        named = {day for each in self.days for day in _SETS.get(each, (each,))}
        return tuple(day for day in WEEKDAYS if day in named)

    @property
    def facts(self) -> dict[str, Fact]:
        """Give it as facts, for a line or a question."""
        return {"ring": self.days, "minute": self.minute}

    def first(self, now: datetime) -> datetime:
        """Give the first time that it rings after `now`, which is the time on the runner's wall."""
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        ahead = [midnight + timedelta(days=days, minutes=self.minute) for days in range(8)]
        if "tomorrow" in self.days:
            return ahead[1]
        later = (moment for moment in ahead if moment > now)
        if "today" in self.days:
            return next(later)
        return next(moment for moment in later if WEEKDAYS[moment.weekday()] in self.weekdays)


class Outcome(StrEnum):
    """What came of asking the service."""

    DONE = "done"
    NOT_ALLOWED = "not_allowed"  # the runner has to allow reminders first
    UNSUPPORTED = "unsupported"  # this device has none
    TOO_MANY = "too_many"  # no more can be kept
    BUSY = "busy"  # asked too often: later
    FAILED = "failed"  # it does not answer, or not sensibly


@dataclass(frozen=True, slots=True)
class SetReminder:
    """Set a reminder."""

    reminder: Reminder


@dataclass(frozen=True, slots=True)
class ListReminders:
    """Find out which reminders there are."""


@dataclass(frozen=True, slots=True)
class CancelReminders:
    """Cancel all reminders; aside where that only goes with what else was wanted, which is told all the same."""

    aside: bool = False


Errand = SetReminder | ListReminders | CancelReminders


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an errand; of those that list or cancel, with the reminders that it was about."""

    outcome: Outcome
    reminders: tuple[Reminder, ...] = ()


def merged(before: When, said: When) -> When:
    """Put what was said to what was known: each part that was said counts, "in the evening" moves a time."""
    minute = before.minute if said.minute is None else said.minute
    if minute is not None and said.part is not None:
        minute = minute % _NOON + (0 if said.part == "MO" else _NOON)
    days = said.days or before.days
    return When(days, minute, None, (said.weekly or before.weekly) if days else False)


def reminder_of(when: When) -> Reminder | None:
    """Give the reminder, or None where its day or its time is not known. Several days are meant for every week."""
    if not when.days or when.minute is None or not 0 <= when.minute < _DAY:
        return None
    one_off = {"today", "tomorrow"} & set(when.days)
    several = len(when.days) > 1 or when.days[0] in _SETS
    return Reminder(when.days[:1] if one_off else when.days, when.minute, not one_off and (when.weekly or several))
