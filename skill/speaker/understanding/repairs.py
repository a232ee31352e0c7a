"""What speakers take back while they speak: "a ten no fifteen minute workout", "nine not ten".

Decides which words of a sentence were taken back, and refuses to know what the rest means.
"""

from collections.abc import Sequence

from skill.speaker.understanding.english import RULING_OUT, TAKING_BACK
from skill.speaker.understanding.lexicon import Span


def without_what_was_taken_back(words: Sequence[str], spans: Sequence[Span]) -> list[str]:
    """Leave out every value that was taken back for another of its kind, and the words that took it back."""
    gone: set[int] = set()
    for left in spans:
        for right in spans:
            between = " ".join(words[left.end : right.start])
            if left.kind != right.kind or left.end >= right.start:
                continue
            if between in TAKING_BACK:
                gone.update(range(left.start, right.start))
            elif between in RULING_OUT:
                gone.update(range(left.end, right.end))
    return [word for place, word in enumerate(words) if place not in gone]
