"""A workout in progress, as data: the plan, the place in it, what was done, and what is being said now.

A session refuses to know the time: whoever asks passes it. The place between two turns is found in `place`, the
moves from one state to another are in `machine`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from skill.coach.acts import Ask
from skill.coach.events import Effort
from skill.coach.plan import Plan, Step
from skill.coach.spared import NOTHING_SPARED, Spared
from skill.coach.standing import Slot


class State(StrEnum):
    """Where a runner is in a session."""

    IDLE = "idle"  # no workout in progress
    READY = "ready"  # a workout, or its rest, is proposed and waits for the word
    WORKING = "working"  # the clock is inside a set, a warm-up or a cool-down move
    RESTING = "resting"  # the clock is inside a rest or a change-over
    ASKING = "asking"  # what was laid out has been played, and a question is open
    PAUSED = "paused"
    FINISHED = "finished"  # a workout was finished not long ago


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one step stands in what is being spoken.

    Attributes:
        index: The step's place in the plan.
        done: Units of the step that were over when the mark begins.
        begins: Milliseconds from the start of the reply to the first unit.
        ends: Milliseconds from the start of the reply to the end of the step.
    """

    index: int
    done: int
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Block:
    """What one reply carries: the steps in it, each with its time, and the question at its end."""

    started: datetime
    marks: tuple[Mark, ...]
    ends: int
    ask: Ask


@dataclass(frozen=True, slots=True)
class Logged:
    """What was done of one step: repetitions (per side where sides alternate) or seconds."""

    index: int
    amount: int


@dataclass(frozen=True, slots=True)
class Session:
    """A workout in progress.

    Attributes:
        workout: Id of the workout, such as `beginner_a`.
        started: When it was first proposed; names the workout's record.
        plan: The expanded plan, pinned for the whole workout.
        state: Where the runner is.
        index: The step at hand.
        done: Units of that step that are over.
        log: What was done, by step; no step stands in it twice.
        efforts: How hard exercises were, by exercise id.
        block: What is being spoken, or None.
        pending: A number that waits to be confirmed, or None.
        active: Seconds of workout that were played, for the summary.
        touched: When the runner was last heard, or what was being spoken then was over.
        turn: How many replies there were, so that wording rotates.
        device: The device that the workout is spoken on, the one that it was last gone on with.
        slots: The exercises that count for progression, in the workout's order; none where it was eased.
        spared: The moves that the rest of the workout goes without.
        easing: Id of what the workout was eased for; empty where it was not.
    """

    workout: str
    started: datetime
    plan: Plan
    state: State
    touched: datetime
    index: int = 0
    done: int = 0
    log: tuple[Logged, ...] = ()
    efforts: tuple[tuple[str, Effort], ...] = ()
    block: Block | None = None
    pending: int | None = None
    active: int = 0
    turn: int = 0
    device: str = ""
    slots: tuple[Slot, ...] = ()
    spared: Spared = NOTHING_SPARED
    easing: str = ""

    @property
    def step(self) -> Step:
        """Give the step at hand; the last one where the plan is through."""
        return self.plan[min(self.index, len(self.plan) - 1)]

    @property
    def through(self) -> bool:
        """Tell whether the whole plan is behind the runner."""
        return self.index >= len(self.plan)

    @property
    def begun(self) -> bool:
        """Tell whether anything of the workout was played, and it is not only proposed."""
        return bool(self.log or self.done) or self.state not in {State.READY, State.PAUSED}

    def logged(self, index: int) -> int | None:
        """Give the amount that was logged for a step, or None."""
        return next((entry.amount for entry in self.log if entry.index == index), None)
