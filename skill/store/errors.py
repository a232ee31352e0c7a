"""What can go wrong with a store, in our own words: no engine's error leaves this room."""

from skill.errors import RunnerStrengthError


class StoreError(RunnerStrengthError):
    """The store could not do what was asked."""


class StoreAddressError(StoreError, ValueError):
    """The address names no store; the message is one line that says how one is written."""


class Conflict(StoreError):  # noqa: N818  # the field's word
    """Somebody else wrote in between: nothing was written."""


class Unavailable(StoreError):  # noqa: N818  # the field's word
    """The store does not answer, or refuses work for now: throttled, timed out, unreachable, no access.

    Whether a write took effect is not known; writing again with the same expected version finds out.
    """


class Corrupt(StoreError):  # noqa: N818  # the field's word
    """What is stored cannot be read."""


class NewerFormat(StoreError):  # noqa: N818  # the field's word
    """What is stored was written by a newer release."""


class TooLarge(StoreError):  # noqa: N818  # the field's word
    """The document is larger than the store takes."""


class NotStorableError(StoreError):
    """A document holds what no store keeps exactly, such as a float: a fault of ours."""
