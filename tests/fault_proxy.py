"""A proxy on loopback in front of a store's engine, which breaks what passes through it as told."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

CHUNK = 65536


class Mode(StrEnum):
    """What happens to a connection."""

    PASS = "pass"
    REFUSE = "refuse"  # closed as soon as it is there
    SILENT = "silent"  # taken, and never answered
    LOST = "lost"  # the engine does what it was asked, and its answer is dropped
    HALF = "half"  # half of the answer, and then the end
    GARBAGE = "garbage"  # an answer that is none


@dataclass
class FaultProxy:
    """Passes bytes between clients and an engine, as long as nothing else is said."""

    target: int
    port: int = 0
    mode: Mode = Mode.PASS
    hanging: list[socket.socket] = field(default_factory=list)

    def serve(self, listener: socket.socket) -> None:
        """Take connections until the listener is closed."""
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._pass, args=(client,), daemon=True).start()

    def _pass(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), client:
            while request := _message(client):
                match self.mode:
                    case Mode.REFUSE:
                        return
                    case Mode.SILENT:
                        self.hanging.append(client.dup())
                        client.recv(1)
                        return
                    case Mode.GARBAGE:
                        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nnot json!")
                        return
                answer = self._ask(request)
                if self.mode is Mode.LOST:
                    return
                client.sendall(answer if self.mode is Mode.PASS else answer[: len(answer) - 20])
                if self.mode is Mode.HALF:
                    return

    def _ask(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.target)) as engine:
            engine.sendall(request)
            return _message(engine)


def _message(line: socket.socket) -> bytes:
    """Read one HTTP message with a length; empty where the other side has gone."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = line.recv(CHUNK)
        if not part:
            return b""
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [row.split(b":")[1] for row in head.split(b"\r\n") if row.lower().startswith(b"content-length:")]
    missing = int(lengths[0]) - len(body) if lengths else 0
    while missing > 0:
        part = line.recv(CHUNK)
        if not part:
            return b""
        data, missing = data + part, missing - len(part)
    return data


@contextlib.contextmanager
def fault_proxy(target: int) -> Iterator[FaultProxy]:
    """Run a proxy in front of a port on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        proxy = FaultProxy(target, listener.getsockname()[1])
        threading.Thread(target=proxy.serve, args=(listener,), daemon=True).start()
        try:
            yield proxy
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            for line in proxy.hanging:
                line.close()
