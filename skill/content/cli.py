"""The command `runner-strength content`: check what the authors wrote, and make it known to the coach."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skill.content.checks.findings import Finding


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `content check [DIR]` and `content build`."""
    content = subparsers.add_parser("content", help="check and build the exercise catalogue")
    commands = content.add_subparsers(required=True, metavar="COMMAND")
    checking = commands.add_parser("check", help="say what is wrong in exercises.yaml and programmes.yaml")
    checking.add_argument(
        "folder", nargs="?", type=Path, metavar="DIR", help="where the two files are (default: the coach's own)"
    )
    checking.set_defaults(run=_check)
    building = commands.add_parser("build", help="rewrite catalogue.json from the two files, if nothing is wrong")
    building.set_defaults(run=_build)


def _check(options: argparse.Namespace, settings: object) -> int:
    from skill.content.check import check
    from skill.content.sources import ROOM

    _ = settings
    return _report(check(options.folder or ROOM))


def _build(options: argparse.Namespace, settings: object) -> int:
    from skill.content.build import write_catalogue
    from skill.content.check import check

    _ = options, settings
    status = _report(check())
    if status == 0:
        sys.stdout.write(f"wrote {write_catalogue()}\n")
    return status


def _report(findings: "Sequence[Finding]") -> int:
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    sys.stdout.write(f"{len(findings)} to mend\n" if findings else "nothing to mend\n")
    return 1 if findings else 0
