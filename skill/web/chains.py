"""The signer's keys: fetched from where a request names them, checked up to a trusted root, and kept for a while.

Knows certificates and refuses to know requests and connections (`fetching.py`). What strangers can cause here is
bounded: a fetch ends early, and nobody waits for it for longer; none is made twice at once for one address; no more
than a few are under way for strange addresses together; an address that failed is left alone for a moment. Nor can
strangers keep anybody out: strange addresses get their places in the order in which they came, and a chain that is kept
is fetched anew beside them, while the one that is kept still holds.
"""

import re
import threading
import time
import warnings
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import certifi
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import Criticality, ExtensionPolicy, Policy, PolicyBuilder, Store

from skill.settings import SettingError
from skill.web.errors import UnreachableChainError, UnverifiedRequestError
from skill.web.fetching import FETCH_SECONDS, FetchChain

SIGNER = "echo-api.amazon.com"
MIN_KEY_BITS = 2048
KEPT_CHAINS = 8
# A chain is fetched anew once a day. Until that has worked, the one that is kept holds: for another day at most.
FRESH_FOR = timedelta(hours=24)
KEPT_FOR = timedelta(hours=48)
# Long enough that forged requests cause no stream of fetches, short enough that a hiccup of the network costs a runner
# one request.
FAILED_FOR = timedelta(seconds=10)
KEPT_FAILURES = 64
# At once, for all strange addresses together; others wait for their place.
MAX_FETCHES = 4
# How many may wait for a place where some chain is kept: most threads are for the requests that it verifies.
MAX_WAITING = 2

_BLOCK = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _Kept:
    key: RSAPublicKey
    fresh_until: datetime
    good_until: datetime


@dataclass(frozen=True, slots=True)
class _Flight:
    """A fetch that is under way: until when it is waited for, in seconds that only grow, and how it ends."""

    until: float
    end: "Future[RSAPublicKey]"


class SignerKeys:
    """Gives the signer's key for an address; safe to share between threads."""

    def __init__(
        self,
        roots: Sequence[x509.Certificate],
        fetch: FetchChain,
        clock: Callable[[], datetime],
        patience: float = FETCH_SECONDS,
    ) -> None:
        """Keep what chains are held against.

        Args:
            roots: Whom to trust.
            fetch: What fetches a chain.
            clock: The time.
            patience: How many seconds a request waits, whatever for.
        """
        self._store = Store(list(roots))
        self._fetch = fetch
        self._clock = clock
        self._patience = patience
        self._changed = threading.Condition()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._failed: OrderedDict[str, datetime] = OrderedDict()
        self._flights: dict[str, _Flight] = {}
        self._line: deque[object] = deque()

    def key(self, address: str) -> RSAPublicKey:
        """Give the signer's key; of many requests at once one causes a fetch, and the others wait for it too.

        Raises:
            UnverifiedRequestError: The chain cannot be had in time, or is not trusted.
        """
        until = time.monotonic() + self._patience
        with self._changed:
            found = self._known(address) or self._awaited(address, until)
        if isinstance(found, _Kept):
            return found.key
        try:
            return found.end.result(timeout=max(0.0, min(until, found.until) - time.monotonic()))
        except TimeoutError:
            raise UnverifiedRequestError("the certificate chain did not come in time") from None

    def _known(self, address: str) -> _Kept | None:
        """Give what is kept, and let it be fetched anew where it is time for that; nobody waits for it."""
        now, kept = self._clock(), self._kept.get(address)
        left_alone = now < self._failed.get(address, now)
        if kept is not None and now < kept.good_until:
            self._kept.move_to_end(address)
            if now >= kept.fresh_until and not left_alone and address not in self._flights:
                self._begun(address)
            return kept
        if left_alone:
            raise UnverifiedRequestError("the certificate chain was refused a moment ago")
        return None

    def _awaited(self, address: str, until: float) -> _Kept | _Flight:
        """Wait for a place among the strangers; those who came first go first."""
        if self._kept and len(self._line) >= MAX_WAITING and address not in self._kept:
            raise UnverifiedRequestError("too many certificate chains are being fetched")
        ticket = object()
        self._line.append(ticket)
        try:
            found = self._changed.wait_for(lambda: self._found(address, ticket), until - time.monotonic())
        finally:
            self._line.remove(ticket)
            self._changed.notify_all()
        if found is None:
            raise UnverifiedRequestError("no place to fetch the certificate chain came free in time")
        return found

    def _found(self, address: str, ticket: object) -> _Kept | _Flight | None:
        """Give what is kept by now, or the fetch that is under way, or begin it; None where there is no place yet."""
        found = self._known(address) or self._flights.get(address)
        strangers = sum(each not in self._kept for each in self._flights)
        # An address that was verified before needs no place among the strangers.
        if found or not (address in self._kept or (self._line[0] is ticket and strangers < MAX_FETCHES)):
            return found
        return self._begun(address)

    def _begun(self, address: str) -> _Flight:
        """Begin to fetch, in a thread of its own: some look-ups of a name end when they like."""
        flight = _Flight(time.monotonic() + self._patience, Future())
        threading.Thread(target=self._fly, args=(address, flight.end), daemon=True).start()
        self._flights[address] = flight
        return flight

    def _fly(self, address: str, end: "Future[RSAPublicKey]") -> None:
        """Fetch and check a chain, for all that wait for it; whatever goes wrong lets nobody wait for ever."""
        try:
            kept = self._checked(self._fetch(address))
        except Exception as error:  # noqa: BLE001  # whatever a hostile chain makes a parser do, it is refused
            with self._changed:
                if not isinstance(error, UnreachableChainError):
                    # Amazon has withdrawn it: what is kept of it holds no longer.
                    self._kept.pop(address, None)
                _remember(self._failed, address, self._clock() + FAILED_FOR, KEPT_FAILURES)
                self._landed(address)
            end.set_exception(UnverifiedRequestError(f"the certificate chain is refused: {error}"))
        else:
            with self._changed:
                _remember(self._kept, address, kept, KEPT_CHAINS)
                self._failed.pop(address, None)
                self._landed(address)
            end.set_result(kept.key)

    def _landed(self, address: str) -> None:
        del self._flights[address]
        self._changed.notify_all()

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
        return _Kept(key, min(expiry, now + FRESH_FOR), min(expiry, now + KEPT_FOR))


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
