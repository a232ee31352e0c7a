"""D5. Two devices, one place: the workout is taken along from the kitchen to the bedroom."""

from datetime import timedelta

import pytest

from skill.alexa.requests import runner_key
from skill.coach.runner import Runner
from skill.speaker.device import Echo
from skill.speaker.envelopes import USER
from skill.store.memory import MemoryStore
from tests.responses import words
from tests.talking import make_turns
from tests.transcripts import CheckedDoor, speaker


class Home:
    """A kitchen and a bedroom with a speaker each, one account, one clock."""

    def __init__(self) -> None:
        """Start a workout in the kitchen, and go to the lunges."""
        self.store = MemoryStore()
        self.kitchen, self.kitchen_door = speaker(self.store)
        for said in ("start workout a", "ready", "go to lunges"):
            self.kitchen.hear(said)
            self.kitchen.advance(45)
        self.bedroom, self.bedroom_door = speaker(self.store, self.kitchen.now, "amzn1.ask.device.bedroom")

    def say(self, echo: Echo, door: CheckedDoor, said: str) -> str:
        """Say something in a room; give what is answered there, and let four seconds pass everywhere."""
        echo.hear(said)
        answered = words(door.answers[-1])
        for room in (self.kitchen, self.bedroom):
            room.advance(4)
        return answered

    def in_kitchen(self, said: str) -> str:
        """Say something in the kitchen."""
        return self.say(self.kitchen, self.kitchen_door, said)

    def in_bedroom(self, said: str) -> str:
        """Say something in the bedroom."""
        return self.say(self.bedroom, self.bedroom_door, said)

    @property
    def runner(self) -> Runner:
        """Give what is stored."""
        runner = make_turns(self.store).runner(runner_key(USER, "test"), self.kitchen.now + timedelta(0))
        assert runner is not None
        return runner


@pytest.fixture
def home() -> Home:
    """Give a home with the workout running in the kitchen."""
    return Home()


def test_the_workout_is_taken_along(home: Home) -> None:
    """The bedroom says where the workout is, and goes on there from the same place."""
    heard = home.in_bedroom("open runner strength")
    assert "on another speaker" in heard
    assert "forward lunges, set one" in heard.lower()
    assert "leg, from" in home.in_bedroom("yes").lower()


def test_the_kitchen_moves_nothing_any_more(home: Home) -> None:
    """What is said in the kitchen afterwards logs nothing, and hears where the workout is."""
    home.in_bedroom("open runner strength")
    home.in_bedroom("yes")
    before = home.runner
    heard = home.in_kitchen("next exercise")
    assert "moved to another speaker" in heard
    after = home.runner
    assert (after.session and after.session.log) == (before.session and before.session.log)
    assert after.session is not None
    assert after.session.plan[after.session.index].exercise == "lunge"


def test_it_is_left_there(home: Home) -> None:
    """ "No" closes in the kitchen; in the bedroom the workout goes on as if nothing had been said."""
    home.in_bedroom("open runner strength")
    home.in_bedroom("yes")
    home.in_kitchen("next exercise")
    assert "okay" in home.in_kitchen("no").lower()
    assert not home.kitchen.session_open
    assert "leg" in home.in_bedroom("which side").lower()


def test_it_is_brought_back(home: Home) -> None:
    """The kitchen may have it back, and then the bedroom is the one that was left."""
    home.in_bedroom("open runner strength")
    home.in_bedroom("yes")
    home.in_kitchen("next exercise")
    assert "leg, from" in home.in_kitchen("yes").lower()
    assert "moved to another speaker" in home.in_bedroom("done")
