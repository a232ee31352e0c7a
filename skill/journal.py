"""The journal: which lines a turn leaves for the operator, so that it can be told where runners drop out.

A line says what happened to a workout, never to whom, why, or in which words. Lines of different turns cannot be
brought together, since nothing in them tells one runner from another: what is learnt from them are counts.
"""

import logging
from datetime import datetime

from skill.coach.acts import End
from skill.coach.events import EventKind
from skill.coach.machine import state_of
from skill.coach.moment import Reply
from skill.coach.place import locate
from skill.coach.runner import Runner
from skill.coach.session import Session, State

_log = logging.getLogger(__name__)

_MOVING = frozenset({State.WORKING, State.RESTING})


def note(kind: EventKind | None, before: Runner, reply: Reply, now: datetime) -> None:
    """Leave the lines of a turn.

    Args:
        kind: What was wanted; None where it did not come from words.
        before: The runner before the turn.
        reply: What the coach decided.
        now: The turn's time.
    """
    before = locate(before, now)
    if kind is EventKind.UNKNOWN:
        _log.info("fallback", extra={"state": state_of(before, now).value})
    if reply.ended is not None:
        event = "workout_finished" if reply.ended.completed else "workout_cut_short"
        _log.info(event, extra={"workout": reply.ended.workout, "minutes": reply.ended.minutes})
    session = reply.runner.session
    if session is None or reply.aside:
        return
    if session.state in _MOVING and _begins(before.session, session):
        _log.info("workout_started", extra={"workout": session.workout})
    elif session.state in _MOVING and _rested(before.session):
        _log.info("workout_resumed", extra=_place(session))
    elif isinstance(reply.then, End):
        _log.info("workout_left", extra=_place(session))


def _begins(before: Session | None, session: Session) -> bool:
    """Tell whether the first step of a workout begins."""
    if before is None or before.started != session.started:
        return True
    return before.state is State.READY and before.index == 0 and not before.log


def _rested(before: Session | None) -> bool:
    return before is not None and before.state in {State.READY, State.PAUSED}


def _place(session: Session) -> dict[str, object]:
    """Tell how far a workout has come, in percent of its steps."""
    return {"workout": session.workout, "progress": 100 * session.index // max(1, len(session.plan))}
