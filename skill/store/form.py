"""What a document may hold, whichever engine keeps it: the part of JSON that every engine gives back exactly."""

from collections.abc import Mapping

from skill.store.errors import NotStorableError

# Amazon DynamoDB Developer Guide, "Quotas": 32 levels, of which the item itself takes one.
MAX_DEPTH = 31
# What 38 digits of DynamoDB, 64 bits of SQLite and the doubles of other readers of JSON all hold.
MAX_NUMBER = 2**53


def check(document: object) -> None:
    """Look a document through before it is written.

    Raises:
        NotStorableError: It holds a float, a large number, an empty key, or something that is no JSON, or is too deep.
    """
    _check(document, MAX_DEPTH)


def _check(value: object, levels: int) -> None:
    if levels == 0:
        raise NotStorableError("a document is nested too deeply")
    if isinstance(value, Mapping):
        for key, entry in value.items():
            if not isinstance(key, str) or not key:
                raise NotStorableError(f"{key!r} is no key")
            _check(entry, levels - 1)
    elif isinstance(value, list | tuple):
        for entry in value:
            _check(entry, levels - 1)
    elif isinstance(value, int):
        if abs(value) > MAX_NUMBER:
            raise NotStorableError("a document holds a number that is too large")
    elif value is not None and not isinstance(value, str):
        raise NotStorableError(f"a document holds a {type(value).__name__}")
