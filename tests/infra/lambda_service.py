"""A stand-in for AWS Lambda: the Runtime API on loopback, and the runtime client in a process of its own."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

from tests.envelopes import SKILL

# What the template allows a turn.
TIMEOUT_SECONDS = 7.0


@dataclass
class Service:
    """What Lambda asked and was told, over the Runtime API."""

    events: "queue.Queue[str | None]" = field(default_factory=queue.Queue)
    outcomes: "queue.Queue[tuple[str, Any]]" = field(default_factory=queue.Queue)

    def invoke(self, event: object) -> tuple[str, Any]:
        """Hand an event to the function; give `response` or `error` with what came, or `timeout`."""
        return self.invoke_raw(json.dumps(event))

    def invoke_raw(self, text: str) -> tuple[str, Any]:
        """Hand over a text that may be no JSON."""
        self.events.put(text)
        return self.outcome()

    def outcome(self) -> tuple[str, Any]:
        """Wait for what the function says next, as long as Lambda would."""
        try:
            return self.outcomes.get(timeout=TIMEOUT_SECONDS)
        except queue.Empty:
            return "timeout", None


class _RuntimeApi(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    service: ClassVar[Service]

    def do_GET(self) -> None:
        text = self.service.events.get()
        if text is None:
            self.close_connection = True
            return
        deadline = round((time.time() + TIMEOUT_SECONDS) * 1000)
        self._send(
            200,
            text,
            {
                "Lambda-Runtime-Aws-Request-Id": "request",
                "Lambda-Runtime-Deadline-Ms": str(deadline),
                "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:eu-west-1:000000000000:function:skill",
            },
        )

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        kind = "init" if "/init/" in self.path else self.path.rsplit("/", 1)[-1]
        self._send(202, "{}", {})
        self.service.outcomes.put((kind, json.loads(content)))

    def _send(self, status: int, text: str, headers: Mapping[str, str]) -> None:
        body = text.encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Type": "application/json", "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def running(task_root: Path, log: Path, **variables: str) -> Iterator[tuple[Service, "subprocess.Popen[bytes]"]]:
    """Run the unpacked artifact under the real runtime client; its output goes into the log file."""
    service = Service()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Api", (_RuntimeApi,), {"service": service}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    environment = {
        "PATH": os.environ["PATH"],
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_port}",
        "AWS_LAMBDA_FUNCTION_NAME": "skill",
        "AWS_REGION": "eu-west-1",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "LAMBDA_TASK_ROOT": str(task_root),
        "PYTHONPATH": str(task_root),
        "PYTHONDONTWRITEBYTECODE": "1",
        "RUNNER_STRENGTH_SKILL_ID": SKILL,
        "RUNNER_STRENGTH_KEY_SECRET": "test",
        **variables,
    }
    command = [sys.executable, "-m", "awslambdaric", "skill.aws_lambda.handler"]
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=task_root, env=environment, stdout=output, stderr=output)  # noqa: S603
    try:
        yield service, process
    finally:
        process.kill()
        process.wait()
        service.events.put(None)
        server.shutdown()
        thread.join()
        server.server_close()
