"""The command `serve` refuses what would let anybody in."""

import socket
from pathlib import Path

import pytest

from skill.cli import main
from skill.web.cli import is_loopback
from tests.envelopes import SKILL


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "::1", "localhost"])
def test_loopback(host: str) -> None:
    """These reach this machine only."""
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.168.0.1", "localhost.evil.org", "example.org"])  # noqa: S104
def test_not_loopback(host: str) -> None:
    """These can be reached from elsewhere, or are nothing that we know."""
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("words", "settings", "hint"),
    [
        (["--no-verify", "--host", "0.0.0.0"], {}, "loopback"),  # noqa: S104
        (["--no-verify", "--host", "::"], {}, "loopback"),
        (["--no-verify"], {"STORE": "dynamodb://runners"}, "RUNNER_STRENGTH_KEY_SECRET"),
        ([], {}, "RUNNER_STRENGTH_SKILL_ID"),
        ([], {"SKILL_ID": "nonsense"}, "amzn1.ask.skill."),
        ([], {"SKILL_ID": SKILL}, "RUNNER_STRENGTH_KEY_SECRET"),
        ([], {"SKILL_ID": SKILL, "KEY_SECRET": "local"}, "RUNNER_STRENGTH_KEY_SECRET"),
        ([], {"SKILL_ID": SKILL, "KEY_SECRET": ""}, "RUNNER_STRENGTH_KEY_SECRET"),
        (["--host", "x" * 80, "--no-verify"], {}, "loopback"),
        (["--host", "x" * 80], {"SKILL_ID": SKILL, "KEY_SECRET": "own"}, "cannot be listened on"),
    ],
)
def test_unsafe_ways_to_serve_are_refused(
    words: list[str],
    settings: dict[str, str],
    hint: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line on standard error says how to mend it, and the status is 1."""
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", "memory://")
    for name, value in settings.items():
        monkeypatch.setenv(f"RUNNER_STRENGTH_{name}", value)
    assert main(["serve", *words]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert hint in line


@pytest.mark.parametrize("port", ["99999", "-1", "http", "", "8080.5", "\u0661"])
def test_a_port_that_is_none(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The usage and one line that says what a port is."""
    with pytest.raises(SystemExit) as left:
        main(["serve", f"--port={port}"])
    assert left.value.code == 2
    assert "write a number from 0 to 65535" in capsys.readouterr().err.splitlines()[-1]


def test_settings_and_store_can_be_checked_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """With `--check` nothing is served, and whatever would stop the start is one line."""
    monkeypatch.setenv("RUNNER_STRENGTH_SKILL_ID", SKILL)
    monkeypatch.setenv("RUNNER_STRENGTH_KEY_SECRET", "own")
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", f"sqlite:///{tmp_path}/store.sqlite3")
    assert main(["serve", "--check"]) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", f"sqlite:///{tmp_path}")
    assert main(["serve", "--check"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "is no file" in line


def test_a_port_that_is_taken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Two servers cannot have one port; the second says so in one line."""
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", "memory://")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["serve", "--no-verify", "--port", str(taken.getsockname()[1])]) == 1
    assert "cannot be listened on" in capsys.readouterr().err
