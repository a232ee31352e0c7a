"""Blocks: what a whole workout is cut into, and where a runner is when one is broken off."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coach.acts import Segment
from skill.coach.pacing import segments
from skill.coach.place import TOLERANCE_MS, locate
from skill.coach.plan import StepKind
from skill.coach.runner import Runner
from skill.coach.session import Block, Mark, Session, State
from skill.content.loader import load_catalogue
from skill.speaker.rehearsal import Rehearsal, rehearse
from skill.speech.catalogue import load_wording
from skill.speech.rendering import Renderer
from skill.speech.ssml import MAX_CHARACTERS, to_ssml
from skill.speech.timeline import Say, Timeline
from skill.speech.voice import Limits
from tests.coaching import NOON

CATALOGUE = load_catalogue()
WORKOUTS = [workout.id for workout in CATALOGUE.workouts]
RENDERER = Renderer(load_wording("en-US"), CATALOGUE)
HALFWAY = {RENDERER.render(text, {}) for text in RENDERER.wording.variants("count.halfway")}
STARTS = tuple(RENDERER.render(text, {}) for text in RENDERER.wording.variants("count.start"))
BREAK = re.compile(r'<break time="(\d+)ms"/>')

workouts = st.sampled_from(WORKOUTS)
caps = st.sampled_from([60, 100, 170, 300, 600])


@cache
def rehearsed(workout: str, cap: int, known: bool) -> Rehearsal:
    """Hear a workout out, once for all tests."""
    taught = [exercise.id for exercise in CATALOGUE.exercises] if known else []
    return rehearse(CATALOGUE.workout(workout), CATALOGUE, Limits(seconds=cap), taught=taught)


def parts(rehearsal: Rehearsal, index: int = 0) -> list[Segment]:
    """Give the segment of every step of the plan from `index` on."""
    session = Session("any", NOON, rehearsal.plan, State.READY, NOON, index=index)
    return list(segments(Runner(), session))


@given(workouts, caps, st.booleans())
@settings(max_examples=30)
def test_blocks_put_together_are_the_plan(workout: str, cap: int, known: bool) -> None:
    """Whatever the cap, every step comes exactly once, in its order, and all work takes the time of the plan."""
    rehearsal = rehearsed(workout, cap, known)
    marks = [mark for reply in rehearsal.replies for mark in reply.speech.marks]
    assert [mark.index for mark in marks] == list(range(len(rehearsal.plan)))
    for mark, step in zip(marks, rehearsal.plan, strict=True):
        if step.moving:
            assert mark.done == 0
            assert mark.ends - mark.begins == 1000 * step.seconds_for(step.units)
        elif step.kind is StepKind.REST:
            # What is left out of a brief rest is waited for behind the question.
            assert mark.ends - mark.begins >= 1000 * (step.amount - mark.done) - 3000


@given(workouts, caps, st.booleans())
@settings(max_examples=30)
def test_every_reply_keeps_to_the_limits(workout: str, cap: int, known: bool) -> None:
    """A reply is as long as the cap, unless its first place for a question lies beyond; its SSML is within Amazon's."""
    rehearsal = rehearsed(workout, cap, known)
    for reply in rehearsal.replies:
        marks = reply.speech.marks
        possible = parts(rehearsal, marks[0].index)[: len(marks) - 1] if marks else []
        could_end_before = any(part.ask for part in possible)
        assert reply.speech.seconds <= cap or not could_end_before
        ssml = to_ssml(reply.speech)
        assert len(ssml) <= MAX_CHARACTERS
        assert all(int(length) <= 10_000 for length in BREAK.findall(ssml))


@pytest.mark.parametrize("known", [True, False], ids=["known", "new"])
@pytest.mark.parametrize("workout", WORKOUTS)
def test_usual_cap_is_kept(workout: str, known: bool) -> None:
    """With the usual cap no stretch of any workout is too long for a reply."""
    assert all(reply.speech.seconds <= 170 for reply in rehearsed(workout, 170, known).replies)


def said(timeline: Timeline) -> list[tuple[int, str]]:
    """Give when each piece of a reply begins, in milliseconds."""
    return [(round(at * 1000), entry.text) for at, entry in timeline.timed() if isinstance(entry, Say)]


@given(workouts, caps, st.booleans())
@settings(max_examples=30)
def test_sets_begin_turn_and_end_on_time(workout: str, cap: int, known: bool) -> None:
    """In every reply the start word is at the start, halfway within a second of it, zero within 0.3 seconds."""
    rehearsal = rehearsed(workout, cap, known)
    for reply in rehearsal.replies:
        words = said(reply.speech)
        for mark in reply.speech.marks:
            if not rehearsal.plan[mark.index].moving:
                continue
            within = [(at, text) for at, text in words if mark.begins <= at < mark.ends]
            assert within[0][0] == mark.begins
            assert within[0][1].startswith(STARTS)
            half = (mark.begins + mark.ends) / 2
            assert all(abs(at - half) <= 1000 for at, text in within if text in HALFWAY)
            assert min(at for at, _ in words if at >= mark.ends) - mark.ends <= 300


@pytest.mark.parametrize("known", [True, False], ids=["known", "new"])
def test_rest_that_ends_a_reply_is_begun(known: bool) -> None:
    """At least twelve seconds of a rest come before the question; the rest of it may lie behind."""
    for workout in WORKOUTS:
        rehearsal = rehearsed(workout, 130, known)
        for mark in (mark for reply in rehearsal.replies for mark in reply.speech.marks):
            step = rehearsal.plan[mark.index]
            if step.kind is StepKind.REST:
                assert mark.ends - mark.begins >= min(12_000, 1000 * step.amount - 3000)


def test_marks_follow_each_other() -> None:
    """No two steps of a reply overlap."""
    for reply in rehearsed("intermediate_a", 300, known=False).replies:
        assert all(before.ends <= after.begins for before, after in pairwise(reply.speech.marks))


def broken_off(workout: str, cap: int, number: int, share: float) -> tuple[Session, Timeline, int]:
    """Give the place of a runner who breaks off one of the replies after a share of it, by that clock."""
    rehearsal = rehearsed(workout, cap, known=True)
    running = [reply.speech for reply in rehearsal.replies if reply.speech.marks]
    speech = running[number % len(running)]
    elapsed = round(share * speech.seconds * 1000)
    first = speech.marks[0]
    ends = round(speech.seconds * 1000)
    ask = next(part.ask for part in parts(rehearsal)[speech.marks[-1].index :] if part.ask)
    session = Session(workout, NOON, rehearsal.plan, State.WORKING, NOON, index=first.index, done=first.done)
    session = replace(session, block=Block(NOON, speech.marks, ends, ask))
    located = locate(Runner(session=session), NOON + timedelta(milliseconds=elapsed)).session
    assert located is not None
    return located, speech, elapsed


@given(workouts, caps, st.integers(0, 40), st.floats(0, 1.1))
@settings(max_examples=50)
def test_block_broken_off_anywhere_gives_the_place(workout: str, cap: int, number: int, share: float) -> None:
    """What was played through is written down, what was not begun is not, and the set at hand errs to too much."""
    located, speech, elapsed = broken_off(workout, cap, number, share)
    for mark in speech.marks:
        step = located.plan[mark.index]
        if elapsed >= mark.ends + TOLERANCE_MS:
            assert located.index > mark.index
            assert located.logged(mark.index) == (step.amount if step.moving else None)
        if elapsed < mark.ends:
            assert located.index <= mark.index
            assert located.logged(mark.index) is None
        if located.index == mark.index and elapsed > mark.begins:
            really, tolerated = units(mark, located, elapsed), units(mark, located, elapsed - TOLERANCE_MS)
            assert tolerated - 1 < located.done <= really
    assert located.block is None
    assert located.active == min(elapsed, round(speech.seconds * 1000)) // 1000


def units(mark: Mark, session: Session, elapsed: int) -> float:
    """Give the units of a step that are over at a moment, not rounded and never fewer than when it began."""
    left = session.plan[mark.index].units - mark.done
    share = (min(max(elapsed, mark.begins), mark.ends) - mark.begins) / max(mark.ends - mark.begins, 1)
    return mark.done + share * left
