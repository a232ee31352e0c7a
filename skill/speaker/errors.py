"""What can go wrong at the local speaker itself, before or beside the coach."""

from skill.errors import RunnerStrengthError


class UnplayableSpeechError(RunnerStrengthError):
    """The answer holds speech that no Echo would play."""


class ScriptError(RunnerStrengthError):
    """The script cannot be read; the message names the line."""


class UnreadableEvaluationError(RunnerStrengthError):
    """The sentences for an evaluation cannot be read; the message names the file."""


class StoredStateError(RunnerStrengthError):
    """What is stored of the runner cannot be read; the message is one line that names the file and says what to do."""
