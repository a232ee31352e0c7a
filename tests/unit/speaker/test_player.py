import asyncio
from typing import Any

import pytest

from skill.speaker.device import Phase
from skill.speaker.player import TICK_SECONDS, Player
from skill.speech.length import speech_seconds
from tests.unit.speaker.fakes import NOON, Skill, StoppedError, TurnedClock, asking, echo_of, ending, lines_into

SET = (
    '<speak>Lunges, set one of two, eight reps.<break time="3s"/>Go.<break time="2s"/>One.<break time="2s"/>Two.'
    '<break time="10s"/>Now rest for a whole minute.</speak>'
)
FIRST = speech_seconds("Lunges, set one of two, eight reps.")


class Playing:
    """A player at work, with its clock and what it wrote."""

    def __init__(self, *answers: dict[str, object], **how: Any) -> None:
        """Begin, with these answers to come."""
        self.lines: list[str] = []
        self.clock = TurnedClock()
        self.skill = Skill(list(answers) or [asking(SET)])
        self.echo = echo_of(self.skill)
        self.player = Player(self.echo, self.clock, lines_into(self.lines), **how)

    def pass_time(self, seconds: float, *, speaking: bool = False) -> None:
        """Let time pass tick by tick."""
        for _ in range(round(seconds / TICK_SECONDS)):
            self.clock.now += TICK_SECONDS
            self.player.catch_up(speaking=speaking)


def test_words_appear_as_they_begin() -> None:
    """A sentence is shown when it begins to be spoken, not before."""
    playing = Playing()
    playing.player.hear("open")
    assert playing.lines == ["Coach: Lunges, set one of two, eight reps."]
    playing.pass_time(FIRST + 9)
    assert playing.lines == ["Coach: Lunges, set one of two, eight reps."]
    playing.pass_time(12)
    assert playing.lines[1:] == ["       Go. One. Two.", "       Now rest for a whole minute."]


def test_counts_share_a_line_until_a_long_wait() -> None:
    """Short pieces are gathered, shown together when nothing follows soon, and dropped when they are cut short."""
    playing = Playing()
    playing.player.hear("open")
    playing.pass_time(FIRST + 10.5)
    assert playing.lines[1:] == ["       Go. One. Two."]
    playing = Playing()
    playing.player.hear("open")
    playing.pass_time(FIRST + 6)
    playing.player.leave()
    assert playing.lines[1:] == ["(The session is over.)"]


def test_long_sentences_are_wrapped_between_words() -> None:
    """No line is wider than a narrow terminal, and the lines of one turn stand below each other."""
    playing = Playing(ending(f"<speak>{'Keep your heels down. ' * 8}</speak>"))
    playing.player.hear("open")
    assert len(playing.lines) == 3
    assert max(map(len, playing.lines)) <= 80
    assert [line[:7] for line in playing.lines] == ["Coach: ", "       ", "       "]


def test_each_speech_begins_a_new_turn() -> None:
    """A reprompt is the coach's next turn, and the end of the session is told."""
    playing = Playing(asking("<speak>Are you ready now?</speak>"))
    playing.player.hear("open")
    playing.pass_time(60)
    assert playing.lines == [
        "Coach: Are you ready now?",
        "Coach: Say ready.",
        "(Nobody answered: the session is over.)",
    ]


def test_an_interruption_reaches_the_skill_at_its_true_time() -> None:
    """Between two ticks too, the clock at the moment of the words counts, and the cut is shown."""
    playing = Playing(asking(SET), ending("<speak>All right, we pause here.</speak>"))
    playing.player.hear("open")
    playing.pass_time(FIRST + 3.5)
    playing.clock.now += 7.05
    playing.player.hear("pause")
    moment = playing.skill.last["request"]["timestamp"]
    assert moment == f"2026-03-02T12:00:{int(FIRST + 3.5 + 7.05):02}Z"
    assert playing.lines[1:] == ["       Go. One. Two.", "Coach: All right, we pause here."]


def test_fast_speaks_faster_and_listens_as_long() -> None:
    """At twenty times the speed a reply takes a twentieth, and the microphone still eight seconds."""
    playing = Playing(speed=20.0)
    playing.player.hear("open")
    playing.pass_time(playing.echo.phase_seconds_left / 20 + 0.1)
    assert playing.echo.phase is Phase.LISTENING
    assert playing.echo.phase_seconds_left == pytest.approx(8, abs=0.2)
    playing.pass_time(7)
    assert playing.echo.phase is Phase.LISTENING


def test_the_microphone_does_not_close_on_a_typing_runner() -> None:
    """Whoever has begun to type in time is heard out, in the same session."""
    playing = Playing(asking("<speak>Are you ready now?</speak>"))
    playing.player.hear("open")
    playing.pass_time(speech_seconds("Are you ready now?") + 2)
    playing.pass_time(60, speaking=True)
    playing.player.hear("ready")
    assert not playing.skill.last["session"]["new"]
    assert playing.skill.types == ["LaunchRequest", "IntentRequest"]


def test_typing_does_not_stop_the_coach() -> None:
    """Until Enter is pressed the reply goes on."""
    playing = Playing()
    playing.player.hear("open")
    playing.pass_time(FIRST + 22, speaking=True)
    assert playing.lines[-1] == "       Now rest for a whole minute."


def test_a_machine_that_slept_finds_the_session_over() -> None:
    """An hour in one tick is an hour for the device too."""
    playing = Playing()
    playing.player.hear("open")
    playing.clock.now += 3600
    playing.player.catch_up(speaking=False)
    assert not playing.echo.session_open
    assert (playing.echo.now.hour, playing.echo.phase) == (13, Phase.SILENT)


def test_leaving_tells_the_skill() -> None:
    """Leaving in mid-reply ends the session at that moment, so that the place is kept."""
    playing = Playing()
    playing.player.hear("open")
    playing.clock.now += 5
    playing.player.leave()
    request = playing.skill.last["request"]
    assert (request["reason"], request["timestamp"]) == ("USER_INITIATED", "2026-03-02T12:00:05Z")


def test_it_notes_how_far_it_has_spoken() -> None:
    """While a session is open each tick is noted, and its end too, so that a killed player's place is known."""
    noted: list[Any] = []
    playing = Playing(noted=noted.append)
    playing.player.hear("open")
    playing.pass_time(2)
    assert noted[:2] == [None, NOON]
    assert noted[-1] == playing.echo.now
    playing.player.leave()
    assert noted[-1] is None


def test_it_plays_by_its_clock() -> None:
    """Left alone, the player advances the device tick by tick."""
    playing = Playing()
    playing.player.hear("open")
    playing.clock.stops = playing.clock.now + playing.echo.seconds_until_silent + 1
    with pytest.raises(StoppedError):
        asyncio.run(playing.player.play(lambda: False))
    assert playing.lines[-1] == "(Nobody answered: the session is over.)"
