"""The models that are uploaded, one per locale, built from the source and the catalogue.

Decides how source and catalogue become JSON in the form that the Skill Management API takes. What the JSON may hold is
`interaction_model.lint`'s and the schema's business.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from interaction_model.source import IntentSource, Source, TypeSource
from interaction_model.values import fill
from skill.content.types import Catalogue

MODELS = Path(__file__).parent


def build_model(source: Source, catalogue: Catalogue, locale: str) -> dict[str, Any]:
    """Build the model of one locale.

    Raises:
        ModelSourceError: The source asks for something that the catalogue does not have.
    """
    also = source.also_said.get(locale, {})
    built_ins = [{"name": name, "samples": []} for name in source.built_ins]
    return {
        "interactionModel": {
            "languageModel": {
                "invocationName": source.invocation_name,
                "modelConfiguration": {"fallbackIntentSensitivity": {"level": source.fallback_sensitivity}},
                "intents": [*built_ins, *(_intent(intent, also) for intent in source.intents)],
                "types": [_type(kind, catalogue, also) for kind in source.types],
            }
        }
    }


def render(model: Mapping[str, Any]) -> str:
    """Give a model as the text of its file."""
    return json.dumps(model, indent=1, ensure_ascii=False) + "\n"


def write_models(source: Source, catalogue: Catalogue, directory: Path = MODELS) -> tuple[Path, ...]:
    """Write the model of every locale; give the files written."""
    paths = tuple(directory / f"{locale}.json" for locale in source.locales)
    for path in paths:
        path.write_text(render(build_model(source, catalogue, path.stem)), encoding="utf-8")
    return paths


def stale_models(source: Source, catalogue: Catalogue, directory: Path = MODELS) -> tuple[Path, ...]:
    """Name the model files that are missing or differ from what the source gives."""
    return tuple(
        path
        for path in (directory / f"{locale}.json" for locale in source.locales)
        if not path.is_file() or path.read_text(encoding="utf-8") != render(build_model(source, catalogue, path.stem))
    )


def _intent(intent: IntentSource, also: Mapping[str, str]) -> dict[str, Any]:
    slots = [{"name": name, "type": kind} for name, kind in intent.slots.items()]
    return {"name": intent.name, "slots": slots, "samples": list(_with_twins(intent.samples, also))}


def _type(kind: TypeSource, catalogue: Catalogue, also: Mapping[str, str]) -> dict[str, Any]:
    values = fill(kind, catalogue)
    taken = {phrase for value in values for phrase in (value.name, *value.synonyms)}
    return {
        "name": kind.name,
        "values": [
            {
                "id": value.id,
                "name": {
                    "value": value.name,
                    "synonyms": [
                        *value.synonyms,
                        *(twin for twin in _twins((value.name, *value.synonyms), also) if twin not in taken),
                    ],
                },
            }
            for value in values
        ],
    }


def _with_twins(phrases: tuple[str, ...], also: Mapping[str, str]) -> Iterable[str]:
    return dict.fromkeys((*phrases, *_twins(phrases, also)))


def _twins(phrases: tuple[str, ...], also: Mapping[str, str]) -> Iterable[str]:
    """Give each phrase that has a word of the locale's list once more, with the locale's own word."""
    # Looking for a pattern in every phrase takes seconds; hardly any has the word at all.
    found = (
        re.sub(rf"\b{re.escape(word)}\b(?![^{{]*}})", own, phrase)
        for word, own in also.items()
        for phrase in phrases
        if word in phrase
    )
    return dict.fromkeys(twin for twin in found if twin not in phrases)
