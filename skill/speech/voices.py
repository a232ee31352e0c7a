"""The voices at hand, one a locale, made when they are first needed."""

from skill.content.types import Catalogue
from skill.speech.catalogue import nearest_locale
from skill.speech.voice import Limits, Voice


class Voices:
    """Gives the voice for a locale, or the nearest that there is: the same language, else the default."""

    def __init__(self, catalogue: Catalogue, limits: Limits | None = None) -> None:
        """Keep what every voice needs."""
        self._catalogue = catalogue
        self._limits = limits or Limits()
        self._voices: dict[str, Voice] = {}

    def voice(self, locale: str) -> Voice:
        """Give the voice for a locale such as `en-GB`."""
        known = nearest_locale(locale)
        if known not in self._voices:
            self._voices[known] = Voice(known, self._catalogue, self._limits)
        return self._voices[known]
