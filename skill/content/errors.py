"""What can go wrong with the content."""

from skill.errors import RunnerStrengthError


class UnknownIdError(RunnerStrengthError):
    """The catalogue holds nothing of this id."""


class UnreadableContentError(RunnerStrengthError):
    """A file of the authors cannot be read; the message says where and how to mend it, in one line."""
