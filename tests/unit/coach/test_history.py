"""What a runner's workouts come to."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach.history import (
    Change,
    Kept,
    Period,
    Point,
    Tally,
    amount_of,
    best,
    change,
    changes,
    exercises,
    kept,
    points,
    tally,
    weeks,
    within,
)
from skill.coach.record import DoneSet, Record

WEDNESDAY = date(2026, 3, 4)
TOKYO = timezone(timedelta(hours=9))


def workout(day: str, *sets: DoneSet, hour: int = 18, minutes: int = 20) -> Record:
    """Give a workout of a day."""
    started = datetime.fromisoformat(f"{day}T{hour:02}:00:00+00:00")
    return Record("beginner_a", started, started + timedelta(minutes=minutes), minutes, True, sets, ())


def sets(exercise: str, *amounts: int, side: str | None = None) -> list[DoneSet]:
    """Give sets of an exercise, of so many repetitions or seconds each."""
    return [DoneSet(exercise, number, side, 12, amount) for number, amount in enumerate(amounts, 1)]


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (Period.TODAY, ["2026-03-04"]),
        (Period.WEEK, ["2026-03-02", "2026-03-04"]),
        (Period.LAST_WEEK, ["2026-02-23", "2026-03-01"]),
        (Period.MONTH, ["2026-03-01", "2026-03-02", "2026-03-04"]),
        (Period.LAST_MONTH, ["2026-02-01", "2026-02-22", "2026-02-23"]),
        (Period.YEAR, ["2026-02-01", "2026-02-22", "2026-02-23", "2026-03-01", "2026-03-02", "2026-03-04"]),
        (
            Period.EVER,
            ["2025-12-31", "2026-02-01", "2026-02-22", "2026-02-23", "2026-03-01", "2026-03-02", "2026-03-04"],
        ),
    ],
)
def test_a_period_holds_its_first_and_its_last_day(period: Period, days: list[str]) -> None:
    """Weeks begin on Monday, months on the first."""
    everything = [
        workout(day)
        for day in ("2025-12-31", "2026-02-01", "2026-02-22", "2026-02-23", "2026-03-01", "2026-03-02", "2026-03-04")
    ]
    assert [str(record.started.date()) for record in within(everything, period, WEDNESDAY, UTC)] == days


def test_the_month_before_january_is_in_the_year_before() -> None:
    """Last month in January is December."""
    december = workout("2025-12-31")
    assert within([december], Period.LAST_MONTH, date(2026, 1, 15), UTC) == (december,)


def test_a_day_is_the_runners_own() -> None:
    """At six in the evening in Greenwich it is tomorrow in Tokyo."""
    late = workout("2026-03-01", hour=18)
    assert within([late], Period.WEEK, WEDNESDAY, UTC) == ()
    assert within([late], Period.WEEK, WEDNESDAY, TOKYO) == (late,)


def test_both_sides_of_a_set_are_one() -> None:
    """A tally counts workouts, sets and minutes."""
    left, right = sets("lunge", 8, side="left"), sets("lunge", 8, side="right")
    assert tally([workout("2026-03-02", *left, *right, *sets("squat", 12, 12))]) == Tally(1, 3, 20)


def test_weeks_without_a_workout_are_there_too() -> None:
    """The last weeks come in order, empty ones among them; what is older is left out."""
    found = weeks([workout("2026-01-01"), workout("2026-02-17"), workout("2026-03-02")], WEDNESDAY, UTC, 3)
    assert [(str(week.monday), week.tally.workouts) for week in found] == [
        ("2026-02-16", 1),
        ("2026-02-23", 0),
        ("2026-03-02", 1),
    ]


def test_a_missed_week_takes_nothing_away() -> None:
    """Two weeks had both their days, the one between had none, and this one has one so far."""
    days = ["2026-02-09", "2026-02-11", "2026-02-23", "2026-02-26", "2026-03-03"]
    assert kept([workout(day) for day in days], 2, WEDNESDAY, UTC) == Kept(2, 1, 2)


def test_two_workouts_on_one_day_are_one_day() -> None:
    """A week of two days is not made on one."""
    assert kept([workout("2026-03-02"), workout("2026-03-02", hour=7)], 2, WEDNESDAY, UTC) == Kept(0, 1, 2)


@given(st.lists(st.integers(0, 400), max_size=40), st.integers(1, 7), st.integers(0, 400))
def test_weeks_kept_never_fall(days: list[int], goal: int, another: int) -> None:
    """Whatever is added, the number of weeks on target is never lower than before."""
    first = datetime(2025, 1, 1, 12, tzinfo=UTC)
    records = [workout(str((first + timedelta(days=day)).date())) for day in days]
    more = [*records, workout(str((first + timedelta(days=another)).date()))]
    today = (first + timedelta(days=500)).date()
    assert kept(more, goal, today, UTC).weeks >= kept(records, goal, today, UTC).weeks


def test_all_repetitions_of_an_exercise() -> None:
    """Where sides take turns both count."""
    record = workout("2026-03-02", *sets("lunge", 8, 8, side="each"), *sets("squat", 12, 10))
    assert (amount_of([record], "lunge"), amount_of([record, record], "squat")) == (32, 44)


def test_an_exercise_over_time() -> None:
    """Each workout gives its best set; one in which nothing of it was done gives none."""
    newest_first = [
        workout("2026-03-02", *sets("plank", 40, 45)),
        workout("2026-02-25", *sets("squat", 12), *sets("plank", 0)),
        workout("2026-02-20", *sets("plank", 30, 25)),
    ]
    course = (Point(date(2026, 2, 20), 30, 2), Point(date(2026, 3, 2), 45, 2))
    assert points(newest_first, "plank", UTC) == course
    assert best(newest_first, "plank", UTC) == course[1]
    assert change(newest_first, "plank", UTC) == Change("plank", 30, 45, 2)
    assert best(newest_first, "lunge", UTC) is None
    assert change(newest_first, "squat", UTC) is None


def test_the_first_time_of_a_best_counts() -> None:
    """A best that was reached again is as old as the first time."""
    again = [workout("2026-03-02", *sets("plank", 45)), workout("2026-02-20", *sets("plank", 45))]
    assert best(again, "plank", UTC) == Point(date(2026, 2, 20), 45, 1)


def test_the_greatest_gain_comes_first() -> None:
    """Exercises are put in the order of how far they came, those that fell last."""
    records = [
        workout("2026-02-20", *sets("squat", 10), *sets("plank", 20), *sets("lunge", 10)),
        workout("2026-03-02", *sets("squat", 12), *sets("plank", 40), *sets("lunge", 8), *sets("bridge", 10)),
    ]
    found = changes(records, UTC)
    assert [each.exercise for each in found] == ["plank", "squat", "lunge"]
    assert [each.gain for each in found] == [1.0, 0.2, -0.2]


def test_exercises_by_how_often_they_were_done() -> None:
    """The most frequent comes first, then by name; what was planned and not done is left out."""
    record = workout("2026-03-02", *sets("squat", 12, 12), *sets("plank", 20), *sets("lunge", 8), *sets("row", 0))
    assert exercises([record]) == ("squat", "lunge", "plank")
