"""Runs, races and the week as a runner tells them: what is kept, what is said, and what it does to a workout."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from skill.coach.acts import Question
from skill.coach.diary import Diary, Distance, Outing, Run
from skill.coach.events import EventKind, Over, Setting, Wishes
from skill.coach.plan import StepKind
from skill.coach.runner import LastWorkout, Profile, Runner
from skill.coach.session import State
from skill.content.loader import load_catalogue
from tests.coaching import NOON, Coaching

# The clock of these tests starts on a Monday.
CATALOGUE = load_catalogue()
MONDAY = date(2026, 3, 2)
SUNDAY = date(2026, 3, 8)


def knowing(**facts: object) -> Coaching:
    """Give a conversation with a runner whose diary holds these facts."""
    coaching = Coaching()
    coaching.runner = replace(coaching.runner, diary=Diary(**facts))  # type: ignore[arg-type]
    return coaching


def test_a_run_is_noted_on_its_day() -> None:
    """A long run on a date stands there, and is said back."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RUN, run=Run.LONG, date="2026-03-08")
    assert coaching.runner.diary.on(SUNDAY) is Run.LONG
    assert coaching.lines == ["run_noted"]


def test_a_day_without_a_run_is_noted_as_such() -> None:
    """Who is not running tomorrow has no run there, whatever stood there before."""
    coaching = knowing(habits={2: Run.LONG})
    coaching.say(EventKind.NOTE_RUN, run=Run.NONE, ahead=1)
    assert coaching.runner.diary.on(MONDAY + timedelta(days=1)) is Run.NONE
    assert coaching.lines == ["run_noted"]


def test_days_without_a_run_leave_the_others_alone() -> None:
    """Not on Thursdays any more: the other days stay; of a runner of whom nothing is known, Thursday alone is known."""
    coaching = knowing(habits={2: Run.EASY, 4: Run.EASY, 7: Run.LONG})
    coaching.say(EventKind.NOTE_HABIT, run=Run.NONE, weekdays=frozenset({4}))
    assert coaching.runner.diary.habits == {2: Run.EASY, 4: Run.NONE, 7: Run.LONG}
    assert coaching.lines == ["habit_noted"]
    coaching = Coaching()
    coaching.say(EventKind.NOTE_HABIT, run=Run.NONE, weekdays=frozenset({4}))
    assert [coaching.runner.diary.on(MONDAY + timedelta(days=day)) for day in (0, 3)] == [None, Run.NONE]


@pytest.mark.parametrize(("kilometres", "run"), [(20, Run.LONG), (8, Run.EASY), (None, Run.EASY)])
def test_kilometres_tell_a_long_run(kilometres: int | None, run: Run) -> None:
    """Twenty kilometres are a long run, eight are not."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RUN, number=kilometres, ahead=1)
    assert coaching.runner.diary.on(MONDAY + timedelta(days=1)) is run


@pytest.mark.parametrize(
    ("kind", "line"),
    [(EventKind.NOTE_RUN, "which_day"), (EventKind.NOTE_RACE, "which_race_day"), (EventKind.NOTE_HABIT, "which_days")],
)
def test_a_week_is_no_day(kind: EventKind, line: str) -> None:
    """What names no single day is asked for."""
    coaching = Coaching()
    coaching.say(kind, date="2026-W11")
    assert coaching.lines == [line]
    assert coaching.runner.diary == Diary()


@pytest.mark.parametrize(
    ("told", "answer", "day"),
    [
        ({"date": "XXXX-02-31"}, {"date": "2027-02-28"}, "2027-02-28"),
        ({"date": "2026-04"}, {"month_day": 12}, "2026-04-12"),
        ({}, {"month_day": 12}, "2026-03-12"),
        ({}, {"month_day": 1}, "2026-04-01"),
        ({}, {"date": "2026-03-08"}, "2026-03-08"),
    ],
)
def test_a_race_without_its_day_gets_the_day_that_is_said_next(
    told: dict[str, object], answer: dict[str, object], day: str
) -> None:
    """What was asked for is not taken for a correction of something else."""
    coaching = knowing(outings=(Outing(SUNDAY, Run.LONG),), said=SUNDAY)
    coaching.say(EventKind.NOTE_RACE, distance=Distance.MARATHON, **told)
    assert coaching.question is Question.WHICH_DAY
    coaching.say(EventKind.MOVE_DATE, **answer)
    race = next(outing for outing in coaching.runner.diary.outings if outing.run is Run.RACE)
    assert race == Outing(date.fromisoformat(day), Run.RACE, Distance.MARATHON)
    assert coaching.question is Question.START


def test_a_run_without_its_day_gets_one_too() -> None:
    """An answer without a day is asked again; in a workout that was begun nothing is asked."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RUN, run=Run.HARD, date="2026-W11")
    coaching.say(EventKind.MOVE_DATE, month_day=32)
    assert coaching.question is Question.WHICH_DAY
    coaching.say(EventKind.MOVE_DATE, date="2026-03-04")
    assert coaching.runner.diary.outings == (Outing(date(2026, 3, 4), Run.HARD),)
    coaching.say(EventKind.MOVE_DATE, date="2026-03-05")
    assert coaching.runner.diary.outings == (Outing(date(2026, 3, 5), Run.HARD),)
    coaching.say(EventKind.START, opens=True)
    coaching.say(EventKind.NOTE_RUN)
    assert coaching.lines == ["which_day"]
    assert coaching.state is State.WORKING


def test_with_nothing_told_there_is_nothing_to_put_right() -> None:
    """A date out of nowhere moves nothing."""
    coaching = Coaching()
    coaching.say(EventKind.MOVE_DATE, date="2026-03-04")
    assert coaching.lines == ["nothing_noted"]


def test_running_days_leave_the_long_run_where_it_is() -> None:
    """Who runs on three days still has the long run that stands on one of them."""
    coaching = knowing(habits={7: Run.LONG})
    coaching.say(EventKind.NOTE_HABIT, weekdays=frozenset({2, 4, 7}))
    assert coaching.runner.diary.habits == {2: Run.EASY, 4: Run.EASY, 7: Run.LONG}
    coaching.say(EventKind.NOTE_HABIT, weekdays=frozenset({6}), run=Run.LONG)
    assert coaching.runner.diary.habits == {2: Run.EASY, 4: Run.EASY, 6: Run.LONG}


def test_a_race_is_noted_with_the_days_before_it() -> None:
    """A race in two weeks says when the last legs are; a near one does not."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RACE, ahead=14, distance=Distance.HALF)
    assert coaching.lines == ["race_noted", "before_race"]
    coaching.say(EventKind.NOTE_RACE, ahead=4)
    assert coaching.lines == ["race_noted"]


def test_a_date_is_put_right_in_one_turn() -> None:
    """Of a race on a Monday in two weeks, "the Sunday" is the one next to it; of a near run it is the very day."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RACE, ahead=14)
    coaching.say(EventKind.MOVE_DATE, date="2026-03-08")
    assert coaching.runner.diary.outings == (Outing(date(2026, 3, 15), Run.RACE),)
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RUN, run=Run.HARD, ahead=1)
    coaching.say(EventKind.MOVE_DATE, date="2026-03-08")
    assert coaching.runner.diary.outings == (Outing(SUNDAY, Run.HARD),)
    coaching.say(EventKind.MOVE_DATE, date="2026-W11")
    assert coaching.lines == ["which_day"]


@pytest.mark.parametrize(
    ("told", "correction", "day"),
    [
        # A day of the month alone, or a month alone, leaves the rest as it was told.
        ("2026-10-12", {"month_day": 13}, "2026-10-13"),
        ("2026-10-12", {"month_day": 5}, "2026-10-05"),
        ("2026-10-12", {"date": "2026-09"}, "2026-09-12"),
        ("2026-10-12", {"date": "XXXX-09"}, "2026-09-12"),
        # Where it comes as the next such day, it is that day of the month that was told all the same.
        ("2026-10-12", {"date": "2026-03-13"}, "2026-10-13"),
        ("2026-10-12", {"date": "2026-09-13"}, "2026-09-13"),
        # What is over gives way to the next one.
        ("2026-03-28", {"month_day": 1}, "2026-04-01"),
        # A day of the week next to a run that is over is over, too.
        ("2026-03-01", {"date": "2026-03-07"}, "2026-02-28"),
        # What was on the wrong day is told by that day.
        ("2026-03-08", {"date": "2026-03-07", "wrong": "2026-03-08"}, "2026-03-07"),
        ("2026-03-08", {"run_days": frozenset({6}), "weekdays": frozenset({7})}, "2026-03-07"),
        ("2026-03-15", {"run_days": frozenset({6}), "weekdays": frozenset({7})}, "2026-03-14"),
    ],
)
def test_a_part_of_a_date_is_put_right(told: str, correction: dict[str, object], day: str) -> None:
    """What is corrected is what was said, and the rest of the date stays."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RACE, date=told, distance=Distance.MARATHON)
    coaching.say(EventKind.MOVE_DATE, **correction)
    assert coaching.runner.diary.outings == (Outing(date.fromisoformat(day), Run.RACE, Distance.MARATHON),)
    assert coaching.lines[0] == "race_noted"


@pytest.mark.parametrize(
    "correction", [{"wrong": "2026-01-31"}, {"date": "2026-02"}, {"month_day": 32}, {"date": "XXXX-02-31"}]
)
def test_a_correction_without_a_day_is_asked_for_one(correction: dict[str, object]) -> None:
    """A day that there is not, or none, moves nothing."""
    coaching = knowing(outings=(Outing(date(2026, 3, 31), Run.RACE),), said=date(2026, 3, 31))
    coaching.say(EventKind.MOVE_DATE, **correction)
    assert coaching.lines == ["which_day"]


def test_a_run_is_moved_by_its_name() -> None:
    """The race by its name, though the long run was told last; a usual run this once; one not known is noted."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RACE, date="2026-03-20")
    coaching.say(EventKind.NOTE_RUN, run=Run.LONG, date="2026-03-08")
    coaching.say(EventKind.MOVE_DATE, run=Run.RACE, date="2026-03-21")
    coaching.say(EventKind.MOVE_DATE, run=Run.LONG, date="2026-03-07")
    runs = {outing.day.day: outing.run for outing in coaching.runner.diary.outings}
    assert runs == {7: Run.LONG, 21: Run.RACE}
    coaching = knowing(habits={7: Run.LONG})
    coaching.say(EventKind.MOVE_DATE, run=Run.LONG, date="2026-03-07")
    assert coaching.runner.diary.on(date(2026, 3, 7)) is Run.LONG
    assert coaching.runner.diary.on(SUNDAY) is Run.NONE
    for run, line in ((Run.HARD, "run_noted"), (Run.RACE, "race_noted")):
        coaching.say(EventKind.MOVE_DATE, run=run, date="2026-03-05")
        assert coaching.lines[0] == line


def test_two_runs_are_told_in_one_breath() -> None:
    """A race and a run each get their day; one without a day is asked for."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RACE, date="2026-03-08", also=(Run.LONG, "2026-03-06"))
    assert coaching.lines == ["run_noted", "race_noted"]
    assert [outing.run for outing in coaching.runner.diary.outings] == [Run.LONG, Run.RACE]
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RUN, run=Run.HARD, date="2026-03-02", also=(Run.LONG, "2026-03-03"))
    assert coaching.lines == ["run_noted", "run_noted"]
    assert [outing.run for outing in coaching.runner.diary.outings] == [Run.HARD, Run.LONG]
    coaching.say(EventKind.NOTE_RUN, run=Run.HARD, date="2026-03-04", also=(Run.LONG, "2026-W11"))
    assert coaching.lines == ["run_noted", "which_day"]
    assert len(coaching.runner.diary.outings) == 3


def test_days_are_told_with_the_long_run() -> None:
    """The long run keeps its own day, whatever the other days are."""
    coaching = Coaching()
    days, long_day = frozenset({1, 3, 7}), frozenset({7})
    coaching.say(EventKind.NOTE_HABIT, weekdays=days, run=Run.LONG, run_days=long_day)
    assert coaching.runner.diary.habits == {1: Run.EASY, 3: Run.EASY, 7: Run.LONG}
    assert coaching.lines == ["days_noted", "habit_noted"]


def test_in_two_weeks_on_sunday_is_that_sunday() -> None:
    """A day of the week goes to the day that so many days lead to."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RACE, ahead=14, date="2026-03-08")
    assert coaching.runner.diary.outings[0].day == date(2026, 3, 15)


@pytest.mark.parametrize(
    ("kilometres", "distance"),
    [(10, Distance.SHORT), (16, Distance.SHORT), (21, Distance.HALF), (42, Distance.MARATHON), (None, None)],
)
def test_kilometres_tell_how_far_a_race_is(kilometres: int | None, distance: Distance | None) -> None:
    """A race of so many kilometres is recovered from as its distance asks for."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RACE, number=kilometres, ahead=30)
    assert coaching.runner.diary.outings[0].distance is distance


def test_races_are_taken_out() -> None:
    """A race that is off is forgotten, and then there is none."""
    coaching = knowing(outings=(Outing(SUNDAY, Run.RACE),))
    coaching.say(EventKind.ASK_RUN)
    assert coaching.lines == ["race_ahead"]
    coaching.say(EventKind.CLEAR_RACE)
    assert coaching.lines == ["race_cleared"]
    coaching.say(EventKind.CLEAR_RACE)
    assert coaching.lines == ["no_race"]


def test_of_two_races_the_one_that_is_named_is_moved_and_taken_out() -> None:
    """The marathon moves and the half stays; the half is off and the marathon is still ahead."""
    half, full = Outing(SUNDAY, Run.RACE, Distance.HALF), Outing(date(2026, 4, 26), Run.RACE, Distance.MARATHON)
    coaching = knowing(outings=(half, full))
    coaching.say(EventKind.MOVE_DATE, run=Run.RACE, distance=Distance.MARATHON, date="2026-05-03")
    moved = replace(full, day=date(2026, 5, 3))
    assert coaching.runner.diary.outings == (half, moved)
    assert coaching.say(EventKind.ASK_RUN, distance=Distance.MARATHON).tell[0].facts["when"] == "2026-05-03"
    reply = coaching.say(EventKind.CLEAR_RACE, distance=Distance.HALF)
    assert coaching.runner.diary.outings == (moved,)
    assert [(tell.line, tell.facts["when"]) for tell in reply.tell] == [("race_left", "2026-05-03")]


def test_how_far_a_race_is_may_be_told_after_its_day() -> None:
    """ "It's a half marathon" is about the race that was told; without one, and without a distance, a day is asked."""
    coaching = knowing(outings=(Outing(SUNDAY, Run.RACE),))
    coaching.say(EventKind.NOTE_RACE, run=Run.RACE, distance=Distance.HALF)
    assert coaching.runner.diary.outings == (Outing(SUNDAY, Run.RACE, Distance.HALF),)
    coaching.say(EventKind.NOTE_RACE, run=Run.RACE)
    assert coaching.question is Question.WHICH_DAY
    coaching = knowing(outings=(Outing(SUNDAY, Run.RACE),))
    coaching.say(EventKind.NOTE_RACE, run=Run.RACE, distance=Distance.HALF, date="2026-W20")
    assert coaching.question is Question.WHICH_DAY


def test_a_run_of_many_kilometres_is_long_though_it_is_called_a_run() -> None:
    """A twenty mile run is no easy one; a hard run stays hard however far it is."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RUN, run=Run.EASY, number=32, ahead=0)
    assert coaching.runner.diary.on(MONDAY) is Run.LONG
    coaching.say(EventKind.NOTE_RUN, run=Run.HARD, number=16, ahead=0)
    assert coaching.runner.diary.on(MONDAY) is Run.HARD


@pytest.mark.parametrize(("hours", "ago"), [(4, timedelta(hours=4)), (60, timedelta(hours=1))])
def test_an_hour_ago_is_sixty_minutes_ago(hours: int, ago: timedelta) -> None:
    """No run of today was over sixty hours ago."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RUN, run=Run.HARD, ahead=0, over=Over.EARLIER, hours=hours)
    assert coaching.runner.diary.over_on(MONDAY) == NOON - ago


def test_a_sunday_that_is_over_is_the_last_one() -> None:
    """ "I ran the marathon on Sunday" on a Monday is yesterday, though the coming Sunday is what is sent."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RACE, distance=Distance.MARATHON, date="2026-03-08", over=Over.EARLIER)
    assert coaching.runner.diary.outings == (Outing(date(2026, 3, 1), Run.RACE, Distance.MARATHON),)
    coaching.say(EventKind.NOTE_RUN, run=Run.LONG, date="2026-02-28", over=Over.EARLIER)
    assert coaching.runner.diary.on(date(2026, 2, 28)) is Run.LONG


def test_where_only_mobility_fits_no_core_is_on_offer() -> None:
    """The day after a race: a few easy moves or rest, and legs only for who insists."""
    coaching = knowing(outings=(Outing(date(2026, 3, 1), Run.RACE, Distance.HALF),))
    coaching.say(EventKind.ASK_LEGS)
    assert (coaching.lines, coaching.question) == (["because.after_race", "legs_from"], Question.REST_INSTEAD)
    coaching.say(EventKind.YES)
    assert coaching.session.workout == "focus_mobility"


def test_legs_that_are_asked_for_by_name_are_less_on_a_day_for_less() -> None:
    """The day after the legs "legs workout" is half of it, with the reason; before a race without "nothing new"."""
    full = Coaching()
    full.say(EventKind.START, wishes=Wishes(focus="legs"))
    sets = sum(step.kind is StepKind.WORK for step in full.session.plan)
    coaching = knowing(legs=(NOON - timedelta(hours=26),))
    coaching.say(EventKind.START, wishes=Wishes(focus="legs"))
    assert coaching.lines == ["because.legs_yesterday_light", "starting"]
    assert sum(step.kind is StepKind.WORK for step in coaching.session.plan) < sets
    coaching = knowing(outings=(Outing(MONDAY + timedelta(days=9), Run.RACE),))
    coaching.say(EventKind.START, wishes=Wishes(workout="b"))
    assert coaching.lines[0] == "because.last_legs_first"
    assert coaching.session.workout == "beginner_b"


def test_a_usual_day_is_put_right_like_any_other() -> None:
    """ "My long run is always on Sunday." "No, Saturday." The other days stay; of several days none is meant."""
    coaching = knowing(habits={2: Run.EASY})
    coaching.say(EventKind.NOTE_HABIT, run=Run.LONG, weekdays=frozenset({7}))
    coaching.say(EventKind.MOVE_DATE, date="2026-03-07")
    assert coaching.lines == ["habit_noted"]
    assert coaching.runner.diary.habits == {2: Run.EASY, 6: Run.LONG}
    coaching.say(EventKind.MOVE_DATE, weekdays=frozenset({6}), run_days=frozenset({5}))
    assert coaching.runner.diary.habits == {2: Run.EASY, 5: Run.LONG}
    coaching.say(EventKind.MOVE_DATE)
    assert coaching.lines == ["nothing_noted"]
    coaching = Coaching()
    coaching.say(EventKind.NOTE_HABIT, weekdays=frozenset({2, 4}))
    coaching.say(EventKind.MOVE_DATE, date="2026-03-07")
    assert coaching.lines == ["nothing_noted"]


def test_another_day_has_its_reason_in_words_of_its_own() -> None:
    """A long run on Wednesday speaks against legs on Tuesday, and it is not "tomorrow"; today is named, being good."""
    coaching = knowing(outings=(Outing(date(2026, 3, 4), Run.LONG),))
    reply = coaching.say(EventKind.ASK_LEGS, date="2026-03-03")
    assert coaching.lines == ["because.long_tomorrow.then", "legs_fit"]
    assert reply.tell[1].facts["when"] == "2026-03-02"
    coaching = knowing(outings=(Outing(date(2026, 3, 3), Run.LONG),))
    reply = coaching.say(EventKind.ASK_LEGS, date="2026-03-04")
    assert coaching.lines == ["because.hard_yesterday.then", "legs_from"]
    assert reply.tell[1].facts["when"] == "2026-03-05"


def warmed_up() -> Coaching:
    """Give a conversation that was stopped in the warm-up."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.now += timedelta(seconds=60)
    coaching.say(EventKind.STOP)
    assert coaching.session.log
    return coaching


def with_sets() -> Coaching:
    """Give a conversation that was stopped after a set."""
    coaching = warmed_up()
    coaching.say(EventKind.GO_TO, exercise="squat")
    coaching.say(EventKind.DONE, number=12)
    coaching.say(EventKind.STOP)
    return coaching


def test_a_workout_that_was_only_warmed_up_for_gives_way_to_the_day() -> None:
    """A race tomorrow leaves no legs standing; an easy run leaves the place where it is."""
    coaching = warmed_up()
    coaching.say(EventKind.NOTE_RUN, run=Run.EASY, ahead=2)
    assert (coaching.lines, coaching.session.workout) == (["run_noted"], "beginner_a")
    coaching.say(EventKind.NOTE_RACE, run=Run.RACE, ahead=1)
    assert coaching.lines == ["race_noted", "because.race_now", "propose"]
    assert coaching.session.workout == "focus_mobility"


def test_what_today_is_good_for_is_asked_of_a_workout_that_was_left() -> None:
    """Soon it is taken up; where the day is not for it another one is proposed, and so it is hours later."""
    coaching = warmed_up()
    coaching.say(EventKind.WHATS_DUE)
    assert coaching.lines == ["whats_next"]
    coaching.say(EventKind.WHATS_DUE, opens=True)
    assert (coaching.lines, coaching.question) == (["welcome_back"], Question.RESUME)
    coaching.now += timedelta(hours=5)
    coaching.say(EventKind.WHATS_DUE, opens=True)
    assert coaching.lines == ["propose"]
    coaching = warmed_up()
    coaching.runner = replace(coaching.runner, diary=Diary(outings=(Outing(SUNDAY - timedelta(days=5), Run.LONG),)))
    coaching.say(EventKind.WHATS_DUE, opens=True)
    assert coaching.lines == ["because.long_tomorrow", "propose"]
    assert coaching.session.workout == "focus_core"


def test_sets_that_were_done_are_not_lost_to_the_question_what_is_due() -> None:
    """Hours later it is offered to finish, after a week another one is proposed and the sets are written down."""
    coaching = with_sets()
    coaching.now += timedelta(hours=5)
    coaching.say(EventKind.WHATS_DUE, opens=True)
    assert (coaching.lines, coaching.question) == (["half_done"], Question.UNFINISHED)
    coaching = with_sets()
    coaching.now += timedelta(days=8)
    reply = coaching.say(EventKind.WHATS_DUE, opens=True)
    assert reply.ended is not None
    assert "propose" in coaching.lines


def test_a_workout_that_goes_on_on_a_day_that_is_not_for_it_says_how_to_do_less() -> None:
    """A long run tomorrow, told or asked about between sets: nothing is taken away, and the runner may stop."""
    coaching = with_sets()
    coaching.say(EventKind.NOTE_RUN, run=Run.LONG, ahead=1)
    assert coaching.lines == ["run_noted", "easier_any_time"]
    coaching.say(EventKind.NOTE_RUN, run=Run.EASY, ahead=3)
    assert coaching.lines == ["run_noted"]
    coaching.say(EventKind.ASK_LEGS)
    assert coaching.lines == ["because.long_tomorrow", "legs_from", "easier_any_time"]
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True, wishes=Wishes(focus="core"))
    coaching.now += timedelta(seconds=60)
    coaching.say(EventKind.STOP)
    coaching.say(EventKind.NOTE_RUN, run=Run.LONG, ahead=1)
    assert (coaching.lines, coaching.session.workout) == (["run_noted"], "focus_core")
    coaching.say(EventKind.ASK_LEGS)
    assert coaching.lines == ["because.long_tomorrow", "legs_from"]


def test_a_reason_that_was_just_a_warning_is_not_told_again() -> None:
    """ "Core, or legs anyway?" "Core." starts it without the reason a second time."""
    coaching = knowing(outings=(Outing(date(2026, 3, 3), Run.LONG),))
    coaching.say(EventKind.START, wishes=Wishes(focus="legs"))
    assert (coaching.lines, coaching.question) == (["because.long_tomorrow"], Question.LEGS_ANYWAY)
    coaching.say(EventKind.YES)
    assert coaching.lines == ["starting"]
    assert coaching.session.workout == "focus_core"


def test_a_run_is_asked_for_by_its_day() -> None:
    """What is known of a day is said, and what is not known too."""
    coaching = knowing(outings=(Outing(SUNDAY, Run.LONG),))
    coaching.say(EventKind.ASK_RUN, date="2026-03-08")
    assert coaching.lines == ["run_on"]
    coaching.say(EventKind.ASK_RUN, date="2026-03-09")
    assert coaching.lines == ["run_not_known"]


def test_legs_before_a_long_run_are_advised_against_once() -> None:
    """The reason and the next day for legs are said; "legs anyway" has half of them; "yes" has core."""
    coaching = Coaching()
    coaching.say(EventKind.ASK_LEGS, number=20, ahead=1)
    assert coaching.lines == ["because.long_tomorrow", "legs_from"]
    assert coaching.question is Question.LEGS_ANYWAY
    coaching.say(EventKind.LEGS_ANYWAY)
    assert coaching.lines[0] == "your_call"
    assert coaching.session.workout == "beginner_a"
    assert not coaching.session.slots
    coaching = Coaching()
    coaching.say(EventKind.ASK_LEGS, number=20, ahead=1)
    coaching.say(EventKind.YES)
    assert coaching.session.workout == "focus_core"


def test_light_legs_come_with_their_reason() -> None:
    """Six days after a half marathon legs fit, with half the sets, and why."""
    coaching = knowing(outings=(Outing(MONDAY - timedelta(days=6), Run.RACE, Distance.HALF),))
    coaching.say(EventKind.ASK_LEGS)
    assert coaching.lines == ["legs_fit", "because.after_race_light"]


def test_of_a_weekend_the_days_are_named_that_are_good_for_legs() -> None:
    """Both, one, or none; days that are over are none of them."""
    coaching = Coaching()
    coaching.say(EventKind.ASK_LEGS, date="2026-W10-WE")
    assert said_days(coaching) == ("2026-03-07", "2026-03-08")
    coaching = knowing(habits={1: Run.EASY, 7: Run.LONG})
    coaching.say(EventKind.ASK_LEGS, date="2026-W10-WE")
    assert coaching.lines == ["no_legs_then", "legs_from"]
    coaching = knowing(habits={6: Run.EASY, 7: Run.EASY, 1: Run.LONG})
    coaching.now += timedelta(days=5)
    coaching.say(EventKind.ASK_LEGS, date="2026-W10-WE")
    assert said_days(coaching) == ("2026-03-07",)
    coaching.now += timedelta(days=1)
    coaching.say(EventKind.ASK_LEGS, date="2026-W10")
    assert coaching.lines[0] == "no_legs_then"


def test_legs_and_a_run_on_some_day_of_a_weekend() -> None:
    """A run needs its day; a month of days is not read out."""
    coaching = Coaching()
    coaching.say(EventKind.ASK_LEGS, date="2026-W10-WE", run=Run.LONG)
    assert coaching.lines == ["which_day"]
    coaching.say(EventKind.ASK_LEGS, date="2026-03")
    assert coaching.lines == ["legs_fit"]


def said_days(coaching: Coaching) -> object:
    """Give the days that the first line named."""
    assert coaching.reply is not None
    return coaching.reply.tell[0].facts["dates"]


def test_another_day_and_a_workout_in_progress_get_an_answer_and_no_question() -> None:
    """Asked about Saturday, or in mid-set, the coach answers and leaves everything as it was."""
    coaching = knowing(outings=(Outing(SUNDAY, Run.LONG),))
    coaching.say(EventKind.ASK_LEGS, date="2026-03-07")
    assert coaching.question is Question.START
    coaching.say(EventKind.START, opens=True)
    coaching.say(EventKind.ASK_LEGS, date="2026-03-07")
    assert coaching.state is State.WORKING
    coaching.say(EventKind.WHATS_DUE)
    assert coaching.state is State.WORKING


def test_a_letter_by_name_is_warned_once_and_kept_for_the_answer() -> None:
    """Workout B the day before a long run asks once; asked for again, it is B, and half of it."""
    for again in ({"kind": EventKind.LEGS_ANYWAY}, {"kind": EventKind.START, "wishes": Wishes(workout="b")}):
        coaching = knowing(habits={2: Run.LONG})
        coaching.say(EventKind.START, wishes=Wishes(workout="b"), opens=True)
        assert coaching.question is Question.LEGS_ANYWAY
        coaching.say(**again)  # type: ignore[arg-type]
        assert coaching.session.workout == "beginner_b"


@pytest.mark.parametrize("wishes", [Wishes(workout="b"), Wishes(focus="legs"), Wishes(focus="core")])
def test_the_day_before_a_race_has_no_strength_on_offer(wishes: Wishes) -> None:
    """Strength by its name is warned of once, with rest or a few easy moves on offer; who insists has half of it."""
    coaching = knowing(outings=(Outing(MONDAY + timedelta(days=1), Run.RACE),))
    coaching.say(EventKind.START, wishes=wishes, opens=True)
    assert (coaching.lines, coaching.question) == (["because.race_now"], Question.REST_INSTEAD)
    coaching.say(EventKind.YES)
    assert coaching.session.workout == "focus_mobility"
    coaching.say(EventKind.START, wishes=wishes, opens=True)
    assert coaching.question is Question.REST_INSTEAD
    coaching.say(EventKind.LEGS_ANYWAY)
    assert coaching.lines[0] == "your_call"
    assert not coaching.session.workout.endswith("mobility")


@pytest.mark.parametrize("answer", [EventKind.NO, EventKind.MORE_REST])
def test_rest_is_taken_at_its_word(answer: EventKind) -> None:
    """On the day before a race "rest" ends the conversation, and changes no setting."""
    coaching = knowing(outings=(Outing(MONDAY + timedelta(days=1), Run.RACE),))
    coaching.say(EventKind.ASK_LEGS)
    assert coaching.question is Question.REST_INSTEAD
    before = coaching.runner.profile
    coaching.say(answer)
    assert coaching.lines == ["rest_today"]
    assert coaching.runner.profile == before


def test_mobility_by_its_name_needs_no_warning() -> None:
    """It is what is on offer anyway."""
    coaching = knowing(outings=(Outing(MONDAY + timedelta(days=1), Run.RACE),))
    coaching.say(EventKind.START, wishes=Wishes(focus="mobility"), opens=True)
    assert coaching.session.workout == "focus_mobility"


def test_a_proposal_follows_what_is_told() -> None:
    """A workout that waits for the word becomes core when a long run tomorrow comes up."""
    coaching = Coaching()
    coaching.say(EventKind.WHATS_DUE)
    coaching.say(EventKind.NOTE_RUN, run=Run.LONG, ahead=1)
    assert coaching.session.workout == "focus_core"
    assert coaching.lines == ["run_noted", "because.long_tomorrow", "propose"]


@pytest.mark.parametrize(
    ("ahead", "workout", "line"),
    [
        (0, "focus_mobility", "because.race_now"),
        (3, "focus_mobility", "because.race_close"),
        (5, "focus_core", "because.race_week"),
        (9, "beginner_a", "because.last_legs"),
        (15, "beginner_a", "because.race_ahead"),
    ],
)
def test_a_race_shapes_the_workout(ahead: int, workout: str, line: str) -> None:
    """The nearer the race, the less there is, and the reason is said before the workout starts."""
    coaching = knowing(outings=(Outing(MONDAY + timedelta(days=ahead), Run.RACE),))
    coaching.runner = replace(coaching.runner, taught=moves_of("beginner_a"))
    coaching.say(EventKind.START, opens=True)
    assert coaching.session.workout == workout
    assert coaching.lines[0] == line


def moves_of(*workouts: str) -> frozenset[str]:
    """Give the moves of workouts as they are written."""
    return frozenset(item.exercise for workout in workouts for item in CATALOGUE.workout(workout).main)


def sets_of(coaching: Coaching) -> dict[str, int]:
    """Give the sets of each exercise of the main part."""
    return {step.exercise: step.sets for step in coaching.session.plan if step.kind is StepKind.WORK}


def advanced_before_race(days: int, taught: frozenset[str]) -> Coaching:
    """Give an advanced runner for whom workout C is due, so many days before a race."""
    coaching = knowing(outings=(Outing(MONDAY + timedelta(days=days), Run.RACE),))
    profile = replace(coaching.runner.profile, level="advanced")
    coaching.runner = replace(coaching.runner, profile=profile, queue=2, finished=5, taught=taught)
    coaching.say(EventKind.WHATS_DUE, opens=True)
    return coaching


@pytest.mark.parametrize("days", [9, 15])
def test_before_a_race_there_is_nothing_new(days: int) -> None:
    """Where workout C was never done, it is A; where little of any was done, that little; else C itself."""
    coaching = advanced_before_race(days, moves_of("advanced_a", "advanced_b"))
    assert coaching.session.workout == "advanced_a"
    assert set(sets_of(coaching)) == moves_of("advanced_a")
    coaching = advanced_before_race(days, frozenset({"push_up", "dumbbell_row", "pallof_press"}))
    assert coaching.session.workout == "advanced_b"
    assert set(sets_of(coaching)) == {"dumbbell_row", "pallof_press"}
    coaching = advanced_before_race(days, moves_of("advanced_a", "advanced_b", "advanced_c"))
    assert coaching.session.workout == "advanced_c"


@pytest.mark.parametrize(("days", "line"), [(9, "because.last_legs_first"), (15, "because.race_ahead_first")])
def test_a_first_workout_before_a_race_does_not_promise_nothing_new(days: int, line: str) -> None:
    """Who has done nothing yet gets the workout that is due, and no such promise."""
    coaching = advanced_before_race(days, frozenset())
    assert coaching.session.workout == "advanced_c"
    assert coaching.lines[0] == line


def test_a_share_of_a_first_workout_does_not_promise_its_sets() -> None:
    """Half of two sets is one: nothing is said of two, and it is no step on the way in."""
    coaching = Coaching(Runner(Profile(ask_effort=False)))
    coaching.say(EventKind.NOTE_RACE, ahead=9)
    coaching.say(EventKind.START, opens=True)
    coaching.say(EventKind.READY)
    assert coaching.lines == ["because.last_legs_first", "starting"]
    assert coaching.session.easing == ""
    assert set(sets_of(coaching).values()) == {1}


def test_a_third_less_is_more_than_half() -> None:
    """Of fifteen sets ten are left two weeks before a race, and seven, no more than half, in the last leg days."""
    known = moves_of("advanced_a")
    assert sum(sets_of(advanced_before_race(15, known)).values()) == 10
    assert sum(sets_of(advanced_before_race(9, known)).values()) == 7
    assert min(sets_of(advanced_before_race(9, known)).values()) == 1


def test_a_week_is_planned() -> None:
    """The days for strength are said; where a marathon was run yesterday there are none."""
    coaching = Coaching()
    coaching.say(EventKind.PLAN_WEEK)
    assert coaching.lines == ["week_plan", "tell_me_your_runs"]
    coaching = knowing(habits={2: Run.EASY})
    coaching.say(EventKind.PLAN_WEEK)
    assert coaching.lines == ["week_plan"]
    coaching = knowing(outings=(Outing(MONDAY - timedelta(days=1), Run.RACE, Distance.MARATHON),))
    coaching.say(EventKind.PLAN_WEEK)
    assert coaching.lines == ["week_without_legs"]


def test_legs_anyway_on_a_good_day_is_the_workout_itself() -> None:
    """Where nothing speaks against legs, there is no warning."""
    coaching = Coaching()
    coaching.say(EventKind.LEGS_ANYWAY)
    assert coaching.lines[0] == "starting"


def test_a_workout_for_the_legs_is_written_into_the_diary() -> None:
    """Half a workout counts as one for the legs, a single set does not."""
    coaching = Coaching(now=NOON)
    coaching.say(EventKind.START, opens=True)
    coaching.reach("glute_bridge", 3)
    coaching.say(EventKind.FINISH_EARLY)
    assert len(coaching.runner.diary.legs) == 1


def test_the_day_is_that_where_the_runner_lives() -> None:
    """Near midnight "tomorrow" is a day of the runner's own calendar."""
    coaching = Coaching(now=NOON.replace(hour=23))
    coaching.runner = replace(coaching.runner, zone="Asia/Tokyo")
    coaching.say(EventKind.NOTE_RUN, run=Run.LONG, ahead=1)
    assert coaching.runner.diary.outings[0].day == date(2026, 3, 4)


def test_where_no_day_is_good_for_legs_none_is_named() -> None:
    """Long runs every day leave no day for legs in two weeks: the reason alone is said."""
    coaching = knowing(habits=dict.fromkeys(range(1, 8), Run.LONG))
    coaching.say(EventKind.ASK_LEGS)
    assert len(coaching.lines) == 1
    assert coaching.lines[0].startswith("because.")


def test_a_day_off_goes_before_legs_anyway() -> None:
    """On a day off nobody has legs, however much they are wanted."""
    coaching = knowing(habits={2: Run.LONG})
    coaching.runner = replace(coaching.runner, rest_until=NOON + timedelta(hours=5))
    coaching.say(EventKind.LEGS_ANYWAY)
    assert coaching.lines == ["day_off"]


def test_what_a_break_has_made_light_is_not_made_lighter() -> None:
    """After three weeks away, two weeks before a race: a third off, once, and with no exercise below two sets."""
    coaching = knowing(outings=(Outing(MONDAY + timedelta(days=14), Run.RACE, Distance.HALF),))
    last = LastWorkout("beginner_b", NOON - timedelta(days=28), completed=True)
    coaching.runner = replace(coaching.runner, last=last, finished=20)
    coaching.say(EventKind.START, opens=True)
    assert coaching.session.easing == "a_third_off"
    assert min(step.sets for step in coaching.session.plan if step.kind is StepKind.WORK) == 2


HARD_TODAY = {7: Run.EASY, 1: Run.HARD}


@pytest.mark.parametrize(
    ("facts", "hour", "ago"),
    [
        ({"over": Over.EARLIER}, 12, 0),
        ({"over": Over.MORNING}, 10, 0),
        ({"over": Over.MORNING}, 16, 4),
        ({"over": Over.NOON}, 16, 2),
        ({"over": Over.AFTERNOON}, 20, 2),
        ({"over": Over.EARLIER, "hours": 5}, 16, 5),
    ],
)
def test_a_run_that_is_done_was_over_at_the_latest_then(facts: dict[str, Any], hour: int, ago: int) -> None:
    """A run of this morning was over by noon, one at lunch by two; never later than now."""
    coaching = Coaching(now=NOON.replace(hour=hour))
    coaching.say(EventKind.NOTE_RUN, ahead=0, run=Run.HARD, **facts)
    assert coaching.runner.diary.over_on(MONDAY) == coaching.now - timedelta(hours=ago)
    assert coaching.runner.diary.on(MONDAY) is Run.HARD


def test_legs_after_a_hard_run_where_they_are_wanted() -> None:
    """Done, it is core and upper body with the true reason; three hours later it is legs for whoever wants them so."""
    coaching = Coaching(now=NOON.replace(hour=16))
    coaching.say(EventKind.NOTE_RUN, ahead=0, run=Run.HARD)
    coaching.say(EventKind.WHATS_DUE)
    assert coaching.lines[0] == "because.hard_later"
    coaching.say(EventKind.NOTE_RUN, ahead=0, over=Over.MORNING)
    assert coaching.lines[:2] == ["run_noted", "because.hard_today"]
    coaching.say(EventKind.SETTING, setting=Setting.HARD_WITH_HARD)
    coaching.say(EventKind.WHATS_DUE)
    assert coaching.lines[0] == "because.hard_day_hard"
    assert coaching.session.workout == "beginner_a"
    coaching.say(EventKind.SETTING, setting=Setting.HARD_APART)
    coaching.say(EventKind.WHATS_DUE)
    assert coaching.lines[0] == "because.hard_today"


def test_a_run_that_is_done_is_the_one_that_was_planned() -> None:
    """ "I did my run" on a day of intervals leaves it a hard one; on a day without a run it is an easy one."""
    for habits, run in ((HARD_TODAY, Run.HARD), ({1: Run.NONE, 2: Run.EASY}, Run.EASY), ({}, Run.EASY)):
        coaching = knowing(habits=habits)
        coaching.say(EventKind.NOTE_RUN, ahead=0, over=Over.EARLIER)
        assert coaching.runner.diary.on(MONDAY) is run
    coaching = knowing(habits=HARD_TODAY)
    coaching.say(EventKind.NOTE_RUN, ahead=0, over=Over.EARLIER, run=Run.EASY)
    assert coaching.runner.diary.on(MONDAY) is Run.EASY


def test_a_run_of_yesterday_is_only_noted() -> None:
    """When it was over matters on its own day alone, and not where it is moved to."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RUN, ahead=-1, run=Run.LONG, over=Over.EARLIER)
    assert coaching.runner.diary.outings == (Outing(MONDAY - timedelta(days=1), Run.LONG),)
    coaching.say(EventKind.NOTE_RUN, ahead=0, run=Run.LONG, over=Over.EARLIER)
    coaching.say(EventKind.MOVE_DATE, ahead=2)
    assert coaching.runner.diary.over_on(MONDAY + timedelta(days=2)) is None


def test_the_usual_run_on_the_wrong_day_is_put_right_though_a_race_was_told_later() -> None:
    """ "Not Sunday, Saturday" is about the long run on Sundays, and not about the race on a Monday."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_HABIT, run=Run.LONG, weekdays=frozenset({7}))
    coaching.say(EventKind.NOTE_RACE, date="2026-06-01")
    coaching.say(EventKind.MOVE_DATE, weekdays=frozenset({7}), run_days=frozenset({6}))
    assert coaching.runner.diary.habits == {6: Run.LONG}
    assert [outing.day.isoformat() for outing in coaching.runner.diary.outings] == ["2026-06-01"]
    coaching.say(EventKind.MOVE_DATE, weekdays=frozenset({6}))
    assert coaching.lines == ["which_day"]
