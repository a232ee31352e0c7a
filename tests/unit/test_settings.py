"""The settings."""

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from skill.settings import SettingError, Settings, check_own_secret, check_own_skill, describe, read_settings
from tests.authority import DAY, NOON, Authority


def test_with_nothing_set_everything_has_a_default() -> None:
    """An empty environment starts on the embedded store."""
    settings = read_settings({})
    assert settings == Settings()
    assert settings.store.startswith("sqlite:///")


def test_what_is_set_counts(tmp_path: Path) -> None:
    """Values from the environment are taken."""
    roots = tmp_path / "roots.pem"
    roots.write_bytes(Authority().root.pem)
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
        ("STORE", "sqlite:///"),
        ("STORE", "sqlite:////"),
        ("STORE", "sqlite://host/x"),
        ("STORE", "dynamodb://"),
        ("STORE", "dynamodb://two words"),
        ("STORE", "memory://x"),
        ("SKILL_ID", "nonsense"),
        ("SKILL_ID", "amzn1.ask.skill."),
        ("SKILL_ID", "amzn1.ask.skill...."),
        ("SKILL_ID", " amzn1.ask.skill.x"),
        ("KEY_SECRET", ""),
        ("KEY_SECRET", "  "),
        ("CA_BUNDLE", "/tmp"),  # noqa: S108  # a folder, not a file in it
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


@pytest.mark.parametrize(
    "content", [b"", b"no certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", b"\xff" * 99]
)
def test_a_bundle_without_certificates_stops_the_start(tmp_path: Path, content: bytes) -> None:
    """A file that is no bundle of roots is no setting, whoever asks."""
    roots = tmp_path / "roots.pem"
    roots.write_bytes(content)
    with pytest.raises(SettingError, match=r"RUNNER_STRENGTH_CA_BUNDLE.*certificates in it"):
        read_settings({"RUNNER_STRENGTH_CA_BUNDLE": str(roots)})


def test_a_bundle_of_revocations_alone_holds_no_root(tmp_path: Path) -> None:
    """What OpenSSL loads without a word is looked into."""
    authority = Authority()
    builder = x509.CertificateRevocationListBuilder(authority.root.certificate.subject, NOON, NOON + DAY)
    roots = tmp_path / "roots.pem"
    roots.write_bytes(builder.sign(authority.root.key, SHA256()).public_bytes(Encoding.PEM))
    with pytest.raises(SettingError, match="certificates in it"):
        read_settings({"RUNNER_STRENGTH_CA_BUNDLE": str(roots)})


@pytest.mark.parametrize(
    ("settings", "local"),
    [
        (Settings(store="memory://"), True),
        (Settings(store="sqlite:////x"), True),
        (Settings(store="dynamodb://runners"), False),
    ],
)
def test_which_stores_are_local(settings: Settings, local: bool) -> None:
    """A table is not on this machine."""
    assert settings.is_local is local


def test_what_serves_others_needs_its_own_skill_and_secret() -> None:
    """The one line says which variable to set, and how a secret is made; a secret of one's own is enough."""
    with pytest.raises(SettingError, match="RUNNER_STRENGTH_SKILL_ID"):
        check_own_skill(read_settings({}))
    for environment in ({}, {"RUNNER_STRENGTH_KEY_SECRET": "local"}):
        with pytest.raises(SettingError, match=r"RUNNER_STRENGTH_KEY_SECRET.*openssl rand -hex 24"):
            check_own_secret(read_settings(environment))
    own = {"RUNNER_STRENGTH_SKILL_ID": "amzn1.ask.skill.x", "RUNNER_STRENGTH_KEY_SECRET": "own"}
    check_own_skill(read_settings(own))
    check_own_secret(read_settings(own))


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
