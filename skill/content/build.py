"""Generate the catalogue that is loaded at run time from the files that its authors write.

YAML is for people; JSON loads in a few milliseconds and needs no library. `catalogue.json` is committed, and a test
keeps it fresh.
"""

import json
from pathlib import Path
from typing import Any

from skill.content.sources import EXERCISES, KNOWLEDGE, PROGRAMMES, ROOM, read_source

CATALOGUE = "catalogue.json"


def read_sources(folder: Path = ROOM) -> dict[str, Any]:
    """Read the authors' files.

    Returns:
        The tree of `exercises.yaml` with those of `programmes.yaml` and `knowledge.yaml` beside it, under their names.

    Raises:
        UnreadableContentError: A file is not there or is no YAML.
    """
    return {
        **read_source(folder / EXERCISES),
        "programmes": read_source(folder / PROGRAMMES),
        "knowledge": read_source(folder / KNOWLEDGE),
    }


def catalogue_text(folder: Path = ROOM) -> str:
    """Give the text of the catalogue: the sources without their comments."""
    return json.dumps(read_sources(folder), ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def write_catalogue(folder: Path = ROOM) -> Path:
    """Write the catalogue beside its sources and give its path."""
    path = folder / CATALOGUE
    path.write_text(catalogue_text(folder), encoding="utf-8")
    return path
