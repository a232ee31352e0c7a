"""Conversations as readable transcripts, played through the local speaker and the door, and held against what is heard.

A transcript is a text file. `You:` lines are said, `@` lines direct as in a script, `Coach:` lines say what must be
heard in the answer, in this order: each piece between `...` word for word, whatever stands between them. `Not:` lines
must not be heard in the answer before. Everything else is for the reader.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from interaction_model.committed import read_model
from skill.alexa.door import Door
from skill.content.loader import load_catalogue
from skill.speaker.device import Echo
from skill.speaker.envelopes import Envelopes
from skill.speaker.matcher import read_matcher
from skill.speaker.script import perform, read_script
from skill.speaker.transcript import Transcript
from skill.store.memory import MemoryStore
from skill.store.port import Store
from tests.envelopes import NOON
from tests.responses import assert_valid
from tests.talking import make_turns

LOCALE = "en-US"


@dataclass
class CheckedDoor:
    """The door, with every answer held against the schema and the rules."""

    door: Door
    device: str = "amzn1.ask.device.kitchen"
    answers: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, envelope: dict[str, Any]) -> dict[str, Any]:
        """Answer as the door does."""
        sent = json.loads(json.dumps(envelope))
        sent["context"]["System"]["device"]["deviceId"] = self.device
        response = json.loads(json.dumps(self.door.answer(sent)))
        assert_valid(response)
        self.answers.append(response)
        return dict(response)


def speaker(
    store: Store | None = None, started: datetime = NOON, device: str = "amzn1.ask.device.kitchen"
) -> tuple[Echo, CheckedDoor]:
    """Give a local speaker with the whole skill behind it."""
    model = read_model(LOCALE)
    turns = make_turns(store or MemoryStore())
    door = CheckedDoor(Door(turns, load_catalogue(), key_secret="test"), device)
    invocation = model["interactionModel"]["languageModel"]["invocationName"]
    echo = Echo(door, read_matcher(LOCALE), Envelopes(model, locale=LOCALE), invocation=invocation, started=started)
    return echo, door


def play(lines: list[str], store: Store | None = None, started: datetime = NOON) -> str:
    """Play a script and give its transcript."""
    heard: list[str] = []
    echo, _ = speaker(store, started)
    perform(read_script(lines), echo, Transcript(heard.append, None))
    return "".join(heard)


def check(path: Path) -> None:
    """Play the transcript in a file and hold it against what is heard."""
    check_lines(path.name, path.read_text(encoding="utf-8").splitlines())


def check_lines(name: str, lines: list[str], store: Store | None = None) -> None:
    """Play a transcript, with a runner who is known to a store or a new one, and hold it against what is heard."""
    script = [_said(line) for line in lines if line.startswith(("You:", "@"))]
    replies = replies_of(play(script, store))
    turn = -1
    for number, line in enumerate(lines, 1):
        if line.startswith("You:"):
            turn += 1
        elif line.startswith("Coach:"):
            pieces = [re.escape(piece.strip()) for piece in line.removeprefix("Coach:").split("...") if piece.strip()]
            assert re.search(".*".join(pieces), replies[turn], re.DOTALL | re.IGNORECASE), (
                f"{name}:{number}: expected {line!r}, heard {replies[turn]!r}"
            )
        elif line.startswith("Not:"):
            unwanted = line.removeprefix("Not:").strip()
            assert unwanted.lower() not in replies[turn].lower(), f"{name}:{number}: heard {replies[turn]!r}"


def _said(line: str) -> str:
    return line.removeprefix("You:").strip()


def replies_of(transcript: str) -> list[str]:
    """Give what was heard after each thing said, reprompts included."""
    return [part.partition("\n")[2] for part in re.split(r"^You: ", transcript, flags=re.MULTILINE)[1:]]
