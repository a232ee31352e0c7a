"""The cloud store's own promises: answers that are lost on the way, refusals, and items that cannot be read."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import boto3
import botocore.session
import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from botocore.retryhandler import create_exponential_delay_function
from moto import mock_aws

from skill.outage import STORE_SECONDS
from skill.store.dynamodb import (
    CALLS,
    CLIENT_CONFIG,
    CONNECT_SECONDS,
    ITEM_FORMAT,
    KEPT_FOR,
    PAUSE_SECONDS,
    READ_SECONDS,
    DynamoDBStore,
    create_table,
)
from skill.store.errors import Conflict, Corrupt, NewerFormat, StoreError, TooLarge, Unavailable
from skill.store.port import LONGEST_CALL, Saved, WorkoutRecord

TABLE = "runners"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def client() -> Iterator[Any]:
    """Give a client of an empty table."""
    with mock_aws():
        client = boto3.client("dynamodb", region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x")
        create_table(client, TABLE)
        yield client


@pytest.fixture
def store(client: Any) -> DynamoDBStore:
    """Give a store on it, with a clock that stands still."""
    return DynamoDBStore(TABLE, client, lambda: NOW)


def test_a_table_that_is_there_is_left_as_it_is(client: Any, store: DynamoDBStore) -> None:
    """Made a second time, by a client whose first answer came late, the table keeps what is in it."""
    store.save("runner", {"a": 1}, expected=0)
    create_table(client, TABLE)
    assert store.load("runner") == Saved({"a": 1}, 1)


def sent_twice(client: Any) -> None:
    """Make the client send each write twice, as it does when the first answer is lost; the second answer counts."""
    put, transact = client.put_item, client.transact_write_items

    def put_twice(**request: Any) -> Any:
        put(**request)
        return put(**request)

    def transact_twice(**request: Any) -> Any:
        transact(**request)
        return transact(**request)

    client.put_item, client.transact_write_items = put_twice, transact_twice


def refusing(client: Any, operation: str, code: str, message: str = "", **answer: Any) -> None:
    """Make the client answer an operation with an error."""
    response: Any = {"Error": {"Code": code, "Message": message}, **answer}

    def refuse(**_: Any) -> Any:
        raise ClientError(response, operation)

    setattr(client, operation, refuse)


@pytest.mark.parametrize("workout", [None, WorkoutRecord("2026-01-01", {"a": 1})])
def test_a_write_whose_answer_was_lost_is_no_conflict(
    client: Any, store: DynamoDBStore, workout: WorkoutRecord | None
) -> None:
    """When a write is sent again because its answer was lost, it is told from somebody else's by its token."""
    sent_twice(client)
    assert store.save("runner", {"a": 1}, expected=0, workout=workout) == 1
    assert store.save("runner", {"a": 2}, expected=1, workout=workout) == 2
    saved = store.load("runner")
    assert saved is not None
    assert (saved.document, saved.version) == ({"a": 2}, 2)


def test_items_expire_after_two_idle_years(client: Any, store: DynamoDBStore) -> None:
    """Every item carries when it was saved and when it is to be forgotten."""
    store.save("runner", {}, expected=0, workout=WorkoutRecord("2026-01-01", {}))
    items = client.scan(TableName=TABLE)["Items"]
    assert [item["sk"]["S"] for item in items] == ["state", "workout#2026-01-01"]
    assert {item["pk"]["S"] for item in items} == {"runner#runner"}
    assert {item["expires_at"]["N"] for item in items} == {str(int((NOW + KEPT_FOR).timestamp()))}


@pytest.mark.parametrize(
    ("code", "answer", "error"),
    [
        ("ProvisionedThroughputExceededException", {}, Unavailable),
        ("ThrottlingException", {}, Unavailable),
        ("InternalServerError", {}, Unavailable),
        ("AccessDeniedException", {}, Unavailable),
        ("ResourceNotFoundException", {}, Unavailable),
        ("TransactionConflictException", {}, Conflict),
        ("ConditionalCheckFailedException", {}, Conflict),
        ("ConditionalCheckFailedException", {"Item": {"token": {"S": "another's"}}}, Conflict),
        ("ValidationException", {"message": "Item size has exceeded the maximum allowed size"}, TooLarge),
        ("ValidationException", {"message": "Nesting Levels have exceeded supported limits"}, TooLarge),
        ("ValidationException", {"message": "One or more parameter values were invalid"}, Unavailable),
        ("TransactionCanceledException", {"CancellationReasons": [{"Code": "ConditionalCheckFailed"}]}, Conflict),
        ("TransactionCanceledException", {"CancellationReasons": [{"Code": "TransactionConflict"}]}, Conflict),
        ("TransactionCanceledException", {"CancellationReasons": [{"Code": "ValidationError"}]}, TooLarge),
        ("TransactionCanceledException", {"CancellationReasons": [{"Code": "ThrottlingError"}]}, Unavailable),
    ],
)
def test_every_refusal_has_our_own_name(
    client: Any, store: DynamoDBStore, code: str, answer: dict[str, Any], error: type[StoreError]
) -> None:
    """No error of botocore's leaves the store."""
    refusing(client, "put_item", code, **answer)
    with pytest.raises(error):
        store.save("runner", {}, expected=0)


def test_no_call_takes_longer_than_a_turn_can_spare() -> None:
    """All attempts of a call, each at its slowest, and the pauses between them stay within the port's promise."""
    slowest = CALLS * (CONNECT_SECONDS + READ_SECONDS) + (CALLS - 1) * PAUSE_SECONDS
    assert slowest <= LONGEST_CALL
    assert 2 * LONGEST_CALL < STORE_SECONDS
    assert CLIENT_CONFIG.connect_timeout == CONNECT_SECONDS
    assert CLIENT_CONFIG.read_timeout == READ_SECONDS
    assert CLIENT_CONFIG.retries == {"mode": "legacy", "total_max_attempts": CALLS}
    pauses = exponential_backoff()
    assert all(pauses(attempts=number) == PAUSE_SECONDS for number in range(1, CALLS))


def exponential_backoff() -> Any:
    """Give what tells how long botocore pauses before it tries a call of DynamoDB again."""
    loader = botocore.session.get_session().get_component("data_loader")
    rules = loader.load_data("_retry")["retry"]["dynamodb"]["__default__"]["delay"]
    return create_exponential_delay_function(rules["base"], rules["growth_factor"])


def test_a_time_out_is_unavailable(client: Any, store: DynamoDBStore) -> None:
    """A service that does not answer in time is unavailable."""

    def slow(**_: Any) -> Any:
        raise ReadTimeoutError(endpoint_url="https://dynamodb.example")

    client.get_item = slow
    with pytest.raises(Unavailable):
        store.load("runner")
    with pytest.raises(Unavailable):
        store.ping()


def test_without_a_region_there_is_no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where AWS's variables make no client, one line says which to set."""
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "nowhere")
    # It remembers what the environment was.
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    with pytest.raises(Unavailable, match="AWS_DEFAULT_REGION") as caught:
        DynamoDBStore(TABLE)
    assert "\n" not in str(caught.value)


def test_more_workouts_than_a_page_holds(client: Any, store: DynamoDBStore) -> None:
    """Workouts come back to the number asked for, however few DynamoDB puts on a page."""
    query = client.query
    for version in range(8):
        store.save("runner", {}, expected=version, workout=WorkoutRecord(str(version), {}))
    client.query = lambda **request: query(**{**request, "Limit": 2})
    assert [workout.started for workout in store.workouts("runner", limit=5)] == ["7", "6", "5", "4", "3"]


def test_what_was_not_deleted_is_said(client: Any, store: DynamoDBStore) -> None:
    """A deletion that the service took only in part is not taken for done."""
    store.save("runner", {}, expected=0)
    client.batch_write_item = lambda **_: {"UnprocessedItems": {TABLE: [{}]}}
    with pytest.raises(Unavailable):
        store.delete("runner")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"format": {"N": str(ITEM_FORMAT + 1)}}, NewerFormat),
        ({"version": {"S": "one"}}, Corrupt),
        ({"document": {"S": "text"}}, Corrupt),
        ({"format": {"S": "?"}}, Corrupt),
    ],
)
def test_items_that_cannot_be_read(
    client: Any, store: DynamoDBStore, change: dict[str, Any], error: type[StoreError]
) -> None:
    """An item of a newer release, or one that is damaged, is told apart and stays as it is."""
    store.save("runner", {}, expected=0)
    key = {"pk": {"S": "runner#runner"}, "sk": {"S": "state"}}
    item = {**client.get_item(TableName=TABLE, Key=key)["Item"], **change}
    client.put_item(TableName=TABLE, Item=item)
    with pytest.raises(error):
        store.load("runner")
    assert client.get_item(TableName=TABLE, Key=key)["Item"] == item


def test_deleting_goes_through_all_pages(client: Any, store: DynamoDBStore) -> None:
    """A runner with more than one page of workouts is deleted whole."""
    query = client.query

    def in_small_pages(**request: Any) -> Any:
        return query(**{**request, "Limit": 3})

    for version in range(8):
        store.save("runner", {}, expected=version, workout=WorkoutRecord(str(version), {}))
    client.query = in_small_pages
    store.delete("runner")
    assert client.scan(TableName=TABLE)["Items"] == []
