"""The command `state`."""

import json
from pathlib import Path

import pytest

from skill.cli import main
from skill.coach.events import EventKind
from skill.coach.runner import Profile, Runner
from skill.speaker.state_cli import place_of
from tests.coaching import NOON, Coaching


def test_nobody_is_nowhere(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Before the first workout there is no place to show, in either form."""
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", f"sqlite:///{tmp_path}/store.sqlite3")
    assert main(["state", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["workout"], shown["status"], shown["sets_logged"]) == (None, "idle", [])
    assert main(["state"]) == 0
    assert "sets logged: 0" in capsys.readouterr().out


def test_a_place_in_the_middle() -> None:
    """In mid-set it names exercise, set, side, what is done of it, and every set before."""
    coaching = Coaching(Runner(profile=Profile(level="intermediate", ask_effort=False), welcomed=True))
    coaching.say(EventKind.START, opens=True)
    coaching.reach("single_leg_deadlift", 2)
    coaching.work(3)
    coaching.say(EventKind.PAUSE)
    place = place_of(coaching.runner, coaching.now)
    assert (place["exercise"], place["set"], place["side"], place["done"]) == ("single_leg_deadlift", 2, "left", 3)
    assert [(entry["set"], entry["side"], entry["amount"]) for entry in place["sets_logged"]] == [
        (1, "left", 8),
        (1, "right", 8),
    ]


def test_a_place_after_the_last_step() -> None:
    """Behind the last step there is no exercise, and the workout is still there to be finished."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("figure_four")
    coaching.say(EventKind.SKIP_EXERCISE)
    place = place_of(coaching.runner, NOON)
    assert (place["workout"], place["exercise"], place["status"]) == ("beginner_a", None, "asking")
