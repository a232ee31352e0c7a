"""A store that lasts as long as the process: for tests and for trying things out."""

import json
from threading import Lock

from skill.store.errors import Conflict
from skill.store.form import check
from skill.store.port import Document, Saved, WorkoutRecord


class MemoryStore:
    """Keeps everything as text in two dictionaries, so that what comes back is never the caller's own object."""

    def __init__(self) -> None:
        """Start empty."""
        self._lock = Lock()
        self._runners: dict[str, tuple[str, int]] = {}
        self._workouts: dict[str, dict[str, str]] = {}

    def load(self, runner: str) -> Saved | None:
        """Read a runner's document."""
        with self._lock:
            stored = self._runners.get(runner)
        return None if stored is None else Saved(json.loads(stored[0]), stored[1])

    def save(
        self,
        runner: str,
        document: Document,
        *,
        expected: int,
        workout: WorkoutRecord | None = None,
        dropped: str | None = None,
    ) -> int:
        """Write a runner's document, and perhaps a workout more or one less, if the version is the expected one."""
        check(document)
        if workout is not None:
            check(workout.document)
        with self._lock:
            version = self._runners.get(runner, ("", 0))[1]
            if version != expected:
                raise Conflict(f"version {expected} was expected, {version} is stored")
            self._runners[runner] = (json.dumps(document), version + 1)
            if workout is not None:
                self._workouts.setdefault(runner, {})[workout.started] = json.dumps(workout.document)
            if dropped is not None:
                self._workouts.get(runner, {}).pop(dropped, None)
            return version + 1

    def workouts(self, runner: str, *, limit: int = 20) -> tuple[WorkoutRecord, ...]:
        """Read the workouts of a runner, the newest first."""
        with self._lock:
            stored = sorted(self._workouts.get(runner, {}).items(), reverse=True)[:limit]
        return tuple(WorkoutRecord(started, json.loads(text)) for started, text in stored)

    def delete(self, runner: str) -> None:
        """Delete everything of a runner."""
        with self._lock:
            self._runners.pop(runner, None)
            self._workouts.pop(runner, None)

    def ping(self) -> None:
        """Answer: memory is always there."""
