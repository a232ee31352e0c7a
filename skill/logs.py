"""Log lines: one JSON object a line, with a fixed set of fields, and nothing about who is talking or what was said.

Of an exception a line tells the type and the places in the code, never its message nor any value: those may hold words.
"""

import json
import logging
import sys
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePath
from traceback import walk_tb
from types import FrameType
from typing import TextIO

from skill.metrics import embedded

# Every field that a line may hold. Anything else that is passed is dropped, so that no identifier and no word of a
# runner's can slip in.
FIELDS = (
    *("request", "intent", "state", "locale", "status", "milliseconds", "at", "error", "reason"),
    *("workout", "progress", "minutes", "line", "trace"),
)
# How many places of a trace a line may hold: the last ones, next to where it went wrong.
MOST_PLACES = 16
# How many exceptions behind one another are looked at.
MOST_CAUSES = 4


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object on one line, with its metrics where a service is named."""

    def __init__(self, service: str | None = None) -> None:
        """Keep the name that CloudWatch knows the service by; None where nobody reads metrics out of the lines."""
        super().__init__()
        self._service = service

    def format(self, record: logging.LogRecord) -> str:
        """Give the line: time, level, the event's name, and the fields that were passed."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "event": record.getMessage(),
        }
        line.update({name: value for name in FIELDS if (value := getattr(record, name, None)) is not None})
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            line.setdefault("error", type(error).__name__)
            line["trace"] = list(deque(trace(error), MOST_PLACES))
        if self._service is not None:
            line.update(embedded(line, self._service, round(record.created * 1000)))
        return json.dumps(line, ensure_ascii=False)


def trace(error: BaseException) -> Iterator[str]:
    """Give where an exception comes from, as `file:line`, the outermost place first; before that what caused it."""
    causes = [error]
    while (cause := _cause(causes[0])) is not None and len(causes) < MOST_CAUSES:
        causes.insert(0, cause)
    for each in causes:
        for frame, line in walk_tb(each.__traceback__):
            yield f"{_file(frame)}:{line}"
        if each is not error:
            yield type(each).__name__


def _cause(error: BaseException) -> BaseException | None:
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _file(frame: FrameType) -> str:
    """Name the file of a frame from its top package on: what is above it is the machine's business."""
    parts = PurePath(frame.f_code.co_filename).parts
    top = str(frame.f_globals.get("__name__", "")).partition(".")[0]
    begin = len(parts) - 1 - parts[::-1].index(top) if top in parts else -1
    return "/".join(parts[begin:])


def configure(level: str, stream: TextIO | None = None, service: str | None = None) -> None:
    """Send our log lines to a stream, standard error unless another one is given.

    Args:
        level: The least level that is shown.
        stream: Where the lines go.
        service: The name that CloudWatch knows the service by, where it reads metrics out of the lines.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines(service))
    logger = logging.getLogger("skill")
    logger.handlers[:] = [handler]
    logger.setLevel(level)
    logger.propagate = False
