from datetime import timedelta

import pytest

from skill.speaker.device import Heard, Phase, SessionClosed, TakenAsOneShot
from skill.speaker.envelopes import EndReason
from skill.speech.length import speech_seconds
from tests.unit.speaker.fakes import NOON, Skill, asking, echo_of, ending

QUESTION = '<speak>Rest.<break time="10s"/>Ready?</speak>'
SPEECH = speech_seconds("Rest.") + 10 + speech_seconds("Ready?")


def test_the_microphone_opens_twice_and_then_the_session_ends() -> None:
    """Speech, eight seconds, reprompt, eight seconds, and the skill is told that nobody answered."""
    skill = Skill([asking(QUESTION)])
    echo = echo_of(skill)
    echo.hear("open")
    phases = []
    while echo.session_open:
        phases.append((echo.phase, round(echo.phase_seconds_left, 2)))
        last = echo.advance(echo.phase_seconds_left)
    reprompt = speech_seconds("Say ready.")
    assert phases == [
        (Phase.SPEAKING, round(SPEECH, 2)),
        (Phase.LISTENING, 8.0),
        (Phase.SPEAKING, round(reprompt, 2)),
        (Phase.LISTENING, 8.0),
    ]
    assert last == (SessionClosed(echo.now, EndReason.EXCEEDED_MAX_REPROMPTS),)
    assert (skill.last["request"]["type"], skill.last["request"]["reason"]) == (
        "SessionEndedRequest",
        "EXCEEDED_MAX_REPROMPTS",
    )
    assert echo.now - NOON == timedelta(seconds=round(SPEECH + reprompt + 16, 3))


def test_one_long_wait_is_the_same_as_many_short_ones() -> None:
    """Passing everything at once reports both speeches and the end, in order, at their times."""
    echo = echo_of(Skill([asking(QUESTION)]))
    echo.hear("open")
    speech, reprompt, closed = echo.advance(3600)
    assert isinstance(speech, Heard)
    assert isinstance(reprompt, Heard)
    assert isinstance(closed, SessionClosed)
    assert NOON == speech.at < reprompt.at < closed.at < echo.now == NOON + timedelta(hours=1)
    assert not speech.cut


def test_without_a_reprompt_the_first_silence_ends_the_session() -> None:
    """Nothing is asked again where there is nothing to ask."""
    echo = echo_of(Skill([asking(QUESTION, reprompt=None)]))
    echo.hear("open")
    assert echo.seconds_until_silent == pytest.approx(SPEECH + 8)
    echo.advance(echo.seconds_until_silent)
    assert not echo.session_open


def test_an_open_session_keeps_its_id_and_attributes() -> None:
    """The next words in an open session carry what the last answer left, and are not new."""
    skill = Skill([asking(QUESTION, place=3)])
    echo = echo_of(skill)
    echo.hear("open")
    echo.advance(SPEECH + 1)
    echo.hear("ready")
    first, second = (envelope["session"] for envelope in skill.requests)
    assert first["new"]
    assert first["attributes"] == {}
    assert not second["new"]
    assert second["attributes"] == {"place": 3}
    assert first["sessionId"] == second["sessionId"]


def test_words_cut_the_speech_short_at_their_moment() -> None:
    """An interruption drops the rest of the reply and reaches the skill at its true time."""
    skill = Skill([asking(QUESTION), asking("<speak>Right.</speak>")])
    echo = echo_of(skill)
    echo.hear("open")
    echo.advance(5)
    (cut,) = echo.interrupt()
    echo.hear("pause")
    assert isinstance(cut, Heard)
    assert cut.cut
    assert cut.timeline.seconds == pytest.approx(5)
    assert skill.last["request"]["timestamp"] == "2026-03-02T12:00:05Z"
    assert echo.captions == ("Right.",)


def test_nothing_is_cut_where_nothing_plays() -> None:
    """An interruption of the open microphone or of silence loses nothing."""
    echo = echo_of(Skill([asking(QUESTION)]))
    assert echo.interrupt() == ()
    echo.hear("open")
    echo.advance(SPEECH + 1)
    assert echo.interrupt() == ()


@pytest.mark.parametrize("answer", [ending(QUESTION), {"version": "1.0", "response": ending(QUESTION)["response"]}])
def test_an_answer_that_ends_the_session_opens_no_microphone(answer: dict[str, object]) -> None:
    """After such an answer the device is silent, and the skill is not told of an end that it made itself."""
    skill = Skill([answer])
    echo = echo_of(skill)
    echo.hear("stop")
    assert not echo.session_open
    echo.advance(60)
    assert echo.phase is Phase.SILENT
    assert (echo.sounding, echo.captions, echo.phase_seconds_left) == (None, (), 0.0)
    assert skill.types == ["IntentRequest"]


def test_a_missing_end_ends_and_a_null_end_listens() -> None:
    """Without a screen an absent `shouldEndSession` ends the session; a null one opens the microphone."""
    absent, null = ending(QUESTION), ending(QUESTION)
    del absent["response"]["shouldEndSession"]
    null["response"]["shouldEndSession"] = None
    for answer, listens in ((absent, False), (null, True)):
        echo = echo_of(Skill([answer]))
        echo.hear("open")
        assert echo.session_open is listens


def test_words_to_a_closed_session_are_a_one_shot_and_it_is_said_once() -> None:
    """Words without the skill's name open a new session each time, and the runner is told the first time."""
    skill = Skill([ending("<speak>Bye.</speak>")])
    echo = echo_of(skill)
    assert echo.hear("ready") == (TakenAsOneShot(NOON, "runner strength", "ready"),)
    assert echo.hear("ready") == ()
    first, second = (envelope["session"] for envelope in skill.requests)
    assert first["new"]
    assert second["new"]
    assert first["sessionId"] != second["sessionId"]


@pytest.mark.parametrize("utterance", ["open the coach", "start my runner strength workout"])
def test_words_with_the_name_need_no_explanation(utterance: str) -> None:
    """Whoever names the skill or opens it is told nothing."""
    assert echo_of(Skill([asking(QUESTION)])).hear(utterance) == ()


def test_opening_again_begins_a_new_session() -> None:
    """Opening the skill in an open session is a new session with nothing carried over."""
    skill = Skill([asking(QUESTION, place=3)])
    echo = echo_of(skill)
    echo.hear("open")
    echo.hear("open")
    assert skill.last["session"]["new"]
    assert skill.last["session"]["attributes"] == {}


@pytest.mark.parametrize("utterance", ["exit", "Alexa, quit", "Exit."])
def test_exit_ends_the_session_without_the_skill(utterance: str) -> None:
    """The device ends the session itself; the skill is told and is not asked."""
    skill = Skill([asking(QUESTION)])
    echo = echo_of(skill)
    echo.hear("open")
    assert echo.hear(utterance) == (SessionClosed(NOON, EndReason.USER_INITIATED),)
    assert skill.types == ["LaunchRequest", "SessionEndedRequest"]
    assert echo.phase is Phase.SILENT
    assert echo.hear(utterance) == ()


def test_the_microphone_stays_open_for_somebody_who_speaks() -> None:
    """Held open, the microphone has as long to go as before, and time has passed."""
    echo = echo_of(Skill([asking(QUESTION)]))
    echo.hear("open")
    echo.advance(SPEECH + 3)
    now = echo.now
    echo.hold_microphone(60)
    assert echo.phase_seconds_left == pytest.approx(5)
    assert echo.now - now == timedelta(seconds=60)


def test_an_answer_without_speech_is_passed_over() -> None:
    """Silence as an answer is no line of its own."""
    echo = echo_of(Skill([{"version": "1.0", "response": {"shouldEndSession": False}}]))
    echo.hear("open")
    assert echo.advance(8) == (SessionClosed(NOON + timedelta(seconds=8), EndReason.EXCEEDED_MAX_REPROMPTS),)
