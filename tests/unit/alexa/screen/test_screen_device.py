from typing import Any

import pytest

from skill.alexa.screen.device import has_screen


@pytest.mark.parametrize("version", ["1.4", "1.10", "2022.1", "2024.3", "2031.12-beta"])
def test_a_device_of_our_version_or_later_has_a_screen(version: str) -> None:
    """Versions are compared as numbers, and later ones understand what earlier ones did."""
    assert has_screen({"Alexa.Presentation.APL": {"runtime": {"maxVersion": version}}})


@pytest.mark.parametrize(
    "interface",
    [
        None,
        {},
        "yes",
        {"runtime": None},
        {"runtime": {}},
        *({"runtime": {"maxVersion": version}} for version in ("1.3", "1.0", "0.9", "", "new", "1", 2024, None, "1.x")),
    ],
)
def test_any_other_device_is_answered_as_a_speaker(interface: Any) -> None:
    """A device with an older screen, or with one that says nothing readable of itself, gets what every device can."""
    assert not has_screen({"Alexa.Presentation.APL": interface})
    assert not has_screen({})
