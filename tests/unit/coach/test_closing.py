"""How workouts halt and end."""

from skill.coach.acts import End, Question
from skill.coach.events import EventKind
from skill.coach.runner import Runner
from skill.coach.session import State
from tests.coaching import Coaching


def working() -> Coaching:
    """Give a runner in the fourth squat of set two."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 2)
    coaching.work(4)
    return coaching


def test_finish_early_writes_down_what_was_done() -> None:
    """Ended after a set and a third, that is what the record says, and the workout is offered again."""
    coaching = working()
    coaching.say(EventKind.FINISH_EARLY)
    (record,) = coaching.records
    assert [(done.set, done.amount) for done in record.sets] == [(1, 12), (2, 4)]
    assert not record.completed
    coaching.say(EventKind.OPEN, opens=True)
    assert coaching.session.workout == "beginner_a"


def test_finish_early_with_most_of_it_done_counts() -> None:
    """With two thirds of the sets done, the next workout is the next one."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("plank", 3)
    coaching.say(EventKind.FINISH_EARLY)
    assert coaching.records[0].completed
    assert coaching.state is State.FINISHED


def test_finish_before_anything_was_done() -> None:
    """Nothing done, nothing written down."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.say(EventKind.FINISH_EARLY)
    assert coaching.lines == ["nothing_done"]
    assert coaching.records == []


def test_stop_asks_nothing() -> None:
    """ "Stop" closes at once, with the place kept."""
    coaching = working()
    reply = coaching.say(EventKind.STOP)
    assert isinstance(reply.then, End)
    assert coaching.lines == ["saved"]
    assert coaching.place == ("squat", 2, 4)


def test_stop_at_the_last_question_ends_the_workout() -> None:
    """ "Stop" after the last stretch is a goodbye: everything was done, and it is written down."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("figure_four")
    coaching.hear_out()
    reply = coaching.say(EventKind.STOP)
    assert isinstance(reply.then, End)
    assert coaching.lines == ["goodbye"]
    assert coaching.records[0].completed
    assert coaching.state is State.FINISHED


def test_a_red_flag_ends_everything() -> None:
    """Feeling unwell ends the workout at once, offers nothing, and keeps what was done."""
    coaching = working()
    reply = coaching.say(EventKind.UNWELL)
    assert isinstance(reply.then, End)
    assert coaching.lines == ["sign.emergency"]
    assert coaching.runner.session is None
    assert len(coaching.records) == 1


def test_a_red_flag_before_anything_was_done() -> None:
    """Feeling unwell in the warm-up's first words leaves no record."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.say(EventKind.UNWELL)
    assert coaching.records == []
    assert coaching.runner.session is None


def test_deleting_asks_once() -> None:
    """Everything is deleted after one yes, and kept after a no."""
    coaching = working()
    coaching.say(EventKind.DELETE_DATA)
    assert coaching.question is Question.CONFIRM_DELETE
    coaching.say(EventKind.NO)
    assert coaching.lines == ["kept"]
    assert coaching.place == ("squat", 2, 4)
    coaching.say(EventKind.DELETE_DATA)
    reply = coaching.say(EventKind.YES)
    assert reply.forget
    assert coaching.runner == Runner()


def test_deleting_with_no_workout_in_progress() -> None:
    """The same holds before and after workouts."""
    coaching = Coaching()
    coaching.say(EventKind.DELETE_DATA)
    coaching.say(EventKind.NO)
    assert coaching.question is Question.START
    coaching.say(EventKind.DELETE_DATA)
    assert coaching.say(EventKind.YES).forget


def test_a_session_that_closed_before_the_last_word_changes_nothing() -> None:
    """The end of an earlier session, told late, moves nothing: the workout has gone on since."""
    coaching = working()
    before = coaching.runner
    coaching.wait(-40)
    reply = coaching.say(EventKind.CLOSED)
    assert reply.aside
    assert coaching.runner == before


def test_a_session_that_closes_between_two_milliseconds_keeps_its_place() -> None:
    """The end of the session at hand is never late, however finely its time is told."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.wait(1.34375)
    assert not coaching.say(EventKind.CLOSED).aside
    assert coaching.state is State.PAUSED


def test_a_session_that_closes_after_the_last_step_is_written_down() -> None:
    """Whoever walks off after the last stretch has finished the workout."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("figure_four")
    coaching.hear_out()
    coaching.say(EventKind.CLOSED)
    assert coaching.records[0].completed


def test_thanks_are_taken_kindly_and_ask_nothing() -> None:
    """Before and after a workout "thank you" is answered and that is all; in a set the set goes on."""
    coaching = Coaching()
    reply = coaching.say(EventKind.THANKS)
    assert (coaching.lines, reply.then) == (["thanked"], End())
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 2)
    coaching.work(4)
    coaching.say(EventKind.THANKS)
    assert coaching.lines == ["thanked"]
    assert coaching.place == ("squat", 2, 4)
