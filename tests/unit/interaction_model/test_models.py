"""The committed models: fresh, valid, free of clashes, and complete."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from interaction_model.build import MODELS, build_model, render, stale_models, write_models
from interaction_model.committed import LOCALES, read_model
from interaction_model.errors import UnknownLocaleError
from interaction_model.source import read_source
from skill.content.loader import load_catalogue

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "InteractionModelData.json").read_text(encoding="utf-8"))
REQUIRED_BY_AMAZON = {"AMAZON.HelpIntent", "AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"}


def values_of(locale: str, kind: str) -> dict[str, set[str]]:
    """Give what each value of a type is called in a locale, by id."""
    types = read_model(locale)["interactionModel"]["languageModel"]["types"]
    values = next(entry["values"] for entry in types if entry["name"] == kind)
    return {value["id"]: {value["name"]["value"], *value["name"]["synonyms"]} for value in values}


def samples_of(locale: str, intent: str) -> list[str]:
    """Give the samples of an intent in a locale."""
    intents = read_model(locale)["interactionModel"]["languageModel"]["intents"]
    samples: list[str] = next(entry["samples"] for entry in intents if entry["name"] == intent)
    return samples


def test_locales_are_the_source_s() -> None:
    """The committed locales are the ones that the source names."""
    assert read_source().locales == LOCALES


@pytest.mark.uncounted
@pytest.mark.parametrize("locale", LOCALES)
def test_model_fits_the_schema(locale: str) -> None:
    """Every model is in the form that the Skill Management API takes."""
    jsonschema.Draft7Validator(SCHEMA).validate(read_model(locale))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_exercise_and_family_is_speakable(locale: str) -> None:
    """Each exercise can be named by its name and plural, and each family has words of its own."""
    catalogue, values = load_catalogue(), values_of(locale, "EXERCISE")
    assert set(values) == {
        *(exercise.id for exercise in catalogue.exercises),
        *(f"family:{family.id}" for family in catalogue.families),
        *(f"other:{other.name}" for other in catalogue.not_ours),
    }
    for exercise in catalogue.exercises:
        assert exercise.name.lower().replace("-", " ") in values[exercise.id]
        assert exercise.plural.lower().replace("-", " ") in values[exercise.id]


@pytest.mark.parametrize(
    ("heard", "exercise"),
    [
        *(("lunch", "lunge"), ("lounge", "lunge"), ("launch", "lunge"), ("reverse lunch", "reverse_lunge")),
        *(("blank", "plank"), ("planck", "plank"), ("plan k", "plank"), ("side blank", "side_plank")),
        *(("glue bridge", "glute_bridge"), ("cough raises", "calf_raise"), ("hip trust", "hip_thrust")),
        *(("dead bog", "dead_bug"), ("dead left", "deadlift"), ("squads", "squat"), ("set ups", "step_up")),
        *(("roes", "band_row"), ("rose", "band_row"), ("press ups", "push_up"), ("pushups", "push_up")),
    ],
)
def test_recogniser_errors_are_synonyms(heard: str, exercise: str) -> None:
    """What a recogniser writes instead of an exercise's name stands for the exercise."""
    assert heard in values_of("en-US", "EXERCISE")[exercise]


def test_locale_adds_its_own_words() -> None:
    """A locale's word is one more way to say a sample or a value, and only there."""
    assert "incline press ups" in values_of("en-GB", "EXERCISE")["incline_push_up"]
    assert "my kit is {equipment}" in samples_of("en-GB", "SetEquipmentIntent")
    assert "my kit is {equipment}" not in samples_of("en-US", "SetEquipmentIntent")
    assert "my equipment is {equipment}" in samples_of("en-GB", "SetEquipmentIntent")


def test_invocation_name_and_built_ins() -> None:
    """The model has the name that is published, and what Amazon asks every skill to answer."""
    language = read_model("en-US")["interactionModel"]["languageModel"]
    assert language["invocationName"] == "runner strength"
    assert {intent["name"] for intent in language["intents"]} >= REQUIRED_BY_AMAZON


def test_focuses_levels_and_equipment_have_the_catalogue_s_ids() -> None:
    """What a slot resolves to is an id that the catalogue knows."""
    catalogue = load_catalogue()
    assert set(values_of("en-US", "FOCUS")) == {focus.id for focus in catalogue.focuses}
    assert set(values_of("en-US", "LEVEL")) == {level.id for level in catalogue.levels}
    assert set(values_of("en-US", "EQUIPMENT")) == catalogue.kit | {"none"}


def test_unknown_locale_is_refused() -> None:
    """Asking for a model that there is not names those that there are."""
    with pytest.raises(UnknownLocaleError, match="en-US"):
        read_model("tlh")


@pytest.mark.uncounted
def test_written_models_are_not_stale(tmp_path: Path) -> None:
    """What is written is fresh; a file that was changed or is missing is stale."""
    source, catalogue = read_source(), load_catalogue()
    first, second, *_ = write_models(source, catalogue, tmp_path)
    assert stale_models(source, catalogue, tmp_path) == ()
    first.write_text("{}", encoding="utf-8")
    second.unlink()
    assert stale_models(source, catalogue, tmp_path) == (first, second)


def test_rendering_is_stable() -> None:
    """Building twice gives the same text, and the text reads back as the model."""
    model: dict[str, Any] = build_model(read_source(), load_catalogue(), "en-US")
    assert render(model) == (MODELS / "en-US.json").read_text(encoding="utf-8")
    assert json.loads(render(model)) == model
