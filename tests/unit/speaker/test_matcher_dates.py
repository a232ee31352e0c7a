"""Dates as they are said, and what Amazon sends for them."""

from datetime import date

import pytest

from skill.speaker.understanding.calendar_words import amazon_date, dates_in

# A Wednesday.
TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("today", "2026-03-04"),
        ("tomorrow morning", "2026-03-05"),
        ("yesterday", "2026-03-03"),
        ("day after tomorrow", "2026-03-06"),
        ("sunday", "2026-03-08"),
        ("wednesday", "2026-03-04"),
        ("this coming sunday", "2026-03-08"),
        ("next sunday", "2026-03-15"),
        ("last sunday", "2026-03-01"),
        ("last wednesday", "2026-02-25"),
        ("a week on sunday", "2026-03-15"),
        ("sunday the 8th", "2026-03-08"),
        ("12th of october", "2026-10-12"),
        ("on the 12th of october", "2026-10-12"),
        ("october 12", "2026-10-12"),
        ("march 3rd", "2027-03-03"),
        ("the first of april", "2026-04-01"),
        ("the 3rd", "2026-04-03"),
        ("february 29th", "2028-02-29"),
        ("this weekend", "2026-W10-WE"),
        ("next week", "2026-W11"),
        ("the", None),
        ("12", None),
        ("the 31st of february", "XXXX-02-31"),
        ("the 32nd of february", None),
        ("in september", "2026-09"),
        ("february", "2027-02"),
        ("in march", "2026-03"),
        ("march", None),
        ("next month", "2026-04"),
        ("sundays", None),
        ("strange sunday", None),
        ("march may 3rd", None),
        ("sunday run", None),
    ],
)
def test_a_date_is_sent_as_amazon_sends_it(said: str, sent: str | None) -> None:
    """Each way to say a day becomes that day; what is no date becomes nothing."""
    assert amazon_date(said, TODAY) == sent


def test_the_longest_date_is_found_at_each_place() -> None:
    """A month with its day is one date, and what is within it is not lost."""
    words = ["marathon", "on", "the", "12th", "of", "october"]
    assert max(dates_in(words), key=lambda span: span[1] - span[0]) == (1, 6)
