"""What speakers take back, and say twice."""

import pytest

from skill.speaker.matcher import read_matcher
from skill.speaker.normalise import normalise

MATCHER = read_matcher("en-US")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("the the workout", "the workout"),
        ("did i did i do both sides", "did i do both side"),
        ("am i uh am i doing it right", "am i doing it right"),
        ("eight eight and six", "8 8 and 6"),
        ("ten and then ten and eight", "10 and 10 and 8"),
        ("tin ten", "10"),
    ],
)
def test_what_is_said_twice_counts_once(text: str, plain: str) -> None:
    """Words and phrases that come again at once are said once; numbers mean something each time."""
    assert normalise(text) == plain


@pytest.mark.parametrize(
    ("utterance", "intent", "slots"),
    [
        ("give me a ten no fifteen minute core workout", "StartWorkoutIntent", {"minutes": "15", "focus": "core"}),
        ("i did eleven no wait twelve", "DoneIntent", {"count": "12"}),
        ("an intermediate no sorry advanced workout", "StartWorkoutIntent", {"level": "advanced"}),
        ("it was nine not ten", "CorrectCountIntent", {"count": "9"}),
        (
            "remind me wednesday no thursday at seven in the morning",
            "RemindIntent",
            {"day": "thursday", "time": "07:00"},
        ),
    ],
)
def test_the_value_that_was_taken_back_is_gone(utterance: str, intent: str, slots: dict[str, str]) -> None:
    """Of two values of a kind with "no" between them the second is meant, with "not" the first."""
    match = MATCHER.match(utterance)
    assert (match.intent, {name: slot.id or slot.value for name, slot in match.slots.items()}) == (intent, slots)
