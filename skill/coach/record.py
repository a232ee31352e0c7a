"""The record of a workout that ended: what was done, and nothing else.

A record never says why anything was left out.
"""

from dataclasses import dataclass
from datetime import datetime

from skill.coach.acts import Fact
from skill.coach.events import Effort
from skill.coach.plan import Side, StepKind, seconds_left
from skill.coach.session import Session

# The share of its sets from which a workout counts as done; below it the same workout is offered again.
DONE_SHARE = 2 / 3


@dataclass(frozen=True, slots=True)
class DoneSet:
    """One set, or one side (left, right) of it: what was done against what was planned, in repetitions or seconds."""

    exercise: str
    set: int
    side: str | None
    target: int
    amount: int


@dataclass(frozen=True, slots=True)
class Record:
    """A workout that ended."""

    workout: str
    started: datetime
    ended: datetime
    minutes: int
    completed: bool
    sets: tuple[DoneSet, ...]
    efforts: tuple[tuple[str, Effort], ...]


def record_of(session: Session) -> Record:
    """Make the record of a session. It ended when it was last gone on with, however much later it is put away."""
    planned = [step for step in session.plan if step.kind is StepKind.WORK]
    done = tuple(
        DoneSet(step.exercise, step.set, _side(step.side), step.amount, entry.amount)
        for entry in session.log
        if (step := session.plan[entry.index]).kind is StepKind.WORK
    )
    return Record(
        workout=session.workout,
        started=session.started,
        ended=session.touched,
        minutes=round(session.active / 60),
        completed=len(done) >= DONE_SHARE * len(planned),
        sets=done,
        efforts=session.efforts,
    )


def totals(session: Session) -> dict[str, Fact]:
    """Give what a workout comes to if everything that is left of it is done: its sets and its whole minutes."""
    logged = {entry.index for entry in session.log}
    sets = {
        (step.exercise, step.set)
        for index, step in enumerate(session.plan)
        if step.kind is StepKind.WORK and (index >= session.index or index in logged)
    }
    seconds = session.active + seconds_left(session.plan, session.index, session.done)
    return {"workout": session.workout, "sets": len(sets), "minutes": max(1, round(seconds / 60))}


def share_done(session: Session) -> float:
    """Give the share of the planned sets that was done, 0 to 1."""
    planned = sum(step.kind is StepKind.WORK for step in session.plan)
    done = sum(session.plan[entry.index].kind is StepKind.WORK for entry in session.log)
    return done / planned if planned else 0.0


def has_sets(session: Session) -> bool:
    """Tell whether any set was done; a warm-up alone makes no record."""
    return any(session.plan[entry.index].kind is StepKind.WORK for entry in session.log)


def sets_done(record: Record) -> int:
    """Count the sets of a record; both sides of a set are one."""
    return len({(entry.exercise, entry.set) for entry in record.sets})


def _side(side: Side | None) -> str | None:
    if side is None:
        return None
    return "each" if side.alternates else side.value
