"""The authored source of what can be said: read from YAML and checked for its shape, with no meaning added.

The shape is explained at the top of the source file. Which samples clash, and what Alexa refuses, is the linter's
business; where slot values come from is `interaction_model.values`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from interaction_model.errors import ModelSourceError
from interaction_model.lint import Waivers
from interaction_model.templates import expand, expand_lines, spread

SOURCE = Path(__file__).parent / "source" / "en.yaml"

# Of the sentences that one line of samples stands for, so many go into the model.
MOST_OF_A_TEMPLATE = 10

_NAMES = {"type": "object", "additionalProperties": {"type": "string"}}
_SHAPE: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["language", "locales", "invocation_name", "fallback_sensitivity", "built_ins", "intents", "types"],
    "properties": {
        "language": {"type": "string"},
        "locales": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "invocation_name": {"type": "string"},
        "fallback_sensitivity": {"enum": ["LOW", "MEDIUM", "HIGH"]},
        "built_ins": {"type": "array", "items": {"type": "string", "pattern": r"^AMAZON\."}},
        "intents": {
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "required": ["samples"],
                "properties": {
                    "slots": _NAMES,
                    "bare_slot_because": {"type": "string"},
                    "shadows_because": {"type": "string"},
                    "samples": {"type": "string"},
                },
            }
        },
        "types": {
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "properties": {"from": {"type": "string"}, "families": {"type": "string"}, "values": _NAMES},
            }
        },
        "recogniser_errors": {
            "additionalProperties": {"additionalProperties": {"type": "array", "items": {"type": "string"}}}
        },
        "also_said": {"additionalProperties": _NAMES},
    },
}


@dataclass(frozen=True, slots=True)
class IntentSource:
    """An intent: its slots (name to type), its expanded samples, and why the linter lets some of them be."""

    name: str
    slots: Mapping[str, str]
    samples: tuple[str, ...]
    bare_slot_because: str | None
    shadows_because: str | None


@dataclass(frozen=True, slots=True)
class TypeSource:
    """A slot type: what of the catalogue fills it, how families are asked for, and phrases by value id."""

    name: str
    content: str | None
    families: str
    values: Mapping[str, tuple[str, ...]]
    errors: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that can be said in one language."""

    language: str
    locales: tuple[str, ...]
    invocation_name: str
    fallback_sensitivity: str
    built_ins: tuple[str, ...]
    intents: tuple[IntentSource, ...]
    types: tuple[TypeSource, ...]
    also_said: Mapping[str, Mapping[str, str]]

    @property
    def waivers(self) -> Waivers:
        """Give what the linter lets be, because the source says why."""
        return Waivers(
            bare_slots=frozenset(intent.name for intent in self.intents if intent.bare_slot_because),
            shadows=frozenset(intent.name for intent in self.intents if intent.shadows_because),
        )


def read_source(path: Path = SOURCE) -> Source:
    """Read a source file.

    Raises:
        ModelSourceError: It cannot be read, is no YAML, or has a shape other than the one the file explains.
    """
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        jsonschema.validate(document, _SHAPE)
    except (OSError, yaml.YAMLError) as error:
        raise ModelSourceError(f"{path}: {error}") from error
    except jsonschema.ValidationError as error:
        place = ".".join(str(part) for part in error.absolute_path) or "the file"
        raise ModelSourceError(f"{path}: {place}: {error.message}") from error
    return _source(document)


def _source(document: Mapping[str, Any]) -> Source:
    errors = document.get("recogniser_errors", {})
    return Source(
        language=document["language"],
        locales=tuple(document["locales"]),
        invocation_name=document["invocation_name"],
        fallback_sensitivity=document["fallback_sensitivity"],
        built_ins=tuple(document["built_ins"]),
        intents=tuple(_intent(name, body) for name, body in document["intents"].items()),
        types=tuple(_type(name, body, errors.get(name, {})) for name, body in document["types"].items()),
        also_said=document.get("also_said", {}),
    )


def _intent(name: str, body: Mapping[str, Any]) -> IntentSource:
    return IntentSource(
        name=name,
        slots=body.get("slots", {}),
        samples=_samples(body["samples"]),
        bare_slot_because=body.get("bare_slot_because"),
        shadows_because=body.get("shadows_because"),
    )


def _samples(text: str) -> tuple[str, ...]:
    lines = (line for line in text.splitlines() if line.strip())
    return tuple(dict.fromkeys(sample for line in lines for sample in spread(expand(line), MOST_OF_A_TEMPLATE)))


def _type(name: str, body: Mapping[str, Any], errors: Mapping[str, list[str]]) -> TypeSource:
    return TypeSource(
        name=name,
        content=body.get("from"),
        families=body.get("families", ""),
        values={value: expand_lines(phrases) for value, phrases in body.get("values", {}).items()},
        errors={said: tuple(heard) for said, heard in errors.items()},
    )
