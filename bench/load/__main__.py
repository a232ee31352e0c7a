"""Runners by the thousand against the endpoint under gunicorn, on a real engine, with processes killed on the way.

    python -m bench.load --minutes 2                     # DynamoDB's protocol, on an emulator
    python -m bench.load --minutes 2 --engine sqlite     # one file
    python -m bench.load --minutes 30                    # the soak

A worker is killed (SIGKILL) every twenty seconds. The emulator keeps its tables in memory, so killing it would lose
what no skill could keep; it is frozen instead (SIGSTOP), for five seconds every forty-five, which looks the same from
outside. At the end everything that any runner was told is looked for in the store.
"""

import argparse
import contextlib
import itertools
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.load.runners import SECRET, Score, SimulatedRunner, audit
from skill.store.dynamodb import DynamoDBStore, create_table
from skill.store.port import Store
from skill.store.sqlite import SQLiteStore
from tests.engines import fresh_account, started_engine

TABLE = "runners"
KILL_EVERY, FREEZE_EVERY, FROZEN = 20.0, 45.0, 5.0
WORKERS = 2
START_SECONDS = 30


@dataclass
class Place:
    """Where runners are kept: the address for the endpoint, a store to audit with, and what runs it."""

    address: str
    environment: dict[str, str]
    store: Store
    engine: int | None = None


@dataclass
class Troubles:
    """Kills workers and freezes the engine while the load runs; counts."""

    server: int
    engine: int | None
    stop: threading.Event
    rng: random.Random
    kills: int = 0
    freezes: int = 0

    def run(self) -> None:
        """Make trouble until told to stop."""
        began = frozen = time.monotonic()
        while not self.stop.wait(1.0):
            now = time.monotonic()
            if now - began >= KILL_EVERY:
                began = now
                self._kill()
            if self.engine is not None and now - frozen >= FREEZE_EVERY:
                frozen = now
                self._freeze(self.engine)

    def _kill(self) -> None:
        children = Path(f"/proc/{self.server}/task/{self.server}/children").read_text(encoding="ascii").split()
        if children:
            os.kill(int(self.rng.choice(children)), signal.SIGKILL)
            self.kills += 1

    def _freeze(self, engine: int) -> None:
        os.kill(engine, signal.SIGSTOP)
        self.stop.wait(FROZEN)
        os.kill(engine, signal.SIGCONT)
        self.freezes += 1


@contextlib.contextmanager
def place(engine: str, folder: Path) -> Iterator[Place]:
    """Run an engine and make an empty store in it."""
    if engine == "sqlite":
        path = folder / "coach.sqlite3"
        yield Place(f"sqlite:///{path}", {}, SQLiteStore(path))
        return
    with started_engine() as running:
        account = fresh_account()
        client = running.dynamodb(account)
        create_table(client, TABLE)
        environment = running.environment(account)
        yield Place(f"dynamodb://{TABLE}", environment, DynamoDBStore(TABLE, client), running.process)


@contextlib.contextmanager
def endpoint(kept: Place, port: int) -> Iterator[int]:
    """Run the endpoint under gunicorn; give the process id of its master."""
    environment = {
        **os.environ, **kept.environment, "RUNNER_STRENGTH_STORE": kept.address, "RUNNER_STRENGTH_KEY_SECRET": SECRET
    }  # fmt: skip
    words = ["--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--worker-class", "gthread", "--threads", "8"]
    command = [sys.executable, "-m", "gunicorn", *words, "--log-level", "critical", "bench.load.endpoint:build()"]
    process = subprocess.Popen(command, env=environment)  # noqa: S603  # our own environment's program
    try:
        _await(process, port)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    """Give a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(process: "subprocess.Popen[bytes]", port: int) -> None:
    """Wait until the endpoint listens, and not somebody else."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"the endpoint did not start within {START_SECONDS} seconds")


@dataclass
class Crowd:
    """Runners that train one after the other on some threads, until the time is over."""

    port: int
    until: float
    score: Score = field(default_factory=Score)
    runners: list[SimulatedRunner] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def work(self) -> None:
        """Let runner after runner train."""
        while time.monotonic() < self.until:
            number = next(self.numbers)
            rng = random.Random(number)  # noqa: S311  # repeatable, not secret
            runner = SimulatedRunner(f"amzn1.ask.account.LOAD{number}", self.port, rng, self.score)
            self.runners.append(runner)
            try:
                runner.train()
            except Exception as error:  # noqa: BLE001  # counted, and shown at the end
                self.score.faults[f"{type(error).__name__}: {error}"[:200]] += 1


def main() -> int:
    """Run the load, and print what was seen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--threads", type=int, default=16)
    parser.add_argument("--engine", choices=("dynamodb", "sqlite"), default="dynamodb")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, place(options.engine, Path(folder)) as kept:
        port = free_port()
        with endpoint(kept, port) as server:
            crowd = Crowd(port, time.monotonic() + options.minutes * 60)
            stop = threading.Event()
            troubles = Troubles(server, kept.engine, stop, random.Random(1))  # noqa: S311  # repeatable, not secret
            trouble = threading.Thread(target=troubles.run)
            threads = [threading.Thread(target=crowd.work) for _ in range(options.threads)]
            began = time.monotonic()
            for thread in (trouble, *threads):
                thread.start()
            for thread in threads:
                thread.join()
            seconds = time.monotonic() - began
            stop.set()
            trouble.join()
        for runner in crowd.runners:
            audit(runner, kept.store, crowd.score)
    return report(options.engine, seconds, crowd, troubles)


def report(engine: str, seconds: float, crowd: Crowd, troubles: Troubles) -> int:
    """Print the figures; give 1 where something was lost, doubled or answered wrongly."""
    score, counts = crowd.score, crowd.score.counts
    latencies = sorted(score.latencies)
    p50, p99 = (latencies[int(len(latencies) * share)] * 1000 for share in (0.5, 0.99))
    turns = counts["turns"]
    print(f"{engine}: {len(crowd.runners)} runners, {counts['workouts']} workouts, {turns} turns, {seconds:.0f} s")
    print(f"{turns / seconds:.0f} turns a second, p50 {p50:.0f} ms, p99 {p99:.0f} ms, most {latencies[-1]:.1f} s")
    print(f"workers killed: {troubles.kills}, engine frozen: {troubles.freezes}, answers cut off: {counts['cut off']}")
    print(f"requests sent twice: {counts['repeats']}, sessions dropped: {counts['drops']}")
    print(f"sets under load: {counts['sets']}, lost: {counts['lost']}, doubled: {counts['doubled']}")
    print(f"errors: {sum(score.faults.values())} {dict(score.faults)}")
    return 1 if counts["lost"] or counts["doubled"] or score.faults else 0


if __name__ == "__main__":
    sys.exit(main())
