"""Words as they are typed or recognised, brought to one plain form.

Decides spelling only: lower case, contractions spelt out, numbers as digits, fillers gone. What the words mean, and
whether they mean anything, is `skill.speaker.matcher`'s business.
"""

import re
from collections.abc import Iterable

from text_to_num import alpha2digit

from skill.speaker.understanding.english import CONTRACTIONS, FILLERS, OPENERS, SAME, SPACING

# Characters of Unicode's private use area stand for slots in samples and must come through unchanged.
_STRANGE = re.compile(r"[^a-z0-9'\ue000-\ue0ff ]+")
_POSSESSIVE = re.compile(r"'s?\b|'")


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


_SPACING = re.compile(rf"\b(?:{_any_of(SPACING)})\b")
_SECONDS = re.compile(r"(?<=ty )second\b|(?<=five )second\b|(?<=teen )second\b|(?<=ten )second\b")
_MORE = re.compile(r"\b(\d+) (more|extra) (seconds?|secs?|minutes?|mins?)\b")
_FILLERS = re.compile(rf"(?<!\S)(?:{_any_of(FILLERS)})(?!\S)")
_OPENERS = re.compile(rf"(?:(?:{_any_of(OPENERS)}) )+(?=\S)")


def normalise(text: str) -> str:
    """Give the plain form of what was said; the same for every way to say one thing, as far as spelling goes.

    What holds nothing but fillers keeps them, so that "so" or "please" alone is still something that was said.
    """
    plain = _spelt(text)
    return _without_fillers(plain) or plain


def _spelt(text: str) -> str:
    words = _STRANGE.sub(" ", text.lower().replace("\u2019", "'").replace(".", " ")).split()
    spelt = " ".join(CONTRACTIONS.get(word, word) for word in words)
    spelt = _POSSESSIVE.sub(lambda match: match[0].strip("'"), spelt)
    spelt = _SPACING.sub(lambda match: SPACING[match[0]], spelt)
    # "Ninety second rests" are no ninety-second ones.
    spelt = _SECONDS.sub("seconds", spelt)
    digits: str = alpha2digit(spelt, "en")
    # "Thirty more seconds" has its length in two pieces.
    digits = _MORE.sub(r"\1 \3 \2", digits)
    words = [SAME.get(word, word) for word in digits.split()]
    # "Stop stop stop" is one stop; "eight eight and six" is three numbers, and two slots of one type are two.
    pairs = zip(words, ["", *words], strict=False)
    return " ".join(word for word, before in pairs if word != before or word.isdecimal() or not word.isascii())


def _without_fillers(plain: str) -> str:
    kept = " ".join(_FILLERS.sub(" ", plain).split())
    return _OPENERS.sub("", kept, count=1) if _OPENERS.match(kept) else kept
