"""The command `simulate`: weeks of training of one kind of runner, as a table, or as a picture."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from skill.errors import RunnerStrengthError

if TYPE_CHECKING:
    from skill.content.types import Catalogue
    from skill.speaker.simulation import Training

# So that a slip does not run for hours.
MOST_WEEKS = 520
# How wide the names of a week's workouts may be.
NAMES = 26
# How wide the longest bar of the chart is, in characters.
BAR = 40


class WeeksError(RunnerStrengthError):
    """There are no such numbers of weeks."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    from skill.speaker.habits import RUNNERS

    parser = subparsers.add_parser(
        "simulate",
        help="train for weeks in a moment, as one kind of runner, and show what the coach makes of it",
        description="Plays every workout of some weeks through the real turns, with time wound on, and prints week by "
        "week what was done and what went up or down.",
    )
    parser.add_argument("--weeks", type=int, default=12, metavar="N", help="how many weeks (%(default)s)")
    parser.add_argument("--runner", choices=sorted(RUNNERS), default="beginner", help="what kind (%(default)s)")
    parser.add_argument("--svg", metavar="FILE", type=Path, help="draw it into a file instead")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: object) -> int:
    """Simulate and print.

    Raises:
        WeeksError: The number of weeks is out of reason.
        PictureError: The picture cannot be written.
    """
    from skill.content.loader import load_catalogue
    from skill.speaker.habits import RUNNERS
    from skill.speaker.simulation import Simulation

    _ = settings
    if not 1 <= options.weeks <= MOST_WEEKS:
        raise WeeksError(f"--weeks {options.weeks}: give a number from 1 to {MOST_WEEKS}")
    catalogue = load_catalogue()
    simulation = Simulation(RUNNERS[options.runner], catalogue)
    trainings = simulation.run(options.weeks)
    if options.svg is not None:
        _draw(options.svg, picture(trainings, options.weeks, catalogue))
        return 0
    sys.stdout.writelines(f"{line}\n" for line in table(trainings, options.weeks, catalogue))
    sys.stdout.write(f"\n{len(trainings)} workouts, {simulation.turns_taken} turns\n")
    return 0


def table(trainings: "Sequence[Training]", weeks: int, catalogue: "Catalogue") -> Iterator[str]:
    """Give the lines of a table: each week's workouts, sets, minutes, and what was changed for the next."""
    yield f"{'week':>4}  {'workouts':{NAMES}}  {'sets':>4}  {'minutes':>7}  changes"
    counts = sets_by_week(trainings, weeks)
    for week in range(weeks):
        done = [training for training in trainings if training.week == week]
        names = " ".join(_short(training.record.workout) for training in done) or "-"
        minutes = sum(training.record.minutes for training in done)
        changes = ", ".join(change for training in done for change in _changes(training, catalogue))
        yield f"{week + 1:4}  {names:{NAMES}}  {counts[week]:4}  {minutes:7}  {changes}".rstrip()
    yield from ("", *chart(counts))


def _short(workout: str) -> str:
    """Give the letter of a workout of the programme, or the first word of what a session is for."""
    area = workout.removeprefix("focus_")
    return workout.rpartition("_")[2].upper() if area == workout else area.partition("_")[0]


def chart(counts: Sequence[int]) -> Iterator[str]:
    """Give the lines of a chart: a bar for each week, as long as its sets are many."""
    most = max([*counts, 1])
    for week, count in enumerate(counts, 1):
        yield f"{week:4}  {'█' * round(BAR * count / most)} {count}"


def sets_by_week(trainings: "Sequence[Training]", weeks: int) -> list[int]:
    """Count the sets that were done in each week."""
    from skill.coach.record import sets_done

    return [sum(sets_done(each.record) for each in trainings if each.week == week) for week in range(weeks)]


def _changes(training: "Training", catalogue: "Catalogue") -> Iterator[str]:
    from skill.coach.plan import StepKind
    from skill.coach.standing import Verdict

    for slot in training.slots:
        if slot.verdict is not Verdict.HOLD:
            exercise = catalogue.exercise(slot.exercise)
            work = (step for step in training.plan if step.kind is StepKind.WORK and step.exercise == slot.exercise)
            sets = next(step.sets for step in work)
            yield f"{exercise.name} {sets} x {slot.amount} ({slot.verdict})"


def picture(trainings: "Sequence[Training]", weeks: int, catalogue: "Catalogue") -> str:
    """Draw the workouts of each week and the course of each exercise, as the history of a runner is drawn."""
    from datetime import UTC, timedelta

    from skill.speaker.looking_back import View
    from skill.speaker.looking_back import chart as drawn
    from skill.speaker.simulation import STARTS

    records = tuple(training.record for training in trainings)
    names = {exercise.id: exercise.name for exercise in catalogue.exercises}
    last = (STARTS + timedelta(weeks=weeks, days=-1)).date()
    return drawn(View(records, names, last, UTC, weeks))


def _draw(path: Path, drawn: str) -> None:
    from skill.speaker.timeline_cli import PictureError

    try:
        path.write_text(drawn, encoding="utf-8")
    except OSError as error:
        raise PictureError(f"the picture cannot be written to {path}: {error.strerror}") from error
