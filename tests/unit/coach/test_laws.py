"""Laws of the session: whatever is said and whenever, nothing is lost and nothing counts twice."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coach.acts import Run
from skill.coach.events import Effort, Event, EventKind, Wishes
from skill.coach.machine import advance
from skill.coach.place import TOLERANCE_MS, locate
from skill.coach.plan import StepKind, next_moving
from skill.coach.runner import Profile, Runner
from skill.coach.session import Session, State
from skill.coach.table import TABLE
from skill.content.loader import load_catalogue
from tests.coaching import Coaching

CATALOGUE = load_catalogue()
EXERCISES = [exercise.id for exercise in CATALOGUE.exercises]
LEVELS = [level.id for level in CATALOGUE.levels]
# Events that end the workout or ask for another one are tried in tests of their own.
ENDING = {EventKind.FINISH_EARLY, EventKind.UNWELL, EventKind.NEW_WORKOUT, EventKind.DELETE_DATA, EventKind.NO}

events = st.builds(
    Event,
    kind=st.sampled_from(list(EventKind)),
    opens=st.booleans(),
    exercise=st.none() | st.sampled_from(EXERCISES),
    heard=st.none() | st.text(max_size=20),
    number=st.none() | st.integers(0, 1000),
    seconds=st.none() | st.integers(1, 300),
    effort=st.none() | st.sampled_from(Effort),
    wishes=st.builds(
        Wishes,
        workout=st.none() | st.sampled_from("abcz"),
        level=st.none() | st.sampled_from(LEVELS),
        minutes=st.none() | st.integers(5, 60),
        focus=st.none() | st.sampled_from([focus.id for focus in CATALOGUE.focuses]),
        equipment=st.none() | st.frozensets(st.sampled_from(sorted(CATALOGUE.kit))),
        quiet=st.none() | st.booleans(),
    ),
)
waits = st.floats(0, 400) | st.sampled_from([0, 3600, 86400, 9 * 86400])
profiles = st.builds(Profile, level=st.sampled_from(LEVELS), ask_effort=st.booleans())


def facts_of(event: Event) -> dict[str, Any]:
    """Give an event's facts as keyword arguments."""
    return {name: getattr(event, name) for name in Event.__slots__ if name not in {"kind", "device"}}


def started(profile: Profile, blocks: int) -> Coaching:
    """Give a workout in which some replies have been heard out."""
    coaching = Coaching(Runner(profile=profile, welcomed=True))
    coaching.say(EventKind.START, opens=True)
    for _ in range(blocks):
        if coaching.runner.session is None:
            break
        coaching.hear_out()
        coaching.say(EventKind.READY)
    return coaching


def place(session: Session) -> tuple[str, int, str | None]:
    """Give the exercise, set and side that the runner works at, or rests before."""
    step = session.plan[next_moving(session.plan, session.index) or 0]
    return step.exercise, step.set, step.side


@given(profiles, st.none() | st.integers(0, 40), st.lists(st.tuples(events, waits), max_size=20))
def test_any_conversation_keeps_the_session_sound(
    profile: Profile, blocks: int | None, conversation: list[tuple[Event, float]]
) -> None:
    """Whatever is said in whatever order, the place stays inside the plan and no step is written down twice."""
    coaching = Coaching() if blocks is None else started(profile, blocks)
    for event, wait in conversation:
        coaching.wait(wait)
        coaching.say(event.kind, **facts_of(event))
        session = coaching.runner.session
        if session is None:
            continue
        assert 0 <= session.index <= len(session.plan)
        assert session.through or session.done <= session.step.units
        indexes = [entry.index for entry in session.log]
        assert indexes == sorted(set(indexes))
        assert all(session.plan[index].moving for index in indexes)
        assert all(0 <= entry.amount <= 3 * session.plan[entry.index].amount for entry in session.log)


@given(profiles, st.integers(0, 15), st.floats(0, 200), events)
def test_an_answer_leaves_the_place_and_the_log_alone(
    profile: Profile, blocks: int, offset: float, event: Event
) -> None:
    """An event that only answers, at any offset into any reply, moves nothing: the rest of the work is conserved."""
    coaching = started(profile, blocks)
    if coaching.runner.session is None:
        return
    coaching.wait(offset)
    before = locate(coaching.runner, coaching.now)
    assert before.session is not None
    row = TABLE[before.session.state][event.kind]
    changing = {EventKind.EFFORT, EventKind.ADD_SET, EventKind.MORE_REST, EventKind.LESS_REST}
    if row.to or event.kind in changing:
        return
    coaching.say(event.kind, **facts_of(event))
    after = coaching.session
    assert (after.index, after.done, after.log, after.plan) == (
        before.session.index,
        before.session.done,
        before.session.log,
        before.session.plan,
    )


@given(profiles, st.integers(0, 15), st.floats(0, 200), st.floats(0, 14_000))
def test_a_pause_conserves_the_rest(profile: Profile, blocks: int, offset: float, pause: float) -> None:
    """A pause of any length, at any moment, takes nothing away and adds nothing."""
    coaching = started(profile, blocks)
    if coaching.runner.session is None:
        return
    coaching.wait(offset)
    coaching.say(EventKind.PAUSE)
    before = coaching.session
    coaching.wait(pause)
    coaching.say(EventKind.RESUME)
    after = coaching.session
    assert (after.index, after.done, after.log) == (before.index, before.done, before.log)


@given(
    profiles,
    st.integers(0, 15),
    st.floats(0, 200),
    st.sampled_from(["stop", "closed", "vanished"]),
    st.floats(0, 600_000),
)
def test_a_session_that_is_cut_off_resumes_at_the_same_place(
    profile: Profile, blocks: int, offset: float, how: str, away: float
) -> None:
    """Stopped, closed or killed at any moment, the workout goes on at the same exercise, set and side.

    A rest that was stopped goes on by the clock.
    """
    coaching = started(profile, blocks)
    if coaching.runner.session is None:
        return
    coaching.wait(offset)
    if how == "vanished":
        # Nobody told us; the reply may have played on to its end, and by the clock it has.
        coaching.hear_out()
        before = locate(coaching.runner, coaching.now).session
    else:
        coaching.say(EventKind(how))
        before = coaching.runner.session
    if before is None:
        return
    coaching.wait(away)
    coaching.say(EventKind.OPEN, opens=True)
    coaching.say(EventKind.YES)
    after = coaching.runner.session
    if before.through or after is None:
        assert after is None
        return
    assert after.log == before.log
    if before.log or before.done:
        assert place(after) == place(before)
        assert (after.index, after.done) == (before.index, before.done) or not before.step.moving
        assert after.index - before.index in ({0} if before.step.moving else {0, 1})


@given(profiles, st.integers(0, 15))
def test_skip_then_back_is_identity(profile: Profile, blocks: int) -> None:
    """Skipping an exercise and going back leads to the exercise where one was."""
    coaching = started(profile, blocks)
    if coaching.runner.session is None:
        return
    exercise = place(coaching.session)[0]
    coaching.say(EventKind.SKIP_EXERCISE)
    if coaching.session.through:
        return
    coaching.say(EventKind.PREVIOUS)
    assert place(coaching.session)[0] == exercise


@given(st.sampled_from(LEVELS), st.booleans())
@settings(max_examples=6)
def test_a_workout_that_is_heard_out_is_written_down_whole(level: str, ask_effort: bool) -> None:
    """Saying only "ready" ends in a record of every set, each once, as planned."""
    coaching = started(Profile(level=level, ask_effort=ask_effort), 0)
    planned = [step for step in coaching.session.plan if step.kind is StepKind.WORK]
    for _ in range(200):
        if coaching.runner.session is None:
            break
        coaching.hear_out()
        coaching.say(EventKind.READY)
    (record,) = coaching.records
    assert record.completed
    assert [(done.exercise, done.set, done.amount) for done in record.sets] == [
        (step.exercise, step.set, step.amount) for step in planned
    ]


@given(profiles, st.integers(0, 12), st.floats(0, 200))
def test_the_place_errs_towards_too_much(profile: Profile, blocks: int, offset: float) -> None:
    """The units that the clock gives are never more than those really over, and at most the tolerance behind."""
    coaching = started(profile, blocks)
    if coaching.runner.session is None or coaching.session.block is None:
        return
    block = coaching.session.block
    coaching.wait(offset)
    located = locate(coaching.runner, coaching.now).session
    assert located is not None
    if offset * 1000 >= block.ends:
        return
    for mark in block.marks:
        if mark.index != located.index or offset * 1000 <= mark.begins:
            continue
        step = located.plan[mark.index]
        pace = (mark.ends - mark.begins) / max(step.units - mark.done, 1)
        really = mark.done + (offset * 1000 - mark.begins) / pace
        assert really - TOLERANCE_MS / pace - 1 <= located.done <= really


@given(events, waits)
def test_advance_is_pure(event: Event, wait: float) -> None:
    """Deciding leaves the runner that was passed in as it was, and decides the same again."""
    coaching = started(Profile(), 3)
    coaching.wait(wait)
    runner = coaching.runner
    first = advance(runner, event, coaching.now, CATALOGUE)
    again = advance(runner, event, coaching.now, CATALOGUE)
    assert runner == coaching.runner
    assert first.runner == again.runner
    assert first.tell == again.tell
    if isinstance(first.then, Run) and isinstance(again.then, Run):
        assert list(first.then.segments) == list(again.then.segments)


def test_the_states_of_the_table_are_all_reached() -> None:
    """No state of the machine is dead: each is the start of some row's move."""
    reached = {state for rows in TABLE.values() for row in rows.values() for state in row.to}
    assert reached == set(State)
