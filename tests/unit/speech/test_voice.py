"""How much one reply holds, and how it ends."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from skill.coach.acts import Announce, Ask, CountIn, End, Perform, Question, Rest, Run, Segment, Tell
from skill.coach.pacing import segments
from skill.coach.plan import Plan, Side, Step, StepKind, expand
from skill.coach.runner import Counting, Manner, Runner
from skill.coach.session import Session, State
from skill.content.loader import load_catalogue
from skill.speech.ssml import MAX_CHARACTERS, to_ssml
from skill.speech.timeline import Timeline, Wait
from skill.speech.voice import Limits, Spoken, Voice
from tests.hearing import heard

CATALOGUE = load_catalogue()
VOICE = Voice("en-US", CATALOGUE)
NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
STEP = Step(StepKind.WORK, "calf_raise", 1, 1, None, 20, 3000)
SQUAT = Step(StepKind.WORK, "squat", 1, 3, None, 12, 4000)
GO_ON = Ask(Question.GO_ON, {"exercise": "squat", "set": 1, "sets": 3})


def segment(index: int, ask: Ask | None, *, final: bool = False) -> Segment:
    """Give a segment that takes a minute of work and three seconds of count-in."""
    return Segment((CountIn(), Perform(STEP, index, 0, last_set=False)), ask, final)


def run(parts: Sequence[Segment], limits: Limits | None = None) -> Spoken:
    """Compose a reply that goes on with the workout."""
    return Voice("en-US", CATALOGUE, limits).compose((), Run(parts), heard={}, manner=Manner())


def steps_in(spoken: Spoken) -> list[int]:
    """Give the steps that a reply holds."""
    return [mark.index for mark in spoken.speech.marks]


def test_reply_holds_as_many_steps_as_fit() -> None:
    """Three minutes do not fit 170 seconds: the reply ends with the second."""
    spoken = run([segment(index, GO_ON) for index in range(4)])
    assert steps_in(spoken) == [0, 1]
    assert spoken.speech.seconds <= 170


def test_reply_ends_only_where_a_question_may_be_asked() -> None:
    """A step without a question is taken only together with the next one that has it."""
    assert steps_in(run([segment(0, GO_ON), segment(1, None), segment(2, GO_ON), segment(3, GO_ON)])) == [0]


def test_reply_holds_something_whatever_the_cap() -> None:
    """A step that breaks the cap alone is taken to its question, and nothing after it."""
    spoken = run([segment(0, None), segment(1, GO_ON), segment(2, GO_ON)], Limits(seconds=30))
    assert steps_in(spoken) == [0, 1]


def resting(index: int, *, brief: bool) -> Segment:
    """Give a segment that rests a minute, with or without a form of fifteen seconds."""
    rest = Rest(
        Step(StepKind.REST, "squat", 1, 3, None, 60, 0), index, 0, Announce(SQUAT, index + 1, teach=False, cue=0)
    )
    return Segment((rest,), GO_ON, brief=(replace(rest, done=45),) if brief else ())


@pytest.mark.parametrize(("brief", "steps"), [(True, [0, 1, 2]), (False, [0, 1])])
def test_rest_that_does_not_fit_is_only_begun(brief: bool, steps: list[int]) -> None:
    """Where a rest no longer fits, its brief form does, with the question after fifteen seconds of it."""
    spoken = run([segment(0, GO_ON), segment(1, GO_ON), resting(2, brief=brief), segment(3, GO_ON)])
    assert steps_in(spoken) == steps
    assert spoken.speech.seconds <= 170


def test_brief_rest_is_taken_where_there_is_no_question_before() -> None:
    """A set that may not end a reply is followed by the brief rest, even if that is over the cap."""
    spoken = run([segment(0, None), resting(1, brief=True)], Limits(seconds=30))
    assert steps_in(spoken) == [0, 1]
    assert spoken.speech.seconds < 90


def test_reply_keeps_to_the_characters() -> None:
    """A reply also ends where its SSML would grow too long."""
    parts = [segment(index, GO_ON) for index in range(4)]
    longer = run(parts, Limits(seconds=10_000, characters=1200))
    assert len(to_ssml(longer.speech)) <= 1200
    assert len(steps_in(longer)) < 4


def test_reply_ends_at_a_question_that_matters() -> None:
    """A final question ends the reply, however much room is left."""
    effort = Ask(Question.EFFORT, {"exercise": "calf_raise"})
    spoken = run([segment(0, effort, final=True), segment(1, GO_ON)])
    assert steps_in(spoken) == [0]
    assert spoken.ask == effort
    assert spoken.speech.text.endswith("easy, right, or hard?")


def test_workout_without_a_question_ends_the_session() -> None:
    """Segments that hold no question cannot keep the microphone open."""
    spoken = run([segment(0, None)])
    assert (steps_in(spoken), spoken.reprompt, spoken.ask) == ([0], None, None)


def compose(then: Ask | End, *tell: str) -> Spoken:
    """Compose a reply that says some lines."""
    return VOICE.compose([Tell(line) for line in tell], then, heard={}, manner=Manner())


def test_question_is_said_last() -> None:
    """What is told comes first and the question last."""
    spoken = compose(Ask(Question.CONFIRM_DELETE), "stop_there")
    assert spoken.speech.text == "Stop there. Get comfortable. Delete everything I've kept about you: yes or no?"


def test_end_asks_nothing() -> None:
    """A session that ends has neither a question nor a reprompt."""
    spoken = compose(End(), "deleted")
    assert (spoken.reprompt, spoken.ask) == (None, None)


def test_end_without_words_is_empty() -> None:
    """Where nothing is to be said, nothing is."""
    assert compose(End()).speech == Timeline()


@pytest.mark.parametrize("question", [Question.GO_ON, Question.READY, Question.RESUME, Question.PAUSED])
def test_reprompt_buys_time(question: Question) -> None:
    """Who is asked to go on gets twenty seconds more before the question comes again in other words."""
    reprompt = compose(Ask(question, GO_ON.facts)).reprompt
    assert reprompt is not None
    assert reprompt.entries[0] == Wait(20.0)


@pytest.mark.parametrize(("rest", "waits"), [(30, 20), (45, 25), (50, 30), (90, 30)])
def test_reprompt_waits_out_the_rest_that_was_begun(rest: int, waits: int) -> None:
    """Twelve seconds of a rest, eight of open microphone, and the reprompt's wait: as the rest ends, it asks again."""
    step = Step(StepKind.REST, "squat", 2, 3, None, rest, 0)
    begun = Rest(step, 1, rest - 15, Announce(SQUAT, 2, teach=False, cue=0))
    reprompt = run([segment(0, None), Segment((begun,), GO_ON, final=True)]).reprompt
    assert reprompt is not None
    assert reprompt.entries[0] == Wait(waits)


@pytest.mark.parametrize(("number", "named"), [(1, False), (2, True)])
def test_question_before_a_further_set_names_it(number: int, named: bool) -> None:
    """Going on with an exercise is asked with the number of the set, going on to a new one with its name alone."""
    for turn in range(6):
        ask = Ask(Question.GO_ON, {"exercise": "squat", "set": number, "sets": 3})
        text = VOICE.compose((), ask, heard=heard(turn), manner=Manner()).speech.text
        assert "squats" in text.lower()
        assert ("set two" in text.lower()) == named


def test_set_is_announced_once() -> None:
    """A set that a reply ends before is named by the question alone, and announced by the reply that begins with it."""
    announce = Announce(SQUAT, 2, teach=False, cue=0)
    rest = Rest(Step(StepKind.REST, "squat", 2, 3, None, 60, 0), 1, 0, announce)
    spoken = run([segment(0, None), Segment((rest,), GO_ON), segment(2, GO_ON), segment(3, GO_ON)], Limits(seconds=140))
    assert steps_in(spoken) == [0, 1]
    assert "twelve reps" not in spoken.speech.text.lower()
    assert spoken.speech.text.lower().count("squats") == 1


def test_reprompt_for_effort_gives_the_words() -> None:
    """The reprompt of a question with answer words gives them at once."""
    reprompt = compose(Ask(Question.EFFORT, {"exercise": "squat"})).reprompt
    assert reprompt is not None
    assert not any(isinstance(entry, Wait) for entry in reprompt.entries)
    assert all(word in reprompt.text.lower() for word in ("easy", "right", "hard"))


@pytest.mark.parametrize("question", Question)
def test_every_question_is_short_and_real(question: Question) -> None:
    """Every question has at most twelve words, ends with a question mark, and comes again in other words."""
    facts = {
        "exercise": "squat",
        "set": 1,
        "sets": 3,
        "amount": 12,
        "n": 12,
        "workout": "beginner_a",
        "next": "beginner_b",
    }
    for turn in range(6):
        spoken = VOICE.compose((), Ask(question, {**facts, "minutes": 9}), heard=heard(turn), manner=Manner())
        assert spoken.speech.text.endswith("?")
        assert len(spoken.speech.text.split()) <= 12
        assert spoken.reprompt is not None
        assert spoken.reprompt.text != spoken.speech.text


def replies(workout: str, runner: Runner, counting: Counting, limits: Limits) -> list[Spoken]:
    """Speak a whole workout, reply after reply, as if every question were answered with "ready"."""
    plan: Plan = expand(CATALOGUE.workout(workout), CATALOGUE, Side.LEFT)
    session = Session(workout, NOW, plan, State.READY, NOW)
    voice = Voice("en-US", CATALOGUE, limits)
    spoken: list[Spoken] = []
    while not session.through:
        reply = voice.compose((), Run(segments(runner, session)), heard=heard(len(spoken)), manner=Manner(counting))
        spoken.append(reply)
        session = replace(session, index=reply.speech.marks[-1].index + 1)
        met = {plan[mark.index].exercise for mark in reply.speech.marks}
        runner = replace(runner, taught=runner.taught | met)
    return spoken


@pytest.mark.uncounted
@pytest.mark.parametrize("counting", [Counting.DEFAULT, Counting.EVERY])
@pytest.mark.parametrize("limits", [Limits(), Limits(seconds=400)], ids=["170 s", "400 s"])
@pytest.mark.parametrize("known", [True, False], ids=["known", "new"])
@pytest.mark.parametrize("workout", [workout.id for workout in CATALOGUE.workouts])
def test_whole_workout_is_spoken(workout: str, known: bool, limits: Limits, counting: Counting) -> None:
    """Every workout is spoken step by step to its end: each step once, in order, each reply within the limits."""
    runner = Runner(taught=frozenset(each.id for each in CATALOGUE.exercises) if known else frozenset())
    spoken = replies(workout, runner, counting, limits)
    plan = expand(CATALOGUE.workout(workout), CATALOGUE, Side.LEFT)
    assert [index for reply in spoken for index in steps_in(reply)] == list(range(len(plan)))
    for reply in spoken:
        ssml = to_ssml(reply.speech)
        assert ET.fromstring(ssml).tag == "speak"  # noqa: S314 - made here
        assert len(ssml) <= MAX_CHARACTERS
        assert not any(character.isdigit() for character in reply.speech.text)
        assert reply.speech.text.endswith("?")
        for mark in reply.speech.marks:
            if plan[mark.index].moving:
                assert mark.ends - mark.begins == plan[mark.index].seconds_for(plan[mark.index].units) * 1000
    assert spoken[-1].ask == Ask(Question.SESSION_EFFORT)


def test_steps_of_a_reply_follow_each_other() -> None:
    """The marks of a reply never overlap, and between two sides lie five to ten seconds."""
    runner = Runner(taught=frozenset(each.id for each in CATALOGUE.exercises))
    plan = expand(CATALOGUE.workout("beginner_b"), CATALOGUE, Side.LEFT)
    for reply in replies("beginner_b", runner, Counting.DEFAULT, Limits()):
        marks = reply.speech.marks
        for before, over, after in zip(marks, marks[1:], marks[2:], strict=False):
            assert before.ends <= over.begins <= over.ends <= after.begins
            switches = plan[over.index].kind is StepKind.CHANGE_OVER
            if switches and plan[before.index].exercise == plan[after.index].exercise:
                assert 5000 <= after.begins - before.ends <= 10_000
