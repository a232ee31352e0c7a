"""Verify that a request comes from Amazon: Amazon's rules for skills that are hosted as a web service.

The certificate chain that the request names is checked up to a trusted root (`chains.py`); the signature is checked
over the raw bytes of the body; the request's own time must be near. What costs least is checked first.

Source: developer.amazon.com, "Host a Custom Skill as a Web Service", as of 2026.
"""

import base64
import binascii
import posixpath
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from skill.alexa.requests import stamp_of, tree
from skill.web.chains import SignerKeys
from skill.web.errors import UnverifiedRequestError
from skill.web.fetching import HTTPS_PORT, FetchChain

CERTIFICATE_HOST = "s3.amazonaws.com"
CERTIFICATE_PATH = "/echo.api/"
MAX_ADDRESS = 512
TOLERANCE = timedelta(seconds=150)
# Skill events are delivered again for up to an hour.
EVENT_TOLERANCE = timedelta(seconds=3600)
EVENTS = ("AlexaSkillEvent.", "Reminders.")
# What has a meaning of its own in an address, and none in Amazon's.
STRANGE = frozenset("%\\?#")


def _now() -> datetime:
    return datetime.now(UTC)


class Verifier:
    """Verifies requests; safe to share between threads."""

    def __init__(
        self, roots: Sequence[x509.Certificate], fetch: FetchChain, clock: Callable[[], datetime] = _now
    ) -> None:
        """Keep what requests are held against: trusted roots, a way to fetch chains, and the time."""
        self._keys = SignerKeys(roots, fetch, clock)
        self._clock = clock

    def verify(self, headers: Mapping[str, str], body: bytes, envelope: Mapping[str, Any]) -> None:
        """Verify one request.

        Args:
            headers: The request's headers, by name; the case of names does not matter.
            body: The body, byte for byte.
            envelope: The body, parsed.

        Raises:
            UnverifiedRequestError: It is not shown to come from Amazon, now.
        """
        self._check_time(envelope)
        named = {name.lower(): value for name, value in headers.items()}
        address = certificate_address(named.get("signaturecertchainurl", ""))
        signature = _decoded(named.get("signature-256", ""))
        try:
            self._keys.key(address).verify(signature, body, PKCS1v15(), SHA256())
        except InvalidSignature:
            raise UnverifiedRequestError("the signature is not that of the body") from None

    def _check_time(self, envelope: Mapping[str, Any]) -> None:
        request = tree(envelope.get("request"))
        stamp = stamp_of(request.get("timestamp"))
        if stamp is None:
            raise UnverifiedRequestError("the request carries no time")
        event = str(request.get("type", "")).startswith(EVENTS)
        if abs(self._clock() - stamp) > (EVENT_TOLERANCE if event else TOLERANCE):
            raise UnverifiedRequestError("the request's time is not near")


def certificate_address(text: str) -> str:
    """Check the address of a certificate chain by Amazon's rules, and give it in its normal form.

    Raises:
        UnverifiedRequestError: It is not where Amazon keeps them.
    """
    if len(text) > MAX_ADDRESS or not text.isascii() or not text.isprintable() or STRANGE & set(text):
        raise UnverifiedRequestError("the certificate's address is none of Amazon's")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise UnverifiedRequestError("the certificate's address is none") from error
    path = posixpath.normpath(parts.path)
    if parts.scheme != "https" or parts.username is not None or parts.password is not None:
        raise UnverifiedRequestError("the certificate's address is not plain https")
    if parts.hostname != CERTIFICATE_HOST or port not in {None, HTTPS_PORT}:
        raise UnverifiedRequestError("the certificate is not on Amazon's host")
    if not path.startswith(CERTIFICATE_PATH) or " " in path:
        raise UnverifiedRequestError("the certificate is not in Amazon's folder")
    return f"https://{CERTIFICATE_HOST}{path}"


def _decoded(text: str) -> bytes:
    try:
        signature = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnverifiedRequestError("the signature is no base64") from error
    if not signature:
        raise UnverifiedRequestError("there is no signature")
    return signature
