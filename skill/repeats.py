"""Requests that were answered already: what a runner keeps of them, and how one that comes again is known.

Of an answered request the digest of its id is kept, with the second of its time behind it, the newest first. For those
that there is no room for, the latest of their seconds is kept, as the last mark: a request that is no later than that
was sent before one that is long answered, and is taken for one of them. So nothing moves twice, however many others
come in between.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from skill.coach.runner import Runner
from skill.documents import DIGEST_DIGITS, digest

# How many answered requests are remembered one by one.
REMEMBERED_REQUESTS = 20
# A request is taken up to 150 seconds before and after its own time: those that may come in between it and its repeat
# carry times that lie no further apart than this. Beyond it a time says nothing, as after a clock that was wrong.
HORIZON_SECONDS = 300
# Marks the second up to which single requests are no longer remembered.
_UP_TO = "<"


def remembering(runner: Runner, request_id: str, now: datetime) -> Runner:
    """Let a runner remember a request that was answered; one without an id cannot be.

    Args:
        runner: The runner.
        request_id: The platform's id of the request.
        now: The request's own time.
    """
    if not request_id:
        return runner
    return replace(runner, requests=newest((f"{digest(request_id)}{_second(now):x}", *runner.requests)))


def answered(runner: Runner, request_id: str, now: datetime) -> bool:
    """Tell whether a request of this id and time was answered already."""
    if not request_id:
        return False
    name, second = digest(request_id), _second(now)
    return any(
        mark.startswith(name) or (mark.startswith(_UP_TO) and 0 <= _read(mark) - second <= HORIZON_SECONDS)
        for mark in runner.requests
    )


def newest(marks: Iterable[str], most: int = REMEMBERED_REQUESTS) -> tuple[str, ...]:
    """Keep the first of some marks, and the latest second of the others."""
    distinct = tuple(dict.fromkeys(marks))
    single = [mark for mark in distinct if not mark.startswith(_UP_TO)]
    # Marks that older releases wrote are digests alone.
    dropped = [mark for mark in single[most:] if len(mark) > DIGEST_DIGITS]
    seconds = [_read(mark) for mark in (*dropped, *(mark for mark in distinct if mark.startswith(_UP_TO)))]
    return (*single[:most], *([f"{_UP_TO}{max(seconds):x}"] if seconds else ()))


def _second(moment: datetime) -> int:
    return int(moment.timestamp())


def _read(mark: str) -> int:
    return int(mark[len(_UP_TO) if mark.startswith(_UP_TO) else DIGEST_DIGITS :], 16)
