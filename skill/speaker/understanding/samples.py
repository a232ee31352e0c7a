"""The samples of a model, and how near a sentence is to each.

A sentence and a sample are compared with the same kinds of slot in them. Nearness is the words they share, each weighed
by how few intents use it, and the order of their letters. A word that no sample uses weighs most, so that a sentence
about something else is near to nothing. A sentence that holds a whole telling sample is near to it, whatever else is
said.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from skill.speaker.normalise import normalise
from skill.speaker.understanding.english import BUILT_INS, SMALL_WORDS
from skill.speaker.understanding.lexicon import NUMBER, Span
from skill.speaker.understanding.sounds import sound_of

_SLOT = re.compile(r"\{(\w+)\}")
_FIRST_MARK = 0xE000

_SLOT_WEIGHT = 0.6
_UNKNOWN_WEIGHT = 1.3
_SMALL_WEIGHT = 0.15
_LEAST_WEIGHT = 0.12
_SHARED_WORDS = 0.6  # the rest is the order of letters
_ALIKE = 80  # of 100: two words of four letters or more that count as one with a slip
_SHORTEST_SLIP = 4
_SAME_SOUND = 0.9
_TELLING = 1.2  # weight from which a sample that a longer sentence holds may stand for it
_HELD = 0.95
_HELD_COST = 0.11  # per weight of what else is said
_OTHER_ORDER = 0.1  # "a race on Sunday and a run on Friday" is not a run on Sunday and a race on Friday
_CANDIDATES = 25
_POSTINGS = 60

Kinds = tuple[str, ...]
_Line = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]  # intent, words, and name and type of each slot


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample in its plain form: its words, with a mark for each slot, and the slots in order."""

    intent: str
    words: tuple[str, ...]
    slots: tuple[tuple[str, str], ...]  # name and type
    weight: float

    @property
    def text(self) -> str:
        """Give the words as one string."""
        return " ".join(self.words)


class Samples:
    """All samples of a model, by the kinds of slot that they hold."""

    def __init__(self, intents: Sequence[Mapping[str, Any]]) -> None:
        """Bring all samples to their plain form and weigh their words."""
        kinds = sorted({slot["type"] for intent in intents for slot in intent.get("slots", [])})
        self._slots = {
            intent["name"]: tuple((slot["name"], slot["type"]) for slot in intent.get("slots", []))
            for intent in intents
        }
        self._marks = {kind: chr(_FIRST_MARK + place) for place, kind in enumerate(kinds)}
        plain = _each_in_one_intent(line for intent in intents for line in self._lines(intent))
        self._weights = _weights((intent, words) for intent, words, _ in plain)
        self._weights |= dict.fromkeys(self._marks.values(), _SLOT_WEIGHT)
        self.words = frozenset(self._weights)
        self._groups: dict[Kinds, _Group] = {}
        for intent, words, slots in plain:
            group = self._groups.setdefault(tuple(sorted(kind for _, kind in slots)), _Group())
            group.add(Sample(intent, words, slots, self._weigh(words)))

    def holds(self, kinds: Kinds) -> bool:
        """Tell whether some sample has exactly these kinds of slot, given in sorted order."""
        return kinds in self._groups

    def has(self, intent: str) -> bool:
        """Tell whether the model has an intent."""
        return intent in self._slots

    def slots_of(self, intent: str) -> Sequence[tuple[str, str]]:
        """Give name and type of each slot that an intent has."""
        return self._slots[intent]

    def mark(self, kind: str) -> str:
        """Give the word that stands for a slot of a kind."""
        return self._marks[kind]

    def knows(self, kind: str) -> bool:
        """Tell whether any slot is of a kind."""
        return kind in self._marks

    def marked(self, words: Sequence[str], spans: Sequence[Span]) -> tuple[str, ...]:
        """Put marks for the spans, given in order, into a sentence."""
        marked: list[str] = []
        place = 0
        for span in spans:
            marked += [*words[place : span.start], self._marks[span.kind]]
            place = span.end
        return self._without_units([*marked, *words[place:]])

    def _without_units(self, words: Sequence[str]) -> tuple[str, ...]:
        """Leave out "reps" after a number: no sample may be a bare number, but runners say "ten"."""
        number = self._marks.get(NUMBER)
        pairs = zip(words, ["", *words], strict=False)
        return tuple(word for word, before in pairs if (before, word) != (number, "reps"))

    def all(self) -> Iterator[Sample]:
        """Give every sample."""
        return (sample for group in self._groups.values() for sample in group.samples)

    def weight(self, word: str) -> float:
        """Give how much a word tells: 1 where one intent uses it, near 0 where most do, over 1 where none does."""
        return self._weights.get(word, _SMALL_WEIGHT if word in SMALL_WORDS else _UNKNOWN_WEIGHT)

    def nearest(self, words: Sequence[str], kinds: Kinds) -> Iterator[tuple[float, Sample]]:
        """Give the likely samples for a sentence with marks, with their nearness from 0 to 1, in no order."""
        text = " ".join(words)
        weight, order = self._weigh(words), _marks_of(words)
        for sample in self._groups[kinds].candidates(text, words, self._weights):
            shared = self._shared(words, sample.words)
            letters = fuzz.ratio(text, sample.text) / 100
            score = _SHARED_WORDS * 2 * shared / (weight + sample.weight) + (1 - _SHARED_WORDS) * letters
            if sample.weight >= _TELLING and f" {sample.text} " in f" {text} ":
                score = max(score, _HELD - _HELD_COST * (weight - shared))
            yield score - (_OTHER_ORDER if _marks_of(sample.words) != order else 0), sample

    def _lines(self, intent: Mapping[str, Any]) -> Iterator[tuple[_Line, int]]:
        """Give the plain form of each sample of an intent, and how many of its words that leaves out."""
        kinds = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for text in (*intent.get("samples", []), *BUILT_INS.get(intent["name"], ())):
            slots = tuple((name, kinds[name]) for name in _SLOT.findall(text))
            marked = self._with_marks(text, kinds)
            plain = self._without_units(normalise(marked).split())
            yield (intent["name"], plain, slots), len(marked.split()) - len(plain)

    def _with_marks(self, text: str, kinds: Mapping[str, str]) -> str:
        return _SLOT.sub(lambda match: self._marks[kinds[match[1]]], text)

    def _weigh(self, words: Iterable[str]) -> float:
        return sum(self.weight(word) for word in words)

    def _shared(self, said: Sequence[str], sample: Sequence[str]) -> float:
        left, only_said, shared = Counter(sample), [], 0.0
        for word in said:
            twin = word if left[word] > 0 else _other_number(word)
            if left[twin] > 0:
                left[twin] -= 1
                shared += min(self.weight(word), self.weight(twin))
            elif len(word) >= _SHORTEST_SLIP and word not in self._weights:
                only_said.append(word)
        others = [word for word, count in left.items() if count > 0 and len(word) >= _SHORTEST_SLIP]
        for word in only_said if others else ():
            meant, likeness = _alike(word, others)
            if meant is not None:
                others.remove(meant)
                shared += likeness * min(self.weight(word), self.weight(meant))
        return shared


def _each_in_one_intent(lines: Iterable[tuple[_Line, int]]) -> list[_Line]:
    """Give each line once; one that several intents have in its plain form to those that say it most plainly.

    "I did twelve" is a sample as it stands; "sorry, I did twelve" comes to the same and is another intent's.
    """
    fewest: dict[tuple[str, ...], int] = {}
    found: dict[_Line, int] = {}
    for line, dropped in lines:
        found[line] = min(dropped, found.get(line, dropped))
        fewest[line[1]] = min(dropped, fewest.get(line[1], dropped))
    return [line for line, dropped in found.items() if dropped == fewest[line[1]]]


def _marks_of(words: Sequence[str]) -> list[str]:
    return [word for word in words if word >= chr(_FIRST_MARK)]


def _alike(word: str, others: Sequence[str]) -> tuple[str | None, float]:
    """Give the word that one is a slip of, by its sound or else by its letters, and how much that counts, 0 to 1."""
    same = next((other for other in others if sound_of(other) == sound_of(word)), None)
    if same is not None:
        return same, _SAME_SOUND
    nearest = process.extractOne(word, others, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return (None, 0.0) if nearest is None else (nearest[0], nearest[1] / 100)


def _other_number(word: str) -> str:
    """Give the singular of a plural and the other way round, as far as an s makes it."""
    return word.removesuffix("s") if word.endswith("s") else f"{word}s"


class _Group:
    """The samples with one set of slot kinds, and which words they hold."""

    def __init__(self) -> None:
        self.samples: list[Sample] = []
        self._texts: list[str] = []
        self._postings: dict[str, list[int]] = defaultdict(list)

    def add(self, sample: Sample) -> None:
        place = len(self.samples)
        self.samples.append(sample)
        self._texts.append(sample.text)
        for word in set(sample.words):
            self._postings[word].append(place)

    def candidates(self, text: str, words: Sequence[str], weights: Mapping[str, float]) -> Iterator[Sample]:
        """Give the samples nearest by letters, and those that hold the rarest words."""
        nearest = process.extract(text, self._texts, scorer=fuzz.ratio, limit=_CANDIDATES)
        places = {place for _, _, place in nearest}
        held = {word for word in words if word in self._postings}
        for word in sorted(held, key=lambda word: (-weights[word], word)):
            if len(places) >= _POSTINGS:
                break
            places.update(self._postings[word][:_POSTINGS])
        return (self.samples[place] for place in places)


def _weights(lines: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, float]:
    """Weigh each word by how few of the intents use it."""
    users: dict[str, set[str]] = defaultdict(set)
    for intent, words in lines:
        for word in words:
            users[word].add(intent)
    everyone = math.log(1 + len(set().union(*users.values())))
    return {word: max(_LEAST_WEIGHT, 1 - math.log(len(intents)) / everyone) for word, intents in users.items()}
