"""The cloud store on a real process, with the client that it makes itself: lost answers and outages."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ConnectionClosedError
from botocore.httpsession import URLLib3Session

from skill.store.dynamodb import CLIENT_CONFIG, DynamoDBStore, create_table
from skill.store.errors import Conflict, Unavailable
from skill.store.port import Saved, WorkoutRecord
from tests.engines import Engine, fresh_account, started_engine

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = "runners"
WORKOUT = WorkoutRecord("2026-01-01", {"b": 1})


@pytest.fixture(autouse=True)
def _own_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make boto3 read the environment anew: it remembers the first credentials that it finds."""
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)


@pytest.fixture
def client(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> "Iterator[DynamoDBClient]":
    """Give a client of an empty table, configured as the store's own."""
    use(engine, monkeypatch)
    client = boto3.client("dynamodb", config=CLIENT_CONFIG)
    create_table(client, TABLE)
    yield client
    client.close()


@pytest.fixture
def store(client: "DynamoDBClient") -> DynamoDBStore:
    """Give a store on it."""
    return DynamoDBStore(TABLE, client)


def use(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point AWS's variables at an engine, in an account that has no tables yet."""
    for name, value in engine.environment(fresh_account()).items():
        monkeypatch.setenv(name, value)


class LosesAnswers:
    """Lets a write take effect and breaks the connection before the answer; the second attempt gets through."""

    def __init__(self, client: "DynamoDBClient", between: Callable[[], object] = lambda: None) -> None:
        """Stand between a client and its engine; `between` happens between the two attempts."""
        self.sent = 0
        self._between = between
        client.meta.events.register("before-send.dynamodb", self._send)

    def _send(self, request: Any, **_: Any) -> None:
        self.sent += 1
        if self.sent > 1:
            return
        session = URLLib3Session()
        assert session.send(request).status_code == 200
        session.close()
        self._between()
        raise ConnectionClosedError(endpoint_url=request.url)


@pytest.mark.parametrize("workout", [None, WORKOUT])
def test_a_write_whose_answer_was_lost_is_no_conflict(
    client: "DynamoDBClient", store: DynamoDBStore, workout: WorkoutRecord | None
) -> None:
    """The client sends a write again whose answer was lost; the store knows its own first attempt."""
    store.save("runner", {"a": 1}, expected=0)
    network = LosesAnswers(client)
    assert store.save("runner", {"a": 2}, expected=1, workout=workout) == 2
    assert network.sent == 2
    assert store.load("runner") == Saved({"a": 2}, 2)
    assert store.workouts("runner") == (() if workout is None else (workout,))


def test_a_table_whose_making_was_not_answered_is_made(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The client asks again for a table that its first attempt made: it is there, whatever the engine says."""
    use(engine, monkeypatch)
    client = boto3.client("dynamodb", config=CLIENT_CONFIG)
    network = LosesAnswers(client)
    create_table(client, TABLE)
    assert network.sent > 2, "made twice, and waited for"
    assert DynamoDBStore(TABLE, client).load("runner") is None
    client.close()


def test_a_write_between_two_attempts_is_a_conflict(client: "DynamoDBClient", store: DynamoDBStore) -> None:
    """When somebody else wrote after the lost attempt, what they wrote stays."""
    store.save("runner", {"a": 1}, expected=0)
    other = DynamoDBStore(TABLE)
    LosesAnswers(client, lambda: other.save("runner", {"a": 3}, expected=2))
    with pytest.raises(Conflict):
        store.save("runner", {"a": 2}, expected=1)
    assert store.load("runner") == Saved({"a": 3}, 3)


def test_a_broken_network_is_unavailable(client: "DynamoDBClient", store: DynamoDBStore) -> None:
    """When both attempts break, the store is unavailable; writing again later finds out that nothing was written."""

    def broken(request: Any, **_: Any) -> None:
        raise ConnectionClosedError(endpoint_url=request.url)

    client.meta.events.register("before-send.dynamodb", broken)
    with pytest.raises(Unavailable):
        store.save("runner", {"a": 1}, expected=0, workout=WORKOUT)
    client.meta.events.unregister("before-send.dynamodb", broken)
    assert store.save("runner", {"a": 1}, expected=0, workout=WORKOUT) == 1


def test_a_stopped_engine_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once nobody listens any more, every call of the store says so in our own words."""
    with started_engine() as engine:
        use(engine, monkeypatch)
        store = DynamoDBStore(TABLE)
        create_table(boto3.client("dynamodb"), TABLE)
        store.save("runner", {"a": 1}, expected=0)
    calls: tuple[Callable[[], object], ...] = (
        store.ping,
        lambda: store.load("runner"),
        lambda: store.save("runner", {"a": 2}, expected=1),
        lambda: store.save("runner", {"a": 2}, expected=1, workout=WORKOUT),
        lambda: store.workouts("runner"),
        lambda: store.delete("runner"),
    )
    for call in calls:
        with pytest.raises(Unavailable):
            call()
