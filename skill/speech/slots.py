"""A timeline as slots: each piece that is said with the time until the next, for devices that keep a clock beside it.

Where words take more or less time than the speech-length model says, nothing after them moves as long as they fit
their slot.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from skill.speech.timeline import Say, Timeline


@dataclass(frozen=True, slots=True)
class Slot:
    """From one piece to the next, in milliseconds from the start; no words where a timeline begins with a wait."""

    begins: int
    until: int
    words: Say | None


def slots(timeline: Timeline, ends: int) -> Iterator[Slot]:
    """Give the slots of a timeline without a gap between them, the last one until `ends` (milliseconds)."""
    said: list[tuple[int, Say | None]] = [
        (round(1000 * begins), entry) for begins, entry in timeline.timed() if isinstance(entry, Say)
    ]
    if not said or said[0][0]:
        yield Slot(0, said[0][0] if said else ends, None)
    for (begins, words), (until, _) in pairwise([*said, (ends, None)]):
        yield Slot(begins, until, words)
