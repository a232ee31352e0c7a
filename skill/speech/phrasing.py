"""Choosing the words of one reply: which variant of a line is due, and what is said where a line is broken.

Variants take turns: each line counts how often this runner has heard it, over all sessions, and none comes back before
the others had their turn. A line that cannot be said at run time is logged, and a safe one stands in for it.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from zlib import crc32

from skill.coach.acts import Fact
from skill.errors import RunnerStrengthError
from skill.speech.rendering import Renderer

logger = logging.getLogger(__name__)


def mark(line: str) -> str:
    """Give a short mark by which it is kept how often a line was heard; two lines may share one without harm."""
    return f"{crc32(line.encode()) & 0xFFFFF:05x}"


class Phrasing:
    """The lines of one reply."""

    def __init__(self, renderer: Renderer, heard: Mapping[str, int], used: Mapping[str, int] | None = None) -> None:
        """Take the variants that are due.

        Args:
            renderer: Says them.
            heard: How often the runner heard lines before this reply, by their marks.
            used: How often this reply has used lines so far, by their marks.
        """
        self.renderer = renderer
        self.used = Counter(used)
        self._heard = heard

    def copy(self) -> "Phrasing":
        """Give a phrasing that goes on from here on its own."""
        return Phrasing(self.renderer, self._heard, self.used)

    def say(self, key: str, **facts: Fact) -> str:
        """Say a line; never fails. A line may have a form of its own for when a side is known: `<key>.with_side`."""
        sided = f"{key}.with_side"
        key = sided if "side" in facts and sided in self.renderer.wording.lines else key
        try:
            return self.renderer.render(self._variant(key), facts)
        except RunnerStrengthError as error:
            # By its mark: some lines are about what hurts.
            logger.warning("line_not_said", exc_info=error, extra={"line": mark(key)})
            return self._safe(key)

    def _variant(self, key: str) -> str:
        variants, name = self.renderer.wording.variants(key), mark(key)
        if len(variants) == 1:
            return variants[0]
        # Each line begins somewhere else, so that lines with as many variants do not run in step.
        place = crc32(key.encode()) + self._heard.get(name, 0) + self.used[name]
        self.used[name] += 1
        return variants[place % len(variants)]

    def _safe(self, key: str) -> str:
        """Give the words that are always right for this kind of line: "" for words in mid-set."""
        kind, _, _ = key.partition(".")
        return next(iter(self.renderer.wording.lines.get(f"safe.{kind}", ())), "")
