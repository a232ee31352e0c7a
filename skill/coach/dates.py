"""Days as they are told: from the form in which Amazon gives dates to days in a runner's own calendar.

Amazon sends a day, a week, a weekend, a month, a year, a season, or a day of no particular year. A time zone is a name
of the IANA database; one that is not known counts as UTC.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_DAY = re.compile(r"(\d{4}|XXXX)-(\d{2})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{1,2})(-WE)?")
_MONTH = re.compile(r"(\d{4}|XXXX)-(\d{2})(?:-XX)?")
_SATURDAY = 5
NOW = "PRESENT_REF"
MOST_DAYS_AHEAD = 600
# Days within which a day of the week, and a day of the month, comes next.
THESE_DAYS, A_MONTH = 7, 31


@dataclass(frozen=True, slots=True)
class Span:
    """One day or several in a row."""

    first: date
    last: date

    @property
    def day(self) -> date | None:
        """Give the day, if it is one."""
        return self.first if self.first == self.last else None

    def like(self, other: date) -> date | None:
        """Give the day of a month that has the number of another day; None in what is no month, or has no such day."""
        if self.first.day != 1 or (self.last + timedelta(days=1)).day != 1:
            return None
        return day_in_month(self.first, other.day)


def zone_named(name: str) -> tzinfo:
    """Give the time zone of a name, or UTC."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def days_between(earlier: datetime, later: datetime, zone: tzinfo) -> int:
    """Count the midnights between two aware moments where a zone is."""
    return (later.astimezone(zone).date() - earlier.astimezone(zone).date()).days


def resolve(text: str, today: date) -> Span | None:
    """Give the days that a date stands for; None for what is no day, such as a season, and for what is far away.

    Args:
        text: Such as `2026-11-25`, `2026-W48`, `2026-W48-WE`, `2026-11` or `XXXX-10-12`.
        today: The runner's day, for days of no particular year: the next one is meant.
    """
    if text == NOW:
        return Span(today, today)
    try:
        span = _read(text, today)
    except ValueError:
        return None
    if span is None or abs((span.first - today).days) > MOST_DAYS_AHEAD:
        return None
    return span


def day_in_month(month: date, number: int) -> date | None:
    """Give the day of a number in the month of a date; None where the month has no such day."""
    try:
        return month.replace(day=number)
    except ValueError:
        return None


def with_number(told: date, number: int, today: date) -> date | None:
    """Give the day of a number in the month of a day, or in the next one where it is over there and the day is not."""
    day = day_in_month(told, number)
    over = day is not None and day < today <= told
    return day_in_month(told.replace(day=1) + timedelta(days=A_MONTH), number) if over else day


def put_right(told: date, day: date, today: date) -> date | None:
    """Give the day that a correction of a day means, where a part of a date may stand for the day that comes next.

    The day of the week alone, which is sent as the next such day, means the one nearest to the day that was told,
    unless that is in these days; and the day of the month alone that day of the month that was told.
    """
    away, ahead = (told - today).days, (day - today).days
    if 0 <= ahead <= THESE_DAYS and not 0 <= away <= THESE_DAYS:
        return nearest_weekday(day, told)
    return with_number(told, day.day, today) if THESE_DAYS < ahead <= A_MONTH < away else day


def nearest_weekday(like: date, to: date) -> date:
    """Give the day nearest to a day that is the same day of the week as another one."""
    ahead = (like.weekday() - to.weekday()) % 7
    return to + timedelta(days=ahead if ahead <= 7 - ahead else ahead - 7)


def _read(text: str, today: date) -> Span | None:
    if found := _DAY.fullmatch(text):
        day = _day(found[1], int(found[2]), int(found[3]), today)
        return Span(day, day)
    if found := _WEEK.fullmatch(text):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return Span(monday + timedelta(days=_SATURDAY if found[3] else 0), monday + timedelta(days=6))
    if found := _MONTH.fullmatch(text):
        first = _day(found[1], int(found[2]), 1, today.replace(day=1))
        return Span(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    return None


def _day(year: str, month: int, day: int, today: date) -> date:
    if year.isdigit():
        return date(int(year), month, day)
    # The twenty-ninth of February may be eight years away.
    for ahead in range(9):
        try:
            found = date(today.year + ahead, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError(f"no year has a day {month}-{day}")
