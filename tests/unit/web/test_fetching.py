"""Fetching a chain over real TLS on loopback."""

import socket
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import AF_INET, AF_INET6, SOCK_STREAM
from typing import Any

import pytest

from skill.settings import SettingError
from skill.web import fetching
from skill.web.chains import trusted_roots
from skill.web.errors import UnreachableChainError, UnverifiedRequestError
from skill.web.fetching import MAX_CHAIN_BYTES, connector, https_fetcher
from tests.authority import ADDRESS, Authority
from tests.web_server import http_answer, tls_server, towards

PATIENCE = 10


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
    monkeypatch.setattr(fetching, "FETCH_SECONDS", 0.2)
    with tls_server(today, tmp_path, answer) as port, pytest.raises(UnverifiedRequestError):
        https_fetcher(bundle, towards(port))(ADDRESS)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("404 Not Found", UnverifiedRequestError),
        ("403 Forbidden", UnverifiedRequestError),
        ("503 Slow Down", UnreachableChainError),
        ("302 Found", UnreachableChainError),
    ],
)
def test_what_is_gone_and_what_is_away(
    today: Authority, bundle: str, tmp_path: Path, status: str, kind: type[Exception]
) -> None:
    """A host that has no such chain says something else than one that has none to give now."""
    with tls_server(today, tmp_path, http_answer(b"", status)) as port, pytest.raises(UnverifiedRequestError) as caught:
        https_fetcher(bundle, towards(port))(ADDRESS)
    assert type(caught.value) is kind


class Silent(socket.socket):
    """A line to a host of which nothing comes back, but from the addresses that end in 9."""

    def connect(self, place: Any) -> None:
        """Let the time pass."""
        if not str(place[0]).endswith("9"):
            time.sleep(self.gettimeout() or PATIENCE)
            raise TimeoutError("timed out")


def addresses(*ends: str) -> Callable[..., Any]:
    """Give what a name server says: IPv6 for what has a colon."""

    def look_up(*_: object, **__: object) -> Any:
        return [(AF_INET6 if ":" in end else AF_INET, SOCK_STREAM, 6, "", (end, 443)) for end in ends]

    return look_up


@pytest.mark.parametrize("ends", [[f"10.255.255.{number}" for number in range(1, 9)], [], ["::1"] * 8])
def test_all_addresses_together_take_no_longer_than_one(monkeypatch: pytest.MonkeyPatch, ends: list[str]) -> None:
    """A host of whose addresses none answers is given up as soon as any other."""
    monkeypatch.setattr(fetching, "CONNECT_SECONDS", 0.1)
    monkeypatch.setattr(socket, "socket", Silent)
    monkeypatch.setattr(socket, "getaddrinfo", addresses(*ends))
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        connector()(("host", 443), 0.3)
    assert time.monotonic() - began < 0.8


def test_one_silent_family_leaves_time_for_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses of both families are tried by turns."""
    monkeypatch.setattr(fetching, "CONNECT_SECONDS", 0.05)
    monkeypatch.setattr(socket, "socket", Silent)
    monkeypatch.setattr(socket, "getaddrinfo", addresses(*["::1"] * 7, "10.0.0.9"))
    with connector()(("host", 443), PATIENCE) as line:
        assert line.family == AF_INET


def test_a_look_up_that_hangs_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a name server, and no more than one look-up is under way, however many are wanted."""
    go_on, asked = threading.Event(), []

    def hang(*address: object, **_: object) -> Any:
        asked.append(address)
        go_on.wait(PATIENCE)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    connect = connector()
    for _ in range(3):
        with pytest.raises(TimeoutError, match="look-up"):
            connect(("host", 443), 0.05)
    go_on.set()
    assert len(asked) == 1


def test_a_host_without_a_name_is_unreachable(bundle: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that knows no such host is no more than an outage."""

    def unknown(*_: object, **__: object) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UnreachableChainError, match="not known"):
        https_fetcher(bundle)(ADDRESS)


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
