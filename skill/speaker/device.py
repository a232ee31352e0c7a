"""A simulated Echo: a session that is open or closed, a reply that plays, a microphone that opens and closes.

Nothing here sleeps or prints. Time passes when `advance` is called, and what a listener would notice comes back as
happenings. The device knows neither the workout nor the words in its answers.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from skill.speaker.envelopes import LAUNCH, EndReason, Envelopes, Session
from skill.speaker.normalise import normalise
from skill.speaker.playback import Sounding, begun, sounding, timeline_of, up_to
from skill.speaker.ports import Door, Envelope, Matcher
from skill.speech.timeline import Timeline, Wait

# How long the microphone stays open; Amazon's own documents say about eight seconds, and no skill can change it.
LISTENING_SECONDS = 8.0
# The device ends the session at these words itself, and only tells the skill.
EXIT_WORDS = frozenset({"exit", "quit"})


class Phase(StrEnum):
    """What the device is doing."""

    SILENT = "silent"
    SPEAKING = "speaking"
    LISTENING = "listening"


@dataclass(frozen=True, slots=True)
class Heard:
    """Speech that began at a time and was heard to its end, or was cut short."""

    at: datetime
    timeline: Timeline
    cut: bool


@dataclass(frozen=True, slots=True)
class TakenAsOneShot:
    """Words to a closed session were taken as if the skill's name had been said with them. Told once."""

    at: datetime
    invocation: str
    utterance: str


@dataclass(frozen=True, slots=True)
class SessionClosed:
    """The device, not the skill, ended the session."""

    at: datetime
    reason: EndReason


Happening = Heard | TakenAsOneShot | SessionClosed


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of an answer as the device plays it: speech, or the open microphone."""

    phase: Phase
    timeline: Timeline


_LISTENING = _Stretch(Phase.LISTENING, Timeline((Wait(LISTENING_SECONDS),)))


class Echo:
    """The device, from one moment to the next."""

    def __init__(
        self, door: Door, matcher: Matcher, envelopes: Envelopes, *, invocation: str, started: datetime
    ) -> None:
        """Switch the device on, with no session open.

        Args:
            door: Where requests go.
            matcher: Turns words into an intent.
            envelopes: Turns an intent into a request.
            invocation: The skill's invocation name.
            started: The device's time, aware.
        """
        self._door = door
        self._matcher = matcher
        self._envelopes = envelopes
        self._invocation = invocation
        self._one_shot_told = False
        self._session: Session | None = None
        self._stretches: deque[_Stretch] = deque()
        self._now = self._began = started

    @property
    def now(self) -> datetime:
        """Give the device's time."""
        return self._now

    @property
    def session_open(self) -> bool:
        """Tell whether the next words reach the skill without its name."""
        return self._session is not None

    @property
    def phase(self) -> Phase:
        """Give what the device is doing."""
        return self._stretches[0].phase if self._stretches else Phase.SILENT

    @property
    def sounding(self) -> Sounding | None:
        """Give what sounds now; while the microphone is open, the wait for words; None in silence."""
        return sounding(self._stretches[0].timeline, self._elapsed) if self._stretches else None

    @property
    def captions(self) -> tuple[str, ...]:
        """Give every piece of the present speech that has begun."""
        return begun(self._stretches[0].timeline, self._elapsed) if self._stretches else ()

    @property
    def phase_seconds_left(self) -> float:
        """Give the seconds until this speech is over, or this opening of the microphone; 0 in silence."""
        return self._stretches[0].timeline.seconds - self._elapsed if self._stretches else 0.0

    @property
    def seconds_until_silent(self) -> float:
        """Give the seconds until the device falls silent by itself when nobody speaks."""
        return max(0.0, sum(stretch.timeline.seconds for stretch in self._stretches) - self._elapsed)

    def advance(self, seconds: float) -> tuple[Happening, ...]:
        """Let time pass in which nobody speaks."""
        until = self._now + timedelta(seconds=seconds)
        happenings: list[Happening] = []
        while self._stretches and self._ends <= until:
            happenings.extend(self._finish_stretch())
        self._now = until
        return tuple(happenings)

    def hold_microphone(self, seconds: float) -> None:
        """Let time pass in which somebody is already speaking: an open microphone stays open."""
        self._now += timedelta(seconds=seconds)
        self._began += timedelta(seconds=seconds)

    def interrupt(self) -> tuple[Happening, ...]:
        """Fall silent, as at the wake word: what is left of the reply is dropped. Words are to follow."""
        heard: tuple[Happening, ...] = ()
        if self.phase is Phase.SPEAKING:
            heard = (Heard(self._began, up_to(self._stretches[0].timeline, self._elapsed), cut=True),)
        self._stretches.clear()
        return heard

    def hear(self, utterance: str) -> tuple[Happening, ...]:
        """Take an utterance, said into silence or the open microphone; the answer begins to play.

        Raises:
            UnplayableSpeechError: The answer cannot be played.
        """
        words = normalise(utterance)
        if words in EXIT_WORDS:
            return self.leave()
        self._stretches.clear()
        understood = self._matcher.match(utterance)
        if understood.intent == LAUNCH:
            self._session = None
        told = self._told_of_one_shot(utterance, named=understood.intent == LAUNCH or self._invocation in words)
        session = self._session or Session(f"amzn1.echo-api.session.{uuid4()}", new=True, attributes={})
        self._play(self._door.answer(self._envelopes.said(understood, session, self._now)), session)
        return told

    def leave(self) -> tuple[Happening, ...]:
        """Leave the skill as "exit" does: the skill is told, and cannot answer."""
        self._stretches.clear()
        return () if self._session is None else (self._close(self._session, EndReason.USER_INITIATED),)

    @property
    def _elapsed(self) -> float:
        return (self._now - self._began).total_seconds()

    @property
    def _ends(self) -> datetime:
        return self._began + timedelta(seconds=self._stretches[0].timeline.seconds)

    def _told_of_one_shot(self, utterance: str, *, named: bool) -> tuple[Happening, ...]:
        if named or self.session_open or self._one_shot_told:
            return ()
        self._one_shot_told = True
        return (TakenAsOneShot(self._now, self._invocation, utterance),)

    def _play(self, answer: Envelope, session: Session) -> None:
        """Begin to play an answer. On a device without a screen a missing `shouldEndSession` ends the session."""
        response = answer["response"]
        speech = _Stretch(Phase.SPEAKING, timeline_of(response.get("outputSpeech")))
        if response.get("shouldEndSession", True):
            self._session = None
            self._stretches = deque([speech])
        else:
            self._session = Session(session.id, new=False, attributes=answer.get("sessionAttributes") or {})
            self._stretches = deque([speech, _LISTENING, *_asked_again(response)])
        self._began = self._now

    def _finish_stretch(self) -> Iterator[Happening]:
        began, self._began = self._began, self._ends
        self._now = self._began
        stretch = self._stretches.popleft()
        if stretch.timeline.entries and stretch.phase is Phase.SPEAKING:
            yield Heard(began, stretch.timeline, cut=False)
        if not self._stretches and self._session is not None:
            yield self._close(self._session, EndReason.EXCEEDED_MAX_REPROMPTS)

    def _close(self, session: Session, reason: EndReason) -> SessionClosed:
        self._door.answer(self._envelopes.ended(reason, session, self._now))
        self._session = None
        return SessionClosed(self._now, reason)


def _asked_again(response: Envelope) -> Iterator[_Stretch]:
    """Give what follows the first silence: one reprompt, if there is one, and the microphone once more."""
    if response.get("reprompt"):
        yield _Stretch(Phase.SPEAKING, timeline_of(response["reprompt"].get("outputSpeech")))
        yield _LISTENING
