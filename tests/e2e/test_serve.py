"""The endpoint as it runs: the real command, real HTTP, and a real TLS server in the place of Amazon's."""

import contextlib
import http.client
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server

from skill.alexa.door import Door
from skill.content.loader import load_catalogue
from skill.store.memory import MemoryStore
from skill.web.app import create_app
from skill.web.chains import trusted_roots
from skill.web.fetching import https_fetcher
from skill.web.verification import Verifier
from tests.authority import Authority
from tests.envelopes import SKILL, intent, launch
from tests.responses import assert_valid, words
from tests.talking import make_turns
from tests.web_server import http_answer, tls_server, towards

PATIENCE = 30


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Run the command on a free port, and end it by its process id."""
    program = Path(sys.executable).with_name("runner-strength")
    environment = {**os.environ, "RUNNER_STRENGTH_STORE": f"sqlite:///{folder}/coach.sqlite3"}
    process = subprocess.Popen(  # noqa: S603  # our own program
        [program, "serve", "--no-verify", "--port", "0"],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        announced = re.fullmatch(r"Listening on http://127\.0\.0\.1:(\d+)/alexa\n", process.stderr.readline())
        assert announced is not None
        yield int(announced[1])
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def post(port: int, body: bytes, headers: dict[str, str] | None = None) -> tuple[int, Any]:
    """Send a body to the endpoint; give status and answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    with contextlib.closing(connection):
        connection.request("POST", "/alexa", body, {"Content-Type": "application/json", **(headers or {})})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())


def test_the_command_serves_a_conversation(tmp_path: Path) -> None:
    """A first visit, a yes and a question go through the real process, and a broken body does it no harm."""
    with serving(tmp_path) as port:
        status, first = post(port, json.dumps(launch()).encode())
        assert status == 200
        assert_valid(first)
        assert post(port, b"not json") == (400, {"error": "bad request"})
        status, second = post(
            port, json.dumps(intent("AMAZON.YesIntent", attributes=first["sessionAttributes"])).encode()
        )
        assert status == 200
        assert_valid(second)
        _, third = post(port, json.dumps(intent("HowToIntent", attributes=second["sessionAttributes"])).encode())
        assert_valid(third)
        assert words(second) != words(third)


def test_a_signed_request_gets_in_over_the_network(tmp_path: Path) -> None:
    """With verification on, and the chain fetched over TLS, what is signed gets in, and what is changed does not."""
    now = datetime.now(UTC)
    authority = Authority(now - timedelta(days=1), now + timedelta(days=1))
    bundle = tmp_path / "roots.pem"
    bundle.write_bytes(authority.root.pem)
    with tls_server(authority, tmp_path, http_answer(authority.chain)) as amazon:
        verifier = Verifier(trusted_roots(str(bundle)), https_fetcher(str(bundle), towards(amazon)))
        door = Door(make_turns(MemoryStore()), load_catalogue(), key_secret="test", skill_id=SKILL)
        server = make_server("127.0.0.1", 0, create_app(door, verifier), threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            body, headers = authority.signed(launch(now=now))
            status, answer = post(server.port, body, headers)
            assert status == 200
            assert_valid(answer)
            assert post(server.port, body.replace(b"TESTUSER", b"SOMEBODY"), headers)[0] == 400
            assert post(server.port, body)[0] == 400
            old, signed = authority.signed(launch(now=now - timedelta(seconds=200)))
            assert post(server.port, old, signed)[0] == 400
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
