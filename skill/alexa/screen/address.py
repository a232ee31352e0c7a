"""Which reply of which workout a screen is showing, so that what comes back from it can be told from what is over."""

from dataclasses import dataclass

from skill.coach.session import Session


@dataclass(frozen=True, slots=True)
class Address:
    """The name of one reply.

    Attributes:
        workout: The workout's id with the second at which it was first proposed; empty where none is in progress.
        index: The step of the plan that the reply began with.
        turn: The number of the reply in its workout; each reply has one of its own.
    """

    workout: str
    index: int
    turn: int


def address_of(session: Session | None) -> Address:
    """Name the reply that a session gave last."""
    if session is None:
        return Address("", 0, 0)
    return Address(f"{session.workout}@{int(session.started.timestamp())}", session.index, session.turn)
