"""What a request envelope says besides its intent: who, when, in which language, and what the session carries.

Reads the envelope as the tree that came in, and tolerates whatever Amazon's contract allows to be missing or new.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from skill.alexa.errors import MalformedEnvelopeError
from skill.alexa.screen.device import has_screen
from skill.alexa.services import Access, trusted
from skill.loaded import CARRIED

Tree = Mapping[str, Any]

DEFAULT_LOCALE = "en-US"
# Above this an epoch stamp is in milliseconds.
MILLISECONDS_FROM = 10**11
# Enough to tell the devices of one household apart.
DEVICE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request envelope, read.

    Attributes:
        kind: The request's type, such as `IntentRequest`.
        request: The request as it came.
        application: Id of the skill that it is for; empty where none is given.
        runner: The runner's key, or None where the request names nobody.
        device: A short hash of the device's id; empty where none is given.
        request_id: Amazon's id of the request; empty where none is given.
        now: The request's own time, aware UTC.
        locale: Such as `en-GB`.
        opens: Whether it is the first request of its session.
        carried: What our last answer put into the session, or None.
        access: Where the services of the device are called, and as whom; None where they cannot be.
        recognised: Whether Amazon knows the person by their voice.
        screen: Whether the device can show a workout.
    """

    kind: str
    request: Tree
    application: str
    runner: str | None
    device: str
    request_id: str
    now: datetime
    locale: str
    opens: bool
    carried: Tree | None
    access: Access | None = None
    recognised: bool = False
    screen: bool = False


def read(envelope: object, secret: str, clock: Callable[[], datetime]) -> Incoming:
    """Read an envelope.

    Args:
        envelope: What came in, parsed from JSON.
        secret: What runner keys are hashed with.
        clock: The time, for requests that carry none.

    Raises:
        MalformedEnvelopeError: It is no request envelope.
    """
    whole = tree(envelope)
    request = tree(whole.get("request"))
    kind = request.get("type")
    if not isinstance(kind, str) or not kind:
        raise MalformedEnvelopeError("the envelope holds no request")
    session, system = tree(whole.get("session")), tree(tree(whole.get("context")).get("System"))
    identity = _identity(session, system)
    attributes = tree(session.get("attributes"))
    described = tree(system.get("device"))
    device = _text(described.get("deviceId"))
    opens = session.get("new") is True
    return Incoming(
        kind=kind,
        request=request,
        application=_application(session, system),
        runner=runner_key(identity, secret) if identity else None,
        device=runner_key(device, secret)[:DEVICE_DIGITS] if device else "",
        request_id=_text(request.get("requestId")),
        now=stamp_of(request.get("timestamp")) or clock(),
        locale=_text(request.get("locale")) or DEFAULT_LOCALE,
        opens=opens,
        carried=attributes if CARRIED in attributes and not opens else None,
        access=_access(system, device),
        recognised=bool(_text(tree(system.get("person")).get("personId"))),
        screen=has_screen(tree(described.get("supportedInterfaces"))),
    )


def runner_key(identity: str, secret: str) -> str:
    """Hash a person's or an account's id into the key that a runner is kept under."""
    return hmac.new(secret.encode(), identity.encode(errors="surrogatepass"), hashlib.sha256).hexdigest()


def tree(value: object) -> Tree:
    """Give a value if it is a JSON object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def _application(session: Tree, system: Tree) -> str:
    """Name the skill that the request is for; nothing where session and context do not agree."""
    named = {
        _text(tree(part.get("application")).get("applicationId")) for part in (session, system) if "application" in part
    }
    return named.pop() if len(named) == 1 else ""


def _access(system: Tree, device: str) -> Access | None:
    endpoint, token = _text(system.get("apiEndpoint")), _text(system.get("apiAccessToken"))
    return Access(endpoint, token, device) if token and device and trusted(endpoint) else None


def _identity(session: Tree, system: Tree) -> str:
    """Name the person whose voice was recognised, else the account."""
    person = _text(tree(system.get("person")).get("personId"))
    return person or _text(tree(system.get("user")).get("userId")) or _text(tree(session.get("user")).get("userId"))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def stamp_of(stamp: object) -> datetime | None:
    """Read a time stamp: ISO-8601, or seconds or milliseconds since 1970."""
    try:
        if isinstance(stamp, str):
            moment = datetime.fromisoformat(stamp)
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        if isinstance(stamp, int | float) and not isinstance(stamp, bool):
            return datetime.fromtimestamp(stamp / 1000 if stamp > MILLISECONDS_FROM else stamp, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None
