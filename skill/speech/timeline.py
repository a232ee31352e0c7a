"""What is said and waited for, in order: the one form that every device's answer is rendered from.

A timeline refuses to know devices and markup. Its marks tell where each step of the plan stands in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from skill.coach.session import Mark


@dataclass(frozen=True, slots=True)
class Say:
    """Plain words, the seconds that the speech-length model gives them, and how fast they are said: 100 is usual."""

    text: str
    seconds: float
    percent: int = 100


@dataclass(frozen=True, slots=True)
class Wait:
    """Seconds in which nothing is said."""

    seconds: float


Entry = Say | Wait


@dataclass(frozen=True, slots=True)
class Timeline:
    """Words and waits in order, with the steps of the plan marked in milliseconds from the start."""

    entries: tuple[Entry, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def seconds(self) -> float:
        """Give the length of the whole."""
        return round(sum(entry.seconds for entry in self.entries), 3)

    @property
    def text(self) -> str:
        """Give all the words, without the waits."""
        return " ".join(entry.text for entry in self.entries if isinstance(entry, Say))

    def timed(self) -> Iterator[tuple[float, Entry]]:
        """Give each entry with the second at which it begins."""
        begins = 0.0
        for entry in self.entries:
            yield round(begins, 3), entry
            begins += entry.seconds
