"""What comes back from a screen: a touch, or the news that a reply is over.

Each carries the address of the reply that was on the screen. Only one that answers the reply which is the current one
means anything; all others are refused, with a reason for the log, and nothing moves: those of an earlier reply (late,
repeated, or from another device), of another workout, and whatever this skill never sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeGuard

from skill.alexa.screen.address import Address, address_of
from skill.coach.events import Effort, Event, EventKind
from skill.coach.session import Session

# The first argument of what a screen sends by itself: a reply is over; a reply is still playing.
BLOCK_END = "block_end"
STILL_HERE = "still_here"

# The first argument of a touch, and what it means. Touching is saying: every button has a spoken twin.
TOUCHES: Mapping[str, Event] = {
    "back": Event(EventKind.PREVIOUS),
    "pause": Event(EventKind.PAUSE),
    "next": Event(EventKind.NEXT),
    "how_to": Event(EventKind.HOW_TO),
    "ready": Event(EventKind.READY),
    "start": Event(EventKind.READY),
    "resume": Event(EventKind.RESUME),
    "stop": Event(EventKind.STOP),
    "new": Event(EventKind.NEW_WORKOUT),
    "yes": Event(EventKind.YES),
    "leave_out": Event(EventKind.YES),
    "no": Event(EventKind.NO),
    "easy": Event(EventKind.EFFORT, effort=Effort.EASY),
    "right": Event(EventKind.EFFORT, effort=Effort.RIGHT),
    "hard": Event(EventKind.EFFORT, effort=Effort.HARD),
}

_KNOWN = frozenset({BLOCK_END, STILL_HERE, *TOUCHES})


class Refusal(StrEnum):
    """Why an event from a screen means nothing."""

    MALFORMED = "malformed"  # not of a form that this skill sends
    FOREIGN = "foreign"  # of another workout
    LATE = "late"  # of a reply that another one has followed: old, repeated, or from another device
    AHEAD = "ahead"  # of a reply that was never given
    EARLY = "early"  # the reply's time is not over
    ALIVE = "alive"  # the screen shows that it is still there; this is how it should be


@dataclass(frozen=True, slots=True)
class Refused:
    """An event that means nothing, and why."""

    why: Refusal


def read_event(arguments: object, session: Session | None, now: datetime) -> Event | Refused:
    """Read the arguments of a screen's event.

    Args:
        arguments: As they came: what was touched or happened, the workout, the step, the number of the reply.
        session: The workout in progress as it was left by the last turn, with what is being played; or None.
        now: Aware UTC time of the request.
    """
    match arguments:
        case [str(word), str(workout), index, turn] if word in _KNOWN and _is_whole(index) and _is_whole(turn):
            refused = _compare(Address(workout, int(index), int(turn)), address_of(session))
        case _:
            return Refused(Refusal.MALFORMED)
    if refused is None and word == STILL_HERE:
        refused = Refusal.ALIVE
    if refused is None and word == BLOCK_END:
        return _block_end(session, now)
    return TOUCHES[word] if refused is None else Refused(refused)


def _is_whole(number: object) -> TypeGuard[int | float]:
    """Tell whether a value is a whole number; a screen counts in floating-point numbers."""
    return (isinstance(number, int) and not isinstance(number, bool)) or (
        isinstance(number, float) and number.is_integer()
    )


def _compare(shown: Address, current: Address) -> Refusal | None:
    if shown.workout != current.workout:
        return Refusal.FOREIGN
    if shown.turn != current.turn:
        return Refusal.LATE if shown.turn < current.turn else Refusal.AHEAD
    return None if shown.index == current.index else Refusal.MALFORMED


def _block_end(session: Session | None, now: datetime) -> Event | Refused:
    """Go on where a reply has been played out; the clock, not the screen, decides whether it has."""
    if session is None or session.block is None:
        return Refused(Refusal.MALFORMED)
    if (now - session.block.started).total_seconds() * 1000 < session.block.ends:
        return Refused(Refusal.EARLY)
    return Event(EventKind.READY)
