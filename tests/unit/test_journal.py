"""What a turn leaves in the log about a workout."""

import json
import logging
from collections.abc import Iterator

import pytest

from skill.coach.events import EventKind
from skill.logs import JsonLines
from tests.talking import Talk


class Lines(logging.Handler):
    """Keeps log lines as they would be written."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.all: list[dict[str, object]] = []
        self.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.all.append(json.loads(self.format(record)))

    def named(self, event: str) -> list[dict[str, object]]:
        """Give the lines of an event."""
        return [line for line in self.all if line["event"] == event]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Listen to the skill's log."""
    handler, logger = Lines(), logging.getLogger("skill")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield handler
    logger.removeHandler(handler)
    logger.setLevel(level)


def _started(talk: Talk) -> None:
    talk.say(EventKind.OPEN, opens=True)
    talk.say(EventKind.READY)


def test_a_workout_is_started_once(lines: Lines) -> None:
    """The first step of a workout leaves a line; the steps after it leave none."""
    talk = Talk()
    _started(talk)
    talk.hear_out()
    talk.say(EventKind.READY)
    (line,) = lines.named("workout_started")
    assert line["workout"] == talk.session.workout


def test_a_finished_workout_leaves_its_minutes(lines: Lines) -> None:
    """The end of a whole workout leaves one line with its minutes, and none that it was left."""
    talk = Talk()
    _started(talk)
    talk.finish()
    (line,) = lines.named("workout_finished")
    assert isinstance(line["minutes"], int)
    assert line["minutes"] > 5
    assert lines.named("workout_left") == lines.named("workout_cut_short") == []


def test_a_workout_that_ends_early_is_cut_short(lines: Lines) -> None:
    """Ending in the warm-up is no finish."""
    talk = Talk()
    _started(talk)
    talk.wait(30)
    talk.say(EventKind.FINISH_EARLY)
    talk.say(EventKind.YES)
    assert lines.named("workout_finished") == []


def test_stopping_leaves_how_far_it_came_and_coming_back_resumes(lines: Lines) -> None:
    """A stop on the way leaves a percentage; opening again and going on leaves a line too, and starts nothing anew."""
    talk = Talk()
    _started(talk)
    for _ in range(3):
        talk.hear_out()
        talk.say(EventKind.READY)
    talk.wait(20)
    talk.say(EventKind.STOP)
    (left,) = lines.named("workout_left")
    assert isinstance(left["progress"], int)
    assert 0 < left["progress"] < 100
    talk.wait(600)
    talk.say(EventKind.OPEN, opens=True)
    talk.say(EventKind.READY)
    assert len(lines.named("workout_resumed")) == 1
    assert len(lines.named("workout_started")) == 1


def test_what_is_not_understood_is_counted_by_state(lines: Lines) -> None:
    """A fallback leaves where the runner was, and nothing of what was said."""
    talk = Talk()
    _started(talk)
    talk.wait(5)
    talk.say(EventKind.UNKNOWN)
    (line,) = lines.named("fallback")
    assert line["state"] in {"working", "resting"}
    assert line.keys() == {"time", "level", "event", "state"}


def test_a_request_sent_twice_is_counted(lines: Lines) -> None:
    """The second delivery of a request leaves a line of its own, and nothing about the workout."""
    talk = Talk()
    talk.say(EventKind.OPEN, opens=True)
    request = talk.request(EventKind.READY)
    talk.send(request)
    before = len(lines.named("workout_started"))
    talk.send(request)
    assert len(lines.named("turn_repeated")) == 1
    assert len(lines.named("workout_started")) == before


@pytest.mark.parametrize("kind", [EventKind.PAIN, EventKind.UNWELL])
def test_nothing_about_health_is_left(lines: Lines, kind: EventKind) -> None:
    """A report of pain leaves no line that another stop would not leave too."""
    talk = Talk()
    _started(talk)
    talk.wait(40)
    talk.say(kind)
    assert {line["event"] for line in lines.all} <= {"workout_started", "workout_left", "workout_cut_short"}
    text = json.dumps(lines.all)
    assert "pain" not in text
    assert "unwell" not in text
