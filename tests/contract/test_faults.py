"""Faults of the store at each point of a turn: the workout goes on, the runner is told once, and nothing is lost."""

import json
import time
import uuid
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectionClosedError, ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError

from skill.coach.events import EventKind
from skill.documents import runner_from
from skill.outage import ATTEMPTS, STORE_SECONDS
from skill.store.dynamodb import CLIENT_CONFIG, DynamoDBStore, create_table
from tests.engines import Engine, fresh_account
from tests.fault_proxy import FaultProxy, Mode, fault_proxy
from tests.talking import Talk

TABLE = "runners"
TOLD = "may not be remembered"
URL = "http://127.0.0.1"


class Body:
    """The body of an answer, as botocore reads one."""

    def __init__(self, content: bytes) -> None:
        """Keep the bytes."""
        self._content = content

    def stream(self, **_: Any) -> Iterator[bytes]:
        """Give the bytes."""
        yield self._content


def refusal(code: str, status: int = 400, **more: Any) -> AWSResponse:
    """Give an answer of DynamoDB's that says no."""
    said = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": more.pop("message", code), **more}
    return AWSResponse(URL, status, {}, Body(json.dumps(said).encode()))


FAULTS: dict[str, Any] = {
    "throttled": lambda: refusal("ProvisionedThroughputExceededException"),
    "too many requests": lambda: refusal("ThrottlingException"),
    "internal error": lambda: refusal("InternalServerError", 500),
    "service unavailable": lambda: refusal("ServiceUnavailable", 503),
    "no access": lambda: refusal("AccessDeniedException"),
    "no table": lambda: refusal("ResourceNotFoundException"),
    "too large": lambda: refusal("ValidationException", message="Item size has exceeded the maximum allowed size"),
    "storm of conflicts": lambda: refusal("TransactionConflictException"),
    "no JSON": lambda: AWSResponse(URL, 200, {}, Body(b"<html>")),
    "read time-out": lambda: ReadTimeoutError(endpoint_url=URL),
    "connect time-out": lambda: ConnectTimeoutError(endpoint_url=URL),
    "connection closed": lambda: ConnectionClosedError(endpoint_url=URL),
    "nobody there": lambda: EndpointConnectionError(endpoint_url=URL),
}


class Injector:
    """Answers in place of the engine while a fault is on; counts."""

    def __init__(self, client: Any) -> None:
        """Stand between a client and its network."""
        self.fault: str | None = None
        self.injected = 0
        client.meta.events.register("before-send.dynamodb", self._send)

    def _send(self, **_: Any) -> Any:
        if self.fault is None:
            return None
        self.injected += 1
        outcome = FAULTS[self.fault]()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


@pytest.fixture(scope="module")
def client(engine: Engine) -> Any:
    """Give a client of an empty table, configured as the store's own."""
    return own_client(engine, engine.port)


def own_client(engine: Engine, port: int) -> Any:
    """Give a client as the store makes one, to an engine through a port, with a table there."""
    account = fresh_account()
    create_table(engine.dynamodb(account), TABLE)
    facts = {"region_name": "eu-west-1", "aws_access_key_id": account, "aws_secret_access_key": "local"}
    return boto3.client("dynamodb", endpoint_url=f"http://127.0.0.1:{port}", config=CLIENT_CONFIG, **facts)


@pytest.fixture(scope="module")
def injector(client: Any) -> Injector:
    """Give what injects faults into it."""
    return Injector(client)


@pytest.fixture
def talk(client: Any, injector: Injector, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Give a runner on that table; nobody waits between attempts."""
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _: None)
    injector.fault = None
    return Talk(store=DynamoDBStore(TABLE, client), key=uuid.uuid4().hex)


def ready(talk: Talk, times: int = 1) -> list[str]:
    """Hear out and go on, so many times; give what is said."""
    said = []
    for _ in range(times):
        talk.hear_out()
        said.append(talk.say(EventKind.READY).speech.text)
    return said


def done(talk: Talk) -> int:
    """Count the steps that are stored as done."""
    session = talk.stored.session
    return 0 if session is None else len(session.log)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_middle_of_a_workout(talk: Talk, injector: Injector, fault: str) -> None:
    """The workout goes on, the runner is told once, and what was done is written when the store is back."""
    talk.say(EventKind.OPEN, opens=True)
    ready(talk, 6)
    before = done(talk)
    injector.fault = fault
    said = ready(talk, 3)
    assert [TOLD in line for line in said] == [True, False, False]
    assert injector.injected
    gone_on = len(runner_from(talk.carried["runner"]).session.log)  # type: ignore[union-attr]
    assert gone_on > before
    injector.fault = None
    assert TOLD not in ready(talk)[0]
    assert done(talk) > gone_on


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_the_opening(talk: Talk, injector: Injector, fault: str) -> None:
    """Opened while the store fails, a known runner's workout runs, and joins what is known when it is back."""
    talk.say(EventKind.OPEN, opens=True)
    ready(talk, 6)
    talk.say(EventKind.FINISH_EARLY)
    talk.wait(3600)
    injector.fault = fault
    assert TOLD in talk.say(EventKind.OPEN, opens=True).speech.text
    ready(talk)
    injector.fault = None
    ready(talk, 5)
    assert talk.stored.finished == 1
    assert done(talk) > 0
    assert len(talk.store.workouts(talk.key)) == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_the_end(talk: Talk, injector: Injector, fault: str) -> None:
    """A workout that ends while the store fails is written down, with every set, when it is back."""
    talk.say(EventKind.OPEN, opens=True)
    ready(talk, 7)
    injector.fault = fault
    answer = talk.say(EventKind.FINISH_EARLY)
    assert not answer.ends
    assert answer.ended is not None
    injector.fault = None
    assert talk.say(EventKind.YES).ends
    (record,) = talk.store.workouts(talk.key)
    assert len(record.document["sets"]) == len(answer.ended.sets)


@pytest.fixture
def proxy(engine: Engine) -> Iterator[FaultProxy]:
    """Give a proxy in front of the engine."""
    with fault_proxy(engine.port) as running:
        yield running


@pytest.mark.parametrize("mode", [mode for mode in Mode if mode is not Mode.PASS])
def test_a_broken_line(engine: Engine, proxy: FaultProxy, mode: Mode) -> None:
    """Whatever the network does, a turn's answer is there in time, and every set is written when it works again."""
    client = own_client(engine, proxy.port)
    talk = Talk(store=DynamoDBStore(TABLE, client))
    talk.say(EventKind.OPEN, opens=True)
    ready(talk, 6)
    proxy.mode = mode
    talk.hear_out()
    began = time.perf_counter()
    assert TOLD in talk.say(EventKind.READY).speech.text
    assert time.perf_counter() - began < STORE_SECONDS
    gone_on = len(runner_from(talk.carried["runner"]).session.log)  # type: ignore[union-attr]
    proxy.mode = Mode.PASS
    ready(talk)
    assert done(talk) > gone_on
    client.close()


CORRUPT = {
    "newer": {"format": {"N": "99"}},
    "no document": {"document": None},
    "wrong type": {"document": {"S": "?"}},
    "no version": {"version": None},
    "not ours": {"document": {"M": {"format": {"N": "2"}}}},
    "future form": {"document": {"M": {"format": {"N": "99"}}}},
}


@pytest.mark.parametrize("damage", CORRUPT)
def test_a_damaged_item(talk: Talk, client: Any, damage: str) -> None:
    """What cannot be read stops nobody, and stays byte for byte as it is."""
    talk.say(EventKind.OPEN, opens=True)
    key = {"pk": {"S": f"runner#{talk.key}"}, "sk": {"S": "state"}}
    item = {**client.get_item(TableName=TABLE, Key=key)["Item"], **CORRUPT[damage]}
    client.put_item(TableName=TABLE, Item={name: value for name, value in item.items() if value is not None})
    damaged = client.get_item(TableName=TABLE, Key=key)["Item"]
    talk.carried = None
    talk.wait(3600)
    assert TOLD in talk.say(EventKind.OPEN, opens=True).speech.text
    assert all(TOLD not in line for line in ready(talk, 3))
    assert client.get_item(TableName=TABLE, Key=key)["Item"] == damaged


def test_a_storm_is_given_up_in_time(talk: Talk, injector: Injector) -> None:
    """However often others write, a turn tries no more than a few times."""
    talk.say(EventKind.OPEN, opens=True)
    injector.fault, injector.injected = "storm of conflicts", 0
    ready(talk)
    assert injector.injected <= 2 * ATTEMPTS
