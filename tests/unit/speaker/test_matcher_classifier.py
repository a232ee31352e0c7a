"""The classifier and what it learns from."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from skill.speaker.evaluation import SENTENCES, read_sentences
from skill.speaker.understanding import training
from skill.speaker.understanding.classifier import WEIGHTS, Classifier, read_classifier
from skill.speaker.understanding.features import features_of
from skill.speaker.understanding.lexicon import NUMBER, Span
from skill.speaker.understanding.training import Lesson, digest, learn, lessons

TAUGHT = [
    Lesson(text, "en-US", intent)
    for intent, texts in {
        "GoIntent": ["go now", "go on now", "do go", "now go", "go then", "go go now"],
        "TurnIntent": ["turn left", "do turn", "turn round now", "turn then", "left turn", "turn turn left"],
        "StayIntent": ["stay here", "do stay", "stay put now", "here stay", "stay then", "stay on"],
    }.items()
    for text in texts
]


def test_features_are_words_pairs_sounds_and_kinds() -> None:
    """Numbers count as one word; two words that sound like a known one count as it too; kinds of slot are named."""
    words = ["8", "glue", "its"]
    spans = [Span(0, 1, NUMBER, "8"), Span(0, 1, NUMBER, "8"), Span(1, 3, "MUSCLE", "glutes")]
    told = features_of(words, spans, {"KLTS"})
    assert {"#", "glue", "< #", "# glue", "its >", "~KLTS", "{MUSCLE}", "{AMAZON.NUMBER}", "{AMAZON.NUMBER x 2}"} <= {
        *told
    }
    assert len(told) == len(set(told))


def test_what_is_learnt_tells_intents_apart() -> None:
    """Weights from a few sentences find the intent of a sentence that was not among them."""
    likely = Classifier(learn(TAUGHT)).likelihoods(["please", "stay", "there"], [])
    assert max(likely, key=lambda intent: likely[intent]) == "StayIntent"
    assert all(0 <= likelihood <= 1 for likelihood in likely.values())


def test_learning_twice_gives_the_same() -> None:
    """Nothing of what is learnt is left to chance."""
    assert learn(TAUGHT) == learn(TAUGHT)


@pytest.mark.uncounted
def test_committed_weights_are_fresh() -> None:
    """The weights were learnt from the samples as they are committed."""
    assert json.loads((files(training.__package__) / WEIGHTS).read_text("utf-8"))["learnt_from"] == digest(lessons())


def test_nothing_is_learnt_from_the_sentences_that_measure() -> None:
    """What is off topic to learn from and what is off topic to measure by hardly meet."""
    measured = [sentence.text for sentence in read_sentences(SENTENCES / "off_topic.yaml")]
    taught = {line.strip() for line in (files(training.__package__) / "off_topic.txt").read_text("utf-8").splitlines()}
    assert len([text for text in measured if text in taught]) <= 0.05 * len(measured)


def test_main_writes_the_weights(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command writes what was learnt, and names the file."""
    monkeypatch.setattr(training, "lessons", lambda: TAUGHT)
    training.main(tmp_path / WEIGHTS)
    assert json.loads((tmp_path / WEIGHTS).read_text("utf-8")) == learn(TAUGHT)
    assert WEIGHTS in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["zzz"]])
def test_a_sentence_of_nothing_known_is_unlikely_to_be_anything(words: list[str]) -> None:
    """Without a known feature no intent is likely."""
    assert max(read_classifier().likelihoods(words, []).values()) < 0.5
