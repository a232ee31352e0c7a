"""A runner and a coach without words: replies are laid out by the plan's arithmetic alone.

What stands in for the speech room here takes segments up to the first place where a reply may end, gives every
announcement five seconds, and counts exactly. It makes the coach testable by itself.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from skill.coach.acts import Ask, CountIn, Perform, Question, Run
from skill.coach.acts import ChangeOver as ChangeOverAct
from skill.coach.acts import Rest as RestAct
from skill.coach.events import Event, EventKind
from skill.coach.machine import advance, state_of
from skill.coach.moment import Reply
from skill.coach.place import TOLERANCE_MS
from skill.coach.record import Record
from skill.coach.runner import Profile, Runner
from skill.coach.session import Block, Mark, Session, State
from skill.content.loader import load_catalogue

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WORDS_MS = 5000


def lay_out(run: Run, started: datetime) -> Block:
    """Lay a run out up to the first place where it may end."""
    at = 0
    marks: list[Mark] = []
    for segment in run.segments:
        for act in segment.acts:
            match act:
                case CountIn(seconds=seconds):
                    at += seconds * 1000
                case Perform(step=step, index=index, done=done) | RestAct(step=step, index=index, done=done):
                    ends = at + round(step.seconds_for(step.units - done) * 1000)
                    marks.append(Mark(index, done, at, max(ends, at)))
                    at = marks[-1].ends
                case ChangeOverAct(step=step, index=index, done=done):
                    marks.append(Mark(index, done, at, at + (step.units - done) * 1000))
                    at = marks[-1].ends
                case _:
                    at += WORDS_MS
        if segment.ask is not None:
            return Block(started, tuple(marks), at + WORDS_MS, segment.ask)
    return Block(started, tuple(marks), at + WORDS_MS, Ask(Question.SESSION_EFFORT))


@dataclass
class Coaching:
    """A conversation of events: what the runner wants, and what the coach decides, with the clock between."""

    runner: Runner = field(default_factory=lambda: Runner(profile=Profile(ask_effort=False), welcomed=True))
    now: datetime = NOON
    device: str = "kitchen"
    records: list[Record] = field(default_factory=list)
    reply: Reply | None = None

    def say(self, kind: EventKind, **facts: Any) -> Reply:
        """Let one event happen now."""
        event = Event(kind, **{"device": self.device, **facts})
        reply = advance(self.runner, event, self.now, load_catalogue(), tuple(reversed(self.records)))
        if reply.aside:
            self.reply = reply
            return reply
        runner = reply.runner
        if runner.session is not None:
            block = lay_out(reply.then, self.now) if isinstance(reply.then, Run) else None
            runner = replace(runner, session=replace(runner.session, block=block, touched=self.now))
        self.runner, self.reply = runner, reply
        if reply.ended is not None:
            self.records.append(reply.ended)
        return reply

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)

    def hear_out(self) -> None:
        """Wait until the reply has been played and its question asked."""
        if self.session.block is not None:
            self.now = self.session.block.started + timedelta(milliseconds=self.session.block.ends, seconds=1)

    def reach(self, exercise: str, number: int = 1) -> None:
        """Hear replies out, saying "ready", until a set of an exercise comes up."""
        while (self.session.step.exercise, self.session.step.set) != (exercise, number) or not self.session.step.moving:
            self.hear_out()
            self.say(EventKind.READY)

    def work(self, units: int) -> None:
        """Let so many units of the set at hand go by, counted from the start of its reply."""
        assert self.session.block is not None, "nothing is being counted"
        mark = self.session.block.marks[0]
        step = self.session.plan[mark.index]
        elapsed = mark.begins / 1000 + step.seconds_for(units)
        self.now = self.session.block.started + timedelta(seconds=elapsed + TOLERANCE_MS / 1000 + 0.1)

    @property
    def place(self) -> tuple[str, int, int]:
        """Give exercise, set, and units done of it."""
        return self.session.step.exercise, self.session.step.set, self.session.done

    @property
    def question(self) -> Question | None:
        """Give the question that the last reply asked at once."""
        assert self.reply is not None
        return self.reply.then.question if isinstance(self.reply.then, Ask) else None

    @property
    def session(self) -> Session:
        """Give the workout in progress."""
        assert self.runner.session is not None, "no workout in progress"
        return self.runner.session

    @property
    def state(self) -> State:
        """Give the state as it was left by the last event."""
        return state_of(self.runner, self.now)

    @property
    def lines(self) -> list[str]:
        """Give the keys of the lines that the last reply told."""
        assert self.reply is not None
        return [tell.line for tell in self.reply.tell]
