"""The command `report`: what happened to workouts, counted from a log file."""

import argparse
import sys
from pathlib import Path

from skill.report.errors import UnreadableLogError
from skill.report.funnel import count, render
from skill.settings import Settings


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "report", help="count what a log file says: where workouts are left, and how turns go"
    )
    parser.add_argument("logfile", help="file with one log line on each line; - for standard input")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the report.

    Raises:
        UnreadableLogError: The file cannot be read.
    """
    _ = settings
    if options.logfile == "-":
        figures = count(sys.stdin)
    else:
        try:
            with Path(options.logfile).open(encoding="utf-8", errors="replace") as lines:
                figures = count(lines)
        except OSError as error:
            raise UnreadableLogError(f"{options.logfile} cannot be read: {error.strerror}") from error
    sys.stdout.writelines(f"{line}\n" for line in render(figures))
    return 0
