"""Words as they are typed or recognised, brought to one plain form.

Decides spelling only: lower case, contractions spelt out, numbers as digits, fillers gone. What the words mean, and
whether they mean anything, is `skill.speaker.matcher`'s business.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from text_to_num import alpha2digit

from skill.speaker.understanding.english import (
    CONTRACTIONS,
    FILLERS,
    HOMOPHONES,
    NUMBERS_ALONE,
    NUMBERS_MISHEARD,
    OPENERS,
    QUESTIONS,
    SAME,
    SPACING,
)

# Characters of Unicode's private use area stand for slots in samples and must come through unchanged.
_STRANGE = re.compile(r"[^a-z0-9'\ue000-\ue0ff ]+")
_POSSESSIVE = re.compile(r"'s?\b|'")
_FIRST_MARK = "\ue000"
_LONGEST_REPEAT = 5


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


_SPACING = re.compile(rf"\b(?:{_any_of(SPACING)})\b")
_SECONDS = re.compile(r"(?<=ty )second\b|(?<=five )second\b|(?<=teen )second\b|(?<=ten )second\b")
_MORE = re.compile(r"\b(\d+) (more|extra) (seconds?|secs?|minutes?|mins?)\b")
_KILOMETRES = re.compile(r"\b(\d+)(k|km|kms)\b")
_FILLERS = re.compile(rf"(?<!\S)(?:{_any_of(FILLERS)})(?!\S)")
_OPENERS = re.compile(rf"(?:(?!(?:{_any_of(QUESTIONS)})\b)(?:{_any_of(OPENERS)}) )+(?=\S)")


def normalise(text: str) -> str:
    """Give the plain form of what was said; the same for every way to say one thing, as far as spelling goes.

    What holds nothing but fillers keeps them, so that "so" or "please" alone is still something that was said.
    """
    plain = _spelt(text)
    kept = _without_fillers(plain) or plain
    return " ".join(_said_once(kept.split()))


def _spelt(text: str) -> str:
    words = _STRANGE.sub(" ", text.lower().replace("\u2019", "'").replace(".", " ")).split()
    spelt = " ".join(CONTRACTIONS.get(word, HOMOPHONES.get(word, word)) for word in words)
    spelt = _POSSESSIVE.sub(lambda match: match[0].strip("'"), spelt)
    spelt = _SPACING.sub(lambda match: SPACING[match[0]], spelt)
    spelt = _KILOMETRES.sub(r"\1 \2", spelt)
    # "Ninety second rests" are no ninety-second ones.
    spelt = _SECONDS.sub("seconds", spelt)
    digits: str = alpha2digit(spelt, "en")
    # "Thirty more seconds" has its length in two pieces.
    digits = _MORE.sub(r"\1 \3 \2", digits)
    return " ".join(SAME.get(word, word) for word in digits.split())


def _without_fillers(plain: str) -> str:
    kept = " ".join(_FILLERS.sub(" ", plain).split())
    return _OPENERS.sub("", kept, count=1) if _OPENERS.match(kept) else kept


def _said_once(words: Sequence[str]) -> Iterable[str]:
    """Leave out what is said again at once: "did i did i do both", "stop stop stop", "tin ten"."""
    pairs = pairwise([*words, ""])
    kept = [word for word, after in pairs if not (after.isdecimal() and NUMBERS_MISHEARD.get(word) == int(after))]
    for length in range(_LONGEST_REPEAT if len(set(kept)) < len(kept) else 0, 0, -1):
        place = 0
        while place + 2 * length <= len(kept):
            run = kept[place : place + length]
            if run == kept[place + length : place + 2 * length] and not all(map(_may_come_twice, run)):
                del kept[place : place + length]
            else:
                place += 1
    return kept


def _may_come_twice(word: str) -> bool:
    """Tell whether a word means something each time: "eight eight and six" is three numbers."""
    return word.isdecimal() or word >= _FIRST_MARK or word in NUMBERS_ALONE or word == "and"
