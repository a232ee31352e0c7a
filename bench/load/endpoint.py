"""The endpoint for the load driver: as `skill.web.wsgi` makes it, and the same without verification, on loopback."""

import os
import socket
from typing import Any

from flask import Flask

from skill.logs import configure
from skill.settings import read_settings
from skill.web import wsgi
from skill.web.app import create_app
from skill.web.verification import CERTIFICATE_HOST
from skill.wiring import build_door, build_turns

# Names the port on loopback where the chain lies that Amazon's host would have.
CERTIFICATES = "LOAD_CERTIFICATES_PORT"


def build() -> Flask:
    """Build the endpoint as the environment has it, without verification."""
    settings = read_settings(os.environ)
    configure("ERROR")
    return create_app(build_door(build_turns(settings), settings), None)


def build_verified() -> Flask:
    """Build the endpoint that is served to the world; only the way to Amazon's certificates ends on loopback."""
    port, looked_up = int(os.environ[CERTIFICATES]), socket.getaddrinfo

    def stand_in(host: Any, *others: Any, **named: Any) -> Any:  # noqa: ANN401  # as the one that it stands in for
        if host == CERTIFICATE_HOST:
            return looked_up("127.0.0.1", port, type=socket.SOCK_STREAM)
        return looked_up(host, *others, **named)

    socket.getaddrinfo = stand_in
    return wsgi.build()
