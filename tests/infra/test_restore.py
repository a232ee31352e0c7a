"""Copying runners back from a restored table, on a real engine."""

from typing import TYPE_CHECKING

import boto3
import pytest

from infra.restore import main
from skill.store.dynamodb import DynamoDBStore, create_table
from skill.store.port import WorkoutRecord
from tests.engines import Engine, fresh_account

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_dynamodb import DynamoDBClient

WORKOUT = WorkoutRecord("2026-01-01T12:00:00Z", {"sets": 15})


@pytest.fixture
def client(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> "Iterator[DynamoDBClient]":
    """Give a client, and let the command find the same account."""
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    for name, value in engine.environment(fresh_account()).items():
        monkeypatch.setenv(name, value)
    client = boto3.client("dynamodb")
    create_table(client, "restored")
    create_table(client, "live")
    yield client
    client.close()


@pytest.fixture
def tables(client: "DynamoDBClient") -> tuple[DynamoDBStore, DynamoDBStore]:
    """Give two runners as they were, one of whom has trained since, and one who is gone."""
    restored, live = DynamoDBStore("restored", client), DynamoDBStore("live", client)
    restored.save("gone", {"level": "beginner"}, expected=0, workout=WORKOUT)
    restored.save("here", {"level": "beginner"}, expected=0)
    live.save("here", {"level": "advanced"}, expected=0)
    return restored, live


def test_what_is_missing_comes_back(
    tables: tuple[DynamoDBStore, DynamoDBStore], capsys: pytest.CaptureFixture[str]
) -> None:
    """A runner who is gone is back with their workouts; one who trained since is left alone."""
    restored, live = tables
    assert main(["restored", "live"]) == 0
    assert live.load("gone") == restored.load("gone")
    assert live.workouts("gone") == (WORKOUT,)
    here = live.load("here")
    assert here is not None
    assert here.document == {"level": "advanced"}
    assert capsys.readouterr().out == "2 items copied, 1 were there and stay\n"


def test_everything_can_be_put_back(tables: tuple[DynamoDBStore, DynamoDBStore]) -> None:
    """Damaged runners are replaced where the operator says so."""
    restored, live = tables
    assert main(["restored", "live", "--replace"]) == 0
    assert live.load("here") == restored.load("here")


def test_a_dry_run_writes_nothing(
    tables: tuple[DynamoDBStore, DynamoDBStore], capsys: pytest.CaptureFixture[str]
) -> None:
    """It counts what would be copied."""
    _, live = tables
    assert main(["restored", "live", "--dry-run"]) == 0
    assert live.load("gone") is None
    assert capsys.readouterr().out == "2 items would be copied, 1 were there and stay\n"


@pytest.mark.usefixtures("client")
def test_a_table_that_is_not_there_is_told_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A typing error in a name is one line, and a failure."""
    assert main(["no-such-table", "live"]) == 1
    assert capsys.readouterr().err.startswith("restore: ")
