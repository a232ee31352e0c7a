"""Open the store that an address names."""

from pathlib import Path

from skill.store.errors import StoreAddressError
from skill.store.memory import MemoryStore
from skill.store.port import Store


def open_store(address: str) -> Store:
    """Open `sqlite:///PATH`, `dynamodb://TABLE` or `memory://`.

    Raises:
        StoreAddressError: The address is none of these.
        StoreError: The store cannot be opened.
    """
    scheme, _, rest = address.partition("://")
    if scheme == "memory" and not rest:
        return MemoryStore()
    path = file_of(address)
    if path is not None:
        from skill.store.sqlite import SQLiteStore  # noqa: PLC0415  # an engine is imported when it is chosen

        return SQLiteStore(path)
    if scheme == "dynamodb" and rest:
        from skill.store.dynamodb import DynamoDBStore  # noqa: PLC0415  # boto3 takes a quarter of a second to import

        return DynamoDBStore(rest)
    raise StoreAddressError(f"{address!r} is no store: write sqlite:///PATH, dynamodb://TABLE or memory://")


def file_of(address: str) -> Path | None:
    """Give the file that an address names; None where it names another store."""
    scheme, _, rest = address.partition("://")
    if scheme != "sqlite" or not rest.startswith("/") or not rest.strip("/"):
        return None
    # As everywhere: three slashes and a relative path, four and an absolute one.
    return Path(rest[1:]).expanduser()
