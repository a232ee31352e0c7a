"""The command as a whole."""

import io
import sqlite3
from pathlib import Path

import pytest

from skill.alexa.requests import runner_key
from skill.cli import main
from skill.speaker.envelopes import USER
from skill.store.sqlite import SQLiteStore


def test_settings_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Each setting is listed with its meaning, default and current value."""
    assert main(["settings"]) == 0
    listed = capsys.readouterr().out
    assert "RUNNER_STRENGTH_STORE" in listed
    assert "default:" in listed


def test_a_wrong_setting_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A setting that cannot be used stops every command with one line and status 1."""
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", "mysql://x")
    assert main(["state"]) == 1
    complaint = capsys.readouterr().err
    assert complaint.count("\n") == 1
    assert "sqlite:///PATH" in complaint


def test_a_file_that_is_no_store_is_one_line_and_untouched(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """What is no store stops the coach with one line that says what to do; the file stays as it is, where it is."""
    path = tmp_path / "store.sqlite3"
    path.write_bytes(b"this is no store" * 100)
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", f"sqlite:///{path}")
    monkeypatch.setattr("sys.stdin", io.StringIO("start my workout\n"))
    assert main([]) == 1
    complaint = capsys.readouterr().err
    assert complaint.count("\n") == 1
    assert "no store of ours" in complaint
    assert "move it away" not in complaint
    assert path.read_bytes() == b"this is no store" * 100


@pytest.mark.parametrize(
    ("document", "advice"),
    [
        ("{", "move it away to start afresh"),
        ('{"format": 5}', "move it away to start afresh"),
        ('{"format": 99}', "update Runner Strength, or move it away"),
    ],
)
def test_a_runner_that_cannot_be_read_is_one_line(
    document: str,
    advice: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """What is stored of a runner and cannot be read stops the start: the file is named, what to do is said."""
    path = tmp_path / "store.sqlite3"
    key = runner_key(USER, "local")
    SQLiteStore(path).save(key, {}, expected=0)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE runner SET document = ?", (document,))
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", f"sqlite:///{path}")
    monkeypatch.setattr("sys.stdin", io.StringIO("start my workout\n"))
    for command in ([], ["state"]):
        assert main(command) == 1
        complaint = capsys.readouterr().err
        assert complaint.count("\n") == 1
        assert str(path) in complaint
        assert advice in complaint
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT document FROM runner").fetchone() == (document,)


def test_without_a_command_it_talks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """With lines on standard input and no command, each line is said, and the transcript is printed."""
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", f"sqlite:///{tmp_path}/store.sqlite3")
    monkeypatch.setattr("sys.stdin", io.StringIO("start my workout\njust start\nstop\n"))
    assert main([]) == 0
    heard = capsys.readouterr().out
    assert heard.startswith("You: start my workout\n")
    assert "Coach: Welcome." in heard
    assert "Say open runner strength to go on." in heard


def test_help_is_everywhere(capsys: pytest.CaptureFixture[str]) -> None:
    """The command and each of its subcommands explain themselves."""
    for words in ([], ["talk"], ["serve"], ["understand"], ["state"], ["content"], ["model"], ["settings"]):
        with pytest.raises(SystemExit) as left:
            main([*words, "--help"])
        assert left.value.code == 0
        assert "usage: runner-strength" in capsys.readouterr().out


class _NobodyReads(io.StringIO):
    """An output whose reader has gone away."""

    def write(self, text: str) -> int:
        raise BrokenPipeError(text)

    def fileno(self) -> int:
        return 1


def test_a_reader_who_leaves_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off by its reader, as in a pipe to `head`, the command ends without a word."""
    monkeypatch.setattr("os.dup2", lambda *_: None)
    monkeypatch.setattr("sys.stdout", _NobodyReads())
    assert main(["settings"]) == 0
