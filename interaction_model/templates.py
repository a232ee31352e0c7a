"""The notation of samples: `[please] (show|tell) me {exercise}` stands for four sentences.

    (a|b)     one of these; an empty choice is allowed
    [a]       a or nothing; [a|b] is a, b or nothing
    {name}    a slot, kept as it is

It knows the notation only, and neither what a slot is nor what a sentence means.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from math import gcd

from interaction_model.errors import ModelSourceError

_TOKEN = re.compile(r"[\[\]()|]|[^\[\]()|]+")
# The golden section: steps of this share of a whole come nowhere near each other for long.
_GOLDEN = 0.618
_CLOSING = {"(": ")", "[": "]"}


def expand(template: str) -> tuple[str, ...]:
    """Give every sentence that a template stands for, each once, in the order of the notation.

    Raises:
        ModelSourceError: A bracket is not closed, or closes nothing.
    """
    tokens = _TOKEN.findall(template)
    position, sentences = _choices(tokens, 0, "", template)
    if position != len(tokens):
        raise ModelSourceError(f"a bracket closes nothing in {template!r}")
    return tuple(dict.fromkeys(words for sentence in sentences if (words := " ".join(sentence.split()))))


def expand_lines(text: str) -> tuple[str, ...]:
    """Expand one template a line; blank lines stand for nothing."""
    return tuple(dict.fromkeys(sentence for line in text.splitlines() if line.strip() for sentence in expand(line)))


def spread(sentences: Sequence[str], most: int) -> tuple[str, ...]:
    """Choose about so many of a template's sentences, spread over all of them, so that each of its words stands in one.

    A device learns from kinds of sentence, not from every product of their parts, and a model may only be so large.
    """
    if len(sentences) <= most:
        return tuple(sentences)
    stride = next(n for n in range(round(len(sentences) * _GOLDEN), 2 * len(sentences)) if gcd(n, len(sentences)) == 1)
    order = [sentences[place * stride % len(sentences)] for place in range(len(sentences))]
    chosen: dict[str, None] = {}
    covered: set[str] = set()
    for sentence in order:
        if not covered.issuperset(sentence.split()):
            covered.update(sentence.split())
            chosen[sentence] = None
    for sentence in order:
        if len(chosen) >= most:
            break
        chosen[sentence] = None
    return tuple(sentence for sentence in sentences if sentence in chosen)


def _choices(tokens: list[str], position: int, closing: str, template: str) -> tuple[int, list[str]]:
    """Read choices up to the closing bracket; give where it stands, and the sentences read."""
    sentences: list[str] = []
    parts: list[list[str]] = []
    while position < len(tokens) and tokens[position] not in {")", "]"}:
        piece = tokens[position]
        if piece == "|":
            sentences.extend(_joined(parts))
            parts = []
        elif piece in _CLOSING:
            position, inner = _choices(tokens, position + 1, _CLOSING[piece], template)
            parts.append(["", *inner] if piece == "[" else inner)
        else:
            parts.append([piece])
        position += 1
    found = tokens[position] if position < len(tokens) else ""
    if found != closing and closing:
        raise ModelSourceError(f"a bracket is not closed in {template!r}; {closing!r} is missing")
    return position, [*sentences, *_joined(parts)]


def _joined(parts: list[list[str]]) -> Iterator[str]:
    return ("".join(choice) for choice in product(*parts))
