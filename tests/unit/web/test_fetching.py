"""Fetching a chain over real TLS on loopback."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from skill.settings import SettingError
from skill.web import chains
from skill.web.chains import MAX_CHAIN_BYTES, https_fetcher, trusted_roots
from skill.web.errors import UnverifiedRequestError
from tests.authority import ADDRESS, Authority
from tests.web_server import http_answer, tls_server, towards


@pytest.fixture(scope="module")
def today() -> Authority:
    """Give an authority that is in date for the clock of TLS, which is the machine's."""
    now = datetime.now(UTC)
    return Authority(now - timedelta(days=1), now + timedelta(days=1))


@pytest.fixture
def bundle(today: Authority, tmp_path: Path) -> str:
    """Give the path of a file with the authority's root."""
    path = tmp_path / "roots.pem"
    path.write_bytes(today.root.pem)
    return str(path)


def test_a_chain_is_fetched_over_tls(today: Authority, bundle: str, tmp_path: Path) -> None:
    """The bytes of the answer come back."""
    with tls_server(today, tmp_path, http_answer(today.chain)) as port:
        assert https_fetcher(bundle, towards(port))(ADDRESS) == today.chain


@pytest.mark.parametrize(
    "answer",
    [
        http_answer(b"", "404 Not Found"),
        http_answer(b"", "500 Internal Server Error"),
        http_answer(b"chain", "302 Found", "Location: https://evil.org/chain.pem"),
        http_answer(b"x" * (MAX_CHAIN_BYTES + 1)),
        http_answer(b"half", length=1000)[:-2],
        b"HTTP/1.1 200 OK\r\n" + b"X-Header: x\r\n" * 200 + b"\r\n",
        b"SSH-2.0-OpenSSH\r\n",
        b"",
    ],
)
def test_other_answers_are_refused(
    today: Authority, bundle: str, tmp_path: Path, answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Errors, redirections, too large, cut off, silent, and what is no HTTP: all are refusals, and soon."""
    monkeypatch.setattr(chains, "FETCH_SECONDS", 0.2)
    with tls_server(today, tmp_path, answer) as port, pytest.raises(UnverifiedRequestError):
        https_fetcher(bundle, towards(port))(ADDRESS)


def test_another_hosts_certificate_is_refused(today: Authority, bundle: str, tmp_path: Path) -> None:
    """A server that cannot show that it is Amazon's is not listened to."""
    with (
        tls_server(today, tmp_path, http_answer(today.chain), host="evil.org") as port,
        pytest.raises(UnverifiedRequestError, match="fetched"),
    ):
        https_fetcher(bundle, towards(port))(ADDRESS)


def test_a_server_of_an_unknown_authority_is_refused(today: Authority, tmp_path: Path) -> None:
    """Without a bundle, the roots are certifi's, and they do not know our authority."""
    with (
        tls_server(today, tmp_path, http_answer(today.chain)) as port,
        pytest.raises(UnverifiedRequestError, match="fetched"),
    ):
        https_fetcher("", towards(port))(ADDRESS)


def test_the_usual_roots_are_certifis() -> None:
    """Without a bundle, there is a good number of roots, Amazon's own among them."""
    names = [root.subject.rfc4514_string() for root in trusted_roots("")]
    assert any("Amazon Root CA 1" in name for name in names)


def test_the_bundle_replaces_the_usual_roots(today: Authority, bundle: str) -> None:
    """With a bundle, its roots are the only ones."""
    assert trusted_roots(bundle) == [today.root.certificate]


def test_a_bundle_without_roots_says_so(tmp_path: Path) -> None:
    """A file with no certificate in it stops the start with one line."""
    path = tmp_path / "roots.pem"
    path.write_bytes(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    with pytest.raises(SettingError, match="RUNNER_STRENGTH_CA_BUNDLE"):
        trusted_roots(str(path))
