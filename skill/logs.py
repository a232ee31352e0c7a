"""Log lines: one JSON object a line, with a fixed set of fields, and nothing about who is talking or what was said."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

from skill.metrics import embedded

# Every field that a line may hold. Anything else that is passed is dropped, so that no identifier and no word of a
# runner's can slip in.
FIELDS = (
    *("request", "intent", "state", "locale", "status", "milliseconds", "at", "error", "reason"),
    *("workout", "progress", "minutes"),
)


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
        if self._service is not None:
            line.update(embedded(line, self._service, round(record.created * 1000)))
        return json.dumps(line, ensure_ascii=False)


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
