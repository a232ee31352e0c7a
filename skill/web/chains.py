"""The signer's keys: fetched from where a request names them, checked up to a trusted root, and kept for a while.

Knows certificates and refuses to know requests. What strangers can cause here is bounded: a fetch ends early, is never
made twice at once for one address, no more than a few are under way for all addresses together, and an address that
failed is left alone for a moment.
"""

import http.client
import re
import socket
import ssl
import threading
import warnings
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

import certifi
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import Criticality, ExtensionPolicy, Policy, PolicyBuilder, Store

from skill.settings import SettingError
from skill.web.errors import UnverifiedRequestError

SIGNER = "echo-api.amazon.com"
HTTPS_PORT = 443
# For the connection, and once more for the exchange: with both at their worst a turn still has half of the eight
# seconds that Alexa waits.
FETCH_SECONDS = 1.5
# Amazon's chain has some five kilobytes.
MAX_CHAIN_BYTES = 64 * 1024
MIN_KEY_BITS = 2048
KEPT_CHAINS = 8
KEPT_FOR = timedelta(hours=24)
# Long enough that forged requests cause no stream of fetches, short enough that a hiccup of the network costs a runner
# one request.
FAILED_FOR = timedelta(seconds=10)
KEPT_FAILURES = 64
# At once, for all addresses together; more are refused.
MAX_FETCHES = 4


_BLOCK = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
_Value = TypeVar("_Value")


class FetchChain(Protocol):
    """Fetches the PEM text that a verified address holds."""

    def __call__(self, address: str) -> bytes:
        """Give the bytes, or raise UnverifiedRequestError."""
        ...


class Connect(Protocol):
    """Opens a connection to a host and port, as `socket.create_connection` does."""

    def __call__(self, address: tuple[str, int], timeout: float) -> socket.socket:
        """Give the connected socket, or raise OSError."""
        ...


@dataclass(frozen=True, slots=True)
class _Kept:
    key: RSAPublicKey
    good_until: datetime


class SignerKeys:
    """Gives the signer's key for an address; safe to share between threads."""

    def __init__(self, roots: Sequence[x509.Certificate], fetch: FetchChain, clock: Callable[[], datetime]) -> None:
        """Keep what chains are held against: trusted roots, a way to fetch them, and the time."""
        self._store = Store(list(roots))
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._failed: OrderedDict[str, datetime] = OrderedDict()
        self._flights: dict[str, Future[RSAPublicKey]] = {}

    def key(self, address: str) -> RSAPublicKey:
        """Give the signer's key; of many requests at once one fetches the chain, and the others wait for it.

        Raises:
            UnverifiedRequestError: The chain cannot be had now, or is not trusted.
        """
        with self._lock:
            kept = self._known(address)
            if kept is not None:
                return kept
            flight = self._flights.get(address)
            mine = flight is None
            if flight is None:
                if len(self._flights) >= MAX_FETCHES:
                    raise UnverifiedRequestError("too many certificate chains are being fetched")
                flight = self._flights[address] = Future()
        if mine:
            self._fly(address, flight)
        return flight.result()

    def _known(self, address: str) -> RSAPublicKey | None:
        now = self._clock()
        kept = self._kept.get(address)
        if kept is not None and now < kept.good_until:
            self._kept.move_to_end(address)
            return kept.key
        if now < self._failed.get(address, now):
            raise UnverifiedRequestError("the certificate chain was refused a moment ago")
        return None

    def _fly(self, address: str, flight: "Future[RSAPublicKey]") -> None:
        """Fetch and check a chain, for all that wait for it; whatever goes wrong lets nobody wait for ever."""
        try:
            kept = self._checked(self._fetch(address))
        except Exception as error:  # noqa: BLE001  # whatever a hostile chain makes a parser do, it is refused
            refusal = UnverifiedRequestError(f"the certificate chain is refused: {error}")
            with self._lock:
                _remember(self._failed, address, self._clock() + FAILED_FOR, KEPT_FAILURES)
                del self._flights[address]
            flight.set_exception(refusal)
        else:
            with self._lock:
                _remember(self._kept, address, kept, KEPT_CHAINS)
                del self._flights[address]
            flight.set_result(kept.key)

    def _checked(self, pem: bytes) -> _Kept:
        now = self._clock()
        leaf, *others = x509.load_pem_x509_certificates(pem)
        builder = PolicyBuilder().store(self._store).time(now)
        builder = builder.extension_policies(ee_policy=_signer_policy(), ca_policy=_authority_policy())
        chain = builder.build_server_verifier(x509.DNSName(SIGNER)).verify(leaf, others)
        key = leaf.public_key()
        if not isinstance(key, RSAPublicKey) or key.key_size < MIN_KEY_BITS:
            raise UnverifiedRequestError("the signer's key is not RSA, or short")
        expiry = min(certificate.not_valid_after_utc for certificate in chain)
        return _Kept(key, min(expiry, now + KEPT_FOR))


def _remember(entries: OrderedDict[str, _Value], address: str, value: _Value, most: int) -> None:
    entries[address] = value
    entries.move_to_end(address)
    while len(entries) > most:
        entries.popitem(last=False)


def _signer_policy() -> ExtensionPolicy:
    """Give what is asked of the signer's certificate: as of any server's, and that its key may sign."""
    policy = ExtensionPolicy.webpki_defaults_ee()
    policy = policy.may_be_present(x509.AuthorityKeyIdentifier, Criticality.AGNOSTIC, None)
    return policy.may_be_present(x509.KeyUsage, Criticality.AGNOSTIC, _may_sign)


def _authority_policy() -> ExtensionPolicy:
    """Give what is asked of the authorities; identifiers of keys help to find a path, and prove nothing."""
    policy = ExtensionPolicy.webpki_defaults_ca()
    policy = policy.may_be_present(x509.AuthorityKeyIdentifier, Criticality.AGNOSTIC, None)
    return policy.may_be_present(x509.SubjectKeyIdentifier, Criticality.AGNOSTIC, None)


def _may_sign(policy: Policy, certificate: x509.Certificate, usage: x509.KeyUsage | None) -> None:
    _ = policy, certificate
    if usage is not None and not usage.digital_signature:
        raise ValueError("the signer's key is not for signing")


def https_fetcher(ca_bundle: str, connect: Connect = socket.create_connection) -> FetchChain:
    """Make a fetcher that trusts the roots of a PEM file, follows no redirection, and gives up early.

    It goes to the host directly: the proxy variables of the environment are not looked at.

    Args:
        ca_bundle: Path of the PEM file; empty for certifi's.
        connect: What opens the connection.
    """
    context = ssl.create_default_context(cafile=ca_bundle or certifi.where())

    def fetch(address: str) -> bytes:
        parts = urlsplit(address)
        host = parts.hostname or ""
        try:
            with connect((host, HTTPS_PORT), FETCH_SECONDS) as plain, _cut_off(plain, FETCH_SECONDS):
                return _exchange(context.wrap_socket(plain, server_hostname=host), host, parts.path)
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise UnverifiedRequestError(f"the certificate chain cannot be fetched: {error}") from error

    return fetch


def _exchange(line: ssl.SSLSocket, host: str, path: str) -> bytes:
    with line:
        connection = http.client.HTTPConnection(host)
        connection.sock = line
        connection.request("GET", path, headers={"Connection": "close"})
        answer = connection.getresponse()
        if answer.status != http.HTTPStatus.OK:
            raise UnverifiedRequestError(f"the certificate's host answers {answer.status}")
        pem = answer.read(MAX_CHAIN_BYTES + 1)
    if len(pem) > MAX_CHAIN_BYTES:
        raise UnverifiedRequestError("the certificate chain is too large")
    if answer.length:
        raise UnverifiedRequestError(f"the certificate chain was cut off with {answer.length} bytes to come")
    return pem


@contextmanager
def _cut_off(line: socket.socket, seconds: float) -> Iterator[None]:
    """Cut a connection after some seconds: a time-out alone ends no exchange that drips byte by byte."""
    with line.dup() as same:

        def cut() -> None:
            with suppress(OSError):
                same.shutdown(socket.SHUT_RDWR)

        alarm = threading.Timer(seconds, cut)
        alarm.daemon = True
        alarm.start()
        try:
            yield
        finally:
            alarm.cancel()
            alarm.join()


def trusted_roots(ca_bundle: str) -> list[x509.Certificate]:
    """Read trusted roots from a PEM file, or from certifi's where none is named.

    Single roots that cannot be read, as old ones with a serial number of zero, are passed over: no chain of Amazon's
    ends in one, and one of them must not stop the start.

    Raises:
        SettingError: There is no root in the file.
    """
    roots = []
    with warnings.catch_warnings():
        warnings.simplefilter("error", CryptographyDeprecationWarning)
        for block in _BLOCK.findall(Path(ca_bundle or certifi.where()).read_bytes()):
            with suppress(ValueError, CryptographyDeprecationWarning):
                roots.append(x509.load_pem_x509_certificate(block))
    if not roots:
        raise SettingError(f"{ca_bundle} holds no certificate: RUNNER_STRENGTH_CA_BUNDLE names a PEM file of roots")
    return roots
