"""The signer's keys: kept, fetched once, left alone after a failure, and never in the way of others."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from skill.web.chains import FAILED_FOR, KEPT_CHAINS, KEPT_FAILURES, KEPT_FOR, MAX_FETCHES, SignerKeys
from skill.web.errors import UnverifiedRequestError
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
    return SignerKeys([authority.root.certificate], host, clock)


def test_a_chain_is_fetched_once_a_day(keys: SignerKeys, host: Host, clock: Clock) -> None:
    """A chain is kept for a day, and then fetched and checked anew."""
    first = keys.key("a")
    clock.now += KEPT_FOR - SECOND
    assert keys.key("a") is first
    clock.now += SECOND
    keys.key("a")
    assert host.asked == {"a": 2}


def test_a_kept_key_ends_with_its_certificate(authority: Authority, clock: Clock) -> None:
    """A key is not used beyond the expiry of any certificate that vouches for it."""
    leaf = certify(SIGNER, authority.between, ends=NOON + timedelta(hours=1))
    keys = SignerKeys([authority.root.certificate], Host(leaf.pem + authority.between.pem), clock)
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
    """While some addresses hang, kept keys are given at once, and more addresses than a few are refused at once."""
    keys.key("kept")
    host.slow.update(str(number) for number in range(MAX_FETCHES))
    with ThreadPoolExecutor(MAX_FETCHES) as threads:
        hanging = [threads.submit(keys.key, address) for address in sorted(host.slow)]
        for _ in hanging:
            assert host.waiting.acquire(timeout=PATIENCE)
        keys.key("kept")
        with pytest.raises(UnverifiedRequestError, match="too many"):
            keys.key("new")
        host.go_on.set()
        assert all(future.exception(PATIENCE) is None for future in hanging)
    keys.key("new")


def test_an_unforeseen_fault_lets_nobody_wait_for_ever(authority: Authority, clock: Clock) -> None:
    """Even a fault of the parser's is a refusal, and the address can be asked for again."""

    def broken(address: str) -> bytes:
        raise RuntimeError(address)

    keys = SignerKeys([authority.root.certificate], broken, clock)
    for _ in range(2):
        with pytest.raises(UnverifiedRequestError):
            keys.key("a")
        clock.now += FAILED_FOR
