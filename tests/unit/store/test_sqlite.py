"""The embedded store's own promises: files that are not ours stay untouched, and nothing is lost between processes."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from skill.store.errors import Conflict, Corrupt, NewerFormat, StoreError, Unavailable
from skill.store.memory import MemoryStore
from skill.store.open import StoreAddressError, open_store
from skill.store.sqlite import FILE_FORMAT, SQLiteStore

WRITES = 40


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
    ("make", "error"), [(_foreign, Corrupt), (_newer, NewerFormat), (_damaged, Corrupt), (_text, Corrupt)]
)
def test_a_file_that_cannot_be_used_is_left_as_it_is(tmp_path: Path, make: object, error: type[StoreError]) -> None:
    """A damaged, foreign or newer file is refused with one line that says what to do, and stays byte for byte."""
    path = tmp_path / "store.sqlite3"
    assert callable(make)
    make(path)
    before = path.read_bytes()
    with pytest.raises(error) as caught:
        SQLiteStore(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == before


def test_a_document_that_is_no_json(tmp_path: Path) -> None:
    """A stored text that is no JSON is corrupt, not a crash."""
    path = tmp_path / "store.sqlite3"
    store = SQLiteStore(path)
    store.save("runner", {}, expected=0)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE runner SET document = '{'")
    with pytest.raises(Corrupt):
        store.load("runner")


def test_a_file_that_goes_away_is_unavailable(tmp_path: Path) -> None:
    """When the file is removed under a running store, the store is unavailable; no empty one is made in its place."""
    path = tmp_path / "store.sqlite3"
    store = SQLiteStore(path)
    path.unlink()
    with pytest.raises(Unavailable):
        store.ping()
    assert not path.exists()


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    """A path below a file cannot be made."""
    (tmp_path / "file").write_text("", encoding="ascii")
    with pytest.raises(Unavailable):
        SQLiteStore(tmp_path / "file" / "store.sqlite3")


def test_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address opens its engine; anything else is answered with how one is written."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    assert isinstance(open_store("memory://"), MemoryStore)
    assert isinstance(open_store(f"sqlite:///{tmp_path}/store.sqlite3"), SQLiteStore)
    assert type(open_store("dynamodb://table")).__name__ == "DynamoDBStore"
    for wrong in ("sqlite:///", "memory://x", "dynamodb://", "mysql://x", ""):
        with pytest.raises(StoreAddressError):
            open_store(wrong)
