"""Generate the catalogue that is loaded at run time from the files that its authors write.

YAML is for people; JSON loads in a few milliseconds and needs no library. `catalogue.json` is committed, and a test
keeps it fresh.
"""

import json
from pathlib import Path
from typing import Any

import yaml

ROOM = Path(__file__).parent
CATALOGUE = ROOM / "catalogue.json"


def read_sources(folder: Path = ROOM) -> dict[str, Any]:
    """Read the authors' files.

    Returns:
        The tree of `exercises.yaml` with that of `programmes.yaml` beside it, under `programmes`.
    """
    exercises: dict[str, Any] = yaml.safe_load((folder / "exercises.yaml").read_text(encoding="utf-8"))
    exercises["programmes"] = yaml.safe_load((folder / "programmes.yaml").read_text(encoding="utf-8"))
    return exercises


def catalogue_text(folder: Path = ROOM) -> str:
    """Give the text of the catalogue: what the coach uses of the sources, without the authors' notes."""
    return json.dumps(read_sources(folder), ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def write_catalogue(folder: Path = ROOM) -> Path:
    """Write the catalogue beside its sources and give its path."""
    path = folder / CATALOGUE.name
    path.write_text(catalogue_text(folder), encoding="utf-8")
    return path
