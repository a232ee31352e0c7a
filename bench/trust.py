# ruff: noqa: S311  # repeatable, not secret
"""Forged requests and turns that fall into one another, by the thousand, with what came of them.

    python -m bench.trust --cases 2000 --seed 1

Forged requests are signed ones with one thing wrong: a byte of the body or the signature, the time, the address, or the
chain. Interleavings are turns of two or three devices of one runner on a real file, in which the store is down or loses
its answer. Prints how many were tried and what went wrong, which has to be nothing.
"""

import argparse
import json
import logging
import random
import sys
import tempfile
import uuid
from collections.abc import Callable  # noqa: TC003  # as everywhere in this repository
from datetime import timedelta
from pathlib import Path

from skill.coach.events import EventKind
from skill.errors import RunnerStrengthError
from skill.store.sqlite import SQLiteStore
from skill.web.app import parsed
from skill.web.verification import Verifier
from tests.authority import ADDRESS, DAY, NOON, SIGNER, Authority, Certified, certify
from tests.envelopes import launch
from tests.rivals import DOWN, FINE, LOST, Rivals, RivalStore, Step, hold

ADDRESSES = (
    "http://s3.amazonaws.com/echo.api/cert.pem",
    "https://s3.amazonaws.com.evil.org/echo.api/cert.pem",
    "https://s3.amazonaws.com/EcHo.aPi/cert.pem",
    "https://s3.amazonaws.com/echo.api/../bucket/cert.pem",
    "https://s3.amazonaws.com:563/echo.api/cert.pem",
    "https://user@s3.amazonaws.com/echo.api/cert.pem",
    "",
)
KINDS = (
    EventKind.READY, EventKind.DONE, EventKind.NEXT, EventKind.PAUSE, EventKind.RESUME, EventKind.YES,
    EventKind.HOW_TO, EventKind.HELP, EventKind.OPEN, EventKind.CLOSED, EventKind.STOP,
)  # fmt: skip
Forgery = tuple[bytes, dict[str, str], bytes]


class Forger:
    """Makes requests that are right but for one thing: body, headers, and the chain that lies at the address."""

    def __init__(self, rng: random.Random) -> None:
        """Make the certificates, which takes a moment."""
        self._rng = rng
        self.authority = Authority()
        between = self.authority.between
        self._leaves: tuple[Certified, ...] = (
            certify(SIGNER, None),
            certify("evil.org", between),
            certify(SIGNER, between, ends=NOON - DAY),
            certify(SIGNER, self.authority.leaf),
        )
        self.kinds: tuple[Callable[[], Forgery], ...] = (
            self.other_body,
            self.other_signature,
            self.other_time,
            self.other_address,
            self.other_chain,
        )

    def signed(self, when: float = 0.0) -> tuple[bytes, dict[str, str]]:
        """Give a request with nothing wrong, sent so many seconds from now."""
        return self.authority.signed(launch(now=NOON + timedelta(seconds=when)))

    def other_body(self) -> Forgery:
        """Flip a bit of the body."""
        body, headers = self.signed()
        at = self._rng.randrange(len(body))
        return body[:at] + bytes([body[at] ^ 1 << self._rng.randrange(7)]) + body[at + 1 :], headers, self._chain

    def other_signature(self) -> Forgery:
        """Change a letter of the signature."""
        body, headers = self.signed()
        text = headers["Signature-256"]
        at = self._rng.randrange(len(text) - 4)
        text = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
        return body, {**headers, "Signature-256": text}, self._chain

    def other_time(self) -> Forgery:
        """Send it too late, or too early."""
        return *self.signed(self._rng.choice((-1, 1)) * self._rng.uniform(152, 10**7)), self._chain

    def other_address(self) -> Forgery:
        """Name an address that is not Amazon's."""
        body, headers = self.signed()
        return body, {**headers, "SignatureCertChainUrl": self._rng.choice(ADDRESSES)}, self._chain

    def other_chain(self) -> Forgery:
        """Sign with a certificate that is not Amazon's, or no longer."""
        body, leaf = json.dumps(launch()).encode(), self._rng.choice(self._leaves)
        chain = leaf.pem + self.authority.between.pem + self.authority.root.pem
        return body, {"SignatureCertChainUrl": ADDRESS, "Signature-256": leaf.sign(body)}, chain

    @property
    def _chain(self) -> bytes:
        return self.authority.chain


def gets_in(forger: Forger, request: Forgery) -> bool:
    """Tell whether the endpoint would answer a request."""
    body, headers, chain = request
    try:
        Verifier([forger.authority.root.certificate], lambda _: chain, lambda: NOON).verify(headers, body, parsed(body))
    except RunnerStrengthError:
        return False
    return True


def step(rng: random.Random, devices: int, others: int) -> Step:
    """Make a turn; those in between have none in between themselves."""
    return Step(
        device=rng.randrange(devices),
        kind=rng.choice(KINDS),
        fault=rng.choice((FINE, FINE, FINE, DOWN, LOST)) if others else FINE,
        seconds=rng.choice((1.0, 40.0, 200.0)),
        between=tuple(step(rng, devices, 0) for _ in range(rng.randrange(others + 1))),
        again=bool(others) and rng.random() < 0.2,  # noqa: PLR2004  # one in five
    )


def interleave(cases: int, rng: random.Random) -> tuple[int, int]:
    """Let turns fall into one another; give how many faults there were, and how many scripts lost something."""
    faults = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        store = SQLiteStore(Path(folder) / "store.sqlite3")
        for _ in range(cases):
            devices = rng.choice((2, 3))
            script = [step(rng, devices, 2) for _ in range(rng.randint(1, 8))]
            faults += sum(each.fault != FINE for each in script)
            try:
                hold(Rivals(RivalStore(store), uuid.uuid4().hex, devices), script)
            except AssertionError as error:
                wrong += 1
                sys.stderr.write(f"{error}\n{script}\n")
    return faults, wrong


def main() -> int:
    """Try so many cases, and a tenth as many interleavings."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[1])
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    rng = random.Random(options.seed)
    forger = Forger(rng)
    if not gets_in(forger, (*forger.signed(), forger.authority.chain)):
        sys.stderr.write("what is signed does not get in either\n")
        return 1
    let_in = sum(gets_in(forger, rng.choice(forger.kinds)()) for _ in range(options.cases))
    print(f"forged requests tried: {options.cases}, let in: {let_in}")
    scripts = max(1, options.cases // 10)
    faults, wrong = interleave(scripts, rng)
    print(f"interleavings tried: {scripts}, with {faults} faults; that lost or doubled something: {wrong}")
    return 1 if let_in or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
