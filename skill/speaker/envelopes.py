"""Request envelopes as an Echo without a screen sends them: who, where, when, and what was understood.

This knows Amazon's form and the declared slots of each intent; it refuses to know what an intent is for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from typing import Any
from uuid import uuid4

from skill.speaker.ports import Envelope, HeardSlot, Understood
from skill.speaker.understanding.calendar_words import amazon_date
from skill.speaker.understanding.lexicon import DATE

# The one account and device that this speaker has. The coach keeps its runner under this user.
USER = "amzn1.ask.account.local-speaker"
DEVICE = "amzn1.ask.device.local-speaker"
# Stands in where no skill id is set.
SKILL = "amzn1.ask.skill.local"
# What the matcher calls opening the skill, which is no intent of the model.
LAUNCH = "LaunchRequest"

_AUTHORITY = "amzn1.er-authority.echo-sdk"


class EndReason(StrEnum):
    """Why the device ended a session."""

    USER_INITIATED = "USER_INITIATED"
    EXCEEDED_MAX_REPROMPTS = "EXCEEDED_MAX_REPROMPTS"
    ERROR = "ERROR"


@dataclass(frozen=True, slots=True)
class Session:
    """A session as the device holds it: its id, whether this request opens it, and what the last answer left in it."""

    id: str
    new: bool
    attributes: Mapping[str, Any]


class Envelopes:
    """Makes the envelopes of one skill in one language."""

    def __init__(self, model: Mapping[str, Any], *, locale: str, skill_id: str = "", zone: tzinfo = UTC) -> None:
        """Take the interaction model of the locale, in the form that the Skill Management API takes.

        Args:
            model: The model.
            locale: Such as `en-GB`.
            skill_id: The skill that requests are for.
            zone: Where "tomorrow" is said.
        """
        intents = model["interactionModel"]["languageModel"]["intents"]
        self._slots: dict[str, dict[str, str]] = {
            intent["name"]: {slot["name"]: slot["type"] for slot in intent.get("slots", ())} for intent in intents
        }
        self._locale = locale
        self._skill = skill_id or SKILL
        self._zone = zone

    def said(self, understood: Understood, session: Session, now: datetime) -> Envelope:
        """Make the request for an utterance."""
        if understood.intent == LAUNCH:
            return self._envelope({"type": LAUNCH, "shouldLinkResultBeReturned": False}, session, now)
        slots = {
            name: self._slot(name, slot_type, understood.slots.get(name), now)
            for name, slot_type in self._slots[understood.intent].items()
        }
        intent = {"name": understood.intent, "confirmationStatus": "NONE", "slots": slots}
        return self._envelope({"type": "IntentRequest", "intent": intent}, session, now)

    def ended(self, reason: EndReason, session: Session, now: datetime) -> Envelope:
        """Make the request that tells of the end of a session."""
        return self._envelope({"type": "SessionEndedRequest", "reason": reason.value}, session, now)

    def cut_off(self, moment: datetime) -> Envelope:
        """Make the request that tells, afterwards, of a session that was cut off at a moment with its device."""
        session = Session(f"amzn1.echo-api.session.{uuid4()}", new=False, attributes={})
        return self.ended(EndReason.ERROR, session, moment)

    def _envelope(self, request: Envelope, session: Session, now: datetime) -> Envelope:
        application, user = {"applicationId": self._skill}, {"userId": USER}
        return {
            "version": "1.0",
            "session": {
                "new": session.new,
                "sessionId": session.id,
                "application": application,
                "attributes": dict(session.attributes),
                "user": user,
            },
            "context": {
                "System": {
                    "application": application,
                    "user": user,
                    "device": {"deviceId": DEVICE, "supportedInterfaces": {"AudioPlayer": {}}},
                    # No services: nothing that this speaker hears may reach Amazon's.
                },
                "AudioPlayer": {"playerActivity": "IDLE", "offsetInMilliseconds": 0},
            },
            "request": {
                "requestId": f"amzn1.echo-api.request.{uuid4()}",
                # Amazon sends whole seconds.
                "timestamp": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "locale": self._locale,
                **request,
            },
        }

    def _slot(self, name: str, slot_type: str, heard: HeardSlot | None, now: datetime) -> Envelope:
        slot: Envelope = {"name": name, "confirmationStatus": "NONE"}
        if heard is None:
            return slot
        value = heard.value
        if slot_type == DATE:
            value = amazon_date(value, now.astimezone(self._zone).date()) or value
        simple: Envelope = {"type": "Simple", "value": value}
        if not slot_type.startswith("AMAZON."):
            simple["resolutions"] = {"resolutionsPerAuthority": [self._resolution(slot_type, heard)]}
            slot["resolutions"] = simple["resolutions"]
        return {**slot, "value": value, "source": "USER", "slotValue": simple}

    def _resolution(self, slot_type: str, heard: HeardSlot) -> Envelope:
        resolution: Envelope = {"authority": f"{_AUTHORITY}.{self._skill}.{slot_type}"}
        if heard.id is None:
            return {**resolution, "status": {"code": "ER_SUCCESS_NO_MATCH"}}
        value = {"name": heard.name or heard.value, "id": heard.id}
        return {**resolution, "status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": value}]}
