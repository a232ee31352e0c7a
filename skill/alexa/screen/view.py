"""What a screen shows for one reply, and when: scenes in order, the buttons, the moment at which the reply is over.

A view decides which facts are seen. It refuses to know how they look (`document`), and how a device is told
(`autopilot`). Times are whole milliseconds from the start of the reply, as in the timeline's marks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from skill.alexa.screen.address import Address, address_of
from skill.alexa.screen.labels import Labels
from skill.alexa.screen.palette import Mood
from skill.coach.acts import Question
from skill.coach.plan import Step, seconds_left
from skill.coach.record import Record, sets_done
from skill.coach.runner import Runner
from skill.coach.session import Session, State

# What each question may be answered with by touch; the others want a number or a name, which are spoken.
CHOICES: Mapping[Question, tuple[str, ...]] = {
    Question.START: ("start", "no"),
    Question.READY: ("start", "stop"),
    Question.RESUME: ("resume", "new"),
    Question.UNFINISHED: ("resume", "new"),
    Question.GO_ON: ("ready", "pause"),
    Question.EFFORT: ("easy", "right", "hard"),
    Question.SESSION_EFFORT: ("easy", "right", "hard"),
    Question.DONE_ALL: ("yes", "no"),
    Question.CONFIRM_COUNT: ("yes", "no"),
    Question.HOW_MANY: ("next",),
    Question.PAUSED: ("resume", "stop"),
    Question.CHECK: ("leave_out", "stop"),
    Question.INSTEAD: ("yes", "no"),
    Question.CORE_INSTEAD: ("yes", "no"),
    Question.UPPER_BODY: ("yes", "no"),
    Question.TIRED: ("resume", "stop"),
    Question.SETTLED: ("yes", "no"),
    Question.TRY_AGAIN: ("yes", "no"),
    Question.EXPERIENCE: ("start", "next"),
    Question.KIT: ("start", "next"),
    Question.HARD_RUN: ("yes", "no"),
    Question.LIGHT_TODAY: ("yes", "no"),
    Question.CLEARED: ("yes", "no"),
    Question.FIT_TODAY: ("yes", "no"),
    Question.REST_INSTEAD: ("yes", "no"),
    Question.WHICH_DAY: ("start",),
    Question.START_ANYWAY: ("yes", "no"),
    Question.CONFIRM_DELETE: ("yes", "no"),
    Question.CLOSE_OTHER: ("yes", "no"),
    Question.BRING_BACK: ("yes", "no"),
    Question.SAVE_AGAIN: ("yes", "no"),
    Question.CONFIRM_DELETE_LAST: ("yes", "no"),
    Question.PAUSE_PLAN: ("yes", "no"),
    Question.SAVE_AGAIN: ("yes", "no"),
}


class Counts(StrEnum):
    """What the number in the ring is."""

    UP = "up"  # repetitions that are over
    DOWN = "down"  # seconds that are left
    STILL = "still"  # a number that stays
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture.

    Attributes:
        at: When it appears.
        mood: Its colours.
        heading: What is going on, in a word or two.
        title: The exercise or the workout.
        detail: Which set, or how long.
        upcoming: What comes after.
        sides: The sides of even and of odd units: "left", "right" or "".
        side_names: The same in words.
        counts: What the number is.
        units: Where the count leads to.
        each: Units that one count stands for: two where sides alternate.
        beneath: What stands under the number.
        steps: When how many units are over.
        asking: Whether the question's buttons are shown in place of those of a workout under way.
    """

    at: int
    mood: Mood
    heading: str
    title: str
    detail: str = ""
    upcoming: str = ""
    sides: tuple[str, str] = ("", "")
    side_names: tuple[str, str] = ("", "")
    counts: Counts = Counts.NONE
    units: int = 1
    each: int = 1
    beneath: str = ""
    steps: tuple[tuple[int, int], ...] = ()
    asking: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What a screen shows for one reply.

    Attributes:
        address: The reply's name.
        scenes: The pictures, in order; the first begins at 0.
        choices: What the question at the end may be answered with by touch.
        labels: What things are called.
        ends: When the screen goes on by itself; None where it waits for the runner, and the device speaks the reply.
    """

    address: Address
    scenes: tuple[Scene, ...]
    choices: tuple[str, ...]
    labels: Labels
    ends: int | None = None


def still_view(runner: Runner, ended: Record | None, labels: Labels) -> View:
    """Give the view of a reply in which nothing is counted: a question, or the summary of a workout that ended.

    Args:
        runner: The runner after the turn.
        ended: The record of the workout that ended with the turn, or None.
        labels: What things are called.
    """
    session, question = runner.session, runner.ask
    choices = () if question is None else CHOICES.get(question.question, ())
    if ended is not None and session is None:
        scene = _summary(ended, labels)
    elif session is None:
        heading = "heading.question" if question else "heading.farewell"
        scene = Scene(0, Mood.PAUSED, labels.text(heading), "", asking=True)
    elif session.state is State.READY and not session.done and not session.log:
        scene = _proposal(session, labels)
    else:
        scene = _halted(session, labels)
    return View(address_of(session), (scene,), choices, labels)


def each(step: Step) -> int:
    """Give how many units one count of a step stands for."""
    return 2 if step.side is not None and step.side.alternates else 1


def beneath(step: Step, labels: Labels) -> str:
    """Give what stands under the count of a step."""
    if step.timed:
        return labels.text("seconds")
    return labels.text("of" if each(step) == 1 else "of_each", amount=step.amount)


def _summary(record: Record, labels: Labels) -> Scene:
    sets = sets_done(record)
    return Scene(
        at=0,
        mood=Mood.SUMMARY,
        heading=labels.text("heading.finished"),
        title=labels.workout(record.workout),
        detail=labels.text("took", minutes=max(1, record.minutes)),
        counts=Counts.STILL,
        units=sets,
        beneath=labels.text("sets"),
        steps=((0, sets),),
        asking=True,
    )


def _proposal(session: Session, labels: Labels) -> Scene:
    minutes = max(1, round(seconds_left(session.plan, session.index, session.done) / 60))
    return Scene(
        at=0,
        mood=Mood.PAUSED,
        heading=labels.text("heading.proposed"),
        title=labels.workout(session.workout),
        counts=Counts.STILL,
        units=minutes,
        beneath=labels.text("minutes"),
        steps=((0, minutes),),
        asking=True,
    )


def _halted(session: Session, labels: Labels) -> Scene:
    heading = "heading.paused" if session.state is State.PAUSED else "heading.question"
    step = session.step
    return Scene(
        at=0,
        mood=Mood.PAUSED,
        heading=labels.text(heading),
        title=labels.exercise(step.exercise),
        detail=labels.text("set", set=step.set, sets=step.sets),
        counts=Counts.DOWN if step.timed else Counts.UP,
        units=step.units,
        each=each(step),
        beneath=beneath(step, labels),
        steps=((0, session.done),),
        asking=True,
    )
