import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from skill.speech.ssml import MAX_BREAK_MS, to_ssml
from skill.speech.timeline import Say, Timeline, Wait


def test_words_and_breaks_stand_in_order() -> None:
    """Words are said as they are, and waits become breaks in milliseconds."""
    timeline = Timeline((Say("Go", 0.1), Wait(3.9), Say("One", 0.15)))
    assert to_ssml(timeline) == '<speak>Go <break time="3900ms"/> One</speak>'


def test_markup_in_words_is_escaped() -> None:
    """Characters that mean something in XML are said, not read as markup."""
    assert to_ssml(Timeline((Say("down & up <now>", 1.0),))) == "<speak>down &amp; up &lt;now&gt;</speak>"


@given(st.integers(1, 400_000))
def test_long_waits_become_chains_of_breaks(milliseconds: int) -> None:
    """However long a wait, no break is over ten seconds and together they are exactly as long."""
    root = ET.fromstring(to_ssml(Timeline((Wait(milliseconds / 1000),))))  # noqa: S314 - made here
    breaks = [int(element.attrib["time"].removesuffix("ms")) for element in root]
    assert all(0 < each <= MAX_BREAK_MS for each in breaks)
    assert sum(breaks) == milliseconds
