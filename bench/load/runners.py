"""A simulated runner: plays a workout over HTTP, with drops, returns and repeated requests, and keeps the score."""

import contextlib
import http.client
import json
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from skill.alexa.requests import runner_key
from skill.coach.runner import Runner
from skill.documents import runner_from
from skill.store.port import Store
from tests.authority import ADDRESS, Authority
from tests.envelopes import NOON, envelope, intent, launch
from tests.responses import assert_as_defined

SECRET = "load"  # noqa: S105  # of nobody
# Of a hundred turns: how many come twice, and how many are followed by a dropped session.
REPEATED, DROPPED = 5, 4
PATIENCE = 30
MOST_TURNS = 80
# Of a hundred turns of a runner whose requests are signed: before how many a forged one is tried.
FORGED = 5
# Which workout, exercise, set and side; alternating sides are one.
Done = tuple[str, str, int, str | None]


@dataclass
class Score:
    """What was seen, of all runners together."""

    latencies: list[float] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)


@dataclass
class SimulatedRunner:
    """One runner with one Echo; time is in the stamps of the requests and takes none but for thinking."""

    name: str
    port: int
    rng: random.Random
    score: Score
    now: datetime = NOON
    attributes: Any = None
    done: set[Done] = field(default_factory=set)
    line: http.client.HTTPConnection | None = None
    thinking: float = 0.0
    wish: ClassVar[str] = "ReadyIntent"

    def train(self) -> None:
        """Play a workout from the opening to the summary."""
        self._open()
        for _ in range(MOST_TURNS):
            runner = self._runner()
            if runner is None or runner.session is None:
                break
            self._hear_out(runner)
            if self.rng.randrange(100) < DROPPED and not self._unsaved():
                self._drop()
            else:
                time.sleep(self.thinking)
                self._say(intent(self.wish, attributes=self.attributes, now=self.now))
        while self._unsaved():
            # The coach asks whether to try once more.
            time.sleep(0.5)
            self._wait(timedelta(seconds=5))
            self._say(intent("AMAZON.YesIntent", attributes=self.attributes, now=self.now))
        if self.line is not None:
            self.line.close()

    def _open(self) -> None:
        """Open the skill, and be ready for what it offers, on a first visit as on a return."""
        self._say(launch(now=self.now))
        self._wait(timedelta(seconds=5))
        self._say(intent("ReadyIntent", attributes=self.attributes, now=self.now))

    def _unsaved(self) -> bool:
        return bool((self.attributes or {}).get("unsaved"))

    def _runner(self) -> Runner | None:
        runner = runner_from(self.attributes["runner"]) if self.attributes else None
        if runner is not None:
            self.done |= done_of(runner)
        return runner

    def _hear_out(self, runner: Runner) -> None:
        block = runner.session.block if runner.session else None
        if block is not None:
            self._wait(block.started + timedelta(milliseconds=block.ends) - self.now)
        self._wait(timedelta(seconds=1))

    def _wait(self, time_left: timedelta) -> None:
        """Let time pass."""
        self.now += max(time_left, timedelta())

    def _drop(self) -> None:
        """The session breaks off, which Amazon tells; the runner comes back after a while and goes on.

        Not while the store is down: what the session alone knows is gone with it, and no skill can help that.
        """
        ended = {"type": "SessionEndedRequest", "reason": "EXCEEDED_MAX_REPROMPTS"}
        self._say(envelope(ended, attributes=self.attributes, now=self.now))
        self.attributes = None
        self._wait(timedelta(minutes=self.rng.randrange(1, 30)))
        self._open()
        self.score.counts["drops"] += 1

    def _say(self, whole: dict[str, Any]) -> None:
        for part in (whole["context"]["System"], whole["session"]):
            part["user"] = {"userId": self.name}
        body = json.dumps(whole).encode()
        again = self.rng.randrange(100) < REPEATED
        answer = self._post(body)
        if again:
            self.score.counts["repeats"] += 1
            # What counts is the answer to the first one; the second must not move anything.
            self._post(body)
        assert_as_defined(answer)
        self.attributes = answer.get("sessionAttributes")

    def _headers(self, body: bytes) -> dict[str, str]:
        """Give what Amazon sends along with a body."""
        _ = body
        return {}

    def _exchange(self, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """Send a request, and again as long as nobody answers, as when a worker was killed; give status and body."""
        while True:
            try:
                if self.line is None:
                    self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
                self.line.request("POST", "/alexa", body, {"Content-Type": "application/json", **headers})
                answer = self.line.getresponse()
                return answer.status, answer.read()
            except (OSError, http.client.HTTPException):
                self.score.counts["cut off"] += 1
                with contextlib.suppress(OSError):
                    if self.line is not None:
                        self.line.close()
                self.line = None
                time.sleep(0.05)

    def _post(self, body: bytes) -> dict[str, Any]:
        """Take a turn, and note how long it took and what was wrong with it."""
        headers = self._headers(body)
        began = time.perf_counter()
        status, content = self._exchange(body, headers)
        self.score.latencies.append(time.perf_counter() - began)
        self.score.counts["turns"] += 1
        if status != http.HTTPStatus.OK:
            self.score.faults[f"status {status}"] += 1
            return {"version": "1.0", "response": {}, "sessionAttributes": self.attributes}
        response: dict[str, Any] = json.loads(content)
        if "something went wrong" in json.dumps(response):
            self.score.faults["apologies"] += 1
        return response


@dataclass
class SignedRunner(SimulatedRunner):
    """A runner whose requests are signed as Amazon's are, and forged now and then by somebody else.

    The endpoint holds the stamps against its own clock, so time is the real one, and sets are called done.
    """

    authority: Authority = field(kw_only=True)
    wish: ClassVar[str] = "DoneIntent"

    def __post_init__(self) -> None:
        """Begin now."""
        self.now = datetime.now(UTC)

    def _wait(self, time_left: timedelta) -> None:
        """Take the time as it is."""
        _ = time_left
        self.now = datetime.now(UTC)

    def _headers(self, body: bytes) -> dict[str, str]:
        """Sign a body; before some, try one that was signed for another."""
        headers = {"SignatureCertChainUrl": ADDRESS, "Signature-256": self.authority.leaf.sign(body)}
        if self.rng.randrange(100) < FORGED:
            status, _ = self._exchange(body.replace(self.name.encode(), b"amzn1.ask.account.OTHER"), headers)
            self.score.counts["forged"] += 1
            self.score.counts["let in"] += status != http.HTTPStatus.BAD_REQUEST
        return headers


def done_of(runner: Runner) -> set[Done]:
    """Give the sets that a runner has done in the workout in progress."""
    session = runner.session
    if session is None:
        return set()
    steps = (session.plan[entry.index] for entry in session.log)
    return {
        (session.started.isoformat(), step.exercise, step.set, _side(step.side and step.side.value))
        for step in steps
        if step.kind == "work"
    }


def audit(simulated: SimulatedRunner, store: Store, score: Score) -> None:
    """Hold what is stored of a runner against what the runner was told."""
    key = runner_key(simulated.name, SECRET)
    saved = store.load(key)
    kept: list[Done] = list(done_of(runner_from(saved.document))) if saved else []
    for workout in store.workouts(key):
        started, sets = workout.document["started"], workout.document["sets"]
        kept += [(started, exercise, number, _side(side)) for exercise, number, side, _, _ in sets]
        score.counts["workouts"] += 1
    stored = Counter(kept)
    score.counts["sets"] += len(kept)
    score.counts["lost"] += len(simulated.done - stored.keys())
    score.counts["doubled"] += sum(count - 1 for count in stored.values())


def _side(side: str | None) -> str | None:
    return side if side in {None, "left", "right"} else "each"
