"""How words sound, as far as a recogniser can mistake them: "paws" and "pause" come to one, as do "blank" and "plank".

Decides which words sound alike, and refuses to know what they mean.
"""

from collections.abc import Iterable
from functools import lru_cache

import jellyfish

# Consonants that differ by voice alone are mistaken for each other.
_VOICELESS = str.maketrans("BDGJVZ", "PTKXFS")
# A shorter sound is shared by words that nobody would mistake for each other: "so", "see" and "say".
SHORTEST = 3


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """Give the sound of one word; what is no word of letters stands for itself."""
    if not word.isalpha():
        return word
    sound = jellyfish.metaphone(word).translate(_VOICELESS)
    # One consonant alone tells too little: its word's ending goes along.
    return sound if len(sound) > 1 else sound + word[-1]


def sound_of_run(words: Iterable[str]) -> str:
    """Give the sound of words spoken as one: "glue its" is "glutes"."""
    return sound_of("".join(words))
