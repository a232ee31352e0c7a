"""The command `runner-strength`."""

import argparse
import os
import sys
from collections.abc import Sequence

from skill.errors import RunnerStrengthError
from skill.settings import Settings, describe, read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; without a subcommand, talk.

    Returns:
        The exit status: 0, or 1 for a foreseen failure, whose one line stands on standard error.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser()
    if not given or (given[0].startswith("-") and given[0] not in {"-h", "--help", "--version"}):
        given.insert(0, "talk")
    options = parser.parse_args(given)
    try:
        return int(options.run(options, read_settings(os.environ)))
    except RunnerStrengthError as error:
        sys.stderr.write(f"runner-strength: {error}\n")
        return 1
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    # Each room brings its own subcommands; importing them here keeps `skill` importable without their extras.
    from interaction_model.cli import add_parser as add_model
    from skill.content.cli import add_parser as add_content
    from skill.report.cli import add_parser as add_report
    from skill.speaker.cli import add_parser as add_talk
    from skill.speaker.history_cli import add_parser as add_history
    from skill.speaker.simulate_cli import add_parser as add_simulate
    from skill.speaker.state_cli import add_parser as add_state
    from skill.speaker.timeline_cli import add_parser as add_timeline
    from skill.speaker.understand_cli import add_parser as add_understand
    from skill.speaker.wording_cli import add_parser as add_wording
    from skill.web.cli import add_parser as add_serve

    parser = argparse.ArgumentParser(
        prog="runner-strength",
        description="A voice coach that takes a runner through a strength session hands-free.",
    )
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for add in (
        add_talk,
        add_serve,
        add_report,
        add_understand,
        add_state,
        add_history,
        add_timeline,
        add_simulate,
        add_content,
        add_model,
    ):
        add(subparsers)
    add_wording(subparsers)
    listing = subparsers.add_parser("settings", help="list every setting with its meaning, default and current value")
    listing.set_defaults(run=_list_settings)
    return parser


def _list_settings(options: argparse.Namespace, settings: Settings) -> int:
    _ = options
    for name, meaning, default, current in describe(settings):
        sys.stdout.write(
            f"{name}\n    {meaning}\n    default: {default or '(empty)'}\n    now:     {current or '(empty)'}\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
