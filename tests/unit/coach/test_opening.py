"""How workouts start, and how one that was left goes on."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from skill.coach.acts import Announce, PickUp, Question, Run
from skill.coach.diary import Diary, Distance, Outing
from skill.coach.diary import Run as DayRun
from skill.coach.events import EventKind, Wishes
from skill.coach.moment import Reply
from skill.coach.plan import StepKind, seconds_left
from skill.coach.runner import Profile, Runner
from skill.coach.session import State
from tests.coaching import NOON, Coaching

HOUR = 3600
DAY = 24 * HOUR


def begun() -> Coaching:
    """Give a workout that was stopped after four squats of set two."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 2)
    coaching.work(4)
    coaching.say(EventKind.STOP)
    return coaching


def done_an_hour_ago() -> Coaching:
    """Give a workout that was done to its end an hour ago."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    while coaching.runner.session:
        coaching.hear_out()
        coaching.say(EventKind.READY)
    coaching.wait(HOUR)
    return coaching


def main_exercises(coaching: Coaching) -> list[str]:
    """Name the exercises of the main part."""
    return list(dict.fromkeys(step.exercise for step in coaching.session.plan if step.kind is StepKind.WORK))


def test_the_first_time_there_is_a_word_before_it() -> None:
    """Only the very first visit says what the coach is, and waits for the word."""
    coaching = Coaching(Runner())
    coaching.say(EventKind.START, opens=True, wishes=Wishes(workout="a"))
    assert coaching.lines == ["welcome_first", "propose", "eased.ease_in"]
    assert coaching.question is Question.READY
    coaching.say(EventKind.YES)
    assert coaching.state is State.WORKING


def test_a_returning_runner_starts_at_once() -> None:
    """Opening starts the workout that is due, with no question before it."""
    coaching = Coaching()
    reply = coaching.say(EventKind.OPEN, opens=True)
    assert coaching.lines == ["starting"]
    assert isinstance(reply.then, Run)


def test_a_comes_before_b_and_after_it() -> None:
    """The programme is a queue: A, then B, then A again, however many days lie between."""
    coaching = Coaching()
    done = []
    for days in (0, 2, 9):
        coaching.wait(days * DAY)
        coaching.say(EventKind.START, opens=True)
        done.append(coaching.session.workout)
        while coaching.runner.session:
            coaching.hear_out()
            coaching.say(EventKind.READY)
    assert done == ["beginner_a", "beginner_b", "beginner_a"]
    assert [record.completed for record in coaching.records] == [True, True, True]


def test_the_sides_swap_from_workout_to_workout() -> None:
    """The side that went first last time goes second this time."""
    first = Coaching(Runner(finished=0, welcomed=True))
    second = Coaching(Runner(finished=1, welcomed=True))
    sides = []
    for coaching in (first, second):
        coaching.say(EventKind.START, opens=True)
        sides.append(next(step.side for step in coaching.session.plan if step.exercise == "hip_circle"))
    assert sides == ["left", "right"]


def test_minutes_later_the_place_is_taken_up() -> None:
    """Within hours, opening says where the runner is and asks whether to go on."""
    coaching = begun()
    coaching.wait(6 * 60)
    reply = coaching.say(EventKind.OPEN, opens=True)
    assert coaching.lines == ["welcome_back"]
    assert reply.tell[0].facts["exercise"] == "squat"
    assert coaching.question is Question.RESUME
    coaching.say(EventKind.READY)
    assert coaching.place == ("squat", 2, 4)


def test_no_to_going_on_keeps_the_place() -> None:
    """Whoever does not want to go on now loses nothing."""
    coaching = begun()
    coaching.say(EventKind.OPEN, opens=True)
    coaching.say(EventKind.NO)
    assert coaching.lines == ["saved"]
    coaching.say(EventKind.OPEN, opens=True)
    coaching.say(EventKind.YES)
    assert coaching.place == ("squat", 2, 4)


def test_the_next_day_the_half_done_workout_is_offered_again() -> None:
    """A day later the runner may finish it."""
    coaching = begun()
    coaching.wait(DAY)
    reply = coaching.say(EventKind.OPEN, opens=True)
    assert coaching.lines == ["half_done"]
    assert reply.tell[0].facts["next"] == "beginner_b"
    assert coaching.question is Question.UNFINISHED
    coaching.say(EventKind.YES)
    assert coaching.place == ("squat", 2, 4)


def test_the_next_day_the_next_workout_may_be_had_instead() -> None:
    """A day later the runner may start the next one; what was done of the other is written down as not completed."""
    coaching = begun()
    coaching.wait(DAY)
    coaching.say(EventKind.OPEN, opens=True)
    coaching.say(EventKind.NO)
    assert coaching.session.workout == "beginner_b"
    (record,) = coaching.records
    assert (record.workout, record.completed, len(record.sets)) == ("beginner_a", False, 2)


def test_after_more_than_a_week_it_starts_afresh() -> None:
    """After more than seven days the half-done workout starts from the beginning, without a question."""
    coaching = begun()
    coaching.wait(10 * DAY)
    reply = coaching.say(EventKind.OPEN, opens=True)
    assert coaching.lines == ["fresh_start", "starting", "eased.one_set_fewer"]
    assert reply.tell[0].facts["days"] == 10
    assert (coaching.session.workout, coaching.session.log) == ("beginner_a", ())


@pytest.mark.parametrize(("days", "line"), [(28, "eased.a_third_off"), (50, "eased.rebuild")])
def test_after_a_break_a_workout_that_was_left_is_eased(days: int, line: str) -> None:
    """What was left half done is dated by the day it was left, so that the break after it eases the next one."""
    coaching = begun()
    left = coaching.now
    coaching.wait(days * DAY)
    coaching.say(EventKind.OPEN, opens=True)
    assert coaching.records[0].ended == left
    assert coaching.lines == ["fresh_start", "starting", line]


def test_after_months_a_workout_that_was_left_starts_anew() -> None:
    """After more than three months the level is asked again, with nothing else said of the time that has gone."""
    coaching = begun()
    coaching.wait(100 * DAY)
    coaching.say(EventKind.OPEN, opens=True)
    assert coaching.question is Question.EXPERIENCE
    assert coaching.lines == ["level_again"]
    assert len(coaching.records) == 1


def test_what_was_left_nearly_done_counts_before_the_next_one_is_named() -> None:
    """Left after two thirds of its sets, A counts as done, and the fresh start is with B, as it is said."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("calf_raise", 2)
    coaching.say(EventKind.STOP)
    coaching.wait(9 * DAY)
    reply = coaching.say(EventKind.OPEN, opens=True)
    assert reply.tell[0].facts["workout"] == coaching.session.workout == "beginner_b"


def test_a_workout_that_was_never_begun_is_simply_started() -> None:
    """A proposal that nobody answered leaves nothing behind."""
    coaching = Coaching(Runner())
    coaching.say(EventKind.OPEN, opens=True)
    coaching.say(EventKind.CLOSED)
    coaching.wait(2 * DAY)
    coaching.say(EventKind.OPEN, opens=True)
    assert coaching.lines == ["starting", "eased.ease_in"]
    assert coaching.records == []


def test_a_place_that_was_asked_for_is_kept_though_nothing_was_done() -> None:
    """Stopped in the announcement of the squats, gone to by word, the squats come up again; a day later it starts."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.say(EventKind.GO_TO, exercise="squat")
    coaching.say(EventKind.STOP)
    assert coaching.session.log == ()
    coaching.wait(6 * 60)
    coaching.say(EventKind.OPEN, opens=True)
    assert coaching.lines == ["welcome_back"]
    coaching.say(EventKind.YES)
    assert coaching.place == ("squat", 1, 0)
    coaching.say(EventKind.STOP)
    coaching.wait(DAY)
    coaching.say(EventKind.OPEN, opens=True)
    assert coaching.lines == ["starting"]


def test_start_in_an_open_session_goes_on() -> None:
    """ "Start" in the middle of a set is no new workout."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 2)
    coaching.work(4)
    coaching.say(EventKind.START)
    assert coaching.place == ("squat", 2, 4)


def test_a_named_workout_takes_the_place_of_a_half_done_one() -> None:
    """ "Start workout B" with A half done asks once, starts B, and writes down what was done of A to the last squat."""
    coaching = begun()
    coaching.say(EventKind.START, opens=True, wishes=Wishes(workout="b"))
    assert coaching.question is Question.CLOSE_OTHER
    assert coaching.records == []
    coaching.say(EventKind.YES)
    assert coaching.session.workout == "beginner_b"
    (record,) = coaching.records
    assert [done.amount for done in record.sets] == [12, 4]


def test_a_day_later_a_named_workout_starts_at_once() -> None:
    """What was left long ago is no workout in progress: it is written down, and the one that was named starts."""
    coaching = begun()
    coaching.wait(DAY)
    coaching.say(EventKind.START, opens=True, wishes=Wishes(workout="b"))
    assert coaching.session.workout == "beginner_b"
    assert len(coaching.records) == 1


def in_mid_set() -> Coaching:
    """Give a runner in the fourth squat of set two."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 2)
    coaching.work(4)
    return coaching


def test_a_workout_under_way_is_not_thrown_away_without_a_word() -> None:
    """ "A new workout" in mid-set asks first; "no" goes on where it was, with nothing written down twice."""
    coaching = in_mid_set()
    coaching.say(EventKind.NEW_WORKOUT)
    assert coaching.question is Question.CLOSE_OTHER
    coaching.say(EventKind.NO)
    assert coaching.place == ("squat", 2, 4)
    coaching.say(EventKind.NEW_WORKOUT)
    coaching.say(EventKind.CLOSED)
    coaching.wait(60)
    coaching.say(EventKind.OPEN, opens=True)
    assert coaching.lines == ["welcome_back"]
    assert coaching.records == []


@pytest.mark.parametrize("answer", [EventKind.YES, EventKind.READY, EventKind.START, EventKind.NEW_WORKOUT])
def test_what_was_asked_for_starts_after_the_question(answer: EventKind) -> None:
    """Any word for starting is a yes, and what was asked for is still known: ten minutes for the core."""
    coaching = in_mid_set()
    coaching.say(EventKind.START, wishes=Wishes(focus="core", minutes=10))
    assert coaching.question is Question.CLOSE_OTHER
    coaching.say(answer)
    assert coaching.session.workout == "focus_core"
    assert seconds_left(coaching.session.plan, 0, 0) <= 12 * 60
    assert len(coaching.records) == 1


@pytest.mark.parametrize("wishes", [Wishes(focus="core"), Wishes(minutes=10), Wishes(focus="core", minutes=10)])
def test_a_wish_for_this_one_workout_is_not_noted_and_forgotten(wishes: Wishes) -> None:
    """ "Just ten minutes" or "core" in mid-set is kept nowhere, so that it asks as a new workout does."""
    coaching = in_mid_set()
    coaching.say(EventKind.PREFERENCE, wishes=wishes)
    assert (coaching.lines, coaching.question) == ([], Question.CLOSE_OTHER)
    coaching.say(EventKind.NO)
    assert coaching.place == ("squat", 2, 4)
    coaching.say(EventKind.PREFERENCE, wishes=wishes)
    coaching.say(EventKind.YES)
    assert len(coaching.records) == 1
    assert seconds_left(coaching.session.plan, 0, 0) <= (12 if wishes.minutes else 30) * 60


def test_what_is_kept_is_noted_in_mid_set() -> None:
    """Kit with a focus is a preference: it is noted, and the set goes on."""
    coaching = in_mid_set()
    coaching.say(EventKind.PREFERENCE, wishes=Wishes(focus="core", equipment=frozenset({"band"})))
    assert coaching.lines == ["preference_noted"]
    assert coaching.place == ("squat", 2, 4)


def test_the_answer_may_name_another_one() -> None:
    """Named with the answer, that one starts; one that is not there is said, and nothing is closed."""
    coaching = in_mid_set()
    coaching.say(EventKind.NEW_WORKOUT)
    coaching.say(EventKind.START, wishes=Wishes(workout="z"))
    assert coaching.lines == ["no_such_workout"]
    assert coaching.question is Question.CLOSE_OTHER
    coaching.say(EventKind.START, wishes=Wishes(workout="b"))
    assert coaching.session.workout == "beginner_b"


def test_legs_anyway_in_mid_workout_asks_first_too() -> None:
    """Whoever insists on legs in the middle of another workout is asked once, and then has legs."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True, wishes=Wishes(focus="core"))
    coaching.reach(main_exercises(coaching)[1])
    coaching.say(EventKind.LEGS_ANYWAY)
    assert coaching.question is Question.CLOSE_OTHER
    coaching.say(EventKind.YES)
    assert coaching.session.workout == "beginner_a"
    assert [record.workout for record in coaching.records] == ["focus_core"]


def test_where_nothing_would_be_lost_nothing_is_asked() -> None:
    """In the warm-up, and after the last step, another workout starts without a question."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.say(EventKind.START, wishes=Wishes(workout="b"))
    assert coaching.session.workout == "beginner_b"
    coaching = through()
    coaching.say(EventKind.START, wishes=Wishes(focus="core"))
    assert coaching.session.workout == "focus_core"
    assert coaching.records[0].completed


def test_a_letter_that_the_level_does_not_have_is_said() -> None:
    """There is no workout Z, and none C for beginners: before a workout the one that is due is offered instead."""
    for letter in ("c", "z"):
        coaching = Coaching()
        coaching.say(EventKind.START, opens=True, wishes=Wishes(workout=letter))
        assert coaching.lines == ["no_such_workout", "propose"]
        assert coaching.session.workout == "beginner_a"
    coaching.say(EventKind.START, wishes=Wishes(workout="c", level="advanced"))
    assert coaching.session.workout == "advanced_c"


def test_a_letter_that_the_level_does_not_have_leaves_the_workout_alone() -> None:
    """In mid-set it is said, and the set goes on."""
    coaching = in_mid_set()
    coaching.say(EventKind.START, wishes=Wishes(workout="c"))
    assert coaching.lines == ["no_such_workout"]
    assert coaching.place == ("squat", 2, 4)


def test_a_workout_that_stands_still_for_pain_is_closed_at_once() -> None:
    """Where something hurts, another workout needs no second question: no answer leads back to what hurt."""
    coaching = in_mid_set()
    coaching.say(EventKind.PAIN)
    coaching.say(EventKind.NEW_WORKOUT)
    assert coaching.question is not Question.CLOSE_OTHER
    assert len(coaching.records) == 1


def test_a_second_workout_on_the_same_day_is_asked_about() -> None:
    """Right after a finished workout, "start" asks first; a particular one is given at once."""
    coaching = done_an_hour_ago()
    coaching.say(EventKind.START, opens=True)
    assert coaching.lines == ["already_done_today"]
    assert coaching.question is Question.START_ANYWAY
    coaching.say(EventKind.START, opens=True, wishes=Wishes(focus="core"))
    assert coaching.session.workout == "focus_core"


def test_a_particular_second_workout_is_given_without_a_question() -> None:
    """Who asks for the core an hour after a workout starts with it at once."""
    coaching = done_an_hour_ago()
    coaching.say(EventKind.START, opens=True, wishes=Wishes(focus="core"))
    assert coaching.question is None
    assert coaching.session.workout == "focus_core"


@pytest.mark.parametrize("word", [EventKind.START, EventKind.READY, EventKind.NEXT, EventKind.RESUME, EventKind.YES])
def test_another_one_anyway_takes_any_word_for_going_on(word: EventKind) -> None:
    """ "Start another one anyway?" is answered by "start", "ready", "next" and "let's go" as by "yes"."""
    coaching = done_an_hour_ago()
    coaching.say(EventKind.OPEN, opens=True)
    assert coaching.question is Question.START_ANYWAY
    coaching.say(word)
    assert coaching.session.workout == "focus_upper_body", "legs were done today"


@pytest.mark.parametrize("minutes", [10, 20, 30])
@pytest.mark.parametrize("level", ["beginner", "intermediate", "advanced"])
def test_a_workout_takes_no_longer_than_was_asked_for(level: str, minutes: int) -> None:
    """The minutes that were asked for are kept, give or take two for the talk."""
    coaching = Coaching(Runner(profile=Profile(level=level), welcomed=True))
    coaching.say(EventKind.START, opens=True, wishes=Wishes(minutes=minutes))
    assert seconds_left(coaching.session.plan, 0, 0) / 60 <= minutes + 2


def test_one_workout_of_a_kind_does_not_change_the_profile() -> None:
    """A ten-minute core workout today leaves the preferences as they were."""
    coaching = Coaching()
    before = coaching.runner.profile
    coaching.say(EventKind.START, opens=True, wishes=Wishes(minutes=10, focus="core"))
    assert coaching.session.workout == "focus_core"
    assert coaching.runner.profile == before


def test_a_preference_before_the_first_set_changes_the_proposal() -> None:
    """ "No equipment" before the workout proposes it anew without kit, and is kept."""
    coaching = Coaching(Runner(queue=1))
    coaching.say(EventKind.WHATS_DUE, opens=True)
    assert "step_up" in main_exercises(coaching)
    coaching.say(EventKind.PREFERENCE, wishes=Wishes(equipment=frozenset()))
    assert coaching.lines == ["preference_noted", "propose", "eased.ease_in"]
    assert "step_up" not in main_exercises(coaching)
    assert coaching.runner.profile.equipment == frozenset()


def test_a_preference_in_mid_set_is_kept_for_later() -> None:
    """In the middle of a workout a preference is kept, and the set goes on where it was."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 2)
    coaching.work(4)
    coaching.say(EventKind.PREFERENCE, wishes=Wishes(level="intermediate"))
    assert coaching.place == ("squat", 2, 4)
    assert coaching.runner.profile.level == "intermediate"
    coaching.say(EventKind.PAUSE)
    coaching.say(EventKind.PREFERENCE, wishes=Wishes(quiet=True))
    assert coaching.question is Question.PAUSED


def test_another_level_starts_at_its_first_workout() -> None:
    """A change of level begins its programme at A."""
    coaching = Coaching(Runner(queue=1, welcomed=True))
    coaching.say(EventKind.PREFERENCE, wishes=Wishes(level="advanced"))
    assert coaching.session.workout == "advanced_a"


def test_no_jumps_when_it_has_to_be_quiet() -> None:
    """A quiet workout has no jump in it."""
    coaching = Coaching(Runner(profile=Profile(level="advanced", quiet=True), welcomed=True))
    coaching.say(EventKind.START, opens=True)
    assert main_exercises(coaching)[0] == "tempo_squat"


def through() -> Coaching:
    """Give a workout whose last step is done, and at whose last question the device fell silent, telling nobody."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("figure_four")
    coaching.hear_out()
    return coaching


def test_opening_after_the_last_step_finishes_the_workout() -> None:
    """Left at the very last question and opened again soon, the workout is finished."""
    coaching = through()
    coaching.wait(60)
    coaching.say(EventKind.OPEN, opens=True)
    assert coaching.lines == ["finished"]
    assert coaching.records[0].completed


def test_opening_days_after_the_last_step_starts_the_next_workout() -> None:
    """Left at the very last question and opened days later, the workout is written down and the next one starts."""
    coaching = through()
    over = coaching.now
    coaching.wait(2 * DAY)
    coaching.say(EventKind.OPEN, opens=True)
    assert coaching.records[0].completed
    assert timedelta(0) <= over - coaching.records[0].ended <= timedelta(seconds=1)
    assert coaching.session.workout == "beginner_b"


def test_after_a_break_a_workout_that_was_through_is_eased_too() -> None:
    """Left at the very last question for four weeks, the next workout is eased for four weeks."""
    coaching = through()
    coaching.wait(28 * DAY)
    coaching.say(EventKind.OPEN, opens=True)
    assert coaching.session.workout == "beginner_b"
    assert coaching.lines == ["starting", "eased.a_third_off"]


def test_hours_after_the_last_step_the_legs_have_done_their_work() -> None:
    """Left at the last question and opened the same evening, the legs of the day are known."""
    coaching = through()
    coaching.wait(6 * HOUR)
    coaching.say(EventKind.OPEN, opens=True)
    assert coaching.lines == ["because.legs_today", "starting"]


def test_the_last_workout_is_remembered() -> None:
    """After a workout the runner's last one is that one, with its end."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    while coaching.runner.session:
        coaching.hear_out()
        coaching.say(EventKind.READY)
    last = coaching.runner.last
    assert last is not None
    assert (last.workout, last.completed) == ("beginner_a", True)
    assert timedelta(0) <= coaching.now - last.ended < timedelta(minutes=1)
    assert replace(last, workout="x") != last


def after_a_race() -> Coaching:
    """Give a runner who raced yesterday, and was heard the day before that."""
    race = Outing(NOON.date() - timedelta(days=1), DayRun.RACE, Distance.HALF)
    coaching = Coaching()
    coaching.runner = replace(coaching.runner, diary=Diary(outings=(race,)), seen=NOON - timedelta(days=2))
    return coaching


@pytest.mark.parametrize("kind", [EventKind.OPEN, EventKind.START, EventKind.WHATS_DUE])
def test_how_a_race_went_is_asked_in_passing(kind: EventKind) -> None:
    """The first time afterwards, before the workout, which goes its way; in a session that is open nothing is said."""
    coaching = after_a_race()
    coaching.say(kind, opens=True)
    assert coaching.lines[0] == "race_over"
    assert coaching.session.workout == "focus_mobility"
    coaching = after_a_race()
    coaching.say(kind)
    assert "race_over" not in coaching.lines


@pytest.mark.parametrize("seen", [NOON, None])
def test_no_race_is_asked_about_twice(seen: datetime | None) -> None:
    """Nor is one of somebody who was never heard before it."""
    coaching = after_a_race()
    coaching.runner = replace(coaching.runner, seen=seen)
    coaching.say(EventKind.OPEN, opens=True)
    assert "race_over" not in coaching.lines


def test_what_hurts_goes_before_a_race() -> None:
    """Who opens with a pain hears nothing else first."""
    coaching = after_a_race()
    coaching.say(EventKind.PAIN, opens=True)
    assert "race_over" not in coaching.lines


def test_a_workout_left_before_a_race_is_still_offered_after_it() -> None:
    """The line on the race comes before the offer, and takes nothing away."""
    coaching = begun()
    race = Outing((NOON + timedelta(days=1)).date(), DayRun.RACE, Distance.SHORT)
    coaching.runner = replace(coaching.runner, diary=Diary(outings=(race,)), seen=coaching.now)
    coaching.wait(2 * DAY)
    coaching.say(EventKind.OPEN, opens=True)
    assert coaching.lines[0] == "race_over"
    assert coaching.question is Question.UNFINISHED


def in_a_rest() -> Coaching:
    """Give a workout that was stopped ten seconds into the rest before the second set of squats."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat")
    coaching.say(EventKind.DONE)
    coaching.wait(11.5)
    coaching.say(EventKind.STOP)
    assert (coaching.session.step.kind, coaching.session.done) == (StepKind.REST, 10)
    return coaching


@pytest.mark.parametrize(("away", "left"), [(10, 25), (34, 1), (35, 0), (300, 0)])
def test_a_rest_goes_on_by_the_clock_while_the_runner_is_away(away: int, left: int) -> None:
    """What was rested away from the speaker is not rested again; a rest that is over leads to the set."""
    coaching = in_a_rest()
    coaching.wait(away)
    coaching.say(EventKind.OPEN, opens=True)
    step, done = coaching.session.step, coaching.session.done
    assert (step.amount - done if step.kind is StepKind.REST else 0) == left
    coaching.say(EventKind.YES)
    assert (coaching.session.step.exercise, coaching.session.step.set) == ("squat", 2)
    assert coaching.state is (State.RESTING if left else State.WORKING)


def test_who_comes_back_to_a_set_has_it_announced() -> None:
    """Going on with a set after a stop, or after two minutes of pause, announces it; after a short pause it goes on."""
    coaching = begun()
    coaching.wait(DAY)
    coaching.say(EventKind.OPEN, opens=True)
    assert _picks_up(coaching.say(EventKind.YES)).anew
    for seconds, anew in ((100, False), (130, True)):
        coaching.say(EventKind.PAUSE)
        coaching.wait(seconds)
        assert _picks_up(coaching.say(EventKind.RESUME)).anew is anew


def _picks_up(reply: Reply) -> PickUp:
    assert isinstance(reply.then, Run)
    act = reply.then.segments[0].acts[0]
    assert isinstance(act, PickUp)
    return act


def test_going_on_between_two_sets_is_announced_as_ever() -> None:
    """Where no set was broken off there is nothing to pick up."""
    coaching = in_a_rest()
    coaching.wait(DAY)
    coaching.say(EventKind.OPEN, opens=True)
    reply = coaching.say(EventKind.YES)
    assert isinstance(reply.then, Run)
    assert isinstance(reply.then.segments[0].acts[0], Announce)


@pytest.mark.parametrize(("kind", "workout"), [(EventKind.NO, "beginner_b"), (EventKind.NEW_WORKOUT, "beginner_b")])
def test_something_new_is_the_workout_that_was_offered(kind: EventKind, workout: str) -> None:
    """ "Finish it, or start B?" answered with "something new" starts B, as "no" does; elsewhere the one that is due."""
    coaching = begun()
    coaching.wait(DAY)
    coaching.say(EventKind.OPEN, opens=True)
    coaching.say(kind)
    assert coaching.session.workout == workout
    coaching.say(EventKind.NEW_WORKOUT)
    assert coaching.session.workout == "beginner_a"


@pytest.mark.parametrize("minutes", [200, 3])
def test_minutes_that_no_workout_can_take_are_refused(minutes: int) -> None:
    """Two hundred minutes, or three, are answered with what can be had, and nothing moves; twenty are taken."""
    for coaching in (Coaching(), begun()):
        coaching.say(EventKind.PREFERENCE, wishes=Wishes(minutes=minutes))
        assert coaching.lines == ["minutes_out_of_reach"]
    coaching = Coaching()
    coaching.say(EventKind.PREFERENCE, wishes=Wishes(minutes=20))
    assert coaching.lines[0] == "preference_noted"


def test_a_bare_number_is_minutes_and_a_count_is_not() -> None:
    """ "Ten" before a workout starts ten minutes, "did eight" starts nothing; nor do two hundred."""
    coaching = Coaching()
    for wishes in (Wishes(), Wishes(minutes=200)):
        coaching.say(EventKind.DONE, number=8, wishes=wishes)
        assert coaching.lines == ["nothing_running"]
    coaching.say(EventKind.WHATS_DUE)
    coaching.say(EventKind.DONE, number=8)
    assert (coaching.lines, coaching.question) == ([], Question.READY)
    coaching.say(EventKind.DONE, number=10, wishes=Wishes(minutes=10))
    assert coaching.lines[-1] == "propose"
    coaching = Coaching()
    coaching.say(EventKind.DONE, number=10, wishes=Wishes(minutes=10))
    assert coaching.state is State.WORKING
