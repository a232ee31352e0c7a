"""Finding what a slot may hold in a sentence: catalogue values, numbers and lengths of time.

Decides which runs of words could be which value of which slot type, and refuses to know which intent they are for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from skill.speaker.normalise import normalise
from skill.speaker.understanding.calendar_words import dates_in
from skill.speaker.understanding.clock import TIME, clock_times
from skill.speaker.understanding.english import (
    AFTER_NUMBERS,
    BEFORE_NAMES,
    BEFORE_NUMBERS,
    BEFORE_ONE,
    COUNTED,
    FILLERS,
    FIRST_NAMES,
    NUMBERS_ALONE,
    NUMBERS_MISHEARD,
    SMALL_WORDS,
)
from skill.speaker.understanding.sounds import SHORTEST, sound_of_run

NUMBER = "AMAZON.NUMBER"
DURATION = "AMAZON.DURATION"
DATE = "AMAZON.DATE"
FIRST_NAME = "AMAZON.FirstName"

# Worth of a reading: a catalogue phrase with a slip in it, other words of the same sound, and a number that was heard
# as another word.
_SLIP = 0.9
_SOUND = 0.92
_MISHEARD = 0.95
# Likeness, of 100, from which a phrase with an unknown word in it is taken for a catalogue phrase.
_LIKENESS = 84
_SHORTEST_SLIP = 5
_FEW_WORDS = 3
_SMALL_NUMBERS = {"zero": 0, "one": 1, "two": 2}
_SECONDS_IN = {"seconds": 1, "minutes": 60, "hours": 3600}


@dataclass(frozen=True, slots=True)
class Span:
    """Words `start` to `end` (excluded) of a sentence, read as a value of a slot type; quality is 0 to 1."""

    start: int
    end: int
    kind: str
    value: str
    id: str | None = None
    name: str | None = None
    quality: float = 1.0

    @property
    def misheard(self) -> bool:
        """Tell whether it is a number that was heard as another word."""
        return self.kind == NUMBER and self.quality < 1

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share a word."""
        return self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> bool:
        """Tell whether the other is of the same type and holds this one and more."""
        return (
            self.kind == other.kind
            and (other.start <= self.start and self.end <= other.end)
            and (other.end - other.start > self.end - self.start)
        )


class Lexicon:
    """The values of the slot types of a model."""

    def __init__(self, types: Sequence[Mapping[str, Any]]) -> None:
        """Index the values by their plain words."""
        self._values: dict[str, dict[str, tuple[str, str]]] = {}
        for kind in types:
            for value in kind["values"]:
                names = value["name"]
                for phrase in (names["value"], *names["synonyms"]):
                    plain = normalise(phrase)
                    if plain in FILLERS:
                        continue  # "so so" comes to "so", which says nothing
                    known = self._values.setdefault(plain, {})
                    known.setdefault(kind["name"], (value["id"], names["value"]))
        self._phrases = [phrase for phrase in self._values if len(phrase) >= _SHORTEST_SLIP]
        self._sounds = _by_sound(self._phrases)
        self._longest = max((phrase.count(" ") + 1 for phrase in self._values), default=0)
        self.words = frozenset(word for phrase in self._values for word in phrase.split())

    def spans(self, words: Sequence[str], known: frozenset[str]) -> list[Span]:
        """Give every reading of every run of words; where two of one type nest, only the longer.

        Args:
            words: A sentence in its plain form.
            known: The words that samples use; only a run with a word outside them is searched for slips.
        """
        found = [
            *self._exact(words),
            *_numbers(words),
            *_durations(words),
            *_names(words, known),
            *_times(words),
            *_dates(words),
        ]
        taken = {place for span in found for place in range(span.start, span.end)}
        strange = {place for place, word in enumerate(words) if word not in known and place not in taken}
        found += self._slips(words, strange)
        return [span for span in found if not any(span.within(other) for other in found)]

    def _exact(self, words: Sequence[str]) -> Iterator[Span]:
        for start, end in self._runs(words):
            phrase = " ".join(words[start:end])
            # "Just me" is left as "me": a value where little else is said, no value in "pick a workout for me".
            if phrase in SMALL_WORDS and len(words) > _FEW_WORDS:
                continue
            for kind, (value, name) in self._values.get(phrase, {}).items():
                yield Span(start, end, kind, phrase, value, name)

    def _slips(self, words: Sequence[str], strange: set[int]) -> Iterator[Span]:
        for start, end in self._runs(words):
            phrase = " ".join(words[start:end])
            if len(phrase) < _SHORTEST_SLIP or strange.isdisjoint(range(start, end)):
                continue
            alike = self._sounds.get(sound_of_run(words[start:end]))
            nearest = process.extractOne(phrase, self._phrases, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
            for meant, quality in ((alike, _SOUND), (nearest and nearest[0], _SLIP)):
                other = _other_letter(phrase, meant or "")
                for kind, (value, name) in self._values.get(meant or "", {}).items():
                    yield Span(start, end, kind, phrase, None if other else value, None if other else name, quality)

    def _runs(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + self._longest) + 1):
                yield start, end


def _by_sound(phrases: Iterable[str]) -> dict[str, str]:
    """Index phrases by their sound, where that tells enough; of those that sound alike the first counts."""
    found: dict[str, str] = {}
    for phrase in phrases:
        sound = sound_of_run(phrase.split())
        if len(sound) >= SHORTEST:
            found.setdefault(sound, phrase)
    return found


def _other_letter(phrase: str, known: str) -> bool:
    """Tell whether two phrases end in different letters: "workout z" is no slip for "workout a", but not known."""
    said, meant = phrase.rpartition(" ")[2], known.rpartition(" ")[2]
    return len(said) == 1 and said != meant


def _dates(words: Sequence[str]) -> Iterator[Span]:
    """Give the dates in the words in which they were said; which days these are depends on the day."""
    return (Span(start, end, DATE, " ".join(words[start:end])) for start, end in dates_in(words))


def _numbers(words: Sequence[str]) -> Iterator[Span]:
    for place, word in enumerate(words):
        number = _number(word)
        if word == "one" and not _is_counted(words, place):
            continue
        if number is not None:
            yield Span(place, place + 1, NUMBER, str(number))
        elif word in NUMBERS_MISHEARD and _wants_number(words, place):
            yield Span(place, place + 1, NUMBER, str(NUMBERS_MISHEARD[word]), quality=_MISHEARD)


def _times(words: Sequence[str]) -> Iterator[Span]:
    """Find times of day."""
    return (Span(start, end, TIME, value) for start, end, value in clock_times(words))


def _names(words: Sequence[str], known: frozenset[str]) -> Iterator[Span]:
    """Find first names: the usual ones, and any strange word where a name is due."""
    for place, word in enumerate(words):
        due = tuple(words[max(place - 2, 0) : place]) in BEFORE_NAMES
        if word in FIRST_NAMES or (due and word not in known and word.isalpha()):
            yield Span(place, place + 1, FIRST_NAME, word)


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else _SMALL_NUMBERS.get(word)


def _is_counted(words: Sequence[str], place: int) -> bool:
    """Tell whether a "one" is a number: "one rep", "did one", "one", rather than "this one" or "one of those"."""
    after = words[place + 1] if place + 1 < len(words) else ""
    return len(words) == 1 or after in COUNTED or (words[place - 1] in BEFORE_ONE and not after)


def _wants_number(words: Sequence[str], place: int) -> bool:
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    alone = len(words) == 1 and words[0] in NUMBERS_ALONE
    return alone or before in BEFORE_NUMBERS or after in AFTER_NUMBERS


def _durations(words: Sequence[str]) -> Iterator[Span]:
    for place, unit in enumerate(words):
        if unit not in _SECONDS_IN or not place:
            continue
        number = 1 if words[place - 1] == "a" else _number(words[place - 1])
        if tuple(words[max(place - 2, 0) : place]) == ("half", "a"):
            yield Span(place - 2, place + 1, DURATION, _iso(_SECONDS_IN[unit] // 2))
        elif number is not None:
            half = tuple(words[place + 1 : place + 4]) == ("and", "a", "half")
            seconds = number * _SECONDS_IN[unit] + (_SECONDS_IN[unit] // 2 if half else 0)
            yield Span(place - 1, place + (4 if half else 1), DURATION, _iso(seconds))


def _iso(seconds: int) -> str:
    """Give seconds as AMAZON.DURATION does: whole minutes as such, anything else in seconds."""
    return f"PT{seconds // 60}M" if seconds and seconds % 60 == 0 else f"PT{seconds}S"
