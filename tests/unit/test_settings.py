"""The settings."""

from pathlib import Path

import pytest

from skill.settings import SettingError, Settings, describe, read_settings


def test_with_nothing_set_everything_has_a_default() -> None:
    """An empty environment starts on the embedded store."""
    settings = read_settings({})
    assert settings == Settings()
    assert settings.store.startswith("sqlite:///")


def test_what_is_set_counts(tmp_path: Path) -> None:
    """Values from the environment are taken."""
    roots = tmp_path / "roots.pem"
    roots.write_text("", encoding="ascii")
    settings = read_settings(
        {
            "RUNNER_STRENGTH_STORE": "memory://",
            "RUNNER_STRENGTH_BLOCK_SECONDS": "90",
            "RUNNER_STRENGTH_CA_BUNDLE": str(roots),
            "RUNNER_STRENGTH_LOG_LEVEL": "warning",
            "RUNNER_STRENGTH_AUDIO_BED": "On",
            "HOME": "/elsewhere",
        }
    )
    assert (settings.store, settings.block_seconds, settings.log_level) == ("memory://", 90, "WARNING")
    assert settings.audio_bed is True


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STORE", "mysql://x"),
        ("BLOCK_SECONDS", "5"),
        ("BLOCK_SECONDS", "long"),
        ("CA_BUNDLE", "/no/such/file.pem"),
        ("LOG_LEVEL", "LOUD"),
        ("AUDIO_BED", "1"),
        ("NO_SUCH_THING", "1"),
    ],
)
def test_a_wrong_value_stops_the_start_with_one_line(name: str, value: str) -> None:
    """The line names the variable and says how to mend it."""
    with pytest.raises(SettingError) as caught:
        read_settings({f"RUNNER_STRENGTH_{name}": value})
    assert f"RUNNER_STRENGTH_{name}" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_listing_shows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """The secret that runner keys are hashed with is listed as set or not set."""
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    listed = {row[0]: row for row in describe(Settings(key_secret="very secret"))}
    assert listed["RUNNER_STRENGTH_KEY_SECRET"][2:] == ("(not set)", "(set)")
    assert "very secret" not in str(listed)
    assert all(meaning for _, meaning, _, _ in listed.values())


def test_the_listing_writes_values_as_they_are_set() -> None:
    """What is listed as the value of a switch is what may be written in its place."""
    listed = {row[0]: row for row in describe(Settings(audio_bed=True))}
    assert listed["RUNNER_STRENGTH_AUDIO_BED"][2:] == ("off", "on")
