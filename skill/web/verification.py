"""Verify that a request comes from Amazon: Amazon's rules for skills that are hosted as a web service.

The certificate chain that the request names is fetched from Amazon's store, checked up to a trusted root, and kept for
a while; the signature is checked over the raw bytes of the body; the request's own time must be near.

Source: developer.amazon.com, "Host a Custom Skill as a Web Service", as of 2026.
"""

import base64
import binascii
import posixpath
import ssl
import threading
import urllib.error
import urllib.request
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import certifi
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from skill.alexa.requests import stamp_of, tree
from skill.errors import RunnerStrengthError

CERTIFICATE_HOST = "s3.amazonaws.com"
CERTIFICATE_PATH = "/echo.api/"
SIGNER = "echo-api.amazon.com"
HTTPS_PORT = 443
TOLERANCE = timedelta(seconds=150)
# Skill events are delivered again for up to an hour.
EVENT_TOLERANCE = timedelta(seconds=3600)
EVENTS = "AlexaSkillEvent."
FETCH_SECONDS = 2.0
# Amazon's chain has some five kilobytes.
MAX_CHAIN_BYTES = 64 * 1024
KEPT_CHAINS = 8
KEPT_FOR = timedelta(hours=24)


class UnverifiedRequestError(RunnerStrengthError):
    """A request cannot be shown to come from Amazon; the message says why, for the operator only."""


class FetchChain(Protocol):
    """Fetches the PEM text that a verified address holds."""

    def __call__(self, address: str) -> bytes:
        """Give the bytes, or raise UnverifiedRequestError."""
        ...


@dataclass(frozen=True, slots=True)
class _Chain:
    key: RSAPublicKey
    good_until: datetime


def _now() -> datetime:
    return datetime.now(UTC)


class Verifier:
    """Verifies requests; safe to share between threads."""

    def __init__(
        self, roots: Sequence[x509.Certificate], fetch: FetchChain, clock: Callable[[], datetime] = _now
    ) -> None:
        """Keep what requests are held against: trusted roots, a way to fetch chains, and the time."""
        self._store = Store(list(roots))
        self._fetch = fetch
        self._clock = clock
        self._chains: OrderedDict[str, _Chain] = OrderedDict()
        self._lock = threading.Lock()

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
            self._key(address).verify(signature, body, PKCS1v15(), SHA256())
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

    def _key(self, address: str) -> RSAPublicKey:
        """Give the signer's key; of many requests at once one fetches the chain, and the others wait for it."""
        with self._lock:
            kept = self._chains.get(address)
            if kept is None or kept.good_until <= self._clock():
                kept = self._chains[address] = self._checked(self._fetch(address))
            self._chains.move_to_end(address)
            while len(self._chains) > KEPT_CHAINS:
                self._chains.popitem(last=False)
            return kept.key

    def _checked(self, pem: bytes) -> _Chain:
        now = self._clock()
        try:
            leaf, *others = x509.load_pem_x509_certificates(pem)
            verifier = PolicyBuilder().store(self._store).time(now).build_server_verifier(x509.DNSName(SIGNER))
            chain = verifier.verify(leaf, others)
        except (ValueError, VerificationError) as error:
            raise UnverifiedRequestError(f"the certificate chain is not trusted: {error}") from error
        key = leaf.public_key()
        if not isinstance(key, RSAPublicKey):
            raise UnverifiedRequestError("the signer's key is not RSA")
        expiry = min(certificate.not_valid_after_utc for certificate in chain)
        return _Chain(key, min(expiry, now + KEPT_FOR))


def certificate_address(text: str) -> str:
    """Check the address of a certificate chain by Amazon's rules, and give it in its normal form.

    Raises:
        UnverifiedRequestError: It is not where Amazon keeps them.
    """
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise UnverifiedRequestError("the certificate's address is none") from error
    path = posixpath.normpath(parts.path)
    if parts.scheme.lower() != "https" or parts.username is not None or parts.password is not None:
        raise UnverifiedRequestError("the certificate's address is not plain https")
    if (parts.hostname or "") != CERTIFICATE_HOST or port not in {None, HTTPS_PORT}:
        raise UnverifiedRequestError("the certificate is not on Amazon's host")
    if not path.startswith(CERTIFICATE_PATH) or "%" in path or "\\" in path:
        raise UnverifiedRequestError("the certificate is not in Amazon's folder")
    return f"https://{CERTIFICATE_HOST}{path}"


def https_fetcher(ca_bundle: str) -> FetchChain:
    """Make a fetcher that trusts the roots of a PEM file, follows no redirection, and gives up early."""
    context = ssl.create_default_context(cafile=ca_bundle or certifi.where())
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), _NoRedirect())

    def fetch(address: str) -> bytes:
        try:
            with opener.open(address, timeout=FETCH_SECONDS) as answer:
                pem: bytes = answer.read(MAX_CHAIN_BYTES + 1)
        except (OSError, ValueError) as error:
            raise UnverifiedRequestError(f"the certificate chain cannot be fetched: {error}") from error
        if len(pem) > MAX_CHAIN_BYTES:
            raise UnverifiedRequestError("the certificate chain is too large")
        return pem

    return fetch


def trusted_roots(ca_bundle: str) -> list[x509.Certificate]:
    """Read trusted roots from a PEM file, or from certifi's where none is named."""
    return x509.load_pem_x509_certificates(Path(ca_bundle or certifi.where()).read_bytes())


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing: a redirection is answered as an error."""


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnverifiedRequestError("the signature is no base64") from error
