"""Times of day as the local matcher reads them."""

import pytest

from skill.speaker.normalise import normalise
from skill.speaker.understanding.clock import clock_times


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("at seven", "07:00"),
        ("at seven thirty", "07:30"),
        ("at seven thirty p.m.", "19:30"),
        ("at 18:45", "18:45"),
        ("at half past six in the evening", "18:30"),
        ("at quarter to eight", "07:45"),
        ("at a quarter past five in the afternoon", "17:15"),
        ("at ten at night", "22:00"),
        ("at seven o'clock", "07:00"),
        ("at six oh five", "06:05"),
        ("at twelve a.m.", "00:00"),
        ("at twelve noon", "12:00"),
        ("at noon", "12:00"),
        ("at midnight", "00:00"),
        ("in the evening", "EV"),
        ("eight a.m.", "08:00"),
    ],
)
def test_the_longest_reading_of_a_time(said: str, value: str) -> None:
    """The reading that takes up most words gives the time as Amazon would."""
    readings = list(clock_times(normalise(said).split()))
    assert max(readings, key=lambda reading: reading[1] - reading[0])[2] == value


@pytest.mark.parametrize("said", ["ten", "i did ten", "make that nine", "at 75", "good evening"])
def test_what_is_no_time(said: str) -> None:
    """A bare number is a count."""
    assert list(clock_times(normalise(said).split())) == []
