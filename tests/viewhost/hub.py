"""An Echo with a screen at the door: what it is sent is held against all rules, and played; what it sends goes back."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from skill.alexa.door import Door
from skill.alexa.requests import runner_key
from skill.coach.runner import Runner
from skill.content.loader import load_catalogue
from skill.documents import document_of
from skill.store.memory import MemoryStore
from tests.envelopes import NOON, SKILL, USER, from_screen, launch, on_screen
from tests.responses import assert_valid
from tests.talking import make_turns
from tests.viewhost.player import Player

KEY = runner_key(USER, "test")


@dataclass
class Hub:
    """An Echo with a screen before a door, for a runner who is known: what it shows, and what it sends back."""

    store: MemoryStore = field(default_factory=MemoryStore)
    now: datetime = NOON
    response: Any = None
    attributes: Any = None

    def __post_init__(self) -> None:
        """Build the door, and let the runner be known."""
        self.turns = make_turns(self.store)
        self.door = Door(self.turns, load_catalogue(), key_secret="test", skill_id=SKILL)
        if self.store.load(KEY) is None:
            self.store.save(KEY, document_of(Runner(welcomed=True)), expected=0)

    def send(self, whole: Mapping[str, Any], *, device: str = "hub") -> Any:
        """Send an envelope now, with the session's attributes in it, and hold the answer against all rules."""
        sent = copy.deepcopy(dict(whole))
        sent["request"]["timestamp"] = self.now.strftime("%Y-%m-%dT%H:%M:%SZ")
        sent["context"]["System"]["device"]["deviceId"] = device
        if self.attributes and not sent["session"]["new"]:
            sent["session"]["attributes"] = self.attributes
        self.response = self.door.answer(sent)
        assert_valid(self.response)
        self.attributes = self.response.get("sessionAttributes")
        return self.response["response"]

    def begin(self) -> Player:
        """Start a workout by opening the skill."""
        self.send(on_screen(launch()))
        return self.player

    def touch(self, *arguments: Any) -> Any:
        """Let the screen send something now."""
        return self.send(from_screen(list(arguments)))

    def wait(self, milliseconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(milliseconds=milliseconds)

    def hear_out(self, player: Player) -> Player:
        """Let a reply play to its end, and send what the screen sends then."""
        self.hear_out_only(player)
        return self.player

    def hear_out_only(self, player: Player) -> None:
        """Do the same where the answer may be one that no screen plays."""
        [(at, arguments)] = player.sent
        self.wait(at)
        self.touch(*arguments)

    @property
    def player(self) -> Player:
        """Give the last answer, played."""
        return Player(self.response["response"]["directives"])

    @property
    def address(self) -> list[Any]:
        """Give the address of the reply on the screen."""
        return self.address_of(self.player)

    def address_of(self, player: Player) -> list[Any]:
        """Give the address of a reply that was shown."""
        return [player.data["workout"], player.data["index"], player.data["turn"]]

    @property
    def runner(self) -> Runner:
        """Give the runner as stored, at the place as of now."""
        runner = self.turns.runner(KEY, self.now)
        assert runner is not None
        return runner
