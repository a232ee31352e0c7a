"""A runner before a screen who says nothing: what the skill sends is played, and what the screen sends goes back."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from skill.alexa.screen.autopilot import screen_of
from skill.alexa.screen.events import Refused, read_event
from skill.alexa.screen.labels import Labels
from skill.alexa.screen.scenes import view_of
from skill.alexa.screen.view import View
from skill.coach.events import Event, EventKind
from skill.coach.record import DoneSet, Record
from skill.coach.runner import Runner
from skill.coach.session import Session
from skill.content.loader import load_catalogue
from skill.documents import document_of, runner_from
from skill.loaded import CARRIED
from skill.turns import TurnAnswer, TurnRequest
from tests.talking import Talk
from tests.viewhost.player import Player


@dataclass
class Show:
    """A device with a screen; `pace` is how slowly it speaks, as a share of the speech-length model."""

    runner: Runner = field(default_factory=lambda: Runner(welcomed=True))
    pace: float = 1.0
    talk: Talk = field(default_factory=Talk)

    def __post_init__(self) -> None:
        """Let the runner be known."""
        self.talk.store.save(self.talk.key, document_of(self.runner), expected=0)

    def say(self, kind: EventKind, **facts: Any) -> Player:
        """Let something be said, and play what is answered."""
        return self._answered(self.talk.say(kind, **facts))

    def send(self, arguments: object) -> Player | Refused:
        """Let the screen send an event now, and play what is answered, unless it is refused."""
        event = read_event(arguments, self.runner.session, self.talk.now)
        if isinstance(event, Refused):
            return event
        return self._answered(self.talk.send(self._request(event)))

    def touch(self, action: str) -> Player | Refused:
        """Touch a button of the reply on the screen."""
        address = self.view.address
        return self.send([action, address.workout, address.index, address.turn])

    def hear_out(self, player: Player) -> Player | Refused:
        """Let a reply be played to its end, and send what it sends then."""
        [(at, arguments)] = player.sent
        self.talk.wait(at / 1000)
        return self.send(arguments)

    @property
    def answer(self) -> TurnAnswer:
        """Give the last answer."""
        return self.talk.answers[-1]

    @property
    def view(self) -> View:
        """Give the view of the last answer."""
        return view_of(self.runner, self._ended(), self.answer.speech, Labels(self.talk.locale, load_catalogue()))

    @property
    def session(self) -> Session:
        """Give the workout in progress, as it was left by the last turn."""
        assert self.runner.session is not None, "no workout in progress"
        return self.runner.session

    def _request(self, event: Event) -> TurnRequest:
        number = f"touch-{len(self.talk.answers)}"
        return TurnRequest(number, self.talk.key, self.talk.locale, self.talk.now, event, self.talk.carried)

    def _answered(self, answer: TurnAnswer) -> Player:
        self.runner = runner_from(answer.carried[CARRIED]) if answer.carried else self._stored()
        return Player(screen_of(answer.speech, self.view), pace=self.pace)

    def _stored(self) -> Runner:
        saved = self.talk.store.load(self.talk.key)
        return Runner() if saved is None else runner_from(saved.document)

    def _ended(self) -> Record | None:
        kept = self.talk.store.workouts(self.talk.key, limit=1)
        if self.runner.session is not None or not kept:
            return None
        return finished(str(kept[0].document["workout"]), len(kept[0].document["sets"]))


def finished(workout: str = "beginner_a", sets: int = 13) -> Record:
    """Make the record of a finished workout."""
    day = datetime(2026, 11, 22, 10, tzinfo=UTC)
    done = tuple(DoneSet("squat", number, None, 12, 12) for number in range(1, sets + 1))
    return Record(workout, day, day, 38, completed=True, sets=done, efforts=())
