"""A stand-in for Amazon's Reminders and Settings services: real HTTP on loopback, with the answers of the real ones."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

PATH = "/v1/alerts/reminders"
TOKEN = "Bearer token"


@dataclass
class Service:
    """What the service keeps, and how it is told to answer.

    Attributes:
        zone: The device's time zone, as the settings have it.
        status: What every call to the reminders is answered with; None for what it should be.
        body: The answer to go with that status.
        hangs: Whether nothing is answered until the service is closed.
    """

    zone: Any = "Europe/Berlin"
    status: int | None = None
    body: Any = None
    hangs: bool = False
    alerts: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    endpoint: str = ""
    closed: Event = field(default_factory=Event)

    def answer(self, method: str, path: str, token: str | None, body: Any) -> tuple[int, Any]:
        """Answer a call."""
        self.asked.append((method, path, body))
        if self.hangs:
            self.closed.wait(10)
        if token != TOKEN:
            return 401, {"code": "INVALID_BEARER_TOKEN", "message": "Token is invalid."}
        if path.startswith("/v2/devices/"):
            return 200, self.zone
        if self.status is not None:
            return self.status, self.body
        return self._reminders(method, path, body)

    def _reminders(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        if method == "POST":
            token = f"alert/{len(self.alerts)}"
            self.alerts[token] = {"alertToken": token, "status": "ON", "version": "1", **body}
            return 201, {"alertToken": token, "status": "ON", "version": "1", "href": f"{PATH}/{token}"}
        if method == "GET":
            return 200, {"totalCount": str(len(self.alerts)), "alerts": list(self.alerts.values()), "links": None}
        gone = self.alerts.pop(path.removeprefix(f"{PATH}/").replace("%2F", "/"), None)
        return (404, {"code": "ALERT_NOT_FOUND"}) if gone is None else (200, None)


@contextmanager
def running() -> Iterator[Service]:
    """Run a service for a while."""
    service = Service()

    class Answering(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            status, told = service.answer(self.command, self.path, self.headers.get("Authorization"), body)
            written = told if isinstance(told, bytes) else b"" if told is None else json.dumps(told).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(written)))
                self.end_headers()
                self.wfile.write(written)
            except OSError:
                # Whoever asked has hung up.
                return

        do_GET = do_POST = do_DELETE = _answer  # noqa: N815  # the names are the library's

        def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002  # the name is the library's
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    service.endpoint = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.closed.set()
        server.shutdown()
        server.server_close()
        thread.join()
