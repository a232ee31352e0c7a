"""Where a response is built: the one place that turns an answer into what Amazon plays."""

from typing import Any

from skill.errors import RunnerStrengthError
from skill.speech.ssml import MAX_CHARACTERS, to_ssml
from skill.turns import TurnAnswer


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


def nothing(handler_input: Any) -> Any:  # noqa: ANN401  # the SDK publishes no types
    """Build the empty response, for requests that must not, or need not, be answered with anything."""
    return handler_input.response_builder.response


def _checked(ssml: str) -> str:
    if len(ssml) > MAX_CHARACTERS:
        raise SpeechTooLongError(f"{len(ssml)} characters of speech")
    return ssml
