"""The words that call the skill: "open runner strength", "ask runner strength for …".

Decides what of a sentence is the call and what is the request inside it. The name is the model's; near misses of a
recogniser ("runner's trench") count as the name.
"""

from dataclasses import dataclass

from rapidfuzz import fuzz

from skill.speaker.understanding.english import CONNECTING_WORDS, LAUNCH_WORDS, REQUEST_BEFORE_NAME

_ALIKE = 84  # of 100, without spaces
# A word more than the name has must be a slip of its letters: "why should runners do strength work" calls nobody.
_ALIKE_IN_MORE_WORDS = 92


@dataclass(frozen=True, slots=True)
class Call:
    """What was called for: nothing but the skill where `request` is empty."""

    request: str


def find_call(plain: str, name: str) -> Call | None:
    """Find a call in a sentence in its plain form; None where the skill is not called by its name."""
    words = plain.split()
    place = _name_in(words, name)
    if place is None:
        return None
    before, after = words[: place[0]], words[place[1] :]
    if before and before[-1] in REQUEST_BEFORE_NAME:
        return Call(" ".join(before[:-1]))
    opening = " ".join(before)
    launched = next((word for word in LAUNCH_WORDS if opening == word or opening.startswith(f"{word} ")), "")
    leftover = opening.removeprefix(launched).split()
    while after and after[0] in CONNECTING_WORDS:
        after = after[1:]
    # "Start my … workout": the words round the name are the request.
    return Call(" ".join((*leftover, *after)) if after or not launched else "")


def _name_in(words: list[str], name: str) -> tuple[int, int] | None:
    wanted = name.replace(" ", "")
    length = name.count(" ") + 1
    for count, alike in ((length, _ALIKE), (length + 1, _ALIKE_IN_MORE_WORDS)):
        for start in range(len(words) - count + 1):
            if fuzz.ratio("".join(words[start : start + count]), wanted) >= alike:
                return start, start + count
    return None
