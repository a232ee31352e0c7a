"""Real engines for the tests: a process of an AWS emulator, started once a session and ended by its process id."""

import contextlib
import itertools
import os
import socket
import subprocess
import tempfile
import time
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from filelock import FileLock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ROOT = Path(__file__).parents[1]
# An environment of its own: it pins a botocore that is not ours.
EMULATOR = ROOT / ".venv-ministack"
START_SECONDS = 30


_accounts = itertools.count(200000000000)


def fresh_account() -> str:
    """Give an account that has no tables yet."""
    return str(next(_accounts))


@dataclass(frozen=True, slots=True)
class Engine:
    """An AWS emulator that listens on loopback, and its process id."""

    port: int
    process: int

    @property
    def url(self) -> str:
        """Give the address of its services."""
        return f"http://127.0.0.1:{self.port}"

    def environment(self, account: str) -> dict[str, str]:
        """Give the variables that point AWS's clients at it; each 12-digit account has tables of its own."""
        return {
            "AWS_ACCESS_KEY_ID": account,
            "AWS_SECRET_ACCESS_KEY": "local",
            "AWS_DEFAULT_REGION": "eu-west-1",
            "AWS_ENDPOINT_URL_DYNAMODB": self.url,
        }

    def dynamodb(self, account: str) -> "DynamoDBClient":
        """Give a client for its DynamoDB."""
        return boto3.client(
            "dynamodb",
            endpoint_url=self.url,
            region_name="eu-west-1",
            aws_access_key_id=account,
            aws_secret_access_key="local",
        )


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Start the emulator for the whole session; a failure to start is an error, never a skip."""
    with started_engine() as running:
        yield running


@contextlib.contextmanager
def started_engine() -> Iterator[Engine]:
    """Run an emulator, installed first if need be, and end it by its process id."""
    program = EMULATOR / ("Scripts" if os.name == "nt" else "bin") / "ministack"
    # Tests run in several processes; one installs, the others wait for it.
    with FileLock(EMULATOR.with_suffix(".lock")):
        if not program.exists():
            _install()
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("wb") as output:
            process = subprocess.Popen(  # noqa: S603  # our own environment's program
                [program],
                cwd=folder,
                env={**os.environ, "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port)},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            _await(process, port, log)
            yield Engine(port, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=START_SECONDS)


def _install() -> None:
    venv.create(EMULATOR, with_pip=True)
    python = EMULATOR / ("Scripts" if os.name == "nt" else "bin") / "python"
    wanted = ROOT / "requirements" / "ministack.txt"
    subprocess.run(  # noqa: S603  # our own environment's pip
        [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", wanted], check=True
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        # A pause that ends early when the process does.
        with contextlib.suppress(subprocess.TimeoutExpired):
            status = process.wait(timeout=0.05)
            raise RuntimeError(f"the emulator ended with status {status}: {log.read_text(errors='replace')}")
    raise RuntimeError(f"the emulator did not answer within {START_SECONDS} seconds: {log.read_text(errors='replace')}")
