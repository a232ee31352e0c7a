"""Stand-ins for the skill and its understanding, and a clock that a test turns."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import inf
from typing import Any

from skill.speaker.device import Echo
from skill.speaker.envelopes import Envelopes

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LOCALE = "en-GB"
MODEL: Mapping[str, Any] = {
    "interactionModel": {
        "languageModel": {
            "invocationName": "runner strength",
            "intents": [
                {
                    "name": "HowToIntent",
                    "slots": [{"name": "exercise", "type": "EXERCISE"}, {"name": "count", "type": "AMAZON.NUMBER"}],
                },
                {"name": "ReadyIntent", "slots": []},
                {"name": "AMAZON.StopIntent"},
            ],
        }
    }
}


@dataclass(frozen=True)
class Slot:
    """A filled slot."""

    value: str
    id: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Words:
    """An utterance understood."""

    intent: str
    slots: Mapping[str, Slot] = field(default_factory=dict)


class Ears:
    """Understands opening and stopping; anything else means ready."""

    def match(self, utterance: str) -> Words:
        """Give the intent."""
        if utterance.startswith("open"):
            return Words("LaunchRequest")
        return Words("AMAZON.StopIntent" if utterance == "stop" else "ReadyIntent")


@dataclass
class Skill:
    """Answers what it was told to answer, the last answer again and again, and keeps the requests."""

    answers: list[dict[str, Any]]
    requests: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, envelope: dict[str, Any]) -> dict[str, Any]:
        """Take a request and give the next answer."""
        self.requests.append(envelope)
        if envelope["request"]["type"] == "SessionEndedRequest":
            return {"version": "1.0", "response": {}}
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def types(self) -> list[str]:
        """Give the types of the requests so far."""
        return [envelope["request"]["type"] for envelope in self.requests]

    @property
    def last(self) -> dict[str, Any]:
        """Give the request before this moment."""
        return self.requests[-1]


class StoppedError(Exception):
    """The clock has stopped."""


@dataclass
class TurnedClock:
    """Time that passes only when it is slept through, up to a moment at which the clock stops."""

    now: float = 100.0
    stops: float = inf

    def seconds(self) -> float:
        """Give the time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let time pass, and others do their work."""
        self.now += seconds
        if self.now > self.stops:
            raise StoppedError
        await asyncio.sleep(0)


def asking(ssml: str, reprompt: str | None = "Say ready.", **attributes: Any) -> dict[str, Any]:
    """Give an answer that opens the microphone."""
    response: dict[str, Any] = {"outputSpeech": {"type": "SSML", "ssml": ssml}, "shouldEndSession": False}
    if reprompt is not None:
        response["reprompt"] = {"outputSpeech": {"type": "SSML", "ssml": f"<speak>{reprompt}</speak>"}}
    return {"version": "1.0", "sessionAttributes": attributes, "response": response}


def ending(ssml: str) -> dict[str, Any]:
    """Give an answer that ends the session."""
    response = {"outputSpeech": {"type": "SSML", "ssml": ssml}, "shouldEndSession": True}
    return {"version": "1.0", "response": response}


def echo_of(skill: Skill) -> Echo:
    """Give a device with the skill on it."""
    envelopes = Envelopes(MODEL, locale=LOCALE)
    return Echo(skill, Ears(), envelopes, invocation="runner strength", started=NOON)


def lines_into(lines: list[str]) -> Callable[[str], object]:
    """Give what writes lines into a list, without their ends."""
    return lambda text: lines.append(text.removesuffix("\n"))
