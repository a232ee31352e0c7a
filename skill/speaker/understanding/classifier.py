"""How likely each intent is for a sentence, by weights that were learnt from the models' samples.

A linear classifier: the features of a sentence, each with its weight for some intents, are added up. The weights are
data, made by `python -m skill.speaker.understanding.training`; nothing is learnt here.
"""

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from skill.speaker.understanding.features import features_of
from skill.speaker.understanding.lexicon import Span

WEIGHTS = "weights.json"
SCALE = 20  # a stored weight of 20 is 1

# A margin of a support-vector classifier, from about -1 to 1, as a likelihood.
_STEEPNESS = 4.0
_EVEN = -0.3


class Classifier:
    """Adds up what the features of a sentence tell for each intent."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        """Take weights in the form of `weights.json`."""
        self._intents: Sequence[str] = weights["intents"]
        self._bias: Sequence[float] = weights["bias"]
        self._weights: Mapping[str, Sequence[int]] = weights["weights"]
        self._sounds = frozenset(weights["sounds"])

    def likelihoods(self, words: Sequence[str], spans: Sequence[Span]) -> dict[str, float]:
        """Give the likelihood, 0 to 1, of each intent; they need not sum to 1."""
        told = [f for f in features_of(words, spans, self._sounds) if f in self._weights]
        sums: defaultdict[int, int] = defaultdict(int)
        for feature in told:
            pairs = self._weights[feature]
            for intent, weight in zip(pairs[::2], pairs[1::2], strict=True):
                sums[intent] += weight
        length = SCALE * math.sqrt(len(told) or 1)
        return {
            name: _likelihood(sums[place] / length + bias)
            for place, (name, bias) in enumerate(zip(self._intents, self._bias, strict=True))
        }


def _likelihood(margin: float) -> float:
    return 1 / (1 + math.exp(-_STEEPNESS * (margin - _EVEN)))


@cache
def read_classifier() -> Classifier:
    """Give the classifier with the committed weights, which serve every locale of English."""
    return Classifier(json.loads((files(__package__) / WEIGHTS).read_text(encoding="utf-8")))
