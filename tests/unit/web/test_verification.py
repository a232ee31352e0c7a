"""Who gets in: requests that Amazon signed, now, and nobody else."""

import base64
import contextlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from skill.web.errors import UnverifiedRequestError
from skill.web.fetching import MAX_CHAIN_BYTES
from skill.web.verification import EVENT_TOLERANCE, MAX_ADDRESS, TOLERANCE, Verifier, certificate_address
from tests.authority import ADDRESS, DAY, NOON, SIGNER, Authority, Certified, certify
from tests.envelopes import envelope, launch

SECOND = timedelta(seconds=1)


@dataclass
class Shelf:
    """Where chains are fetched from; counts what is asked of it."""

    chains: dict[str, bytes]
    asked: list[str] = field(default_factory=list)

    def __call__(self, address: str) -> bytes:
        """Give a chain, or fail as the network does."""
        self.asked.append(address)
        if address not in self.chains:
            raise UnverifiedRequestError("nothing there")
        return self.chains[address]


def verifier(authority: Authority, chain: bytes | None = None, now: datetime = NOON) -> Verifier:
    """Make a verifier that trusts an authority's root and finds a chain at Amazon's address."""
    shelf = Shelf({ADDRESS: authority.chain if chain is None else chain})
    return Verifier([authority.root.certificate], shelf, lambda: now)


def check(verifier: Verifier, body: bytes, headers: Mapping[str, str]) -> None:
    """Verify a body with headers."""
    verifier.verify(headers, body, json.loads(body))


@pytest.mark.parametrize("named", [str, str.lower, str.upper])
def test_what_amazon_signed_gets_in(authority: Authority, named: Callable[[str], str]) -> None:
    """A signed request passes, however its headers are written."""
    body, headers = authority.signed(launch())
    check(verifier(authority), body, {named(name): value for name, value in headers.items()})


def test_unicode_gets_in(authority: Authority) -> None:
    """The signature is over bytes, not over text."""
    body = json.dumps({**launch(), "say": "Fünf Kniebeugen, 深蹲 🏃"}, ensure_ascii=False).encode()
    headers = {"SignatureCertChainUrl": ADDRESS, "Signature-256": authority.leaf.sign(body)}
    check(verifier(authority), body, headers)


def test_a_chain_without_its_root_gets_in(authority: Authority) -> None:
    """The root itself need not be sent: it is trusted from elsewhere."""
    body, headers = authority.signed(launch())
    check(verifier(authority, authority.leaf.pem + authority.between.pem), body, headers)


def test_a_bare_chain_gets_in() -> None:
    """Identifiers of keys and extended uses may be missing: they prove nothing."""
    root = certify("Root", None, authority=True, bare=True)
    between = certify("Between", root, authority=True, path_length=0, bare=True)
    leaf = certify(SIGNER, between, bare=True)
    body = json.dumps(launch()).encode()
    keys = Verifier([root.certificate], Shelf({ADDRESS: leaf.pem + between.pem}), lambda: NOON)
    check(keys, body, {"SignatureCertChainUrl": ADDRESS, "Signature-256": leaf.sign(body)})


@pytest.mark.parametrize(
    "changed",
    [
        {"SignatureCertChainUrl": None},
        {"SignatureCertChainUrl": ""},
        {"Signature-256": None},
        {"Signature-256": ""},
        {"Signature-256": "no base64!"},
        {"Signature-256": "bm90IGEgc2lnbmF0dXJl"},
        {"Signature-256": "ünïcode"},
        {"Signature-256": base64.b64encode(bytes(256)).decode()},
    ],
)
def test_missing_and_broken_headers_stay_out(authority: Authority, changed: dict[str, str | None]) -> None:
    """Without an address and a signature that fits, nothing passes."""
    body, headers = authority.signed(launch())
    broken = {name: value for name, value in {**headers, **changed}.items() if value is not None}
    with pytest.raises(UnverifiedRequestError):
        check(verifier(authority), body, broken)


def test_the_old_signature_is_not_looked_at(authority: Authority) -> None:
    """A signature in the header of old (SHA-1) lets nobody in."""
    body, headers = authority.signed(launch())
    with pytest.raises(UnverifiedRequestError):
        check(verifier(authority), body, {**headers, "Signature": headers["Signature-256"], "Signature-256": ""})


@pytest.mark.parametrize("change", [lambda body: body + b" ", lambda body: body.replace(b"en-US", b"en-GB")])
def test_a_swapped_body_stays_out(authority: Authority, change: Callable[[bytes], bytes]) -> None:
    """A body that differs by one byte from the signed one does not pass, even where it means the same."""
    body, headers = authority.signed(launch())
    with pytest.raises(UnverifiedRequestError):
        check(verifier(authority), change(body), headers)


def test_somebody_elses_signature_stays_out(authority: Authority) -> None:
    """A signature by another key does not pass."""
    body, headers = authority.signed(launch())
    with pytest.raises(UnverifiedRequestError):
        check(verifier(authority), body, {**headers, "Signature-256": certify(SIGNER, None).sign(body)})


@pytest.mark.parametrize(
    ("kind", "tolerance"),
    [
        ("LaunchRequest", TOLERANCE),
        ("IntentRequest", TOLERANCE),
        ("AlexaSkillEvent.SkillDisabled", EVENT_TOLERANCE),
        ("Reminders.ReminderStatusChanged", EVENT_TOLERANCE),
    ],
)
@pytest.mark.parametrize("side", [-1, 1])
def test_the_time_must_be_near(authority: Authority, kind: str, tolerance: timedelta, side: int) -> None:
    """150 seconds either way pass, an hour for skill events, and a second more does not."""
    body, headers = authority.signed(envelope({"type": kind}, now=NOON))
    check(verifier(authority, now=NOON + side * tolerance), body, headers)
    with pytest.raises(UnverifiedRequestError, match="time"):
        check(verifier(authority, now=NOON + side * (tolerance + SECOND)), body, headers)


@pytest.mark.parametrize(
    "stamp", [None, "", "yesterday", "2026-13-01T00:00:00Z", True, [], {}, 1e300, -1e300, 10**40, "9999-99", "NaN"]
)
def test_without_a_readable_time_nothing_gets_in(authority: Authority, stamp: object) -> None:
    """A time that is missing or none is refused, before anything is fetched."""
    shelf = Shelf({ADDRESS: authority.chain})
    body, headers = authority.signed(envelope({"type": "LaunchRequest", "timestamp": stamp}))
    with pytest.raises(UnverifiedRequestError):
        check(Verifier([authority.root.certificate], shelf, lambda: NOON), body, headers)
    assert shelf.asked == []


@pytest.mark.parametrize("whole", [{}, {"request": None}, {"request": []}, {"request": "LaunchRequest"}])
def test_what_is_no_envelope_stays_out(authority: Authority, whole: dict[str, Any]) -> None:
    """Signed or not, something without a request in it has no time, and does not pass."""
    body, headers = authority.signed(whole)
    with pytest.raises(UnverifiedRequestError):
        check(verifier(authority), body, headers)


@pytest.mark.parametrize(
    "address",
    [
        ADDRESS,
        "HTTPS://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://S3.AmazonAWS.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:443/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/./echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api//echo-api-cert.pem",
        "https://s3.amazonaws.com/other/../echo.api/echo-api-cert.pem",
    ],
)
def test_amazons_addresses_have_one_normal_form(address: str) -> None:
    """What Amazon's rules allow is fetched from one and the same place."""
    assert certificate_address(address) == ADDRESS


@pytest.mark.parametrize(
    "address",
    [
        "",
        "echo.api",
        "http://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "ftp://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "//s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://notamazon.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com.evil.org/echo.api/echo-api-cert.pem",
        "https://evil.s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com./echo.api/echo-api-cert.pem",
        "https://s3.eu-west-1.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com@evil.org/echo.api/echo-api-cert.pem",
        "https://user@s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://user:secret@s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://@s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:563/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:0/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:port/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:99999/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/EcHo.aPi/echo-api-cert.pem",
        "https://s3.amazonaws.com/invalid.path/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api",
        "https://s3.amazonaws.com/echo.apis/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../bucket/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../../bucket/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/x/../../bucket/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/%2e%2e/bucket/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api%2f..%2fbucket/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/..\\bucket\\echo-api-cert.pem",
        "https://s3.amazonaws.com//echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com\\@evil.org/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/echo-api-cert.pem?n=1",
        "https://s3.amazonaws.com/echo.api/echo-api-cert.pem#x",
        "https://s3.amazonaws.com/bucket/#/echo.api/x",
        "https://s3.amazonaws.com/echo.api/a b.pem",
        "https://s3.amazonaws.com/echo.api/a\r\nHost: evil.org",
        "https://s3.amazonaws.com/echo.api/\x00.pem",
        "https://s3.amazonaws.com/echo.api/ü.pem",
        "https://s3.amaz\u00f6naws.com/echo.api/echo-api-cert.pem",
        "https://[::1]/echo.api/echo-api-cert.pem",
        "https://[s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://127.0.0.1/echo.api/echo-api-cert.pem",
        "file:///echo.api/echo-api-cert.pem",
        ADDRESS + "x" * MAX_ADDRESS,
    ],
)
def test_other_addresses_are_never_fetched(authority: Authority, address: str) -> None:
    """Whatever is not in Amazon's folder on Amazon's host over https is refused before anything is fetched."""
    shelf = Shelf({ADDRESS: authority.chain})
    body, headers = authority.signed(launch())
    with pytest.raises(UnverifiedRequestError):
        check(
            Verifier([authority.root.certificate], shelf, lambda: NOON),
            body,
            {**headers, "SignatureCertChainUrl": address},
        )
    assert shelf.asked == []


def wrong_chains(authority: Authority) -> dict[str, tuple[bytes, Certified]]:
    """Give chains that look like the right one, each with the key that signs."""
    between, leaf = authority.between, authority.leaf
    other_root = certify("Test Root", None, authority=True)
    other_between = certify("Test Between", other_root, authority=True, path_length=0)
    other_leaf = certify(SIGNER, other_between)
    old = certify("Test Between", authority.root, authority=True, path_length=0, ends=NOON - DAY)
    below = certify("Below", between, authority=True)
    own = certify(SIGNER, None)

    def signed_by(issuer: Certified, name: str = SIGNER, **facts: Any) -> tuple[bytes, Certified]:
        made = certify(name, issuer, **facts)
        return made.pem + issuer.pem + between.pem, made

    return {
        "expired": signed_by(between, ends=NOON - SECOND),
        "not yet valid": signed_by(between, begins=NOON + SECOND),
        "authority expired": signed_by(old),
        "other host": signed_by(between, "echo-api.amazon.com.evil.org"),
        "wildcard above": signed_by(between, "*.com"),
        "parent host": signed_by(between, "amazon.com"),
        "self-signed": (own.pem, own),
        "foreign root": (other_leaf.pem + other_between.pem + other_root.pem, other_leaf),
        "foreign leaf, our authorities": (other_leaf.pem + authority.between.pem + authority.root.pem, other_leaf),
        "intermediate missing": (leaf.pem, leaf),
        "root only": (authority.root.pem, authority.root),
        "wrong order": (between.pem + leaf.pem, leaf),
        "issued by a leaf": signed_by(leaf),
        "path too long": signed_by(below),
        "key may not sign": signed_by(between, signs=False),
        "weak key": signed_by(between, key=rsa.generate_private_key(65537, 1024)),  # noqa: S505  # the point
    }


def test_wrong_chains_stay_out(authority: Authority) -> None:
    """A chain that is not from a trusted root to Amazon's signer, in date at every link, lets nobody in."""
    let_in = []
    body = json.dumps(launch()).encode()
    for what, (chain, signer) in wrong_chains(authority).items():
        with contextlib.suppress(UnverifiedRequestError):
            headers = {"SignatureCertChainUrl": ADDRESS, "Signature-256": signer.sign(body)}
            check(verifier(authority, chain), body, headers)
            let_in.append(what)
    assert let_in == []


def test_an_elliptic_key_stays_out(authority: Authority) -> None:
    """Amazon signs with RSA; a trusted certificate with another kind of key is none of its signer's."""
    leaf = certify(SIGNER, authority.between, key=ec.generate_private_key(ec.SECP256R1()))
    body, headers = authority.signed(launch())
    with pytest.raises(UnverifiedRequestError, match="RSA"):
        check(verifier(authority, leaf.pem + authority.between.pem), body, headers)


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"garbage",
        b"\x00\xff" * 100,
        b"<html>404</html>",
        b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\n" + b"A" * MAX_CHAIN_BYTES,
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
    ],
)
def test_garbage_in_place_of_a_chain_stays_out(authority: Authority, garbage: bytes) -> None:
    """Whatever lies where a chain should, the request is refused and nothing else happens."""
    body, headers = authority.signed(launch())
    with pytest.raises(UnverifiedRequestError):
        check(verifier(authority, garbage), body, headers)


def test_a_chain_that_cannot_be_fetched_stays_out(authority: Authority) -> None:
    """Without a chain nothing passes."""
    body, headers = authority.signed(launch())
    with pytest.raises(UnverifiedRequestError):
        check(Verifier([authority.root.certificate], Shelf({}), lambda: NOON), body, headers)
