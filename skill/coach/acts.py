"""What the coach wants said and counted, as data.

The coach decides acts; the speech room finds words for them and lays them out in time. No act holds a word of
English. An act that takes up part of the workout names the step of the plan that it belongs to, so that the clock
can tell later how far the runner had got.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from skill.coach.plan import Step

Fact = str | int | tuple[str, ...]


class Question(StrEnum):
    """A question that the coach waits for. Each has wording of its own and a rephrased reprompt."""

    START = "start"  # shall we start the workout that is due?
    READY = "ready"  # the workout is proposed: ready?
    RESUME = "resume"  # there is a place to go on from: go on, or something else?
    UNFINISHED = "unfinished"  # yesterday's workout is unfinished: finish it, or the next one?
    GO_ON = "go_on"  # ready for what comes next?
    EFFORT = "effort"  # how was that exercise?
    SESSION_EFFORT = "session_effort"  # how was the session?
    DONE_ALL = "done_all"  # did you do all of them?
    HOW_MANY = "how_many"  # how many did you do?
    CONFIRM_COUNT = "confirm_count"  # did you really do that many?
    PAUSED = "paused"  # say resume when you want to go on
    CHECK = "check"  # effort, or something to stop for?
    INSTEAD = "instead"  # the move on offer, the core, or an end for today?
    CORE_INSTEAD = "core_instead"  # the core, or an end for today?
    UPPER_BODY = "upper_body"  # what does without the legs, or rest today?
    TIRED = "tired"  # a longer rest, an easier move, or on?
    SETTLED = "settled"  # is all well with the move that was taken instead?
    TRY_AGAIN = "try_again"  # what was left out last time: try it, or leave it out?
    EXPERIENCE = "experience"  # new to strength work, or not?
    KIT = "kit"  # what is at hand?
    HARD_RUN = "hard_run"  # a hard or long run today or tomorrow?
    LIGHT_TODAY = "light_today"  # the last two were hard: a light one today?
    CLEARED = "cleared"  # did a professional say that training is all right?
    FIT_TODAY = "fit_today"  # after a day off: all well today?
    START_ANYWAY = "start_anyway"  # one workout is done today: another?
    NEXT_WHAT = "next_what"  # next set or next exercise?
    CONFIRM_DELETE = "confirm_delete"  # really delete everything?
    SAVE_AGAIN = "save_again"  # what was done is not written down yet: try again?
    REMIND_WHEN = "remind_when"  # which day, and at what time?
    CONFIRM_REMINDER = "confirm_reminder"  # really set it?
    ALLOW_REMINDERS = "allow_reminders"  # has it been allowed meanwhile?
    CONFIRM_DELETE_LAST = "confirm_delete_last"  # really delete the last workout?
    LEGS_ANYWAY = "legs_anyway"  # today is not for legs: core, or legs anyway?
    WHICH_DAY = "which_day"  # a run or a race was told of without its day: which one is it?
    REST_INSTEAD = "rest_instead"  # today is for rest: a few easy moves, or nothing?
    PAUSE_PLAN = "pause_plan"  # somebody goes away: pause the plan meanwhile?
    CLOSE_OTHER = "close_other"  # a workout is in progress: close it for another one?
    BRING_BACK = "bring_back"  # the workout moved to another device: go on with it here?


@dataclass(frozen=True, slots=True)
class Tell:
    """One line from the catalogue: `line` is its key, `facts` fill its gaps (exercise ids, numbers, sides)."""

    line: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Announce:
    """Name, dose, side and one cue of a step that is about to start.

    Attributes:
        step: The step.
        index: Its place in the plan.
        teach: True the first time that this runner meets the exercise: the full how-to is told.
        cue: Which of the exercise's form cues is due (any number; the speech room wraps it round).
    """

    step: Step
    index: int
    teach: bool
    cue: int


@dataclass(frozen=True, slots=True)
class PickUp:
    """Say where a broken-off step goes on: side and the next repetition, or the seconds that are left.

    Attributes:
        step: The step.
        index: Its place in the plan.
        done: Units of it that are over already.
        anew: True where the runner comes back to it: it is announced again, with time to get in position.
    """

    step: Step
    index: int
    done: int
    anew: bool = False


@dataclass(frozen=True, slots=True)
class CountIn:
    """Three, two, one, go."""

    seconds: int = 3


@dataclass(frozen=True, slots=True)
class Perform:
    """Count the repetitions of a step, or time its hold, from `done` units on.

    A unit is one repetition (one of either side where sides alternate) or one second.
    """

    step: Step
    index: int
    done: int
    last_set: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """Rest until the next step, announcing it on the way; `done` seconds of the rest are over already."""

    step: Step
    index: int
    done: int
    upcoming: Announce


@dataclass(frozen=True, slots=True)
class ChangeOver:
    """Change sides or position before the step `upcoming`, in the seconds that the step gives.

    Attributes:
        step: The step.
        index: Its place in the plan.
        done: Seconds of it that are over already.
        upcoming: What comes after it.
        sides: Whether the same exercise goes on with its other side.
    """

    step: Step
    index: int
    done: int
    upcoming: Announce
    sides: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that leaves the microphone open; `facts` fill its gaps."""

    question: Question
    facts: Mapping[str, Fact] = field(default_factory=dict)


Act = Tell | Announce | PickUp | CountIn | Perform | Rest | ChangeOver


@dataclass(frozen=True, slots=True)
class Segment:
    """What belongs to one step of the plan, and how a reply may end after it.

    Attributes:
        acts: What is said and counted.
        ask: The question that a reply ends with if it ends here, or None where it may not end here.
        final: True where a reply has to end here, because the question matters.
        brief: What to take instead where the whole no longer fits, the question following at once: the beginning
            of a rest, the rest of which is waited for behind the question. Empty where there is no such thing.
    """

    acts: tuple[Act, ...]
    ask: Ask | None
    final: bool = False
    brief: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Go on with the workout: lay out as many of the segments as one reply may hold."""

    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class End:
    """Close the session: nothing more is asked."""


Then = Run | Ask | End
