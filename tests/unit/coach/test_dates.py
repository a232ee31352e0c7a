"""Days as Amazon gives them, in a runner's own calendar."""

from datetime import UTC, date

import pytest

from skill.coach.dates import Span, nearest_weekday, resolve, zone_named

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03-08", date(2026, 3, 8), date(2026, 3, 8)),
        ("PRESENT_REF", TODAY, TODAY),
        ("XXXX-10-12", date(2026, 10, 12), date(2026, 10, 12)),
        ("XXXX-03-01", date(2027, 3, 1), date(2027, 3, 1)),
        ("2026-W48", date(2026, 11, 23), date(2026, 11, 29)),
        ("2026-W48-WE", date(2026, 11, 28), date(2026, 11, 29)),
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026-10-XX", date(2026, 10, 1), date(2026, 10, 31)),
        ("XXXX-02", date(2027, 2, 1), date(2027, 2, 28)),
    ],
)
def test_a_date_stands_for_its_days(text: str, first: date, last: date) -> None:
    """A day, a week, a weekend and a month become their first and last day."""
    assert resolve(text, TODAY) == Span(first, last)


@pytest.mark.parametrize(
    "text", ["", "2026", "202X", "2026-WI", "2026-02-30", "2026-W60", "2199-01-01", "XXXX-02-31", "sunday", "2026-13"]
)
def test_what_is_no_day_near_now_is_nothing(text: str) -> None:
    """A season, a decade, a day that there is not and the next century stand for no day."""
    assert resolve(text, TODAY) is None


def test_only_one_day_is_a_day() -> None:
    """A week is no day."""
    assert Span(TODAY, TODAY).day == TODAY
    assert Span(TODAY, date(2026, 3, 8)).day is None


def test_the_nearest_weekday_may_be_before_or_after() -> None:
    """From a Monday the nearest Sunday is the day before, the nearest Wednesday two days later."""
    monday = date(2026, 3, 16)
    assert nearest_weekday(date(2026, 3, 8), monday) == date(2026, 3, 15)
    assert nearest_weekday(date(2026, 3, 4), monday) == date(2026, 3, 18)


def test_a_zone_is_found_by_its_name() -> None:
    """A known name gives its zone, and anything else UTC."""
    assert str(zone_named("Europe/London")) == "Europe/London"
    assert zone_named("") is UTC
    assert zone_named("Nowhere/At_All") is UTC
    assert zone_named("../etc") is UTC
