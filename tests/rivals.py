"""Several devices of one runner, whose turns fall into one another, on a store that fails as told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from skill.coach.events import EventKind
from skill.coach.plan import Step as PlanStep
from skill.coach.runner import Runner
from skill.documents import digest, runner_from
from skill.repeats import REMEMBERED_REQUESTS, answered
from skill.store.errors import Unavailable
from skill.store.port import Saved, Store, WorkoutRecord
from skill.turns import TurnRequest
from tests.talking import Talk

# Which workout, exercise, set and side.
Done = tuple[str, str, int, str | None]
FINE, DOWN, LOST = "fine", "down", "answer lost"


@dataclass(frozen=True)
class Step:
    """One turn: on which device, what is wanted, what the store does, and whose turns fall in before it is written."""

    device: int
    kind: EventKind
    fault: str = FINE
    seconds: float = 30.0
    between: tuple["Step", ...] = ()
    again: bool = False


@dataclass
class RivalStore:
    """A store in which others write before a write, and which is down, or loses its answer, as told."""

    behind: Store
    fault: str = FINE
    before_save: Iterator[None] = field(default_factory=lambda: iter(()))
    written: list[str] = field(default_factory=list)

    def load(self, runner: str) -> Saved | None:
        """Read, unless down."""
        if self.fault == DOWN:
            raise Unavailable("down")
        return self.behind.load(runner)

    def save(self, runner: str, document: Mapping[str, Any], **facts: Any) -> int:
        """Let the others write, then write, unless down."""
        next(self.before_save, None)
        if self.fault == DOWN:
            raise Unavailable("down")
        version = self.behind.save(runner, document, **facts)
        self.written += document["requests"][:1]
        if self.fault == LOST:
            raise Unavailable("the answer was lost")
        return version

    def workouts(self, runner: str, *, limit: int = 20) -> tuple[WorkoutRecord, ...]:
        """Read what ended."""
        return self.behind.workouts(runner, limit=limit)

    def delete(self, runner: str) -> None:
        """Delete."""
        self.behind.delete(runner)

    def ping(self) -> None:
        """Answer."""


@dataclass
class Rivals:
    """A runner with a workout in progress, and some devices that each think they have it."""

    store: RivalStore
    key: str
    devices: int
    talks: list[Talk] = field(default_factory=list)
    sent: list[TurnRequest] = field(default_factory=list)
    seen: set[Done] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Start the workout on the first device, and open it on the others."""
        for number in range(self.devices):
            talk = Talk(store=self.store, key=self.key)
            self.talks.append(talk)
            talk.now = self.talks[0].now
            talk.say(EventKind.OPEN, opens=True, device=str(number))
            if number == 0:
                for _ in range(7):
                    talk.hear_out()
                    talk.say(EventKind.READY, device="0")

    def play(self, step: Step) -> None:
        """Take one turn, with the others' turns in the middle of it."""
        talk = self.talks[step.device]
        for each in self.talks:
            each.wait(step.seconds)
        if step.again and self.sent:
            self._again()
            return
        number = f"request {len(self.sent)}"
        request = talk.request(step.kind, request_id=number, device=str(step.device))
        self.sent.append(request)
        outer = self.store.before_save, self.store.fault
        self.store.before_save, self.store.fault = self._others(step), step.fault
        try:
            answer = talk.send(request)
        finally:
            self.store.before_save, self.store.fault = outer
        left_behind = answer.ends and bool(answer.carried)
        if answer.runner.requests and answer.runner.requests[0].startswith(digest(number)) and not left_behind:
            self.seen |= done_of(answer.runner)

    def _others(self, step: Step) -> Iterator[None]:
        """Let the others' turns happen before the first attempt to write; they are not in each other's way."""
        fault = self.store.fault
        for other in step.between:
            self.store.fault = FINE
            self.play(other)
        self.store.before_save, self.store.fault = iter(()), fault
        yield

    def _again(self) -> None:
        """Send the last request again, with what it carried: nothing may move."""
        before = self.store.behind.load(self.key)
        self.talks[0].turns.take_turn(self.sent[-1])
        after = self.store.behind.load(self.key)
        last = self.sent[-1]
        if before and answered(runner_from(before.document), last.request_id, last.now):
            assert after == before, "a request that came again moved something"

    def settle(self) -> None:
        """Let every device say one more thing while all is well, so that nothing rides in a session any more."""
        for number in range(self.devices):
            self.play(Step(number, EventKind.HOW_TO))

    @property
    def stored(self) -> Runner:
        """Give the runner as stored."""
        saved = self.store.behind.load(self.key)
        assert saved is not None
        return runner_from(saved.document)

    @property
    def kept(self) -> list[list[Done]]:
        """Give every set that is stored: of the workout in progress, and of each that ended."""
        ended = [
            [(workout.document["started"], name, number, side) for name, number, side, _, _ in workout.document["sets"]]
            for workout in self.store.workouts(self.key)
        ]
        return [_done(self.stored), *ended]


def done_of(runner: Runner) -> set[Done]:
    """Give the sets that a runner has done in the workout in progress."""
    return set(_done(runner))


def _done(runner: Runner) -> list[Done]:
    session = runner.session
    if session is None:
        return []
    steps = [session.plan[entry.index] for entry in session.log]
    return [
        (session.started.isoformat(), step.exercise, step.set, _side(step)) for step in steps if step.kind == "work"
    ]


def hold(rivals: Rivals, steps: Sequence[Step]) -> None:
    """Play turns, and hold what is stored at the end against what every device was told.

    Raises:
        AssertionError: A set was lost or stands twice, or an answered request left no trace.
    """
    for step in steps:
        rivals.play(step)
    rivals.settle()
    kept = {done for workout in rivals.kept for done in workout}
    assert rivals.seen <= kept, f"lost: {rivals.seen - kept}"
    # A workout that is gone on with after it was put away replaces its record when it ends.
    assert all(len(workout) == len(set(workout)) for workout in rivals.kept), "a set stands twice"
    # Older requests are no longer remembered.
    assert set(rivals.store.written[-REMEMBERED_REQUESTS // 2 :]) <= set(rivals.stored.requests), "an update was lost"


def _side(step: PlanStep) -> str | None:
    if step.side is None:
        return None
    return "each" if step.side.alternates else step.side.value
