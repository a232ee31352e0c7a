"""The command `wording`: workouts in a row heard as a listener, and the figures of how they are worded."""

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from skill.settings import Settings
from skill.speech.catalogue import DEFAULT_LOCALE, LOCALES

if TYPE_CHECKING:
    from skill.speaker.listening import Heard

SESSIONS = 10
# Targets of the conversation design: words of an answer at the median and at 95 of 100, and encouragement that returns.
MEDIAN_WORDS, MOST_WORDS, MOST_REUSED = 18, 45, 0.20


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "wording",
        help="measure how the coach is worded: repeated lines, encouragement, words of an answer",
        description="Plays workouts in a row to one runner, hears every reply out, and asks questions after each; then "
        "prints which lines came twice within a workout (names and counts apart), how much encouragement came back "
        "within three workouts, and how many words answers have. Exits with 1 where a target is missed.",
    )
    parser.add_argument("--sessions", type=int, default=SESSIONS, metavar="N", help="workouts (%(default)s)")
    parser.add_argument("--locale", choices=LOCALES, default=DEFAULT_LOCALE, help="whose English (%(default)s)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Listen and print the figures; 1 where a target is missed."""
    _ = settings
    from skill.content.loader import load_catalogue
    from skill.speaker.listening import listen

    heard = listen(load_catalogue(), options.locale, max(1, options.sessions))
    sys.stdout.writelines(f"{line}\n" for line in figures(heard))
    return 0 if meets_the_targets(heard) else 1


def figures(heard: "Heard") -> Iterator[str]:
    """Give the figures, one a line, and the lines that came twice."""
    lines = sum(map(len, heard.sessions))
    yield f"workouts                                {len(heard.sessions):6}"
    yield f"lines, names and counts apart           {lines:6}"
    yield f"lines that came twice within a workout  {len(heard.repeated):6}"
    yield from (f"    workout {number}: {line}" for number, line in heard.repeated)
    yield f"encouragements                          {sum(map(len, heard.encouragements)):6}"
    yield f"  of them heard within three workouts   {heard.reused:6.0%}  at most {MOST_REUSED:.0%}"
    yield f"answers                                 {len(heard.answers):6}"
    yield f"  words, median                         {heard.median_words:6.0f}  at most {MEDIAN_WORDS}"
    yield f"  words, 95 of 100                      {heard.most_words:6}  at most {MOST_WORDS}"


def meets_the_targets(heard: "Heard") -> bool:
    """Tell whether nothing came twice and no figure is over its target."""
    sound = heard.median_words <= MEDIAN_WORDS and heard.most_words <= MOST_WORDS
    return sound and not heard.repeated and heard.reused <= MOST_REUSED
