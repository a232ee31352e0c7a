"""The session machine: for each state and each event, what the coach does.

The machine is a table. A row either moves (its `to` says where it may lead) or answers and stays. `advance` finds
where the runner is by now, looks the row up, and does it. A few questions have rows of their own (`asked`). Nothing
here knows wording or the store.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from skill.coach import opening
from skill.coach.acts import Question, Tell
from skill.coach.asked import ASKED
from skill.coach.dates import zone_named
from skill.coach.events import Event, EventKind
from skill.coach.moment import Moment, Reply
from skill.coach.place import locate
from skill.coach.record import Record
from skill.coach.runner import Runner
from skill.coach.session import State
from skill.coach.table import TABLE, Row
from skill.content.types import Catalogue
from skill.errors import RunnerStrengthError

# How long after a workout "start" is taken to mean a second one on the same day.
FINISHED_FOR = timedelta(hours=10)


class IllegalMoveError(RunnerStrengthError):
    """A move led to a state that its row does not name: a fault in the table."""


def state_of(runner: Runner, now: datetime) -> State:
    """Tell where a runner is."""
    if runner.session is not None:
        return runner.session.state
    last = runner.last
    if last is not None and last.completed and now - last.ended < FINISHED_FOR:
        return State.FINISHED
    return State.IDLE


# What a device that the workout has moved away from may still do: take it up, stop it, or end for itself.
_FROM_ANYWHERE = frozenset(
    {
        EventKind.OPEN,
        EventKind.START,
        EventKind.NEW_WORKOUT,
        EventKind.IDENTIFY,
        EventKind.WHO,
        EventKind.STOP,
        EventKind.PAIN,
        EventKind.UNWELL,
        EventKind.SORENESS,
        EventKind.CAUTION,
        EventKind.DELETE_DATA,
    }
)


def _heard_on(device: str, reply: Reply) -> Reply:
    """Give the workout to the device that spoke last."""
    session = reply.runner.session
    if session is None:
        return reply
    return replace(reply, runner=replace(reply.runner, session=replace(session, device=device)))


# What opens a conversation about a workout, in which a race that is over comes up.
_WELCOMED = frozenset({EventKind.OPEN, EventKind.START, EventKind.NEW_WORKOUT, EventKind.RESUME, EventKind.WHATS_DUE})


def _after_a_race(moment: Moment, reply: Reply) -> Reply:
    """Ask in passing how a race went that is over; no answer is waited for, and none is in the way of a workout."""
    if not moment.event.opens or moment.event.kind not in _WELCOMED or not opening.race_over(moment):
        return reply
    return replace(reply, tell=(Tell("race_over"), *reply.tell))


def _stale(runner: Runner, event: Event) -> bool:
    """Tell whether an event comes from a device that the workout has moved away from."""
    session = runner.session
    if session is None or event.opens or not session.device or session.device == event.device:
        return False
    return event.kind not in _FROM_ANYWHERE and not (event.kind is EventKind.YES and _asked_back(runner))


def _asked_back(runner: Runner) -> bool:
    """Tell whether this device was asked whether to bring the workout back."""
    return runner.ask is not None and runner.ask.question is Question.BRING_BACK


def _left_behind(moment: Moment) -> Reply:
    """Answer a device that the workout has moved away from: nothing moves."""
    if moment.event.kind is EventKind.NO and _asked_back(moment.runner):
        return opening.leave_there(moment)
    return opening.moved_away(moment)


def _row(runner: Runner, state: State, kind: EventKind) -> Row:
    """Give the row of the open question, where it has one for this event, else that of the state."""
    asked = ASKED.get(runner.ask.question, {}) if runner.ask else {}
    return asked.get(kind) or TABLE[state][kind]


def advance(
    runner: Runner,
    event: Event,
    now: datetime,
    catalogue: Catalogue,
    records: tuple[Record, ...] | None = (),
) -> Reply:
    """Decide what follows from an event.

    Args:
        runner: The runner as stored; the place is brought up to `now` first.
        event: What the runner wants.
        now: Aware UTC time of the event.
        catalogue: What the coach knows.
        records: The workouts that ended, newest first, where `recall.needs_records` asks for them; None where they
            cannot be read.

    Raises:
        IllegalMoveError: The table is at fault; the runner passed in is untouched.
    """
    if _stale(runner, event):
        return _left_behind(Moment(runner, event, now, catalogue))
    moment = Moment(locate(runner, now), event, now, catalogue, records, zone_named(runner.zone))
    state = state_of(moment.runner, now)
    row = _row(moment.runner, state, event.kind)
    reply = _after_a_race(moment, row.do(moment))
    after = state_of(reply.runner, now)
    if after is not state and after not in row.to:
        raise IllegalMoveError(f"{event.kind} led from {state} to {after}")
    return _heard_on(event.device, reply)
