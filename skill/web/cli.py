"""The command `serve`: the endpoint for Amazon, on a machine of one's own."""

import argparse
import ipaddress
import sys

from skill.settings import SettingError, Settings


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser("serve", help="serve POST /alexa and GET /health over HTTP")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8080, help="port to listen on (%(default)s)")
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
    if not options.no_verify and not settings.skill_id:
        raise SettingError("set RUNNER_STRENGTH_SKILL_ID to your skill's id, or use --no-verify for local work")
    import waitress

    from skill.logs import configure
    from skill.web.app import create_app
    from skill.web.verification import Verifier, https_fetcher, trusted_roots
    from skill.wiring import build_door, build_turns

    configure(settings.log_level)
    roots = settings.ca_bundle
    verifier = None if options.no_verify else Verifier(trusted_roots(roots), https_fetcher(roots))
    app = create_app(build_door(build_turns(settings), settings), verifier)
    sys.stderr.write(f"Listening on http://{options.host}:{options.port}/alexa\n")
    waitress.serve(app, host=options.host, port=options.port, threads=8, ident=None)
    return 0


def is_loopback(host: str) -> bool:
    """Tell whether an address reaches this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
