"""The command `serve`: the endpoint for Amazon, on a machine of one's own."""

import argparse
import ipaddress
import socket
import sys
from typing import TYPE_CHECKING

from skill.settings import SettingError, Settings, check_own_secret

if TYPE_CHECKING:
    from flask import Flask

HIGHEST_PORT = 65535


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser("serve", help="serve POST /alexa, GET /health and GET /ready over HTTP")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument(
        "--port", type=_port, default=8080, help="port to listen on, from 0 to 65535 (%(default)s); 0 for a free one"
    )
    parser.add_argument(
        "--no-verify", action="store_true", help="answer requests that Amazon did not sign; loopback only"
    )
    parser.add_argument(
        "--check", action="store_true", help="only find out whether the settings and the store are in order"
    )
    parser.set_defaults(run=run)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: write a number from 0 to {HIGHEST_PORT}")
    return int(text)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Serve until stopped.

    Raises:
        SettingError: The options and settings do not go together.
        StoreError: The store cannot be opened.
    """
    if options.no_verify and not is_loopback(options.host):
        raise SettingError(f"--no-verify listens on loopback only, and {options.host} is not: use 127.0.0.1")
    from skill.logs import configure
    from skill.web.wsgi import build_endpoint

    configure(settings.log_level)
    app = _unverified(settings) if options.no_verify else build_endpoint(settings)
    if options.check:
        return 0
    from skill.web.server import serve

    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    try:
        listener = socket.create_server((options.host, options.port), family=family)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "that is no address"
        raise SettingError(f"{options.host}:{options.port} cannot be listened on: {reason}") from error
    with listener:
        sys.stderr.write(f"Listening on http://{options.host}:{listener.getsockname()[1]}/alexa\n")
        sys.stderr.flush()
        serve(app, listener)
    return 0


def _unverified(settings: Settings) -> "Flask":
    """Build an endpoint for local work, in which nobody but its owner is kept."""
    from skill.web.app import create_app
    from skill.wiring import build_door, build_turns

    if not settings.is_local:
        check_own_secret(settings)
    return create_app(build_door(build_turns(settings), settings), None)


def is_loopback(host: str) -> bool:
    """Tell whether an address reaches this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
