"""A conversation of events with the whole coach behind one door: turns, words and a store, with a clock of its own."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from skill.coach.events import Event, EventKind
from skill.coach.runner import Runner
from skill.coach.session import Session
from skill.content.loader import load_catalogue
from skill.speech.voices import Voices
from skill.store.memory import MemoryStore
from skill.store.port import Store
from skill.turns import TurnAnswer, TurnRequest, Turns
from tests.coaching import NOON


def make_turns(store: Store) -> Turns:
    """Wire turns to a store."""
    return Turns(store, load_catalogue(), Voices(load_catalogue()))


@dataclass
class Talk:
    """One runner talking; session attributes travel from answer to request as they do on a device."""

    store: Store = field(default_factory=MemoryStore)
    now: datetime = NOON
    key: str = "runner"
    locale: str = "en-US"
    answers: list[TurnAnswer] = field(default_factory=list)
    carried: Any = None

    def __post_init__(self) -> None:
        """Wire the turns."""
        self.turns = make_turns(self.store)

    def request(self, kind: EventKind, request_id: str | None = None, **facts: Any) -> TurnRequest:
        """Make the request that would be sent now."""
        number = f"request-{len(self.answers)}-{self.now.timestamp()}" if request_id is None else request_id
        return TurnRequest(number, self.key, self.locale, self.now, Event(kind, **facts), self.carried)

    def say(self, kind: EventKind, **facts: Any) -> TurnAnswer:
        """Let one event happen now."""
        return self.send(self.request(kind, **facts))

    def send(self, request: TurnRequest) -> TurnAnswer:
        """Send a request and keep what it carries."""
        answer = self.turns.take_turn(request)
        self.answers.append(answer)
        self.carried = None if answer.ends else answer.carried
        return answer

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)

    def hear_out(self) -> None:
        """Wait until the last answer has been played."""
        self.wait(self.answers[-1].speech.seconds + 1)

    def finish(self) -> None:
        """Say "ready" until the workout is over."""
        while self.stored.session is not None:
            self.hear_out()
            self.say(EventKind.READY)

    @property
    def stored(self) -> Runner:
        """Give the runner as stored, at the place as of now."""
        runner = self.turns.runner(self.key, self.now)
        assert runner is not None, "nothing is stored"
        return runner

    @property
    def session(self) -> Session:
        """Give the workout in progress."""
        assert self.stored.session is not None, "no workout in progress"
        return self.stored.session
