"""The record of a workout that ended, as a JSON document and back."""

from datetime import datetime
from typing import Any

from skill.coach.events import Effort
from skill.coach.record import DoneSet, Record
from skill.documents.formats import FORMAT, refuse_newer
from skill.documents.values import Document, UnreadableDocumentError, stamp, time_of


def record_document(record: Record) -> dict[str, Any]:
    """Turn the record of a workout into a document."""
    return {
        "format": FORMAT,
        "workout": record.workout,
        "started": stamp(record.started),
        "ended": stamp(record.ended),
        "minutes": record.minutes,
        "completed": record.completed,
        "sets": [[done.exercise, done.set, done.side, done.target, done.amount] for done in record.sets],
        "efforts": {exercise: effort.value for exercise, effort in record.efforts},
    }


def started_stamp(started: datetime) -> str:
    """Give the name of a workout's record among a runner's: its start."""
    return stamp(started)


def record_from(document: Document) -> Record:
    """Turn a document back into the record of a workout.

    Raises:
        NewerDocumentError: A newer release wrote it.
        UnreadableDocumentError: It is not a record's document.
    """
    try:
        refuse_newer(document)
        return Record(
            workout=document["workout"],
            started=time_of(document["started"]),
            ended=time_of(document["ended"]),
            minutes=int(document["minutes"]),
            completed=bool(document["completed"]),
            sets=tuple(
                DoneSet(exercise, int(number), side, int(target), int(amount))
                for exercise, number, side, target, amount in document["sets"]
            ),
            efforts=tuple((exercise, Effort(word)) for exercise, word in document["efforts"].items()),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableDocumentError(f"a workout's document cannot be read: {error!r}") from error
