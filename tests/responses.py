"""What every response must be: valid by Amazon's schema, and by the rules that no schema can state."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema

SCHEMAS = Path(__file__).with_name("schemas")
MAX_BREAK_MS = 10_000


@cache
def _schema() -> Any:
    return json.loads((SCHEMAS / "AlexaResponse.json").read_text(encoding="utf-8"))


@cache
def _validator(definition: str) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator({**_schema(), "$ref": f"#/definitions/{definition}"})


@cache
def _definitions() -> dict[str, str]:
    """Give the definition of each directive and command by its type."""
    kinds = ((name, each.get("properties", {}).get("type", {})) for name, each in _schema()["definitions"].items())
    return {kind["const"]: name for name, kind in kinds if "const" in kind}


def assert_as_defined(response: dict[str, Any]) -> None:
    """Hold a response against the schema.

    Directives and commands are held against the definition of their type, one by one: trying all types for each of
    some hundred commands in one another takes seconds.
    """
    body = response["response"]
    directives = body.get("directives", [])
    _validator("AlexaResponse").validate({**response, "response": {**body, "directives": []}})
    for directive in directives:
        _assert_each_defined(directive)


def _assert_each_defined(outer: dict[str, Any]) -> None:
    inner = outer.get("commands", [])
    _validator(_definitions()[outer["type"]]).validate({**outer, "commands": []} if inner else outer)
    for command in inner:
        _assert_each_defined(command)


def assert_valid(response: dict[str, Any]) -> None:
    """Hold a response against the schema and the rules of what a response always holds."""
    assert_as_defined(response)
    assert len(json.dumps(response)) <= 120_000
    body = response["response"]
    spoken = body.get("outputSpeech")
    beds = [each for each in body.get("directives", []) if each["type"] == "Alexa.Presentation.APLA.RenderDocument"]
    handed_over = [each for each in body.get("directives", []) if each["type"] == "Connections.SendRequest"]
    assert not handed_over or body["shouldEndSession"], "what is handed over to Alexa comes back in a new session"
    others = [each for each in body.get("directives", []) if each not in (*beds, *handed_over)]
    played = _assert_screen(others)
    if spoken is None:
        assert played or set(body) <= {"canFulfillIntent"}, "an answer without speech holds nothing else"
        assert set(body) <= {"canFulfillIntent", "directives"}, "a screen that plays asks nothing and ends nothing"
        return
    assert not played, "what a screen speaks is not spoken twice"
    assert isinstance(body["shouldEndSession"], bool), "the session ends, or stays open, on purpose"
    _assert_ssml(spoken["ssml"])
    if body["shouldEndSession"]:
        assert "reprompt" not in body
    else:
        last = spoken["ssml"]
        if beds:
            [bed] = beds
            last = _assert_bed(bed["document"]["mainTemplate"]["items"])[-1]
        asked = ET.fromstring(last)  # noqa: S314  # our own answer
        assert "".join(asked.itertext()).strip().endswith("?"), "an open microphone follows a question"
        _assert_ssml(body["reprompt"]["outputSpeech"]["ssml"])


def words(response: dict[str, Any]) -> str:
    """Give the words of a response, without the waits."""
    text = "".join(ET.fromstring(response["response"]["outputSpeech"]["ssml"]).itertext())  # noqa: S314  # our own answer
    return re.sub(r"\s+", " ", text).strip()


def _assert_screen(directives: list[dict[str, Any]]) -> bool:
    """Hold the directives of a screen against the rules; tell whether the screen plays the reply."""
    kinds = [directive["type"].removeprefix("Alexa.Presentation.APL.") for directive in directives]
    assert kinds in ([], ["RenderDocument"], ["RenderDocument", "ExecuteCommands"])
    assert len({directive["token"] for directive in directives}) <= 1, "commands are for the document that is shown"
    for directive in directives[:1]:
        for line in directive["datasources"]["screen"]["properties"]["lines"]:
            _assert_ssml(line["ssml"])
    return "ExecuteCommands" in kinds


def _assert_bed(pieces: list[dict[str, Any]]) -> list[str]:
    """Hold an audio document against Amazon's limits; give what is said in it, in order."""
    flat = list(_flat(pieces))
    assert {piece["type"] for piece in flat} <= {"Sequencer", "Mixer", "Speech", "Silence", "Audio"}
    assert sum(piece["type"] == "Audio" for piece in flat) <= 15
    assert all(piece["duration"] > 0 for piece in flat if piece["type"] == "Silence")
    said = [piece["content"] for piece in flat if piece["type"] == "Speech"]
    for ssml in said:
        _assert_ssml(ssml)
    return said


def _flat(pieces: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for piece in pieces:
        yield piece
        yield from _flat(piece.get("items", []))


def _assert_ssml(ssml: str) -> None:
    assert len(ssml) <= 8000
    document = ET.fromstring(ssml)  # noqa: S314  # our own answer
    assert document.tag == "speak"
    for element in document.iter("break"):
        assert 0 < int(element.attrib["time"].removesuffix("ms")) <= MAX_BREAK_MS
    text = "".join(document.itertext())
    assert not re.search(r"[0-9{}_]", text), f"spoken as it stands: {text}"
