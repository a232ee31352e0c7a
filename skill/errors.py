"""The one error that everything of ours descends from."""


class RunnerStrengthError(Exception):
    """Something that this project foresaw went wrong; the message is for whoever operates it."""
