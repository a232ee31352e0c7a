"""The command `history`: what the local speaker's runner did, as a table, a chart, or data to take along."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from skill.errors import RunnerStrengthError
from skill.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.speaker.looking_back import View

FORMS = ("table", "svg", "csv", "json")


class HistoryFileError(RunnerStrengthError):
    """The history cannot be written where it was asked for."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "history",
        help="show what you did: weeks, exercises over time; or export it",
        description="Shows the workouts of the last weeks and how each exercise went, or exports every set.",
    )
    parser.add_argument("--as", dest="form", choices=FORMS, default=FORMS[0], help="in which form (%(default)s)")
    parser.add_argument("--output", metavar="FILE", type=Path, help="write to a file instead")
    parser.add_argument("--weeks", metavar="N", type=_weeks, default=12, help="weeks shown, at most 104 (%(default)s)")
    parser.add_argument("--exercise", metavar="ID", help="show this exercise only, such as plank")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the history, or write it to a file.

    Raises:
        StoreError: It cannot be read.
        UnknownIdError: There is no such exercise.
        HistoryFileError: It cannot be written.
    """
    from skill.alexa.requests import runner_key
    from skill.content.loader import load_catalogue
    from skill.speaker.envelopes import USER
    from skill.speaker.looking_back import View
    from skill.wiring import build_turns

    catalogue = load_catalogue()
    records = build_turns(settings).records(runner_key(USER, settings.key_secret))
    names = {exercise.id: exercise.name for exercise in catalogue.exercises}
    only = None if options.exercise is None else catalogue.exercise(options.exercise).id
    # The local speaker's runner is where this machine is.
    now = datetime.now().astimezone()
    shown = written(options.form)(View(records, names, now.date(), now.tzinfo or UTC, options.weeks, only))
    if options.output is None:
        sys.stdout.write(shown)
        return 0
    try:
        # Line ends are those of the form, on every system.
        options.output.write_text(shown, encoding="utf-8", newline="")
    except OSError as error:
        raise HistoryFileError(f"the history cannot be written to {options.output}: {error.strerror}") from error
    return 0


def written(form: str) -> "Callable[[View], str]":
    """Give what writes the history in a form."""
    from skill.speaker import looking_back as made

    return {"table": made.table, "svg": made.chart, "csv": made.to_csv, "json": made.to_json}[form]


def _weeks(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 104:  # noqa: PLR2004  # two years, as said in the help
        raise argparse.ArgumentTypeError("write a whole number from 1 to 104")
    return int(text)
