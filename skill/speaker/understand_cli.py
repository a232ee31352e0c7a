"""The subcommand `understand`: shows what sentences are taken for, one JSON object a line."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interaction_model.committed import LOCALES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skill.settings import Settings
    from skill.speaker.matcher import Match, Matcher


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
    parser.add_argument("--verbose", action="store_true", help="show runners-up too; with --eval, what went wrong")
    parser.add_argument("--eval", action="store_true", help="measure it on the sentences written for that")
    parser.add_argument("--sentences", type=Path, metavar="DIR", help="with --eval, files of sentences of your own")
    parser.set_defaults(run=_understand)


def _understand(options: argparse.Namespace, settings: "Settings") -> int:
    # Whoever only serves the skill needs no matcher, nor the libraries that it takes.
    from skill.speaker.matcher import read_matcher

    _ = settings
    matcher = read_matcher(options.locale)
    if options.eval:
        return _evaluate(matcher, options)
    sentences: Iterable[str] = options.utterance or (line.strip() for line in sys.stdin)
    for sentence in sentences:
        if sentence:
            shown = _shown(matcher.match(sentence), runners_up=options.verbose)
            sys.stdout.write(json.dumps(shown, ensure_ascii=False) + "\n")
    return 0


def _evaluate(matcher: "Matcher", options: argparse.Namespace) -> int:
    from skill.speaker.evaluation import SENTENCES, evaluate, shown_slots

    for figures in evaluate(matcher, options.sentences or SENTENCES):
        share, intents = (100 * count / max(figures.total, 1) for count in (figures.right, figures.intents_right))
        sys.stdout.write(
            f"{figures.name:<10} {figures.right:>4} of {figures.total} right by intent and slots ({share:.1f} %), "
            f"by intent alone {intents:.1f} %\n"
        )
        for outcome in figures.wrong if options.verbose else ():
            meant = f"{outcome.sentence.intent} {dict(outcome.sentence.slots)}"
            came = f"{outcome.match.intent} {shown_slots(outcome.match)} {outcome.match.score}"
            sys.stdout.write(f"    {outcome.sentence.text!r}: meant {meant}, came {came}\n")
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
