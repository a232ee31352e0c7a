"""The local speaker in a terminal: a line to type on, and below it what the device is doing, live.

What is typed counts as said when Enter is pressed; it interrupts the coach as "Alexa, ..." does.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from datetime import datetime
from math import ceil
from textwrap import shorten

from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout

from skill.speaker.device import Echo, Phase
from skill.speaker.playback import Sounding
from skill.speaker.player import TICK_SECONDS, Player
from skill.speech.timeline import Say

FAST = 20.0
PROMPT = "You: "
WELCOME = """\
Type what you would say and press Enter; it interrupts as "Alexa, ..." does.
Ctrl-D leaves.
Your words are matched to the skill's interaction model by this program.
Alexa's own matching differs: it takes some phrases better and some worse.
"""

# Anything shorter is over before a countdown could be read.
_COUNTED_SECONDS = 3.0
_MOST_COLUMNS = 50
_BAR = 20


class SystemClock:
    """The machine's clock."""

    def seconds(self) -> float:
        """Give the seconds of the clock that never runs back."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Come back after so many seconds."""
        await asyncio.sleep(seconds)


def status(echo: Echo) -> str:
    """Give the line that tells what the device is doing: the last words, and a countdown where there is one."""
    now = echo.sounding
    if echo.phase is Phase.SILENT or now is None:
        return "Silent."
    if echo.phase is Phase.LISTENING:
        return f"The microphone is open.  {_countdown(now)}"
    words = echo.captions[-1] if echo.captions else ""
    if now.entry.seconds < _COUNTED_SECONDS:
        return words
    if isinstance(now.entry, Say):
        return f"Speaking.  {_countdown(now)}"
    return f"{shorten(words, _MOST_COLUMNS, placeholder='…')}  {_countdown(now)}"


async def converse(player: Player, prompt: PromptSession[str]) -> None:
    """Talk until the runner leaves."""
    tasks = {
        asyncio.ensure_future(_listen(player, prompt)),
        asyncio.ensure_future(player.play(lambda: bool(prompt.default_buffer.text))),
    }
    done, playing = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in playing:
        task.cancel()
    await asyncio.gather(*playing, return_exceptions=True)
    for task in done:
        task.result()
    player.leave()


def talk(echo: Echo, *, speed: float, noted: Callable[[datetime | None], object]) -> None:
    """Talk in this terminal until the runner leaves; `noted` takes how far an open session has come, all the time."""
    _write(WELCOME)
    with patch_stdout():
        asyncio.run(converse(Player(echo, SystemClock(), _write, speed=speed, noted=noted), PromptSession()))


async def _listen(player: Player, prompt: PromptSession[str]) -> None:
    while True:
        try:
            words = await prompt.prompt_async(
                PROMPT, bottom_toolbar=lambda: status(player.echo), refresh_interval=TICK_SECONDS
            )
        except (EOFError, KeyboardInterrupt):
            return
        if words.strip():
            player.hear(words)


def _write(text: str) -> None:
    # `patch_stdout` puts another object in the place of `sys.stdout`, so it is looked up each time.
    sys.stdout.write(text)


def _countdown(now: Sounding) -> str:
    full = round(_BAR * now.seconds_left / now.entry.seconds)
    return f"{'█' * full}{'░' * (_BAR - full)} {ceil(now.seconds_left)} s"
