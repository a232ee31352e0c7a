"""What the slots of an intent say: the ids that entity resolution found, words, numbers and lengths of time.

Reads both forms in which Amazon sends a value. A slot that is missing, empty, or filled with "?" says nothing.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from skill.alexa.requests import tree
from skill.content.errors import UnknownIdError
from skill.content.types import Catalogue

MATCHED = "ER_SUCCESS_MATCH"
FAMILY = "family:"
OTHER = "other:"
# No count of anything here has more.
MAX_DIGITS = 6
PARTS_OF_DAY = frozenset({"MO", "AF", "EV", "NI"})
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?")
LONGEST_NAME = 30
_NAME = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*\.?")  # noqa: RUF001  # apostrophes as people write them
_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_SECONDS = (86_400, 3_600, 60, 1)


class Slots:
    """The slots of one intent."""

    def __init__(self, slots: Mapping[str, Any], catalogue: Catalogue) -> None:
        """Take the slots as Amazon sends them, by name."""
        self._slots = slots
        self._catalogue = catalogue

    def heard(self, name: str) -> str | None:
        """Give the words that were heard for a slot, or None."""
        slot = self._slot(name)
        value = slot.get("value") or tree(slot.get("slotValue")).get("value")
        words = value.strip() if isinstance(value, str) else ""
        return words if words and words != "?" else None

    def id(self, name: str) -> str | None:
        """Give the id of the value that was recognised, or None."""
        slot = self._slot(name)
        for holder in (slot, tree(slot.get("slotValue"))):
            for value in _matches(holder):
                if isinstance(value.get("id"), str) and value["id"]:
                    return str(value["id"])
        return None

    def letter(self, name: str) -> str | None:
        """Give the id of a value that is named by a letter; of one that we do not have, the letter itself."""
        last = (self.heard(name) or "").split()[-1:]
        letter = "".join(last).rstrip(".").lower()
        return self.id(name) or (letter if len(letter) == 1 and letter.isalpha() else None)

    def exercise(self, name: str = "exercise") -> str | None:
        """Give the id of the exercise that was named; a family's name means its first exercise without kit."""
        found = self.id(name)
        if found is None:
            return None
        try:
            if found.startswith(FAMILY):
                return self._catalogue.family_default(found.removeprefix(FAMILY), None)
            return self._catalogue.exercise(found).id
        except UnknownIdError:
            return None

    def unknown_exercise(self, name: str = "exercise") -> str | None:
        """Give the name of an exercise that is not ours: as the table has it, else as it was heard."""
        found = self.id(name)
        return found.removeprefix(OTHER) if found is not None and found.startswith(OTHER) else self.heard(name)

    def topic(self) -> str | None:
        """Give the id of the topic that was asked about: named itself, or by a muscle, an area or a level."""
        named = self.id("topic")
        if named is not None:
            return named if any(topic.id == named for topic in self._catalogue.topics) else None
        things = (self.id(name) for name in ("muscle", "focus", "level"))
        return next((self._catalogue.topic_about(thing) for thing in things if thing is not None), None)

    def first_name(self, name: str) -> str | None:
        """Give a first name in small letters, or None where what was heard is none."""
        words = " ".join((self.heard(name) or "").split()).lower()
        return words if _NAME.fullmatch(words) and len(words) <= LONGEST_NAME else None

    def minute(self, name: str) -> int | None:
        """Give a time of day such as `07:30` in minutes since midnight, or None."""
        found = _TIME.fullmatch(self.heard(name) or "")
        return 60 * int(found[1]) + int(found[2]) if found else None

    def part_of_day(self, name: str) -> str | None:
        """Give a part of the day as Amazon names it: MO, AF, EV or NI; or None."""
        words = self.heard(name)
        return words if words in PARTS_OF_DAY else None

    def number(self, name: str) -> int | None:
        """Give a whole number, or None."""
        words = self.heard(name)
        return int(words) if words and words.isascii() and words.isdigit() and len(words) <= MAX_DIGITS else None

    def counted(self, name: str) -> int | None:
        """Give a number from our own list of number words, whose ids are the numbers, or None."""
        found = self.id(name)
        return int(found) if found and found.isascii() and found.isdigit() else self.number(name)

    def seconds(self, name: str) -> int | None:
        """Give a length of time such as `PT1M30S` in seconds, or None."""
        found = _DURATION.fullmatch(self.heard(name) or "")
        if found is None:
            return None
        return sum(int(part or 0) * seconds for part, seconds in zip(found.groups(), _SECONDS, strict=True)) or None

    def _slot(self, name: str) -> Mapping[str, Any]:
        return tree(self._slots.get(name))


def _matches(holder: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    authorities = tree(holder.get("resolutions")).get("resolutionsPerAuthority") or ()
    for authority in authorities if isinstance(authorities, list) else ():
        if tree(tree(authority).get("status")).get("code") == MATCHED:
            yield from (tree(tree(entry).get("value")) for entry in tree(authority).get("values") or ())
