"""The linter: every rule is broken once, and names the place."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from interaction_model.lint import Finding, Waivers, lint

Language = dict[str, Any]

CLEAN: Language = {
    "invocationName": "runner strength",
    "intents": [
        {"name": "AMAZON.HelpIntent", "samples": []},
        {
            "name": "GoToIntent",
            "slots": [{"name": "exercise", "type": "EXERCISE"}, {"name": "count", "type": "AMAZON.NUMBER"}],
            "samples": ["go to {exercise}", "do {count} of {exercise}", "i'm off"],
        },
        {"name": "PauseWorkoutIntent", "slots": [], "samples": ["hold on"]},
    ],
    "types": [
        {
            "name": "EXERCISE",
            "values": [
                {"id": "plank", "name": {"value": "plank", "synonyms": ["blank"]}},
                {"id": "lunge", "name": {"value": "lunge", "synonyms": []}},
            ],
        }
    ],
}


def findings(change: Callable[[Language], object], waivers: Waivers | None = None) -> list[str]:
    """Lint the clean model after a change."""
    language = deepcopy(CLEAN)
    change(language)
    document = {"interactionModel": {"languageModel": language}}
    return [str(finding) for finding in (lint(document, waivers) if waivers else lint(document))]


def sample(text: str, intent: int = 1) -> Callable[[Language], object]:
    """Make a change that adds a sample."""
    return lambda language: language["intents"][intent]["samples"].append(text)


def value(identity: str, *phrases: str) -> Callable[[Language], object]:
    """Make a change that adds a value."""
    entry = {"id": identity, "name": {"value": phrases[0], "synonyms": list(phrases[1:])}}
    return lambda language: language["types"][0]["values"].append(entry)


def named(name: str) -> Callable[[Language], object]:
    """Make a change of the invocation name."""
    return lambda language: language.update(invocationName=name)


def slot(name: str, kind: str, intent: int = 2) -> Callable[[Language], object]:
    """Make a change that adds a slot."""
    return lambda language: language["intents"][intent]["slots"].append({"name": name, "type": kind})


def test_clean_model() -> None:
    """A model that breaks no rule has no findings."""
    assert findings(lambda _: None) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (named("strength"), "two words"),
        (named("runner 5"), "lower-case"),
        (named("start strength"), "launch word"),
        (named("strength for runners"), "connecting word"),
        (named("alexa strength"), "wake word"),
        (named("the strength"), "small word"),
        (lambda language: language["intents"].append(language["intents"][0]), "two intents of this name"),
        (
            lambda language: language["intents"].extend(
                {"name": f"AMAZON.X{number}", "samples": []} for number in range(250)
            ),
            "at most 250",
        ),
        (sample("go " * 70), "more than 200 characters"),
        (value("long", "x" * 141), "more than 140 characters"),
        (value("long", *(f"{'x' * 130}" for _ in range(12000))), "at most 1500000"),
        (lambda language: language["types"].append({"name": "EMPTY", "values": []}), "without values"),
        (value("plank", "front plank"), "two values have the id 'plank'"),
        (slot("side", "SIDE"), "which there is not"),
        (sample("do {side}"), "not declared"),
        (slot("exercise", "EXERCISE"), "no sample uses the slot"),
        (slot("exercise", "AMAZON.NUMBER"), "several types"),
        (
            lambda language: language["types"].append({"name": "SIDE", "values": [CLEAN["types"][0]["values"][0]]}),
            "no slot is of this type",
        ),
        (sample("help me", 0), "break its routing"),
        (lambda language: language["intents"].append({"name": "LostIntent", "samples": []}), "has no samples"),
        (sample("do 5 of them"), "only letters"),
        (sample("really?"), "only letters"),
        (sample("do {exercise"), "only letters"),
        (sample("{exercise} or {exercise}"), "stands twice"),
        (sample("do {count} {count}"), "nothing tells"),
        (value("dog", "bird-dog!"), "only lower-case"),
        (value("other", "blank"), "stands for both 'plank' and 'other'"),
        (sample("{exercise}"), "nothing but a slot"),
        (sample("{count}"), "nothing but a slot"),
        (sample("hold on"), "also a sample of"),
        (sample("hold on", 2), "stands there twice"),
        (sample("go to blank", 2), "shadows 'go to {EXERCISE}' of GoToIntent"),
    ],
)
def test_rule_is_broken(change: Callable[[Language], object], expected: str) -> None:
    """Each broken rule gives a finding that says what is wrong."""
    assert any(expected in finding for finding in findings(change))


def test_bare_slot_of_a_closed_list_may_be_waived() -> None:
    """A sample of nothing but a slot is let be where the source says why, unless its type is built in."""
    waivers = Waivers(bare_slots=frozenset({"GoToIntent"}))
    assert findings(sample("{exercise}"), waivers) == []
    assert findings(sample("{count}"), waivers) != []


def test_shadow_may_be_waived() -> None:
    """A sample that wins over a slot is let be where the source says why."""
    assert findings(sample("go to plank", 2), Waivers(shadows=frozenset({"PauseWorkoutIntent"}))) == []


def test_finding_reads_as_one_line() -> None:
    """A finding is printed as place and problem."""
    assert str(Finding("here", "is wrong")) == "here: is wrong"
