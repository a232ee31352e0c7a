"""The subcommands `model build` and `model check`."""

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skill.settings import Settings


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `model` with its two subcommands."""
    parser = subparsers.add_parser("model", help="build or check what can be said")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="write the interaction model of every locale")
    build.set_defaults(run=_build)
    check = commands.add_parser("check", help="find clashes, what Alexa refuses, and files that are out of date")
    check.set_defaults(run=_check)


def _build(options: argparse.Namespace, settings: "Settings") -> int:
    # Only authors have what reading the source takes; the other commands must not ask for it.
    from interaction_model.build import write_models
    from interaction_model.source import read_source
    from skill.content.loader import load_catalogue

    _ = options, settings
    for path in write_models(read_source(), load_catalogue()):
        sys.stdout.write(f"{path}\n")
    return 0


def _check(options: argparse.Namespace, settings: "Settings") -> int:
    from interaction_model.build import build_model, stale_models
    from interaction_model.lint import lint
    from interaction_model.source import read_source
    from skill.content.loader import load_catalogue

    _ = options, settings
    source, catalogue = read_source(), load_catalogue()
    problems = [
        f"{locale}: {finding}"
        for locale in source.locales
        for finding in lint(build_model(source, catalogue, locale), source.waivers)
    ]
    problems += [f"{path.name}: out of date; run model build" for path in stale_models(source, catalogue)]
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0
