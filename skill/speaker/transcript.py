"""A conversation written down: one line for each thing said, with the waits that a listener would notice."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import assert_never

from skill.speaker.device import Happening, Heard, SessionClosed, TakenAsOneShot
from skill.speaker.envelopes import EndReason
from skill.speech.plain import to_text

_CLOSED = {
    EndReason.USER_INITIATED: "(The session is over.)",
    EndReason.EXCEEDED_MAX_REPROMPTS: "(Nobody answered: the session is over.)",
    EndReason.ERROR: "(The session broke off.)",
}


class Transcript:
    """Writes lines as a conversation goes on."""

    def __init__(self, write: Callable[[str], object], started: datetime | None = None) -> None:
        """Take where lines go, and when the conversation began if each line is to carry the time since then."""
        self._write = write
        self._started = started

    def said(self, words: str, at: datetime) -> None:
        """Write what the runner said."""
        self._line(f"You: {words}", at)

    def note(self, text: str, at: datetime) -> None:
        """Write what happened besides the words."""
        self._line(f"({text})", at)

    def happened(self, happenings: Iterable[Happening]) -> None:
        """Write what the device did."""
        for happening in happenings:
            self._line(in_words(happening), happening.at)

    def _line(self, text: str, at: datetime) -> None:
        stamp = "" if self._started is None else f"[{_clock(at - self._started)}] "
        self._write(f"{stamp}{text}\n")


def in_words(happening: Happening) -> str:
    """Give the line of a transcript for something that happened."""
    match happening:
        case Heard(timeline=timeline, cut=cut):
            return " ".join(filter(None, ("Coach:", to_text(timeline), "—" if cut else "")))
        case TakenAsOneShot(invocation=invocation, utterance=utterance):
            return f"(No session is open: taken as “Alexa, ask {invocation}: {utterance}”.)"
        case SessionClosed(reason=reason):
            return _CLOSED[reason]
        case _:
            assert_never(happening)


def _clock(elapsed: timedelta) -> str:
    minutes, seconds = divmod(int(elapsed.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"
