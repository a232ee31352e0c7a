"""The server behind `serve`, on real sockets, with a clock that is told what time it is."""

import contextlib
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from skill.web.server import IDLE_SECONDS, REQUEST_SECONDS, SWEEP_SECONDS, made

WHOLE = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
HALF = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{"
PATIENCE = 10
# Where waitress stops to listen unless it is told otherwise.
WAITRESS_LIMIT = 100


class Served:
    """A server that goes on step by step, at times that are told."""

    def __init__(self, server: Any, listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
        """Stop the clock."""
        self._server, self._listener = server, listener
        self.lines = contextlib.ExitStack()
        self.now = time.time()
        monkeypatch.setattr(time, "time", lambda: self.now)

    def step(self) -> None:
        """Let the server do what there is to do now."""
        for _ in range(5):
            self._server.asyncore.loop(timeout=0.01, map=self._server._map, use_poll=True, count=1)  # noqa: SLF001

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds
        self.step()

    def connect(self, said: bytes = b"") -> socket.socket:
        """Open a connection, and say something on it."""
        line = self.lines.enter_context(socket.create_connection(self._listener.getsockname(), timeout=PATIENCE))
        line.setblocking(False)
        self.say(line, said)
        return line

    def say(self, line: socket.socket, said: bytes) -> None:
        """Say something on a connection."""
        if said:
            line.sendall(said)
        self.step()

    def answer(self, line: socket.socket) -> bytes:
        """Wait for an answer."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self.step()
            with contextlib.suppress(BlockingIOError):
                return line.recv(65536)
        raise AssertionError("no answer")

    def is_open(self, line: socket.socket) -> bool:
        """Tell whether a connection stands."""
        self.step()
        try:
            return line.recv(1) != b""
        except BlockingIOError:
            return True
        except ConnectionResetError:
            return False


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """Serve a page that is always fine."""
    app = Flask(__name__)
    app.post("/")(lambda: "fine")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = made(app, listener)
        served = Served(server, listener, monkeypatch)
        with served.lines:
            yield served
        server.task_dispatcher.shutdown()
        server.asyncore.close_all(server._map)  # noqa: SLF001


def test_a_request_is_answered(served: Served) -> None:
    """In one piece or in two, and one after the other on one connection."""
    line = served.connect(WHOLE)
    assert b"fine" in served.answer(line)
    served.say(line, WHOLE[:30])
    served.wait(REQUEST_SECONDS - 1)
    served.say(line, WHOLE[30:])
    assert b"fine" in served.answer(line)
    served.wait(IDLE_SECONDS - SWEEP_SECONDS)
    assert served.is_open(line)
    served.wait(2 * SWEEP_SECONDS)
    assert not served.is_open(line)


@pytest.mark.parametrize("said", [b"", HALF, HALF[:20], WHOLE + HALF])
def test_what_never_comes_in_whole_is_cut_off(served: Served, said: bytes) -> None:
    """A connection on which nothing comes, or bytes that drip, ends with the time of one request."""
    line = served.connect(said)
    if said.startswith(WHOLE):
        assert b"fine" in served.answer(line)
    for _ in range(REQUEST_SECONDS):
        served.wait(1)
        if said and served.is_open(line):
            with contextlib.suppress(OSError):
                served.say(line, b" ")
    served.wait(SWEEP_SECONDS + 1)
    assert not served.is_open(line)


def test_half_requests_keep_nobody_out(served: Served) -> None:
    """More of them than waitress takes by itself are in nobody's way."""
    for _ in range(WAITRESS_LIMIT + 20):
        served.connect(HALF)
    assert b"fine" in served.answer(served.connect(WHOLE))
