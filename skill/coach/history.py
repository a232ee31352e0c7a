"""What a runner's workouts come to: how many in a while, weeks on target, bests, and how an exercise went over time.

Decides over records alone, and refuses to know where they are kept. A day, a week (from Monday on) and a month are the
runner's own, so the zone is a parameter. What was held or counted on one side only counts like any other set.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from skill.coach.events import Period
from skill.coach.record import DoneSet, Record, sets_done

Records = Sequence[Record]
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Tally:
    """How much there was: workouts, sets and minutes."""

    workouts: int
    sets: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Week:
    """One week: the day it begins, and what there was in it."""

    monday: date
    tally: Tally


@dataclass(frozen=True, slots=True)
class Kept:
    """Weeks on target. Their number only ever grows: a week that was missed is not counted, and takes nothing away.

    Attributes:
        weeks: Weeks in which there were at least `goal` days with a workout, this week among them once it has them.
        this_week: Days with a workout in this week.
        goal: Days with a workout that a week asks for.
    """

    weeks: int
    this_week: int
    goal: int


@dataclass(frozen=True, slots=True)
class Point:
    """An exercise in one workout: its best set, in repetitions or seconds, and how many sets there were."""

    day: date
    amount: int
    sets: int


@dataclass(frozen=True, slots=True)
class Change:
    """How an exercise went from its first workout to its last: the best set of each."""

    exercise: str
    first: int
    latest: int
    workouts: int

    @property
    def gain(self) -> float:
        """Give the share by which the best set grew; below 0 where it shrank."""
        return (self.latest - self.first) / max(1, self.first)


def day_of(moment: datetime, zone: tzinfo) -> date:
    """Give the day that a moment is on."""
    return moment.astimezone(zone).date()


def monday_of(day: date) -> date:
    """Give the day that a week begins on."""
    return day - timedelta(days=day.weekday())


def within(records: Records, period: Period, today: date, zone: tzinfo) -> tuple[Record, ...]:
    """Give the workouts that were begun in a period."""
    first, last = _bounds(period, today)
    return tuple(record for record in records if first <= day_of(record.started, zone) <= last)


def tally(records: Records) -> Tally:
    """Count workouts, sets (both sides of one are one) and minutes."""
    return Tally(len(records), sum(sets_done(record) for record in records), sum(record.minutes for record in records))


def weeks(records: Records, today: date, zone: tzinfo, count: int) -> tuple[Week, ...]:
    """Give the last `count` weeks, this one last, those without a workout among them."""
    mondays = [monday_of(today) - _WEEK * back for back in reversed(range(count))]
    found: dict[date, list[Record]] = {monday: [] for monday in mondays}
    for record in records:
        found.get(monday_of(day_of(record.started, zone)), []).append(record)
    return tuple(Week(monday, tally(in_week)) for monday, in_week in found.items())


def kept(records: Records, goal: int, today: date, zone: tzinfo) -> Kept:
    """Count the weeks on target. Two workouts on one day are one day."""
    days = Counter(monday_of(day) for day in {day_of(record.started, zone) for record in records})
    return Kept(sum(number >= goal for number in days.values()), days[monday_of(today)], goal)


def amount_of(records: Records, exercise: str) -> int:
    """Give all repetitions or seconds of an exercise; where sides take turns, those of both."""
    return sum(done.amount * (2 if done.side == "each" else 1) for done in _sets(records, exercise))


def points(records: Records, exercise: str, zone: tzinfo) -> tuple[Point, ...]:
    """Give an exercise over time, the oldest first; only workouts in which something of it was done."""
    found = []
    for record in sorted(records, key=lambda record: record.started):
        done = [entry for entry in record.sets if entry.exercise == exercise and entry.amount > 0]
        if done:
            day, numbers = day_of(record.started, zone), {entry.set for entry in done}
            found.append(Point(day, max(entry.amount for entry in done), len(numbers)))
    return tuple(found)


def best(records: Records, exercise: str, zone: tzinfo) -> Point | None:
    """Give the first workout with the best set of an exercise, or None."""
    return max(points(records, exercise, zone), key=lambda point: point.amount, default=None)


def change(records: Records, exercise: str, zone: tzinfo) -> Change | None:
    """Tell how an exercise went; None where it was in fewer than two workouts."""
    course = points(records, exercise, zone)
    if len(course) < 2:  # noqa: PLR2004  # from one to another
        return None
    return Change(exercise, course[0].amount, course[-1].amount, len(course))


def changes(records: Records, zone: tzinfo) -> tuple[Change, ...]:
    """Tell how every exercise went that was in at least two workouts, the greatest gain first."""
    found = (change(records, exercise, zone) for exercise in exercises(records))
    return tuple(sorted((each for each in found if each), key=lambda each: (-each.gain, each.exercise)))


def exercises(records: Records) -> tuple[str, ...]:
    """Name the exercises of which something was done, the most frequent first."""
    counted = Counter(entry.exercise for record in records for entry in record.sets if entry.amount > 0)
    return tuple(name for name, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _sets(records: Records, exercise: str) -> Iterator[DoneSet]:
    return (entry for record in records for entry in record.sets if entry.exercise == exercise)


def _bounds(period: Period, today: date) -> tuple[date, date]:
    """Give the first and the last day of a period."""
    monday, first = monday_of(today), today.replace(day=1)
    before = first - timedelta(days=1)
    return {
        Period.TODAY: (today, today),
        Period.WEEK: (monday, today),
        Period.LAST_WEEK: (monday - _WEEK, monday - timedelta(days=1)),
        Period.MONTH: (first, today),
        Period.LAST_MONTH: (before.replace(day=1), before),
        Period.YEAR: (today.replace(month=1, day=1), today),
        Period.EVER: (date.min, date.max),
    }[period]
