"""Dates as they are said: "tomorrow", "sunday", "next friday", "the twelfth of october", "the weekend", "in october".

Finds them in a sentence in its plain form, and says what Amazon would send for them on a given day. It refuses to know
what is planned on them.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
# Other words too: "may i", and an exercise.
_NO_MONTHS_ALONE = frozenset({"march", "may"})
# Days from today.
_RELATIVE = {
    "today": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tonight": 0,
    "tomorrow": 1,
    "tomorrow morning": 1,
    "tomorrow evening": 1,
    "tomorrow night": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "yesterday": -1,
    "yesterday morning": -1,
    "yesterday evening": -1,
    "last night": -1,
    "the day before yesterday": -2,
    "day before yesterday": -2,
}
_WEEKS = {"this week": 0, "next week": 1, "last week": -1}
_WEEKENDS = {"this weekend": 0, "the weekend": 0, "next weekend": 1, "last weekend": -1, "weekend": 0}
_WEEK = 7
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
# Ordinals that the normaliser writes as other words.
_FIRSTS = {"first": "1st", "second": "2nd", "seconds": "2nd", "third": "3rd"}
_LONGEST = 7
# Days in which every day of the calendar comes up, the twenty-ninth of February among them.
_YEARS = 366 * 8
_LONGEST_MONTH = 31


def dates_in(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give start and end (excluded) of every run of words that names a date; longer ones first at each place."""
    for start in range(len(words)):
        for end in range(min(len(words), start + _LONGEST), start, -1):
            if amazon_date(" ".join(words[start:end]), date(2000, 1, 3)) is not None:
                yield start, end
                break


def amazon_date(phrase: str, today: date) -> str | None:
    """Give what Amazon sends for a date as it was said; None where it is none."""
    if phrase in _RELATIVE:
        return (today + timedelta(days=_RELATIVE[phrase])).isoformat()
    if phrase in _WEEKS:
        year, week, _ = (today + timedelta(weeks=_WEEKS[phrase])).isocalendar()
        return f"{year}-W{week:02}"
    if phrase in _WEEKENDS:
        year, week, _ = (today + timedelta(weeks=_WEEKENDS[phrase])).isocalendar()
        return f"{year}-W{week:02}-WE"
    if (month := _month(phrase, today)) is not None:
        return month
    words = [_FIRSTS.get(word, word) for word in phrase.split()]
    return _weekday(words, today) or _month_day(words, today)


def _month(phrase: str, today: date) -> str | None:
    """Read "october", "in october", "next month"; the next such month is meant, this one among them."""
    name = phrase.removeprefix("in ")
    if phrase == "next month":
        number = today.month % len(MONTHS) + 1
    elif name in MONTHS and not (phrase == name and name in _NO_MONTHS_ALONE):
        number = MONTHS.index(name) + 1
    else:
        return None
    return f"{today.year + (number < today.month)}-{number:02}"


def _weekday(words: Sequence[str], today: date) -> str | None:
    """Read "sunday", "this sunday", "next sunday", "last sunday", "sunday the 8th", "a week on sunday"."""
    *before, name = words
    if name not in WEEKDAYS:
        return _weekday_and_day(words, today)
    ahead = (WEEKDAYS.index(name) - today.weekday()) % _WEEK
    days = {
        **dict.fromkeys(("", "the", "this", "this coming", "coming", "the coming"), ahead),
        # In the week after this one, as it is mostly meant.
        "next": WEEKDAYS.index(name) - today.weekday() + _WEEK,
        **dict.fromkeys(("last", "this past", "past"), ahead - _WEEK),
        **dict.fromkeys(("a week on", "week on", "a week from"), ahead + _WEEK),
    }.get(" ".join(before))
    return None if days is None else (today + timedelta(days=days)).isoformat()


def _weekday_and_day(words: Sequence[str], today: date) -> str | None:
    return _month_day(words[1:], today) if words[0] in WEEKDAYS else None


def _month_day(words: Sequence[str], today: date) -> str | None:
    """Read "12th of october", "october 12th", "the 12th"; the next such day is meant."""
    plain = [word for word in words if word not in {"the", "of", "on"}]
    months = [word for word in plain if word in MONTHS]
    pattern = _DAY if months else _ORDINAL
    days = [found for word in plain if (found := pattern.fullmatch(word))]
    if len(days) != 1 or len(months) > 1 or len(plain) != len(days) + len(months):
        return None
    return _next(int(days[0][1]), MONTHS.index(months[0]) + 1 if months else None, today)


def _next(day: int, month: int | None, today: date) -> str | None:
    coming = (today + timedelta(days=ahead) for ahead in range(_YEARS))
    found = next((each for each in coming if each.day == day and month in {None, each.month}), None)
    if found is None and month is not None and day <= _LONGEST_MONTH:
        # A day that no month has is still a date that was said, and nobody is to hear another one in it.
        return f"XXXX-{month:02}-{day:02}"
    return None if found is None else found.isoformat()
