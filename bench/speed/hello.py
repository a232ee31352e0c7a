"""The least that Amazon's SDK can do: one handler, one sentence, nothing kept."""

from typing import Any

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder


class _Hello(AbstractRequestHandler):
    def can_handle(self, handler_input: HandlerInput) -> bool:
        _ = handler_input
        return True

    def handle(self, handler_input: HandlerInput) -> Any:  # noqa: ANN401  # the SDK publishes no types
        return handler_input.response_builder.speak("Hello.").ask("Hello?").response


_builder = SkillBuilder()
_builder.add_request_handler(_Hello())
handler = _builder.lambda_handler()
