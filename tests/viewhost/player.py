"""A screen without a screen: plays the commands of a reply by the language's own rules, on a clock of its own.

Sequential runs its commands one after the other, Parallel together until the last has ended. A delay comes before its
command. A spoken piece lasts as the speech-length model says, times `pace`. A fade has a sequencer of its own, so it
takes no time of the sequence that starts it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

from skill.speech.length import speech_ms

Command = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """A bound variable that was set, and when, in milliseconds."""

    at: float
    name: str
    value: Any


@dataclass
class Player:
    """Plays the directives of one reply.

    Attributes:
        directives: What the skill sent.
        pace: How long speech takes, as a share of what the model says.
    """

    directives: list[dict[str, Any]]
    pace: float = 1.0
    said: list[tuple[float, str]] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    faded: list[tuple[float, str, float]] = field(default_factory=list)
    sent: list[tuple[float, list[Any]]] = field(default_factory=list)
    ends: float = 0.0

    def __post_init__(self) -> None:
        """Play everything at once."""
        for directive in self.directives:
            if directive["type"] == "Alexa.Presentation.APL.ExecuteCommands":
                assert directive["token"] == self.directives[0]["token"], "commands for a document that is not shown"
                for command in directive["commands"]:
                    self.ends = self._run(command, self.ends)

    @property
    def data(self) -> dict[str, Any]:
        """Give the data that the document was rendered with."""
        data: dict[str, Any] = self.directives[0]["datasources"]["screen"]["properties"]
        return data

    def value(self, name: str, at: float) -> Any:
        """Give a bound variable at a moment."""
        first = {"at": 0, "caption": 0, "done": self.data["scenes"][0]["done"]}[name]
        return next((one.value for one in reversed(self.shown) if one.name == name and one.at <= at), first)

    def scene(self, at: float) -> dict[str, Any]:
        """Give the scene at a moment."""
        scene: dict[str, Any] = self.data["scenes"][self.value("at", at)]
        return scene

    def _run(self, command: Command, now: float) -> float:
        now += command.get("delay", 0)
        match command["type"]:
            case "Sequential":
                for each in command["commands"]:
                    now = self._run(each, now)
            case "Parallel":
                now = max(self._run(each, now) for each in command["commands"])
            case "SpeakItem":
                ssml = self.data["lines"][int(command["componentId"].removeprefix("line"))]["ssml"]
                self.said.append((now, _words(ssml)))
                now += self.pace * speech_ms(_words(ssml)) * 100 / _percent(ssml)
            case "SetValue":
                self.shown.append(Shown(now, command["property"], _evaluated(command["value"])))
            case "AnimateItem":
                assert command["sequencer"], "a fade would hold up the clock"
                self.faded.append((now, command["componentId"], command["value"][0]["to"]))
            case "SendEvent":
                self.sent.append((now, [_evaluated(argument) for argument in command["arguments"]]))
            case "Idle":
                pass
            case other:
                raise AssertionError(f"no rule for {other}")
        return now


def _evaluated(value: str) -> str | int:
    """Work out a value: an expression that holds a number is that number."""
    number = re.fullmatch(r"\$\{(\d+)\}", value)
    return int(number[1]) if number else value


def _percent(ssml: str) -> int:
    rate = re.search(r'<prosody rate="(\d+)%">', ssml)
    return int(rate[1]) if rate else 100


def _words(ssml: str) -> str:
    return "".join(ET.fromstring(ssml).itertext())  # noqa: S314  # our own answer
