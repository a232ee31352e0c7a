"""What of a sentence tells which intent it has: its words, pairs of them, their sounds, and the kinds of slot in it.

Decides what a classifier gets to see, in training as in use. It refuses to know what any of it is worth.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from skill.speaker.understanding.lexicon import NUMBER, Span
from skill.speaker.understanding.sounds import SHORTEST, sound_of, sound_of_run

_A_NUMBER = "#"
_START, _END = "<", ">"
_SOUND = "~"
_MOST_NUMBERS = 4


def features_of(words: Sequence[str], spans: Iterable[Span], sounds: Collection[str]) -> list[str]:
    """Give the features of a sentence in its plain form, each once.

    Args:
        words: The sentence's words.
        spans: What could stand in slots.
        sounds: The sounds of known words; two words that sound like one of them together count as that word too.
    """
    shown = [_A_NUMBER if word.isdecimal() else word for word in words]
    framed = [_START, *shown, _END]
    joined = (sound_of_run(pair) for pair in pairwise(shown) if all(word.isalpha() for word in pair))
    return list(
        dict.fromkeys(
            (
                *shown,
                *(f"{left} {right}" for left, right in pairwise(framed)),
                *(_SOUND + sound_of(word) for word in shown),
                *(_SOUND + sound for sound in joined if len(sound) >= SHORTEST and sound in sounds),
                *_kinds(list(spans)),
            )
        )
    )


def _kinds(spans: Sequence[Span]) -> Iterable[str]:
    """Name the kinds of slot, and how many numbers there are where they are more than one."""
    yield from sorted({f"{{{span.kind}}}" for span in spans})
    numbers = sum(span.kind == NUMBER for span in spans)
    if numbers > 1:
        yield f"{{{NUMBER} x {min(numbers, _MOST_NUMBERS)}}}"
