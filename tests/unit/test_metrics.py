"""Metrics in log lines, as CloudWatch reads them."""

import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_model.interfaces.system.error_type import ErrorType
from ask_sdk_model.session_ended_error_type import SessionEndedErrorType

from skill.logs import FIELDS, configure
from skill.metrics import DIMENSIONS, METRICS, NAMESPACE

ROOT = Path(__file__).parents[2]
SERVICE = "runner-strength-Skill"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Send the skill's lines into a buffer, as a service that CloudWatch knows."""
    stream = io.StringIO()
    configure("INFO", stream, SERVICE)
    yield stream
    logger = logging.getLogger("skill")
    logger.handlers.clear()
    logger.propagate = True


def _logged(stream: io.StringIO, event: str, **fields: object) -> dict[str, Any]:
    logging.getLogger("skill.test").info(event, extra=fields)
    line: dict[str, Any] = json.loads(stream.getvalue().splitlines()[-1])
    return line


def _values(event: str) -> dict[str, object]:
    """Fill every field that an event's metrics and dimensions need."""
    needed = {metric.field: 7 for metric in METRICS[event] if metric.field}
    field = DIMENSIONS.get(event, (None,))[0]
    return {**needed, **({field: "working"} if field else {})}


@pytest.mark.parametrize("event", METRICS)
def test_every_metric_stands_on_its_line(stream: io.StringIO, event: str) -> None:
    """CloudWatch finds each metric's value and each dimension as members of the line, with a time of now."""
    line = _logged(stream, event, **_values(event))
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive["Namespace"] == NAMESPACE
    assert {metric["Name"] for metric in directive["Metrics"]} == {metric.name for metric in METRICS[event]}
    assert all(isinstance(line[metric["Name"]], int) for metric in directive["Metrics"])
    assert all(isinstance(line[name], str) for names in directive["Dimensions"] for name in names)
    assert directive["Dimensions"][0] == ["Service"]
    assert line["Service"] == SERVICE
    assert line["_aws"]["Timestamp"] > 1_600_000_000_000


def test_a_fallback_is_told_apart_by_state(stream: io.StringIO) -> None:
    """Fallbacks are counted in all, and by where the runner was."""
    line = _logged(stream, "fallback", state="resting")
    assert line["_aws"]["CloudWatchMetrics"][0]["Dimensions"] == [["Service"], ["Service", "State"]]
    assert line["State"] == "resting"


def test_a_value_that_is_not_there_is_no_metric(stream: io.StringIO) -> None:
    """A line without a field is counted, and has no value made up for it."""
    line = _logged(stream, "turn")
    assert line["Turns"] == 1
    assert "TurnMilliseconds" not in line


def test_a_turn_on_a_screen_is_a_turn_too(stream: io.StringIO) -> None:
    """What a screen sends back counts among the turns with its milliseconds, and by itself."""
    line = _logged(stream, "screen_event", milliseconds=12.5)
    assert (line["Turns"], line["ScreenTurns"], line["TurnMilliseconds"]) == (1, 1, 12.5)


def test_other_lines_carry_none(stream: io.StringIO) -> None:
    """A line that counts for nothing is left as it is."""
    assert _logged(stream, "unanswered").keys() <= {"time", "level", "event", *FIELDS}


def _watched() -> tuple[set[str], set[str]]:
    """Give the metrics of ours that the template's alarms look at, and those that its dashboard shows."""
    template = (ROOT / "infra" / "template.yaml").read_text(encoding="utf-8")
    alarms, board = template.split("DashboardBody")
    rows = re.findall(r'\["RunnerStrength", .*?\]\}\}', board, re.DOTALL)
    shown = {name for row in rows for name in re.findall(r'\["(?:RunnerStrength|\.)", "(\w+)"', row)}
    searched = set(re.findall(r'MetricName=\\"(\w+)\\"', board))
    return set(re.findall(r"Namespace: RunnerStrength\n\s+MetricName: (\w+)", alarms)), shown | searched


def test_every_metric_that_is_watched_is_measured_and_the_other_way_round() -> None:
    """Alarms and dashboard look at metrics of ours, by the names that the code gives them; none is measured unseen."""
    measured = {metric.name for metrics in METRICS.values() for metric in metrics}
    alarmed, shown = _watched()
    assert alarmed == {"FailedTurns", "RefusedRequests", "StoreOutages", "LeftUnsaved", "PlatformFaults"}
    assert shown == measured


def test_the_alarm_for_invalid_answers_waits_for_amazons_own_word() -> None:
    """The reason that it looks for is the one that Amazon gives, both ways that it has to tell of one."""
    template = (ROOT / "infra" / "template.yaml").read_text(encoding="utf-8")
    (reason,) = re.findall(r"\{ Name: Reason, Value: (\w+) \}", template)
    assert reason in {kind.value for kind in SessionEndedErrorType}
    assert reason in {kind.value for kind in ErrorType}
    assert DIMENSIONS["platform_reports_fault"] == ("reason", "Reason")


def test_every_event_that_is_counted_is_logged_somewhere() -> None:
    """No metric waits for a line that nobody writes."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "skill").rglob("*.py"))
    for event in METRICS:
        assert re.search(rf'(_log\.\w+\(|event = |else |\n\s+)"{event}"', sources.replace("METRICS", "")), event
