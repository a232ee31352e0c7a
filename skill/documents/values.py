"""Values as documents hold them, and what may be wrong with a document.

Numbers are whole (milliseconds, seconds, counts), so that every engine keeps them exactly; times are ISO-8601 with
their zone.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from skill.errors import RunnerStrengthError

# Whatever JSON holds. Reading is checked by building the frozen types.
Document = Mapping[str, Any]


class UnreadableDocumentError(RunnerStrengthError):
    """A stored document cannot be read."""


class NewerDocumentError(RunnerStrengthError):
    """A stored document was written by a newer release."""


def stamp(moment: datetime) -> str:
    """Write a time."""
    return moment.isoformat()


def time_of(text: str) -> datetime:
    """Read a time.

    Raises:
        ValueError: It is none, or has no zone.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    return moment


def whole_or_none(number: int | None) -> int | None:
    """Read a whole number that may be missing; a float of some engine's becomes an int."""
    return None if number is None else int(number)


def text_of(value: object) -> str:
    """Read a text.

    Raises:
        TypeError: It is none.
    """
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} is no text")
    return value
