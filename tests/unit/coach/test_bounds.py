"""Bounds of progress: no move in two workouts, no session too long by more sets, and no more of them before a race."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from skill.coach.bounds import Bounds, bounds_of, has_room, seconds_of
from skill.coach.diary import Diary, Distance, Outing, Run
from skill.coach.events import Effort, EventKind, Wishes
from skill.coach.judging import progress_after
from skill.coach.place import log_step
from skill.coach.plan import Side, StepKind, expand, seconds_left
from skill.coach.programme import choose
from skill.coach.progression import planned
from skill.coach.runner import Profile, Runner
from skill.coach.schedule import holds_volume
from skill.coach.session import Session, State
from skill.coach.standing import Standing, Verdict
from skill.content.loader import load_catalogue
from tests.coaching import NOON, Coaching

CATALOGUE = load_catalogue()
TODAY = NOON.date()
EASY, RIGHT = Effort.EASY, Effort.RIGHT
RACE = Outing(TODAY + timedelta(weeks=5), Run.RACE, Distance.MARATHON)
PREPARING = Diary(outings=(RACE,))
POGO = Standing("pogo_hop", 20, due=Verdict.MORE_SETS)


def runner_with(progress: Mapping[str, Standing], diary: Diary | None = None, **profile: object) -> Runner:
    """Give a runner past the first workouts."""
    known = replace(Profile(), **profile)  # type: ignore[arg-type]
    return Runner(known, progress=progress, finished=100, welcomed=True, diary=diary or Diary())


def one_round(runner: Runner, effort: Effort) -> tuple[Runner, list[Session]]:
    """Do each of the level's workouts once, in full and as hard as that."""
    sessions = []
    for _ in CATALOGUE.level(runner.profile.level).order:
        chosen = choose(runner, Wishes(), NOON, CATALOGUE)
        plan = expand(chosen.workout, CATALOGUE, Side.LEFT)
        session = Session(chosen.workout.id, NOON, plan, State.READY, NOON, slots=chosen.slots)
        for index, step in enumerate(plan):
            session = log_step(session, index, step.amount) if step.kind is StepKind.WORK else session
        efforts = tuple((slot.exercise, effort) for slot in chosen.slots)
        session = replace(session, index=len(plan), efforts=efforts)
        bounds = bounds_of(runner, session.workout, TODAY, CATALOGUE)
        progress = progress_after(session, runner.progress, runner.profile, CATALOGUE, bounds)
        runner = replace(runner, progress=progress, queue=runner.queue + 1)
        sessions.append(session)
    return runner, sessions


@pytest.mark.parametrize("kit", [None, frozenset[str]()], ids=["all", "none"])
@pytest.mark.parametrize("effort", [EASY, RIGHT])
def test_beginners_never_do_a_move_in_both_workouts(kit: frozenset[str] | None, effort: Effort) -> None:
    """However far a beginner gets, A and B have nothing in common; step-ups grow slow, lunges walk."""
    runner = runner_with({}, equipment=kit)
    for _ in range(20):
        runner, (a, b) = one_round(runner, effort)
        assert not {slot.exercise for slot in a.slots} & {slot.exercise for slot in b.slots}
    assert runner.progress["lunge"].exercise == "walking_lunge"
    if kit is None:
        assert runner.progress["step_up"].exercise == "slow_step_up"


@pytest.mark.parametrize("level", ["intermediate", "advanced"])
def test_a_harder_move_is_not_one_of_another_workout(level: str) -> None:
    """What somebody goes up to is done in no other workout of the level, nor about to be."""
    runner = runner_with({}, level=level)
    last: dict[str, Session] = {}
    for _ in range(15):
        runner, sessions = one_round(runner, EASY)
        for session in sessions:
            others = {slot.exercise for name, each in last.items() if name != session.workout for slot in each.slots}
            risen = {slot.exercise for slot in session.slots if slot.verdict is Verdict.OUTGROWN}
            assert not risen & others
            last[session.workout] = session


def test_a_move_that_another_workout_is_about_to_bring_is_taken_too() -> None:
    """Lunges that were outgrown are walking lunges from the next time on: nothing of workout B goes up to those."""
    bounds = bounds_of(
        runner_with({"lunge": Standing("lunge", 12, due=Verdict.OUTGROWN)}), "beginner_b", TODAY, CATALOGUE
    )
    assert {"lunge", "walking_lunge", "squat", "dead_bug"} <= bounds.elsewhere
    assert "step_up" not in bounds.elsewhere


@pytest.mark.parametrize("level", ["beginner", "intermediate", "advanced"])
@pytest.mark.parametrize("effort", [EASY, RIGHT])
def test_no_set_makes_a_session_too_long(level: str, effort: Effort) -> None:
    """Whatever was reached: where a set is added, the session is no longer than the longest of the level."""
    runner, first = one_round(runner_with({}, level=level), effort)
    for _ in range(20):
        runner, sessions = one_round(runner, effort)
        for session in sessions:
            if any(slot.verdict is Verdict.MORE_SETS for slot in session.slots):
                bounds = bounds_of(runner, session.workout, TODAY, CATALOGUE)
                assert seconds_left(session.plan, 0, 0) <= bounds.seconds
    # What the longest workouts have to begin with is what they have half a year later.
    assert sets_of(sessions[0]) == sets_of(first[0])


def sets_of(session: Session) -> int:
    """Count the sets that were done."""
    return len({(step.exercise, step.set) for step in session.plan if step.kind is StepKind.WORK})


def test_the_longest_is_the_runners_own_the_choice_or_what_is_written() -> None:
    """Forty minutes or more for advanced runners, by what is written; who chose a length of their own has that."""
    minutes = {
        level: bounds_of(runner_with({}, level=level), f"{level}_a", TODAY, CATALOGUE).seconds / 60
        for level in ("beginner", "intermediate", "advanced")
    }
    assert minutes == {"beginner": 37, "intermediate": 41, "advanced": 46}
    assert bounds_of(runner_with({}, minutes=60), "beginner_a", TODAY, CATALOGUE).seconds == 60 * 60


def test_what_is_full_goes_to_the_harder_move_instead() -> None:
    """Right at the top twice with no time for a set more: step calf raises; who has an hour does a third set first."""
    top = Standing("single_leg_calf_raise", 15, topped=1, waiting=9)
    for minutes, expected in ((None, Verdict.OUTGROWN), (60, Verdict.MORE_SETS)):
        kit = frozenset(CATALOGUE.kit)
        runner = runner_with({"single_leg_calf_raise": top}, level="intermediate", minutes=minutes, equipment=kit)
        after, _ = one_round(runner, RIGHT)
        assert after.progress["single_leg_calf_raise"].due is expected


def test_a_set_that_does_not_fit_is_left_out() -> None:
    """Of two sets that are due the last is left out where both would be too long."""
    workout = CATALOGUE.workout("advanced_c")
    standings = {key: Standing(key, 20, due=Verdict.MORE_SETS) for key in ("pogo_hop", "split_squat_jump")}
    profile = Profile(level="advanced")
    grown, slots = planned(workout, standings, profile, CATALOGUE)
    assert [slot.extra for slot in slots[:2]] == [1, 1]
    one, slots = planned(workout, standings, profile, CATALOGUE, Bounds(seconds=seconds_of(grown, CATALOGUE) - 1))
    assert [(slot.extra, slot.verdict) for slot in slots[:2]] == [(1, Verdict.MORE_SETS), (0, Verdict.HOLD)]
    assert [item.sets for item in one.main[:2]] == [3, 3]


def test_before_a_race_sets_are_held_and_the_rest_goes_on() -> None:
    """Five weeks before a marathon no set is added, by a verdict or in a plan; repetitions still go up."""
    progress = {"pogo_hop": POGO, "single_leg_calf_raise": Standing("single_leg_calf_raise", 10, due=Verdict.RIGHT)}
    for diary, pogo in ((Diary(), Verdict.MORE_SETS), (PREPARING, Verdict.HOLD)):
        runner = runner_with(progress, diary, level="advanced")
        runner = replace(runner, queue=2)
        slots = {slot.key: slot for slot in choose(runner, Wishes(), NOON, CATALOGUE).slots}
        assert slots["pogo_hop"].verdict is pogo
        assert slots["single_leg_calf_raise"].verdict is Verdict.RIGHT
        assert bounds_of(runner, "advanced_c", TODAY, CATALOGUE).more_sets is (pogo is Verdict.MORE_SETS)
    plan = expand(CATALOGUE.workout("advanced_c"), CATALOGUE, Side.LEFT)
    assert not has_room(plan, "pogo_hop", Bounds(more_sets=False))


def test_before_a_race_no_finisher_comes_new() -> None:
    """A finisher that was done before stays; one that was not waits until after the race."""
    runner = replace(runner_with({}, PREPARING), queue=1)
    done = replace(runner, progress={"band_row": Standing("band_row", 12)})
    assert "band_row" not in {slot.key for slot in choose(runner, Wishes(), NOON, CATALOGUE).slots}
    assert "band_row" in {slot.key for slot in choose(done, Wishes(), NOON, CATALOGUE).slots}


@pytest.mark.parametrize(("days", "held"), [(21, False), (22, True), (56, True), (57, False)])
def test_the_volume_is_held_from_eight_to_three_weeks_before_a_race(days: int, held: bool) -> None:
    """Row 24; from three weeks on the volume goes down, which is row 7's."""
    diary = Diary(outings=(Outing(TODAY + timedelta(days=days), Run.RACE),))
    assert holds_volume(diary, TODAY) is held
    assert not holds_volume(Diary(), date(2026, 3, 2))


def test_the_effort_answer_knows_the_bounds_too() -> None:
    """Before a race the answer after pogo hops at their top promises no set more."""
    for diary, line in ((Diary(), "next_time.more_sets"), (PREPARING, "next_time.hold")):
        runner = runner_with({"pogo_hop": Standing("pogo_hop", 20)}, diary, level="advanced")
        coaching = Coaching(replace(runner, queue=2))
        coaching.say(EventKind.NEW_WORKOUT)
        coaching.reach("pogo_hop", 2)
        coaching.hear_out()
        coaching.say(EventKind.EFFORT, effort=RIGHT)
        assert coaching.lines == [line]
