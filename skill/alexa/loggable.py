"""What of a request's own words may stand in the log: Amazon's, as far as we know them, and no other.

A request is what somebody sent. Whatever is not on these lists is logged as "other", so that nothing that tells who it
was, or what was said, comes into a log line by way of a field that usually holds something else.
"""

from ask_sdk_model import Request

OTHER = "other"
# What is said in a locale that we have no words for is logged too: it tells where the skill is missed.
LOCALES = frozenset(
    {
        *("ar-SA", "de-DE", "en-AU", "en-CA", "en-GB", "en-IN", "en-US", "es-ES", "es-MX", "es-US"),
        *("fr-CA", "fr-FR", "hi-IN", "it-IT", "ja-JP", "nl-NL", "pt-BR"),
    }
)
KINDS = frozenset(Request.discriminator_value_class_map) | {"AlexaSkillEvent.SkillAccountUnlinked"}
ENDS = frozenset({"USER_INITIATED", "ERROR", "EXCEEDED_MAX_REPROMPTS"})
FAULTS = frozenset({"INVALID_RESPONSE", "DEVICE_COMMUNICATION_ERROR", "INTERNAL_SERVICE_ERROR", "ENDPOINT_TIMEOUT"})


def one_of(known: frozenset[str], value: object) -> str | None:
    """Give a value if it is one of those known, "other" if it is not, and None if there is none."""
    if value is None or value == "":
        return None
    return value if isinstance(value, str) and value in known else OTHER
