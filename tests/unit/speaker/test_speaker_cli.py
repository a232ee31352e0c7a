import argparse
import io
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from skill.coach.runner import LastWorkout, Runner
from skill.coach.session import Session, State
from skill.settings import SettingError, Settings
from skill.speaker import cli
from skill.store.errors import Corrupt
from tests.unit.speaker.fakes import NOON, Skill, asking, ending

ANSWER = ending("<speak>Hello there, runner.</speak>")
SETTINGS = Settings(store="memory://", skill_id="amzn1.ask.skill.x")


@dataclass
class Wiring:
    """Stands in for the room that puts the skill together."""

    skill: Skill
    runner: Runner | None = None
    opened: list[Settings] = field(default_factory=list)

    def build_door(self, _turns: object, settings: Settings, _services: object) -> Skill:
        """Give the made-up skill and keep the settings."""
        self.opened.append(settings)
        return self.skill

    def build_turns(self, settings: Settings) -> Any:
        """Give what knows the runner; the store of one address is corrupt."""
        if settings.store == "sqlite:///corrupt":
            raise Corrupt("the file is none of ours; move it away")
        return SimpleNamespace(runner=lambda _key, _now: self.runner)


@pytest.fixture
def wiring(monkeypatch: pytest.MonkeyPatch) -> Wiring:
    """Put a made-up skill behind the command."""
    made_up = Wiring(Skill([ANSWER]))
    monkeypatch.setitem(sys.modules, "skill.wiring", made_up)
    return made_up


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let a test say what standard input holds."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def talk(*words: str) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser()
    cli.add_parser(parser.add_subparsers())
    options = parser.parse_args(["talk", *words])
    return int(options.run(options, SETTINGS))


def test_a_script_file_prints_its_transcript(
    wiring: Wiring, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script is played through the door of the skill, and the command ends well."""
    script = tmp_path / "script.txt"
    script.write_text("# hello\nopen runner strength\n", encoding="utf-8")
    assert talk("--script", str(script), "--locale", "en-AU") == 0
    assert capsys.readouterr().out == "You: open runner strength\nCoach: Hello there, runner.\n"
    request = wiring.skill.last
    assert request["request"]["locale"] == "en-AU"
    assert request["session"]["application"]["applicationId"] == "amzn1.ask.skill.x"


@pytest.mark.parametrize("words", [(), ("--script", "-")])
def test_standard_input_that_is_no_terminal_is_a_script(
    wiring: Wiring, stdin: Callable[[str], None], words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Piped words are played as a script, with times if asked for."""
    stdin("open runner strength\n")
    assert talk("--times", *words) == 0
    assert capsys.readouterr().out.startswith("[00:00] You: open runner strength\n[00:00] Coach:")
    assert wiring.opened == [SETTINGS]


def test_a_terminal_is_talked_in(wiring: Wiring, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a terminal on standard input the coach talks there, twenty times faster if asked to."""
    speeds = []
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("skill.speaker.terminal.talk", lambda _echo, **how: speeds.append(how["speed"]))
    assert [talk(), talk("--fast")] == [0, 0]
    assert speeds == [1.0, 20.0]
    assert len(wiring.opened) == 2


def test_a_script_that_cannot_be_read_is_misuse(
    wiring: Wiring, stdin: Callable[[str], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on standard error names the line or the file; nothing was said to the skill."""
    stdin("open\n@later\n")
    assert talk() == cli.MISUSED
    assert capsys.readouterr().err.startswith("runner-strength: line 2: '@later' is no direction")
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\xff")
    for name in (str(tmp_path / "nowhere.txt"), str(binary)):
        assert talk("--script", name) == cli.MISUSED
        error = capsys.readouterr().err
        assert name in error
        assert error.count("\n") == 1
    assert wiring.opened == []


def test_a_store_for_this_time_only(wiring: Wiring, stdin: Callable[[str], None]) -> None:
    """`--store` takes the place of the setting, and is checked as the setting is."""
    stdin("")
    assert talk("--store", "dynamodb://runners") == 0
    assert wiring.opened == [replace(SETTINGS, store="dynamodb://runners")]
    with pytest.raises(SettingError, match="write sqlite"):
        talk("--store", "runners.db")


def test_a_corrupt_store_stops_the_start(wiring: Wiring, stdin: Callable[[str], None]) -> None:
    """The store's own error goes to the command, which has one line for it, and nothing is said."""
    stdin("open runner strength\n")
    with pytest.raises(Corrupt):
        talk("--store", "sqlite:///corrupt")
    assert wiring.skill.requests == []


def test_the_clock_goes_on_after_what_was_lived_through(wiring: Wiring, stdin: Callable[[str], None]) -> None:
    """Where a script has been to tomorrow, the next one starts there, not in its past."""
    tomorrow = datetime.now(tz=NOON.tzinfo).replace(microsecond=0) + timedelta(days=1)
    wiring.runner = Runner(last=LastWorkout("beginner_a", tomorrow, completed=True))
    stdin("open runner strength\n")
    talk()
    moment = tomorrow + timedelta(seconds=1)
    assert wiring.skill.last["request"]["timestamp"] == moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_the_device_starts_now_or_just_after_the_last_touch() -> None:
    """The latest of now, the touch of the workout in progress and the end of the last one decides."""
    session = Session("beginner_a", NOON, (), State.PAUSED, NOON + timedelta(hours=2))
    last = LastWorkout("beginner_b", NOON + timedelta(hours=1), completed=True)
    assert cli.starting_time(NOON, None) == NOON
    assert cli.starting_time(NOON, Runner(last=last)) == NOON + timedelta(hours=1, seconds=1)
    assert cli.starting_time(NOON, Runner(session=session, last=last)) == NOON + timedelta(hours=2, seconds=1)
    later = NOON + timedelta(days=1)
    assert cli.starting_time(later, Runner(session=session, last=last)) == later


def test_an_open_session_at_the_end_of_a_script_is_over(
    wiring: Wiring, stdin: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The runner may walk off in mid-reply: nothing more is spoken, and the skill is told at that moment."""
    wiring.skill.answers = [asking('<speak>Hold.<break time="10s"/><break time="10s"/>Ready?</speak>')]
    stdin("open runner strength\n@+5s\n")
    assert talk() == 0
    assert wiring.skill.types == ["LaunchRequest", "SessionEndedRequest"]
    opened, over = (datetime.fromisoformat(envelope["request"]["timestamp"]) for envelope in wiring.skill.requests)
    assert over - opened == timedelta(seconds=5)
    assert capsys.readouterr().out.endswith("[4 s] —\n")


def test_a_speaker_that_was_killed_tells_so_when_it_starts(
    wiring: Wiring, stdin: Callable[[str], None], tmp_path: Path
) -> None:
    """What it had noted is the moment at which the session ended; told once, it is not told again."""
    store = tmp_path / "store.sqlite3"
    store.with_name("store.sqlite3.spoken").write_text("2026-03-02T12:00:45+00:00", encoding="ascii")
    for _ in range(2):
        stdin("")
        assert talk("--store", f"sqlite:///{store}") == 0
    (request,) = (envelope["request"] for envelope in wiring.skill.requests)
    assert (request["type"], request["timestamp"]) == ("SessionEndedRequest", "2026-03-02T12:00:45Z")
