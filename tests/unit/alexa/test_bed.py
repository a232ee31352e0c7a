"""The audio bed: the same timeline as audio, with ticks and tones, for those who want it and where it can be played."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa.bed import MAX_AUDIO, TICK, TONE, Bed, bed_of
from skill.alexa.door import Door
from skill.coach.events import EventKind
from skill.coach.runner import Manner, Profile, Runner
from skill.coach.session import Mark
from skill.content.loader import load_catalogue
from skill.documents import document_of
from skill.speech.timeline import Say, Timeline, Wait
from tests.envelopes import SKILL, envelope, intent, launch
from tests.responses import assert_valid, words
from tests.talking import Talk
from tests.viewhost.hub import KEY, Hub

TICKED = Runner(welcomed=True, profile=Profile(manner=Manner(tick=True)))


def sounds(bed: Bed) -> list[tuple[int, str]]:
    """Play a bed by the language's rules: what sounds when, in milliseconds from the start of the reply."""
    began = round(bed.lead.seconds * 1000)
    [sequence] = bed.directive["document"]["mainTemplate"]["items"]
    heard: list[tuple[int, str]] = []
    play(sequence, began, heard)
    return sorted(heard)


def play(piece: Any, now: int, heard: list[tuple[int, str]]) -> int:
    """Play a piece from now on; give its end. Words take no time here: their slot is the silence beside them."""
    match piece["type"]:
        case "Sequencer":
            for each in piece["items"]:
                now = play(each, now, heard)
            return now
        case "Mixer":
            return max(play(each, now, heard) for each in piece["items"])
        case "Silence":
            return now + int(piece["duration"])
        case "Speech":
            heard.append((now, piece["content"].removeprefix("<speak>").removesuffix("</speak>")))
        case "Audio":
            heard.append((now, piece["source"]))
    return now


def block() -> Timeline:
    """Give the first reply of a workout for a runner who likes ticks."""
    talk = Talk()
    talk.store.save(talk.key, document_of(TICKED), expected=0)
    return talk.say(EventKind.OPEN, opens=True).speech


def test_a_bed_says_what_the_timeline_says_when_it_says_it() -> None:
    """Every piece keeps its offset; the words at the start are speech, and ticks sound in the place of their word."""
    speech = block()
    bed = bed_of(speech, {"tick"})
    assert bed is not None
    lead = [entry.text for entry in bed.lead.entries if isinstance(entry, Say)]
    said = [(round(at * 1000), entry.text) for at, entry in speech.timed() if isinstance(entry, Say)]
    assert [text for _, text in said[: len(lead)]] == lead
    heard = [(at, what) for at, what in sounds(bed) if what != TONE]
    assert len(heard) == len(said) - len(lead)
    for (at, what), (begins, text) in zip(heard, said[len(lead) :], strict=True):
        assert at == begins
        assert what == text or (what == TICK and text == "Tick")
    assert TICK in {what for _, what in heard}


def test_a_tone_underlines_the_end_of_each_step() -> None:
    """At the end of each step that the timeline marks there is a tone."""
    speech = block()
    bed = bed_of(speech, ())
    assert bed is not None
    assert [at for at, what in sounds(bed) if what == TONE] == [mark.ends for mark in speech.marks]


TEXT = st.sampled_from(["tick", "one", "Halfway.", "Three & two"])
PIECE = st.one_of(
    st.builds(Say, TEXT, st.integers(300, 3000).map(lambda ms: ms / 1000)),
    st.builds(Wait, st.integers(1, 9000).map(lambda ms: ms / 1000)),
)


@given(st.lists(PIECE, max_size=60), st.lists(st.integers(0, 60_000), max_size=30))
def test_no_bed_breaks_a_limit(entries: list[Any], ends: list[int]) -> None:
    """However many ticks and steps there are, a bed has fifteen pieces of audio at most, and no word is lost."""
    speech = Timeline(tuple(entries), tuple(Mark(0, 0, 0, end) for end in ends))
    bed = bed_of(speech, {"tick"})
    if bed is None:
        return
    heard = [what for _, what in sounds(bed)]
    assert sum(what in {TICK, TONE} for what in heard) <= MAX_AUDIO
    said = [entry.text.replace("&", "&amp;") for entry in entries if isinstance(entry, Say) and entry.text != "tick"]
    lead = [one.text.replace("&", "&amp;") for one in bed.lead.entries if isinstance(one, Say) and one.text != "tick"]
    assert sorted([*lead, *(what for what in heard if what not in {TICK, TONE, "tick"})]) == sorted(said)


@pytest.mark.parametrize(
    "speech",
    [
        Timeline((Say("Ready?", 0.6),)),
        Timeline((Wait(3.0), Say("one", 0.4)), (Mark(0, 0, 0, 3000),)),
        Timeline((Say("Go.", 0.4), Wait(241.0)), (Mark(0, 0, 400, 241_000),)),
    ],
)
def test_what_has_no_use_for_a_bed_gets_none(speech: Timeline) -> None:
    """A question alone, a silent beginning, and more than is known to play are left to speech."""
    assert bed_of(speech, ()) is None


def hub(runner: Runner = TICKED, *, audio_bed: bool = True) -> Hub:
    """Put a speaker before a door, for a runner."""
    speaker = Hub()
    speaker.door = Door(speaker.turns, load_catalogue(), key_secret="test", skill_id=SKILL, audio_bed=audio_bed)
    speaker.store.save(KEY, document_of(runner), expected=1)
    return speaker


def test_a_runner_who_likes_ticks_gets_a_bed() -> None:
    """The words come first as speech, then the bed; the microphone opens after its question."""
    body = hub().send(launch())
    [bed] = body["directives"]
    assert bed["type"] == "Alexa.Presentation.APLA.RenderDocument"
    assert body["shouldEndSession"] is False
    assert body["reprompt"]


@pytest.mark.parametrize(("runner", "setting"), [(TICKED, False), (Runner(welcomed=True), True)])
def test_nobody_else_gets_one(runner: Runner, setting: bool) -> None:
    """Without the setting, and for a runner who never asked for ticks, a reply is speech alone."""
    assert "directives" not in hub(runner, audio_bed=setting).send(launch())


def test_a_bed_that_failed_is_not_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    """When the device cannot play a bed, that is logged, and the rest of the session is spoken."""
    speaker = hub()
    speaker.send(launch())
    assert speaker.send(envelope({"type": "Alexa.Presentation.APLA.RuntimeError", "errors": []})) == {}
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == ["audio_bed_failed"]
    for _ in range(2):
        speaker.wait(10_000)
        body = speaker.send(intent("ReadyIntent"))
        assert "directives" not in body
        assert words(speaker.response)
    assert_valid(speaker.response)


def test_a_fault_outside_a_session_is_noted(caplog: pytest.LogCaptureFixture) -> None:
    """A fault that comes without what a session carries is logged, and there is nothing to remember it in."""
    speaker = hub()
    assert speaker.send(envelope({"type": "Alexa.Presentation.APLA.RuntimeError"}, session=False)) == {}
    assert "audio_bed_failed" in [record.message for record in caplog.records]
