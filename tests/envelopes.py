"""Request envelopes as Amazon sends them, with everything round the request that a real Echo adds."""

import itertools
from datetime import UTC, datetime
from typing import Any

SKILL = "amzn1.ask.skill.test"
USER = "amzn1.ask.account.TESTUSER"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

# The newest version that a device has named.
SCREEN = "2024.3"

_numbers = itertools.count(1)


def envelope(
    request: dict[str, Any], *, new: bool = False, attributes: Any = None, now: datetime = NOON, session: bool = True
) -> dict[str, Any]:
    """Put a request into the envelope of an Echo."""
    application, user = {"applicationId": SKILL}, {"userId": USER, "permissions": {"consentToken": "token"}}
    whole: dict[str, Any] = {
        "version": "1.0",
        "context": {
            "System": {
                "application": application,
                "user": user,
                "device": {
                    "deviceId": "amzn1.ask.device.TEST",
                    "supportedInterfaces": {"AudioPlayer": {}},
                },
                "unit": {"unitId": "amzn1.ask.unit.TEST"},
                # Nothing answers there: what is not about services goes on without any.
                "apiEndpoint": "http://127.0.0.1:9",
                "apiAccessToken": "token",
            },
            "AudioPlayer": {"playerActivity": "IDLE", "offsetInMilliseconds": 0},
            "Viewport": {"mode": "HUB", "shape": "RECTANGLE", "pixelWidth": 1024, "pixelHeight": 600, "dpi": 160},
        },
        "request": {
            "requestId": f"amzn1.echo-api.request.{next(_numbers)}",
            "timestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "locale": "en-US",
            **request,
        },
    }
    if session:
        whole["session"] = {
            "new": new,
            "sessionId": "amzn1.echo-api.session.TEST",
            "application": application,
            "attributes": attributes if attributes is not None else {},
            "user": user,
        }
    return whole


def launch(**facts: Any) -> dict[str, Any]:
    """Open the skill."""
    return envelope({"type": "LaunchRequest", "shouldLinkResultBeReturned": False}, **{"new": True, **facts})


def intent(name: str, slots: dict[str, Any] | None = None, **facts: Any) -> dict[str, Any]:
    """Say something that was recognised as an intent, with slots by name."""
    request = {
        "type": "IntentRequest",
        "dialogState": "STARTED",
        "intent": {"name": name, "confirmationStatus": "NONE", "slots": slots or {}},
    }
    return envelope(request, **facts)


def slot(name: str, value: str, value_id: str | None = None, slot_type: str = "EXERCISE") -> dict[str, Any]:
    """Fill a slot; with an id, as entity resolution found it."""
    filled: dict[str, Any] = {"name": name, "value": value, "confirmationStatus": "NONE", "source": "USER"}
    if slot_type.startswith("AMAZON."):
        return filled
    authority: dict[str, Any] = {
        "authority": f"amzn1.er-authority.echo-sdk.{SKILL}.{slot_type}",
        "status": {"code": "ER_SUCCESS_MATCH" if value_id else "ER_SUCCESS_NO_MATCH"},
    }
    if value_id:
        authority["values"] = [{"value": {"name": value, "id": value_id}}]
    filled["resolutions"] = {"resolutionsPerAuthority": [authority]}
    return filled


def on_screen(whole: dict[str, Any], version: object = SCREEN) -> dict[str, Any]:
    """Let a request come from a device with a screen that speaks a version of its language."""
    interfaces = whole["context"]["System"]["device"]["supportedInterfaces"]
    interfaces["Alexa.Presentation.APL"] = {"runtime": {"maxVersion": version}}
    return whole


def from_screen(arguments: object, **facts: Any) -> dict[str, Any]:
    """Let a screen send an event of its own, or a touch."""
    request = {
        "type": "Alexa.Presentation.APL.UserEvent",
        "token": "runner-strength",
        "arguments": arguments,
        "components": {},
        "source": {"type": "TouchWrapper", "handler": "Press", "id": "button", "value": False},
    }
    return on_screen(envelope(request, **facts))


def permission_answered(status: str = "ACCEPTED", name: str = "AskFor", **facts: Any) -> dict[str, Any]:
    """Come back from the question whether reminders are allowed."""
    request = {
        "type": "Connections.Response",
        "name": name,
        "status": {"code": "200", "message": "OK"},
        "payload": {
            "permissionScope": "alexa::alerts:reminders:skill:readwrite",
            "status": status,
            "isCardThrown": False,
        },
        "token": "",
    }
    return envelope(request, **facts)
