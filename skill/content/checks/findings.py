"""What a rule is given, and what it gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skill.content.types import Catalogue

Tree = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong.

    Attributes:
        file: Name of the file.
        place: Where in it: ids and fields, joined by full stops; list entries without an id by number, from 1.
        message: What is wrong and how to mend it.
    """

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        """Give the line that an author reads."""
        return f"{self.file}: {self.place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Content:
    """Both files as written, and the catalogue that is built from them."""

    exercises: Tree
    programmes: Tree
    catalogue: Catalogue
