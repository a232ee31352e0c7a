"""The form in which runners are kept."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach.diary import Diary
from skill.coach.events import EventKind
from skill.coach.on_the_day import NOTHING_SAID
from skill.coach.record import Record
from skill.coach.runner import Counting, NextMeans, Profile, Runner
from skill.documents import (
    FORMAT,
    NewerDocumentError,
    UnreadableDocumentError,
    digest,
    document_of,
    migrated,
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
    # What was said of the day alone is in no document.
    assert runner_from(json.loads(text)) == replace(coaching.runner, on_the_day=NOTHING_SAID)
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


def test_core_that_was_done_survives_the_round_trip() -> None:
    """When other strength than for the legs was trained is kept."""
    diary = Diary().with_other(NOON)
    assert runner_from(document_of(Runner(diary=diary))).diary == diary


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


@pytest.mark.parametrize("wrong", [7, None, [], [[]], {"a": "b"}])
def test_what_should_be_a_text_and_is_none_is_told(wrong: object) -> None:
    """Names, zones and digests that are no texts make a document unreadable, so that they are never written."""
    document = document_of(Runner())
    for damaged in (
        {"people": {"names": [wrong], "speaking": ""}},
        {"people": {"names": [], "speaking": wrong}},
        {"requests": [wrong]},
        {"taught": [wrong]},
        {"zone": wrong},
    ):
        with pytest.raises(UnreadableDocumentError):
            runner_from({**document, **damaged})


KEPT = sorted((Path(__file__).parents[2] / "data" / "documents").glob("format_*.json"))


def test_documents_of_every_format_are_kept() -> None:
    """Each format that was ever written has documents to test with."""
    assert [path.stem for path in KEPT] == [f"format_{number}" for number in range(1, FORMAT + 1)]


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_documents_of_every_format_are_read(path: Path) -> None:
    """What an earlier release wrote is read as this one writes it, and loses nothing that it had."""
    for name, document in json.loads(path.read_text(encoding="utf-8")).items():
        runner = runner_from(document)
        assert document_of(runner) == migrated(document), name
        changed = {"format", "profile", "session", "requests", "diary"}
        kept = {key: value for key, value in document.items() if key not in changed}
        assert kept.items() <= document_of(runner).items(), name
        assert document.get("diary", {}).items() <= document_of(runner)["diary"].items(), name


def test_the_first_format_learns_when_a_runner_was_seen() -> None:
    """Format 1 did not say; its workouts do. Request ids become digests, so that repeats are still known."""
    documents = json.loads(KEPT[0].read_text(encoding="utf-8"))
    assert runner_from(documents["new"]).seen is None
    finished, going = runner_from(documents["finished"]), runner_from(documents["in_progress"])
    assert finished.last is not None
    assert finished.seen == finished.last.ended
    assert going.session is not None
    assert going.seen == going.session.touched
    assert going.profile.manner.counting is Counting.DEFAULT
    assert going.requests == tuple(digest(name) for name in documents["in_progress"]["requests"])


def test_what_a_release_writes_it_can_read() -> None:
    """The documents kept for this release's format are those that it writes now."""
    for document in json.loads(KEPT[-1].read_text(encoding="utf-8")).values():
        assert document == document_of(runner_from(document)), (
            "the form has changed: raise FORMAT, add a step from the format before, and keep documents of the new one"
        )


def test_what_next_means_is_kept() -> None:
    """A runner's own meaning of "next" survives the round trip."""
    runner = Runner(profile=Profile(next_means=NextMeans.EXERCISE))
    assert runner_from(document_of(runner)) == runner
