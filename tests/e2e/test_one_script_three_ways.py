"""The same scripted workout through the terminal, through Flask over HTTP, and through the Lambda handler."""

import importlib
import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from werkzeug.serving import make_server

from interaction_model.committed import read_model
from skill.alexa.door import Door
from skill.alexa.requests import runner_key
from skill.content.loader import load_catalogue
from skill.speaker.device import Echo
from skill.speaker.envelopes import SKILL, USER, Envelopes
from skill.speaker.matcher import read_matcher
from skill.speaker.script import perform, read_script
from skill.speaker.transcript import Transcript
from skill.store.dynamodb import DynamoDBStore, create_table
from skill.store.memory import MemoryStore
from skill.store.open import open_store
from skill.store.port import Store, WorkoutRecord
from skill.web.app import create_app
from tests.engines import Engine, fresh_account
from tests.envelopes import NOON
from tests.responses import assert_valid
from tests.talking import make_turns

SECRET = "local"
KEY = runner_key(USER, SECRET)
# Lambda takes no secret that everybody knows.
OWN_SECRET = "a secret of its own"
TABLE = "runners"
# A whole beginner A, with a question, a correction, a pause and a change of exercise on the way.
SCRIPT = [
    "start my runner strength workout",
    "yes",
    *["ready"] * 4,
    "@+70s",
    "how do i do a lunge",
    "about right",
    "i did eleven",
    "@+40s",
    "pause",
    "resume",
    *["next"] * 9,
]
# On the first visit each of the five exercises has two sets.
FIRST_SETS = 10
ROOT = Path(__file__).parents[2]


class _Through:
    """A door that leads somewhere else, with every answer held against the rules."""

    def __init__(self, send: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        self._send = send

    def answer(self, envelope: dict[str, Any]) -> dict[str, Any]:
        response = self._send(envelope)
        assert_valid(response)
        return response


def play(send: Callable[[dict[str, Any]], dict[str, Any]]) -> str:
    """Play the script through a way of sending envelopes, and give the transcript."""
    model = read_model("en-US")
    heard: list[str] = []
    echo = Echo(
        _Through(send),
        read_matcher("en-US"),
        Envelopes(model, locale="en-US"),
        invocation=model["interactionModel"]["languageModel"]["invocationName"],
        started=NOON,
    )
    perform(read_script(SCRIPT), echo, Transcript(heard.append, None))
    return "".join(heard)


def kept(store: Store, key: str = KEY) -> tuple[tuple[WorkoutRecord, ...], dict[str, Any]]:
    """Give what is stored at the end: the record, and the runner without the ids of requests."""
    saved = store.load(key)
    assert saved is not None
    return store.workouts(key), {**saved.document, "requests": None}


@pytest.fixture(scope="module")
def expected() -> tuple[str, tuple[tuple[WorkoutRecord, ...], dict[str, Any]]]:
    """Play the script through the door itself, in this process."""
    store = MemoryStore()
    door = Door(make_turns(store), load_catalogue(), key_secret=SECRET)
    transcript = play(door.answer)
    result = kept(store)
    ((record,), _) = result
    assert record.document["completed"]
    assert len(record.document["sets"]) == FIRST_SETS
    return transcript, result


def test_over_http(expected: tuple[str, Any], tmp_path: Path) -> None:
    """Through Flask on a real socket, on the embedded store, the words and the record are the same."""
    address = f"sqlite:///{tmp_path}/store.sqlite3"
    store = open_store(address)
    app = create_app(Door(make_turns(store), load_catalogue(), key_secret=SECRET), None)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()

    def send(envelope: dict[str, Any]) -> dict[str, Any]:
        request = urllib.request.Request(  # our own server on loopback
            f"http://127.0.0.1:{server.port}/alexa",
            json.dumps(envelope).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            response: dict[str, Any] = json.loads(answer.read())
            return response

    try:
        transcript = play(send)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert transcript == expected[0]
    assert kept(store) == expected[1]


@pytest.fixture
def lambda_handler(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Store]:
    """Give the Lambda handler, configured by its environment as in AWS, with a real engine behind it."""
    account = fresh_account()
    client = engine.dynamodb(account)
    create_table(client, TABLE)
    for name, value in engine.environment(account).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", f"dynamodb://{TABLE}")
    monkeypatch.setenv("RUNNER_STRENGTH_SKILL_ID", SKILL)
    monkeypatch.setenv("RUNNER_STRENGTH_KEY_SECRET", OWN_SECRET)
    # It reads its settings when it is imported.
    monkeypatch.delitem(sys.modules, "skill.aws_lambda", raising=False)
    return importlib.import_module("skill.aws_lambda").handler, DynamoDBStore(TABLE, client)


def test_through_lambda(expected: tuple[str, Any], lambda_handler: tuple[Any, Store]) -> None:
    """Through the Lambda handler, on a real DynamoDB-compatible engine, the words and the record are the same."""
    handler, store = lambda_handler
    transcript = play(lambda envelope: dict(json.loads(json.dumps(handler(envelope, None)))))
    assert transcript == expected[0]
    assert kept(store, runner_key(USER, OWN_SECRET)) == expected[1]


def test_in_the_terminal(expected: tuple[str, Any], tmp_path: Path) -> None:
    """Through the command, on the embedded store, the same sets are kept; its clock is the real one."""
    address = f"sqlite:///{tmp_path}/store.sqlite3"
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "RUNNER_STRENGTH_STORE": address}
    done = subprocess.run(  # our own command
        [sys.executable, "-m", "skill.cli", "talk"],
        input="\n".join(SCRIPT),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=True,
    )
    assert done.stderr == ""
    ((record,), runner) = kept(open_store(address))
    ((wanted,), runner_wanted) = expected[1]
    assert {**record.document, "started": None, "ended": None} == {**wanted.document, "started": None, "ended": None}
    assert (runner["queue"], runner["taught"]) == (runner_wanted["queue"], runner_wanted["taught"])
    assert done.stdout == expected[0]
