"""The people of one account who have no recognised voice: under which keys they are kept, and how many there may be.

Knows neither the store nor what a runner is.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# A household, not a gym: their names stand in the state of the account.
MOST_PEOPLE = 8


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks.

    Attributes:
        key: The key that the runner is kept under.
        account: The key of the account or the recognised voice that was heard.
        name: The first name by which the runner is told apart from others of the account; "" where none was said.
    """

    key: str
    account: str
    name: str = ""


def speaker(account: str, name: str) -> Speaker:
    """Give the speaker of a name; without a name the account's own runner."""
    return Speaker(named_key(account, name) if name else account, account, name)


def named_key(account: str, name: str) -> str:
    """Give the key of a named runner: no name can be read from it, nor the account."""
    return hashlib.sha256(f"{account}\n{name}".encode()).hexdigest()


def carried_speaker(attributes: Mapping[str, Any], account: str) -> Speaker:
    """Give the speaker that a session belongs to; whoever else is heard in it does not take it over."""
    told = attributes.get("speaker")
    if not isinstance(told, Mapping):
        return Speaker(account, account)
    return Speaker(str(told["key"]), str(told["account"]), str(told["name"]))


def speaker_document(who: Speaker) -> dict[str, str]:
    """Give what a session keeps of its speaker."""
    return {"key": who.key, "account": who.account, "name": who.name}
