"""The words on a screen that nobody speaks: headings, units, buttons; and the names of what is done.

Decides what a thing is called on a screen in one locale. Refuses to know when it is shown, and where.
"""

import json
from functools import cache
from pathlib import Path

from skill.coach.plan import Side
from skill.content.types import Catalogue
from skill.speech.catalogue import load_wording
from skill.speech.rendering import Renderer

DEFAULT_LANGUAGE = "en"


class Labels:
    """Labels in one locale."""

    def __init__(self, locale: str, catalogue: Catalogue) -> None:
        """Take the labels of the locale's language, or of the default one; names come from the catalogue."""
        languages = _languages()
        self._labels = languages.get(locale.partition("-")[0], languages[DEFAULT_LANGUAGE])
        self._wording = load_wording(locale)
        self._renderer = Renderer(self._wording, catalogue)
        self._catalogue = catalogue

    def text(self, key: str, **facts: str | int) -> str:
        """Give a label with its gaps filled.

        Raises:
            KeyError: There is no such label.
        """
        return self._labels[key].format(**facts)

    def exercise(self, exercise_id: str) -> str:
        """Give the name of an exercise, with a capital."""
        return _capital(self._renderer.plural(self._catalogue.exercise(exercise_id)))

    def workout(self, workout_id: str) -> str:
        """Give the name of a workout, with a capital."""
        return _capital(self._renderer.render("{workout}", {"workout": workout_id}))

    def side(self, side: Side, exercise_id: str) -> str:
        """Name a side of the body for an exercise, such as "Left leg"."""
        part = self._wording.terms[f"part.{self._catalogue.exercise(exercise_id).side_word}"]
        return _capital(self.text("side", side=self._wording.terms[f"side.{side.value}"], part=part))


@cache
def _languages() -> dict[str, dict[str, str]]:
    stored: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("labels.json").read_text(encoding="utf-8"))
    return stored


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
