"""Runners by the thousand against the endpoint under gunicorn, on a real engine, with processes killed on the way.

    python -m bench.load --minutes 2                     # DynamoDB's protocol, on an emulator
    python -m bench.load --minutes 2 --engine sqlite     # one file
    python -m bench.load --minutes 2 --signed            # every request signed, and verified by the endpoint
    python -m bench.load --minutes 30 --signed --thinking 0.2 --trouble 60    # the soak

A worker is killed (SIGKILL) every twenty seconds. Every forty-five something happens to the engine. SQLite runs inside
the server: the whole server is killed, master and workers at once, and started again on the same file. The emulator
keeps its tables in memory, so killing it would lose what no skill could keep; it is frozen instead (SIGSTOP), for five
seconds, which looks the same from outside. At the end everything that any runner was told is looked for in the store.
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
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.load.endpoint import CERTIFICATES
from bench.load.runners import SECRET, Score, SignedRunner, SimulatedRunner, audit
from skill.store.dynamodb import DynamoDBStore, create_table
from skill.store.port import Store
from skill.store.sqlite import SQLiteStore
from tests.authority import Authority
from tests.engines import fresh_account, started_engine
from tests.envelopes import SKILL
from tests.web_server import http_answer, tls_server

TABLE = "runners"
# Seconds that the engine is frozen, and how much rarer that is than that a worker is killed.
FROZEN, ENGINE_TROUBLE = 5.0, 2.25
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
class Server:
    """The endpoint under gunicorn, on one port, however often it is killed."""

    command: list[str]
    environment: dict[str, str]
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it, and wait until it listens."""
        self.process = subprocess.Popen(self.command, env=self.environment)  # noqa: S603  # our own environment's program
        _await(self.process, self.port)

    def stop(self) -> None:
        """End it in good order."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=30)

    def kill(self) -> None:
        """Kill the master and every worker at once."""
        workers = self.workers
        if self.process is not None:
            self.process.kill()
            for worker in workers:
                os.kill(worker, signal.SIGKILL)
            self.process.wait()

    @property
    def workers(self) -> list[int]:
        """Give the process ids of the workers."""
        if self.process is None:
            return []
        master = self.process.pid
        return [int(each) for each in Path(f"/proc/{master}/task/{master}/children").read_text("ascii").split()]

    @property
    def megabytes(self) -> float:
        """Give the memory that the largest worker holds."""
        pages = [0]
        for worker in self.workers:
            with contextlib.suppress(OSError):
                pages.append(int(Path(f"/proc/{worker}/statm").read_text("ascii").split()[1]))
        return max(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass
class Troubles:
    """Kills workers, and freezes or kills the engine, while the load runs; counts, and watches the workers' memory."""

    server: Server
    engine: int | None
    every: float
    stop: threading.Event
    rng: random.Random
    counts: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Make trouble until told to stop."""
        killed = hit = time.monotonic()
        while not self.stop.wait(1.0):
            now = time.monotonic()
            self.memory.append(self.server.megabytes)
            if now - hit >= ENGINE_TROUBLE * self.every:
                hit = now
                self._hit_engine()
            elif now - killed >= self.every:
                killed = now
                self._kill_worker()

    def _kill_worker(self) -> None:
        workers = self.server.workers
        if workers:
            os.kill(self.rng.choice(workers), signal.SIGKILL)
            self.counts["workers killed"] += 1

    def _hit_engine(self) -> None:
        if self.engine is None:
            self.server.kill()
            self.server.start()
            self.counts["server and engine killed"] += 1
            return
        os.kill(self.engine, signal.SIGSTOP)
        self.stop.wait(FROZEN)
        os.kill(self.engine, signal.SIGCONT)
        self.counts["engine frozen"] += 1


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
def endpoint(kept: Place, more: dict[str, str], build: str) -> Iterator[Server]:
    """Run the endpoint under gunicorn."""
    port = free_port()
    environment = {
        **os.environ, **kept.environment, **more,
        "RUNNER_STRENGTH_STORE": kept.address, "RUNNER_STRENGTH_KEY_SECRET": SECRET,
    }  # fmt: skip
    words = ["--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--worker-class", "gthread", "--threads", "8"]
    command = [sys.executable, "-m", "gunicorn", *words, "--log-level", "critical", f"bench.load.endpoint:{build}()"]
    server = Server(command, environment, port)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextlib.contextmanager
def signing(folder: Path) -> Iterator[tuple[Authority, dict[str, str]]]:
    """Stand in for Amazon: make what signs, put its chain on a TLS server, and give what the endpoint is to be told."""
    now = datetime.now(UTC)
    authority = Authority(now - timedelta(days=1), now + timedelta(days=1))
    bundle = folder / "roots.pem"
    bundle.write_bytes(authority.root.pem)
    with tls_server(authority, folder, http_answer(authority.chain)) as port:
        yield (
            authority,
            {
                "RUNNER_STRENGTH_CA_BUNDLE": str(bundle),
                "RUNNER_STRENGTH_SKILL_ID": SKILL,
                "RUNNER_STRENGTH_LOG_LEVEL": "ERROR",
                CERTIFICATES: str(port),
            },
        )


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
    thinking: float
    authority: Authority | None
    score: Score = field(default_factory=Score)
    runners: list[SimulatedRunner] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def work(self) -> None:
        """Let runner after runner train."""
        while time.monotonic() < self.until:
            runner = self._next()
            self.runners.append(runner)
            try:
                runner.train()
            except Exception as error:  # noqa: BLE001  # counted, and shown at the end
                self.score.faults[f"{type(error).__name__}: {error}"[:200]] += 1

    def _next(self) -> SimulatedRunner:
        number = next(self.numbers)
        rng = random.Random(number)  # noqa: S311  # repeatable, not secret
        name = f"amzn1.ask.account.LOAD{number}"
        if self.authority is None:
            return SimulatedRunner(name, self.port, rng, self.score, thinking=self.thinking)
        return SignedRunner(name, self.port, rng, self.score, thinking=self.thinking, authority=self.authority)


def main() -> int:
    """Run the load, and print what was seen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--threads", type=int, default=16, help="how many train at once")
    parser.add_argument("--engine", choices=("dynamodb", "sqlite"), default="dynamodb")
    parser.add_argument("--signed", action="store_true", help="sign every request, for an endpoint that verifies")
    parser.add_argument("--thinking", type=float, default=0.0, help="seconds before each turn")
    parser.add_argument("--trouble", type=float, default=20.0, help="seconds from one killed worker to the next")
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        kept = stack.enter_context(place(options.engine, folder))
        authority, more = stack.enter_context(signing(folder)) if options.signed else (None, {})
        build = "build_verified" if options.signed else "build"
        with endpoint(kept, more, build) as server:
            crowd = Crowd(server.port, time.monotonic() + options.minutes * 60, options.thinking, authority)
            troubles, seconds = play(crowd, server, kept.engine, options.threads, options.trouble)
        for runner in crowd.runners:
            audit(runner, kept.store, crowd.score)
    return report(options.engine, seconds, crowd, troubles)


def play(crowd: Crowd, server: Server, engine: int | None, threads: int, every: float) -> tuple[Troubles, float]:
    """Let a crowd train while trouble is made; give what trouble there was, and the seconds that it took."""
    stop = threading.Event()
    troubles = Troubles(server, engine, every, stop, random.Random(1))  # noqa: S311  # repeatable, not secret
    trouble = threading.Thread(target=troubles.run)
    working = [threading.Thread(target=crowd.work) for _ in range(threads)]
    began = time.monotonic()
    for thread in (trouble, *working):
        thread.start()
    for thread in working:
        thread.join()
    seconds = time.monotonic() - began
    stop.set()
    trouble.join()
    return troubles, seconds


def report(engine: str, seconds: float, crowd: Crowd, troubles: Troubles) -> int:
    """Print the figures; give 1 where something was lost, doubled, let in or answered wrongly."""
    score, counts = crowd.score, crowd.score.counts
    latencies = sorted(score.latencies)
    p50, p99 = (latencies[int(len(latencies) * share)] * 1000 for share in (0.5, 0.99))
    turns, memory = counts["turns"], troubles.memory
    fifth = len(memory) // 5 + 1
    print(f"{engine}: {len(crowd.runners)} runners, {counts['workouts']} workouts, {turns} turns, {seconds:.0f} s")
    print(f"{turns / seconds:.0f} turns a second, p50 {p50:.0f} ms, p99 {p99:.0f} ms, most {latencies[-1]:.1f} s")
    print(f"trouble: {dict(troubles.counts)}, answers cut off: {counts['cut off']}")
    print(f"requests sent twice: {counts['repeats']}, sessions dropped: {counts['drops']}")
    print(f"forged requests tried: {counts['forged']}, let in: {counts['let in']}")
    print(f"largest worker: {max(memory[:fifth]):.0f} MB in the first fifth, {max(memory[-fifth:]):.0f} MB in the last")
    print(f"sets under load: {counts['sets']}, lost: {counts['lost']}, doubled: {counts['doubled']}")
    print(f"errors: {sum(score.faults.values())} {dict(score.faults)}")
    return 1 if counts["lost"] or counts["doubled"] or counts["let in"] or score.faults else 0


if __name__ == "__main__":
    sys.exit(main())
