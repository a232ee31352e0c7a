"""What Amazon's samples do to keep something: the standard builder, whose adapter reads and writes each turn."""

from typing import Any

from ask_sdk.standard import StandardSkillBuilder
from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput

# The same name stands in the benchmark; this module cannot be imported where no region is set.
TABLE = "standard"


class _Counter(AbstractRequestHandler):
    def can_handle(self, handler_input: HandlerInput) -> bool:
        _ = handler_input
        return True

    def handle(self, handler_input: HandlerInput) -> Any:  # noqa: ANN401  # the SDK publishes no types
        kept = handler_input.attributes_manager.persistent_attributes
        kept["turns"] = int(kept.get("turns", 0)) + 1
        handler_input.attributes_manager.save_persistent_attributes()
        return handler_input.response_builder.speak(f"Turn {kept['turns']}.").ask("Next?").response


_builder = StandardSkillBuilder(table_name=TABLE)
_builder.add_request_handler(_Counter())
handler = _builder.lambda_handler()
