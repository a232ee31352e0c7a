"""Copying runners back from a restored table, on a real engine."""

from typing import TYPE_CHECKING, Any

import boto3
import pytest

from infra import restore as command
from infra.restore import Wish, main, restore
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
    """Give runners as they were: one who has trained since and lost a workout, one who is gone, one who began anew."""
    restored, live = DynamoDBStore("restored", client), DynamoDBStore("live", client)
    for version in range(2):
        restored.save("anew", {"level": "beginner"}, expected=version, workout=WORKOUT)
    restored.save("gone", {"level": "beginner"}, expected=0, workout=WORKOUT)
    restored.save("here", {"level": "beginner"}, expected=0, workout=WORKOUT)
    live.save("here", {"level": "beginner"}, expected=0)
    live.save("here", {"level": "advanced"}, expected=1)
    live.save("anew", {"level": "new"}, expected=0)
    return restored, live


def _level(store: DynamoDBStore, runner: str) -> object:
    saved = store.load(runner)
    return None if saved is None else saved.document["level"]


def test_what_a_runner_misses_comes_back(
    tables: tuple[DynamoDBStore, DynamoDBStore], capsys: pytest.CaptureFixture[str]
) -> None:
    """A workout that is missing is back; what the runner did since stays, and is told."""
    _, live = tables
    assert main(["restored", "live"]) == 0
    assert live.workouts("here") == (WORKOUT,)
    assert _level(live, "here") == "advanced"
    told = capsys.readouterr().out
    assert told.startswith("1 items copied, 1 were there or changed meanwhile, and stay\n")
    assert "workouts that runners deleted since are among them" in told


def test_who_may_have_been_deleted_stays_away(
    tables: tuple[DynamoDBStore, DynamoDBStore], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever said "delete all my data", and perhaps came back as a stranger, does not meet their old data again."""
    _, live = tables
    for extra in ([], ["--replace"]):
        assert main(["restored", "live", *extra]) == 0
        assert live.load("gone") is None
        assert live.workouts("gone") == ()
        assert _level(live, "anew") == "new"
        assert live.workouts("anew") == ()
        assert "2 runners are not in live, or have begun anew there, and are left out" in capsys.readouterr().out


def test_after_the_loss_of_a_table_all_come_back_with_a_warning(
    tables: tuple[DynamoDBStore, DynamoDBStore], capsys: pytest.CaptureFixture[str]
) -> None:
    """All are brought back where that is asked for, and the operator is told who is among them."""
    restored, live = tables
    assert main(["restored", "live", "--all"]) == 0
    assert live.load("gone") == restored.load("gone")
    assert live.workouts("gone") == live.workouts("anew") == (WORKOUT,)
    assert _level(live, "anew") == "new"
    assert "WARNING: 2 runners back who were not in live" in capsys.readouterr().out
    assert main(["restored", "live", "--all", "--replace"]) == 0
    assert live.load("anew") == restored.load("anew")


def test_everything_can_be_put_back(tables: tuple[DynamoDBStore, DynamoDBStore]) -> None:
    """Damaged runners are replaced where the operator says so."""
    restored, live = tables
    assert main(["restored", "live", "--replace"]) == 0
    assert live.load("here") == restored.load("here")


def test_damage_is_no_deletion(client: "DynamoDBClient", tables: tuple[DynamoDBStore, DynamoDBStore]) -> None:
    """A state without its version, or with nonsense in its place, is replaced like any other."""
    restored, live = tables
    for broken in ({}, {"version": {"S": "three"}, "token": {"N": "1"}}):
        item: dict[str, Any] = {"pk": {"S": "runner#here"}, "sk": {"S": "state"}, **broken}
        client.put_item(TableName="live", Item=item)
        assert restore(client, "restored", "live", Wish(replace=True)).left == 0
        assert live.load("here") == restored.load("here")


def test_a_state_that_is_lost_comes_back_only_with_all(
    client: "DynamoDBClient", tables: tuple[DynamoDBStore, DynamoDBStore]
) -> None:
    """Workouts without a state are what a deletion leaves that broke off: nobody is brought back for them."""
    _, live = tables
    client.delete_item(TableName="live", Key={"pk": {"S": "runner#here"}, "sk": {"S": "state"}})
    assert restore(client, "restored", "live", Wish()).absent == 3
    assert live.load("here") is None
    client.delete_item(TableName="restored", Key={"pk": {"S": "runner#anew"}, "sk": {"S": "state"}})
    assert restore(client, "restored", "live", Wish()).absent == 2


@pytest.mark.parametrize("wish", [Wish(), Wish(replace=True)])
def test_a_runner_who_trains_meanwhile_loses_nothing(
    client: "DynamoDBClient",
    tables: tuple[DynamoDBStore, DynamoDBStore],
    monkeypatch: pytest.MonkeyPatch,
    wish: Wish,
) -> None:
    """What is written between the look at an item and its replacement stays, replaced or missing."""
    _, live = tables
    reading = command._runner  # noqa: SLF001  # the moment between reading and writing

    def trains(client: Any, table: str, partition: str) -> Any:
        found = reading(client, table, partition)
        if partition == "runner#here":
            live.save("here", {"level": "newest"}, expected=2, workout=WorkoutRecord(WORKOUT.started, {"sets": 20}))
        return found

    monkeypatch.setattr(command, "_runner", trains)
    assert restore(client, "restored", "live", wish).left == 2
    assert _level(live, "here") == "newest"
    assert live.workouts("here") == (WorkoutRecord(WORKOUT.started, {"sets": 20}),)


def test_a_dry_run_writes_nothing(
    tables: tuple[DynamoDBStore, DynamoDBStore], capsys: pytest.CaptureFixture[str]
) -> None:
    """It counts what would be copied."""
    _, live = tables
    assert main(["restored", "live", "--all", "--dry-run"]) == 0
    assert live.load("gone") is None
    told = capsys.readouterr().out
    assert told.startswith("4 items would be copied, 2 were there or changed meanwhile, and stay\n")
    assert "WARNING: 2 runners would be back" in told


@pytest.mark.usefixtures("client")
def test_a_table_that_is_not_there_is_told_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A typing error in a name is one line, and a failure."""
    assert main(["no-such-table", "live"]) == 1
    assert capsys.readouterr().err.startswith("restore: ")
