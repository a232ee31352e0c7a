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
    if scheme == "sqlite" and rest.startswith("/") and rest.strip("/"):
        from skill.store.sqlite import SQLiteStore  # noqa: PLC0415  # an engine is imported when it is chosen

        # As everywhere: three slashes and a relative path, four and an absolute one.
        return SQLiteStore(Path(rest[1:]).expanduser())
    if scheme == "dynamodb" and rest:
        from skill.store.dynamodb import DynamoDBStore  # noqa: PLC0415  # boto3 takes a quarter of a second to import

        return DynamoDBStore(rest)
    raise StoreAddressError(f"{address!r} is no store: write sqlite:///PATH, dynamodb://TABLE or memory://")
