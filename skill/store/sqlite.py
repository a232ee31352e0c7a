"""The embedded store: one SQLite file, for the local speaker and for small servers.

Write-ahead logging lets several processes read and write at once; every call opens a connection of its own, so threads
share nothing. A file that cannot be read is never touched.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from skill.store.errors import Conflict, Corrupt, NewerFormat, Unavailable
from skill.store.form import check
from skill.store.port import Document, Saved, WorkoutRecord

# "RuSt" in ASCII: marks a file as ours (SQLite's header has a place for it).
APPLICATION_ID = 0x52755374
# Raise by one when the tables change, and migrate from the one before.
FILE_FORMAT = 1
# Seconds to wait for another process to finish writing: what a turn can spare.
BUSY_SECONDS = 1.2

_TABLES = (
    "CREATE TABLE runner (key TEXT PRIMARY KEY, document TEXT NOT NULL, version INTEGER NOT NULL)",
    """CREATE TABLE workout (
        key TEXT NOT NULL, started TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (key, started)
    ) WITHOUT ROWID""",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {FILE_FORMAT}",
)


class SQLiteStore:
    """Keeps runners in a file; makes it, and its folder, when there is none."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it.

        Raises:
            Corrupt: It is damaged, or no store of ours.
            NewerFormat: A newer release wrote it.
            Unavailable: It cannot be opened or made.
        """
        self._path = path
        try:
            if path.exists() and not path.is_file():
                raise Unavailable(f"{path} is no file: name one, or one that can be made")
            path.parent.mkdir(parents=True, exist_ok=True)
            existing = path.exists() and path.stat().st_size > 0
        except OSError as error:
            raise Unavailable(f"{path} cannot be made: {error.strerror}") from error
        if not existing:
            self._make()
        self._inspect()

    def load(self, runner: str) -> Saved | None:
        """Read a runner's document."""
        with self._connection() as connection:
            row = connection.execute("SELECT document, version FROM runner WHERE key = ?", (runner,)).fetchone()
        return None if row is None else Saved(self._parsed(row[0]), row[1])

    def save(
        self,
        runner: str,
        document: Document,
        *,
        expected: int,
        workout: WorkoutRecord | None = None,
        dropped: str | None = None,
    ) -> int:
        """Write a runner's document, and perhaps a workout more or one less, in one transaction."""
        check(document)
        if workout is not None:
            check(workout.document)
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            row = connection.execute("SELECT version FROM runner WHERE key = ?", (runner,)).fetchone()
            version = 0 if row is None else row[0]
            if version != expected:
                raise Conflict(f"version {expected} was expected, {version} is stored")
            connection.execute(
                "INSERT OR REPLACE INTO runner (key, document, version) VALUES (?, ?, ?)",
                (runner, json.dumps(document), expected + 1),
            )
            if workout is not None:
                connection.execute(
                    "INSERT OR REPLACE INTO workout (key, started, document) VALUES (?, ?, ?)",
                    (runner, workout.started, json.dumps(workout.document)),
                )
            if dropped is not None:
                connection.execute("DELETE FROM workout WHERE key = ? AND started = ?", (runner, dropped))
            connection.execute("COMMIT")
        return expected + 1

    def workouts(self, runner: str, *, limit: int = 20) -> tuple[WorkoutRecord, ...]:
        """Read the workouts of a runner, the newest first."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT started, document FROM workout WHERE key = ? ORDER BY started DESC LIMIT ?", (runner, limit)
            ).fetchall()
        return tuple(WorkoutRecord(started, self._parsed(document)) for started, document in rows)

    def delete(self, runner: str) -> None:
        """Delete everything of a runner."""
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM runner WHERE key = ?", (runner,))
            connection.execute("DELETE FROM workout WHERE key = ?", (runner,))
            connection.execute("COMMIT")

    def ping(self) -> None:
        """Find out whether the file can be read."""
        with self._connection() as connection:
            connection.execute("SELECT 1 FROM runner LIMIT 1").fetchone()

    @contextmanager
    def _connection(self, mode: str = "rw") -> Iterator[sqlite3.Connection]:
        """Open a connection, with SQLite's errors turned into ours; what is not committed is rolled back."""
        address = f"{self._path.absolute().as_uri()}?mode={mode}"
        try:
            with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
                yield connection
        except sqlite3.OperationalError as error:
            raise Unavailable(f"{self._path} cannot be used: {error}") from error
        except sqlite3.DatabaseError as error:
            raise self._refusal() from error

    def _refusal(self) -> Corrupt:
        """Say what is wrong with a file that cannot be read: nobody is asked to move away what is not ours."""
        if _is_ours(self._path):
            return Corrupt(f"{self._path} is damaged: bring back a copy of it, or move it away to start afresh")
        return Corrupt(f"{self._path} is no store of ours, and stays as it is: name another file")

    def _make(self) -> None:
        """Make the file in one go, locked from first to last: another process finds it empty or complete."""
        with self._connection("rwc") as connection:
            connection.execute("BEGIN EXCLUSIVE")
            if connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,):
                return
            # Keeps the lock beyond the commit; nobody can come in before write-ahead logging is on.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            for statement in _TABLES:
                connection.execute(statement)
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = WAL")

    def _inspect(self) -> None:
        """Look at the file without writing to it."""
        with self._connection("ro") as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (written,) = connection.execute("PRAGMA user_version").fetchone()
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if application != APPLICATION_ID or verdict != "ok":
            raise self._refusal()
        if written > FILE_FORMAT:
            raise NewerFormat(f"{self._path} was written by a newer release: update Runner Strength, or move it away")

    def _parsed(self, text: str) -> Document:
        try:
            document = json.loads(text)
        except ValueError as error:
            raise Corrupt(f"{self._path} holds a document that cannot be read: {error}") from error
        if not isinstance(document, dict):
            raise Corrupt(f"{self._path} holds a document that is no mapping")
        return document


def _is_ours(path: Path) -> bool:
    """Tell whether a file begins as one that we made."""
    with path.open("rb") as file:
        header = file.read(72)
    return header.startswith(b"SQLite format 3\0") and header.endswith(APPLICATION_ID.to_bytes(4))
