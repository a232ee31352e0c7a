"""Runs, races and the week as a runner tells them: what is kept, what is said, and what it does to a workout."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from skill.coach.acts import Question
from skill.coach.diary import Diary, Distance, Outing, Run
from skill.coach.events import EventKind, Over, Setting, Wishes
from skill.coach.plan import StepKind
from skill.coach.runner import LastWorkout
from skill.coach.session import State
from tests.coaching import NOON, Coaching

# The clock of these tests starts on a Monday.
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


def test_two_runs_in_one_breath_are_both_noted() -> None:
    """A hard run today and a long one tomorrow: both stand in the diary, and both are said back."""
    coaching = Coaching()
    coaching.say(EventKind.NOTE_RUN, run=Run.HARD, date="2026-03-02", run_two=Run.LONG, date_two="2026-03-03")
    assert [(o.day, o.run) for o in coaching.runner.diary.outings] == [
        (MONDAY, Run.HARD),
        (MONDAY + timedelta(days=1), Run.LONG),
    ]
    assert coaching.lines == ["run_noted", "run_noted"]
    coaching.say(EventKind.NOTE_RUN, run=Run.EASY, date="2026-03-05", run_two=Run.LONG, date_two="2026-W11")
    assert coaching.lines == ["run_noted"]


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


def test_races_are_taken_out() -> None:
    """A race that is off is forgotten, and then there is none."""
    coaching = knowing(outings=(Outing(SUNDAY, Run.RACE),))
    coaching.say(EventKind.ASK_RUN)
    assert coaching.lines == ["race_ahead"]
    coaching.say(EventKind.CLEAR_RACE)
    assert coaching.lines == ["race_cleared"]
    coaching.say(EventKind.CLEAR_RACE)
    assert coaching.lines == ["no_race"]


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
    coaching.say(EventKind.START, opens=True)
    assert coaching.session.workout == workout
    assert coaching.lines[0] == line


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
