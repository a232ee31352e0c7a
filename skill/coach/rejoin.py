"""What becomes of a workout that went on while its notes could not be reached.

Meanwhile the notes may have been written from elsewhere. Requests tell who knew of whom: each side remembers the last
ones that it answered. Where neither knew of the other, no set that either has is dropped.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from skill.coach.closing import put_away
from skill.coach.events import Event, EventKind
from skill.coach.moment import Moment
from skill.coach.programme import after
from skill.coach.record import Record, has_sets
from skill.coach.runner import LastWorkout, Runner
from skill.coach.session import Logged, Session
from skill.content.types import Catalogue


def rejoin(
    stored: Runner, ours: Runner, ended: Sequence[Record], now: datetime, catalogue: Catalogue
) -> tuple[Runner, tuple[Record, ...]]:
    """Bring what is stored and what went on without it together.

    Args:
        stored: The runner as stored.
        ours: The runner as the session knows it.
        ended: Workouts that ended meanwhile and are not written down yet, the oldest first.
        now: Aware UTC time.
        catalogue: What the coach knows.

    Returns:
        The runner to go on with, and the workouts that are still to be written down.
    """
    if ours.requests and ours.requests[0] in stored.requests:
        # Our last write arrived after all, with the oldest workout in it; only its answer was lost.
        return stored, tuple(ended[1:])
    if stored.requests and stored.requests[0] in ours.requests:
        return ours, tuple(ended)
    runner = replace(stored, taught=stored.taught | ours.taught, requests=ours.requests + stored.requests)
    for record in ended:
        runner = _counted(runner, record, catalogue)
    if ours.session is None:
        return runner, tuple(ended)
    return _with_session(replace(runner, ask=ours.ask), ours.session, ended, now, catalogue)


def _counted(runner: Runner, record: Record, catalogue: Catalogue) -> Runner:
    """Count a workout that ended without the notes."""
    if runner.session is not None and runner.session.started == record.started:
        runner = replace(runner, session=None, ask=None)
    last = runner.last
    if last is None or last.ended < record.ended:
        last = LastWorkout(record.workout, record.ended, record.completed)
    runner = replace(runner, finished=runner.finished + 1, last=last)
    return after(record.workout, runner, catalogue) if record.completed else runner


def _with_session(
    runner: Runner, ours: Session, ended: Sequence[Record], now: datetime, catalogue: Catalogue
) -> tuple[Runner, tuple[Record, ...]]:
    theirs = runner.session
    if theirs is None or theirs.started != ours.started:
        if theirs is not None and has_sets(theirs):
            # Two workouts at once: the one that is not gone on with here ends with what was done of it.
            runner, record = put_away(Moment(runner, Event(EventKind.CLOSED), now, catalogue), theirs)
            ended = (*ended, record)
        return replace(runner, session=ours), tuple(ended)
    return replace(runner, session=_united(theirs, ours)), tuple(ended)


def _united(theirs: Session, ours: Session) -> Session:
    """Unite two continuations of one workout: the place of the one heard last, and the sets of both."""
    newer, older = (ours, theirs) if ours.touched >= theirs.touched else (theirs, ours)
    log = {entry.index: entry for entry in newer.log}
    for entry in older.log:
        index = _place_of(older, entry, newer)
        if index is not None:
            log.setdefault(index, replace(entry, index=index))
    efforts = dict((*older.efforts, *newer.efforts))
    return replace(newer, log=tuple(log[index] for index in sorted(log)), efforts=tuple(efforts.items()))


def _place_of(older: Session, entry: Logged, newer: Session) -> int | None:
    """Find where a set of one plan stands in another, which differs after an added set or a swap.

    A set of a move that was swapped counts for the move that stands in its place.
    """
    step, plan = older.plan[entry.index], newer.plan
    places = [index for index, other in enumerate(plan) if other.place == step.place]
    if not places and entry.index < len(plan) and plan[entry.index].kind is step.kind:
        places = [entry.index]
    return places[0] if places else None
