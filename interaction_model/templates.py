"""The notation of samples: `[please] (show|tell) me {exercise}` stands for four sentences.

    (a|b)     one of these; an empty choice is allowed
    [a]       a or nothing; [a|b] is a, b or nothing
    {name}    a slot, kept as it is

It knows the notation only, and neither what a slot is nor what a sentence means.
"""

import re
from collections.abc import Iterator
from itertools import product

from interaction_model.errors import ModelSourceError

_TOKEN = re.compile(r"[\[\]()|]|[^\[\]()|]+")
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
