"""The embedded store's own promises: files that are not ours stay untouched, and nothing is lost between processes."""

import multiprocessing
import os
import re
import sqlite3
import subprocess
import sys
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from skill.store.errors import Conflict, Corrupt, NewerFormat, StoreError, Unavailable
from skill.store.sqlite import FILE_FORMAT, SQLiteStore

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

WRITES = 40
ROUNDS = 30


def count_up(path: Path) -> None:
    """Raise the number in a runner's document, taking turns with whoever else does."""
    store = SQLiteStore(path)
    for _ in range(WRITES):
        while True:
            saved = store.load("runner")
            number, version = (0, 0) if saved is None else (saved.document["n"], saved.version)
            try:
                store.save("runner", {"n": number + 1}, expected=version)
            except Conflict:
                continue
            break


def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    """Two processes that count up in one file count every time."""
    path = tmp_path / "store.sqlite3"
    SQLiteStore(path)
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=count_up, args=(path,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    saved = SQLiteStore(path).load("runner")
    assert saved is not None
    assert saved.document == {"n": 2 * WRITES}


def open_together(folder: Path, ready: Barrier, failures: "Queue[list[str]]") -> None:
    """Open new stores, each at the moment when the others open it, and write to it."""
    failed = []
    for number in range(ROUNDS):
        ready.wait()
        try:
            SQLiteStore(folder / f"{number}.sqlite3").save(str(os.getpid()), {}, expected=0)
        except StoreError as error:
            failed.append(str(error))
    failures.put(failed)


def test_processes_that_make_the_same_file_all_get_it(tmp_path: Path) -> None:
    """Processes that start at once on a file that is not there yet all open it; none finds it half made."""
    spawn = multiprocessing.get_context("spawn")
    ready, failures = spawn.Barrier(3), spawn.Queue()
    processes = [spawn.Process(target=open_together, args=(tmp_path, ready, failures)) for _ in range(3)]
    for process in processes:
        process.start()
    assert [failures.get(timeout=60) for _ in processes] == [[], [], []]
    for process in processes:
        process.join()


def test_a_file_that_another_process_made_meanwhile_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the file is not there at the first look, and complete at the second, nothing in it is made again."""
    path = tmp_path / "store.sqlite3"
    SQLiteStore(path).save("runner", {"a": 1}, expected=0)
    monkeypatch.setattr(Path, "exists", lambda _: False)
    saved = SQLiteStore(path).load("runner")
    assert saved is not None
    assert saved.document == {"a": 1}


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    """A file with nothing in it is as good as none."""
    path = tmp_path / "store.sqlite3"
    path.touch()
    assert SQLiteStore(path).save("runner", {}, expected=0) == 1


def test_what_was_saved_outlives_a_killed_process(tmp_path: Path) -> None:
    """A process that ends without closing anything leaves a store that opens with all that was saved."""
    path = tmp_path / "store.sqlite3"
    SQLiteStore(path).save("runner", {"a": 1}, expected=0)
    script = "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute(sys.argv[2])"
    change = """UPDATE runner SET document = '{"a": 2}'"""
    subprocess.run([sys.executable, "-c", f"{script}; os._exit(9)", path, change], check=False)  # noqa: S603  # our own script
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    saved = SQLiteStore(path).load("runner")
    assert saved is not None
    assert saved.document == {"a": 2}


def test_the_file_and_its_folder_are_made(tmp_path: Path) -> None:
    """A store in a folder that is not there yet makes both, and finds them again."""
    path = tmp_path / "some" / "where" / "store.sqlite3"
    SQLiteStore(path).save("runner", {"a": 1}, expected=0)
    saved = SQLiteStore(path).load("runner")
    assert saved is not None
    assert saved.document == {"a": 1}


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE mine (a)")


def _newer(path: Path) -> None:
    SQLiteStore(path)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {FILE_FORMAT + 1}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _damaged(path: Path) -> None:
    store = SQLiteStore(path)
    for number in range(50):
        store.save(f"runner {number}", {"text": "x" * 500}, expected=0)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    path.write_bytes(content)


def _text(path: Path) -> None:
    path.write_text("this is no database\n" * 100, encoding="ascii")


@pytest.mark.parametrize(
    ("make", "error", "hint"),
    [
        (_foreign, Corrupt, "no store of ours.*name another file"),
        (_newer, NewerFormat, "update Runner Strength"),
        (_damaged, Corrupt, "is damaged: bring back a copy of it, or move it away"),
        (_text, Corrupt, "no store of ours.*name another file"),
    ],
)
def test_a_file_that_cannot_be_used_is_left_as_it_is(
    tmp_path: Path, make: object, error: type[StoreError], hint: str
) -> None:
    """A damaged, foreign or newer file is refused with one line that says what to do, and stays byte for byte."""
    path = tmp_path / "store.sqlite3"
    assert callable(make)
    make(path)
    before = path.read_bytes()
    with pytest.raises(error, match=hint) as caught:
        SQLiteStore(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("text", ["{", "[1]"])
def test_a_document_that_is_none(tmp_path: Path, text: str) -> None:
    """A stored text that is no JSON, or no mapping, is corrupt, not a crash."""
    path = tmp_path / "store.sqlite3"
    store = SQLiteStore(path)
    store.save("runner", {}, expected=0)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE runner SET document = ?", (text,))
    with pytest.raises(Corrupt, match=re.escape(str(path))):
        store.load("runner")


def test_a_file_that_goes_away_is_unavailable(tmp_path: Path) -> None:
    """When the file is removed under a running store, the store is unavailable; no empty one is made in its place."""
    path = tmp_path / "store.sqlite3"
    store = SQLiteStore(path)
    path.unlink()
    with pytest.raises(Unavailable):
        store.ping()
    assert not path.exists()


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    """A path that names a folder, or a device, is told from an error of the disk."""
    for path in (tmp_path, Path(os.devnull)):
        with pytest.raises(Unavailable, match="is no file: name one"):
            SQLiteStore(path)


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    """A path below a file cannot be made."""
    (tmp_path / "file").write_text("", encoding="ascii")
    with pytest.raises(Unavailable):
        SQLiteStore(tmp_path / "file" / "store.sqlite3")
