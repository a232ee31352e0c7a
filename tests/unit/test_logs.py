"""Log lines."""

import io
import json
import logging

from skill.logs import FIELDS, configure


def test_a_line_is_one_json_object_with_known_fields() -> None:
    """What is passed beyond the fixed fields is dropped, whatever it is."""
    stream = io.StringIO()
    configure("INFO", stream)
    logger = logging.getLogger("skill.test")
    logger.info("turn", extra={"intent": "HowToIntent", "user": "amzn1.ask.account.X", "speech": "my knee hurts"})
    logger.debug("not shown")
    (line,) = stream.getvalue().splitlines()
    fields = json.loads(line)
    assert fields.keys() <= {"time", "level", "event", *FIELDS}
    assert (fields["event"], fields["intent"], fields["level"]) == ("turn", "HowToIntent", "INFO")
    logging.getLogger("skill").handlers.clear()
    logging.getLogger("skill").propagate = True
