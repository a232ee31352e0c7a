"""Which devices are given a screen: those that say they speak a version of the presentation language that ours is in.

Refuses to guess: a device that names no version, or one that cannot be read, is answered as a speaker, which every
device can be.
"""

import re
from collections.abc import Mapping
from typing import Any

INTERFACE = "Alexa.Presentation.APL"
# What the document is written in; devices of every later version understand it.
VERSION = (1, 4)

_NUMBERS = re.compile(r"(\d{1,4})\.(\d{1,4})")


def has_screen(interfaces: Mapping[str, Any]) -> bool:
    """Tell whether a device with these supported interfaces can show a workout."""
    interface = interfaces.get(INTERFACE)
    runtime = interface.get("runtime") if isinstance(interface, Mapping) else None
    version = runtime.get("maxVersion") if isinstance(runtime, Mapping) else None
    found = _NUMBERS.match(version) if isinstance(version, str) else None
    return found is not None and (int(found[1]), int(found[2])) >= VERSION
