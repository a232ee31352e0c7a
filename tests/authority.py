"""A certificate authority for the tests: chains like Amazon's, and every way in which one can be wrong."""

import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SIGNER = "echo-api.amazon.com"
ADDRESS = "https://s3.amazonaws.com/echo.api/echo-api-cert.pem"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def rsa_key() -> rsa.RSAPrivateKey:
    """Make a key as Amazon's are."""
    return rsa.generate_private_key(65537, 2048)


@dataclass(frozen=True)
class Certified:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: Key

    @property
    def pem(self) -> bytes:
        """Give the certificate as PEM."""
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        """Give the key as PEM."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def sign(self, body: bytes) -> str:
        """Sign a body as Amazon does, for the header."""
        assert isinstance(self.key, rsa.RSAPrivateKey)
        return base64.b64encode(self.key.sign(body, PKCS1v15(), SHA256())).decode()


def certify(  # noqa: PLR0913  # what a certificate can say
    name: str,
    issuer: Certified | None,
    *,
    key: Key | None = None,
    authority: bool = False,
    path_length: int | None = None,
    begins: datetime = NOON - 30 * DAY,
    ends: datetime = NOON + 300 * DAY,
    signs: bool = True,
    bare: bool = False,
) -> Certified:
    """Make a certificate; without an issuer it signs itself. A bare one has no identifiers of keys, no extended use."""
    key = key or rsa_key()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issued_by = issuer.certificate.subject if issuer else subject
    signer = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder(issued_by, subject, key.public_key(), x509.random_serial_number(), begins, ends)
        .add_extension(x509.BasicConstraints(authority, path_length), critical=True)
        .add_extension(_usage(authority, signs), critical=True)
    )
    if not bare:
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
        builder = builder.add_extension(identifier, critical=False)
    if not authority:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        if not bare:
            uses = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH])
            builder = builder.add_extension(uses, critical=False)
    return Certified(builder.sign(signer, SHA256()), key)


def _usage(authority: bool, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        key_encipherment=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


@dataclass(frozen=True)
class Authority:
    """A root, an authority in between, and the signer: RSA 2048 throughout, as Amazon's."""

    begins: datetime = NOON - 30 * DAY
    ends: datetime = NOON + 300 * DAY
    root: Certified = field(init=False)
    between: Certified = field(init=False)
    leaf: Certified = field(init=False)

    def __post_init__(self) -> None:
        """Make the three."""
        dates = {"begins": self.begins, "ends": self.ends}
        root = certify("Test Root", None, authority=True, **dates)
        between = certify("Test Between", root, authority=True, path_length=0, **dates)
        for name, value in (("root", root), ("between", between), ("leaf", certify(SIGNER, between, **dates))):
            object.__setattr__(self, name, value)

    @property
    def chain(self) -> bytes:
        """Give the chain as Amazon keeps it: the signer's certificate first, then those that vouch for it."""
        return self.leaf.pem + self.between.pem + self.root.pem

    def signed(self, envelope: dict[str, Any]) -> tuple[bytes, dict[str, str]]:
        """Give an envelope as bytes, with the headers that Amazon sends with it."""
        body = json.dumps(envelope).encode()
        return body, {"SignatureCertChainUrl": ADDRESS, "Signature-256": self.leaf.sign(body)}
