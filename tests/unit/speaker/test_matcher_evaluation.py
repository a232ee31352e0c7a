"""How well the matcher understands sentences that were written apart from the model's samples."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from interaction_model.committed import read_model
from skill.speaker.matcher import FALLBACK, Match, Matcher

DATA = Path(__file__).parents[2] / "data" / "understanding"
# A built-in intent and its custom twin mean one thing to the coach.
TWINS = {
    "AMAZON.PauseIntent": "PauseWorkoutIntent",
    "AMAZON.ResumeIntent": "ResumeWorkoutIntent",
    "AMAZON.RepeatIntent": "SayAgainIntent",
    "AMAZON.NextIntent": "NextExerciseIntent",
    "AMAZON.PreviousIntent": "PreviousExerciseIntent",
    "AMAZON.StartOverIntent": "NewWorkoutIntent",
}
# What these slots hold are numbers; any other slot without an id holds an unknown value, written "?value".
NUMBERS = {"count", "minutes", "seconds", "duration"}

Sentence = tuple[str, str, dict[str, str]]


def sentences(name: str) -> Iterator[Sentence]:
    """Give the sentences of a file with the intent and slots that they mean."""
    for intent, lines in yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8")).items():
        for line in lines:
            text, slots = next(iter(line.items())) if isinstance(line, dict) else (line, {})
            yield text, intent, slots


def is_right(match: Match, intent: str, slots: dict[str, str]) -> bool:
    """Tell whether a match has the intent, or its twin, and exactly the slots."""
    found = {
        name: slot.id or (slot.value if name in NUMBERS else f"?{slot.value}") for name, slot in match.slots.items()
    }
    return TWINS.get(match.intent, match.intent) == TWINS.get(intent, intent) and found == slots


@pytest.mark.parametrize("locale", ["en-US", "en-GB"])
@pytest.mark.parametrize(("name", "share"), [("clean", 0.95), ("messy", 0.85)])
def test_understood(name: str, share: float, locale: str) -> None:
    """At least 95 % of clean and 85 % of messy sentences come out with the right intent and slots."""
    matcher = Matcher(read_model(locale))
    asked = list(sentences(name))
    wrong = [(text, intent) for text, intent, slots in asked if not is_right(matcher.match(text), intent, slots)]
    assert len(wrong) <= (1 - share) * len(asked), wrong


@pytest.mark.parametrize("locale", ["en-US", "en-GB"])
def test_off_topic_is_rejected(locale: str) -> None:
    """At least 90 % of what is not for the coach comes out as the fallback intent."""
    matcher = Matcher(read_model(locale))
    asked = yaml.safe_load((DATA / "off_topic.yaml").read_text(encoding="utf-8"))
    taken = [text for text in asked if matcher.match(text).intent != FALLBACK]
    assert len(taken) <= 0.1 * len(asked), taken


def test_every_intent_is_asked_for() -> None:
    """The sentences cover every intent of the model but home and fallback, which nobody says."""
    intents = {intent["name"] for intent in read_model("en-US")["interactionModel"]["languageModel"]["intents"]}
    asked = {intent for name in ("clean", "messy") for _, intent, _ in sentences(name)}
    assert intents - asked == {"AMAZON.NavigateHomeIntent", FALLBACK}


def test_sentences_stand_apart_from_the_samples() -> None:
    """Hardly any sentence of three words or more is a sample of the model, so that the figures mean something."""
    samples = {
        text
        for intent in read_model("en-US")["interactionModel"]["languageModel"]["intents"]
        for text in intent["samples"]
    }
    longer = [text for name in ("clean", "messy") for text, _, _ in sentences(name) if len(text.split()) > 2]
    assert len([text for text in longer if text in samples]) <= 0.05 * len(longer)
