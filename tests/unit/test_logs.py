"""Log lines."""

import ast
import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from skill.logs import FIELDS, MOST_CAUSES, MOST_PLACES, configure, trace

SKILL = Path(__file__).parents[2] / "skill"
HERE = "tests/unit/test_logs.py:"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Send the skill's lines into a buffer."""
    stream = io.StringIO()
    configure("INFO", stream)
    yield stream
    logging.getLogger("skill").handlers.clear()
    logging.getLogger("skill").propagate = True


def only(stream: io.StringIO) -> dict[str, Any]:
    """Give the one line that was logged."""
    (text,) = stream.getvalue().splitlines()
    line: dict[str, Any] = json.loads(text)
    assert line.keys() <= {"time", "level", "event", *FIELDS}
    return line


def test_a_line_is_one_json_object_with_known_fields(stream: io.StringIO) -> None:
    """What is passed beyond the fixed fields is dropped, whatever it is."""
    logger = logging.getLogger("skill.test")
    logger.info("turn", extra={"intent": "HowToIntent", "user": "amzn1.ask.account.X", "speech": "my knee hurts"})
    logger.debug("not shown")
    line = only(stream)
    assert (line["event"], line["intent"], line["level"]) == ("turn", "HowToIntent", "INFO")


def test_an_exception_is_told_by_type_and_place(stream: io.StringIO) -> None:
    """Its message and the values at hand are not: they may hold what was said."""
    spoken = {"speech": "my knee hurts"}
    try:
        spoken["my elbow hurts"]
    except KeyError:
        logging.getLogger("skill.test").exception("failed", extra={"status": 500})
    line = only(stream)
    assert (line["error"], line["status"]) == ("KeyError", 500)
    assert all(re.fullmatch(rf"{re.escape(HERE)}\d+", place) for place in line["trace"])
    assert "hurts" not in stream.getvalue()


def test_what_an_exception_was_caused_by_is_told(stream: io.StringIO) -> None:
    """The cause comes first, with its type, as in Python's own traces."""
    try:
        try:
            json.loads("my knee hurts")
        except ValueError as error:
            raise LookupError("my knee hurts") from error
    except LookupError as error:
        logging.getLogger("skill.test").warning("failed", exc_info=error)
    line = only(stream)
    assert line["error"] == "LookupError"
    assert line["trace"][0].startswith(HERE)
    assert any(place.startswith("json/decoder.py:") for place in line["trace"])
    assert line["trace"][-2] == "JSONDecodeError"
    assert line["trace"][-1].startswith(HERE)


def test_a_trace_is_short(stream: io.StringIO) -> None:
    """Of an endless recursion the last places are told; of many causes a few; without an exception nothing."""

    def deeper() -> None:
        deeper()

    with pytest.raises(RecursionError) as caught:
        deeper()
    logging.getLogger("skill.test").warning("failed", exc_info=caught.value)
    assert len(only(stream)["trace"]) == MOST_PLACES
    error = ValueError()
    for _ in range(MOST_CAUSES * 2):
        error.__context__, error = None, type("Later", (ValueError,), {"__cause__": error})()
    assert sum(place == "Later" for place in trace(error)) == MOST_CAUSES - 1


def test_no_exception_is_no_trace(stream: io.StringIO) -> None:
    """Outside an exception nothing is told of one, even where somebody asks for it."""
    logging.getLogger("skill.test").warning("failed", exc_info=(None, None, None))
    assert not {"error", "trace"} & only(stream).keys()


def test_a_place_outside_of_any_package_is_told_by_its_file(stream: io.StringIO) -> None:
    """Code from a file of no package, or from none at all, has a place too."""
    try:
        exec(compile("1 / 0", "/home/somebody/script.py", "exec"), {"__name__": "__main__"})  # noqa: S102  # ours
    except ZeroDivisionError as error:
        logging.getLogger("skill.test").warning("failed", exc_info=error)
    assert only(stream)["trace"][-1] == "script.py:1"


def test_every_field_that_is_passed_is_one_of_the_fixed() -> None:
    """Nothing is passed that would be dropped, so that no line lacks what it was meant to tell."""
    passed = {
        str(key.value)
        for path in SKILL.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.keyword) and node.arg == "extra" and isinstance(node.value, ast.Dict)
        for key in node.value.keys
        if isinstance(key, ast.Constant)
    }
    assert {"error", "reason", "line"} <= passed
    assert passed <= set(FIELDS)
