"""Log lines: one JSON object a line, with a fixed set of fields, and nothing about who is talking or what was said."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

# Every field that a line may hold. Anything else that is passed is dropped, so that no identifier and no word of a
# runner's can slip in.
FIELDS = ("request", "intent", "state", "locale", "status", "milliseconds", "at", "error", "reason")


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line: time, level, the event's name, and the fields that were passed."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "event": record.getMessage(),
        }
        line.update({name: value for name in FIELDS if (value := getattr(record, name, None)) is not None})
        return json.dumps(line, ensure_ascii=False)


def configure(level: str, stream: TextIO | None = None) -> None:
    """Send our log lines to a stream, standard error unless another one is given."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("skill")
    logger.handlers[:] = [handler]
    logger.setLevel(level)
    logger.propagate = False
