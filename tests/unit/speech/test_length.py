import pytest

from skill.speech.length import speech_ms, speech_seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("", 0.0), ("three", 0.25), ("Done.", 0.25 + 0.77), ("Easy, right, or hard?", 21 * 0.05 + 2 * 0.076 + 0.77)],
)
def test_length_counts_characters_commas_and_stops(text: str, seconds: float) -> None:
    """A text takes 50 ms a character, 76 ms a comma and 770 ms a full stop."""
    assert speech_seconds(text) == pytest.approx(seconds)
    assert speech_ms(text) == round(seconds * 1000)
