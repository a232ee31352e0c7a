"""The one place where responses are built."""

from types import SimpleNamespace

import pytest
from ask_sdk_core.response_helper import ResponseFactory

from skill.alexa.responses import SpeechTooLongError, respond
from skill.speech.timeline import Say, Timeline
from skill.turns import TurnAnswer


def test_speech_that_amazon_would_refuse_is_never_sent() -> None:
    """A reply of more than 8,000 characters is a fault of ours, to be apologised for, not a response."""
    handler_input = SimpleNamespace(response_builder=ResponseFactory(), attributes_manager=SimpleNamespace())
    answer = TurnAnswer(Timeline((Say("word " * 2000, 600.0),)), None, {})
    with pytest.raises(SpeechTooLongError):
        respond(handler_input, answer)


def test_what_xml_would_trip_over_is_escaped() -> None:
    """Words with an ampersand or an angle bracket are spoken as they are."""
    handler_input = SimpleNamespace(response_builder=ResponseFactory(), attributes_manager=SimpleNamespace())
    response = respond(handler_input, TurnAnswer(Timeline((Say("you & me < them", 1.0),)), None, {}))
    assert response.output_speech.ssml == "<speak>you &amp; me &lt; them</speak>"
    assert response.should_end_session is True
