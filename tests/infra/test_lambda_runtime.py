"""The artifact under AWS's own runtime client: answers, refusals, a store that hangs, a process that is killed."""

import json
import socket
import sys
from pathlib import Path

import pytest

from tests.envelopes import intent, launch
from tests.infra.lambda_service import running
from tests.responses import assert_valid

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="AWS's runtime client runs where Lambda does")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Give the file that the function's output goes to."""
    return tmp_path / "log"


def _sqlite(folder: Path) -> str:
    return f"sqlite:///{folder}/store.sqlite3"


def test_a_request_is_answered(unpacked: Path, tmp_path: Path, log: Path) -> None:
    """An envelope goes in as the service sends it, and a response envelope comes back."""
    with running(unpacked, log, RUNNER_STRENGTH_STORE=_sqlite(tmp_path)) as (service, _):
        kind, response = service.invoke(launch())
    assert kind == "response"
    assert_valid(response)


def test_a_refusal_is_an_error_and_the_next_request_is_answered(unpacked: Path, tmp_path: Path, log: Path) -> None:
    """A foreign envelope, no envelope and no JSON at all fail one by one, each with its type; the process lives on."""
    settings = {"RUNNER_STRENGTH_STORE": _sqlite(tmp_path), "RUNNER_STRENGTH_SKILL_ID": "amzn1.ask.skill.other"}
    with running(unpacked, log, **settings) as (service, process):
        failures = [service.invoke(launch()), service.invoke({"version": "1.0"}), service.invoke_raw("{")]
        assert [kind for kind, _ in failures] == ["error"] * 3
        types = [error["errorType"] for _, error in failures]
        assert types[:2] == ["ForeignSkillError", "MalformedEnvelopeError"]
        ours = json.loads(json.dumps(launch()).replace("amzn1.ask.skill.test", "amzn1.ask.skill.other"))
        assert service.invoke(ours)[0] == "response"
        assert process.poll() is None
    assert log.read_text().count('"request_refused"') == 2


def test_a_wrong_setting_fails_the_start(unpacked: Path, log: Path) -> None:
    """The service hears at the start that the function cannot run, and why: such a release never takes over."""
    with running(unpacked, log, RUNNER_STRENGTH_BLOCK_SECONDS="none") as (service, process):
        kind, error = service.outcome()
        assert process.wait(timeout=10) != 0
    assert kind == "init"
    assert "RUNNER_STRENGTH_BLOCK_SECONDS" in error["errorMessage"]


def test_a_store_that_hangs_costs_no_answer(unpacked: Path, log: Path) -> None:
    """A table that takes the connection and never answers: the runner is answered before Lambda's time is up."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings = {
            "RUNNER_STRENGTH_STORE": "dynamodb://runners",
            "AWS_ENDPOINT_URL_DYNAMODB": f"http://127.0.0.1:{silent.getsockname()[1]}",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
        }
        with running(unpacked, log, **settings) as (service, _):
            kind, response = service.invoke(launch())
    assert kind == "response"
    assert_valid(response)
    assert '"store_unavailable"' in log.read_text()


def test_a_killed_process_loses_no_place(unpacked: Path, tmp_path: Path, log: Path) -> None:
    """After a time-out Lambda kills the process and starts another: the workout goes on where it was."""
    store = _sqlite(tmp_path)
    with running(unpacked, log, RUNNER_STRENGTH_STORE=store) as (service, process):
        _, opened = service.invoke(launch())
        kind, started = service.invoke(intent("AMAZON.YesIntent", attributes=opened["sessionAttributes"]))
        assert kind == "response"
        process.kill()
        process.wait()
    with running(unpacked, log, RUNNER_STRENGTH_STORE=store) as (service, _):
        kind, again = service.invoke(launch())
    assert kind == "response"
    before, after = (answer["sessionAttributes"]["runner"]["session"] for answer in (started, again))
    assert (after["workout"], after["started"]) == (before["workout"], before["started"])
