"""Reading the source, and filling slot types from the catalogue."""

from pathlib import Path

import pytest

from interaction_model.errors import ModelSourceError
from interaction_model.source import TypeSource, read_source
from interaction_model.values import fill, spoken
from skill.content.loader import load_catalogue

SMALL = """
language: en
locales: [en-US]
invocation_name: two words
fallback_sensitivity: LOW
built_ins: [AMAZON.HelpIntent]
intents:
  GoIntent:
    slots: {exercise: EXERCISE}
    bare_slot_because: it is short
    samples: |
      [please] go
  QuietIntent:
    shadows_because: it is about everything
    samples: hush
types:
  EXERCISE: {from: exercises}
"""


def type_source(
    content: str | None = None,
    *,
    families: str = "",
    values: dict[str, tuple[str, ...]] | None = None,
    errors: dict[str, tuple[str, ...]] | None = None,
) -> TypeSource:
    """Make the source of a slot type."""
    return TypeSource("KIND", content, families, values or {}, errors or {})


def test_source_is_read(tmp_path: Path) -> None:
    """A source gives its intents with expanded samples, and its waivers."""
    path = tmp_path / "en.yaml"
    path.write_text(SMALL, encoding="utf-8")
    source = read_source(path)
    assert source.intents[0].samples == ("go", "please go")
    assert source.waivers.bare_slots == {"GoIntent"}
    assert source.waivers.shadows == {"QuietIntent"}
    assert source.also_said == {}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (SMALL.replace("LOW", "SOME"), "fallback_sensitivity"),
        (SMALL.replace("    samples: hush\n", ""), "intents.QuietIntent"),
        (SMALL + "colour: blue\n", "the file"),
        ("a: [", "en.yaml"),
    ],
)
def test_wrong_source_says_where(tmp_path: Path, text: str, place: str) -> None:
    """A source of another shape is refused with the place that is wrong."""
    path = tmp_path / "en.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelSourceError, match=place):
        read_source(path)


def test_missing_source_is_refused(tmp_path: Path) -> None:
    """A source that is not there is a foreseen failure."""
    with pytest.raises(ModelSourceError, match="nowhere"):
        read_source(tmp_path / "nowhere.yaml")


def test_values_without_content() -> None:
    """A type of its own has the source's ids, the first phrase as the name."""
    (value,) = fill(type_source(values={"left": ("left", "left hand")}), load_catalogue())
    assert (value.id, value.name, value.synonyms) == ("left", "left", ("left hand",))


def test_unknown_content_is_refused() -> None:
    """A type cannot be filled from a part of the catalogue that there is not."""
    with pytest.raises(ModelSourceError, match="recipes"):
        fill(type_source("recipes"), load_catalogue())


def test_unknown_value_id_is_refused() -> None:
    """Phrases for an id that the catalogue does not have are a slip of the author's."""
    with pytest.raises(ModelSourceError, match="somersault"):
        fill(type_source("exercises", values={"somersault": ("roll over",)}), load_catalogue())


def test_direct_claims_win() -> None:
    """A name wins over a family of the same words, and an authored phrase over a recogniser's error."""
    values = {
        value.id: value
        for value in fill(
            type_source(
                "exercises",
                families="{name}\nkinds of {name}",
                values={"plank": ("lunch",)},
                errors={"lunge": ("lunch", "lounge")},
            ),
            load_catalogue(),
        )
    }
    assert "lunges" in values["lunge"].synonyms
    assert values["family:lunges"].name == "kinds of lunges"
    assert "lunch" in values["plank"].synonyms
    assert "lounge" in values["lunge"].synonyms
    assert "lunch" not in values["lunge"].synonyms


def test_spoken_form() -> None:
    """Names are written as a recogniser does: in lower case and without hyphens."""
    assert spoken("Single-leg  Pallof_press") == "single leg pallof press"
