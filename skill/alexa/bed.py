"""The audio bed: a reply as words, with what follows them as audio that has ticks and tones among the words.

The same timeline, rendered as an audio document of the Alexa Presentation Language: for each piece that is said a slot
as long as in the timeline, in which the words, a tone at the end of a set, or a tick in the place of the word "tick"
sound. Whatever matters is in words; the sounds only underline it. Decides what sounds when; refuses to know who wants
it.

Limits are Amazon's for one document, as far as anybody has published them: 15 pieces of audio; 240 s of one document
are known to play, more are not.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from skill.speech.slots import Slot, slots
from skill.speech.ssml import to_ssml
from skill.speech.timeline import Entry, Say, Timeline
from skill.speech.track import GAP_MS

RENDER = "Alexa.Presentation.APLA.RenderDocument"
TOKEN = "runner-strength-bed"  # noqa: S105  # the name of the document
VERSION = "0.91"
MAX_AUDIO = 15
MAX_MS = 240_000

# Both are in the sound library of the Alexa Skills Kit, which every device can play.
TICK = "soundbank://soundlibrary/clocks/ticks/ticks_01"
TONE = "soundbank://soundlibrary/alarms/beeps_and_bloops/tone_02"

Piece = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bed:
    """A reply in two parts: the words that come first, and the directive that plays what follows."""

    lead: Timeline
    directive: Piece


def bed_of(speech: Timeline, ticks: Collection[str]) -> Bed | None:
    """Give a reply with its bed; None where it counts nothing, or is longer than is known to play.

    Args:
        speech: The reply.
        ticks: The words that a tick may stand for, in lower case.
    """
    lead = tuple(takewhile(_leads, speech.entries))
    rest = Timeline(speech.entries[len(lead) :])
    ends = round(rest.seconds * 1000)
    if not speech.marks or not lead or not 0 < ends <= MAX_MS:
        return None
    led = round(Timeline(lead).seconds * 1000)
    # The end of each set, from the start of the document.
    tones = [mark.ends - led for mark in speech.marks if mark.ends > led][:MAX_AUDIO]
    sequence = {"type": "Sequencer", "items": list(_pieces(list(slots(rest, ends)), tones, ticks))}
    document = {"type": "APLA", "version": VERSION, "mainTemplate": {"parameters": ["payload"], "items": [sequence]}}
    return Bed(Timeline(lead), {"type": RENDER, "token": TOKEN, "document": document})


def _leads(entry: Entry) -> bool:
    """Tell whether an entry belongs to the words at the start: nothing there is laid by the clock."""
    return isinstance(entry, Say) or round(1000 * entry.seconds) <= GAP_MS


def _pieces(parts: list[Slot], tones: list[int], ticks: Collection[str]) -> Iterator[Piece]:
    audio_left = MAX_AUDIO - len(tones)
    for slot in parts:
        silence = {"type": "Silence", "duration": slot.until - slot.begins}
        ticked = slot.words is not None and slot.words.text.casefold() in ticks and audio_left > 0
        audio_left -= ticked
        sounds = [_audio(TICK)] if ticked else [] if slot.words is None else [_speech(slot.words)]
        toned = (_after(tone - slot.begins, _audio(TONE)) for tone in tones if slot.begins <= tone < slot.until)
        yield {"type": "Mixer", "items": [silence, *sounds, *toned]}


def _speech(words: Say) -> Piece:
    return {"type": "Speech", "contentType": "SSML", "content": to_ssml(Timeline((words,)))}


def _audio(source: str) -> Piece:
    return {"type": "Audio", "source": source}


def _after(milliseconds: int, piece: Piece) -> Piece:
    if not milliseconds:
        return piece
    return {"type": "Sequencer", "items": [{"type": "Silence", "duration": milliseconds}, piece]}
