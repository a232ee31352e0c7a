"""The port: what the coach needs of a store, and what every engine behind it promises.

A store keeps documents and refuses to know what is in them. Documents are JSON trees without floating-point numbers
and empty keys, nested less than 32 deep and below 400 KB, so that every engine gives back exactly what it was given
(limits: Amazon DynamoDB Developer Guide, "Quotas").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

Document = Mapping[str, Any]

# What loading and saving may take at most, in seconds: a turn makes two of them within three seconds.
LONGEST_CALL = 1.45


@dataclass(frozen=True, slots=True)
class Saved:
    """A runner's document as stored; versions count from 1."""

    document: Document
    version: int


@dataclass(frozen=True, slots=True)
class WorkoutRecord:
    """A workout that ended; `started` is an ISO-8601 UTC time that names it among the runner's."""

    started: str
    document: Document


class Store(Protocol):
    """Keeps one document and many workouts for each runner.

    Every method may raise `Unavailable`; loading and saving do so within `LONGEST_CALL` seconds.
    """

    def load(self, runner: str) -> Saved | None:
        """Read a runner's document, consistently; None where there is none.

        Raises:
            Corrupt: It cannot be read.
            NewerFormat: A newer release wrote it.
        """
        ...

    def save(
        self,
        runner: str,
        document: Document,
        *,
        expected: int,
        workout: WorkoutRecord | None = None,
        dropped: str | None = None,
    ) -> int:
        """Write a runner's document, and with it a workout that ended or one less: all or nothing.

        Args:
            runner: The runner's key.
            document: The new document.
            expected: The version that was read; 0 where there was none.
            workout: The workout that ended with this write.
            dropped: The start of a workout whose record is deleted with it; one that is not there is no error.

        Returns:
            The new version.

        Raises:
            Conflict: The stored version is another one; nothing was written.
            NotStorableError: The document holds what a store does not keep; nothing was written.
            TooLarge: The engine does not take a document of this size; nothing was written.
        """
        ...

    def workouts(self, runner: str, *, limit: int = 20) -> tuple[WorkoutRecord, ...]:
        """Read the workouts of a runner, the newest first."""
        ...

    def delete(self, runner: str) -> None:
        """Delete everything of a runner; once more is no error."""
        ...

    def ping(self) -> None:
        """Find out whether the store answers."""
        ...
