"""Answers about what was: each from records, in a line and facts."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from skill.coach.acts import Ask, Question
from skill.coach.events import Event, EventKind, Period
from skill.coach.machine import advance
from skill.coach.moment import Reply
from skill.coach.record import DoneSet, Record
from skill.coach.runner import LastWorkout, Runner
from skill.coach.session import State
from skill.content.loader import load_catalogue
from tests.coaching import NOON, Coaching

CATALOGUE = load_catalogue()


def workout(days_ago: int, completed: bool = True, name: str = "beginner_a", **best: int) -> Record:
    """Give a workout with two sets of each exercise, the second with one more than the first."""
    started = NOON - timedelta(days=days_ago)
    sets = [
        DoneSet(exercise, number, None, 12, amount - 2 + number)
        for exercise, amount in best.items()
        for number in (1, 2)
    ]
    return Record(name, started, started + timedelta(minutes=20), 20, completed, tuple(sets), ())


# Noon is on a Monday: five days ago is Wednesday of last week, ten days ago Friday of the week before.
RECORDS = (
    workout(0, squat=14, plank=30),
    workout(5, squat=14, plank=40, name="beginner_b"),
    workout(10, squat=10, plank=20, push_up=8),
)
RUNNER = Runner(welcomed=True, finished=3, queue=1, last=LastWorkout("beginner_a", RECORDS[0].ended, True))


def decide(
    kind: EventKind, records: tuple[Record, ...] | None = RECORDS, runner: Runner = RUNNER, **facts: Any
) -> Reply:
    """Decide on an event with some records."""
    return advance(runner, Event(kind, **facts), NOON, CATALOGUE, records)


@pytest.mark.parametrize(
    ("kind", "asked", "line", "facts"),
    [
        (EventKind.LAST_TIME, {}, "came_to", {"sets": 4, "minutes": 20}),
        (
            EventKind.LAST_TIME,
            {"exercise": "push_up"},
            "exercise_last_time",
            {"exercise": "push_up", "sets": 2, "amount": 8, "days": 10},
        ),
        (
            EventKind.LAST_TIME,
            {"exercise": "plank"},
            "exercise_last_time_hold",
            {"exercise": "plank", "sets": 2, "amount": 30, "days": 0},
        ),
        (EventKind.LAST_TIME, {"exercise": "lunge"}, "never_done", {"exercise": "lunge"}),
        (EventKind.TALLY, {"period": Period.WEEK}, "tally", {"period": "week", "workouts": 1, "minutes": 20}),
        (EventKind.TALLY, {}, "tally", {"period": "ever", "workouts": 3, "minutes": 60}),
        (EventKind.TALLY, {"period": Period.YEAR}, "tally", {"period": "year", "workouts": 3, "minutes": 60}),
        (
            EventKind.TALLY,
            {"period": Period.LAST_WEEK, "exercise": "squat"},
            "amount",
            {"exercise": "squat", "period": "last_week", "amount": 27},
        ),
        (
            EventKind.TALLY,
            {"exercise": "plank"},
            "amount_hold",
            {"exercise": "plank", "period": "ever", "amount": 177},
        ),
        (EventKind.TALLY, {"exercise": "lunge"}, "amount_none", {"exercise": "lunge", "period": "ever"}),
        (EventKind.BEST, {"exercise": "plank"}, "best_hold", {"exercise": "plank", "amount": 40, "days": 5}),
        (EventKind.BEST, {"exercise": "squat"}, "best", {"exercise": "squat", "amount": 14, "days": 5}),
        (EventKind.BEST, {"exercise": "kneeling_push_up"}, "best", {"exercise": "push_up", "amount": 8, "days": 10}),
        (EventKind.BEST, {"exercise": "lunge"}, "never_done", {"exercise": "lunge"}),
        (EventKind.STREAK, {}, "streak_begins", {"left": 1}),
        (EventKind.PROGRESS, {"exercise": "push_up"}, "too_early_for", {"exercise": "push_up"}),
        (
            EventKind.PROGRESS,
            {"exercise": "plank"},
            "gained_hold",
            {"exercise": "plank", "first": 20, "latest": 30, "workouts": 3},
        ),
        (EventKind.TALLY, {"heard": "wombats"}, "unknown_exercise_far", None),
        (EventKind.BEST, {"heard": "wombats"}, "unknown_exercise_far", None),
        (EventKind.LAST_TIME, {"heard": "wombats"}, "unknown_exercise_far", None),
        (EventKind.PROGRESS, {"heard": "wombats"}, "unknown_exercise_far", None),
    ],
)
def test_each_question_has_its_answer(
    kind: EventKind, asked: dict[str, Any], line: str, facts: dict[str, Any] | None
) -> None:
    """What is asked is told from the records, in one line after what was told anyway."""
    reply = decide(kind, **asked)
    assert reply.tell[-1].line == line
    assert facts is None or dict(reply.tell[-1].facts) == facts
    assert reply.runner == RUNNER


def test_the_two_greatest_gains_are_told() -> None:
    """Asked how it goes, the coach names at most two exercises that went up."""
    reply = decide(
        EventKind.PROGRESS, (workout(0, squat=14, plank=30, bridge=11, lunge=8), *RECORDS[2:], workout(12, bridge=10))
    )
    assert [(tell.line, tell.facts["exercise"]) for tell in reply.tell] == [
        ("gained_hold", "plank"),
        ("gained", "squat"),
    ]


@pytest.mark.parametrize(
    ("records", "line"),
    [
        ((workout(0, squat=12), workout(3, squat=12)), "held_level"),
        ((workout(0, squat=10), workout(3, squat=12)), "went_down"),
        ((workout(0, squat=15), workout(3, squat=12)), "gained"),
    ],
)
def test_an_exercise_up_level_or_down(records: tuple[Record, ...], line: str) -> None:
    """How one exercise went is told in a line of its own for each way."""
    assert decide(EventKind.PROGRESS, records, exercise="squat").tell[0].line == line


def test_when_nothing_went_up() -> None:
    """Numbers that hold are told as steady, from two workouts on."""
    assert decide(EventKind.PROGRESS, (workout(0, squat=12), workout(3, squat=12))).tell[0].line == "steady"
    assert decide(EventKind.PROGRESS, (workout(0, squat=12),)).tell[0].line == "too_early"


def test_weeks_on_target() -> None:
    """A beginner's week asks for two days; one such week is behind, then this one is there too."""
    before = (workout(5, squat=1), workout(6, squat=1))
    assert dict(decide(EventKind.STREAK, before).tell[0].facts) == {"weeks": 1, "left": 2}
    assert decide(EventKind.STREAK, before).tell[0].line == "streak"
    sunday = NOON + timedelta(days=6)
    this_week = (workout(-2, squat=1), workout(0, squat=1), *before)
    reply = advance(RUNNER, Event(EventKind.STREAK), sunday, CATALOGUE, this_week)
    assert (reply.tell[0].line, reply.tell[0].facts["weeks"]) == ("streak_with_this", 2)


@pytest.mark.parametrize("kind", [EventKind.TALLY, EventKind.STREAK, EventKind.PROGRESS, EventKind.DELETE_LAST])
def test_a_history_out_of_reach_is_told(kind: EventKind) -> None:
    """Where the records cannot be read, that is said, and nothing is made up."""
    assert [tell.line for tell in decide(kind, None).tell] == ["history_unreachable"]


@pytest.mark.parametrize("kind", [EventKind.BEST, EventKind.LAST_TIME])
def test_an_exercise_out_of_reach_is_told(kind: EventKind) -> None:
    """So it is for a question about one exercise."""
    assert [tell.line for tell in decide(kind, None, exercise="squat").tell] == ["history_unreachable"]
    assert [tell.line for tell in decide(EventKind.LAST_TIME, None).tell] == ["last_time_today"]


def test_the_last_time_of_a_record_that_is_not_the_last() -> None:
    """What the last workout came to is told of that workout only."""
    assert [tell.line for tell in decide(EventKind.LAST_TIME, RECORDS[1:]).tell] == ["last_time_today"]


def test_deleting_the_last_workout_takes_one_yes() -> None:
    """The question names the workout; a yes deletes it, and what was before it is the last again."""
    asked = decide(EventKind.DELETE_LAST)
    assert asked.then == Ask(
        Question.CONFIRM_DELETE_LAST, {"workout": "beginner_a", "days": 0, "started": RECORDS[0].started.isoformat()}
    )
    done = decide(EventKind.YES, runner=asked.runner)
    assert [tell.line for tell in done.tell] == ["deleted_last"]
    assert done.dropped == RECORDS[0].started
    assert done.runner == replace(
        RUNNER, finished=2, queue=0, last=LastWorkout("beginner_b", RECORDS[1].ended, completed=True)
    )


def test_deleting_the_only_workout() -> None:
    """After the only workout is deleted there is no last one; one that does not count moves no queue."""
    asked = decide(EventKind.DELETE_LAST, (workout(0, completed=False),))
    done = decide(EventKind.YES, (workout(0, completed=False),), asked.runner)
    assert (done.runner.last, done.runner.queue) == (None, RUNNER.queue)


def test_a_no_keeps_it() -> None:
    """No deletes nothing."""
    reply = decide(EventKind.NO, runner=decide(EventKind.DELETE_LAST).runner)
    assert ([tell.line for tell in reply.tell], reply.dropped, reply.runner) == (["kept"], None, RUNNER)


def test_what_is_gone_already_is_deleted() -> None:
    """A workout that somebody else deleted in between is not deleted twice, and another one not in its place."""
    reply = decide(EventKind.YES, RECORDS[1:], decide(EventKind.DELETE_LAST).runner)
    assert ([tell.line for tell in reply.tell], reply.dropped) == (["deleted_last"], None)
    assert reply.runner == RUNNER


def test_a_deletion_that_cannot_be_looked_up_is_not_claimed() -> None:
    """Where the records are out of reach at the yes, nothing is deleted, and that is said."""
    reply = decide(EventKind.YES, None, decide(EventKind.DELETE_LAST).runner)
    assert ([tell.line for tell in reply.tell], reply.dropped) == (["not_deleted"], None)


def test_deleting_the_last_workout_in_a_workout_pauses_it() -> None:
    """The workout in progress waits for the answer, and keeps its place."""
    coaching = Coaching(records=list(reversed(RECORDS)))
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 2)
    place = coaching.place
    coaching.say(EventKind.DELETE_LAST)
    assert coaching.state is State.PAUSED
    coaching.say(EventKind.YES)
    assert (coaching.lines, coaching.question, coaching.place) == (["deleted_last"], Question.PAUSED, place)


def test_what_is_done_of_the_workout_in_progress() -> None:
    """ "What have I done so far" in a workout tells its sets; other stretches of time, and other questions, do not."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("lunge")
    coaching.say(EventKind.TALLY, period=Period.EVER)
    (tell,) = coaching.reply.tell if coaching.reply else ()
    assert (tell.line, dict(tell.facts)) == ("done_so_far", {"sets": 3, "exercises": ("squat",)})
    coaching.say(EventKind.TALLY, period=Period.LAST_WEEK)
    assert coaching.lines == ["tally_none"]
    coaching.records = [workout(5, squat=10)]
    coaching.say(EventKind.TALLY, period=Period.EVER)
    assert coaching.lines == ["done_so_far", "tally"]


def test_nothing_is_done_so_far_before_the_first_set() -> None:
    """A warm-up alone is nothing to tell of."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.say(EventKind.TALLY, period=Period.TODAY)
    assert coaching.lines == ["tally_none"]
