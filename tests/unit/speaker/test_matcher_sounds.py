"""Words that sound alike."""

import pytest

from skill.speaker.understanding.sounds import sound_of, sound_of_run


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("paws", "pause"),
        ("reddy", "ready"),
        ("dun", "done"),
        ("blank", "plank"),
        ("squads", "squats"),
        ("banned", "band"),
        ("exorcise", "exercise"),
        ("wraps", "reps"),
    ],
)
def test_what_a_recogniser_mistakes_sounds_the_same(heard: str, meant: str) -> None:
    """Voice and spelling make no difference."""
    assert sound_of(heard) == sound_of(meant)


@pytest.mark.parametrize(("word", "other"), [("so", "see"), ("squat", "lunge"), ("left", "right"), ("8", "9")])
def test_other_words_sound_different(word: str, other: str) -> None:
    """Short words are not alike for one consonant, nor are numbers."""
    assert sound_of(word) != sound_of(other)


@pytest.mark.parametrize(("heard", "meant"), [("glue its", "glutes"), ("re zoom", "resume"), ("holly day", "holiday")])
def test_a_word_may_be_heard_as_two(heard: str, meant: str) -> None:
    """Words in a row sound like the one that was said."""
    assert sound_of_run(heard.split()) == sound_of(meant)
