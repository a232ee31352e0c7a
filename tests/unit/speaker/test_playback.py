import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.speaker.errors import UnplayableSpeechError
from skill.speaker.playback import begun, sounding, timeline_of, up_to
from skill.speech.length import speech_seconds
from skill.speech.ssml import to_ssml
from skill.speech.timeline import Say, Timeline, Wait


def heard(ssml: str) -> tuple[object, ...]:
    """Play this SSML."""
    return timeline_of({"type": "SSML", "ssml": ssml}).entries


def said(text: str) -> Say:
    """Give words with the model's time."""
    return Say(text, speech_seconds(text))


def test_breaks_are_exact_and_chains_of_them_are_one_wait() -> None:
    """Words take the model's time; neighbouring breaks add up, in either unit."""
    ssml = '<speak>Rest.<break time="10s"/> <break time="10000ms"/><break time="1.5s"/>Go.</speak>'
    assert heard(ssml) == (said("Rest."), Wait(21.5), said("Go."))


def test_other_markup_is_heard_as_the_words_in_it() -> None:
    """Elements without a length of their own are passed through, Amazon's undeclared prefixes too."""
    ssml = (
        "<speak>Push &amp; <amazon:emotion name='excited'>hold <s>it</s></amazon:emotion> <break time='1s'/>up</speak>"
    )
    assert heard(ssml) == (said("Push &"), said("hold"), said("it"), Wait(1.0), said("up"))


@pytest.mark.parametrize(("rate", "share"), [("85%", 100 / 85), ("115%", 100 / 115), ("slow", 1), ("0%", 1), ("", 1)])
def test_words_take_as_long_as_their_rate_says(rate: str, share: float) -> None:
    """Slower words take longer; a rate that is not a share of the usual one is heard as usual."""
    usual = timeline_of({"ssml": "<speak>Stand tall.</speak>"}).seconds
    rated = timeline_of({"ssml": f'<speak><prosody rate="{rate}">Stand tall.</prosody></speak>'}).seconds
    assert rated == pytest.approx(usual * share, abs=0.001)


def test_plain_text_and_no_speech_at_all() -> None:
    """Plain text is heard as it stands, and an answer without speech is silence."""
    assert timeline_of({"type": "PlainText", "text": "Hello  there."}).entries == (said("Hello there."),)
    assert timeline_of(None).seconds == 0


@pytest.mark.parametrize(
    "ssml", ["<speak>a", "<speak>a & b</speak>", "<speak><break/></speak>", '<speak><break time="4"/></speak>']
)
def test_speech_that_no_echo_would_play_is_refused(ssml: str) -> None:
    """Malformed SSML and a break without a readable length raise."""
    with pytest.raises(UnplayableSpeechError):
        heard(ssml)


def test_cut_short_only_whole_words_were_heard() -> None:
    """A cut in mid-sentence keeps the words before it; a cut in a wait keeps its part."""
    words = Say("one two three four", 4.0)
    timeline = Timeline((words, Wait(10.0), said("Go.")))
    assert [entry.text for entry in up_to(timeline, 2.5).entries if isinstance(entry, Say)] == ["one two"]
    assert up_to(timeline, 0.5).entries == ()
    assert up_to(timeline, 9.0).entries[-1] == Wait(5.0)
    assert up_to(timeline, timeline.seconds + 0.01).text == timeline.text


def test_what_sounds_and_what_has_begun() -> None:
    """At any moment one entry sounds, with its rest; after the end nothing does."""
    timeline = Timeline((Say("one", 1.0), Wait(10.0), Say("two", 1.0)))
    now = sounding(timeline, 4.0)
    assert now is not None
    assert (now.entry, now.seconds_left) == (Wait(10.0), 7.0)
    assert sounding(timeline, 12.0) is None
    assert begun(timeline, 4.0) == ("one",)
    assert begun(timeline, 11.0) == ("one", "two")


@given(st.lists(st.one_of(st.sampled_from(["Go.", "Last set, left leg.", "five"]), st.integers(1, 95_000))))
def test_what_was_rendered_is_heard_again(parts: list[str | int]) -> None:
    """Rendering to SSML and playing it gives the same words and the same total wait."""
    entries = tuple(said(part) if isinstance(part, str) else Wait(part / 1000) for part in parts)
    played = timeline_of({"type": "SSML", "ssml": to_ssml(Timeline(entries))})
    assert played.text == Timeline(entries).text
    waits = [sum(entry.seconds for entry in each if isinstance(entry, Wait)) for each in (entries, played.entries)]
    assert waits[0] == pytest.approx(waits[1], abs=0.01)
