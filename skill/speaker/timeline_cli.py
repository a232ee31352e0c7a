"""The command `timeline`: what a workout sounds like on a speaker, as a table, a picture, or in numbers."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from skill.errors import RunnerStrengthError
from skill.settings import Settings

if TYPE_CHECKING:
    from skill.speaker.rehearsal import Rehearsal
    from skill.speech.timeline import Entry

LEVELS = ("beginner", "intermediate", "advanced")


class PictureError(RunnerStrengthError):
    """The picture cannot be written where it was asked for."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "timeline",
        help="show what a workout sounds like: every word and wait with its moment",
        description="Plays a workout on a speaker, from the opening word to the summary, with every reply heard out, "
        "and prints each piece of speech and each wait with its moment and length under the speech-length model.",
    )
    parser.add_argument("workout", metavar="WORKOUT", help="a letter of the programme (a), or an id (beginner_a)")
    parser.add_argument("--level", choices=LEVELS, default=LEVELS[0], help="whose programme (%(default)s)")
    parser.add_argument("--known", action="store_true", help="to a runner who has been taught every exercise before")
    parser.add_argument("--count", action="store_true", help="only count: user words, replies, seconds")
    parser.add_argument("--svg", metavar="FILE", type=Path, help="draw a picture into a file instead")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Rehearse the workout and show it.

    Raises:
        UnknownIdError: There is no such workout.
        PictureError: The picture cannot be written.
    """
    from skill.content.loader import load_catalogue
    from skill.speaker.picture import to_svg
    from skill.speaker.rehearsal import rehearse
    from skill.speech.voice import Limits

    catalogue = load_catalogue()
    name = options.workout.lower()
    workout = catalogue.workout(name if len(name) > 1 else f"{options.level}_{name}")
    taught = [exercise.id for exercise in catalogue.exercises] if options.known else []
    rehearsal = rehearse(workout, catalogue, Limits(seconds=settings.block_seconds), taught=taught)
    if options.svg is not None:
        _draw(options.svg, to_svg(rehearsal, workout.name))
    else:
        lines = counted(rehearsal) if options.count else table(rehearsal)
        sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


def table(rehearsal: "Rehearsal") -> Iterator[str]:
    """Give the lines of a table: moment from the start, seconds, and what is said; a wait says nothing."""
    yield f"{'offset':>9}  {'seconds':>7}  said"
    for reply in rehearsal.replies:
        yield f"{_clock(reply.begins):>9}  {'':7}  > {reply.words}"
        for at, entry in reply.speech.timed():
            yield f"{_clock(reply.begins + at):>9}  {entry.seconds:7.2f}  {_said(entry)}".rstrip()
    yield from ("", *counted(rehearsal))


def counted(rehearsal: "Rehearsal") -> Iterator[str]:
    """Give the numbers of a rehearsal, one a line."""
    yield f"exercises          {rehearsal.exercises:6}"
    yield f"user words         {rehearsal.words:6}"
    yield f"replies            {len(rehearsal.replies):6}"
    yield f"seconds            {rehearsal.seconds:6.0f}"
    yield f"longest reply      {max(reply.speech.seconds for reply in rehearsal.replies):6.0f} seconds"
    yield f"largest reply      {max(reply.characters for reply in rehearsal.replies):6} characters"


def _draw(path: Path, picture: str) -> None:
    try:
        path.write_text(picture, encoding="utf-8")
    except OSError as error:
        raise PictureError(f"the picture cannot be written to {path}: {error.strerror}") from error


def _said(entry: "Entry") -> str:
    from skill.speech.timeline import Say

    return entry.text if isinstance(entry, Say) else ""


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes):02}:{rest:05.2f}"
