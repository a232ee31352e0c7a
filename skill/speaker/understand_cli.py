"""The subcommand `understand`: shows what sentences are taken for, one JSON object a line."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from interaction_model.committed import LOCALES, read_model

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skill.settings import Settings
    from skill.speaker.matcher import Match


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `understand`."""
    parser = subparsers.add_parser(
        "understand",
        help="show what a sentence is taken for",
        description="Reads sentences from the arguments or, without any, one a line from standard input. "
        "Alexa's own understanding differs.",
    )
    parser.add_argument("utterance", nargs="*", help="what a runner says")
    parser.add_argument("--locale", choices=LOCALES, default=LOCALES[0], help="whose model to use (%(default)s)")
    parser.add_argument("--verbose", action="store_true", help="show the next best intents too")
    parser.set_defaults(run=_understand)


def _understand(options: argparse.Namespace, settings: "Settings") -> int:
    # Whoever only serves the skill needs no matcher, nor the libraries that it takes.
    from skill.speaker.matcher import Matcher

    _ = settings
    matcher = Matcher(read_model(options.locale))
    sentences: Iterable[str] = options.utterance or (line.strip() for line in sys.stdin)
    for sentence in sentences:
        if sentence:
            shown = _shown(matcher.match(sentence), runners_up=options.verbose)
            sys.stdout.write(json.dumps(shown, ensure_ascii=False) + "\n")
    return 0


def _shown(match: "Match", *, runners_up: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "utterance": match.utterance,
        "intent": match.intent,
        "slots": {name: {"value": slot.value, "id": slot.id, "name": slot.name} for name, slot in match.slots.items()},
        "score": match.score,
    }
    if runners_up:
        shown["runners_up"] = [{"intent": intent, "score": score} for intent, score in match.runners_up]
    return shown
