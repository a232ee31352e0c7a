"""The Lambda entry point: built when it is imported, and what it says when it cannot answer."""

import importlib
import io
import json
import logging
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from skill.alexa.door import Door
from skill.alexa.errors import ForeignSkillError
from skill.settings import SettingError
from skill.store.errors import Unavailable
from tests.envelopes import SKILL, launch

NAME = "skill.aws_lambda"


@pytest.fixture
def stderr(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Stand in for where Lambda reads log lines."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


@pytest.fixture
def imported(monkeypatch: pytest.MonkeyPatch, stderr: io.StringIO) -> Iterator[ModuleType]:
    """Import it as Lambda does, for one skill."""
    assert not stderr.getvalue()
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", "memory://")
    monkeypatch.setenv("RUNNER_STRENGTH_SKILL_ID", SKILL)
    monkeypatch.setenv("RUNNER_STRENGTH_KEY_SECRET", "test")
    monkeypatch.setenv("AWS_LAMBDA_FUNCTION_NAME", "runner-strength-Skill")
    monkeypatch.delitem(sys.modules, NAME, raising=False)
    yield importlib.import_module(NAME)
    logger = logging.getLogger("skill")
    logger.handlers.clear()
    logger.propagate = True
    monkeypatch.delitem(sys.modules, NAME)


def _lines(stderr: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stderr.getvalue().splitlines()]


def test_a_turn_counts_for_the_function(stderr: io.StringIO, imported: ModuleType) -> None:
    """Its line carries the metrics under the function's own name, by which the dashboard looks for them."""
    assert imported.handler(launch(), None)["response"]["shouldEndSession"] is False
    (line,) = [line for line in _lines(stderr) if line["event"] == "turn"]
    assert (line["Service"], line["Turns"]) == ("runner-strength-Skill", 1)


def test_a_foreign_request_fails_and_is_counted(stderr: io.StringIO, imported: ModuleType) -> None:
    """The invocation fails, and the alarm's metric goes up by one."""
    foreign = json.loads(json.dumps(launch()).replace(SKILL, "amzn1.ask.skill.other"))
    with pytest.raises(ForeignSkillError):
        imported.handler(foreign, None)
    (line,) = _lines(stderr)
    assert (line["event"], line["RefusedRequests"]) == ("request_refused", 1)


def test_what_has_to_come_again_fails_without_being_refused(
    stderr: io.StringIO, imported: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An event that the store could not take fails, so that Amazon delivers it again; nobody calls that an attack."""

    def away(*_: object) -> None:
        raise Unavailable("away")

    monkeypatch.setattr(Door, "answer", away)
    with pytest.raises(Unavailable):
        imported.handler(launch(), None)
    (line,) = _lines(stderr)
    assert (line["event"], line["error"]) == ("request_put_off", "Unavailable")


def test_an_unforeseen_fault_fails_and_is_told_by_its_place(
    stderr: io.StringIO, imported: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The invocation fails, with the exception's type and place in our log, and without its words."""

    def broken(*_: object) -> None:
        raise KeyError("my knee hurts")

    monkeypatch.setattr(Door, "answer", broken)
    with pytest.raises(KeyError):
        imported.handler(launch(), None)
    (line,) = _lines(stderr)
    assert (line["event"], line["error"]) == ("request_failed", "KeyError")
    assert "skill/aws_lambda.py" in str(line["trace"])
    assert "knee" not in stderr.getvalue()


@pytest.mark.parametrize(
    ("name", "value"),
    [("STORE", "nowhere"), ("SKILL_ID", ""), ("SKILL_ID", "x"), ("KEY_SECRET", "local"), ("KEY_SECRET", "")],
)
def test_a_wrong_setting_stops_the_import(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """A release with a wrong setting, or one that would answer every skill or hash in the open, takes no request."""
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", "memory://")
    monkeypatch.setenv("RUNNER_STRENGTH_SKILL_ID", SKILL)
    monkeypatch.setenv("RUNNER_STRENGTH_KEY_SECRET", "test")
    monkeypatch.setenv(f"RUNNER_STRENGTH_{name}", value)
    monkeypatch.delitem(sys.modules, NAME, raising=False)
    with pytest.raises(SettingError, match=f"RUNNER_STRENGTH_{name}"):
        importlib.import_module(NAME)
