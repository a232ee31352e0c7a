"""The device in real time: it plays by a clock, and shows its words as they begin.

Time comes from a clock that is passed in, so that a test plays an hour in no time. The player refuses to know the
terminal: it writes lines.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from textwrap import wrap
from typing import Protocol

from skill.speaker.device import Echo, Happening, Heard, Phase
from skill.speaker.transcript import in_words
from skill.speech.timeline import Say, Wait

TICK_SECONDS = 0.1
# Pieces of up to so many words, such as counts, share a line until a wait of so many seconds.
SHORT_WORDS = 3
LONG_WAIT_SECONDS = 5.0
# Columns for words, beside the speaker's name: narrow enough for any terminal.
WIDTH = 72

_SPEAKER = "Coach: "


class Clock(Protocol):
    """Where time comes from, and how it is waited for."""

    def seconds(self) -> float:
        """Give the seconds since some moment in the past; never runs back."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Come back after so many seconds."""
        ...


class Captions:
    """The words of one speech after the other, written as they begin."""

    def __init__(self, write: Callable[[str], object]) -> None:
        """Take where lines go."""
        self._write = write
        self._seen = 0
        self._short: list[str] = []
        self._prefix = _SPEAKER

    def show(self, pieces: Sequence[str]) -> None:
        """Show what is new among the pieces of this speech that have begun."""
        for piece in pieces[self._seen :]:
            self._seen += 1
            if len(piece.split()) <= SHORT_WORDS:
                self._short.append(piece)
            else:
                self.flush()
                self._paragraph(piece)

    def flush(self) -> None:
        """Show the short pieces that wait for company."""
        if self._short:
            self._paragraph(" ".join(self._short))
            self._short.clear()

    def end(self, heard: Heard) -> None:
        """Show what is left of this speech, if it was not cut short; the next one begins anew."""
        if not heard.cut:
            self.show([entry.text for entry in heard.timeline.entries if isinstance(entry, Say)])
            self.flush()
        self._short.clear()
        self._seen = 0
        self._prefix = _SPEAKER

    def _paragraph(self, text: str) -> None:
        for line in wrap(text, WIDTH):
            self._write(f"{self._prefix}{line}\n")
            self._prefix = " " * len(_SPEAKER)


class Player:
    """Lets a device run by the clock."""

    def __init__(
        self,
        echo: Echo,
        clock: Clock,
        write: Callable[[str], object],
        *,
        speed: float = 1.0,
        noted: Callable[[datetime | None], object] = lambda _moment: None,
    ) -> None:
        """Take the device and what it plays by.

        Args:
            echo: The device.
            clock: Its time.
            write: Where lines go.
            speed: How many times faster than life the coach speaks. The open microphone always runs in real time:
                nobody types twenty times faster.
            noted: Takes the device's time again and again while a session is open, and None when none is.
        """
        self.echo = echo
        self._clock = clock
        self._write = write
        self._speed = speed
        self._noted = noted
        self._captions = Captions(write)
        self._seen = clock.seconds()

    async def play(self, speaking: Callable[[], bool]) -> None:
        """Run for good; `speaking` tells whether the runner has begun to say something."""
        while True:
            await self._clock.sleep(TICK_SECONDS)
            self.catch_up(speaking=speaking())

    def catch_up(self, *, speaking: bool) -> None:
        """Bring the device up to the clock. The microphone does not close on somebody who is speaking."""
        elapsed = self._clock.seconds() - self._seen
        self._seen += elapsed
        if speaking and self.echo.phase is Phase.LISTENING:
            self.echo.hold_microphone(elapsed)
            return
        while elapsed > 0:
            rate = self._speed if self.echo.phase is Phase.SPEAKING else 1.0
            left = elapsed if self.echo.phase is Phase.SILENT else self.echo.phase_seconds_left
            step = min(elapsed * rate, left)
            self._show(self.echo.advance(step))
            elapsed -= step / rate
        self._caption()
        self._note()

    def hear(self, utterance: str) -> None:
        """Take an utterance at this very moment, in mid-speech too."""
        self.catch_up(speaking=True)
        self._show(self.echo.interrupt())
        self._show(self.echo.hear(utterance))
        self._caption()
        self._note()

    def leave(self) -> None:
        """Leave the skill at this very moment, so that it keeps the place."""
        self.catch_up(speaking=True)
        self._show(self.echo.interrupt())
        self._show(self.echo.leave())
        self._note()

    def _note(self) -> None:
        self._noted(self.echo.now if self.echo.session_open else None)

    def _caption(self) -> None:
        self._captions.show(self.echo.captions)
        now = self.echo.sounding
        if now is not None and isinstance(now.entry, Wait) and now.entry.seconds >= LONG_WAIT_SECONDS:
            self._captions.flush()

    def _show(self, happenings: Iterable[Happening]) -> None:
        for happening in happenings:
            if isinstance(happening, Heard):
                self._captions.end(happening)
            else:
                self._write(f"{in_words(happening)}\n")
