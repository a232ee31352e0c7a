"""What the local speaker needs of others: somebody who understands words, and the skill's door."""

from collections.abc import Mapping
from typing import Any, Protocol

# A request or response in Amazon's form.
Envelope = dict[str, Any]


class HeardSlot(Protocol):
    """A slot that was filled: the words, and what they were resolved to; None where they mean nothing known."""

    @property
    def value(self) -> str:
        """Give the words as heard; digits for a number, ISO 8601 for a duration."""
        ...

    @property
    def id(self) -> str | None:
        """Give the id of the value that they were resolved to."""
        ...

    @property
    def name(self) -> str | None:
        """Give the name of that value."""
        ...


class Understood(Protocol):
    """An utterance resolved to an intent; `LaunchRequest` stands for opening the skill."""

    @property
    def intent(self) -> str:
        """Give the intent's name."""
        ...

    @property
    def slots(self) -> Mapping[str, HeardSlot]:
        """Give the filled slots by name."""
        ...


class Matcher(Protocol):
    """Resolves words to an intent."""

    def match(self, utterance: str) -> Understood:
        """Give the nearest intent, or the fallback intent."""
        ...


class Door(Protocol):
    """Takes a request envelope and gives a response envelope."""

    def answer(self, envelope: Envelope) -> Envelope:
        """Answer a request."""
        ...
