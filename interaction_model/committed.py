"""The committed models: which locales there are, and the model of each.

Reads nothing but the generated JSON: neither the source, nor the catalogue, nor their libraries.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from interaction_model.errors import UnknownLocaleError

LOCALES = ("en-US", "en-GB", "en-AU", "en-CA", "en-IN")


@cache
def read_model(locale: str) -> Mapping[str, Any]:
    """Give the committed model of a locale, in the form that the Skill Management API takes; it is read once.

    Raises:
        UnknownLocaleError: There is no model for it.
    """
    if locale not in LOCALES:
        raise UnknownLocaleError(f"no interaction model for {locale!r}; there are {', '.join(LOCALES)}")
    text = (files("interaction_model") / f"{locale}.json").read_text(encoding="utf-8")
    model: Mapping[str, Any] = json.loads(text)
    return model
