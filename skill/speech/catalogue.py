"""The wording of one locale: every line that may be said, and the grammar that its gaps need.

Loaded from generated JSON, so that a turn never waits for a YAML parser. Nothing here knows when a line is said.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from skill.speech.errors import WordingError

DEFAULT_LOCALE = "en-US"
LOCALES = ("en-US", "en-GB", "en-AU", "en-CA", "en-IN")
CATALOGUES = resources.files("skill.speech") / "catalogues"


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything that is said in one locale.

    Attributes:
        locale: Such as `en-GB`.
        numbers: The language in which num2words spells numbers.
        plural: A gettext plural expression: which form of a noun goes with a number `n`.
        nouns: The forms of each noun, in the order that `plural` numbers them.
        articles: Patterns of names, each with the form that puts an article before; the first that matches counts.
        joiners: What stands between the parts of a list: `comma`, `and`, `or`.
        terms: Words for what the content and the coach name by id: sides, limbs, muscles.
        names: Names of exercises that this locale says differently, by id: `name` and `plural`.
        local_words: Words that this locale has others for, wherever they are said: of the content too.
        tempo: For a tempo as the content words it, what is said in each second of a repetition.
        facts: The facts that each line may use.
        lines: The variants of each line.
        banned: Patterns that no line may hold.
    """

    locale: str
    numbers: str
    plural: str
    nouns: Mapping[str, tuple[str, ...]]
    articles: tuple[tuple[str, str], ...]
    joiners: Mapping[str, str]
    terms: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]
    local_words: Mapping[str, str]
    tempo: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, frozenset[str]]
    lines: Mapping[str, tuple[str, ...]]
    banned: tuple[str, ...]

    def variants(self, key: str) -> tuple[str, ...]:
        """Give the variants of a line.

        Raises:
            WordingError: There is no such line.
        """
        try:
            return self.lines[key]
        except KeyError:
            raise WordingError(f"{self.locale}: there is no line {key}") from None


def nearest_locale(locale: str) -> str:
    """Give the locale that is closest to one: itself, else the default."""
    return locale if locale in LOCALES else DEFAULT_LOCALE


@cache
def load_wording(locale: str) -> Wording:
    """Load the wording of a locale, or of the one nearest to it."""
    name = nearest_locale(locale)
    stored = json.loads((CATALOGUES / f"{name}.json").read_text(encoding="utf-8"))
    return Wording(
        locale=name,
        numbers=stored["numbers"],
        plural=stored["plural"],
        nouns=_tuples(stored["nouns"]),
        articles=tuple((pattern, form) for pattern, form in stored["articles"]),
        joiners=stored["joiners"],
        terms=stored["terms"],
        names=stored["names"],
        local_words=stored["local_words"],
        tempo=_tuples(stored["tempo"]),
        facts={key: frozenset(names) for key, names in stored["facts"].items()},
        lines=_tuples(stored["lines"]),
        banned=tuple(stored["banned"]),
    )


def _tuples(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in lists.items()}
