"""The runner's running, as far as it was told: habits by day of the week, single runs and races by date.

A diary knows dates and no clocks: which date it is where the runner lives is the caller's business. Single runs go
before habits. Where habits are known, a day without one is a day of rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum


class Run(StrEnum):
    """A kind of running day. Hard means intervals, tempo or hills; long is the longest of the week."""

    EASY = "easy"
    HARD = "hard"
    LONG = "long"
    RACE = "race"
    NONE = "none"  # a day of rest from running


class Distance(StrEnum):
    """How far a race is, as far as recovery depends on it."""

    SHORT = "short"  # up to ten kilometres
    HALF = "half"
    MARATHON = "marathon"  # or longer


# How long single runs are looked back on: recovery from a marathon takes two weeks.
KEPT_DAYS = 14
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Outing:
    """One run, or a day of rest, on a date; `distance` is a race's, `over` is when a run was over at the latest."""

    day: date
    run: Run
    distance: Distance | None = None
    over: datetime | None = None


@dataclass(frozen=True, slots=True)
class Diary:
    """What is known of a runner's running.

    Attributes:
        habits: What is run on which day of the week, 1 for Monday to 7 for Sunday; or that nothing is run on it.
        outings: Single runs and races, by date.
        legs: When the legs were trained in the last days, aware UTC times.
        said: The date that was named last, which a correction is about.
        others: When other strength was trained in the last days, aware UTC times.
    """

    habits: Mapping[int, Run] = field(default_factory=dict)
    outings: tuple[Outing, ...] = ()
    legs: tuple[datetime, ...] = ()
    said: date | None = None
    others: tuple[datetime, ...] = ()

    def on(self, day: date) -> Run | None:
        """Tell what is run on a date; None where nothing is known."""
        told = self.named(day)
        if told is not None:
            return told.run
        # Who names only days without a run has not said what is on the others.
        complete = any(run is not Run.NONE for run in self.habits.values())
        return self.habits.get(day.isoweekday(), Run.NONE if complete else None)

    def over_on(self, day: date) -> datetime | None:
        """Tell when the run of a date was over at the latest, aware UTC time; None where that was not said."""
        told = self.named(day)
        return None if told is None else told.over

    def next_race(self, today: date, distance: Distance | None = None) -> Outing | None:
        """Give the nearest race from today on; of several, the nearest of a distance if there is one."""
        races = [outing for outing in self.outings if outing.run is Run.RACE and outing.day >= today]
        of_it = (race for race in races if distance is not None and race.distance is distance)
        return next(of_it, races[0] if races else None)

    def last_race(self, today: date) -> Outing | None:
        """Give the latest race before today that is still remembered."""
        return next((o for o in reversed(self.outings) if o.run is Run.RACE and o.day < today), None)

    def with_outing(self, outing: Outing) -> "Diary":
        """Put a run on its date, in the place of what stood there."""
        kept = [other for other in self.outings if other.day != outing.day]
        return replace(self, outings=tuple(sorted([*kept, outing], key=_day)), said=outing.day)

    def with_habits(self, run: Run, days: frozenset[int]) -> "Diary":
        """Make a kind of run the habit of these days of the week, in the place of the days that it had."""
        kept = {day: other for day, other in self.habits.items() if other is not run and day not in days}
        return replace(self, habits=dict(sorted({**kept, **dict.fromkeys(days, run)}.items())))

    def without_habits(self, days: frozenset[int]) -> "Diary":
        """Make days of the week days without a run; what is known of the others stays."""
        return replace(self, habits=dict(sorted({**self.habits, **dict.fromkeys(days, Run.NONE)}.items())))

    def named(self, day: date | None) -> Outing | None:
        """Give the run that is told of on a date."""
        return next((outing for outing in self.outings if outing.day == day), None)

    def next_of(self, run: Run, today: date) -> Outing | None:
        """Give the nearest run of a kind from today on, told of by its date or usual on its day of the week."""
        told = next((outing for outing in self.outings if outing.run is run and outing.day >= today), None)
        week = (today + timedelta(days=ahead) for ahead in range(WEEK.days))
        usual = next((Outing(day, run) for day in week if self.on(day) is run), None)
        return min((each for each in (told, usual) if each is not None), key=_day, default=None)

    def moved(self, outing: Outing, day: date) -> "Diary":
        """Put a run on another date; one that is usual on its day of the week is left out there, this once."""
        others = tuple(other for other in self.outings if other.day != outing.day)
        if self.habits.get(outing.day.isoweekday()) is outing.run and outing.day != day:
            others = (*others, Outing(outing.day, Run.NONE))
        return replace(self, outings=others).with_outing(replace(outing, day=day, over=None))

    def without(self, outing: Outing) -> "Diary":
        """Take a run or a race out."""
        return replace(self, outings=tuple(other for other in self.outings if other != outing))

    def with_legs(self, when: datetime) -> "Diary":
        """Write down when the legs were trained, and forget what is over a week ago."""
        return replace(self, legs=_within_a_week((*self.legs, when), when))

    def with_other(self, when: datetime) -> "Diary":
        """Write down when strength was trained that is none for the legs, and forget what is over a week ago."""
        return replace(self, others=_within_a_week((*self.others, when), when))

    def tidied(self, today: date) -> "Diary":
        """Forget runs that no rule looks back on any more."""
        since = today - timedelta(days=KEPT_DAYS)
        return replace(self, outings=tuple(outing for outing in self.outings if outing.day >= since))


NOTHING_TOLD = Diary()


def _day(outing: Outing) -> date:
    return outing.day


def _within_a_week(moments: tuple[datetime, ...], now: datetime) -> tuple[datetime, ...]:
    return tuple(moment for moment in moments if now - moment < WEEK)
