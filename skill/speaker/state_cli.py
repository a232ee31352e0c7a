"""The command `state`: where the local speaker's runner is."""

import argparse
import json
import sys
from datetime import UTC, datetime
from typing import Any

from skill.coach.machine import state_of
from skill.coach.plan import StepKind, next_moving
from skill.coach.runner import Runner
from skill.settings import Settings


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser("state", help="show where you are: workout, exercise, set, side, sets done")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the runner's place."""
    from skill.speaker.stored import stored_runner
    from skill.wiring import build_turns

    now = datetime.now(UTC)
    runner = stored_runner(build_turns(settings), settings, now) or Runner()
    place = place_of(runner, now)
    if options.json:
        sys.stdout.write(json.dumps(place, indent=2) + "\n")
    else:
        sys.stdout.writelines(f"{name.replace('_', ' ')}: {_shown(value)}\n" for name, value in place.items())
    return 0


def place_of(runner: Runner, now: datetime) -> dict[str, Any]:
    """Describe a runner's place.

    Returns:
        workout: id of the workout in progress, or None; status: the state; exercise, set, side: of the step at hand or
        the next one; done: repetitions or seconds of it that are over; sets_logged: each with exercise, set, side and
        amount; workouts_finished: how many there were; last_workout: id of the one before.
    """
    session = runner.session
    place: dict[str, Any] = {
        "workout": None,
        "status": state_of(runner, now).value,
        "exercise": None,
        "set": None,
        "side": None,
        "done": 0,
        "sets_logged": [],
        "workouts_finished": runner.finished,
        "last_workout": runner.last.workout if runner.last else None,
    }
    if session is None:
        return place
    place["workout"] = session.workout
    index = next_moving(session.plan, session.index)
    if index is not None:
        step = session.plan[index]
        done = session.done if index == session.index else 0
        place |= {"exercise": step.exercise, "set": step.set, "done": done}
        place["side"] = step.side.at(done).value if step.side else None
    place["sets_logged"] = [
        {
            "exercise": step.exercise,
            "set": step.set,
            "side": None if step.side is None or step.side.alternates else step.side.value,
            "amount": entry.amount,
        }
        for entry in session.log
        if (step := session.plan[entry.index]).kind is StepKind.WORK
    ]
    return place


def _shown(value: object) -> str:
    if isinstance(value, list):
        return str(len(value))
    return "-" if value is None else str(value)
