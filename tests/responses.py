"""What every response must be: valid by Amazon's schema, and by the rules that no schema can state."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema

SCHEMAS = Path(__file__).with_name("schemas")
MAX_BREAK_MS = 10_000


@cache
def _validator() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(json.loads((SCHEMAS / "AlexaResponse.json").read_text(encoding="utf-8")))


def assert_valid(response: dict[str, Any]) -> None:
    """Hold a response against the schema and the rules of what a response always holds."""
    _validator().validate(response)
    assert len(json.dumps(response)) <= 120_000
    body = response["response"]
    spoken = body.get("outputSpeech")
    if spoken is None:
        assert set(body) <= {"canFulfillIntent"}, "an answer without speech holds nothing else"
        return
    assert isinstance(body["shouldEndSession"], bool), "the session ends, or stays open, on purpose"
    _assert_ssml(spoken["ssml"])
    if body["shouldEndSession"]:
        assert "reprompt" not in body
    else:
        asked = ET.fromstring(spoken["ssml"])  # noqa: S314  # our own answer
        assert "".join(asked.itertext()).strip().endswith("?"), "an open microphone follows a question"
        _assert_ssml(body["reprompt"]["outputSpeech"]["ssml"])


def words(response: dict[str, Any]) -> str:
    """Give the words of a response, without the waits."""
    text = "".join(ET.fromstring(response["response"]["outputSpeech"]["ssml"]).itertext())  # noqa: S314  # our own answer
    return re.sub(r"\s+", " ", text).strip()


def _assert_ssml(ssml: str) -> None:
    assert len(ssml) <= 8000
    document = ET.fromstring(ssml)  # noqa: S314  # our own answer
    assert document.tag == "speak"
    for element in document.iter("break"):
        assert 0 < int(element.attrib["time"].removesuffix("ms")) <= MAX_BREAK_MS
    text = "".join(document.itertext())
    assert not re.search(r"[0-9{}_]", text), f"spoken as it stands: {text}"
