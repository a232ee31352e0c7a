"""The door: a request envelope as Amazon sends it in, a response envelope out.

Everything outside calls the skill through here: Lambda, the web endpoint, the local speaker. What the SDK would refuse
to read (types, values and stamps that it does not know) never reaches it: it is given the few parts that it needs.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import Request, RequestEnvelope

from skill.alexa.errors import ForeignSkillError
from skill.alexa.handlers import HANDLERS, Apology, ServicesOf, Visit
from skill.alexa.requests import Incoming, read, tree
from skill.content.types import Catalogue
from skill.turns import Turns

_KNOWN_TYPES = frozenset(Request.discriminator_value_class_map)
# Stands in for a type that the SDK does not know; the handlers look at the request as it came.
_STAND_IN = "Alexa.Presentation.APL.RuntimeError"


def _now() -> datetime:
    return datetime.now(UTC)


class Door:
    """Answers request envelopes."""

    def __init__(  # noqa: PLR0913  # all that a skill is put together from, by name
        self,
        turns: Turns,
        catalogue: Catalogue,
        *,
        key_secret: str,
        skill_id: str | None = None,
        audio_bed: bool = False,
        services: ServicesOf = lambda _access, _now: None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        """Build the skill.

        Args:
            turns: What takes turns.
            catalogue: What exercise slots are looked up in.
            key_secret: What runner keys are hashed with.
            skill_id: The only application that is answered; None for any.
            audio_bed: Whether speakers get ticks and tones as audio, for runners who like ticks.
            services: Gives the services of the device that a request comes from; unless given, no device has any.
            clock: The time, for requests that carry none.
        """
        builder = SkillBuilder()
        for handler in HANDLERS:
            builder.add_request_handler(handler)
        builder.add_exception_handler(Apology())
        self._skill = builder.create()
        self._serializer = DefaultSerializer()
        self._turns = turns
        self._catalogue = catalogue
        self._key_secret = key_secret
        self._skill_id = skill_id
        self._audio_bed = audio_bed
        self._services = services
        self._clock = clock

    def ready(self) -> None:
        """Find out whether turns can be kept.

        Raises:
            StoreError: The store does not answer.
        """
        self._turns.ping()

    def check(self, envelope: object) -> None:
        """Refuse what is for another skill, before anything that costs more.

        Raises:
            MalformedEnvelopeError: It is no request envelope.
            ForeignSkillError: It is for another skill.
        """
        self._read(envelope)

    def answer(self, envelope: object) -> dict[str, Any]:
        """Answer an envelope.

        Raises:
            MalformedEnvelopeError: It is no request envelope.
            ForeignSkillError: It is for another skill.
        """
        incoming = self._read(envelope)
        typed = self._serializer.deserialize(json.dumps(_needed(incoming)), RequestEnvelope)
        visit = Visit(incoming, self._turns, self._catalogue, self._services, self._audio_bed)
        answered = self._skill.invoke(typed, visit)
        response: dict[str, Any] = self._serializer.serialize(answered)
        return response

    def _read(self, envelope: object) -> Incoming:
        incoming = read(envelope, self._key_secret, self._clock)
        if self._skill_id is not None and incoming.application != self._skill_id:
            raise ForeignSkillError("the request is for another skill")
        return incoming


def _needed(incoming: Incoming) -> dict[str, Any]:
    """Give the parts of an envelope that the SDK needs in order to dispatch it, and to keep session attributes."""
    request: dict[str, Any] = {
        "type": incoming.kind if incoming.kind in _KNOWN_TYPES else _STAND_IN,
        "requestId": incoming.request_id,
        "timestamp": incoming.now.isoformat(),
        "locale": incoming.locale,
    }
    if "Intent" in incoming.kind:
        request["intent"] = {"name": str(tree(incoming.request.get("intent")).get("name", ""))}
    return {"version": "1.0", "session": {"new": incoming.opens, "attributes": {}}, "context": {}, "request": request}
