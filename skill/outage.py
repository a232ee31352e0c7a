"""While the store is away: how long a turn waits for it, and how a session parts that could not be written.

A session with something unwritten stays open while there is hope, and nothing is called saved that is not.
"""

import logging
from collections.abc import Callable

from skill.coach.acts import Ask, End, Question, Tell, Then
from skill.coach.events import EventKind
from skill.coach.moment import Reply
from skill.coach.record import Record
from skill.coach.runner import Runner
from skill.documents import NewerDocumentError, UnreadableDocumentError
from skill.loaded import Loaded
from skill.store.errors import StoreError, Unavailable
from skill.store.port import LONGEST_CALL

_log = logging.getLogger(__name__)

# How often something is tried again when somebody else wrote in between.
ATTEMPTS = 8
# What a turn's calls of the store may take together, in seconds.
STORE_SECONDS = 3.0
# What cannot be read is never written over, and stands in the way of a workout no more than what cannot be reached.
UNREADABLE = (StoreError, UnreadableDocumentError, NewerDocumentError)
# Lines that say that something is written.
_CLAIMS = frozenset({"saved", "written"})


class Patience:
    """How long a turn waits for the store: a call that might take too long is not made."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin to wait; `clock` gives seconds that only grow."""
        self._clock = clock
        self._last_begin = clock() + STORE_SECONDS - LONGEST_CALL

    def check(self) -> None:
        """Raise Unavailable where there is no time for one more call."""
        if self._clock() > self._last_begin:
            raise Unavailable("there is no time left in this turn")


def parting(
    kind: EventKind, loaded: Loaded, runner: Runner, reply: Reply, ended: tuple[Record, ...]
) -> tuple[tuple[Tell, ...], Then]:
    """Find the words where a session would end with something unwritten: it stays open while there is hope."""
    done = runner.session is not None and bool(runner.session.log)
    tell = tuple(line for line in reply.tell if line.line not in _CLAIMS)
    if not done and not ended:
        return tell or (Tell("goodbye"),), End()
    asked = loaded.runner.ask is not None and loaded.runner.ask.question is Question.SAVE_AGAIN
    if kind is EventKind.CLOSED or (asked and kind in {EventKind.NO, EventKind.STOP}):
        _log.error("left_unsaved")
        return (*tell, Tell("not_written")), End()
    return tell, Ask(Question.SAVE_AGAIN)
