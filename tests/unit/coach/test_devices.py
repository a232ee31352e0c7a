"""Two devices, one place (model dialogue 5): the device that the workout was last gone on with owns it."""

import pytest

from skill.coach.acts import End, Question
from skill.coach.events import EventKind
from skill.coach.session import State
from tests.coaching import Coaching


@pytest.fixture
def kitchen() -> Coaching:
    """Give a runner in the kitchen, four squats into set two."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 2)
    coaching.work(4)
    return coaching


def moved(coaching: Coaching) -> Coaching:
    """Take the workout along to the bedroom."""
    coaching.device = "bedroom"
    coaching.say(EventKind.OPEN, opens=True)
    coaching.wait(3)
    coaching.say(EventKind.YES)
    return coaching


def test_another_device_says_where_the_workout_is(kitchen: Coaching) -> None:
    """Opened in another room while the workout runs, the skill says so and offers to go on there."""
    kitchen.device = "bedroom"
    kitchen.say(EventKind.OPEN, opens=True)
    assert kitchen.lines == ["running_elsewhere"]
    assert kitchen.question is Question.RESUME


def test_another_device_says_so_from_the_first_moment_on() -> None:
    """Opened in another room in the first words of a workout, it is running elsewhere, and starts nothing anew."""
    kitchen = Coaching()
    kitchen.say(EventKind.START, opens=True)
    kitchen.wait(4)
    kitchen.device = "bedroom"
    kitchen.say(EventKind.OPEN, opens=True)
    assert kitchen.lines == ["running_elsewhere"]


def test_another_device_starts_what_only_was_proposed() -> None:
    """A workout that waits for the word in the kitchen is no workout yet: the bedroom starts it."""
    kitchen = Coaching()
    kitchen.say(EventKind.WHATS_DUE, opens=True)
    assert kitchen.state is State.READY
    kitchen.device = "bedroom"
    kitchen.say(EventKind.OPEN, opens=True)
    assert kitchen.lines == ["starting"]


def test_it_goes_on_there_at_the_same_repetition(kitchen: Coaching) -> None:
    """After "yes" the other room goes on from the repetition that was reached."""
    assert moved(kitchen).place == ("squat", 2, 4)
    assert kitchen.session.device == "bedroom"


@pytest.mark.parametrize("event", [EventKind.NEXT, EventKind.DONE, EventKind.SKIP_EXERCISE, EventKind.PAUSE])
def test_the_first_device_moves_nothing_any_more(kitchen: Coaching, event: EventKind) -> None:
    """What is said to the device that was left moves and logs nothing; it hears where the workout is."""
    before = moved(kitchen).runner
    reply = kitchen.say(event, device="kitchen")
    assert reply.aside
    assert kitchen.lines == ["moved_away"]
    assert kitchen.question is Question.BRING_BACK
    assert kitchen.runner == before


def test_it_can_be_brought_back(kitchen: Coaching) -> None:
    """ "Yes" on the first device, to its own question, takes the workout back there."""
    moved(kitchen)
    reply = kitchen.say(EventKind.NEXT, device="kitchen")
    kitchen.runner = reply.runner  # as its session attributes carry it
    kitchen.say(EventKind.YES, device="kitchen")
    assert kitchen.session.device == "kitchen"
    assert kitchen.place[:2] == ("squat", 2)


def test_it_can_be_left_there(kitchen: Coaching) -> None:
    """ "No" on the first device, to its own question, closes there, and the workout goes on elsewhere."""
    before = moved(kitchen).runner
    asked = kitchen.say(EventKind.NEXT, device="kitchen")
    kitchen.runner = asked.runner  # as its session attributes carry it
    reply = kitchen.say(EventKind.NO, device="kitchen")
    assert reply.aside
    assert isinstance(reply.then, End)
    assert kitchen.lines == ["left_there"]
    assert reply.runner.session == before.session


def test_no_to_nothing_says_where_it_is(kitchen: Coaching) -> None:
    """ "No" on the first device, before it was asked anything, hears where the workout is."""
    moved(kitchen)
    kitchen.say(EventKind.NO, device="kitchen")
    assert kitchen.lines == ["moved_away"]


def test_stop_and_pain_count_from_anywhere(kitchen: Coaching) -> None:
    """Whatever device hears it, "stop" stops and pain stops the workout."""
    moved(kitchen)
    kitchen.say(EventKind.PAIN, device="kitchen")
    assert kitchen.lines == ["stop_there"]
    kitchen.say(EventKind.STOP, device="kitchen")
    assert kitchen.state is State.PAUSED


def test_the_end_of_the_first_devices_session_changes_nothing(kitchen: Coaching) -> None:
    """When the device that was left falls silent, the workout goes on elsewhere."""
    before = moved(kitchen).runner
    kitchen.say(EventKind.CLOSED, device="kitchen")
    assert kitchen.runner == before
