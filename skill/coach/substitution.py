"""One exercise in the place of another, in the middle of a workout.

What was done stays written down as it was; what is left of the set goes on with the other exercise.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from skill.coach.moment import Moment
from skill.coach.place import log_step
from skill.coach.plan import Plan, Side, Step, StepKind, set_steps
from skill.coach.session import Session
from skill.content.types import Catalogue, Item, Mode


def alternatives(exercise_id: str, moment: Moment) -> Sequence[str]:
    """Name exercises that may stand in for one: what the catalogue says first, then the same movement at the level."""
    catalogue = moment.catalogue
    exercise = catalogue.exercise(exercise_id)
    same = (
        other.id
        for other in catalogue.exercises
        if other.pattern == exercise.pattern and other.category == exercise.category and other.level <= exercise.level
    )
    named = [*catalogue.instead_of(exercise_id), exercise.easier, *same]
    return [name for name in dict.fromkeys(named) if name is not None and name != exercise_id]


def with_exercise(session: Session, exercise_id: str, catalogue: Catalogue) -> Session:
    """Put another exercise in the place of the one at hand, from the step at hand to its last set."""
    old = session.step.exercise
    at = session.index
    broken_off = session.step.moving and session.done > 0
    plan: list[Step] = list(session.plan[:at])
    moved = {index: index for index in range(at)}
    if broken_off:
        done = session.step.amount_of(session.done)
        moved[at] = len(plan)
        plan.append(replace(session.step, amount=max(1, done)))
    begins = len(plan)
    for index, replaced in _replaced(session.plan, at, old):
        if not replaced:
            moved[index] = len(plan)
            plan.append(session.plan[index])
            continue
        plan.extend(_instead(session, index, exercise_id, catalogue))
    log = tuple(replace(entry, index=moved[entry.index]) for entry in session.log if entry.index in moved)
    session = replace(session, plan=tuple(plan), log=log, index=begins, done=0)
    return log_step(session, begins - 1, plan[begins - 1].amount) if broken_off else session


def without(session: Session, names: Collection[str], begins: int) -> Session:
    """Take exercises out of the plan from a step on, with the log and the place moved along."""
    kept = [i for i, step in enumerate(session.plan) if i < begins or step.exercise not in names]
    where = {old: new for new, old in enumerate(kept)}
    log = tuple(replace(entry, index=where[entry.index]) for entry in session.log if entry.index in where)
    index = sum(1 for old in kept if old < session.index)
    return replace(session, plan=tuple(session.plan[i] for i in kept), log=log, index=index)


def with_one_more_set(session: Session, index: int) -> Session:
    """Add one set, with the rest before it, behind the last set of the exercise at `index`."""
    exercise = session.plan[index].exercise
    last = max(i for i, step in enumerate(session.plan) if step.kind is StepKind.WORK and step.exercise == exercise)
    number, total = session.plan[last].set, session.plan[last].sets
    again = [s for s in session.plan[: last + 1] if s.exercise == exercise and s.set == number and s.kind in _OF_A_SET]
    rest = next((s for s in session.plan if s.kind is StepKind.REST and s.exercise == exercise), None)
    if rest is not None:
        again.insert(0, replace(rest, side=again[0].side))
    added = [replace(step, set=total + 1) for step in again]
    plan = [replace(s, sets=total + 1) if s.exercise == exercise and s.sets == total else s for s in session.plan]
    plan[last + 1 : last + 1] = [replace(step, sets=total + 1) for step in added]
    log = tuple(replace(entry, index=entry.index + len(added) * (entry.index > last)) for entry in session.log)
    moved = session.index + len(added) * (session.index > last + 1)
    return replace(session, plan=tuple(plan), log=log, index=moved)


def with_item(session: Session, old: str, item: Item, catalogue: Catalogue) -> Session:
    """Give an exercise that has not begun another dose, or put another exercise with its dose in its place."""
    first = next((step.side for step in session.plan if step.exercise == old and step.moving), None)
    sides = _sides(first)
    plan: list[Step] = []
    moved: dict[int, int] = {}
    for index, replaced in _replaced(session.plan, 0, old):
        step = session.plan[index]
        moved[index] = len(plan)
        if not replaced:
            plan.append(step)
        elif step.set <= item.sets:
            upcoming = list(set_steps(item, StepKind.WORK, step.set, catalogue, sides))
            rest = replace(step, exercise=item.exercise, side=upcoming[0].side, sets=item.sets)
            plan.extend([rest] if step.kind is StepKind.REST else upcoming)
    log = tuple(replace(entry, index=moved[entry.index]) for entry in session.log)
    return replace(session, plan=tuple(plan), log=log, index=moved[session.index])


_OF_A_SET = frozenset({StepKind.WORK, StepKind.CHANGE_OVER})


def _replaced(plan: Plan, at: int, old: str) -> Iterator[tuple[int, bool]]:
    """Give each index from `at` on, and whether it opens a set or rest of the old exercise; inner ones are dropped."""
    opened: set[int] = set()
    for index in range(at, len(plan)):
        step = plan[index]
        if step.exercise != old:
            yield index, False
        elif step.kind is StepKind.REST:
            yield index, True
        elif step.set not in opened:
            opened.add(step.set)
            yield index, True


def _instead(session: Session, index: int, exercise_id: str, catalogue: Catalogue) -> Iterator[Step]:
    step = session.plan[index]
    sides = _sides(session.step.side)
    amount = _amount(step, exercise_id, catalogue)
    left = session.step.units - session.done
    if index == session.index and step.moving and session.done:
        amount = max(1, round(amount * left / session.step.units))
    item = Item(exercise_id, step.sets, amount, 0)
    if step.kind is StepKind.REST:
        upcoming = next(set_steps(item, StepKind.WORK, step.set, catalogue, sides))
        yield replace(step, exercise=exercise_id, side=upcoming.side)
        return
    kind = step.kind if step.moving else StepKind.WORK
    yield from set_steps(item, kind, step.set, catalogue, sides)


def _sides(first: Side | None) -> tuple[Side, Side]:
    """Give the sides in the order in which a step's exercise takes them."""
    return (Side.RIGHT, Side.LEFT) if first in {Side.RIGHT, Side.EACH_RIGHT_FIRST} else (Side.LEFT, Side.RIGHT)


def _amount(step: Step, exercise_id: str, catalogue: Catalogue) -> int:
    """Keep the dose where both count alike, within the other's range; else take the other's own target."""
    exercise = catalogue.exercise(exercise_id)
    dose = exercise.prescription
    alike = step.timed == (exercise.mode is Mode.SECONDS) and (step.side is None) == (exercise.side_style is None)
    return min(max(step.amount, dose.low), dose.high) if alike else dose.target
