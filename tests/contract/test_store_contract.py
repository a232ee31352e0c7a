"""What every store promises, run against every engine: memory, SQLite, DynamoDB on moto and on a real process."""

import functools
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import boto3
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto import mock_aws

from skill.store.dynamodb import DynamoDBStore, create_table
from skill.store.errors import Conflict, NotStorableError
from skill.store.memory import MemoryStore
from skill.store.port import Saved, Store, WorkoutRecord
from skill.store.sqlite import SQLiteStore
from tests.engines import fresh_account

TABLE = "runners"

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
scalars = st.none() | st.booleans() | st.integers(-(10**15), 10**15) | texts
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts.filter(bool), inner, max_size=4),
    max_leaves=15,
)
documents = st.dictionaries(texts.filter(bool), trees, max_size=5)
workouts = st.builds(WorkoutRecord, st.datetimes().map(lambda moment: moment.isoformat()), documents)
reuse = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)


ENGINES = ["memory", "sqlite", "moto", "process"]
# moto checks and writes without a lock between: threads race in it as they cannot in the service.
ENGINES_WITH_THREADS = ["memory", "sqlite", "process"]


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Give an empty store on each engine in turn."""
    match request.param:
        case "memory":
            yield MemoryStore()
        case "sqlite":
            yield SQLiteStore(tmp_path / "store.sqlite3")
        case "moto":
            with mock_aws():
                client = boto3.client(
                    "dynamodb", region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x"
                )
                create_table(client, TABLE)
                yield DynamoDBStore(TABLE, client)
        case "process":
            client = request.getfixturevalue("engine").dynamodb(fresh_account())
            create_table(client, TABLE)
            yield DynamoDBStore(TABLE, client)


def somebody() -> str:
    """Give a runner whom nobody knows yet."""
    return uuid.uuid4().hex


def test_nobody_is_there_at_first(store: Store) -> None:
    """An unknown runner has no document and no workouts, and deleting one is no error."""
    runner = somebody()
    assert store.load(runner) is None
    assert store.workouts(runner) == ()
    store.delete(runner)
    store.ping()


@reuse
@given(first=documents, second=documents)
def test_what_was_saved_comes_back(store: Store, first: dict[str, Any], second: dict[str, Any]) -> None:
    """Any document comes back as it was, with versions that count from one."""
    runner = somebody()
    assert store.save(runner, first, expected=0) == 1
    assert store.load(runner) == Saved(first, 1)
    assert store.save(runner, second, expected=1) == 2
    assert store.load(runner) == Saved(second, 2)


@pytest.mark.parametrize("expected", [1, 7])
def test_a_version_that_is_not_there_is_refused(store: Store, expected: int) -> None:
    """Writing over a version that nobody wrote changes nothing."""
    runner = somebody()
    with pytest.raises(Conflict):
        store.save(runner, {"a": 1}, expected=expected)
    assert store.load(runner) is None


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_another_version_is_refused(store: Store, expected: int) -> None:
    """Writing on any but the stored version changes nothing."""
    runner = somebody()
    store.save(runner, {"a": 1}, expected=0)
    store.save(runner, {"a": 2}, expected=1)
    with pytest.raises(Conflict):
        store.save(runner, {"a": 3}, expected=expected)
    assert store.load(runner) == Saved({"a": 2}, 2)


@reuse
@given(document=documents, workout=workouts)
def test_a_workout_is_written_with_the_state(store: Store, document: dict[str, Any], workout: WorkoutRecord) -> None:
    """State and workout are there together."""
    runner = somebody()
    store.save(runner, document, expected=0, workout=workout)
    assert store.load(runner) == Saved(document, 1)
    assert store.workouts(runner) == (workout,)


@pytest.mark.parametrize(
    "wrong",
    [
        {"float": 1.5},
        {"deep": [{"float": float("nan")}]},
        {"number": 2**53 + 1},
        {"": "no name"},
        {1: "no text"},
        {"bytes": b""},
        {"set": {1}},
        functools.reduce(lambda inner, _: {"deeper": inner}, range(31), {}),
    ],
)
def test_what_engines_do_not_keep_alike_is_refused(store: Store, wrong: dict[Any, Any]) -> None:
    """Floats, large numbers and what is no JSON are refused by every engine, before anything is written."""
    runner = somebody()
    with pytest.raises(NotStorableError):
        store.save(runner, wrong, expected=0)
    with pytest.raises(NotStorableError):
        store.save(runner, {}, expected=0, workout=WorkoutRecord("2026-01-01", wrong))
    assert store.load(runner) is None
    assert store.workouts(runner) == ()


def test_a_refused_write_leaves_no_workout(store: Store) -> None:
    """In a conflict the workout is not written either."""
    runner = somebody()
    store.save(runner, {"a": 1}, expected=0)
    with pytest.raises(Conflict):
        store.save(runner, {"a": 2}, expected=0, workout=WorkoutRecord("2026-01-01", {"b": 1}))
    assert store.workouts(runner) == ()


def test_the_newest_workouts_come_first(store: Store) -> None:
    """Workouts come by their start, the newest first, no more than asked for."""
    runner = somebody()
    for version, day in enumerate(("2026-01-05", "2026-01-01", "2026-01-09")):
        store.save(runner, {}, expected=version, workout=WorkoutRecord(day, {"day": day}))
    assert [workout.started for workout in store.workouts(runner)] == ["2026-01-09", "2026-01-05", "2026-01-01"]
    assert [workout.started for workout in store.workouts(runner, limit=2)] == ["2026-01-09", "2026-01-05"]


def test_deleting_leaves_nothing_and_nobody_else_is_touched(store: Store) -> None:
    """After deletion a runner starts anew; another runner keeps everything."""
    gone, kept = somebody(), somebody()
    for runner in (gone, kept):
        for version in range(30):
            store.save(runner, {"v": version}, expected=version, workout=WorkoutRecord(f"day {version:02}", {}))
    store.delete(gone)
    store.delete(gone)
    assert store.load(gone) is None
    assert store.workouts(gone) == ()
    assert store.save(gone, {}, expected=0) == 1
    assert store.load(kept) == Saved({"v": 29}, 30)
    assert len(store.workouts(kept, limit=50)) == 30


@pytest.mark.parametrize("store", ENGINES_WITH_THREADS, indirect=True)
def test_of_many_writers_one_wins(store: Store) -> None:
    """Of eight threads that write on the same version exactly one succeeds, round after round."""
    runner = somebody()

    def write(number: int, version: int) -> int:
        try:
            store.save(runner, {"writer": number}, expected=version)
        except Conflict:
            return 0
        return 1

    with ThreadPoolExecutor(8) as threads:
        for version in range(5):
            wins = list(threads.map(write, range(8), [version] * 8))
            assert sum(wins) == 1
    saved = store.load(runner)
    assert saved is not None
    assert saved.version == 5


def test_a_saved_document_is_nobodys_own(store: Store) -> None:
    """Changing what was passed in, or what came back, changes nothing that is stored."""
    runner = somebody()
    document: dict[str, Any] = {"list": [1]}
    store.save(runner, document, expected=0)
    document["list"].append(2)
    saved = store.load(runner)
    assert saved is not None
    assert saved.document == {"list": [1]}


def test_a_workout_is_dropped_with_the_state(store: Store) -> None:
    """One workout goes with a write, the others stay; one that is not there is no error."""
    runner = somebody()
    for version, day in enumerate(("2026-01-05", "2026-01-09")):
        store.save(runner, {}, expected=version, workout=WorkoutRecord(day, {}))
    assert store.save(runner, {"a": 1}, expected=2, dropped="2026-01-05") == 3
    assert store.save(runner, {"a": 2}, expected=3, dropped="2026-01-05") == 4
    assert store.load(runner) == Saved({"a": 2}, 4)
    assert store.workouts(runner) == (WorkoutRecord("2026-01-09", {}),)


def test_a_refused_write_drops_nothing(store: Store) -> None:
    """In a conflict the workout stays."""
    runner = somebody()
    store.save(runner, {}, expected=0, workout=WorkoutRecord("2026-01-05", {}))
    with pytest.raises(Conflict):
        store.save(runner, {}, expected=0, dropped="2026-01-05")
    assert store.workouts(runner) == (WorkoutRecord("2026-01-05", {}),)
