"""Copy runners back from a restored table into the live one.

    python -m infra.restore RESTORED LIVE [--replace] [--dry-run]

A table that was restored to a point in time is a new table. What is missing in the live one is copied; what runners
did since stays, unless it is to be replaced. Each item is put on that condition, so that a runner who trains meanwhile
loses nothing. The command can be run again when it broke off.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_THERE = "ConditionalCheckFailedException"


@dataclass(frozen=True, slots=True)
class Copied:
    """How many items were copied, and how many were there already and left alone."""

    copied: int
    left: int


def restore(client: "DynamoDBClient", source: str, target: str, *, replace: bool, write: bool) -> Copied:
    """Copy items from one table to another.

    Args:
        client: What reads and writes both.
        source: The restored table.
        target: The live table.
        replace: Whether items that are there are replaced.
        write: Whether anything is written; else what would be is counted.

    Raises:
        ClientError: A table is not there, or may not be read or written.
    """
    copied = left = 0
    for page in client.get_paginator("scan").paginate(TableName=source, ConsistentRead=True):
        for item in page["Items"]:
            key = {name: item[name] for name in ("pk", "sk")}
            there = "Item" in client.get_item(TableName=target, Key=key, ConsistentRead=True)
            if there and not replace:
                left += 1
                continue
            if write and not _put(client, target, item, replace=replace):
                left += 1
                continue
            copied += 1
    return Copied(copied, left)


def _put(client: "DynamoDBClient", table: str, item: Mapping[str, object], *, replace: bool) -> bool:
    """Put an item; tell whether it was, or whether somebody made it in between."""
    condition = {} if replace else {"ConditionExpression": "attribute_not_exists(pk)"}
    try:
        client.put_item(TableName=table, Item=item, **condition)  # type: ignore[arg-type]
    except ClientError as error:
        if error.response["Error"]["Code"] == _THERE:
            return False
        raise
    return True


def main(arguments: Sequence[str] | None = None) -> int:
    """Copy, and say how much."""
    parser = argparse.ArgumentParser(prog="python -m infra.restore", description="Copy runners from a restored table.")
    parser.add_argument("restored", help="name of the restored table")
    parser.add_argument("live", help="name of the live table")
    parser.add_argument("--replace", action="store_true", help="put restored items over what is there")
    parser.add_argument("--dry-run", action="store_true", help="write nothing, only count")
    options = parser.parse_args(arguments)
    try:
        client = boto3.client("dynamodb")
        done = restore(client, options.restored, options.live, replace=options.replace, write=not options.dry_run)
    except (BotoCoreError, ClientError) as error:
        sys.stderr.write(f"restore: {error}\n")
        return 1
    verb = "would be copied" if options.dry_run else "copied"
    sys.stdout.write(f"{done.copied} items {verb}, {done.left} were there and stay\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
