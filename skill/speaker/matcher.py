"""From words to an intent and its slots, by the committed interaction model and nothing else.

A stand-in for Alexa's own understanding, which differs: this one compares sentences with the model's samples. It
decides which intent is nearest and what stands in its slots, and refuses to know what a coach does with them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from skill.speaker.normalise import normalise
from skill.speaker.understanding.english import SMALL_WORDS
from skill.speaker.understanding.invocation import find_call
from skill.speaker.understanding.lexicon import Lexicon, Span
from skill.speaker.understanding.samples import Sample, Samples

LAUNCH = "LaunchRequest"
FALLBACK = "AMAZON.FallbackIntent"
BUILT_IN = "AMAZON."

# Nearness below which a sentence is taken for something else. Lower, and small talk moves workouts; higher, and loose
# wording is lost. Small talk nearly always has a word that nothing we understand has, loose wording hardly ever does.
THRESHOLD = 0.645
THRESHOLD_OF_KNOWN_WORDS = 0.47
_MOST_SLOTS = 5
_MOST_READINGS = 160
_RUNNERS_UP = 3
# Types of which a value outside the list is worth hearing: an unknown exercise, and a place that hurts.
_OPEN_TYPES = frozenset({"EXERCISE", "BODY_AREA"})
_OPEN_SCORE = 0.78
_STRONG_CARRIER_WORDS = 3
_BEFORE_A_THING = frozenset({"a", "an", "do"})
_ASKING_HOW = frozenset({"do", "about", "explain", "describe"})
_TELLING_WORD = 0.45
_LONGEST_UNKNOWN = 4


@dataclass(frozen=True, slots=True)
class SlotMatch:
    """What a slot holds: the words or the number heard, and the catalogue value it stands for, if any."""

    value: str
    id: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """What a sentence is taken for.

    Attributes:
        utterance: As it was given.
        intent: An intent of the model, or "LaunchRequest" where the skill was only called by its name.
        slots: The filled slots, by name.
        score: Nearness to the best sample, 0 to 1; of a fallback, to the best one that was not near enough.
        runners_up: The next best intents with their nearness.
    """

    utterance: str
    intent: str
    slots: Mapping[str, SlotMatch] = field(default_factory=dict)
    score: float = 1.0
    runners_up: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence with some of its words taken for slots, and the sample it is compared with."""

    score: float
    covered: int
    sample: Sample
    spans: tuple[Span, ...]

    @property
    def rank(self) -> tuple[float, bool, bool, int]:
        # As on a device, a built-in intent wins, and a sample without slots over one whose slot holds the same words.
        return round(self.score, 6), self.sample.intent.startswith(BUILT_IN), not self.spans, self.covered


class Matcher:
    """Understands sentences by one locale's interaction model."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        """Index a model, in the form that the Skill Management API takes."""
        language = model["interactionModel"]["languageModel"]
        self._name = normalise(language["invocationName"])
        self._samples = Samples(language["intents"])
        self._lexicon = Lexicon(language.get("types", []))
        self._known = self._samples.words | self._lexicon.words
        self._carriers = _carriers(self._samples)

    def match(self, utterance: str) -> Match:
        """Say what a sentence is taken for; what is near to nothing is the fallback intent."""
        plain = normalise(utterance)
        call = find_call(plain, self._name)
        if call is not None:
            if not call.request:
                return Match(utterance, LAUNCH)
            plain = normalise(call.request)
        return self._understood(utterance, plain.split())

    def _understood(self, utterance: str, words: Sequence[str]) -> Match:
        best: dict[str, _Reading] = {}
        for reading in self._readings(words):
            known = best.get(reading.sample.intent)
            if known is None or reading.rank > known.rank:
                best[reading.sample.intent] = reading
        ranked = sorted(best.values(), key=lambda reading: reading.rank, reverse=True)
        scores = tuple((reading.sample.intent, round(reading.score, 3)) for reading in ranked[: _RUNNERS_UP + 1])
        if not ranked or ranked[0].score < self._threshold(words):
            return Match(utterance, FALLBACK, {}, scores[0][1] if scores else 0.0, scores[:_RUNNERS_UP])
        return Match(utterance, ranked[0].sample.intent, _slots(ranked[0]), scores[0][1], scores[1:])

    def _threshold(self, words: Sequence[str]) -> float:
        strange = (word for word in words if not (word in self._known or word in SMALL_WORDS or word.isdecimal()))
        return THRESHOLD if any(strange) else THRESHOLD_OF_KNOWN_WORDS

    def _readings(self, words: Sequence[str]) -> Iterator[_Reading]:
        spans = [span for span in self._lexicon.spans(words, self._known) if self._samples.knows(span.kind)]
        for chosen in _choices(spans, self._samples):
            marked = self._samples.marked(words, chosen)
            kinds = tuple(sorted(span.kind for span in chosen))
            quality = min((span.quality for span in chosen), default=1.0)
            covered = sum(span.end - span.start for span in chosen)
            for score, sample in self._samples.nearest(marked, kinds):
                yield _Reading(score * quality, covered, sample, chosen)
        yield from self._open_readings(words)

    def _open_readings(self, words: Sequence[str]) -> Iterator[_Reading]:
        """Read what stands in a strong carrier phrase as a value that the catalogue does not have.

        It must have a word that is new to the model: "take me to the next one" names no exercise.
        """
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + _LONGEST_UNKNOWN) + 1):
                sample = self._carriers.get((tuple(words[:start]), tuple(words[end:])))
                if sample is not None and not self._known.issuperset(words[start:end]):
                    span = Span(start, end, sample.slots[0][1], " ".join(words[start:end]))
                    yield _Reading(_OPEN_SCORE + 0.001 * (len(words) - end + start), 0, sample, (span,))


def _carriers(samples: Samples) -> dict[tuple[tuple[str, ...], tuple[str, ...]], Sample]:
    """Index the samples with one open slot, by the words before and after it, where those tell enough."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], Sample] = {}
    for sample in samples.all():
        if [kind in _OPEN_TYPES for _, kind in sample.slots] != [True]:
            continue
        place = sample.words.index(samples.mark(sample.slots[0][1]))
        before, after = sample.words[:place], sample.words[place + 1 :]
        telling = any(samples.weight(word) >= _TELLING_WORD for word in before + after)
        announced = len(before) >= _STRONG_CARRIER_WORDS and (
            before[-1] in _BEFORE_A_THING or not _ASKING_HOW.isdisjoint(before)
        )
        if announced or (telling and len(before + after) > 1):
            found.setdefault((before, after), sample)
    return found


def _choices(spans: Sequence[Span], samples: Samples) -> Iterator[tuple[Span, ...]]:
    """Give the ways to take some of the spans for slots, such that a sample has slots of these kinds."""
    given = 0
    for count in range(_MOST_SLOTS + 1):
        for chosen in combinations(sorted(spans, key=lambda span: span.start), count):
            if any(left.overlaps(right) for left, right in combinations(chosen, 2)):
                continue
            if samples.holds(tuple(sorted(span.kind for span in chosen))):
                yield chosen
                given += 1
                if given == _MOST_READINGS:
                    return


def _slots(reading: _Reading) -> dict[str, SlotMatch]:
    """Give each slot the span of its type that stands in its place."""
    left = list(reading.spans)
    filled: dict[str, SlotMatch] = {}
    for name, kind in reading.sample.slots:
        span = next(span for span in left if span.kind == kind)
        left.remove(span)
        filled[name] = SlotMatch(span.value, span.id, span.name)
    return filled
