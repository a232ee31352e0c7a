"""What can go wrong with a store, in our own words: no engine's error leaves this room."""

from skill.errors import RunnerStrengthError


class StoreError(RunnerStrengthError):
    """The store could not do what was asked."""


class Conflict(StoreError):  # noqa: N818  # the field's word
    """Somebody else wrote in between: nothing was written."""


class Unavailable(StoreError):  # noqa: N818  # the field's word
    """The store does not answer, or refuses work for now: throttled, timed out, unreachable, no access."""


class Corrupt(StoreError):  # noqa: N818  # the field's word
    """What is stored cannot be read."""


class NewerFormat(StoreError):  # noqa: N818  # the field's word
    """What is stored was written by a newer release."""


class TooLarge(StoreError):  # noqa: N818  # the field's word
    """The document is larger than the store takes."""
