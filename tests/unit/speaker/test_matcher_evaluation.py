"""How well the matcher understands sentences that were written apart from the model's samples."""

from functools import cache
from pathlib import Path

import pytest

from interaction_model.committed import read_model
from skill.speaker.errors import UnreadableEvaluationError
from skill.speaker.evaluation import (
    SENTENCES,
    Figures,
    Outcome,
    Sentence,
    by_intent,
    confusions,
    evaluate,
    read_sentences,
)
from skill.speaker.matcher import FALLBACK, Match, SlotMatch, read_matcher

UNSEEN = SENTENCES / "unseen"


@cache
def measured(directory: Path) -> dict[str, Figures]:
    """Give the figures of each file, by its name."""
    return {figures.name: figures for figures in evaluate(read_matcher("en-US"), directory)}


@pytest.mark.uncounted
@pytest.mark.parametrize(("name", "share"), [("clean", 0.95), ("messy", 0.85), ("off_topic", 0.9)])
def test_understood(name: str, share: float) -> None:
    """At least 95 % of clean, 85 % of messy and 90 % of off-topic sentences come out right, slots included."""
    figures = measured(SENTENCES)[name]
    assert figures.right >= share * figures.total, [(o.sentence.text, o.match.intent) for o in figures.wrong]


@pytest.mark.uncounted
@pytest.mark.parametrize(("name", "share"), [("clean", 0.9), ("messy", 0.8), ("off_topic", 0.9)])
def test_what_others_wrote_is_understood(name: str, share: float) -> None:
    """Of sentences by authors who saw no samples, 90 % of clean and 80 % of messy ones come out right."""
    figures = measured(UNSEEN)[name]
    assert figures.right >= share * figures.total, [(o.sentence.text, o.match.intent) for o in figures.wrong]


def test_the_set_is_large_and_covers_every_intent() -> None:
    """There are 400 sentences and more, 40 of them off topic; every intent but the way home is meant."""
    intents = {intent["name"] for intent in read_model("en-US")["interactionModel"]["languageModel"]["intents"]}
    sentences = [sentence for path in SENTENCES.glob("*.yaml") for sentence in read_sentences(path)]
    meant = [sentence.intent for sentence in sentences]
    assert len(meant) >= 400
    assert meant.count(FALLBACK) >= 40
    assert {name for name in intents if meant.count(name) < 1} == {"AMAZON.NavigateHomeIntent"}


def test_sentences_stand_apart_from_the_samples() -> None:
    """Hardly any sentence of three words or more is a sample of the model, so that the figures mean something."""
    samples = {
        text
        for intent in read_model("en-US")["interactionModel"]["languageModel"]["intents"]
        for text in intent["samples"]
    }
    sentences = [sentence.text for path in SENTENCES.glob("*.yaml") for sentence in read_sentences(path)]
    longer = [text for text in sentences if len(text.split()) > 2]
    assert len([text for text in longer if text in samples]) <= 0.05 * len(longer)


def outcome(meant: str, came: str, slots: dict[str, str], found: dict[str, SlotMatch]) -> Outcome:
    """Give what a sentence was taken for."""
    return Outcome(Sentence("so", meant, slots), Match("so", came, found))


def test_right_means_the_intent_or_its_twin_and_exactly_the_slots() -> None:
    """A twin counts as the same; a missing, additional or other slot value does not."""
    ten = {"count": SlotMatch("10")}
    knee = {"area": SlotMatch("knees", "knee", "knee")}
    assert outcome("PauseWorkoutIntent", "AMAZON.PauseIntent", {}, {}).right
    assert outcome("DoneIntent", "DoneIntent", {"count": "10"}, ten).right
    assert outcome("PainIntent", "PainIntent", {"area": "knee"}, knee).right
    assert not outcome("DoneIntent", "DoneIntent", {"count": "9"}, ten).right
    assert not outcome("DoneIntent", "DoneIntent", {}, ten).right
    assert not outcome("DoneIntent", "ReadyIntent", {}, {}).intent_right


def test_confusions_and_intents_are_counted() -> None:
    """What is taken for what is counted, most often first; each intent has its own figures."""
    wrong = outcome("DoneIntent", "ReadyIntent", {}, {})
    other = outcome("DoneIntent", FALLBACK, {}, {})
    half = outcome("DoneIntent", "DoneIntent", {"count": "9"}, {})
    figures = [Figures("made up", (other, wrong, half, wrong))]
    assert confusions(figures) == [("DoneIntent", "ReadyIntent", 2), ("DoneIntent", FALLBACK, 1)]
    assert by_intent(figures) == [("DoneIntent", 4, 1, 0)]


@pytest.mark.parametrize("text", ["a: 3", "a: [{}]", "[", "3"])
def test_a_file_of_another_form_is_refused(text: str, tmp_path: Path) -> None:
    """A file that holds no sentences is named in the error."""
    path = tmp_path / "odd.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableEvaluationError, match=r"odd\.yaml"):
        list(read_sentences(path))


def test_a_directory_without_sentences_is_refused(tmp_path: Path) -> None:
    """An evaluation of nothing is an error, not a perfect score."""
    with pytest.raises(UnreadableEvaluationError, match="no sentences"):
        evaluate(read_matcher("en-US"), tmp_path)
