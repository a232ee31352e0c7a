"""The Lambda entry point: the envelope that Amazon sends in, the response envelope out."""

import os
from functools import cache
from typing import Any

from skill.alexa.door import Door
from skill.logs import configure
from skill.settings import read_settings
from skill.wiring import build_door, build_turns


def handler(event: object, context: object) -> dict[str, Any]:
    """Answer one request. Requests for another skill, and what is no request, fail the invocation."""
    _ = context
    return _door().answer(event)


@cache
def _door() -> Door:
    """Build the skill once for as long as the process lives."""
    settings = read_settings(os.environ)
    configure(settings.log_level)
    return build_door(build_turns(settings), settings)
