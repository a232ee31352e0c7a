"""What a listener hears of an answer: its speech as words and waits in time, as an Echo would play it.

Words take the time that the speech-length model gives them, at the rate that the markup asks for; waits are exact. Of
the markup only what has to do with time is known here: breaks and rates. Any other element is heard as the words in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

from skill.speaker.errors import UnplayableSpeechError
from skill.speech.length import speech_seconds
from skill.speech.ssml import USUAL_PERCENT
from skill.speech.timeline import Entry, Say, Timeline, Wait

# Amazon's own elements carry these prefixes without declaring them, which a parser of XML insists on.
_ENVELOPE = '<echo xmlns:amazon="amazon" xmlns:alexa="alexa">{}</echo>'
_SECONDS_PER_UNIT = {"ms": 0.001, "s": 1.0}


@dataclass(frozen=True, slots=True)
class Sounding:
    """What sounds at one moment: the entry, and how many seconds of it are left."""

    entry: Entry
    seconds_left: float


def timeline_of(speech: Mapping[str, Any] | None) -> Timeline:
    """Turn an `outputSpeech` object into words and waits; neighbouring waits become one. No speech is silence.

    Raises:
        UnplayableSpeechError: The SSML is malformed, or a break has no length.
    """
    if speech is None:
        return Timeline()
    if "ssml" not in speech:
        return Timeline(tuple(_said(str(speech["text"]))))
    try:
        root = fromstring(_ENVELOPE.format(speech["ssml"]))  # noqa: S314  # our own skill wrote it
    except ParseError as error:
        raise UnplayableSpeechError(f"the answer's SSML is malformed: {error}") from error
    return Timeline(tuple(_waits_joined(_heard(root))))


def up_to(timeline: Timeline, seconds: float) -> Timeline:
    """Give what was heard by then: the word that is being spoken at that moment is lost."""
    heard: list[Entry] = []
    for begins, entry in timeline.timed():
        left = seconds - begins
        if left <= 0:
            break
        if isinstance(entry, Say):
            heard.extend(_said(_begun(entry, left), entry.percent))
        else:
            heard.append(Wait(min(entry.seconds, left)))
    return Timeline(tuple(heard))


def begun(timeline: Timeline, seconds: float) -> tuple[str, ...]:
    """Give every piece of speech that has begun by then."""
    return tuple(entry.text for begins, entry in timeline.timed() if isinstance(entry, Say) and begins <= seconds)


def sounding(timeline: Timeline, seconds: float) -> Sounding | None:
    """Give what sounds at that moment; None when it is over."""
    for begins, entry in timeline.timed():
        left = begins + entry.seconds - seconds
        if left > 0:
            return Sounding(entry, left)
    return None


def _heard(element: Element, percent: int = USUAL_PERCENT) -> Iterator[Entry]:
    if element.tag == "break":
        yield Wait(_seconds(element.get("time", "")))
    inside = _percent(element.get("rate", "")) if element.tag == "prosody" else percent
    yield from _said(element.text or "", inside)
    for child in element:
        yield from _heard(child, inside)
        yield from _said(child.tail or "", inside)


def _said(text: str, percent: int = USUAL_PERCENT) -> Iterator[Say]:
    words = " ".join(text.split())
    if words:
        yield Say(words, speech_seconds(words) * USUAL_PERCENT / percent, percent)


def _percent(rate: str) -> int:
    """Read a rate of speech; one in words, or none, is taken for the usual one."""
    number = rate.removesuffix("%")
    return int(number) if number != rate and number.isdigit() and int(number) else USUAL_PERCENT


def _seconds(time: str) -> float:
    number = time.rstrip("ms")
    try:
        return float(number) * _SECONDS_PER_UNIT[time.removeprefix(number)]
    except (ValueError, KeyError) as error:
        raise UnplayableSpeechError(f"a break has no length that can be read: {time!r}") from error


def _waits_joined(entries: Iterator[Entry]) -> Iterator[Entry]:
    for kind, group in groupby(entries, type):
        if kind is Wait:
            yield Wait(round(sum(entry.seconds for entry in group), 3))
        else:
            yield from group


def _begun(say: Say, seconds: float) -> str:
    """Give the words that were through by then."""
    if seconds >= say.seconds:
        return say.text
    words = say.text.split()
    return " ".join(words[: int(len(words) * seconds / say.seconds)])
