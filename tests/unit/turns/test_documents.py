"""The form in which runners are kept."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach.events import EventKind
from skill.coach.record import Record
from skill.coach.runner import Runner
from skill.documents import (
    FORMAT,
    NewerDocumentError,
    UnreadableDocumentError,
    document_of,
    record_document,
    record_from,
    runner_from,
)
from tests.coaching import NOON, Coaching
from tests.unit.coach.test_laws import Event, events, facts_of, profiles, started, waits

# DynamoDB items and session attributes both stay far below their limits with this.
LARGEST_DOCUMENT_BYTES = 5000


@given(profiles, st.integers(0, 40), st.lists(st.tuples(events, waits), max_size=10))
def test_every_runner_survives_the_round_trip(profile, blocks: int, conversation: list[tuple[Event, float]]) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Whatever a conversation leads to comes back from its document as it was, and the document stays small."""
    coaching: Coaching = started(profile, blocks)
    for event, wait in conversation:
        coaching.wait(wait)
        coaching.say(event.kind, **facts_of(event))
    text = json.dumps(document_of(coaching.runner))
    assert runner_from(json.loads(text)) == coaching.runner
    assert len(text) < LARGEST_DOCUMENT_BYTES


def test_a_new_runner_survives_the_round_trip() -> None:
    """Nobody yet is somebody too."""
    assert runner_from(document_of(Runner())) == Runner()


def test_a_finished_runner_survives_the_round_trip() -> None:
    """So is somebody with a workout behind."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("plank", 3)
    coaching.say(EventKind.FINISH_EARLY)
    assert runner_from(document_of(coaching.runner)) == coaching.runner


def test_a_record_survives_the_round_trip() -> None:
    """A workout that ended comes back from its document as it was."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("plank", 3)
    coaching.say(EventKind.FINISH_EARLY)
    (record,) = coaching.records
    assert record_from(json.loads(json.dumps(record_document(record)))) == record


@pytest.mark.parametrize("missing", ["format", "started", "sets", "efforts"])
def test_a_damaged_record_is_told(missing: str) -> None:
    """A record without a part of it is no record."""
    document = record_document(Record("a", NOON, NOON, 1, True, (), ()))
    with pytest.raises(UnreadableDocumentError):
        record_from({name: value for name, value in document.items() if name != missing})


def test_a_newer_record_is_told() -> None:
    """What a newer release wrote is not guessed at."""
    document = record_document(Record("a", NOON, NOON, 1, True, (), ()))
    with pytest.raises(NewerDocumentError):
        record_from({**document, "format": FORMAT + 1})
