"""Measure what two workouts take: turns, bytes, processor time, and the table's capacity units.

A first workout with questions on the way, and the next one two days later with a word for each exercise, go through the
door, with the emulator of the tests as the table. It counts capacity as DynamoDB does.
"""

import json
import logging
import time
from collections import Counter
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from infra.deployment import SCRIPT, onwards
from interaction_model.committed import read_model
from skill.alexa.door import Door
from skill.logs import JsonLines
from skill.settings import Settings
from skill.speaker.device import Echo
from skill.speaker.envelopes import Envelopes
from skill.speaker.matcher import read_matcher
from skill.speaker.script import perform, read_script
from skill.speaker.transcript import Transcript
from skill.speech.voices import Voices
from skill.store.dynamodb import DynamoDBStore, create_table
from skill.turns import Turns
from skill.wiring import build_door, load_catalogue
from tests.engines import fresh_account, started_engine

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = "runners"
STARTED = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROUTINE = ("@new-day", "@new-day", "start my runner strength workout")
WORKOUTS = 2
# What Lambda itself logs of each invocation: START, END and REPORT.
PLATFORM_LOG_BYTES = 330


class _Meter:
    """A door that is measured."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self.sums: Counter[str] = Counter()
        self.seconds = 0.0

    def answer(self, envelope: dict[str, Any]) -> dict[str, Any]:
        began = time.process_time()
        response = self._door.answer(envelope)
        self.seconds += time.process_time() - began
        self.sums["turns"] += 1
        self.sums["request_bytes"] += len(json.dumps(envelope))
        self.sums["response_bytes"] += len(json.dumps(response))
        return response


class _LogMeter(logging.Handler):
    """Counts the bytes of log lines as Lambda would write them, and the workouts that they say are finished."""

    def __init__(self) -> None:
        super().__init__()
        self.bytes = self.finished = 0
        self.setFormatter(JsonLines("runner-strength-Skill"))

    def emit(self, record: logging.LogRecord) -> None:
        self.bytes += len(self.format(record).encode()) + 1
        self.finished += record.getMessage() == "workout_finished"


def measure() -> dict[str, float]:
    """Give the figures of one workout, the mean of both."""
    with started_engine() as engine:
        client = engine.dynamodb(fresh_account())
        create_table(client, TABLE)
        units: Counter[str] = Counter()
        _count_capacity(client, units)
        turns = Turns(DynamoDBStore(TABLE, client), load_catalogue(), Voices(load_catalogue()))
        meter, log = _Meter(build_door(turns, Settings())), _LogMeter()
        logger = logging.getLogger("skill")
        logger.addHandler(log)
        logger.setLevel(logging.INFO)
        _play(meter, log)
        logger.removeHandler(log)
        items = client.scan(TableName=TABLE)["Items"]
    finished = [item for item in items if item["sk"]["S"].startswith("workout#")]
    if len(finished) != WORKOUTS:
        raise RuntimeError(f"{WORKOUTS} workouts were played, {len(finished)} are kept")
    sums = {**meter.sums, **units, "log_bytes": log.bytes + PLATFORM_LOG_BYTES * meter.sums["turns"]}
    return {
        **{name: round(total / WORKOUTS, 1) for name, total in sums.items()},
        "cpu_ms": round(1000 * meter.seconds / WORKOUTS, 1),
        "state_bytes": max(len(json.dumps(item)) for item in items if item["sk"]["S"] == "state"),
        "workout_bytes": max(len(json.dumps(item)) for item in finished),
    }


def _play(meter: _Meter, log: _LogMeter) -> None:
    model = read_model("en-US")
    echo = Echo(
        meter,
        read_matcher("en-US"),
        Envelopes(model, locale="en-US"),
        invocation=model["interactionModel"]["languageModel"]["invocationName"],
        started=STARTED,
    )
    first = chain(read_script(SCRIPT), onwards("next", lambda: log.finished == 1))
    second = chain(read_script(ROUTINE), onwards("ready", lambda: log.finished == WORKOUTS))
    perform(chain(first, second), echo, Transcript(lambda _: None, None))


def _count_capacity(client: "DynamoDBClient", units: Counter[str]) -> None:
    """Ask for the capacity of every call, and add it up."""

    def ask(params: dict[str, Any], **_: object) -> None:
        params["ReturnConsumedCapacity"] = "TOTAL"

    def add(parsed: dict[str, Any], model: Any, **_: object) -> None:  # noqa: ANN401  # botocore's own
        taken = parsed.get("ConsumedCapacity", [])
        total = sum(entry["CapacityUnits"] for entry in (taken if isinstance(taken, list) else [taken]))
        kind = "read" if model.name in {"GetItem", "Query"} else "write"
        units[f"{kind}_units"] += total
        units[f"{kind}_calls"] += 1

    for operation in ("GetItem", "PutItem", "Query", "TransactWriteItems", "BatchWriteItem"):
        client.meta.events.register(f"provide-client-params.dynamodb.{operation}", ask)
        client.meta.events.register(f"after-call.dynamodb.{operation}", add)
