"""What the local speaker's own computer offers in the place of Alexa's services."""

import pytest

from skill.coach.appointments import ListReminders, Outcome
from skill.speaker import computer
from skill.speaker.computer import Computer


def test_its_time_zone_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """The zone is told by its name; where none is set there is none."""
    monkeypatch.setattr(computer, "get_localzone_name", lambda: "Pacific/Auckland")
    assert Computer().zone() == "Pacific/Auckland"
    monkeypatch.setattr(computer, "get_localzone_name", lambda: None)
    assert Computer().zone() is None


def test_a_system_with_a_broken_zone_tells_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that cannot be read does not stop the coach."""

    def broken() -> str:
        raise LookupError

    monkeypatch.setattr(computer, "get_localzone_name", broken)
    assert Computer().zone() is None


def test_it_rings_no_reminders() -> None:
    """Reminders are for devices that can ring."""
    assert Computer().run(ListReminders(), "Time to train.", "en-GB").outcome is Outcome.UNSUPPORTED
