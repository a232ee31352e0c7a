"""Learns the weights of the classifier from the committed models: `python -m skill.speaker.understanding.training`.

Decides which sentences it learns from: every sample of every locale, its slots filled with values of their types, and
what is not for us. It refuses to see the sentences by which understanding is measured. Needs scikit-learn, which only
developers have.
"""

import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interaction_model.committed import LOCALES, read_model
from skill.speaker.normalise import normalise
from skill.speaker.understanding.classifier import SCALE, WEIGHTS
from skill.speaker.understanding.english import BUILT_INS
from skill.speaker.understanding.features import features_of
from skill.speaker.understanding.lexicon import Lexicon
from skill.speaker.understanding.sounds import SHORTEST, sound_of
from skill.speaker.understanding.twins import one_of_twins

_SLOT = re.compile(r"\{(\w+)\}")
_FILLINGS = 3
_SHORTEST_WORD = 4
_LEAST_SENTENCES = 3  # a pair of words that fewer sentences have tells nothing
_LEAST_WEIGHT = 0.1
_REGULARISATION = 0.5
# What stands for the values of Amazon's own types.
_AMAZON_VALUES: Mapping[str, Sequence[str]] = {
    "AMAZON.NUMBER": ("ten", "eight", "twelve", "twenty", "three"),
    "AMAZON.DURATION": ("thirty seconds", "one minute", "two minutes", "ninety seconds"),
    "AMAZON.DATE": ("tomorrow", "sunday", "today", "yesterday", "the twelfth of october", "next saturday"),
    "AMAZON.TIME": ("seven", "six in the evening", "half past six", "seven in the morning"),
    "AMAZON.FirstName": ("sam", "priya", "maria", "tom"),
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence in its plain form, the locale whose values are in it, and the intent it has."""

    text: str
    locale: str
    intent: str


def lessons() -> list[Lesson]:
    """Give every sentence that is learnt from, each once, in an order that does not change."""
    known: dict[tuple[str, str], Lesson] = {}
    seen: set[tuple[str, str]] = set()
    for locale in LOCALES:
        for sample, intent, texts in _sentences(read_model(locale)["interactionModel"]["languageModel"]):
            if (sample, intent) in seen:
                continue  # what a locale has of its own is all that it adds
            seen.add((sample, intent))
            for plain in map(normalise, texts):
                known.setdefault((plain, intent), Lesson(plain, locale, intent))
    return list(known.values())


def digest(taught: Sequence[Lesson]) -> str:
    """Give what tells whether weights were learnt from these sentences."""
    return hashlib.sha256("\n".join(f"{lesson.intent}\t{lesson.text}" for lesson in taught).encode()).hexdigest()


def learn(taught: Sequence[Lesson]) -> dict[str, Any]:
    """Learn weights from sentences of three intents or more; give them in the form of `weights.json`."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415  # developers alone have it
    from sklearn.preprocessing import normalize  # noqa: PLC0415
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    words = {word for lesson in taught for word in lesson.text.split() if len(word) >= _SHORTEST_WORD}
    sounds = {sound for word in words if len(sound := sound_of(word)) >= SHORTEST}
    lexicons = {
        locale: Lexicon(read_model(locale)["interactionModel"]["languageModel"]["types"])
        for locale in {lesson.locale for lesson in taught}
    }
    rows = [_features(lesson, lexicons[lesson.locale], sounds) for lesson in taught]
    counts = Counter(feature for row in rows for feature in row)
    columns = {f: place for place, f in enumerate(sorted(f for f in counts if counts[f] >= _LEAST_SENTENCES))}
    places = [(r, columns[f]) for r, row in enumerate(rows) for f in row if f in columns]
    cells = ([1.0] * len(places), tuple(zip(*places, strict=True)))
    intents = sorted({lesson.intent for lesson in taught})
    machine = LinearSVC(C=_REGULARISATION, class_weight="balanced", random_state=0)
    machine.fit(
        normalize(csr_matrix(cells, shape=(len(rows), len(columns)))), [intents.index(t.intent) for t in taught]
    )
    weights = {
        feature: [
            number
            for intent, weight in enumerate(machine.coef_[:, place])
            if abs(weight) >= _LEAST_WEIGHT
            for number in (intent, round(SCALE * weight))
        ]
        for feature, place in columns.items()
    }
    return {
        "learnt_from": digest(taught),
        "intents": intents,
        "bias": [round(float(bias), 3) for bias in machine.intercept_],
        "sounds": sorted(sounds),
        "weights": {feature: pairs for feature, pairs in weights.items() if pairs},
    }


def _features(lesson: Lesson, lexicon: Lexicon, sounds: set[str]) -> list[str]:
    words = lesson.text.split()
    return features_of(words, lexicon.spans(words, frozenset(words)), sounds)


def _sentences(language: Mapping[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    """Give each sample, its intent, and the sample with values in its slots, in a few ways where it has slots."""
    values = {kind["name"]: [*_phrases(kind)] for kind in language["types"]}
    for intent in language["intents"]:
        kinds = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for sample in (*intent["samples"], *BUILT_INS.get(intent["name"], ())):
            # Values are drawn by a sample's own words, so that a new sample changes no other sentence.
            draw = random.Random(sample)  # noqa: S311  # nothing secret
            ways = _FILLINGS if "{" in sample else 1
            yield sample, one_of_twins(intent["name"]), [_filled(sample, kinds, values, draw) for _ in range(ways)]


def _filled(sample: str, kinds: Mapping[str, str], values: Mapping[str, Sequence[str]], draw: random.Random) -> str:
    return _SLOT.sub(lambda slot: draw.choice(_AMAZON_VALUES.get(kinds[slot[1]]) or values[kinds[slot[1]]]), sample)


def _phrases(kind: Mapping[str, Any]) -> Iterator[str]:
    for value in kind["values"]:
        yield value["name"]["value"]
        yield from value["name"]["synonyms"]


def main(path: Path = Path(__file__).parent / WEIGHTS) -> None:
    """Write the weights anew."""
    path.write_text(json.dumps(learn(lessons()), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
