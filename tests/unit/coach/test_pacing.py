"""Where a reply may end, and with which question."""

from dataclasses import replace

from skill.coach.acts import Ask, Question, Run, Segment, Tell
from skill.coach.events import Effort, EventKind
from skill.coach.plan import StepKind
from skill.coach.runner import Profile, Runner
from tests.coaching import Coaching, lay_out


def last_set_of_squats() -> Coaching:
    """Give a runner at the start of the last set of squats, who is asked how hard exercises were."""
    coaching = Coaching(Runner(profile=Profile(ask_effort=True), welcomed=True))
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 3)
    return coaching


def upcoming(coaching: Coaching) -> tuple[Segment, ...]:
    """Give the segments from here on."""
    assert coaching.reply is not None
    assert isinstance(coaching.reply.then, Run)
    return coaching.reply.then.segments


def test_effort_is_asked_right_after_the_last_set() -> None:
    """The question may come where the last set ends, and not in the rest behind it, which would be cut short."""
    last_set, rest, *_ = upcoming(last_set_of_squats())
    assert last_set.ask == Ask(Question.EFFORT, {"exercise": "squat"})
    assert rest.ask is None


def test_effort_of_an_exercise_may_be_asked_later() -> None:
    """Where a reply holds the next exercise too, the question names the one before, and the answer is kept for that."""
    coaching = last_set_of_squats()
    _, _, lunges, *_ = upcoming(coaching)
    assert lunges.ask == Ask(Question.EFFORT, {"exercise": "squat", "since": "lunge"})
    heard = Run((replace(upcoming(coaching)[0], ask=None), replace(upcoming(coaching)[1], ask=None), lunges))
    block = lay_out(heard, coaching.now)
    coaching.runner = replace(coaching.runner, session=replace(coaching.session, block=block))
    coaching.hear_out()
    coaching.say(EventKind.EFFORT, effort=Effort.HARD)
    assert coaching.session.efforts == (("squat", Effort.HARD),)
    assert coaching.session.step.kind is StepKind.REST


def test_runner_who_does_not_want_to_be_asked_is_not() -> None:
    """With the question turned off, a reply ends in rests."""
    coaching = Coaching(Runner(profile=Profile(ask_effort=False), welcomed=True))
    coaching.say(EventKind.START, opens=True)
    asked = {segment.ask.question for segment in upcoming(coaching) if segment.ask}
    assert asked == {Question.GO_ON, Question.SESSION_EFFORT}


def test_what_was_done_is_summed_up_before_the_last_question() -> None:
    """Sets that were skipped do not count; whoever falls silent at the last question has heard the sum all the same."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("lunge")
    coaching.say(EventKind.SKIP_EXERCISE)
    *_, last = upcoming(coaching)
    (summed_up,) = (act for act in last.acts if isinstance(act, Tell))
    assert summed_up.line == "through"
    assert summed_up.facts["sets"] == 12
    assert last.ask == Ask(Question.SESSION_EFFORT)
