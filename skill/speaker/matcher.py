"""From words to an intent and its slots, by the committed interaction model and nothing else.

A stand-in for Alexa's own understanding, which differs: this one compares sentences with the model's samples, and asks
a classifier that was taught by them. It decides which intent is nearest and what stands in its slots, and refuses to
know what a coach does with them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations
from typing import Any

from interaction_model.committed import read_model
from skill.speaker.normalise import normalise
from skill.speaker.understanding.alarms import GRAVE, Alarms, all_well
from skill.speaker.understanding.classifier import read_classifier
from skill.speaker.understanding.english import SMALL_WORDS
from skill.speaker.understanding.invocation import find_call
from skill.speaker.understanding.lexicon import Lexicon, Span
from skill.speaker.understanding.repairs import without_what_was_taken_back
from skill.speaker.understanding.samples import Sample, Samples
from skill.speaker.understanding.sounds import sound_of
from skill.speaker.understanding.twins import one_of_twins

LAUNCH = "LaunchRequest"
FALLBACK = "AMAZON.FallbackIntent"
BUILT_IN = "AMAZON."

# Nearness below which a sentence is taken for something else. Lower, and small talk moves workouts; higher, and loose
# wording is lost. Small talk nearly always has a word that nothing we understand has, loose wording hardly ever does.
THRESHOLD = 0.55
THRESHOLD_OF_KNOWN_WORDS = 0.44
# So much less near may what is off topic be and still win: a wrong move in mid-set is worse than a "say that again".
_OFF_TOPIC_AHEAD = 0.28
# How much of a score is the classifier's opinion; the rest is nearness to a sample.
_OPINION = 0.5
_WORD_FOR_WORD = 0.97
_LIKELY = 0.5
_ALARMING = 0.9  # of a part of a sentence that says that something is wrong
_MOST_SLOTS = 5
_MOST_READINGS = 160
_RUNNERS_UP = 3
# Types of which a value outside the list is worth hearing: an unknown exercise, and a place that hurts.
_OPEN_TYPES = frozenset({"EXERCISE", "BODY_AREA"})
_OPEN_SCORE = 0.81
_STRONG_CARRIER_WORDS = 3
_BEFORE_A_THING = frozenset({"a", "an", "do"})
_ASKING_HOW = frozenset({"do", "about", "explain", "describe"})
_TELLING_WORD = 0.35
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
    likelihood: float = 0.0

    def believed(self, likelihood: float | None) -> "_Reading":
        """Give the reading with what the classifier makes of its intent; a sample word for word needs no opinion."""
        if likelihood is None or self.score == _OPEN_SCORE:
            return self  # what is new to the samples is new to the classifier
        if self.score >= _WORD_FOR_WORD:
            return replace(self, likelihood=likelihood)
        ahead = _OFF_TOPIC_AHEAD if self.sample.intent == FALLBACK else 0.0
        score = (1 - _OPINION) * self.score + _OPINION * likelihood + ahead
        return replace(self, score=min(score, _WORD_FOR_WORD - 0.01), likelihood=likelihood)

    @property
    def needs_no_alarm(self) -> bool:
        """Tell whether what is wrong is said already, or the sentence is another sample word for word."""
        return self.sample.intent in GRAVE or self.score >= _WORD_FOR_WORD

    @property
    def only_guessed_grave(self) -> bool:
        """Tell whether it is taken for a sign that something is wrong, and is no such sample word for word."""
        return self.sample.intent in GRAVE and self.score < _WORD_FOR_WORD

    @property
    def rank(self) -> tuple[float, bool, bool, int, float]:
        # As on a device, a built-in intent wins, and a sample without slots over one whose slot holds the same words.
        built_in = self.sample.intent.startswith(BUILT_IN)
        return round(self.score, 6), built_in, not self.spans, self.covered, self.likelihood


class Matcher:
    """Understands sentences by one locale's interaction model."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        """Index a model, in the form that the Skill Management API takes."""
        self._classifier = read_classifier()
        language = model["interactionModel"]["languageModel"]
        self._name = normalise(language["invocationName"])
        self._samples = Samples(language["intents"])
        self._lexicon = Lexicon(language.get("types", []))
        self._known = self._samples.words | self._lexicon.words
        self._sounds = {sound for word in self._known if len(sound := sound_of(word)) > 1}
        self._alarms = Alarms(self._samples)
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
        spans = self._spans(words)
        kept = without_what_was_taken_back(words, spans)
        if len(kept) < len(words):
            words, spans = kept, self._spans(kept)
        well = all_well(words, spans)
        judged = (each for each in self._judged(words, spans) if not (well and each.only_guessed_grave))
        ranked = sorted(judged, key=lambda reading: reading.rank, reverse=True)
        scores = tuple((reading.sample.intent, round(reading.score, 3)) for reading in ranked[: _RUNNERS_UP + 1])
        alarm = self._alarms.find(words, spans)
        if alarm is not None and not (ranked and ranked[0].needs_no_alarm):
            reading = _Reading(_ALARMING, 0, alarm.sample, alarm.spans)
            return Match(utterance, alarm.sample.intent, self._slots(reading, ()), _ALARMING, scores[:_RUNNERS_UP])
        if not ranked or ranked[0].score < self._threshold(words):
            return Match(utterance, FALLBACK, {}, scores[0][1] if scores else 0.0, scores[:_RUNNERS_UP])
        return Match(utterance, ranked[0].sample.intent, self._slots(ranked[0], spans), scores[0][1], scores[1:])

    def _spans(self, words: Sequence[str]) -> list[Span]:
        return [span for span in self._lexicon.spans(words, self._known) if self._samples.knows(span.kind)]

    def _judged(self, words: Sequence[str], spans: Sequence[Span]) -> Iterator[_Reading]:
        """Give the best reading of each intent, with what the classifier makes of the intent."""
        likely = self._classifier.likelihoods(words, spans) if words else {}
        best = {
            intent: _Reading(0.0, 0, Sample(intent, (), (), 0.0), ())
            for intent, likelihood in likely.items()
            if likelihood >= _LIKELY and self._samples.has(intent)
        }
        for reading in self._readings(words, spans):
            known = best.get(reading.sample.intent)
            if known is None or reading.rank > known.rank:
                best[reading.sample.intent] = reading
        return (reading.believed(likely.get(one_of_twins(intent))) for intent, reading in best.items())

    def _threshold(self, words: Sequence[str]) -> float:
        return THRESHOLD if any(map(self._is_strange, words)) else THRESHOLD_OF_KNOWN_WORDS

    def _is_strange(self, word: str) -> bool:
        known = word in self._known or word in SMALL_WORDS or word.isdecimal()
        return not known and sound_of(word) not in self._sounds

    def _readings(self, words: Sequence[str], spans: Sequence[Span]) -> Iterator[_Reading]:
        for chosen in _choices(spans, self._samples):
            marked = self._samples.marked(words, chosen)
            kinds = tuple(sorted(span.kind for span in chosen))
            quality = min((span.quality for span in chosen), default=1.0)
            covered = sum(span.end - span.start for span in chosen)
            for score, sample in self._samples.nearest(marked, kinds):
                yield _Reading(score * quality, covered, sample, chosen)
        yield from self._open_readings(words, spans)

    def _open_readings(self, words: Sequence[str], spans: Sequence[Span]) -> Iterator[_Reading]:
        """Read what stands in a strong carrier phrase as a value that the catalogue does not have.

        It must have a word that is new to the model: "take me to the next one" names no exercise. What the catalogue
        has is no part of it.
        """
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + _LONGEST_UNKNOWN) + 1):
                sample = self._carriers.get((tuple(words[:start]), tuple(words[end:])))
                if sample is None or self._known.issuperset(words[start:end]):
                    continue
                kind = sample.slots[0][1]
                if not any(span.kind == kind and start <= span.start and span.end <= end for span in spans):
                    span = Span(start, end, kind, " ".join(words[start:end]))
                    yield _Reading(_OPEN_SCORE, start - end, sample, (span,))

    def _slots(self, reading: _Reading, spans: Sequence[Span]) -> dict[str, SlotMatch]:
        """Give each slot the span of its type that stands in its place; what is left over fills the other slots."""
        left = list(reading.spans)
        filled: dict[str, SlotMatch] = {}
        for name, kind in reading.sample.slots:
            span = next(span for span in left if span.kind == kind)
            left.remove(span)
            filled[name] = SlotMatch(span.value, span.id, span.name)
        for name, span in self._left_over(reading, spans, filled):
            filled[name] = SlotMatch(span.value, span.id, span.name)
        return filled

    def _left_over(
        self, reading: _Reading, spans: Sequence[Span], filled: Collection[str]
    ) -> Iterator[tuple[str, Span]]:
        """Give slots that the sample does not have and the sentence fills all the same.

        Words that the sample has as well are no value: the "me" of "give me a workout" is no kit.
        """
        taken, named = list(reading.spans), set(filled)
        for span in sorted(spans, key=lambda span: (-span.quality, span.start - span.end, span.start)):
            slots = self._samples.slots_of(reading.sample.intent)
            name = next((name for name, kind in slots if kind == span.kind and name not in named), None)
            explained = set(reading.sample.words).issuperset(span.value.split())
            again = span.id is not None and span.id in {other.id for other in taken if other.kind == span.kind}
            if name is None or explained or again or span.misheard or any(map(span.overlaps, taken)):
                continue
            taken.append(span)
            named.add(name)
            yield name, span


@cache
def read_matcher(locale: str) -> Matcher:
    """Give what understands a locale by its committed model, indexed once in a process: that takes seconds.

    Raises:
        UnknownLocaleError: There is no model for it.
    """
    return Matcher(read_model(locale))


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
