"""The command `serve`: the endpoint for Amazon, on a machine of one's own."""

import argparse
import ipaddress
import socket
import sys

from skill.settings import SettingError, Settings

THREADS = 8


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser("serve", help="serve POST /alexa, GET /health and GET /ready over HTTP")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8080, help="port to listen on (%(default)s); 0 for a free one")
    parser.add_argument(
        "--no-verify", action="store_true", help="answer requests that Amazon did not sign; loopback only"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Serve until stopped.

    Raises:
        SettingError: The options and settings do not go together.
    """
    if options.no_verify and not is_loopback(options.host):
        raise SettingError(f"--no-verify listens on loopback only, and {options.host} is not: use 127.0.0.1")
    import waitress

    from skill.logs import configure
    from skill.web.app import MAX_BODY_BYTES, create_app
    from skill.web.wsgi import build_verifier
    from skill.wiring import build_door, build_turns

    configure(settings.log_level)
    verifier = None if options.no_verify else build_verifier(settings)
    app = create_app(build_door(build_turns(settings), settings), verifier)
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    try:
        listener = socket.create_server((options.host, options.port), family=family)
    except OSError as error:
        raise SettingError(f"{options.host}:{options.port} cannot be listened on: {error.strerror}") from error
    with listener:
        sys.stderr.write(f"Listening on http://{options.host}:{listener.getsockname()[1]}/alexa\n")
        sys.stderr.flush()
        waitress.serve(app, sockets=[listener], threads=THREADS, ident=None, max_request_body_size=MAX_BODY_BYTES)
    return 0


def is_loopback(host: str) -> bool:
    """Tell whether an address reaches this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
