"""Built-in intents and their custom twins: two names for one thing to the coach."""

from collections.abc import Mapping

TWINS: Mapping[str, str] = {
    "AMAZON.PauseIntent": "PauseWorkoutIntent",
    "AMAZON.ResumeIntent": "ResumeWorkoutIntent",
    "AMAZON.RepeatIntent": "SayAgainIntent",
    "AMAZON.PreviousIntent": "PreviousExerciseIntent",
    "AMAZON.StartOverIntent": "RepeatSetIntent",
    "AMAZON.CancelIntent": "AMAZON.StopIntent",
}


def one_of_twins(intent: str) -> str:
    """Give one name for a built-in intent and its custom twin."""
    return TWINS.get(intent, intent)
