from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa.screen.address import address_of
from skill.alexa.screen.events import BLOCK_END, STILL_HERE, TOUCHES, Refusal, Refused, read_event
from skill.alexa.screen.view import CHOICES
from skill.coach.events import Event, EventKind
from skill.coach.session import Session
from tests.viewhost.show import Show


def playing() -> tuple[Session, list[Any]]:
    """Give a workout under way, and the address of its reply as a screen sends it."""
    show = Show()
    show.say(EventKind.OPEN, opens=True)
    address = address_of(show.session)
    return show.session, [address.workout, address.index, address.turn]


SESSION, ADDRESS = playing()
assert SESSION.block is not None
BEGUN = SESSION.block.started
OVER = BEGUN + timedelta(milliseconds=SESSION.block.ends)


def test_the_end_of_the_reply_goes_on() -> None:
    """When the current reply has been played out, the workout goes on as if the runner were ready."""
    assert read_event([BLOCK_END, *ADDRESS], SESSION, OVER) == Event(EventKind.READY)


def test_a_screen_may_count_in_floating_point() -> None:
    """Whole numbers that come as floating-point numbers mean the same."""
    workout, index, turn = ADDRESS
    assert read_event([BLOCK_END, workout, float(index), float(turn)], SESSION, OVER) == Event(EventKind.READY)


def test_an_end_before_its_time_is_refused() -> None:
    """The clock decides whether a reply is over, not the screen."""
    early = OVER - timedelta(milliseconds=1)
    assert read_event([BLOCK_END, *ADDRESS], SESSION, early) == Refused(Refusal.EARLY)


@pytest.mark.parametrize("action", TOUCHES)
def test_a_touch_means_what_its_spoken_twin_means(action: str) -> None:
    """A touch on the current reply is one event of the coach's, at any time."""
    assert read_event([action, *ADDRESS], SESSION, BEGUN) == TOUCHES[action]


def test_every_button_means_something() -> None:
    """Whatever a question offers to touch has a meaning."""
    assert {action for choices in CHOICES.values() for action in choices} <= set(TOUCHES)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"turn": ADDRESS[2] + 1}, Refusal.LATE),
        ({"turn": ADDRESS[2] - 1}, Refusal.AHEAD),
        ({"workout": "beginner_b"}, Refusal.FOREIGN),
        ({"started": BEGUN + timedelta(days=7)}, Refusal.FOREIGN),
        ({"index": ADDRESS[1] + 1}, Refusal.MALFORMED),
        ({"block": None}, Refusal.MALFORMED),
    ],
)
def test_an_event_of_another_reply_is_refused(change: dict[str, Any], why: Refusal) -> None:
    """Late, repeated, foreign and impossible ends of replies are refused, each with its reason."""
    assert read_event([BLOCK_END, *ADDRESS], replace(SESSION, **change), OVER) == Refused(why)


def test_an_event_after_the_workout_is_refused() -> None:
    """Nothing that a screen shows of a workout means anything once the workout is over."""
    assert read_event([BLOCK_END, *ADDRESS], None, OVER) == Refused(Refusal.FOREIGN)


def test_a_touch_without_a_workout_means_something() -> None:
    """The buttons of a question outside a workout work."""
    assert read_event(["yes", "", 0, 0], None, OVER) == Event(EventKind.YES)
    assert read_event([BLOCK_END, "", 0, 0], None, OVER) == Refused(Refusal.MALFORMED)


def test_a_sign_of_life_moves_nothing() -> None:
    """That a screen is still there is worth knowing, and nothing else."""
    assert read_event([STILL_HERE, *ADDRESS], SESSION, OVER) == Refused(Refusal.ALIVE)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([BLOCK_END, *ADDRESS]),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(JSON)
def test_whatever_else_comes_is_refused(arguments: object) -> None:
    """Nothing but the exact address of the current reply is ever taken for it, and nothing breaks the reader."""
    read = read_event(arguments, SESSION, OVER)
    if isinstance(read, Event):
        assert isinstance(arguments, list)
        assert arguments[1:] == ADDRESS
    else:
        assert read.why in Refusal
