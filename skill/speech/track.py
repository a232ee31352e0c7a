"""Laying words on the clock: end to end where order is all that matters, by the millisecond inside a set.

A track decides when each word begins. It refuses to know what the words mean. Inside a window of fixed length, words
never overlap and never move the clock: what has no room is left out, the least important first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from skill.coach.session import Mark
from skill.speech.length import speech_ms
from skill.speech.timeline import Entry, Say, Timeline, Wait

# The least silence between two pieces that are said apart.
GAP_MS = 120


class Rank(IntEnum):
    """How much a word inside a set matters, the most important first."""

    START = 0
    COUNTDOWN = 1
    NUMBER = 2
    HALFWAY = 3
    SIDE = 4
    TEMPO = 5
    FORM = 6
    ENCOURAGEMENT = 7
    TICK = 8


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that want to begin between two moments of a window, in milliseconds from its start."""

    text: str
    rank: Rank
    earliest: int
    latest: int


@dataclass(slots=True)
class Track:
    """A timeline in the making.

    Attributes:
        now: Where it ends so far, in milliseconds.
        entries: What was laid so far.
        marks: The steps of the plan in it.
        percent: How fast words are said that are not laid by the clock; 100 is usual.
    """

    now: int = 0
    entries: list[Entry] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    percent: int = 100

    def say(self, text: str) -> None:
        """Say something next, a breath after the words before it."""
        if not text:
            return
        if self.entries and isinstance(self.entries[-1], Say):
            self.wait(GAP_MS)
        self._add_words(text, self.percent)

    def length_of(self, text: str) -> int:
        """Give the milliseconds that words take which are not laid by the clock."""
        return speech_ms(text) * 100 // self.percent

    def wait(self, milliseconds: int) -> None:
        """Wait; nothing happens for a time of zero or less."""
        if milliseconds <= 0:
            return
        self.entries.append(Wait(milliseconds / 1000))
        self.now += milliseconds

    def wait_until(self, moment: int) -> None:
        """Wait until a moment of the track; nothing happens where it is past."""
        self.wait(moment - self.now)

    def mark(self, index: int, done: int, begins: int) -> None:
        """Mark a step of the plan that began at `begins` and ends now."""
        self.marks.append(Mark(index, done, begins, self.now))

    def play(self, cues: Iterable[Cue], length: int) -> None:
        """Lay cues into a window of exactly `length` milliseconds that begins now."""
        begins = self.now
        for start, text in sorted(_fit(cues, length)):
            self.wait_until(begins + start)
            self._add_words(text)
        self.wait_until(begins + length)

    def copy(self) -> "Track":
        """Give a track that goes on from here on its own."""
        return Track(self.now, list(self.entries), list(self.marks), self.percent)

    def timeline(self) -> Timeline:
        """Give what was laid so far, with waits that follow each other made one."""
        return Timeline(tuple(_joined(self.entries)), tuple(self.marks))

    def _add_words(self, text: str, percent: int = 100) -> None:
        milliseconds = speech_ms(text) * 100 // percent
        self.entries.append(Say(text, milliseconds / 1000, percent))
        self.now += milliseconds


def _fit(cues: Iterable[Cue], length: int) -> list[tuple[int, str]]:
    taken: list[tuple[int, int, str]] = []
    for cue in sorted((cue for cue in cues if cue.text), key=lambda cue: cue.rank):
        long = speech_ms(cue.text)
        after_others = (end + GAP_MS for _, end, _ in taken if cue.earliest < end + GAP_MS <= cue.latest)
        for start in (cue.earliest, *sorted(after_others)):
            free = all(start + long + GAP_MS <= begin or start >= end + GAP_MS for begin, end, _ in taken)
            if free and start >= 0 and start + long <= length:
                taken.append((start, start + long, cue.text))
                break
    return [(start, text) for start, _, text in taken]


def _joined(entries: Iterable[Entry]) -> Iterator[Entry]:
    waited = 0.0
    for entry in entries:
        if isinstance(entry, Wait):
            waited += entry.seconds
            continue
        if waited:
            yield Wait(round(waited, 3))
            waited = 0.0
        yield entry
    if waited:
        yield Wait(round(waited, 3))
