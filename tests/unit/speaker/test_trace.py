"""How far the speaker has spoken, and what is left of it when the process is gone."""

from datetime import timedelta
from pathlib import Path

import pytest

from skill.speaker.trace import Trace
from tests.unit.speaker.fakes import NOON


def test_the_last_note_is_what_the_next_speaker_finds(tmp_path: Path) -> None:
    """Each note takes the place of the one before; a session that ended leaves none."""
    store = tmp_path / "store.sqlite3"
    trace = Trace.beside(store)
    assert trace.cut_off is None
    trace.note(NOON)
    trace.note(NOON + timedelta(seconds=1.5))
    trace.close()
    found = Trace.beside(store)
    assert found.cut_off == NOON + timedelta(seconds=1)
    found.note(None)
    assert found.cut_off is None
    found.close()


def test_a_speaker_that_is_at_work_was_not_killed(tmp_path: Path) -> None:
    """While one speaker holds the trace, another one on the same store neither reads nor writes it."""
    store = tmp_path / "store.sqlite3"
    first = Trace.beside(store)
    first.note(NOON)
    second = Trace.beside(store)
    assert second.cut_off is None
    second.note(None)
    second.close()
    assert first.cut_off == NOON
    first.close()


@pytest.mark.parametrize("text", ["later", "2026-03-02T12:00:45", "\xff"])
def test_what_is_no_moment_is_none(tmp_path: Path, text: str) -> None:
    """A file that holds something else tells nothing."""
    (tmp_path / "store.sqlite3.spoken").write_bytes(text.encode("latin-1"))
    trace = Trace.beside(tmp_path / "store.sqlite3")
    assert trace.cut_off is None
    trace.close()


def test_without_a_file_nothing_is_noted(tmp_path: Path) -> None:
    """A store that is no file, or whose folder is not there, has no trace, and the coach speaks all the same."""
    for store in (None, tmp_path / "nowhere" / "store.sqlite3"):
        trace = Trace.beside(store)
        trace.note(NOON)
        assert trace.cut_off is None
        trace.close()
