"""Exactly once: two and three devices whose turns fall into one another, on real engines that fail as told."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from skill.coach.events import EventKind
from skill.store.dynamodb import DynamoDBStore, create_table
from skill.store.port import Store
from skill.store.sqlite import SQLiteStore
from tests.engines import Engine, fresh_account
from tests.rivals import DOWN, FINE, LOST, Rivals, RivalStore, Step, hold

TABLE = "runners"
KINDS = [
    EventKind.READY, EventKind.DONE, EventKind.NEXT, EventKind.PAUSE, EventKind.RESUME, EventKind.YES,
    EventKind.HOW_TO, EventKind.HELP, EventKind.OPEN, EventKind.CLOSED, EventKind.STOP,
]  # fmt: skip
FAULTS = [FINE, FINE, FINE, DOWN, LOST]


def steps(devices: int, between: Any = None) -> Any:
    """Give turns of some devices; those in between have none in between themselves."""
    return st.builds(
        Step,
        device=st.integers(0, devices - 1),
        kind=st.sampled_from(KINDS),
        fault=st.sampled_from(FAULTS if between is not None else [FINE]),
        seconds=st.sampled_from([1.0, 40.0, 200.0]),
        between=st.lists(between, max_size=2).map(tuple) if between is not None else st.just(()),
        again=st.booleans() if between is not None else st.just(False),
    )


QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def play(store: Store, data: st.DataObject) -> None:
    """Draw turns of two or three devices, play them, and hold what is stored against what was answered."""
    devices = data.draw(st.sampled_from([2, 3]))
    script = data.draw(st.lists(steps(devices, steps(devices)), min_size=1, max_size=6))
    hold(Rivals(RivalStore(store), uuid.uuid4().hex, devices), script)


@settings(max_examples=20, suppress_health_check=QUIET)
@given(data=st.data())
def test_no_set_is_lost_or_doubled_in_a_file(tmp_path: Path, data: st.DataObject) -> None:
    """However turns fall into one another and answers get lost, what was answered is there, once."""
    play(SQLiteStore(tmp_path / "store.sqlite3"), data)


@pytest.fixture
def table(engine: Engine) -> DynamoDBStore:
    """Give an empty table on a real process."""
    client = engine.dynamodb(fresh_account())
    create_table(client, TABLE)
    return DynamoDBStore(TABLE, client)


# Without shrinking, which would take minutes on a process.
@settings(max_examples=8, suppress_health_check=QUIET, phases=[Phase.generate])
@given(data=st.data())
def test_no_set_is_lost_or_doubled_in_a_table(table: DynamoDBStore, data: st.DataObject) -> None:
    """The same on DynamoDB's protocol."""
    play(table, data)
