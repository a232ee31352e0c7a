"""A workout expanded into a flat tuple of steps, and the arithmetic on it.

The plan decides what comes when, and how long it takes at the catalogue's tempo. It refuses to know words, clocks and
runners. Everything that a session asks of its place (what is next, how many sets and how much time are left) is
arithmetic on a plan and an index into it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from skill.content.types import Catalogue, Item, Mode, SideStyle, Workout

# Seconds to change sides: holds need getting into position again, repetitions hardly (coaching rule 10).
SWITCH_HOLD_SECONDS = 8
SWITCH_REPS_SECONDS = 5
# Seconds to get from standing to the floor or back, as in the catalogue's timing model.
POSITION_CHANGE_SECONDS = 8
# Seconds of talk round each work step, for "how long left": name, dose, count-in and end.
TALK_SECONDS = 9


class StepKind(StrEnum):
    """What a step is for."""

    WARM_UP = "warm_up"
    WORK = "work"
    REST = "rest"
    CHANGE_OVER = "change_over"
    COOL_DOWN = "cool_down"


MOVING = frozenset({StepKind.WARM_UP, StepKind.WORK, StepKind.COOL_DOWN})


class Side(StrEnum):
    """Which side works. EACH means that the sides alternate within the step."""

    LEFT = "left"
    RIGHT = "right"
    EACH_LEFT_FIRST = "each_left_first"
    EACH_RIGHT_FIRST = "each_right_first"

    @property
    def alternates(self) -> bool:
        """Tell whether the sides alternate within the step."""
        return self in {Side.EACH_LEFT_FIRST, Side.EACH_RIGHT_FIRST}

    def at(self, done: int) -> "Side":
        """Give the side of the next repetition after `done` units."""
        if not self.alternates:
            return self
        starts_left = self is Side.EACH_LEFT_FIRST
        return Side.LEFT if (done % 2 == 0) == starts_left else Side.RIGHT


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of a workout.

    Attributes:
        kind: What it is for.
        exercise: Id of the exercise; of a rest or change-over, the exercise that comes next.
        set: Which set this is, from 1; of a rest or change-over, the set that comes next.
        sets: How many sets of the exercise the workout has.
        side: Which side works, or None.
        amount: Repetitions (per side where sides alternate) or seconds.
        pace: Milliseconds per repetition; 0 for steps measured in seconds.
    """

    kind: StepKind
    exercise: str
    set: int
    sets: int
    side: Side | None
    amount: int
    pace: int

    @property
    def timed(self) -> bool:
        """Tell whether the step is measured in seconds."""
        return self.pace == 0

    @property
    def moving(self) -> bool:
        """Tell whether the runner works in this step, rather than rests or changes over."""
        return self.kind in MOVING

    @property
    def place(self) -> tuple[StepKind, str, int, Side | None]:
        """Give what a step is of a workout, whatever its amount: what it is for, the exercise, the set and the side."""
        return self.kind, self.exercise, self.set, self.side

    @property
    def alternates(self) -> bool:
        """Tell whether sides swap with every repetition of this step."""
        return self.moving and self.side is not None and self.side.alternates

    @property
    def units(self) -> int:
        """Count the units to do: seconds, or repetitions of either side."""
        return self.amount * 2 if self.alternates else self.amount

    def amount_of(self, units: int) -> int:
        """Turn units into the amount that is logged: where sides alternate, what both sides did."""
        return units // 2 if self.alternates else units

    def seconds_for(self, units: int) -> float:
        """Give the seconds that so many units take at the catalogue's tempo."""
        return units * (self.pace / 1000 if self.pace else 1.0)


Plan = tuple[Step, ...]


def expand(workout: Workout, catalogue: Catalogue, first_side: Side) -> Plan:
    """Expand a fitted workout into steps: warm-up, work with rests and change-overs, cool-down."""
    other = Side.RIGHT if first_side is Side.LEFT else Side.LEFT
    sides = (first_side, other)
    steps = [
        *_in_a_row(workout.warm_up, StepKind.WARM_UP, catalogue, sides),
        *_work(workout, catalogue, sides),
        *_in_a_row(workout.cool_down, StepKind.COOL_DOWN, catalogue, sides),
    ]
    return tuple(steps)


def set_steps(
    item: Item, kind: StepKind, number: int, catalogue: Catalogue, sides: tuple[Side, Side]
) -> Iterator[Step]:
    """Give the steps of one set: one, or one a side with a change-over between."""
    exercise = catalogue.exercise(item.exercise)
    pace = round((exercise.seconds_per_rep or 0) * 1000) if exercise.mode is Mode.REPS else 0

    def step(side: Side | None) -> Step:
        return Step(kind, item.exercise, number, item.sets, side, item.amount, pace)

    if exercise.side_style is SideStyle.ONE_SIDE:
        switch = SWITCH_REPS_SECONDS if pace else SWITCH_HOLD_SECONDS
        yield step(sides[0])
        yield Step(StepKind.CHANGE_OVER, item.exercise, number, item.sets, sides[1], switch, 0)
        yield step(sides[1])
    elif exercise.side_style is SideStyle.ALTERNATE:
        yield step(Side.EACH_LEFT_FIRST if sides[0] is Side.LEFT else Side.EACH_RIGHT_FIRST)
    else:
        yield step(None)


def _in_a_row(items: Sequence[Item], kind: StepKind, catalogue: Catalogue, sides: tuple[Side, Side]) -> Iterator[Step]:
    previous: Item | None = None
    for item in items:
        exercise = catalogue.exercise(item.exercise)
        if previous and catalogue.exercise(previous.exercise).upright != exercise.upright:
            side = next(set_steps(item, kind, 1, catalogue, sides)).side
            yield Step(StepKind.CHANGE_OVER, item.exercise, 1, item.sets, side, POSITION_CHANGE_SECONDS, 0)
        for number in range(1, item.sets + 1):
            yield from set_steps(item, kind, number, catalogue, sides)
        previous = item


def _work(workout: Workout, catalogue: Catalogue, sides: tuple[Side, Side]) -> Iterator[Step]:
    order = list(_set_order(workout))
    for position, (item, number) in enumerate(order):
        yield from set_steps(item, StepKind.WORK, number, catalogue, sides)
        if position + 1 < len(order) and item.rest:
            upcoming, next_number = order[position + 1]
            side = next(set_steps(upcoming, StepKind.WORK, next_number, catalogue, sides)).side
            yield Step(StepKind.REST, upcoming.exercise, next_number, upcoming.sets, side, item.rest, 0)


def _set_order(workout: Workout) -> Iterator[tuple[Item, int]]:
    if workout.style == "circuit":
        rounds = max((item.sets for item in workout.main), default=0)
        for number in range(1, rounds + 1):
            yield from ((item, number) for item in workout.main if number <= item.sets)
    else:
        for item in workout.main:
            yield from ((item, number) for number in range(1, item.sets + 1))


def seconds_left(plan: Plan, index: int, done: int) -> float:
    """Estimate the seconds from `done` units into the step at `index` to the end of the plan."""
    total = 0.0
    for position, step in enumerate(plan[index:], index):
        units = step.units - done if position == index else step.units
        total += step.seconds_for(max(units, 0)) + (TALK_SECONDS if step.moving else 0)
    return total


def next_moving(plan: Plan, index: int) -> int | None:
    """Find the next step at or after `index` in which the runner works."""
    return next((i for i in range(index, len(plan)) if plan[i].moving), None)


def last_moving(plan: Plan, index: int) -> int | None:
    """Find the last step before `index` in which the runner works."""
    return next((i for i in range(index - 1, -1, -1) if plan[i].moving), None)


def is_piece(plan: Plan, index: int) -> bool:
    """Tell whether a step is what was done of a set before another exercise took its place.

    Nothing else stands right before the work of another exercise: whole sets have a rest between them.
    """
    if index + 1 >= len(plan):
        return False
    step, following = plan[index], plan[index + 1]
    return step.kind is StepKind.WORK is following.kind and step.exercise != following.exercise


def start_of_exercise(plan: Plan, index: int) -> int:
    """Find the first step in the unbroken run of the exercise at `index`, and of what it took over from."""
    while index > 0 and (plan[index - 1].exercise == plan[index].exercise or is_piece(plan, index - 1)):
        index -= 1
    return index


def first_whole(plan: Plan, index: int) -> int | None:
    """Find the next step at or after `index` in which the runner works, and that was not broken off for another."""
    return next((i for i in range(index, len(plan)) if plan[i].moving and not is_piece(plan, i)), None)


def start_of_next_exercise(plan: Plan, index: int) -> int | None:
    """Find the first moving step after the unbroken run of the exercise at `index`."""
    exercise = plan[index].exercise
    return next((i for i in range(index, len(plan)) if plan[i].moving and plan[i].exercise != exercise), None)


def start_of_previous_exercise(plan: Plan, index: int) -> int | None:
    """Find the first moving step of the exercise that comes before the one at `index`."""
    before = last_moving(plan, start_of_exercise(plan, index))
    if before is None:
        return None
    return first_whole(plan, start_of_exercise(plan, before))


def ends_exercise(plan: Plan, index: int) -> bool:
    """Tell whether no set of this exercise comes after the moving step at `index` in its unbroken run."""
    following = next_moving(plan, index + 1)
    return following is None or plan[following].exercise != plan[index].exercise


def sets_left(plan: Plan, index: int) -> int:
    """Count the sets of the exercise at `index` that are not over, this one included."""
    step = plan[index]
    return len({s.set for s in plan[index:] if s.moving and s.exercise == step.exercise})
