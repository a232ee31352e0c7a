"""Fetching the signer's chain: one exchange over HTTPS, over in time whatever the network does.

Knows connections and refuses to know certificates, but for those that the connection itself is trusted by.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from itertools import zip_longest
from typing import Any, Protocol
from urllib.parse import urlsplit

import certifi

from skill.web.errors import UnreachableChainError, UnverifiedRequestError

HTTPS_PORT = 443
# For the whole of a fetch, from the look-up of the name to the last byte, and for whoever waits for one: a turn still
# has more than six of the eight seconds that Alexa waits.
FETCH_SECONDS = 1.5
# For one of the host's addresses: a silent one leaves time for two others.
CONNECT_SECONDS = 0.5
# Amazon's chain has some five kilobytes.
MAX_CHAIN_BYTES = 64 * 1024
# With these answers the host says that there is no chain, or no longer; with others, that it has none to give now.
_GONE = frozenset({http.HTTPStatus.FORBIDDEN, http.HTTPStatus.NOT_FOUND, http.HTTPStatus.GONE})

# As the name server gives it: family, kind, protocol, name, and the address itself.
_Address = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]


class FetchChain(Protocol):
    """Fetches the PEM text that a verified address holds."""

    def __call__(self, address: str) -> bytes:
        """Give the bytes, or raise UnverifiedRequestError; UnreachableChainError where they may be had later."""
        ...


class Connect(Protocol):
    """Opens a connection to a host and port, as `socket.create_connection` does."""

    def __call__(self, address: tuple[str, int], timeout: float) -> socket.socket:
        """Give the connected socket, or raise OSError."""
        ...


def https_fetcher(ca_bundle: str, connect: Connect | None = None) -> FetchChain:
    """Make a fetcher that trusts the roots of a PEM file, follows no redirection, and gives up early.

    It goes to the host directly: the proxy variables of the environment are not looked at.

    Args:
        ca_bundle: Path of the PEM file; empty for certifi's.
        connect: What opens the connection; None for what a name server says.
    """
    context = ssl.create_default_context(cafile=ca_bundle or certifi.where())
    opened = connect or connector()

    def fetch(address: str) -> bytes:
        parts = urlsplit(address)
        host, until = parts.hostname or "", time.monotonic() + FETCH_SECONDS
        try:
            with opened((host, HTTPS_PORT), FETCH_SECONDS) as plain:
                left = max(0.001, until - time.monotonic())
                plain.settimeout(left)
                with _cut_off(plain, left):
                    return _exchange(context.wrap_socket(plain, server_hostname=host), host, parts.path)
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise UnreachableChainError(f"the certificate chain cannot be fetched: {error}") from error

    return fetch


def connector() -> Connect:
    """Make what connects to a host by its name, in so many seconds for all of its addresses together."""
    # A look-up cannot be cut off, only left behind: there is never more than one of them.
    pool = ThreadPoolExecutor(1, "look-up")

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        until = time.monotonic() + timeout
        looked_up = pool.submit(socket.getaddrinfo, *address, type=socket.SOCK_STREAM)
        try:
            found = looked_up.result(timeout)
        except TimeoutError:
            looked_up.cancel()
            raise TimeoutError("the look-up of the name takes too long") from None
        failure: OSError = TimeoutError("no address of the host answers in time")
        for family, kind, protocol, _, place in _by_turns(found):
            left = min(CONNECT_SECONDS, until - time.monotonic())
            if left <= 0:
                break
            line = socket.socket(family, kind, protocol)
            try:
                line.settimeout(left)
                line.connect(place)
            except OSError as error:
                line.close()
                failure = error
            else:
                return line
        raise failure

    return connect


def _by_turns(addresses: Sequence[_Address]) -> list[_Address]:
    """Take addresses of each family by turns: where one family leads nowhere, the other is tried in time."""
    families = list(dict.fromkeys(address[0] for address in addresses))
    ranked = [[each for each in addresses if each[0] == family] for family in families]
    return [address for row in zip_longest(*ranked) for address in row if address is not None]


def _exchange(line: ssl.SSLSocket, host: str, path: str) -> bytes:
    with line:
        connection = http.client.HTTPConnection(host)
        connection.sock = line
        connection.request("GET", path, headers={"Connection": "close"})
        with closing(connection.getresponse()) as answer:
            if answer.status != http.HTTPStatus.OK:
                kind = UnverifiedRequestError if answer.status in _GONE else UnreachableChainError
                raise kind(f"the certificate's host answers {answer.status}")
            pem, left = answer.read(MAX_CHAIN_BYTES + 1), answer.length
    if len(pem) > MAX_CHAIN_BYTES:
        raise UnverifiedRequestError("the certificate chain is too large")
    if left:
        raise UnreachableChainError(f"the certificate chain was cut off with {left} bytes to come")
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
