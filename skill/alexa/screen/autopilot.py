"""A reply as the directives of a screen: the document with its data, and the commands that play the timeline.

The commands are the timeline itself. For each piece that is said there is one slot, as long as the piece and the wait
after it are in the timeline: the words are spoken beside a clock, so that words which take longer or shorter than
the speech-length model says do not move what follows, as long as they fit their slot. The picture changes at its own
offsets within the slots. The last command tells the skill that the reply is over.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from skill.alexa.screen.address import Address
from skill.alexa.screen.document import STAGE, document
from skill.alexa.screen.events import BLOCK_END
from skill.alexa.screen.palette import ACCENTS, FADE_MS, Mood
from skill.alexa.screen.view import Scene, View
from skill.speech.length import speech_ms
from skill.speech.slots import Slot, slots
from skill.speech.ssml import to_ssml
from skill.speech.timeline import Say, Timeline

Command = dict[str, Any]
Change = tuple[int, Command]

TOKEN = "runner-strength"  # noqa: S105  # the name of the document on the screen
# A caption has two lines at most, of as many characters as a round screen has room for.
CAPTION_CHARACTERS = 66
# A reply that is shown as a whole takes the room of the picture if it is longer than this.
WORDY_CHARACTERS = 140

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def screen_of(speech: Timeline, view: View) -> list[Command]:
    """Give the directives for one reply: the picture, and the commands that play it where the view plays by itself."""
    if view.ends is None:
        return [_render(view, [speech.text], [])]
    said = [entry for entry in speech.entries if isinstance(entry, Say)]
    lines = list(dict.fromkeys(map(_line, said)))
    captions = list(dict.fromkeys(part for entry in said for part in _parts(entry.text)))
    commands = _play(speech, view, lines, captions, view.ends)
    return [
        _render(view, captions, lines),
        {"type": "Alexa.Presentation.APL.ExecuteCommands", "token": TOKEN, "commands": [commands]},
    ]


def _render(view: View, captions: Sequence[str], lines: Sequence[str]) -> Command:
    properties = {
        "workout": view.address.workout,
        "index": view.address.index,
        "turn": view.address.turn,
        "ends": view.ends or 0,
        "scenes": [_scene(scene) for scene in view.scenes],
        "choices": [{"action": choice, "label": view.labels.text(f"action.{choice}")} for choice in view.choices],
        "labels": {action: view.labels.text(f"action.{action}") for action in ("back", "pause", "next", "how_to")},
        "captions": list(captions),
        "wordy": len(captions[0]) > WORDY_CHARACTERS,
        "lines": [{"ssml": line} for line in lines],
    }
    source: Command = {"type": "object", "objectId": TOKEN, "properties": properties}
    if lines:
        transformer = {"inputPath": "lines[*].ssml", "outputName": "speech", "transformer": "ssmlToSpeech"}
        source["transformers"] = [transformer]
    return {
        "type": "Alexa.Presentation.APL.RenderDocument",
        "token": TOKEN,
        "document": document(),
        "datasources": {"screen": source},
    }


def _scene(scene: Scene) -> Command:
    return {
        "mood": scene.mood,
        "accent": ACCENTS[scene.mood],
        "heading": scene.heading,
        "title": scene.title,
        "detail": scene.detail,
        "upcoming": scene.upcoming,
        "sides": scene.sides,
        "sideNames": scene.side_names,
        "counts": scene.counts,
        "units": scene.units,
        "each": scene.each,
        "beneath": scene.beneath,
        "done": scene.steps[0][1] if scene.steps else 0,
        "asking": scene.asking,
    }


def _play(speech: Timeline, view: View, lines: Sequence[str], captions: Sequence[str], ends: int) -> Command:
    changes = sorted((*_pictures(view.scenes), *_captions(speech, captions)), key=lambda change: change[0])
    commands = [
        _slot(slot, lines, [change for change in changes if slot.begins <= change[0] < slot.until])
        for slot in slots(speech, ends)
    ]
    return {"type": "Sequential", "screenLock": True, "commands": [*commands, _block_end(view.address)]}


def _slot(slot: Slot, lines: Sequence[str], changes: Sequence[Change]) -> Command:
    picture: list[Command] = []
    now = slot.begins
    for at, command in changes:
        picture.append({**command, "delay": at - now} if at > now else command)
        now = at
    picture.append({"type": "Idle", "delay": slot.until - now})
    clock = {"type": "Sequential", "commands": picture}
    if slot.words is None:
        return clock
    line = f"line{lines.index(_line(slot.words))}"
    return {"type": "Parallel", "commands": [{"type": "SpeakItem", "componentId": line}, clock]}


def _pictures(scenes: Sequence[Scene]) -> Iterator[Change]:
    mood = scenes[0].mood
    for number, scene in enumerate(scenes):
        if number:
            yield scene.at, _set("at", number)
        if scene.mood is not mood:
            yield scene.at, _fade(mood, 0)
            yield scene.at, _fade(scene.mood, 1)
            mood = scene.mood
        yield from ((at, _set("done", done)) for at, done in scene.steps)


def _captions(speech: Timeline, captions: Sequence[str]) -> Iterator[Change]:
    for begins, entry in speech.timed():
        if isinstance(entry, Say):
            at = _ms(begins)
            for part in _parts(entry.text):
                yield at, _set("caption", captions.index(part))
                at += speech_ms(part) * 100 // entry.percent


def _line(entry: Say) -> str:
    return to_ssml(Timeline((entry,)))


def _parts(text: str) -> list[str]:
    """Part words into captions: sentence by sentence, a long one in pieces."""
    sentences = _SENTENCE_END.split(text)
    return [part for sentence in sentences for part in textwrap.wrap(sentence, CAPTION_CHARACTERS)]


def _set(name: str, value: int) -> Command:
    return {"type": "SetValue", "componentId": STAGE, "property": name, "value": _expression(value)}


def _fade(mood: Mood, to: int) -> Command:
    # A sequencer of its own lets a colour change slowly while the clock goes on.
    return {
        "type": "AnimateItem",
        "componentId": f"ground-{mood}",
        "sequencer": f"ground-{mood}",
        "duration": FADE_MS,
        "value": [{"property": "opacity", "to": to}],
    }


def _block_end(address: Address) -> Command:
    place = [_expression(address.index), _expression(address.turn)]
    return {"type": "SendEvent", "arguments": [BLOCK_END, address.workout, *place]}


def _expression(number: int) -> str:
    """Write a number as an expression: the schema of responses takes text only, and a screen makes a number of it."""
    return f"${{{number}}}"


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
