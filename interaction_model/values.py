"""The values of slot types: ids, names and everything that they may be called.

A new exercise becomes speakable by standing in the catalogue. Of two values that would answer to the same words, the
more direct claim wins: a name before a plural, an alias, an authored phrase, a family, and last a recogniser's error.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from interaction_model.errors import ModelSourceError
from interaction_model.source import TypeSource
from interaction_model.templates import expand_lines
from skill.content.types import Catalogue

FAMILY_PREFIX = "family:"
# A move that is not ours still has a name to be understood by.
OTHER_PREFIX = "other:"

_Claim = tuple[str, str]  # the value's id, and words for it


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a slot type: its id, its name, and what else it is called."""

    id: str
    name: str
    synonyms: tuple[str, ...]


def fill(source: TypeSource, catalogue: Catalogue) -> tuple[Value, ...]:
    """Give the values of a type, in the catalogue's order and then the source's.

    Raises:
        ModelSourceError: The source names a part of the catalogue that there is not, or phrases for an unknown id.
    """
    content = _content(source, catalogue)
    unknown = set(source.values) - {value for value, _ in content} if source.content else set()
    if unknown:
        raise ModelSourceError(f"type {source.name}: nothing in the catalogue has the id {min(unknown)!r}")
    authored = [(value, phrase) for value, phrases in source.values.items() for phrase in phrases]
    direct = [*content, *authored]
    families = _families(source, catalogue) if source.families else []
    return _settled([*direct, *families, *_misheard(direct, source.errors)])


def spoken(words: str) -> str:
    """Give words as a recogniser writes them: lower case, and hyphens as spaces."""
    return " ".join(words.replace("-", " ").replace("_", " ").lower().split())


def _content(source: TypeSource, catalogue: Catalogue) -> list[_Claim]:
    match source.content:
        case None:
            return []
        case "exercises":
            return _exercises(catalogue)
        case "focuses":
            return [(focus.id, words) for focus in catalogue.focuses for words in (focus.name, *focus.aliases)]
        case "levels":
            return [(level.id, level.id) for level in catalogue.levels]
        case "topics":
            return [(topic.id, words) for topic in catalogue.topics for words in expand_lines(topic.asked)]
        case "muscles":
            return [(muscle, muscle) for muscle in _muscles(catalogue)]
    raise ModelSourceError(f"type {source.name}: no part of the catalogue is called {source.content!r}")


def _exercises(catalogue: Catalogue) -> list[_Claim]:
    names = [(exercise.id, exercise.name) for exercise in catalogue.exercises]
    plurals = [(exercise.id, exercise.plural) for exercise in catalogue.exercises]
    aliases = [(exercise.id, alias) for exercise in catalogue.exercises for alias in exercise.aliases]
    ids = [(exercise.id, exercise.id) for exercise in catalogue.exercises]
    others = [
        (OTHER_PREFIX + other.name, words)
        for other in catalogue.not_ours
        for words in (other.name, *expand_lines(other.names))
    ]
    return [*names, *plurals, *aliases, *ids, *others]


def _muscles(catalogue: Catalogue) -> Iterable[str]:
    return dict.fromkeys(
        muscle
        for exercise in catalogue.exercises
        for muscle in (*exercise.primary_muscles, *exercise.secondary_muscles)
    )


def _families(source: TypeSource, catalogue: Catalogue) -> list[_Claim]:
    return [
        (FAMILY_PREFIX + family.id, phrase.format(name=family.name))
        for family in catalogue.families
        for phrase in expand_lines(source.families)
    ]


def _misheard(claims: Iterable[_Claim], errors: Mapping[str, tuple[str, ...]]) -> Iterator[_Claim]:
    for value, words in claims:
        phrase = spoken(words)
        for said, heard in errors.items():
            place = re.compile(rf"\b{re.escape(said)}\b")
            if place.search(phrase):
                yield from ((value, place.sub(wrong, phrase)) for wrong in heard)


def _settled(claims: Iterable[_Claim]) -> tuple[Value, ...]:
    owners: dict[str, str] = {}
    for value, words in claims:
        owners.setdefault(spoken(words), value)
    phrases: dict[str, list[str]] = {}
    for phrase, value in owners.items():
        phrases.setdefault(value, []).append(phrase)
    return tuple(Value(value, name, tuple(synonyms)) for value, (name, *synonyms) in phrases.items())
