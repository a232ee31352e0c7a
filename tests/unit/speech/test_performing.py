"""The timing laws of a set, over every exercise, dose, side and way of counting."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from skill.coach.acts import CountIn, Perform
from skill.coach.plan import Side, Step, StepKind
from skill.coach.runner import Counting, Manner
from skill.content.loader import load_catalogue
from skill.content.types import Exercise, Mode, SideStyle
from skill.speech.catalogue import load_wording
from skill.speech.layout import COUNT_IN_MS, Layout
from skill.speech.phrasing import Phrasing
from skill.speech.rendering import Renderer
from skill.speech.timeline import Say
from skill.speech.track import GAP_MS
from tests.hearing import heard

CATALOGUE = load_catalogue()
RENDERER = Renderer(load_wording("en-US"), CATALOGUE)
NUMBERS = [RENDERER.render("{n:number}", {"n": n}) for n in range(31)]
SIDES = {
    None: [None],
    SideStyle.ONE_SIDE: [Side.LEFT, Side.RIGHT],
    SideStyle.ALTERNATE: [Side.EACH_LEFT_FIRST, Side.EACH_RIGHT_FIRST],
}


@dataclass(frozen=True)
class Called:
    """A set as it was called out: its words with when they begin and end, in milliseconds from the start word."""

    step: Step
    done: int
    words: tuple[tuple[int, int, str], ...]
    ends: int
    after: tuple[tuple[int, int, str], ...]

    def beginnings(self, *texts: str) -> list[int]:
        """Give when words begin that are one of these."""
        return [begins for begins, _, text in self.words if text in texts]

    @property
    def spoken(self) -> int:
        """Give the milliseconds in which something is said."""
        return sum(ends - begins for begins, ends, _ in self.words)


def variants(key: str) -> list[str]:
    """Give the variants of a line as they are said."""
    return [RENDERER.render(text, {}) for text in RENDERER.wording.variants(key)]


def call(perform: Perform, counting: Counting = Counting.DEFAULT, turn: int = 0) -> Called:
    """Lay out one set with its count-in."""
    layout = Layout(Phrasing(RENDERER, heard(turn)), Manner(counting))
    layout.add(CountIn())
    layout.add(perform)
    timeline = layout.ended("")
    (mark,) = timeline.marks
    said = [
        (round(at * 1000) - mark.begins, round((at + entry.seconds) * 1000) - mark.begins, entry.text)
        for at, entry in timeline.timed()
        if isinstance(entry, Say)
    ]
    length = mark.ends - mark.begins
    within = tuple(word for word in said if 0 <= word[0] < length)
    return Called(perform.step, perform.done, within, length, tuple(word for word in said if word[0] >= length))


def step_of(exercise_id: str, amount: int, side: Side | None = None, sets: int = 3) -> Step:
    """Give a work step of an exercise, at its pace."""
    pace = round((CATALOGUE.exercise(exercise_id).seconds_per_rep or 0) * 1000)
    return Step(StepKind.WORK, exercise_id, sets, sets, side, amount, pace)


@st.composite
def performs(draw: st.DrawFn, *, fresh: bool = False) -> Perform:
    """Draw a set of any exercise, dose and side, from its start or from somewhere in it."""
    exercise = draw(st.sampled_from(CATALOGUE.exercises))
    amounts = st.integers(1, 30) if exercise.mode is Mode.REPS else st.integers(5, 120)
    step = step_of(exercise.id, draw(amounts), draw(st.sampled_from(SIDES[exercise.side_style])))
    done = 0 if fresh else draw(st.integers(0, step.units - 1))
    return Perform(step, 0, done, last_set=draw(st.booleans()))


countings = st.sampled_from(Counting)
turns = st.integers(0, 50)


@given(performs(), countings, turns)
def test_set_takes_exactly_the_time_of_the_plan(perform: Perform, counting: Counting, turn: int) -> None:
    """From the start word to the end a set takes its units at the catalogue's tempo, to the millisecond."""
    called = call(perform, counting, turn)
    assert called.ends == (perform.step.units - perform.done) * (perform.step.pace or 1000)


@given(performs(), countings, turns)
def test_start_word_is_at_zero_and_end_line_where_the_set_ends(perform: Perform, counting: Counting, turn: int) -> None:
    """The first word falls on zero, and the end is said within 0.3 s of it."""
    called = call(perform, counting, turn)
    assert called.words[0][0] == 0
    assert called.words[0][2].split(",")[0] in variants("count.start")
    assert 0 <= called.after[0][0] - called.ends <= 300
    assert called.after[0][2] in variants("count.done")


@given(performs(), countings, turns)
def test_words_in_a_set_never_overlap(perform: Perform, counting: Counting, turn: int) -> None:
    """Between two words in a set there is always a breath."""
    for (_, ends, _), (begins, _, _) in pairwise(call(perform, counting, turn).words):
        assert begins - ends >= GAP_MS


@given(performs(), countings, turns)
def test_halfway_is_said_once_and_in_time(perform: Perform, counting: Counting, turn: int) -> None:
    """Halfway is said at most once, within a second of it, and never in a set under twenty seconds."""
    called = call(perform, counting, turn)
    half = round((perform.step.units / 2 - perform.done) * (perform.step.pace or 1000))
    said = called.beginnings(*variants("count.halfway"))
    assert len(said) <= 1
    assert all(abs(begins - half) <= 1000 for begins in said)
    assert not said or perform.step.seconds_for(perform.step.units) >= 20


@given(st.sampled_from(CATALOGUE.exercises), st.integers(8, 14), countings, turns)
def test_halfway_is_said_in_every_usual_set(exercise: Exercise, amount: int, counting: Counting, turn: int) -> None:
    """From eight repetitions, or twenty seconds of a hold, halfway is said whatever the counting."""
    long_hold = amount + 12
    dose = amount if exercise.mode is Mode.REPS else long_hold
    step = step_of(exercise.id, dose, SIDES[exercise.side_style][0])
    called = call(Perform(step, 0, 0, last_set=True), counting, turn)
    long_enough = step.seconds_for(step.units) >= 20
    assert len(called.beginnings(*variants("count.halfway"))) == long_enough


@given(performs(), countings, turns)
def test_countdown_begins_with_what_it_counts(perform: Perform, counting: Counting, turn: int) -> None:
    """The last three are announced within 0.3 s of the first of them, and the last one likewise."""
    called = call(perform, counting, turn)
    step = perform.step
    each = 2 if step.side is not None and step.side.alternates else 1
    pace = each * step.pace if step.pace >= 1000 else 1000
    for begins in called.beginnings(*variants("count.last_three")):
        assert 0 <= begins - (called.ends - 3 * pace) <= 300
    if step.pace < 1000 or step.amount >= 5:
        last = called.ends - pace
        near = [begins for begins in called.beginnings("One") if begins >= last]
        # Where a set goes on within its last repetition, the start word is in the place of "one".
        assert last < 1000 or (near and near[0] - last <= 300)


@given(performs(fresh=True), st.sampled_from([Counting.DEFAULT, Counting.EVERY, Counting.FIVES]), turns)
def test_counts_end_as_their_rep_is_completed(perform: Perform, counting: Counting, turn: int) -> None:
    """A number ends exactly when its repetition does, on the first side of each pair where sides alternate."""
    step = perform.step
    assume(step.pace >= 1000)
    each = 2 if step.side is not None and step.side.alternates else 1
    called = call(perform, counting, turn)
    for number in range(5, step.amount - 2, 5):
        completed = (each * (number - 1) + 1) * step.pace
        assert any(text == NUMBERS[number] and ends == completed for _, ends, text in called.words)


@given(performs(), countings, turns)
def test_slow_moves_are_mostly_silent(perform: Perform, counting: Counting, turn: int) -> None:
    """Of a move that takes three seconds or more, at least three fifths of the time nothing is said."""
    called = call(perform, counting, turn)
    # A single repetition is all tempo words.
    if perform.step.pace >= 3000 and perform.step.units > 1:
        assert called.spoken <= 0.4 * called.ends


@given(performs(fresh=True), turns)
def test_quiet_means_quiet(perform: Perform, turn: int) -> None:
    """When quiet is wished for, a usual set is silent for 85 % of its time, with no count and no encouragement."""
    called = call(perform, Counting.QUIET, turn)
    if perform.step.amount >= 5 and perform.step.pace >= 3000:
        assert called.spoken <= 0.15 * called.ends
    assert not called.beginnings(*NUMBERS[3 if perform.step.pace >= 1000 and perform.step.amount >= 5 else 5 :])
    assert not called.beginnings(*variants("encourage.reps"), *variants("encourage.hold"))


@given(performs(), countings, turns)
def test_encouragement_is_rare_and_late(perform: Perform, counting: Counting, turn: int) -> None:
    """A set has at most one encouragement, only if it is a last set, and never in its first half."""
    called = call(perform, counting, turn)
    said = called.beginnings(*variants("encourage.reps"), *variants("encourage.hold"))
    assert len(said) <= int(perform.last_set)
    half = (perform.step.units / 2 - perform.done) * (perform.step.pace or 1000)
    assert all(begins >= half for begins in said)


def words(called: Called) -> list[tuple[float, str]]:
    """Give what is said in a set, with the second at which it begins."""
    return [(round(begins / 1000, 1), text) for begins, _, text in called.words]


def test_squats_are_called_out() -> None:
    """Twelve squats: tempo words on the first two, each one counted, halfway, the last three counted down."""
    called = call(Perform(step_of("squat", 12), 0, 0, last_set=False))
    said = [text for _, text in words(called)]
    assert said[1:8] == ["two", "up", "One", "down", "two", "up", "Two"]
    assert said[8:13] == ["Three", "Four", "Five", "Six", called.words[12][2]]
    assert [at for at, text in words(called)][-3:] == [36.1, 40.1, 44.1]
    assert said[-2:] == ["Two", "One"]


def test_many_reps_are_counted_by_fives() -> None:
    """Twenty calf raises are counted five, ten, fifteen."""
    called = call(Perform(step_of("calf_raise", 20), 0, 0, last_set=False))
    assert [text for _, _, text in called.words if text in NUMBERS] == ["Five", "Ten", "Fifteen", "Two", "One"]


def test_every_rep_is_counted_on_request() -> None:
    """Who wants every repetition counted hears seventeen of twenty, and the last three counted down."""
    called = call(Perform(step_of("calf_raise", 20), 0, 0, last_set=False), Counting.EVERY)
    assert len([text for _, _, text in called.words if text in NUMBERS]) == 17 + 2


def test_alternating_sides_are_counted_in_pairs() -> None:
    """Lunges: the number goes with the first side, and the other side is named in the first pair only."""
    called = call(Perform(step_of("lunge", 8, Side.EACH_LEFT_FIRST), 0, 0, last_set=False))
    assert called.beginnings("Right") == [4120]
    assert [text for _, _, text in called.words if text in NUMBERS] == [
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Two",
        "One",
    ]


def test_set_goes_on_at_the_next_rep() -> None:
    """A set picked up after five of eight counts on from there, with no tempo words."""
    called = call(Perform(step_of("split_squat", 10, Side.LEFT), 0, 5, last_set=False))
    assert [text for _, _, text in called.words[1:3]] == ["Six", "Seven"]
    assert called.ends == 20_000


def test_few_reps_are_counted_up_to_the_end() -> None:
    """Four repetitions have no last three: the fourth is counted as it ends."""
    called = call(Perform(step_of("inchworm", 4), 0, 0, last_set=False))
    assert called.words[-1][2] == "Four"
    assert called.words[-1][1] == 32_000


def test_quick_hops_are_timed() -> None:
    """Fifteen pogo hops take seven and a half seconds, with only the last three seconds counted."""
    called = call(Perform(step_of("pogo_hop", 15), 0, 0, last_set=False))
    assert words(called)[1:] == [(4.5, "Three"), (5.5, "Two"), (6.5, "One")]


@pytest.mark.parametrize(("seconds", "said"), [(39, 0), (40, 1)])
def test_long_holds_say_ten_to_go(seconds: int, said: int) -> None:
    """A hold of forty seconds or more says when ten are left."""
    called = call(Perform(step_of("plank", seconds), 0, 0, last_set=False))
    assert called.beginnings(*variants("count.ten_to_go")) == [(seconds - 10) * 1000] * said


def test_count_in_is_a_second_a_word() -> None:
    """Three, two, one come a second apart, and the start word a second after one."""
    layout = Layout(Phrasing(RENDERER, {}), Manner())
    layout.add(CountIn())
    said = [(at, e.text) for at, e in layout.ended("").timed() if isinstance(e, Say)]
    assert said == [(0, "Three"), (1.0, "Two"), (2.0, "One")]
    assert layout.track.now == COUNT_IN_MS
