import asyncio
from collections.abc import Callable

import pytest
from prompt_toolkit import PromptSession
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from skill.speaker import terminal
from skill.speaker.errors import UnplayableSpeechError
from skill.speaker.player import Player
from skill.speech.length import speech_seconds
from tests.unit.speaker.fakes import Skill, TurnedClock, asking, echo_of, ending, lines_into

HOLD = '<speak>Hold, left side.<break time="10s"/><break time="10s"/>Halfway.<break time="1s"/>Ready?</speak>'


def typed(keys: str, act: Callable[[], None]) -> None:
    """Do something in a terminal in which these keys are pressed."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        act()


def conversation(keys: str, *answers: dict[str, object]) -> tuple[list[str], Skill]:
    """Press these keys in a conversation with these answers; give what was written, and the skill."""
    lines: list[str] = []
    skill = Skill(list(answers))
    player = Player(echo_of(skill), TurnedClock(), lines_into(lines))
    typed(keys, lambda: asyncio.run(terminal.converse(player, PromptSession())))
    return lines, skill


@pytest.mark.parametrize("leaving", ["\x04", "\x03"])
def test_typed_lines_are_said_and_leaving_ends_the_session(leaving: str) -> None:
    """Lines go to the skill, blank ones do not, and Ctrl-D and Ctrl-C leave as "exit" does."""
    lines, skill = conversation(f"open\r   \r{leaving}", asking("<speak>Hold on the left side.</speak>"))
    assert lines[0] == "Coach: Hold on the left side."
    assert skill.types == ["LaunchRequest", "SessionEndedRequest"]


def test_leaving_a_closed_session_tells_nobody() -> None:
    """Where no session is open there is nothing to end."""
    _, skill = conversation("stop\r\x04", ending("<speak>See you soon.</speak>"))
    assert skill.types == ["IntentRequest"]


def test_what_goes_wrong_in_an_answer_ends_the_conversation() -> None:
    """A fault is not swallowed by the terminal."""
    with pytest.raises(UnplayableSpeechError):
        conversation("open\r", ending("<speak>"))


def test_the_status_follows_the_device() -> None:
    """Last words with a countdown in long waits, words alone in short ones, then the microphone, then silence."""
    echo = echo_of(Skill([asking(HOLD)]))
    assert terminal.status(echo) == "Silent."
    echo.hear("open")
    assert terminal.status(echo) == "Hold, left side."
    echo.advance(speech_seconds("Hold, left side.") + 10)
    assert terminal.status(echo) == "Hold, left side.  ██████████░░░░░░░░░░ 10 s"
    echo.advance(10 + speech_seconds("Halfway.") + 0.5)
    assert terminal.status(echo) == "Halfway."
    echo.advance(echo.phase_seconds_left + 6)
    assert terminal.status(echo) == "The microphone is open.  █████░░░░░░░░░░░░░░░ 2 s"
    echo.advance(60)
    assert terminal.status(echo) == "Silent."


def test_a_long_sentence_has_a_countdown_of_its_own() -> None:
    """Its words stand above already; what is of use is how long it goes on."""
    echo = echo_of(Skill([ending(f"<speak>{'word ' * 40}</speak>")]))
    echo.hear("open")
    assert terminal.status(echo) == "Speaking.  ████████████████████ 10 s"


def test_a_reply_that_begins_with_a_wait_has_a_countdown_alone() -> None:
    """Before the first words there are none to show."""
    echo = echo_of(Skill([asking('<speak><break time="5s"/>Go.</speak>')]))
    echo.hear("open")
    assert terminal.status(echo).strip().endswith("5 s")


def test_talking_says_once_that_alexa_differs(capsys: pytest.CaptureFixture[str]) -> None:
    """The first thing on the screen is what this is, and what it is not."""
    typed("\x04", lambda: terminal.talk(echo_of(Skill([asking(HOLD)])), speed=terminal.FAST, noted=print))
    assert capsys.readouterr().out.count("Alexa's own matching differs") == 1


def test_the_systems_clock_never_runs_back() -> None:
    """Sleeping for no time at all comes back, no earlier than before."""
    clock = terminal.SystemClock()
    before = clock.seconds()
    asyncio.run(clock.sleep(0))
    assert clock.seconds() >= before
