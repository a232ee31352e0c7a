"""Why the endpoint refuses a request. What the messages say is for the operator only."""

from skill.errors import RunnerStrengthError


class UnreadableBodyError(RunnerStrengthError):
    """The body is no JSON object of a reasonable size and depth."""


class UnverifiedRequestError(RunnerStrengthError):
    """A request cannot be shown to come from Amazon."""


class UnreachableChainError(UnverifiedRequestError):
    """A certificate chain cannot be had now, which says nothing about it."""
