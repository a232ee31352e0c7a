"""Where a response is built: the one place that turns an answer into what Amazon plays and shows."""

import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ask_sdk_model.ui.ask_for_permissions_consent_card import AskForPermissionsConsentCard
from ask_sdk_model.ui.play_behavior import PlayBehavior

from skill.alexa.bed import Bed
from skill.alexa.screen.autopilot import screen_of
from skill.alexa.screen.view import View
from skill.alexa.services import SCOPE
from skill.errors import RunnerStrengthError
from skill.speech.ssml import MAX_CHARACTERS, to_ssml
from skill.turns import TurnAnswer

_log = logging.getLogger(__name__)

# Amazon takes 120 KB; a kilobyte is left for what stands round directives, speech and session attributes.
MAX_RESPONSE_CHARACTERS = 119_000


ASK_FOR = "AskFor"
# Amazon, "Set Up Voice Permissions for Reminders".
_CONSENT = {
    "type": "Connections.SendRequest",
    "name": ASK_FOR,
    "payload": {"@type": "AskForPermissionsConsentRequest", "@version": "1", "permissionScope": SCOPE},
    "token": "",
}


class SpeechTooLongError(RunnerStrengthError):
    """A reply has more characters than Amazon takes: a fault of the composer."""


def respond(handler_input: Any, answer: TurnAnswer) -> Any:  # noqa: ANN401  # the SDK publishes no types
    """Build the response to a turn.

    The session stays open only together with a question and its reprompt; otherwise it ends, and says so on purpose.

    Raises:
        SpeechTooLongError: Amazon would refuse the response.
    """
    builder = handler_input.response_builder
    builder.speak(_checked(to_ssml(answer.speech)))
    if answer.reprompt is not None:
        builder.ask(_checked(to_ssml(answer.reprompt)))
    builder.set_should_end_session(answer.ends)
    handler_input.attributes_manager.session_attributes = dict(answer.carried)
    return builder.response


def respond_with_bed(handler_input: Any, answer: TurnAnswer, bed: Bed) -> Any:  # noqa: ANN401
    """Build the response to a turn with an audio bed: the words at its start as speech, what follows as audio.

    Raises:
        SpeechTooLongError: Amazon would refuse the response.
    """
    response = respond(handler_input, replace(answer, speech=bed.lead))
    response.directives = [bed.directive]
    return response


def respond_with_permission(handler_input: Any, answer: TurnAnswer) -> Any:  # noqa: ANN401
    """Build the response to a turn that needs the runner's permission: by voice, or on a card in the Alexa app.

    Raises:
        SpeechTooLongError: Amazon would refuse the response.
    """
    response = respond(handler_input, answer)
    if answer.consent:
        response.directives = [_CONSENT]
    if answer.card:
        response.card = AskForPermissionsConsentCard(permissions=[SCOPE])
    return response


def show(handler_input: Any, answer: TurnAnswer, view: View) -> Any:  # noqa: ANN401  # the SDK publishes no types
    """Build the response to a turn for a device with a screen.

    Where the screen plays the workout, it speaks the words too, and the session is neither kept open with a question
    nor ended. A reply that would be too large with its pictures goes without them.

    Raises:
        SpeechTooLongError: Amazon would refuse the response.
    """
    directives = screen_of(answer.speech, view)
    if not _fits(directives, answer):
        _log.warning("screen_too_large")
        return respond(handler_input, answer)
    response = handler_input.response_builder.response
    if view.ends is None:
        respond(handler_input, answer)
        # An answer to a touch comes while something is still being spoken, and does not wait for its end.
        response.output_speech.play_behavior = PlayBehavior.REPLACE_ALL
    handler_input.attributes_manager.session_attributes = dict(answer.carried)
    response.directives = directives
    return response


def nothing(handler_input: Any) -> Any:  # noqa: ANN401  # the SDK publishes no types
    """Build the empty response, for requests that must not, or need not, be answered with anything."""
    return handler_input.response_builder.response


def _fits(directives: Sequence[dict[str, Any]], answer: TurnAnswer) -> bool:
    spoken = to_ssml(answer.speech) if len(directives) == 1 else ""
    again = "" if answer.reprompt is None else to_ssml(answer.reprompt)
    whole = [directives, dict(answer.carried), spoken, again]
    return len(json.dumps(whole)) <= MAX_RESPONSE_CHARACTERS


def _checked(ssml: str) -> str:
    if len(ssml) > MAX_CHARACTERS:
        raise SpeechTooLongError(f"{len(ssml)} characters of speech")
    return ssml
