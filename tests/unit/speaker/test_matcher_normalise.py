"""The plain form of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.speaker.normalise import normalise


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Um, can you PLEASE repeat that?", "repeat that"),
        ("I\u2019ve done twenty-five", "i have done 25"),
        ("whats next, im ready and cant wait", "what is next i am ready and can not wait"),
        ("ill, well, its, were", "ill well its were"),
        ("what's the world's greatest stretch", "what is the worlds greatest stretch"),
        ("okay so next", "next"),
        ("yeah ready", "ready"),
        ("can I do squats", "do squats"),
        ("okay, can I run tomorrow?", "can i run tomorrow"),
        ("stop, stop, stop", "stop"),
        ("eight eight and six", "8 8 and 6"),
        ("not \ue001 \ue001", "not \ue001 \ue001"),
        ("work out b.", "workout b"),
        ("r. p. e. eight", "rpe 8"),
        ("a 10km run, or 5k", "a 10 km run or 5 k"),
        ("just like really", "just like really"),
        ("okay", "okay"),
        ("", ""),
    ],
)
def test_plain_form(text: str, plain: str) -> None:
    """Case, punctuation, contractions, numbers, spacing and fillers are levelled; what is only filler stays."""
    assert normalise(text) == plain


@given(st.text(max_size=60))
def test_nothing_strange_is_left(text: str) -> None:
    """The plain form holds only lower-case letters, digits, the marks of slots, and single spaces."""
    plain = normalise(text)
    assert all(letter in "abcdefghijklmnopqrstuvwxyz0123456789 " or letter >= "\ue000" for letter in plain)
    assert plain == " ".join(plain.split())
