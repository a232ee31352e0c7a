"""What can go wrong with a report."""

from skill.errors import RunnerStrengthError


class UnreadableLogError(RunnerStrengthError):
    """The log file cannot be read; the message is one line that says why."""
