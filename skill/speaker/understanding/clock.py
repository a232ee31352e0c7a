"""Times of day in a sentence, as AMAZON.TIME gives them: `07:30`, or a part of the day such as `EV`.

Without a word on the part of the day the hour is taken as it stands, on a clock of twenty-four.
"""

import re
from collections.abc import Iterator, Sequence

TIME = "AMAZON.TIME"

_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_HALF = r"(?P<half>am|pm|a m|p m|in the morning|in the afternoon|in the evening|at night)"
_HOUR = r"(?P<hour>[01]?\d|2[0-3])"
_CLOCKS = (
    (re.compile(rf"half past {_HOUR}(?: {_HALF})?"), 30),
    (re.compile(rf"(?:a )?quarter past {_HOUR}(?: {_HALF})?"), 15),
    (re.compile(rf"(?:a )?quarter to {_HOUR}(?: {_HALF})?"), -15),
    (re.compile(rf"{_HOUR} (?:oh )?(?P<minute>[0-5]?\d)(?: {_HALF})?"), 0),
    (re.compile(rf"{_HOUR}(?: oclock)?(?: {_HALF})?"), 0),
)
_FIXED = {"noon": "12:00", "12 noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_BEFORE = frozenset({"at", "by", "around"})
_LONGEST = 7


def clock_times(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Give every time of day: the words that it takes up, from the first to before the last, and its value.

    A bare number is one only after a word such as "at", and two numbers are one where anything stands before them:
    "eight eight" alone is what somebody did.
    """
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            value = _value(" ".join(words[start:end]))
            if value is not None and not _may_be_a_count(words, start, end):
                yield start, end, value


def _may_be_a_count(words: Sequence[str], start: int, end: int) -> bool:
    if not all(word.isdecimal() for word in words[start:end]):
        return False
    return start == 0 or (end - start == 1 and words[start - 1] not in _BEFORE)


def _value(phrase: str) -> str | None:
    if phrase in _FIXED:
        return _FIXED[phrase]
    if phrase.startswith("in the ") and phrase.removeprefix("in the ") in _PARTS:
        return _PARTS[phrase.removeprefix("in the ")]
    for pattern, minutes in _CLOCKS:
        found = pattern.fullmatch(phrase)
        if found is not None:
            return _written(found.groupdict(), minutes)
    return None


def _written(found: dict[str, str | None], minutes: int) -> str:
    hour, half = int(found["hour"] or 0), (found["half"] or "").replace(" ", "")
    if half.startswith(("p", "intheafternoon", "intheevening", "atnight")) and hour < 12:  # noqa: PLR2004
        hour += 12
    if half.startswith(("a", "inthemorning")) and not half.startswith("at") and hour == 12:  # noqa: PLR2004
        hour = 0
    total = (60 * hour + int(found.get("minute") or 0) + minutes) % (24 * 60)
    return f"{total // 60:02}:{total % 60:02}"
