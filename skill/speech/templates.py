"""Lines with gaps: `{n:rep}` is a gap named `n` that is filled in the form `rep`.

Reading a line is all that is decided here; what a form means is the renderer's business.
"""

from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from skill.speech.errors import WordingError


@dataclass(frozen=True, slots=True)
class Gap:
    """A place to fill: the name of the fact, and the form in which it is said ("" for the usual one)."""

    name: str
    form: str


Template = tuple[str | Gap, ...]


@lru_cache(maxsize=2048)
def parse(text: str) -> Template:
    """Read a line.

    Raises:
        WordingError: A brace has no partner, or a gap has no name.
    """
    try:
        pieces = list(Formatter().parse(text))
    except ValueError as error:
        raise WordingError(f"{text!r} cannot be read: {error}") from error
    template: list[str | Gap] = []
    for words, name, form, _ in pieces:
        if words:
            template.append(words)
        if name is not None:
            if not name.isidentifier():
                raise WordingError(f"{text!r} has a gap without a name")
            template.append(Gap(name, form or ""))
    return tuple(template)


def gaps(text: str) -> frozenset[str]:
    """Name the facts that a line needs."""
    return frozenset(part.name for part in parse(text) if isinstance(part, Gap))
