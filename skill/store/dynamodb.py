"""The store in the cloud: one DynamoDB table for everything.

A runner has one item for the state and one for each workout. Writes are conditional on the version that was read.

A write whose answer was lost on the way is sent again by the client, and then finds the version raised by itself. So
each write leaves a token of its own in the item: when the condition fails, DynamoDB hands back the item that is stored,
and our token in it means that the first attempt was written. A transaction carries the token as `ClientRequestToken`
besides, by which DynamoDB itself knows the second attempt for ten minutes. Only when somebody else wrote between the
two attempts is our write taken for a conflict although it happened.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import boto3
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from skill.store.errors import Conflict, Corrupt, NewerFormat, TooLarge, Unavailable
from skill.store.form import check
from skill.store.port import Document, Saved, WorkoutRecord

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# Raise by one when the attributes change, and read the one before.
ITEM_FORMAT = 1
# A runner who has not come back for two years is forgotten (PRIVACY.md).
KEPT_FOR = timedelta(days=730)
# DynamoDB answers within milliseconds, or something is wrong. Two attempts, with the pause of 50 ms between them that
# botocore makes for DynamoDB in this mode (the standard mode's may be a second), stay within `LONGEST_CALL`.
CONNECT_SECONDS = 0.3
READ_SECONDS = 0.4
CALLS = 2
PAUSE_SECONDS = 0.05
CLIENT_CONFIG = Config(
    connect_timeout=CONNECT_SECONDS,
    read_timeout=READ_SECONDS,
    retries={"mode": "legacy", "total_max_attempts": CALLS},
)
STATE = "state"
WORKOUT = "workout#"
# What BatchWriteItem takes at once.
BATCH = 25

Item = Mapping[str, Any]
_serialize = TypeSerializer().serialize
_deserialize = TypeDeserializer().deserialize


def _now() -> datetime:
    return datetime.now(UTC)


def _client() -> "DynamoDBClient":
    try:
        return boto3.client("dynamodb", config=CLIENT_CONFIG)
    except (BotoCoreError, ValueError) as error:
        raise Unavailable(f"{error}: set AWS_DEFAULT_REGION, and AWS_ENDPOINT_URL_DYNAMODB for an engine") from error


class DynamoDBStore:
    """Keeps runners in a table of DynamoDB, or of an engine that speaks its protocol."""

    def __init__(
        self, table: str, client: "DynamoDBClient | None" = None, clock: Callable[[], datetime] = _now
    ) -> None:
        """Keep the table's name and the client; AWS's own variables say where and as whom.

        Args:
            table: Name of the table.
            client: A client of the caller's, as tests bring one.
            clock: What the expiry of items counts from.

        Raises:
            Unavailable: AWS's variables make no client, as without a region.
        """
        self._table = table
        self._client = client or _client()
        self._clock = clock

    def load(self, runner: str) -> Saved | None:
        """Read a runner's document, consistently."""
        with _own_errors():
            answer = self._client.get_item(TableName=self._table, Key=_key(runner, STATE), ConsistentRead=True)
        _check_sender(answer)
        item = answer.get("Item")
        if item is None:
            return None
        with _readable():
            return Saved(_document(item), int(item["version"]["N"]))

    def save(
        self,
        runner: str,
        document: Document,
        *,
        expected: int,
        workout: WorkoutRecord | None = None,
        dropped: str | None = None,
    ) -> int:
        """Write a runner's document, and perhaps a workout more or one less, all or nothing."""
        check(document)
        if workout is not None:
            check(workout.document)
        token = uuid.uuid4().hex
        state = self._item(runner, STATE, document)
        state["version"] = {"N": str(expected + 1)}
        state["token"] = {"S": token}
        condition = _condition(expected)
        try:
            with _own_errors():
                writes = [*self._writes(runner, workout, dropped)]
                if not writes:
                    answer: Mapping[str, Any] = self._client.put_item(TableName=self._table, Item=state, **condition)
                else:
                    writes.insert(0, {"Put": {"TableName": self._table, "Item": state, **condition}})
                    answer = self._client.transact_write_items(TransactItems=writes, ClientRequestToken=token)  # type: ignore[arg-type]
        except _Refused as refused:
            if refused.token != token:
                raise Conflict(f"another version than {expected} is stored") from refused
        else:
            _check_sender(answer)
        return expected + 1

    def workouts(self, runner: str, *, limit: int = 20) -> tuple[WorkoutRecord, ...]:
        """Read the workouts of a runner, the newest first."""
        condition = "pk = :pk AND begins_with(sk, :workout)"
        values = {":pk": {"S": _partition(runner)}, ":workout": {"S": WORKOUT}}
        with _own_errors():
            pages = self._client.get_paginator("query").paginate(
                TableName=self._table,
                KeyConditionExpression=condition,
                ExpressionAttributeValues=values,
                ScanIndexForward=False,
                ConsistentRead=True,
                PaginationConfig={"MaxItems": limit, "PageSize": limit},
            )
            items = [item for page in pages for item in page["Items"]]
        with _readable():
            return tuple(WorkoutRecord(item["sk"]["S"].removeprefix(WORKOUT), _document(item)) for item in items)

    def delete(self, runner: str) -> None:
        """Delete everything of a runner."""
        keys = [_key(runner, sort) for sort in self._sorts(runner)]
        for begin in range(0, len(keys), BATCH):
            requests = [{"DeleteRequest": {"Key": key}} for key in keys[begin : begin + BATCH]]
            with _own_errors():
                left = self._client.batch_write_item(RequestItems={self._table: requests})  # type: ignore[dict-item]
            if left.get("UnprocessedItems"):
                raise Unavailable("not everything was deleted: call again")

    def ping(self) -> None:
        """Find out whether the table answers."""
        with _own_errors():
            self._client.get_item(TableName=self._table, Key=_key("ping", STATE))

    def _item(self, runner: str, sort: str, document: Document) -> dict[str, Any]:
        now = self._clock()
        return {
            **_key(runner, sort),
            "format": {"N": str(ITEM_FORMAT)},
            "saved_at": {"S": now.isoformat(timespec="seconds")},
            "expires_at": {"N": str(int((now + KEPT_FOR).timestamp()))},
            "document": _serialize(dict(document)),
        }

    def _writes(self, runner: str, workout: WorkoutRecord | None, dropped: str | None) -> Iterator[dict[str, Any]]:
        """Give what is written in one transaction with the state."""
        if workout is not None:
            item = self._item(runner, WORKOUT + workout.started, workout.document)
            yield {"Put": {"TableName": self._table, "Item": item}}
        if dropped is not None:
            yield {"Delete": {"TableName": self._table, "Key": _key(runner, WORKOUT + dropped)}}

    def _sorts(self, runner: str) -> list[str]:
        with _own_errors():
            pages = self._client.get_paginator("query").paginate(
                TableName=self._table,
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues={":pk": {"S": _partition(runner)}},
                ProjectionExpression="sk",
                ConsistentRead=True,
            )
            return [item["sk"]["S"] for page in pages for item in page["Items"]]


def create_table(client: "DynamoDBClient", table: str) -> None:
    """Make the table on a local engine, unless it is there; in AWS the template in `infra/` does.

    A client sends a request again whose answer was lost: then its own first attempt made the table.
    """
    with suppress(client.exceptions.ResourceInUseException):
        client.create_table(
            TableName=table,
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            AttributeDefinitions=[
                {"AttributeName": "pk", "AttributeType": "S"},
                {"AttributeName": "sk", "AttributeType": "S"},
            ],
            BillingMode="PAY_PER_REQUEST",
        )
    client.get_waiter("table_exists").wait(TableName=table, WaiterConfig={"Delay": 1})


class _Refused(Exception):  # noqa: N818  # it never leaves this module
    """A condition did not hold; `token` is that of the write that is stored."""

    def __init__(self, token: str | None) -> None:
        super().__init__(token)
        self.token = token


@contextmanager
def _own_errors() -> Iterator[None]:
    """Turn botocore's errors into ours."""
    try:
        yield
    except ClientError as error:
        raise _translated(error) from error
    except (BotoCoreError, ResponseParserError) as error:
        # Time-outs, refused and broken connections, missing region or credentials, answers that are none.
        raise Unavailable(f"DynamoDB does not answer: {error}") from error


def _check_sender(answer: Mapping[str, Any]) -> None:
    """Make sure that DynamoDB itself answered: to botocore any 200 is a success, and what is no JSON is empty."""
    if "RequestId" not in answer["ResponseMetadata"]:
        raise Unavailable("something else than DynamoDB answers")


@contextmanager
def _readable() -> Iterator[None]:
    """Turn what goes wrong when a damaged item is read into our own error."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise Corrupt(f"an item cannot be read: {error!r}") from error


def _translated(error: ClientError) -> Exception:
    answer: Mapping[str, Any] = error.response
    code = answer.get("Error", {}).get("Code", "")
    message = answer.get("Error", {}).get("Message", "")
    if code == "ConditionalCheckFailedException":
        return _Refused(_token(answer.get("Item")))
    if code == "TransactionCanceledException":
        return _cancelled(answer.get("CancellationReasons", ()), message)
    if code in {"TransactionConflictException", "TransactionInProgressException"}:
        return Conflict("another transaction is under way")
    if code == "ValidationException" and _over_a_limit(message):
        return TooLarge(message)
    return Unavailable(f"DynamoDB refuses: {code}")


def _cancelled(reasons: Sequence[Mapping[str, Any]], message: str) -> Exception:
    codes = {reason.get("Code"): reason for reason in reasons}
    if "ConditionalCheckFailed" in codes:
        return _Refused(_token(codes["ConditionalCheckFailed"].get("Item")))
    if "TransactionConflict" in codes:
        return Conflict("another transaction is under way")
    if "ValidationError" in codes or _over_a_limit(message):
        return TooLarge(message)
    return Unavailable("DynamoDB cancelled the transaction")


def _over_a_limit(message: str) -> bool:
    """Tell the limits on an item, its size and its depth, from other mistakes: DynamoDB has one code for all."""
    return any(limit in message.lower() for limit in ("size", "nesting"))


def _token(item: Item | None) -> str | None:
    return None if item is None else item.get("token", {}).get("S")


def _condition(expected: int) -> dict[str, Any]:
    returned = {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
    if expected == 0:
        return {"ConditionExpression": "attribute_not_exists(pk)", **returned}
    return {
        "ConditionExpression": "version = :expected",
        "ExpressionAttributeValues": {":expected": {"N": str(expected)}},
        **returned,
    }


def _partition(runner: str) -> str:
    return f"runner#{runner}"


def _key(runner: str, sort: str) -> dict[str, Any]:
    return {"pk": {"S": _partition(runner)}, "sk": {"S": sort}}


def _document(item: Item) -> Document:
    if int(item["format"]["N"]) > ITEM_FORMAT:
        raise NewerFormat("an item was written by a newer release: deploy that one again")
    return {name: _whole(_deserialize(value)) for name, value in item["document"]["M"].items()}


def _whole(value: Any) -> Any:  # noqa: ANN401  # a JSON tree
    """Turn DynamoDB's decimals back into the whole numbers that they were."""
    if isinstance(value, Decimal):
        return int(value)
    if isinstance(value, list):
        return [_whole(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _whole(entry) for key, entry in value.items()}
    return value
