import logging
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.content.loader import load_catalogue
from skill.content.types import Catalogue
from skill.speech.catalogue import Wording, load_wording
from skill.speech.phrasing import Phrasing, mark
from skill.speech.rendering import Renderer
from tests.hearing import heard

RENDERER = Renderer(load_wording("en-US"), load_catalogue())
SEVERAL = sorted(
    key for key, texts in RENDERER.wording.lines.items() if len(texts) > 1 and key not in RENDERER.wording.facts
)


@given(st.sampled_from(SEVERAL), st.integers(0, 500))
def test_consecutive_turns_differ(key: str, turn: int) -> None:
    """A line with variants is worded differently in the next turn."""
    assert Phrasing(RENDERER, heard(turn)).say(key) != Phrasing(RENDERER, heard(turn + 1)).say(key)


@given(st.sampled_from(SEVERAL), st.integers(0, 500))
def test_variants_of_a_reply_all_come_up_before_one_returns(key: str, turn: int) -> None:
    """Within a reply a line is worded differently until its variants are used up."""
    phrasing = Phrasing(RENDERER, heard(turn))
    count = len(RENDERER.wording.lines[key])
    assert len({phrasing.say(key) for _ in range(count)}) == count


@given(st.sampled_from(SEVERAL), st.integers(0, 500))
def test_wording_is_the_same_for_the_same_turn(key: str, turn: int) -> None:
    """A turn that is asked for again is worded in the same way."""
    assert Phrasing(RENDERER, heard(turn)).say(key) == Phrasing(RENDERER, heard(turn)).say(key)


def test_side_is_said_where_it_is_known(phrasing: Phrasing) -> None:
    """A line that has a form for sides takes it when the side is a fact."""
    assert phrasing.say("pick_up.reps", n=6) == "From six."
    assert phrasing.say("pick_up.reps", n=6, side="left", exercise="lunge") == "Left leg, from six."


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("tell.levitate", "Okay."),
        ("ask.levitate", "Ready?"),
        ("reprompt.levitate", "Say ready when you are."),
        ("count.levitate", ""),
    ],
)
def test_unknown_line_gives_a_safe_one(
    phrasing: Phrasing, caplog: pytest.LogCaptureFixture, key: str, said: str
) -> None:
    """A line that is missing is replaced by one that is always right, or by silence in a set, and is logged."""
    with caplog.at_level(logging.WARNING):
        assert phrasing.say(key) == said
    assert caplog.records[0].line == mark(key)  # type: ignore[attr-defined]


def test_missing_fact_gives_a_safe_line(phrasing: Phrasing) -> None:
    """A line whose fact is missing never reaches a runner half-said."""
    assert phrasing.say("tell.time_left") == "Okay."


def test_missing_safe_line_gives_silence(wording: Wording, catalogue: Catalogue) -> None:
    """Even a catalogue without any line lets the workout go on."""
    assert Phrasing(Renderer(replace(wording, lines={}), catalogue), {}).say("tell.saved") == ""
