"""Turns the wording as it is edited (YAML, one file a language and one of differences a region) into what is loaded.

Run `python -m skill.speech.build` after editing. The JSON files are committed; a test keeps them fresh.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from skill.speech.catalogue import LOCALES

SOURCES = Path(__file__).parent / "catalogues"


def merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Put the differences of a region over a language, key by key; a list is replaced as a whole."""
    result = dict(base)
    for key, value in changes.items():
        known = result.get(key)
        result[key] = merged(known, value) if isinstance(value, dict) and isinstance(known, dict) else value
    return result


def built(locale: str) -> str:
    """Give the JSON text of a locale: its language's file, with the file of the region over it if there is one."""
    source = _read(SOURCES / f"{locale.partition('-')[0]}.yaml")
    region = SOURCES / f"{locale}.yaml"
    stored = merged(source, _read(region)) if region.exists() else source
    lines = stored.pop("lines")
    stored["facts"] = {key: line["facts"] for key, line in lines.items() if isinstance(line, dict)}
    stored["lines"] = {key: _variants(line) for key, line in lines.items()}
    stored["tempo"] = {key: beats.split() for key, beats in stored["tempo"].items()}
    return json.dumps(stored, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> None:
    """Write the JSON file of every locale."""
    for locale in LOCALES:
        (SOURCES / f"{locale}.json").write_text(built(locale), encoding="utf-8")


def _read(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def _variants(line: Any) -> list[str]:  # noqa: ANN401 - as YAML gives it
    variants = line["say"] if isinstance(line, dict) else line
    return [variants] if isinstance(variants, str) else list(variants)


if __name__ == "__main__":
    main()
