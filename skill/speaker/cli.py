"""The command `talk`: the local speaker, in the terminal or from a script."""

import argparse
import sys
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from interaction_model.committed import LOCALES, read_model
from skill.coach.runner import Runner
from skill.settings import PREFIX, Settings, read_settings
from skill.speaker.errors import ScriptError

if TYPE_CHECKING:
    from skill.speaker.device import Echo
    from skill.speaker.trace import Trace

# The status of a command that was used wrongly, as argparse has it.
MISUSED = 2
_STDIN = "-"
_A_MOMENT = timedelta(seconds=1)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "talk",
        help="talk to the coach in this terminal (default)",
        description="Talk to the coach in this terminal, as to an Echo. A script is played at once and prints a "
        "transcript: one utterance a line; @+90s lets 90 seconds pass, counted from the start of the reply; @silence "
        "says nothing until the session ends; @new-day comes back tomorrow at the same hour; # begins a comment.",
    )
    parser.add_argument("--script", metavar="FILE", help="play a script; - is standard input (default: no terminal)")
    parser.add_argument("--times", action="store_true", help="begin each line of a transcript with its time")
    parser.add_argument("--fast", action="store_true", help="let the coach speak twenty times faster than life")
    parser.add_argument("--locale", choices=LOCALES, default=LOCALES[0], help="whose English to speak (%(default)s)")
    parser.add_argument("--store", metavar="URL", help="where runners are kept, for this time only")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Talk.

    Returns:
        The exit status: 0, or 2 for a script that cannot be read.

    Raises:
        RunnerStrengthError: The store or a setting cannot be used.
    """
    if options.store is not None:
        settings = replace(settings, store=read_settings({f"{PREFIX}STORE": options.store}).store)
    try:
        if options.script is not None or not sys.stdin.isatty():
            return _play_script(options, settings)
    except ScriptError as error:
        sys.stderr.write(f"runner-strength: {error}\n")
        return MISUSED
    from skill.speaker.terminal import FAST, talk

    echo, trace = _echo(options.locale, settings)
    with closing(trace):
        talk(echo, speed=FAST if options.fast else 1.0, noted=trace.note)
    return 0


def _play_script(options: argparse.Namespace, settings: Settings) -> int:
    from skill.speaker.script import perform, read_script
    from skill.speaker.transcript import Transcript

    script = read_script(_lines(options.script or _STDIN))
    echo, trace = _echo(options.locale, settings)
    with closing(trace):
        try:
            perform(script, echo, Transcript(sys.stdout.write, echo.now if options.times else None))
        finally:
            # This device is switched off with its process: what it would have gone on to say is not spoken.
            echo.leave()
    return 0


def _lines(name: str) -> Iterable[str]:
    try:
        text = sys.stdin.read() if name == _STDIN else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ScriptError(f"the script {name} cannot be read: {error}") from error
    return text.splitlines()


def _echo(locale: str, settings: Settings) -> tuple["Echo", "Trace"]:
    from skill.coach.dates import zone_named
    from skill.speaker.computer import Computer
    from skill.speaker.device import Echo
    from skill.speaker.envelopes import Envelopes
    from skill.speaker.matcher import read_matcher
    from skill.speaker.stored import stored_runner
    from skill.speaker.trace import Trace
    from skill.store.open import file_of
    from skill.wiring import build_door, build_turns

    model, computer = read_model(locale), Computer()
    # Whole seconds, as Amazon's stamps are, so that a script always goes the same way.
    turns, now = build_turns(settings), datetime.now(UTC).replace(microsecond=0)
    door = build_door(turns, settings, lambda _access, _now: computer)
    envelopes = Envelopes(model, locale=locale, skill_id=settings.skill_id, zone=zone_named(computer.zone() or ""))
    runner = stored_runner(turns, settings, now)
    trace = Trace.beside(file_of(settings.store))
    if trace.cut_off is not None:
        door.answer(envelopes.cut_off(trace.cut_off))
        trace.note(None)
        runner = stored_runner(turns, settings, now)
    invocation = model["interactionModel"]["languageModel"]["invocationName"]
    started = starting_time(now, runner)
    return Echo(door, read_matcher(locale), envelopes, invocation=invocation, started=started), trace


def starting_time(now: datetime, runner: Runner | None) -> datetime:
    """Give the device's time at its start: now, or just after what a script has already lived through."""
    lived = [now]
    if runner is not None and runner.session is not None:
        lived.append(runner.session.touched + _A_MOMENT)
    if runner is not None and runner.last is not None:
        lived.append(runner.last.ended + _A_MOMENT)
    return max(lived)
