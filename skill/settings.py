"""The settings: typed, frozen, read once from the environment, each with its meaning beside it.

A wrong value stops the start with one line that says how to mend it. AWS's own variables keep their meaning and are
not read here.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from skill.errors import RunnerStrengthError

PREFIX = "RUNNER_STRENGTH_"
STORE_SCHEMES = ("sqlite:///", "dynamodb://", "memory://")
# A reply shorter than this holds no exercise; one longer than this was never heard of on a device.
BLOCK_SECONDS = range(60, 601)


class SettingError(RunnerStrengthError):
    """A setting has a value that cannot be used; the message is one line that says how to mend it."""


def _store(text: str) -> str:
    if not text.startswith(STORE_SCHEMES):
        raise ValueError("write sqlite:///PATH, dynamodb://TABLE or memory://")
    return text


def _block_seconds(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) not in BLOCK_SECONDS:
        raise ValueError(f"write a whole number of seconds from {BLOCK_SECONDS.start} to {BLOCK_SECONDS.stop - 1}")
    return int(text)


def _on_or_off(text: str) -> bool:
    if text.lower() not in {"on", "off"}:
        raise ValueError("write on or off")
    return text.lower() == "on"


def _existing_file(text: str) -> str:
    if text and not Path(text).is_file():
        raise ValueError("write the path of a PEM file that exists")
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
    skill_id: str = _setting("The skill's application id; requests for another one are refused. Empty: any.", "")
    key_secret: str = _setting(
        "Secret that runner keys are hashed with. Set your own before anything is stored.", "local"
    )
    block_seconds: int = _setting("How long one reply may be, in seconds of speech and waits.", "170", _block_seconds)
    audio_bed: bool = _setting(
        "Whether speakers play ticks and tones as audio to runners who like ticks: on or off.", "off", _on_or_off
    )
    ca_bundle: str = _setting(
        "PEM file of the roots that request certificates must chain to. Empty: certifi's.", "", _existing_file
    )
    log_level: str = _setting("How much is logged: DEBUG, INFO, WARNING or ERROR.", "INFO", _log_level)


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
