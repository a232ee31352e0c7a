"""A conversation from a script: one utterance a line, and lines that let time pass. No real time is played.

# a comment
start my workout
@+90s            90 seconds pass, counted from the start of the reply that plays; several add up
next             said at that moment: if the reply still plays, it is cut short
done             without a line of time before it: said one second after the reply has ended
@silence         nothing is said until the session ends by itself
@new-day         the runner comes back tomorrow at the same hour
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from skill.speaker.device import Echo, Phase
from skill.speaker.errors import ScriptError
from skill.speaker.transcript import Transcript

# How long after the end of a reply an utterance comes, unless the script says otherwise.
ANSWER_SECONDS = 1.0

_DAY_SECONDS = 86_400.0
_PASSING = re.compile(r"@\+(\d+(?:\.\d+)?)(s|m|h)")
_SECONDS_PER_UNIT = {"s": 1, "m": 60, "h": 3600}


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that the runner says."""

    words: str


@dataclass(frozen=True, slots=True)
class Passing:
    """Seconds in which nothing is said."""

    seconds: float


class Absence(StrEnum):
    """Ways of saying nothing for longer."""

    SILENCE = "@silence"
    NEW_DAY = "@new-day"


Direction = Utterance | Passing | Absence


def read_script(lines: Iterable[str]) -> tuple[Direction, ...]:
    """Read a script; blank lines and lines that begin with `#` are passed over.

    Raises:
        ScriptError: A line begins with `@` and is no direction; the message names its number.
    """
    return tuple(_directions(lines))


def perform(script: Iterable[Direction], echo: Echo, transcript: Transcript) -> None:
    """Hold a conversation with the device.

    After the last line the runner walks off: a reply that nothing came after is heard out, and no more time goes by.
    """
    timed = True
    for direction in script:
        match direction:
            case Utterance(words):
                if not timed:
                    transcript.happened(echo.advance(_rest_of_reply(echo) + ANSWER_SECONDS))
                transcript.happened(echo.interrupt())
                transcript.said(words, echo.now)
                transcript.happened(echo.hear(words))
            case Passing(seconds):
                transcript.happened(echo.advance(seconds))
            case Absence.SILENCE:
                transcript.happened(echo.advance(echo.seconds_until_silent))
            case Absence.NEW_DAY:
                transcript.happened(echo.advance(_DAY_SECONDS))
                transcript.note("The next day.", echo.now)
            case _:
                assert_never(direction)
        timed = not isinstance(direction, Utterance)
    if not timed:
        transcript.happened(echo.advance(_rest_of_reply(echo)))
    transcript.happened(echo.interrupt())


def _rest_of_reply(echo: Echo) -> float:
    return echo.phase_seconds_left if echo.phase is Phase.SPEAKING else 0.0


def _directions(lines: Iterable[str]) -> Iterator[Direction]:
    absences = {absence.value: absence for absence in Absence}
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        passing = _PASSING.fullmatch(text)
        if passing:
            yield Passing(float(passing[1]) * _SECONDS_PER_UNIT[passing[2]])
        elif text in absences:
            yield absences[text]
        elif text.startswith("@"):
            raise ScriptError(f"line {number}: {text!r} is no direction; write @+90s, @silence or @new-day")
        else:
            yield Utterance(text)
