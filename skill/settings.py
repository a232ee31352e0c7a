"""The settings: typed, frozen, read once from the environment, each with its meaning beside it.

A wrong value stops the start with one line that says how to mend it. AWS's own variables keep their meaning and are
not read here.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from skill.errors import RunnerStrengthError

PREFIX = "RUNNER_STRENGTH_"
# Three slashes and a path that names a file; a table; or nothing.
STORES = re.compile(r"sqlite:///.*[^/].*|dynamodb://[^/\s]+|memory://")
LOCAL_STORES = ("sqlite:///", "memory://")
SKILL_IDS = re.compile(r"amzn1\.ask\.skill\.[0-9A-Za-z-]+")
# Everybody knows it: for a store of one's own only.
DEFAULT_SECRET = "local"  # noqa: S105  # no secret, which is the point
# A reply shorter than this holds no exercise; one longer than this was never heard of on a device.
BLOCK_SECONDS = range(60, 601)


class SettingError(RunnerStrengthError):
    """A setting has a value that cannot be used; the message is one line that says how to mend it."""


def _store(text: str) -> str:
    if not STORES.fullmatch(text):
        raise ValueError("write sqlite:///PATH, dynamodb://TABLE or memory://")
    return text


def _skill_id(text: str) -> str:
    if text and not SKILL_IDS.fullmatch(text):
        raise ValueError("write the id as the Alexa developer console shows it: amzn1.ask.skill. and a UUID")
    return text


def _key_secret(text: str) -> str:
    if not text.strip():
        raise ValueError("write a secret of your own, such as `openssl rand -hex 24` gives")
    return text


def _block_seconds(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) not in BLOCK_SECONDS:
        raise ValueError(f"write a whole number of seconds from {BLOCK_SECONDS.start} to {BLOCK_SECONDS.stop - 1}")
    return int(text)


def _on_or_off(text: str) -> bool:
    if text.lower() not in {"on", "off"}:
        raise ValueError("write on or off")
    return text.lower() == "on"


def _roots(text: str) -> str:
    if not text:
        return text
    if not Path(text).is_file():
        raise ValueError("write the path of a PEM file that exists")
    import ssl  # noqa: PLC0415  # for nearly nobody

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(text)
    except OSError:
        raise ValueError("write the path of a PEM file that can be read, with certificates in it") from None
    if not context.cert_store_stats()["x509"]:
        raise ValueError("write the path of a PEM file with certificates in it")
    return text


def _log_level(text: str) -> str:
    if text.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError("write DEBUG, INFO, WARNING or ERROR")
    return text.upper()


def _default_store() -> str:
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return f"sqlite:///{state}/runner-strength/coach.sqlite3"


def _setting(meaning: str, default: str | Callable[[], str], parse: Callable[[str], Any] = str) -> Any:  # noqa: ANN401  # what dataclasses.field returns
    make = default if callable(default) else lambda: default
    return field(default_factory=lambda: parse(make()), metadata={"meaning": meaning, "parse": parse})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, by the name of its variable without the prefix, in lower case."""

    store: str = _setting(
        "Where runners are kept: sqlite:///PATH, dynamodb://TABLE or memory://.", _default_store, _store
    )
    skill_id: str = _setting(
        "The skill's application id; requests for another one are refused. Empty: any.", "", _skill_id
    )
    key_secret: str = _setting(
        "Secret that runner keys are hashed with. Set your own before anything is stored.", DEFAULT_SECRET, _key_secret
    )
    block_seconds: int = _setting("How long one reply may be, in seconds of speech and waits.", "170", _block_seconds)
    audio_bed: bool = _setting(
        "Whether speakers play ticks and tones as audio to runners who like ticks: on or off.", "off", _on_or_off
    )
    ca_bundle: str = _setting(
        "PEM file of the roots that request certificates must chain to. Empty: certifi's.", "", _roots
    )
    log_level: str = _setting("How much is logged: DEBUG, INFO, WARNING or ERROR.", "INFO", _log_level)

    @property
    def is_local(self) -> bool:
        """Tell whether runners are kept on this machine."""
        return self.store.startswith(LOCAL_STORES)


def check_own_skill(settings: Settings) -> None:
    """Refuse to serve every skill there is.

    Raises:
        SettingError: The skill's id is not set.
    """
    if not settings.skill_id:
        raise SettingError(f"set {PREFIX}SKILL_ID to your skill's id: without it, every skill would be answered")


def check_own_secret(settings: Settings) -> None:
    """Refuse to hash the ids of other people with what everybody knows.

    Raises:
        SettingError: The secret is not set.
    """
    if settings.key_secret == DEFAULT_SECRET:
        raise SettingError(
            f"set {PREFIX}KEY_SECRET to a secret of your own, such as `openssl rand -hex 24` gives, and keep it: "
            "runners are found by it alone"
        )


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings from environment variables.

    Raises:
        SettingError: A value cannot be used, or a variable with our prefix is no setting.
    """
    known = {PREFIX + entry.name.upper(): entry for entry in fields(Settings)}
    unknown = sorted(name for name in environment if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise SettingError(f"{unknown[0]} is no setting of ours; `runner-strength settings` lists them all")
    values = {}
    for name, entry in known.items():
        if name in environment:
            try:
                values[entry.name] = entry.metadata["parse"](environment[name])
            except ValueError as error:
                raise SettingError(f"{name}={environment[name]!r} cannot be used: {error}") from error
    return Settings(**values)


def describe(settings: Settings) -> Iterator[tuple[str, str, str, str]]:
    """Give each setting as (variable, meaning, default, current value); a secret's value is not shown."""
    for entry, default in zip(fields(Settings), fields(Settings), strict=True):
        current, usual = getattr(settings, entry.name), getattr(Settings(), default.name)
        if entry.name == "key_secret":
            current = "(set)" if current != usual else "(not set)"
            usual = "(not set)"
        yield PREFIX + entry.name.upper(), entry.metadata["meaning"], _written(usual), _written(current)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value)
