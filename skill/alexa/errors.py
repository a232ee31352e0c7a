"""What can be wrong with a request before anything is done with it."""

from skill.errors import RunnerStrengthError


class MalformedEnvelopeError(RunnerStrengthError):
    """What came in is no request envelope."""


class ForeignSkillError(RunnerStrengthError):
    """The request is for another skill."""
