"""Choosing the words of one reply: which variant of a line is due, and what is said where a line is broken.

Variants rotate by turn and by how often the line came up in the reply, so that turns that follow each other differ
and nothing has to be remembered. A line that cannot be said at run time is logged, and a safe one stands in for it.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from zlib import crc32

from skill.coach.acts import Fact
from skill.errors import RunnerStrengthError
from skill.speech.rendering import Renderer

logger = logging.getLogger(__name__)


class Phrasing:
    """The lines of one reply."""

    def __init__(self, renderer: Renderer, turn: int, used: Mapping[str, int] | None = None) -> None:
        """Take the variants that are due in this turn of the session, after those that were `used` in it already."""
        self.renderer = renderer
        self._turn = turn
        self._used = Counter(used)

    def copy(self) -> "Phrasing":
        """Give a phrasing that goes on from here on its own."""
        return Phrasing(self.renderer, self._turn, self._used)

    def say(self, key: str, **facts: Fact) -> str:
        """Say a line; never fails. A line may have a form of its own for when a side is known: `<key>.with_side`."""
        sided = f"{key}.with_side"
        key = sided if "side" in facts and sided in self.renderer.wording.lines else key
        try:
            return self.renderer.render(self._variant(key), facts)
        except RunnerStrengthError as error:
            logger.warning("line not said", extra={"line": key, "reason": str(error)})
            return self._safe(key)

    def _variant(self, key: str) -> str:
        variants = self.renderer.wording.variants(key)
        # A stride that shares no factor with the usual three sets keeps the first words of each turn apart.
        stride = 2 if len(variants) % 3 == 0 else 3
        place = crc32(key.encode()) + stride * self._turn + self._used[key]
        self._used[key] += 1
        return variants[place % len(variants)]

    def _safe(self, key: str) -> str:
        """Give the words that are always right for this kind of line: "" for words in mid-set."""
        kind, _, _ = key.partition(".")
        return next(iter(self.renderer.wording.lines.get(f"safe.{kind}", ())), "")
