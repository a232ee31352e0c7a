"""The command `serve` refuses what would let anybody in."""

import socket

import pytest

from skill.cli import main
from skill.web.cli import is_loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "::1", "localhost"])
def test_loopback(host: str) -> None:
    """These reach this machine only."""
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.168.0.1", "localhost.evil.org", "example.org"])  # noqa: S104
def test_not_loopback(host: str) -> None:
    """These can be reached from elsewhere, or are nothing that we know."""
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--no-verify", "--host", "0.0.0.0"], "loopback"),  # noqa: S104
        (["--no-verify", "--host", "::"], "loopback"),
        ([], "RUNNER_STRENGTH_SKILL_ID"),
    ],
)
def test_unsafe_ways_to_serve_are_refused(words: list[str], hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line on standard error says how to mend it, and the status is 1."""
    assert main(["serve", *words]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert hint in line


def test_a_port_that_is_taken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Two servers cannot have one port; the second says so in one line."""
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", "memory://")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["serve", "--no-verify", "--port", str(taken.getsockname()[1])]) == 1
    assert "cannot be listened on" in capsys.readouterr().err
