"""What can be wrong with wording. Found when the wording is built and checked; never meant for a runner's ears."""

from skill.errors import RunnerStrengthError


class WordingError(RunnerStrengthError):
    """A line cannot be said: its key, a gap, a form or a fact is missing."""
