# ruff: noqa: SLF001  # only the keys themselves know when nobody is under way or in line any more
"""The signer's keys: kept, fetched once, left alone after a failure, and never in the way of others."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from skill.web.chains import (
    FAILED_FOR,
    FRESH_FOR,
    KEPT_CHAINS,
    KEPT_FAILURES,
    KEPT_FOR,
    MAX_FETCHES,
    MAX_WAITING,
    SignerKeys,
)
from skill.web.errors import UnreachableChainError, UnverifiedRequestError
from tests.authority import NOON, SIGNER, Authority, certify

SECOND = timedelta(seconds=1)
PATIENCE = 10


@dataclass
class Clock:
    """A clock that stands still until told."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now


@dataclass
class Host:
    """A host that has a chain at every address, but is slow at some and has nothing at others."""

    chain: bytes
    nothing: set[str] = field(default_factory=set)
    away: set[str] = field(default_factory=set)
    slow: set[str] = field(default_factory=set)
    asked: Counter[str] = field(default_factory=Counter)
    go_on: threading.Event = field(default_factory=threading.Event)
    waiting: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def __call__(self, address: str) -> bytes:
        """Answer, as soon as it is let go on where it is slow."""
        self.asked[address] += 1
        if address in self.slow:
            self.waiting.release()
            assert self.go_on.wait(PATIENCE)
        if address in self.nothing:
            raise UnverifiedRequestError("nothing there")
        if address in self.away:
            raise UnreachableChainError("no answer")
        return self.chain


@pytest.fixture
def host(authority: Authority) -> Host:
    """Give a host with a good chain."""
    return Host(authority.chain)


@pytest.fixture
def clock() -> Clock:
    """Give a clock at noon."""
    return Clock()


@pytest.fixture
def keys(authority: Authority, host: Host, clock: Clock) -> SignerKeys:
    """Give keys that come from the host."""
    return SignerKeys([authority.root.certificate], host, clock, PATIENCE)


def landed(keys: SignerKeys) -> None:
    """Wait until no fetch is under way any more."""
    with keys._changed:
        assert keys._changed.wait_for(lambda: not keys._flights, PATIENCE)


def test_a_chain_is_fetched_once_a_day(keys: SignerKeys, host: Host, clock: Clock) -> None:
    """A chain is kept for a day, and then fetched and checked anew."""
    first = keys.key("a")
    clock.now += FRESH_FOR - SECOND
    assert keys.key("a") is first
    assert host.asked == {"a": 1}
    clock.now += SECOND
    keys.key("a")
    landed(keys)
    assert keys.key("a") is not first
    assert host.asked == {"a": 2}


def test_nobody_waits_for_a_chain_that_is_fetched_anew(keys: SignerKeys, host: Host, clock: Clock) -> None:
    """While it is fetched the one that is kept holds, and it is fetched once, even if strangers take all places."""
    first = keys.key("a")
    clock.now += FRESH_FOR
    host.slow.update("a", *(str(number) for number in range(MAX_FETCHES)))
    with ThreadPoolExecutor(MAX_FETCHES) as threads:
        strangers = [threads.submit(keys.key, str(number)) for number in range(MAX_FETCHES)]
        for _ in strangers:
            assert host.waiting.acquire(timeout=PATIENCE)
        assert all(keys.key("a") is first for _ in range(3))
        assert host.waiting.acquire(timeout=PATIENCE)
        host.go_on.set()
    landed(keys)
    assert keys.key("a") is not first
    assert host.asked["a"] == 2


def test_a_kept_chain_outlives_an_outage_of_its_host(keys: SignerKeys, host: Host, clock: Clock) -> None:
    """With the host away, the chain that is kept holds for another day, and the host is asked now and then."""
    first = keys.key("a")
    host.away.add("a")
    clock.now += FRESH_FOR
    for _ in range(3):
        for _ in range(3):
            assert keys.key("a") is first
            landed(keys)
        clock.now += FAILED_FOR
    assert host.asked == {"a": 4}
    clock.now = NOON + KEPT_FOR
    with pytest.raises(UnverifiedRequestError, match="no answer"):
        keys.key("a")
    host.away.clear()
    clock.now += FAILED_FOR
    keys.key("a")


def test_a_chain_that_is_withdrawn_holds_no_longer(keys: SignerKeys, host: Host, clock: Clock) -> None:
    """When the host says that there is no such chain any more, nothing is verified with it from then on."""
    keys.key("a")
    host.nothing.add("a")
    clock.now += FRESH_FOR
    keys.key("a")
    landed(keys)
    with pytest.raises(UnverifiedRequestError, match="a moment ago"):
        keys.key("a")


def test_a_kept_key_ends_with_its_certificate(authority: Authority, clock: Clock) -> None:
    """A key is not used beyond the expiry of any certificate that vouches for it."""
    leaf = certify(SIGNER, authority.between, ends=NOON + timedelta(hours=1))
    keys = SignerKeys([authority.root.certificate], Host(leaf.pem + authority.between.pem), clock, PATIENCE)
    keys.key("a")
    clock.now += timedelta(hours=1, seconds=1)
    with pytest.raises(UnverifiedRequestError):
        keys.key("a")


def test_few_chains_are_kept(keys: SignerKeys, host: Host) -> None:
    """The chain that was not used for longest makes room."""
    for number in range(KEPT_CHAINS):
        keys.key(str(number))
    keys.key("0")
    keys.key("one more")
    keys.key("0")
    keys.key("1")
    assert host.asked["0"] == 1
    assert host.asked["1"] == 2


def test_a_failure_is_left_alone_for_a_moment(keys: SignerKeys, host: Host, clock: Clock) -> None:
    """After a failure nothing is fetched from that address for a moment, and then it is tried again."""
    host.nothing.add("a")
    for _ in range(20):
        with pytest.raises(UnverifiedRequestError):
            keys.key("a")
    assert host.asked == {"a": 1}
    clock.now += FAILED_FOR
    host.nothing.clear()
    keys.key("a")
    assert host.asked == {"a": 2}


def test_failures_push_no_kept_key_out(keys: SignerKeys, host: Host) -> None:
    """However many addresses fail, what is kept stays kept, and what is remembered stays bounded."""
    keys.key("good")
    host.nothing.update(str(number) for number in range(KEPT_FAILURES * 2))
    for address in sorted(host.nothing):
        with pytest.raises(UnverifiedRequestError):
            keys.key(address)
    keys.key("good")
    assert host.asked["good"] == 1


@pytest.mark.parametrize("good", [True, False])
def test_of_many_at_once_one_fetches(keys: SignerKeys, host: Host, good: bool) -> None:
    """Eight threads that need the same chain cause one fetch, and all hear how it ended."""
    host.slow.add("a")
    if not good:
        host.nothing.add("a")
    with ThreadPoolExecutor(8) as threads:
        waiting = [threads.submit(keys.key, "a") for _ in range(8)]
        assert host.waiting.acquire(timeout=PATIENCE)
        host.go_on.set()
        ends = [future.exception(PATIENCE) for future in waiting]
    assert host.asked == {"a": 1}
    assert all((end is None) is good for end in ends)


def test_a_slow_address_is_in_nobodys_way(keys: SignerKeys, host: Host) -> None:
    """While strange addresses hang, kept keys are given at once, few wait for a place, and more are refused at once."""
    keys.key("kept")
    host.slow.update(str(number) for number in range(MAX_FETCHES))
    with ThreadPoolExecutor(MAX_FETCHES + MAX_WAITING) as threads:
        hanging = [threads.submit(keys.key, address) for address in sorted(host.slow)]
        for _ in hanging:
            assert host.waiting.acquire(timeout=PATIENCE)
        waiting = [threads.submit(keys.key, f"next {number}") for number in range(MAX_WAITING)]
        in_line(keys, MAX_WAITING)
        keys.key("kept")
        with pytest.raises(UnverifiedRequestError, match="too many"):
            keys.key("new")
        host.go_on.set()
        assert all(future.exception(PATIENCE) is None for future in (*hanging, *waiting))
    keys.key("new")


def in_line(keys: SignerKeys, length: int) -> None:
    """Wait until so many wait for a place."""
    deadline = time.monotonic() + PATIENCE
    while len(keys._line) < length:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_strangers_get_their_places_in_order(keys: SignerKeys, host: Host) -> None:
    """Whoever has all the places keeps nobody out: who comes next gets the first that is free."""
    forged = [f"forged {number}" for number in range(3 * MAX_FETCHES)]
    host.slow.update(forged[:MAX_FETCHES])
    host.nothing.update(forged)
    with ThreadPoolExecutor(len(forged) + 1) as threads:
        first = [threads.submit(keys.key, address) for address in forged[:MAX_FETCHES]]
        for _ in first:
            assert host.waiting.acquire(timeout=PATIENCE)
        genuine = threads.submit(keys.key, "genuine")
        in_line(keys, 1)
        later = [threads.submit(keys.key, address) for address in forged[MAX_FETCHES:]]
        in_line(keys, 1 + len(later))
        host.go_on.set()
        assert genuine.exception(PATIENCE) is None
        assert all(isinstance(future.exception(PATIENCE), UnverifiedRequestError) for future in (*first, *later))


def test_nobody_waits_for_ever(authority: Authority, host: Host, clock: Clock) -> None:
    """For a fetch, one that others began, or a place, the wait is over in time; what comes later is kept."""
    keys = SignerKeys([authority.root.certificate], host, clock, 0.2)
    host.slow.update(str(number) for number in range(MAX_FETCHES))
    for address in sorted(host.slow):
        with pytest.raises(UnverifiedRequestError, match="in time"):
            keys.key(address)
    began = time.monotonic()
    with pytest.raises(UnverifiedRequestError, match="in time"):
        keys.key("0")
    assert time.monotonic() - began < 0.2
    with pytest.raises(UnverifiedRequestError, match="no place"):
        keys.key("new")
    host.go_on.set()
    landed(keys)
    assert host.asked["0"] == 1
    keys.key("0")
    assert host.asked == dict.fromkeys(host.slow, 1)


def test_an_unforeseen_fault_lets_nobody_wait_for_ever(authority: Authority, clock: Clock) -> None:
    """Even a fault of the parser's is a refusal, and the address can be asked for again."""

    def broken(address: str) -> bytes:
        raise RuntimeError(address)

    keys = SignerKeys([authority.root.certificate], broken, clock, PATIENCE)
    for _ in range(2):
        with pytest.raises(UnverifiedRequestError):
            keys.key("a")
        clock.now += FAILED_FOR
