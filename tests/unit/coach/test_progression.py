"""Progression: the decision table row by row, the limits that hold over all rows, and undoing a raise."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coach.bounds import Bounds, bounds_of
from skill.coach.events import Effort, EventKind, Wishes
from skill.coach.judging import judge, progress_after, promised
from skill.coach.place import log_step
from skill.coach.plan import Side, StepKind, expand
from skill.coach.programme import choose
from skill.coach.progression import Dose, dose_after, planned
from skill.coach.runner import Profile, Runner
from skill.coach.session import Session, State
from skill.coach.standing import Standing, Verdict
from skill.content.loader import load_catalogue
from tests.coaching import NOON, Coaching

CATALOGUE = load_catalogue()
EASY, RIGHT, HARD, FAILED = Effort.EASY, Effort.RIGHT, Effort.HARD, Effort.FAILED
V = Verdict


def begun(progress: Mapping[str, Standing], profile: Profile | None = None, queue: int = 0) -> Coaching:
    """Give a runner at the beginning of a workout of the programme, well past the first sessions."""
    runner = Runner(profile or Profile(), queue=queue, progress=progress, finished=6, welcomed=True)
    coaching = Coaching(runner)
    coaching.say(EventKind.NEW_WORKOUT)
    return coaching


def through(session: Session, short: Mapping[str, int], efforts: Mapping[str, Effort]) -> Session:
    """Do all of a workout: the last set of some exercises short by so much, and with these efforts."""
    for index, step in enumerate(session.plan):
        if step.kind is StepKind.WORK:
            less = short.get(step.exercise, 0) if step.set == step.sets else 0
            session = log_step(session, index, step.amount - less)
    return replace(session, index=len(session.plan), efforts=tuple(efforts.items()))


def verdict(before: Standing | None, *, short: int = 0, effort: Effort | None = None, **profile: bool) -> Verdict:
    """Give the verdict on squats in the first workout, where the runner stood like this before."""
    coaching = begun({} if before is None else {"squat": before}, Profile(**profile))
    exercise = coaching.session.slots[0].exercise
    efforts = {} if effort is None else {exercise: effort}
    session = through(coaching.session, {exercise: short}, efforts)
    return judge(session, coaching.runner.progress, coaching.runner.profile, CATALOGUE)[0].verdict


TWELVE = Standing("squat", 12)
TOP = Standing("squat", 15)
FULL = Standing("tempo_squat", 10)


@pytest.mark.parametrize(
    ("before", "short", "effort", "expected"),
    [
        (None, 0, EASY, V.EASY_ONCE),
        (TWELVE, 0, EASY, V.EASY_ONCE),
        (replace(TWELVE, easy=1), 0, EASY, V.OUTGROWN),
        (replace(TWELVE, easy=1), 0, RIGHT, V.RIGHT),
        (TWELVE, 0, RIGHT, V.RIGHT),
        (TWELVE, 0, None, V.RIGHT),
        (replace(TOP, topped=1), 0, EASY, V.OUTGROWN),
        (replace(TOP, topped=1), 0, RIGHT, V.OUTGROWN),
        (TOP, 0, RIGHT, V.HOLD),
        (TWELVE, 0, HARD, V.HARD),
        (replace(TWELVE, easy=1), 0, HARD, V.HARD),
        (TWELVE, 1, EASY, V.SHORT),
        (TWELVE, 2, None, V.SHORT),
        (replace(TWELVE, short=1), 2, HARD, V.SHORT),
        (TWELVE, 3, RIGHT, V.FAR_SHORT),
        (TWELVE, 0, FAILED, V.FAR_SHORT),
        (replace(TWELVE, short=1), 3, None, V.TWICE_SHORT),
        (replace(TWELVE, short=1), 0, FAILED, V.TWICE_SHORT),
    ],
)
def test_each_row_of_the_table(before: Standing | None, short: int, effort: Effort | None, expected: Verdict) -> None:
    """What was done of squats, and how hard it was, say what the next session brings."""
    assert verdict(before, short=short, effort=effort) is expected


def test_one_more_set_before_the_harder_move() -> None:
    """Right at the top of the range adds a set while the level allows one."""
    coaching = begun({"lateral_band_walk": Standing("lateral_band_walk", 15)}, Profile(level="intermediate"))
    session = through(coaching.session, {}, {"lateral_band_walk": RIGHT})
    judged = {each.slot.key: each.verdict for each in judge(session, {}, Profile(level="intermediate"), CATALOGUE)}
    assert judged["lateral_band_walk"] is V.HOLD, "two others went up before it"
    only = replace(session, slots=tuple(slot for slot in session.slots if slot.key == "lateral_band_walk"))
    assert judge(only, {}, Profile(level="intermediate"), CATALOGUE)[0].verdict is V.MORE_SETS


@pytest.mark.parametrize(
    ("standing", "due", "expected"),
    [
        (TWELVE, V.EASY_ONCE, Dose("squat", 13, 0)),
        (TWELVE, V.RIGHT, Dose("squat", 13, 0)),
        (TOP, V.RIGHT, Dose("squat", 15, 0)),
        (Standing("plank", 30), V.RIGHT, Dose("plank", 35, 0)),
        (TWELVE, V.MORE_SETS, Dose("squat", 12, 1)),
        (TWELVE, V.OUTGROWN, Dose("tempo_squat", 6, 0)),
        (Standing("single_leg_squat", 8), V.OUTGROWN, Dose("single_leg_squat", 8, 0)),
        (Standing("squat", 15), V.TWICE_SHORT, Dose("squat", 12, 0)),
        (TWELVE, V.TWICE_SHORT, Dose("chair_squat", 10, 0)),
        (Standing("glute_bridge", 13), V.TWICE_SHORT, Dose("glute_bridge", 12, 0)),
        (TWELVE, V.HOLD, Dose("squat", 12, 0)),
    ],
)
def test_the_dose_that_a_verdict_leads_to(standing: Standing, due: Verdict, expected: Dose) -> None:
    """A step is one repetition or five seconds; a harder move starts at its low; down is a fifth, or an easier move."""
    assert dose_after(standing, due, Profile(), CATALOGUE, ()) == expected


@pytest.mark.parametrize(
    ("standing", "level", "kit"),
    [
        (Standing("squat_jump", 8), "advanced", frozenset({"step", "chair"})),
        (Standing("calf_raise", 20), "intermediate", frozenset()),
        (Standing("tempo_squat", 10), "beginner", frozenset({"chair"})),
        (Standing("tempo_squat", 10), "advanced", frozenset()),
    ],
)
def test_a_harder_move_needs_kit_level_and_no_jumping(standing: Standing, level: str, kit: frozenset[str]) -> None:
    """No ladder leads to a jump, to kit that is not there, or two levels up."""
    dose = dose_after(standing, V.OUTGROWN, Profile(level=level, equipment=kit), CATALOGUE, ())
    harder = CATALOGUE.exercise(dose.exercise)
    assert not harder.jumps or dose.exercise == standing.exercise
    assert harder.equipment in {"none", CATALOGUE.exercise(standing.exercise).equipment, *kit}
    assert harder.level <= {"beginner": 2, "intermediate": 3, "advanced": 4}[level]


def test_a_harder_move_that_is_in_the_workout_already_is_not_taken() -> None:
    """Two rungs of one ladder never meet in a workout: the runner stays on the lower one."""
    dose = dose_after(TWELVE, V.OUTGROWN, Profile(), CATALOGUE, {"tempo_squat"})
    assert dose == Dose("squat", 12, 0)


def test_unasked_it_goes_up_every_second_session() -> None:
    """With the question of effort turned off, completion counts, and only every second session."""
    assert verdict(TWELVE, ask_effort=False) is V.HOLD
    assert verdict(replace(TWELVE, unasked=1), ask_effort=False) is V.RIGHT


def test_at_most_two_go_up_and_those_that_waited_go_first() -> None:
    """Five exercises were easy: two go up, and the ones that had to wait go up after the next session."""
    coaching = begun({})
    efforts = dict.fromkeys([slot.exercise for slot in coaching.session.slots], EASY)
    progress = progress_after(through(coaching.session, {}, efforts), {}, Profile(), CATALOGUE)
    assert [key for key, standing in progress.items() if standing.due.raises] == ["squat", "lunge"]
    again = begun(progress)
    efforts = dict.fromkeys([slot.exercise for slot in again.session.slots], RIGHT)
    progress = progress_after(through(again.session, {}, efforts), progress, Profile(), CATALOGUE)
    assert [key for key, standing in progress.items() if standing.due.raises] == ["glute_bridge", "plank"]


def rounds(level: str, words: Mapping[str, Effort], others: Effort, count: int, **profile: Any) -> list[Session]:
    """Do the level's workouts in turn, so many rounds, each exercise as hard as the words say; give the sessions."""
    runner = Runner(Profile(level=level, **profile), finished=100, welcomed=True)
    sessions = []
    for number in range(count * len(CATALOGUE.level(level).order)):
        runner = replace(runner, queue=number)
        chosen = choose(runner, Wishes(), NOON, CATALOGUE)
        plan = expand(chosen.workout, CATALOGUE, Side.LEFT)
        session = Session(chosen.workout.id, NOON, plan, State.READY, NOON, slots=chosen.slots)
        efforts = {slot.exercise: words.get(slot.key, others) for slot in chosen.slots}
        session = through(session, {}, efforts)
        bounds = bounds_of(runner, session.workout, NOON.date(), CATALOGUE)
        runner = replace(runner, progress=progress_after(session, runner.progress, runner.profile, CATALOGUE, bounds))
        sessions.append(session)
    return sessions


def risen(sessions: Sequence[Session], key: str) -> list[int]:
    """Number the sessions with an exercise in them, from 0, in which it had gone up."""
    slots = [slot for session in sessions for slot in session.slots if slot.key == key]
    return [number for number, slot in enumerate(slots) if slot.verdict.raises]


def test_easy_calf_raises_go_up_although_everything_before_them_is_easy_too() -> None:
    """Who finds all of Beginner A easy does harder calf raises in the fifth workout A, not never."""
    sessions = rounds("beginner", {}, EASY, 8, equipment=frozenset())
    assert risen(sessions, "calf_raise")[0] <= 4


def test_those_that_wait_go_up_where_effort_is_never_asked_for() -> None:
    """With the question turned off every second session raises; the sessions between cost no place in the queue."""
    sessions = rounds("beginner", {}, EASY, 12, ask_effort=False)
    assert all(risen(sessions, key) for key in ("squat", "lunge", "glute_bridge", "plank", "calf_raise"))


@pytest.mark.parametrize("others", [EASY, RIGHT])
def test_easy_band_walks_go_up_although_their_harder_move_is_in_another_workout(others: Effort) -> None:
    """Where B has the harder band walk already, that of A gets more repetitions and does not wait for ever."""
    assert risen(rounds("intermediate", {"lateral_band_walk": EASY}, others, 6), "lateral_band_walk")[0] <= 4


@given(
    st.sampled_from(["beginner", "intermediate", "advanced"]),
    st.sampled_from(Effort),
    st.integers(0, 6),
    st.dictionaries(st.integers(0, 6), st.sampled_from(Effort)),
    st.none() | st.just(frozenset[str]()),
)
@settings(max_examples=25)
def test_what_is_always_easy_goes_up_soon(
    level: str, others: Effort, place: int, words: Mapping[int, Effort], kit: frozenset[str] | None
) -> None:
    """Whatever else goes up, it is up at most so many workouts later as it takes to raise each of the others once."""
    workout = choose(Runner(Profile(level, kit), finished=100, welcomed=True), Wishes(), NOON, CATALOGUE).workout
    keys = [item.exercise for item in workout.main]
    key = keys[place % len(keys)]
    efforts = {keys[number % len(keys)]: word for number, word in words.items()} | {key: EASY}
    longest = math.ceil(len(keys) / CATALOGUE.progression.raises_per_session)
    alone = risen(rounds(level, {key: EASY}, HARD, 3, equipment=kit), key)
    sessions = rounds(level, efforts, others, 3 + longest, equipment=kit)
    assert not alone or risen(sessions, key)[0] <= alone[0] + longest


def test_no_raise_is_told_that_others_may_take_yet() -> None:
    """Of five easy exercises the second is told nothing yet while two behind it wait for longer."""
    progress = {
        "plank": Standing("plank", 30, waiting=2),
        "calf_raise": Standing("calf_raise", 20, topped=1, waiting=2),
    }
    progress |= {"squat": TWELVE, "glute_bridge": Standing("glute_bridge", 15, waiting=1)}
    coaching = begun(progress)
    slots = [slot.exercise for slot in coaching.session.slots]
    session = through(coaching.session, {}, dict.fromkeys(slots, EASY))
    begins = next(i for i, step in enumerate(session.plan) if step.exercise == "plank" and step.kind is StepKind.WORK)
    midway = replace(session, index=begins, log=tuple(entry for entry in session.log if entry.index < begins))
    judged = judge(midway, progress, Profile(), CATALOGUE)
    told = [promised(judged, slot, midway, progress, CATALOGUE) for slot in slots]
    assert [each and each.verdict for each in told] == [V.HOLD, V.HOLD, V.HOLD, None, None]
    assert risers(session, progress) == ["plank", "calf_raise"]
    early = replace(midway, index=len(session.plan))
    assert risers(early, progress) == ["squat", "glute_bridge"], "those that were never reached keep nobody waiting"


def risers(session: Session, progress: Mapping[str, Standing]) -> list[str]:
    """Name what goes up after a session."""
    return [each.slot.key for each in judge(session, progress, Profile(), CATALOGUE) if each.verdict.raises]


def test_of_three_that_are_due_the_longest_waiting_go_up_now() -> None:
    """An exercise of two workouts may be due beside two others: those that waited longest go up, in the plan too."""
    workout = CATALOGUE.workout("beginner_a")
    progress = {key: Standing(key, 12, due=V.RIGHT) for key in ("squat", "lunge", "glute_bridge")}
    progress["glute_bridge"] = replace(progress["glute_bridge"], waiting=1)
    _, slots = planned(workout, progress, Profile(), CATALOGUE)
    assert [slot.key for slot in slots if slot.verdict.raises] == ["squat", "glute_bridge"]


def test_a_harder_move_that_came_into_another_workout_meanwhile_leaves_more_repetitions() -> None:
    """What is outgrown, and can go nowhere today, goes up within its range; at the top of that it stays."""
    workout, elsewhere = CATALOGUE.workout("beginner_a"), Bounds(elsewhere=frozenset({"tempo_squat"}))
    for standing, told, amount in ((TWELVE, V.EASY_ONCE, 13), (TOP, V.HOLD, 15)):
        due = replace(standing, due=V.OUTGROWN)
        _, slots = planned(workout, {"squat": due}, Profile(), CATALOGUE, elsewhere)
        assert (slots[0].exercise, slots[0].amount, slots[0].verdict) == ("squat", amount, told)


@pytest.mark.parametrize(
    "stuck",
    [
        Standing("squat", 15, due=V.OUTGROWN, waiting=3),
        Standing("squat", 15, due=V.MORE_SETS, waiting=3),
    ],
)
def test_what_cannot_go_up_today_takes_nobodys_turn(stuck: Standing) -> None:
    """A raise that comes to nothing, for a move that is elsewhere or a session that got too long, lets others rise."""
    workout = CATALOGUE.workout("beginner_a")
    progress = {"squat": stuck} | {key: Standing(key, 10, due=V.RIGHT) for key in ("lunge", "glute_bridge")}
    bounds = Bounds(elsewhere=frozenset({"tempo_squat"}), seconds=0)
    _, slots = planned(workout, progress, Profile(), CATALOGUE, bounds)
    assert [slot.key for slot in slots if slot.verdict.raises] == ["lunge", "glute_bridge"]


@given(st.dictionaries(st.sampled_from(["squat", "lunge", "glute_bridge", "plank", "calf_raise"]), st.sampled_from(V)))
def test_no_plan_brings_more_than_two_raises(due: Mapping[str, Verdict]) -> None:
    """However many raises are due, a workout has two at most, and every number stays within its exercise's range."""
    workout = CATALOGUE.workout("beginner_a")
    amounts = {item.exercise: item.amount for item in workout.main}
    progress = {key: Standing(key, amounts[key], due=verdict) for key, verdict in due.items()}
    fitted, slots = planned(workout, progress, Profile(), CATALOGUE)
    assert sum(slot.verdict.raises for slot in slots) <= 2
    for item in fitted.main:
        assert item.amount <= CATALOGUE.exercise(item.exercise).prescription.high
        assert item.sets <= CATALOGUE.progression.max_sets["beginner"]


def test_what_was_not_done_says_nothing_about_the_next_time() -> None:
    """An exercise that was left out keeps its standing, and one with a set missing holds."""
    coaching = begun({"squat": replace(TWELVE, due=V.RIGHT)})
    session = coaching.session
    first = next(i for i, step in enumerate(session.plan) if step.kind is StepKind.WORK)
    over = replace(session, index=len(session.plan))
    assert progress_after(over, coaching.runner.progress, Profile(), CATALOGUE) == coaching.runner.progress
    held = progress_after(log_step(over, first, 13), coaching.runner.progress, Profile(), CATALOGUE)["squat"]
    assert (held.amount, held.due) == (13, V.HOLD)


def test_sessions_outside_the_programme_do_not_progress() -> None:
    """An express session and one for an area are as they are written."""
    runner = Runner(progress={"squat": Standing("squat", 15)})
    assert choose(runner, Wishes(minutes=10), NOON, CATALOGUE).slots == ()
    assert choose(runner, Wishes(focus="core"), NOON, CATALOGUE).slots == ()


def test_the_effort_answer_says_what_comes_next_time() -> None:
    """The answer after the last set names the next dose, or simply is noted where nothing is decided yet."""
    coaching = begun({})
    coaching.reach("squat", 3)
    coaching.hear_out()
    coaching.say(EventKind.EFFORT, effort=EASY)
    assert coaching.lines == ["next_time.easy_once"]
    assert coaching.reply is not None
    assert coaching.reply.tell[0].facts["amount"] == 13
    coaching.reach("lunge", 1)
    coaching.work(4)
    coaching.say(EventKind.EFFORT, effort=Effort.RIGHT)
    assert coaching.lines == ["logged"]


RAISED = {"squat": replace(TWELVE, due=V.OUTGROWN), "plank": Standing("plank", 30, due=V.RIGHT)}


def doses(coaching: Coaching) -> dict[str, tuple[int, int]]:
    """Give sets and amount of each exercise of the main part."""
    work = [step for step in coaching.session.plan if step.kind is StepKind.WORK]
    return {step.exercise: (step.sets, step.amount) for step in work}


def test_what_went_up_is_said_with_its_reason_and_how_to_undo_it() -> None:
    """A workout starts with each change and one way back."""
    coaching = begun(RAISED)
    assert coaching.lines == ["starting", "change.outgrown", "change.right.hold", "undo"]
    assert doses(coaching)["tempo_squat"] == (3, 6)
    assert doses(coaching)["plank"] == (3, 35)


@pytest.mark.parametrize("named", ["squat", "tempo_squat"])
def test_keeping_squats_undoes_their_raise_alone(named: str) -> None:
    """The exercise may be named as it was or as it became; the others stay raised, and the workout goes on."""
    coaching = begun(RAISED)
    coaching.say(EventKind.KEEP, exercise=named)
    assert coaching.lines == ["kept_as_it_was"]
    assert doses(coaching)["squat"] == (3, 12)
    assert "tempo_squat" not in doses(coaching)
    assert doses(coaching)["plank"] == (3, 35)
    assert [slot.exercise for slot in coaching.session.slots][:1] == ["squat"]


def test_keeping_everything_also_takes_back_a_set() -> None:
    """With no exercise named, all that went up goes back; a set that was added goes away with its rest."""
    walk = Standing("lateral_band_walk", 15, due=V.MORE_SETS)
    coaching = begun({"lateral_band_walk": walk}, Profile(level="intermediate", minutes=60))
    assert doses(coaching)["lateral_band_walk"] == (3, 15)
    steps = len(coaching.session.plan)
    coaching.say(EventKind.KEEP)
    assert doses(coaching)["lateral_band_walk"] == (2, 15)
    assert len(coaching.session.plan) == steps - 4, "two sides, the change between them, and a rest"


def test_a_raise_is_not_undone_in_the_middle_of_it() -> None:
    """Once the exercise has begun, it stays; nothing raised, nothing to keep; an unknown name is asked back."""
    coaching = begun(RAISED)
    coaching.say(EventKind.KEEP, heard="frog squats")
    assert coaching.lines == ["unknown_exercise"]
    coaching.reach("tempo_squat", 2)
    coaching.say(EventKind.KEEP, exercise="squat")
    assert coaching.lines == ["not_now"]
    coaching.say(EventKind.KEEP, exercise="calf_raise")
    assert coaching.lines == ["nothing_to_keep"]


def test_a_new_variation_begins_its_own_count() -> None:
    """What was easy twice before says nothing about the harder move that came in its place."""
    coaching = begun(RAISED)
    session = through(coaching.session, {}, {"tempo_squat": EASY})
    after = progress_after(session, coaching.runner.progress, Profile(), CATALOGUE)["squat"]
    assert (after.exercise, after.amount, after.due) == ("tempo_squat", 6, V.EASY_ONCE)


def test_an_easier_move_next_time_is_named() -> None:
    """Far short twice running at the low end: the answer names the easier move."""
    coaching = begun({"squat": replace(TWELVE, short=1)})
    coaching.reach("squat", 3)
    coaching.hear_out()
    coaching.say(EventKind.EFFORT, effort=FAILED)
    assert coaching.lines == ["next_time.twice_short.other"]


def test_an_easier_move_that_needs_kit_is_for_those_who_have_it() -> None:
    """Without a chair squats stay squats, at the low end of their range, where chair squats would have come."""
    exercise = CATALOGUE.exercise("squat")
    due = Standing("squat", exercise.prescription.low)
    bare, seated = (
        dose_after(due, V.TWICE_SHORT, Profile(equipment=frozenset(kit)), CATALOGUE, ()) for kit in ((), ("chair",))
    )
    assert (bare.exercise, bare.amount) == ("squat", exercise.prescription.low)
    assert seated.exercise == "chair_squat"
