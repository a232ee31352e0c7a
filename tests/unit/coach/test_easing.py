"""Light weeks, first workouts and ways back: the table of days away row by row, and the count of weeks."""

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach.acts import End, Question
from skill.coach.cycle import Comeback, Cycle
from skill.coach.diary import Diary, Outing, Run
from skill.coach.easing import after_week, easing_for, light_week, week_of, with_share
from skill.coach.events import Effort, EventKind, Wishes
from skill.coach.plan import StepKind
from skill.coach.programme import below
from skill.coach.runner import LastWorkout, Profile, Runner
from skill.coach.standing import Standing, Verdict
from skill.content.loader import load_catalogue
from skill.content.types import Item
from tests.coaching import NOON, Coaching

CATALOGUE = load_catalogue()
DAY = 86_400
K, Q = EventKind, Question
QUIET = Profile(ask_effort=False)
LEGS_YESTERDAY = Diary(legs=(NOON - timedelta(hours=30),))


def away(days: int, **facts: object) -> Coaching:
    """Give a runner whose last workout is so many days ago."""
    last = LastWorkout("beginner_b", NOON - timedelta(days=days), completed=True)
    return Coaching(replace(Runner(QUIET, finished=5, welcomed=True, last=last), **facts))  # type: ignore[arg-type]


def doses(coaching: Coaching) -> dict[str, tuple[int, int]]:
    """Give sets and amount of each exercise of the main part."""
    work = [step for step in coaching.session.plan if step.kind is StepKind.WORK]
    return {step.exercise: (step.sets, step.amount) for step in work}


def finish(coaching: Coaching) -> None:
    """Do the rest of the workout."""
    while coaching.runner.session:
        coaching.hear_out()
        coaching.say(K.READY)


@pytest.mark.parametrize(
    ("days", "lines", "squats", "planks"),
    [
        (2, [], (3, 12), (3, 30)),
        (4, [], (3, 12), (3, 30)),
        (5, ["eased.same_numbers"], (3, 12), (3, 30)),
        (9, ["eased.same_numbers"], (3, 12), (3, 30)),
        (10, ["eased.one_set_fewer"], (2, 12), (2, 30)),
        (20, ["eased.one_set_fewer"], (2, 12), (2, 30)),
        (21, ["eased.a_third_off"], (2, 8), (2, 20)),
        (41, ["eased.a_third_off"], (2, 8), (2, 20)),
        (42, ["eased.rebuild"], (2, 12), (2, 30)),
        (92, ["eased.rebuild"], (2, 12), (2, 30)),
    ],
)
def test_each_row_of_days_away(days: int, lines: list[str], squats: tuple[int, int], planks: tuple[int, int]) -> None:
    """The days since the last workout say how much lighter the next one is, and it says so."""
    coaching = away(days)
    coaching.say(K.OPEN, opens=True)
    assert coaching.lines == ["starting", *lines]
    assert doses(coaching)["squat"] == squats
    assert doses(coaching).get("plank", planks) == planks


@pytest.mark.parametrize(
    ("days", "lines"),
    [
        (5, ["eased.same_numbers"]),
        (10, ["eased.one_set_fewer"]),
        (21, ["eased.a_third_off"]),
        (42, ["eased.rebuild"]),
        (93, ["level_again"]),
    ],
)
def test_days_away_are_days_of_the_calendar(days: int, lines: list[str]) -> None:
    """Who comes back at the same hour, before the last workout had ended, has been away for whole days."""
    ended = NOON + timedelta(minutes=40) - timedelta(days=days)
    coaching = away(days, last=LastWorkout("beginner_b", ended, completed=True))
    coaching.say(K.OPEN, opens=True)
    assert [line for line in coaching.lines if line != "starting"] == lines


def test_a_day_away_begins_where_the_runner_lives() -> None:
    """Late in the evening in Tokyo it is the next day sooner than by the clock of Greenwich."""
    ended = datetime(2026, 2, 25, 14, 0, tzinfo=UTC)
    now = datetime(2026, 3, 1, 16, 0, tzinfo=UTC)
    for zone, expected in (("", []), ("Asia/Tokyo", ["eased.same_numbers"])):
        coaching = away(0, last=LastWorkout("beginner_b", ended, completed=True), zone=zone)
        coaching.now = now
        coaching.say(K.OPEN, opens=True)
        assert coaching.lines[1:] == expected


@pytest.mark.parametrize("asked", [K.OPEN, K.WHATS_DUE])
def test_after_some_days_away_the_numbers_are_the_same(asked: EventKind) -> None:
    """What was due to go up waits for the workout after, and how this one goes counts."""
    progress = {"squat": Standing("squat", 12, due=Verdict.EASY_ONCE)}
    for days, amount in ((4, 13), (5, 12), (9, 12)):
        coaching = away(days, progress=progress)
        coaching.say(asked, opens=True)
        assert doses(coaching)["squat"] == (3, amount)
        assert any(line.startswith("change.") for line in coaching.lines) is (amount > 12)
        assert ("eased.same_numbers" in coaching.lines) is (amount == 12)
        assert coaching.session.slots


def test_a_week_of_rebuilding_is_over_after_seven_days() -> None:
    """A week after the first workout, at the same hour, the way back is behind the runner."""
    began = NOON + timedelta(minutes=20) - timedelta(days=7)
    last = LastWorkout("beginner_a", NOON - timedelta(days=3), completed=True)
    runner = Runner(QUIET, welcomed=True, last=last, comeback=Comeback("rebuild", began, 2))
    assert easing_for(runner, NOON, CATALOGUE, light=None) is None
    assert easing_for(runner, NOON - timedelta(days=1), CATALOGUE, light=None) is not None


def test_rebuilding_goes_down_a_level_and_is_short() -> None:
    """After six weeks the workouts are those of the level below, in twenty minutes, for a week."""
    coaching = away(50, profile=replace(QUIET, level="advanced"), progress={"pogo_hop": Standing("pogo_hop", 20)})
    coaching.say(K.OPEN, opens=True)
    assert coaching.session.workout == "intermediate_a"
    finish(coaching)
    assert coaching.runner.progress["pogo_hop"].amount == CATALOGUE.exercise("pogo_hop").prescription.low
    coaching.wait(3 * DAY)
    coaching.say(K.OPEN, opens=True)
    assert coaching.session.easing == "rebuild"
    coaching.say(K.STOP)
    coaching.wait(5 * DAY)
    coaching.say(K.NEW_WORKOUT)
    assert coaching.session.easing == ""
    assert coaching.session.workout.startswith("advanced")


def test_the_level_below() -> None:
    """There is nothing below a beginner."""
    assert [below(level) for level in ("advanced", "intermediate", "beginner")] == [
        "intermediate",
        "beginner",
        "beginner",
    ]


def test_after_months_everything_starts_anew() -> None:
    """The level is asked again, what was reached is forgotten, and the first workout is short."""
    coaching = away(120, progress={"squat": Standing("tempo_squat", 10)})
    coaching.say(K.OPEN, opens=True)
    assert (coaching.lines, coaching.question) == (["level_again"], Q.EXPERIENCE)
    coaching.say(K.READY)
    assert coaching.lines == ["starting", "eased.new_start"]
    assert coaching.runner.progress == {}
    finish(coaching)
    coaching.wait(2 * DAY)
    coaching.say(K.OPEN, opens=True)
    assert coaching.session.easing == ""


@pytest.mark.parametrize("asked", [K.WHATS_DUE, K.BEEN_AWAY])
def test_after_months_the_level_is_asked_before_anything_is_proposed(asked: EventKind) -> None:
    """Whoever asks what to do today, or says that it has been a while, is asked like whoever starts."""
    coaching = away(120, progress={"squat": Standing("squat", 15)})
    coaching.say(asked, opens=True)
    assert (coaching.lines, coaching.question) == (["level_again"], Q.EXPERIENCE)
    for _ in range(3):
        coaching.say(K.NEXT)
    assert (coaching.lines, coaching.question) == (["propose", "eased.new_start"], Q.READY)
    assert doses(coaching)["squat"] == (2, 12)


def test_after_months_a_workout_asked_for_by_name_starts_with_the_first_numbers() -> None:
    """A wish goes before the question; what was reached months ago counts no more."""
    coaching = away(120, progress={"squat": Standing("squat", 15)})
    coaching.say(K.START, wishes=Wishes(workout="a"), opens=True)
    assert doses(coaching)["squat"] == (2, 12)


@pytest.mark.parametrize(
    ("asked", "warmed_up"),
    [(K.OPEN, False), (K.OPEN, True), (K.WHATS_DUE, False), (K.NEW_WORKOUT, False), (K.NEW_WORKOUT, True)],
)
def test_a_workout_left_behind_for_months_is_no_way_round_the_question(asked: EventKind, *, warmed_up: bool) -> None:
    """What was proposed, or warmed up for, and then left gives way to a new start."""
    coaching = away(3, progress={"squat": Standing("squat", 15)})
    coaching.say(K.WHATS_DUE, opens=True)
    if warmed_up:
        coaching.say(K.READY)
        coaching.hear_out()
        coaching.say(K.STOP)
    coaching.wait(120 * DAY)
    coaching.say(asked, opens=True)
    assert coaching.question is Q.EXPERIENCE
    coaching.say(K.READY)
    assert doses(coaching)["squat"] == (2, 12)


@pytest.mark.parametrize(("days", "line"), [(30, "eased.a_third_off"), (120, "level_again")])
def test_a_workout_that_was_left_half_done_ended_when_it_was_left(days: int, line: str) -> None:
    """A break begins there: whoever comes back weeks later is eased, and written down is the day of the workout."""
    coaching = away(3)
    coaching.say(K.START, opens=True)
    coaching.reach("squat", 3)
    coaching.say(K.STOP)
    left = coaching.now
    coaching.wait(days * DAY)
    coaching.say(K.OPEN, opens=True)
    assert line in coaching.lines
    assert coaching.records[-1].ended == left


def test_after_months_twice_the_level_is_asked_twice() -> None:
    """One new start does not stand in for the next."""
    coaching = away(120, comeback=Comeback("new_start", NOON - timedelta(days=120), 1))
    coaching.say(K.OPEN, opens=True)
    assert coaching.question is Q.EXPERIENCE


def test_a_way_back_lasts_its_sessions() -> None:
    """After three weeks, two workouts are eased, and the third is as before; none of them raises anything."""
    coaching = away(28)
    eased = []
    for _ in range(3):
        coaching.say(K.OPEN, opens=True)
        eased.append(coaching.session.easing)
        assert bool(coaching.session.slots) is (eased[-1] == "")
        finish(coaching)
        coaching.wait(4 * DAY)
    assert eased == ["a_third_off", "a_third_off", ""]


def test_a_move_of_the_hardest_kind_gives_way_to_an_easier_one() -> None:
    """After three weeks there are no moves of level three."""
    coaching = away(25, profile=replace(QUIET, level="advanced"))
    coaching.say(K.OPEN, opens=True)
    assert all(CATALOGUE.exercise(name).level <= 2 for name in doses(coaching))


def test_every_fourth_week_of_training_is_light() -> None:
    """Three weeks with workouts, then a light one, and then it starts again; a week without any does not count."""
    cycle, light = Cycle(), []
    for week in (10, 11, 11, 13, 14, 14, 15, 16, 17, 18):
        light.append(light_week(cycle, week, CATALOGUE))
        cycle = after_week(cycle, week, CATALOGUE)
    assert light == [False, False, False, False, True, True, False, False, False, True]


def test_weeks_run_from_monday_to_sunday() -> None:
    """NOON is a Monday: the Sunday before is another week, the one after is not."""
    assert week_of(NOON - timedelta(days=1)) == week_of(NOON) - 1
    assert week_of(NOON + timedelta(days=6)) == week_of(NOON)


def test_a_light_week_halves_the_sets_and_takes_the_jumps_out() -> None:
    """Same moves, half the sets of all together, jumps in their calm form; nothing of it counts for progression."""
    last = LastWorkout("advanced_a", NOON - timedelta(days=3), completed=True)
    runner = Runner(replace(QUIET, level="advanced"), welcomed=True, last=last, cycle=Cycle(3, week_of(NOON) - 1))
    coaching = Coaching(runner)
    coaching.say(K.OPEN, opens=True)
    assert coaching.lines == ["starting", "eased.light_week"]
    sets = [number for number, _ in doses(coaching).values()]
    assert sets == [2, 1, 1, 1, 1, 1]
    assert sum(sets) == sum(item.sets for item in CATALOGUE.workout("advanced_a").main) // 2
    assert not any(CATALOGUE.exercise(name).jumps for name in doses(coaching))
    assert coaching.session.slots == ()


def test_no_light_week_where_none_is_wanted() -> None:
    """Asked for the full workout, it is the full one."""
    runner = Runner(cycle=Cycle(3, week_of(NOON) - 1))
    assert easing_for(runner, NOON, CATALOGUE, light=False) is None
    assert easing_for(runner, NOON, CATALOGUE, light=None) is not None


def test_first_workouts_have_two_sets_and_then_three() -> None:
    """A beginner's first four workouts have two sets each; they count for progression like any other."""
    coaching = Coaching(Runner(QUIET))
    coaching.say(K.OPEN, opens=True)
    coaching.say(K.YES)
    sets = []
    for _ in range(5):
        sets.append(doses(coaching)[coaching.session.slots[0].exercise][0])
        finish(coaching)
        coaching.wait(4 * DAY)
        coaching.say(K.OPEN, opens=True, wishes=Wishes(light=False))
    assert sets == [2, 2, 2, 2, 3]


@pytest.mark.parametrize("facts", [{"wishes": Wishes(light=True)}, {"kind": K.LIGHT}])
def test_light_is_lighter_than_the_first_workouts_too(facts: dict[str, Any]) -> None:
    """Half of two sets is one: a light workout is told as half the sets, and is half of what it stands for."""
    coaching = Coaching(Runner(QUIET, welcomed=True, comeback=Comeback("ease_in", NOON, 0)))
    coaching.say(**{"kind": K.START, "opens": True, **facts})
    assert coaching.lines[-1] == "eased.light_today"
    assert "eased.ease_in" not in coaching.lines
    assert {sets for sets, _ in doses(coaching).values()} == {1}


def test_a_light_day_of_the_running_week_says_how_many_sets_once() -> None:
    """The day after legs a beginner's first workout is halved, with that reason, and not called one of two sets."""
    runner = Runner(QUIET, welcomed=True, comeback=Comeback("ease_in", NOON, 1), diary=LEGS_YESTERDAY)
    coaching = Coaching(runner)
    coaching.say(K.START, opens=True)
    assert coaching.lines == ["because.legs_yesterday_light", "starting"]
    assert {sets for sets, _ in doses(coaching).values()} == {1}


def test_what_is_light_already_is_told_once() -> None:
    """Asked for a light one the day after legs, or back after two weeks: one line says how light, and truly."""
    coaching = Coaching(Runner(QUIET, welcomed=True, diary=LEGS_YESTERDAY))
    coaching.say(K.LIGHT)
    assert coaching.lines == ["propose", "eased.light_today"]
    coaching = away(14, diary=Diary(outings=(Outing((NOON + timedelta(days=15)).date(), Run.RACE),)))
    coaching.say(K.WHATS_DUE)
    assert coaching.lines == ["propose", "eased.one_set_fewer"]


@given(st.lists(st.integers(2, 5), min_size=1, max_size=8), st.sampled_from([0.5, 0.7, 1.0]))
def test_a_share_of_the_sets_is_never_more(sets: list[int], share: float) -> None:
    """Each exercise keeps a set; beyond that there are as many as the share has room for, the first ones first."""
    items = tuple(Item("squat", number, 10, 45) for number in sets)
    kept = [item.sets for item in with_share(items, share)]
    assert all(1 <= now <= before for now, before in zip(kept, sets, strict=True))
    assert sum(kept) == math.floor(round(sum(sets) * share, 6))


def test_half_of_three_sets_of_five_moves() -> None:
    """Seven of fifteen: the first two moves keep two sets, the others one."""
    items = tuple(Item("squat", 3, 10, 45) for _ in range(5))
    assert [item.sets for item in with_share(items, 0.5)] == [2, 2, 1, 1, 1]


def test_other_workouts_leave_the_way_in_open() -> None:
    """Who begins with a core session, or lightly, still has two sets each in the first workout of the programme."""
    coaching = Coaching(Runner(QUIET))
    coaching.say(K.OPEN, opens=True, wishes=Wishes(focus="core"))
    coaching.say(K.READY)
    finish(coaching)
    coaching.wait(2 * DAY)
    coaching.say(K.OPEN, opens=True)
    assert coaching.session.easing == "ease_in"
    assert doses(coaching)["squat"][0] == 2


def test_the_finisher_comes_in_when_the_full_sets_are_old() -> None:
    """After eight workouts the finisher is part of the workout; with few minutes it is the first to go."""
    for finished, minutes, expected in ((7, None, False), (8, None, True), (8, 30, False)):
        coaching = Coaching(Runner(QUIET, queue=1, finished=finished, welcomed=True))
        coaching.say(K.OPEN, opens=True, wishes=Wishes(minutes=minutes))
        assert ("band_row" in doses(coaching)) is expected


def test_the_longest_workout_gets_no_longer_by_a_finisher() -> None:
    """Workout A takes all the time there is, unless the runner chose a length of their own that has room for more."""
    for minutes, expected in ((None, False), (30, False), (45, True)):
        coaching = Coaching(Runner(replace(QUIET, minutes=minutes), finished=8, welcomed=True))
        coaching.say(K.OPEN, opens=True)
        assert ("dead_bug" in doses(coaching)) is expected


def test_after_two_hard_workouts_a_light_one_is_offered() -> None:
    """It is offered once, also to whoever asks what is due, taken with yes, and left with no."""
    cases = (
        (K.OPEN, K.YES, "light_today"),
        (K.OPEN, K.NO, ""),
        (K.OPEN, K.READY, ""),
        (K.WHATS_DUE, K.YES, "light_today"),
    )
    for asked, answer, easing in cases:
        coaching = Coaching(Runner(Profile(), finished=5, welcomed=True))
        for _ in range(2):
            coaching.say(K.OPEN, opens=True, wishes=Wishes(workout="a"))
            coaching.reach("squat", 3)
            coaching.hear_out()
            coaching.say(K.EFFORT, effort=Effort.HARD)
            coaching.say(K.FINISH_EARLY)
        coaching.say(asked, opens=True)
        assert coaching.question is Q.LIGHT_TODAY
        coaching.say(answer)
        assert coaching.session.easing == easing


def test_an_easy_workout_ends_the_row_of_hard_ones() -> None:
    """What was hard before does not count on."""
    coaching = Coaching(Runner(QUIET, finished=5, welcomed=True, hard=1))
    coaching.say(K.OPEN, opens=True)
    finish(coaching)
    assert coaching.runner.hard == 0


def test_ease_in_is_no_way_back() -> None:
    """Whoever is on the way in is not on the way back."""
    runner = Runner(comeback=Comeback("ease_in", NOON, 0))
    assert easing_for(runner, NOON, CATALOGUE, light=None) is None


def test_after_an_injury_a_professional_comes_first() -> None:
    """With their word it starts light; without, nothing is proposed; what is not understood is asked again."""
    coaching = Coaching()
    coaching.say(K.BEEN_INJURED)
    assert coaching.question is Q.CLEARED
    coaching.say(K.UNKNOWN)
    assert coaching.question is Q.CLEARED
    reply = coaching.say(K.NO)
    assert (coaching.lines, type(reply.then)) == (["wait_for_word"], End)
    coaching.say(K.WHATS_DUE)
    assert coaching.lines == ["day_off"]
    coaching = Coaching()
    coaching.say(K.BEEN_INJURED)
    coaching.say(K.YES)
    assert coaching.lines == ["gently", "propose", "eased.light_today"]


def test_one_set_is_never_taken_away() -> None:
    """Where each exercise has one set, a share of them is all of them."""
    items = tuple(Item("squat", 1, 10, 45) for _ in range(3))
    assert with_share(items, 0.5) == items
