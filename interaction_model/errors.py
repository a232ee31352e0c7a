"""What can be wrong with the interaction model."""

from skill.errors import RunnerStrengthError


class ModelSourceError(RunnerStrengthError):
    """The source of the model cannot be read; the message says where and how to mend it."""


class UnknownLocaleError(RunnerStrengthError):
    """There is no model for this locale."""
