"""Reminders are ordered once, however often the request comes and whatever the store does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from skill.coach.appointments import Errand, Outcome, Result, SetReminder
from skill.coach.events import EventKind, When
from skill.store.errors import Conflict, StoreError, Unavailable
from skill.store.memory import MemoryStore
from skill.turns import TurnRequest
from tests.talking import Talk


@dataclass
class Ordering:
    """A device that counts its orders; something may happen while one is placed."""

    reminds = True
    orders: list[Errand] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def run(self, errand: Errand, words: str, locale: str) -> Result:
        """Take an order."""
        _ = words, locale
        self.orders.append(errand)
        self.meanwhile()
        return Result(Outcome.DONE, (errand.reminder,) if isinstance(errand, SetReminder) else ())

    def zone(self) -> str | None:
        """Know no zone."""
        return None


@dataclass
class Failing(MemoryStore):
    """A store whose next writes fail, before or after they are made, as told."""

    before: list[StoreError | None] = field(default_factory=list)
    after: list[StoreError | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start empty."""
        super().__init__()

    def save(self, runner: str, document: Mapping[str, Any], **facts: Any) -> int:
        """Write, or fail."""
        if self.before and (error := self.before.pop(0)) is not None:
            raise error
        version = super().save(runner, document, **facts)
        if self.after and (error := self.after.pop(0)) is not None:
            raise error
        return version


@pytest.fixture
def device() -> Ordering:
    """Give a device."""
    return Ordering()


@pytest.fixture
def store() -> Failing:
    """Give a store that works until told otherwise."""
    return Failing()


@pytest.fixture
def talk(store: Failing, device: Ordering) -> Talk:
    """Give a runner whose reminder only needs a yes."""
    talk = Talk(store=store)
    talk.say(EventKind.OPEN, opens=True)
    remind(talk, device)
    return talk


def remind(talk: Talk, device: Ordering) -> None:
    """Ask for a reminder."""
    talk.send(replace(talk.request(EventKind.REMIND, when=When(("tuesday",), 7 * 60)), services=device))


def yes(talk: Talk, device: Ordering) -> TurnRequest:
    """Give the request that agrees."""
    return replace(talk.request(EventKind.YES), services=device)


def test_a_yes_that_comes_again_orders_nothing(talk: Talk, device: Ordering) -> None:
    """The same request, with the same attributes, finds itself answered."""
    request = yes(talk, device)
    assert "set" in talk.send(request).speech.text.lower()
    talk.send(request)
    assert len(device.orders) == 1


def test_a_yes_that_comes_twice_at_once_orders_once(talk: Talk, device: Ordering) -> None:
    """The second one arrives while the first is being placed: it finds the order written down already."""
    request = yes(talk, device)

    def again() -> None:
        device.meanwhile = lambda: None
        Talk(store=talk.store, now=talk.now).send(request)

    device.meanwhile = again
    assert "set" in talk.send(request).speech.text.lower()
    assert len(device.orders) == 1


def test_what_cannot_be_written_down_is_not_ordered(talk: Talk, store: Failing, device: Ordering) -> None:
    """While the store is down no reminder is set, and none is said to be; afterwards it can be."""
    request = yes(talk, device)
    store.before = [Unavailable("down"), Unavailable("down")]
    told = talk.send(request).speech.text.lower()
    assert device.orders == []
    assert "is set" not in told
    remind(talk, device)
    talk.send(yes(talk, device))
    assert len(device.orders) == 1


def test_an_order_whose_note_got_lost_is_not_placed_again(talk: Talk, store: Failing, device: Ordering) -> None:
    """The order is placed and the store goes away: the request that comes again still places none."""
    request = yes(talk, device)
    store.before = [None, Unavailable("down")]
    assert "set" in talk.send(request).speech.text.lower()
    talk.send(request)
    assert len(device.orders) == 1


def test_somebody_else_wrote_before_the_order(talk: Talk, store: Failing, device: Ordering) -> None:
    """A conflict before and one after the order lead to one order, which is told of."""
    store.before = [Conflict("before"), None, Conflict("after")]
    assert "set" in talk.send(yes(talk, device)).speech.text.lower()
    assert len(device.orders) == 1


def test_conflicts_without_end_order_nothing(talk: Talk, store: Failing, device: Ordering) -> None:
    """Where others write all the time no reminder is set, and none is said to be."""
    store.before = [Conflict("storm")] * 3
    assert "is set" not in talk.send(yes(talk, device)).speech.text.lower()
    assert device.orders == []
