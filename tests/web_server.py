"""Servers on loopback that stand in for Amazon's store of certificates."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.authority import Authority, certify

HOST = "s3.amazonaws.com"


@contextlib.contextmanager
def tls_server(authority: Authority, folder: Path, answer: bytes, *, host: str = HOST) -> Iterator[int]:
    """Answer every request over TLS with the same bytes, with a certificate for a host; give the port."""
    own = certify(host, authority.between, begins=authority.begins, ends=authority.ends)
    files = folder / "server.pem", folder / "server.key"
    files[0].write_bytes(own.pem + authority.between.pem)
    files[1].write_bytes(own.key_pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_serve, args=(listener, context, answer), daemon=True).start()
        yield listener.getsockname()[1]
        # Wakes the thread that waits for a connection, so that it finds the listener closed.
        listener.shutdown(socket.SHUT_RDWR)


def _serve(listener: socket.socket, context: ssl.SSLContext, answer: bytes) -> None:
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        with contextlib.suppress(OSError), context.wrap_socket(line, server_side=True) as tls:
            tls.recv(65536)
            tls.sendall(answer)
            # Open until the client has gone.
            tls.recv(1)


def http_answer(body: bytes, status: str = "200 OK", *headers: str, length: int | None = None) -> bytes:
    """Give an HTTP answer as bytes."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def towards(port: int) -> Callable[[tuple[str, int], float], socket.socket]:
    """Give what connects to a port on loopback, wherever it is told to go."""

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        assert address == (HOST, 443)
        return socket.create_connection(("127.0.0.1", port), timeout)

    return connect
