"""Copy runners back from a restored table into the live one.

    python -m infra.restore RESTORED LIVE [--all] [--replace] [--dry-run]

A table that was restored to a point in time is a new table, and holds again what runners have deleted since. So only
runners that the live table has come back to what they had, unless all are asked for: nobody who is gone can be told
from somebody who had themselves deleted. What is missing is copied; what is there stays, unless it is to be replaced.
Each item is put on condition that it is still as it was read, so that a runner who trains meanwhile loses nothing. The
command can be run again when it broke off.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Item = Mapping[str, Any]

_CHANGED = "ConditionalCheckFailedException"
_STATE = "state"
# What tells one write of an item from another, as `skill/store/dynamodb.py` leaves it.
_MARKS = ("version", "token", "saved_at")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted.

    Attributes:
        everybody: Whether runners come back whom the live table does not have.
        replace: Whether items that are there are replaced.
        write: Whether anything is written; else what would be is counted.
    """

    everybody: bool = False
    replace: bool = False
    write: bool = True


@dataclass(slots=True)
class Done:
    """What came of it.

    Attributes:
        copied: Items that were copied.
        left: Items that were there, or changed meanwhile, and were left alone.
        absent: Runners whom the live table does not have, or who began anew in it.
    """

    copied: int = 0
    left: int = 0
    absent: int = 0


def restore(client: "DynamoDBClient", source: str, target: str, wish: Wish) -> Done:
    """Copy items from one table to another.

    Args:
        client: What reads and writes both.
        source: The restored table.
        target: The live table.
        wish: What is wanted.

    Raises:
        ClientError: A table is not there, or may not be read or written.
    """
    done = Done()
    for partition, items in groupby(_scan(client, source), lambda item: str(item["pk"]["S"])):
        restored, live = list(items), _runner(client, target, partition)
        if not _goes_on(restored, live):
            done.absent += 1
            if not wish.everybody:
                continue
        for item in restored:
            there = live.get(item["sk"]["S"])
            if (there and not wish.replace) or (wish.write and not _put(client, target, item, there)):
                done.left += 1
            else:
                done.copied += 1
    return done


def _scan(client: "DynamoDBClient", table: str) -> Iterator[Item]:
    """Give all items; those of one runner follow each other."""
    for page in client.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        yield from page["Items"]


def _runner(client: "DynamoDBClient", table: str, partition: str) -> dict[str, Item]:
    """Give what a table has of a runner, by its sort keys."""
    pages = client.get_paginator("query").paginate(
        TableName=table,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": partition}},
        ConsistentRead=True,
    )
    return {item["sk"]["S"]: item for page in pages for item in page["Items"]}


def _goes_on(restored: Sequence[Item], live: Mapping[str, Item]) -> bool:
    """Tell whether the live table still has the runner: versions only grow, and begin again after a deletion."""
    if _STATE not in live:
        return False
    before = next((_version(item) for item in restored if item["sk"]["S"] == _STATE), None)
    now = _version(live[_STATE])
    return before is None or now is None or now >= before


def _version(state: Item) -> int | None:
    """Give the version of a state; None where it is damaged."""
    try:
        return int(state["version"]["N"])
    except (KeyError, TypeError, ValueError):
        return None


def _put(client: "DynamoDBClient", table: str, item: Item, there: Item | None) -> bool:
    """Put an item where it is as it was read; tell whether it was put, or whether somebody wrote in between."""
    try:
        client.put_item(TableName=table, Item=item, **_unchanged(there))
    except ClientError as error:
        if error.response["Error"]["Code"] == _CHANGED:
            return False
        raise
    return True


def _unchanged(there: Item | None) -> dict[str, Any]:
    """Give the condition that an item is as it was read."""
    if there is None:
        return {"ConditionExpression": "attribute_not_exists(pk)"}
    held = [name for name in _MARKS if name in there]
    clauses = [f"#{name} = :{name}" if name in held else f"attribute_not_exists(#{name})" for name in _MARKS]
    return {
        # One that is gone by now has no marks either.
        "ConditionExpression": " AND ".join(["attribute_exists(pk)", *clauses]),
        "ExpressionAttributeNames": {f"#{name}": name for name in _MARKS},
        **({"ExpressionAttributeValues": {f":{name}": there[name] for name in held}} if held else {}),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Copy, and say how much."""
    parser = argparse.ArgumentParser(prog="python -m infra.restore", description="Copy runners from a restored table.")
    parser.add_argument("restored", help="name of the restored table")
    parser.add_argument("live", help="name of the live table")
    parser.add_argument(
        "--all",
        action="store_true",
        help="bring back runners whom the live table does not have, too: after the loss of a table, and only then, "
        "since those who had their data deleted are among them",
    )
    parser.add_argument("--replace", action="store_true", help="put restored items over what is there")
    parser.add_argument("--dry-run", action="store_true", help="write nothing, only count")
    options = parser.parse_args(arguments)
    wish = Wish(options.all, options.replace, not options.dry_run)
    try:
        done = restore(boto3.client("dynamodb"), options.restored, options.live, wish)
    except (BotoCoreError, ClientError) as error:
        sys.stderr.write(f"restore: {error}\n")
        return 1
    sys.stdout.writelines(f"{line}\n" for line in _told(done, wish, options.live))
    return 0


def _told(done: Done, wish: Wish, live: str) -> Iterator[str]:
    would = "" if wish.write else "would be "
    yield f"{done.copied} items {would}copied, {done.left} were there or changed meanwhile, and stay"
    if done.copied:
        yield "workouts that runners deleted since are among them, if any: they look like those that were lost"
    if done.absent and wish.everybody:
        yield (
            f"WARNING: {done.absent} runners {would}back who were not in {live}, or had begun anew there: whoever had "
            "their data deleted since is among them (docs/operations.md, Restore a table)"
        )
    elif done.absent:
        yield (
            f"{done.absent} runners are not in {live}, or have begun anew there, and are left out: they may have had "
            "their data deleted; after the loss of a table, --all brings them back"
        )


if __name__ == "__main__":
    sys.exit(main())
