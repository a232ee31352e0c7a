"""How well sentences are understood that were written apart from the model's samples.

Counts what comes out right by intent alone and by intent and slots, and what is taken for what. It refuses to know how
sentences are understood: it is given something that understands them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import interaction_model
from skill.speaker.errors import UnreadableEvaluationError
from skill.speaker.matcher import FALLBACK, Match
from skill.speaker.understanding.twins import one_of_twins

SENTENCES = Path(interaction_model.__file__).parent / "evaluation"
OFF_TOPIC = "off_topic"


class Understands(Protocol):
    """What says what a sentence is taken for."""

    def match(self, utterance: str) -> Match:
        """Say what a sentence is taken for."""
        ...


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the intent and slots that it means: ids of values, numbers, words of no known id."""

    text: str
    intent: str
    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sentence was taken for."""

    sentence: Sentence
    match: Match

    @property
    def intent_right(self) -> bool:
        """Tell whether the intent, or its twin, came out."""
        return one_of_twins(self.match.intent) == one_of_twins(self.sentence.intent)

    @property
    def right(self) -> bool:
        """Tell whether the intent and exactly the slots came out."""
        return self.intent_right and shown_slots(self.match) == dict(self.sentence.slots)


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of some sentences came out right, by intent and by intent and slots."""

    name: str
    outcomes: tuple[Outcome, ...]

    @property
    def total(self) -> int:
        """Give how many sentences there are."""
        return len(self.outcomes)

    @property
    def right(self) -> int:
        """Give how many came out with the right intent and slots."""
        return sum(outcome.right for outcome in self.outcomes)

    @property
    def intents_right(self) -> int:
        """Give how many came out with the right intent."""
        return sum(outcome.intent_right for outcome in self.outcomes)

    @property
    def wrong(self) -> tuple[Outcome, ...]:
        """Give those that did not come out right."""
        return tuple(outcome for outcome in self.outcomes if not outcome.right)


def shown_slots(match: Match) -> dict[str, str]:
    """Give the slots of a match as an evaluation file writes them."""
    return {name: slot.id or slot.value for name, slot in match.slots.items()}


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Read an evaluation file: for each intent its sentences, or sentences with their slots; a list is off topic.

    Raises:
        UnreadableEvaluationError: There is no such file, or it has another form.
    """
    import yaml  # noqa: PLC0415  # an optional extra; only evaluating takes it

    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        named = {FALLBACK: document} if isinstance(document, list) else document
        for intent, lines in named.items():
            for line in lines:
                text, slots = next(iter(line.items())) if isinstance(line, dict) else (line, {})
                yield Sentence(str(text), intent, {name: str(value) for name, value in slots.items()})
    except (OSError, yaml.YAMLError, AttributeError, TypeError, StopIteration) as error:
        raise UnreadableEvaluationError(f"{path}: {error}") from error


def evaluate(matcher: Understands, directory: Path = SENTENCES) -> tuple[Figures, ...]:
    """Put every sentence of the files in a directory to the test, file by file.

    Raises:
        UnreadableEvaluationError: There is no such directory, or a file has another form.
    """
    files = sorted(directory.glob("*.yaml"))
    if not files:
        raise UnreadableEvaluationError(f"{directory}: there are no sentences to evaluate")
    return tuple(
        Figures(path.stem, tuple(Outcome(s, matcher.match(s.text)) for s in read_sentences(path))) for path in files
    )


def confusions(figures: Iterable[Figures]) -> list[tuple[str, str, int]]:
    """Give what is taken for what and how often, most often first: the intent that was meant and the one that came."""
    counted = Counter(
        (one_of_twins(outcome.sentence.intent), one_of_twins(outcome.match.intent))
        for part in figures
        for outcome in part.outcomes
        if not outcome.intent_right
    )
    return [(meant, came, count) for (meant, came), count in sorted(counted.items(), key=lambda item: (-item[1], item))]


def by_intent(figures: Sequence[Figures]) -> list[tuple[str, int, int, int]]:
    """Give for each intent how many sentences mean it, how many came out by intent, and how many with their slots."""
    outcomes = [outcome for part in figures for outcome in part.outcomes]
    rows = []
    for intent in sorted({one_of_twins(outcome.sentence.intent) for outcome in outcomes}):
        meant = [outcome for outcome in outcomes if one_of_twins(outcome.sentence.intent) == intent]
        rows.append((intent, len(meant), sum(o.intent_right for o in meant), sum(o.right for o in meant)))
    return rows
