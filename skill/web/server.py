"""The server behind `serve`: waitress, which reads requests in whole before a thread has to do with them.

What it lacks is an end for requests that never come in whole: it counts from the last byte, so that one byte now and
then keeps a connection for ever, and a few hundred of them keep everybody else out.
"""

import socket
import time
from typing import Any

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.server import create_server

from skill.web.app import MAX_BODY_BYTES

THREADS = 8
# Below what a process may open as a rule, 1,024 files, with some left for the store.
MAX_CONNECTIONS = 500
# For a request to come in whole, from when the connection is opened or from its first byte; Amazon's come in one piece.
REQUEST_SECONDS = 10
# For a connection on which a request was answered, until the next one: longer than web servers in front wait.
IDLE_SECONDS = 150
# How often connections are looked over.
SWEEP_SECONDS = 5


class PromptChannel(HTTPChannel):
    """A connection on which every request has to come in whole within `REQUEST_SECONDS`."""

    # Since when a request is awaited in whole; None where none has begun.
    _awaited: float | None = None
    _active = 0.0

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401  # what waitress gives
        """Await the first request."""
        super().__init__(*arguments, **named)
        self._awaited = time.time()

    @property
    def last_activity(self) -> float:
        """Tell from when `IDLE_SECONDS` count: while a request is awaited, so that they end with its own time."""
        return self._active if self._awaited is None else self._awaited + REQUEST_SECONDS - IDLE_SECONDS

    @last_activity.setter
    def last_activity(self, moment: float) -> None:
        self._active = moment

    def handle_read(self) -> None:
        """Read what has come; what comes later of the same request wins no time."""
        before = self.request
        super().handle_read()
        if self.request is None:
            self._awaited = None
        elif self.request is not before:
            self._awaited = time.time()


def serve(app: Flask, listener: socket.socket) -> None:
    """Serve an application on a socket until the process is stopped."""
    made(app, listener).run()


def made(app: Flask, listener: socket.socket) -> Any:  # noqa: ANN401  # waitress has several kinds
    """Make the server."""
    server: Any = create_server(
        app,
        sockets=[listener],
        threads=THREADS,
        ident=None,
        max_request_body_size=MAX_BODY_BYTES,
        connection_limit=MAX_CONNECTIONS,
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=SWEEP_SECONDS,
        asyncore_use_poll=True,
    )
    server.channel_class = PromptChannel
    return server
