"""The scenes of a reply that counts: one for each step that is marked in its timeline, and for what lies between.

Decides what is shown when, from the marks and the plan alone; the words of the timeline are shown as they are spoken.
Repetitions count up and holds count down by the step's own units. A rest counts down the seconds until the next move
really is due, the part that follows behind the question included.
"""

from collections.abc import Iterator
from dataclasses import replace

from skill.alexa.screen.address import address_of
from skill.alexa.screen.labels import Labels
from skill.alexa.screen.palette import Mood
from skill.alexa.screen.view import CHOICES, Counts, Scene, View, beneath, each, still_view
from skill.coach.acts import Question
from skill.coach.plan import Plan, Side, Step, StepKind, next_moving, start_of_next_exercise
from skill.coach.record import Record
from skill.coach.runner import Runner
from skill.coach.session import Block, Mark, Session
from skill.speech.timeline import Timeline

# How long a question stays before the workout goes on: as long as a speaker keeps its microphone open.
ANSWER_MS = 8000


def view_of(runner: Runner, ended: Record | None, speech: Timeline, labels: Labels) -> View:
    """Give the view of a reply.

    Args:
        runner: The runner after the turn, with what is being played.
        ended: The record of the workout that ended with the turn, or None.
        speech: The reply's words and waits.
        labels: What things are called.
    """
    session = runner.session
    # An answer to a device that the workout has moved away from has no marks, whatever plays elsewhere.
    if session is None or session.block is None or not speech.marks:
        return still_view(runner, ended, labels)
    return _playing_view(session, session.block, speech, labels)


def _playing_view(session: Session, block: Block, speech: Timeline, labels: Labels) -> View:
    spoken = round(speech.seconds * 1000)
    last = block.marks[-1]
    question = spoken - last.ends
    ends = last.ends + max(question + ANSWER_MS, _left_over(session, last))
    scenes = (*_scenes(session.plan, block.marks, ends, labels), _asking(session, block, ends, labels))
    return View(address_of(session), scenes, CHOICES[block.ask.question], labels, ends)


def _left_over(session: Session, last: Mark) -> int:
    """Give the milliseconds of a rest that a reply leaves to be waited for behind its question."""
    if session.plan[last.index].kind is not StepKind.REST:
        return 0
    before = session.done if last.index == session.index else 0
    return (last.done - before) * 1000


def _scenes(plan: Plan, marks: tuple[Mark, ...], ends: int, labels: Labels) -> Iterator[Scene]:
    over = 0
    for mark in marks:
        step = plan[mark.index]
        if step.moving:
            if mark.begins > over:
                yield _get_ready(plan, mark, over, labels)
            yield _moving(plan, mark, labels)
        else:
            rests_on = mark is marks[-1] and step.kind is StepKind.REST
            yield _waiting(plan, mark, over, ends if rests_on else mark.ends, labels)
        over = mark.ends


def _moving(plan: Plan, mark: Mark, labels: Labels) -> Scene:
    step = plan[mark.index]
    count, length = step.units - mark.done, mark.ends - mark.begins
    following = start_of_next_exercise(plan, mark.index)
    key, name = ("last", "") if following is None else ("next", labels.exercise(plan[following].exercise))
    moments = ((mark.begins + round(unit * length / count), mark.done + unit) for unit in range(1, count + 1))
    return replace(
        _of_work(plan, mark.index, labels),
        at=mark.begins,
        mood=Mood.WORKING,
        heading=labels.text(f"heading.{step.kind}"),
        upcoming=labels.text(key, name=name),
        steps=((mark.begins, mark.done), *moments),
    )


def _get_ready(plan: Plan, mark: Mark, at: int, labels: Labels) -> Scene:
    scene = _of_work(plan, mark.index, labels)
    return replace(scene, at=at, heading=labels.text("heading.get_ready"), steps=((at, mark.done),))


def _waiting(plan: Plan, mark: Mark, at: int, until: int, labels: Labels) -> Scene:
    step = plan[mark.index]
    seconds = max(1, round((until - at) / 1000))
    swaps = step.kind is StepKind.CHANGE_OVER and mark.index > 0 and plan[mark.index - 1].exercise == step.exercise
    heading = "switch" if swaps else str(step.kind)
    return replace(
        _of_work(plan, mark.index, labels),
        at=at,
        mood=Mood.SWITCHING if step.kind is StepKind.CHANGE_OVER else Mood.RESTING,
        heading=labels.text(f"heading.{heading}"),
        counts=Counts.DOWN,
        units=seconds,
        each=1,
        beneath=labels.text("seconds"),
        # A side that swaps with every repetition starts as the set will.
        sides=(_sides(step)[0],) * 2,
        side_names=(_side_names(step, labels)[0],) * 2,
        steps=tuple(_seconds(at, mark.ends, until, seconds)),
    )


def _asking(session: Session, block: Block, ends: int, labels: Labels) -> Scene:
    """Show what the question is about, with its buttons; the seconds run until the workout goes on."""
    plan, last = session.plan, block.marks[-1]
    seconds = max(1, round((ends - last.ends) / 1000))
    # How an exercise was may be asked later, after a set of another one.
    about = block.ask.facts.get("exercise", plan[last.index].exercise)
    scene = Scene(
        at=last.ends,
        mood=Mood.RESTING,
        heading=labels.text("heading.question"),
        title=labels.exercise(str(about)),
        counts=Counts.DOWN,
        units=seconds,
        beneath=labels.text("seconds"),
        steps=tuple(_seconds(last.ends, ends, ends, seconds)),
        asking=True,
    )
    following = next_moving(plan, last.index + 1)
    if following is None:
        return replace(scene, title=labels.workout(session.workout))
    if block.ask.question is not Question.GO_ON:
        return scene
    coming = _of_work(plan, following, labels)
    rests_on = plan[last.index].kind is StepKind.REST
    return replace(
        scene,
        heading=labels.text("heading.rest" if rests_on else "heading.coming"),
        title=coming.title,
        detail=coming.detail,
        upcoming=coming.upcoming,
        sides=(coming.sides[0],) * 2,
        side_names=(coming.side_names[0],) * 2,
    )


def _seconds(at: int, stop: int, until: int, seconds: int) -> Iterator[tuple[int, int]]:
    """Give the moments from `at` to `stop` at which whole seconds are left until `until`."""
    yield at, 0
    for over in range(1, seconds + 1):
        moment = until - 1000 * (seconds - over)
        if at < moment <= stop:
            yield moment, over


def _of_work(plan: Plan, index: int, labels: Labels) -> Scene:
    """Give what all scenes of a step have in common."""
    step = plan[index]
    following = start_of_next_exercise(plan, index)
    upcoming = "" if following is None else labels.text("then", name=labels.exercise(plan[following].exercise))
    return Scene(
        at=0,
        mood=Mood.RESTING,
        heading="",
        title=labels.exercise(step.exercise),
        detail=labels.text("set", set=step.set, sets=step.sets) if step.sets > 1 else "",
        upcoming=upcoming,
        sides=_sides(step),
        side_names=_side_names(step, labels),
        counts=Counts.DOWN if step.timed else Counts.UP,
        units=step.units,
        each=each(step),
        beneath=beneath(step, labels),
    )


def _sides(step: Step) -> tuple[str, str]:
    if step.side is None:
        return ("", "")
    return (step.side.at(0).value, step.side.at(1).value)


def _side_names(step: Step, labels: Labels) -> tuple[str, str]:
    if step.side is None:
        return ("", "")
    return (labels.side(Side(step.side.at(0)), step.exercise), labels.side(Side(step.side.at(1)), step.exercise))
