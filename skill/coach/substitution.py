"""One exercise in the place of another, in the middle of a workout.

What was done stays written down as it was; what is left of the set goes on with the other exercise. Who takes the
first one back at once finds it as it was left.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from skill.coach.moment import Moment
from skill.coach.place import log_step
from skill.coach.plan import Plan, Side, Step, StepKind, is_piece, next_moving, set_steps
from skill.coach.session import Session
from skill.content.types import Catalogue, Exercise, Item, Mode


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
    return log_step(session, begins - 1, plan[begins - 1].amount) if broken_off else _rejoined(session)


def standing_in(session: Session, exercise_id: str, catalogue: Catalogue) -> str | None:
    """Name the exercise of the plan that stands in the place of one that the workout was written with, if any does.

    A workout is not written with what took a place in it, and that trains the same movement. Of a workout that is put
    together anew each time it is not known how it was written: there it is the next easier or harder exercise.
    """
    written = next((workout for workout in catalogue.workouts if workout.id == session.workout), None)
    items = {item.exercise for item in written.main} if written is not None else {exercise_id}
    wanted = catalogue.exercise(exercise_id)
    for index, step in enumerate(session.plan):
        other = catalogue.exercise(step.exercise)
        alike = exercise_id in {other.easier, other.harder} or (written is not None and other.pattern == wanted.pattern)
        if _whole_set(session, index) and alike and exercise_id in items and step.exercise not in items:
            return step.exercise
    return None


def meant(session: Session, exercise_id: str, catalogue: Catalogue) -> str:
    """Give the exercise that a name is about: itself while any of it is to come, else what stands in its place."""
    coming = {step.exercise for step in session.plan[session.index :]}
    other = None if exercise_id in coming else standing_in(session, exercise_id, catalogue)
    return other if other in coming and other is not None else exercise_id


def place_of(session: Session, exercise_id: str, catalogue: Catalogue) -> int | None:
    """Find where to go on with an exercise, or with what stands in for it: a set that is not done, else the first."""
    names = (exercise_id, standing_in(session, exercise_id, catalogue))
    whole = [i for i, step in enumerate(session.plan) if step.moving and not is_piece(session.plan, i)]
    places = [index for name in names for index in whole if session.plan[index].exercise == name]
    return next((index for index in places if session.logged(index) is None), places[0] if places else None)


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
    """Give the steps of the other exercise for a set or rest; of the set at hand only what is left to do."""
    step = session.plan[index]
    # The work that a rest or a change of position or side leads to.
    work = session.plan[next_moving(session.plan, index) or index]
    sides = _sides(_side_of(session, index))
    item = Item(exercise_id, step.sets, _dose(session, work, exercise_id, catalogue), 0)
    if step.kind is StepKind.REST:
        upcoming = next(set_steps(item, StepKind.WORK, step.set, catalogue, sides))
        yield replace(step, exercise=exercise_id, side=upcoming.side)
        return
    steps = list(set_steps(item, work.kind, step.set, catalogue, sides))
    if index != session.index:
        yield from steps
        return
    if _sides_over(session, exercise_id) - {sides[0]}:
        steps = steps[:1]
    left = _left_of(session, exercise_id, item.amount, catalogue)
    one_side = step.side in {Side.LEFT, Side.RIGHT} and steps[0].side is step.side
    for place, each in enumerate(steps):
        yield replace(each, amount=left) if each.moving and not (one_side and place) else each


def _side_of(session: Session, index: int) -> Side | None:
    """Give the side that a set begins with; of the set at hand the one at hand, or that of the piece right before."""
    step = session.plan[index]
    if step.side is None and index == session.index and index and is_piece(session.plan, index - 1):
        step = session.plan[index - 1]
    return step.side or next((other.side for other in session.plan if other.side is not None), None)


def _sides_over(session: Session, exercise_id: str) -> frozenset[Side | None]:
    """Give the sides of the set at hand that are done already."""
    at, now = session.index, session.step
    return frozenset(
        step.side
        for index, step in enumerate(session.plan[:at])
        if step.side in {Side.LEFT, Side.RIGHT}
        and step.moving
        and step.set == now.set
        and step.exercise in {now.exercise, exercise_id}
        and session.logged(index) is not None
        and not is_piece(session.plan, index)
    )


def _rejoined(session: Session) -> Session:
    """Put a set together again, where a piece of it stands right before the rest of it."""
    at = session.index
    if at == 0 or at >= len(session.plan):
        return session
    piece, rest = session.plan[at - 1], session.plan[at]
    if not (piece.moving and rest.moving) or piece.place != rest.place:
        return session
    whole = replace(piece, amount=piece.amount + rest.amount)
    log = tuple(replace(e, index=e.index - (e.index > at)) for e in session.log if e.index != at - 1)
    plan = (*session.plan[: at - 1], whole, *session.plan[at + 1 :])
    return replace(session, plan=plan, log=log, index=at - 1, done=piece.units)


def _sides(first: Side | None) -> tuple[Side, Side]:
    """Give the sides in the order in which a step's exercise takes them."""
    return (Side.RIGHT, Side.LEFT) if first in {Side.RIGHT, Side.EACH_RIGHT_FIRST} else (Side.LEFT, Side.RIGHT)


def _dose(session: Session, step: Step, exercise_id: str, catalogue: Catalogue) -> int:
    """Give what is planned of an exercise; else the same dose where both count alike, else the exercise's own target.

    The same dose is kept within the other's range.
    """
    planned = [slot.amount for slot in session.slots if slot.exercise == exercise_id]
    planned += [s.amount for i, s in enumerate(session.plan) if s.exercise == exercise_id and _whole_set(session, i)]
    exercise = catalogue.exercise(exercise_id)
    dose = exercise.prescription
    same = min(max(step.amount, dose.low), dose.high) if _alike(step, exercise) else dose.target
    return [*planned, same][0]


def _left_of(session: Session, exercise_id: str, dose: int, catalogue: Catalogue) -> int:
    """Give what is left of the set at hand, in the other exercise: as large a share of its dose.

    Of a set that was broken off before, what is at hand is the rest of it already.
    """
    step, at = session.step, session.index
    if at and is_piece(session.plan, at - 1):
        before = session.plan[at - 1]
        if before.exercise == exercise_id and not session.done:
            return max(1, dose - before.amount)
        if _alike(step, catalogue.exercise(exercise_id)):
            dose = min(step.amount, dose)
    if not (step.moving and session.done):
        return dose
    return max(1, round(dose * (step.units - session.done) / step.units))


def _alike(step: Step, exercise: Exercise) -> bool:
    """Tell whether a step and an exercise are counted in the same way."""
    return step.timed == (exercise.mode is Mode.SECONDS) and (step.side is None) == (exercise.side_style is None)


def _whole_set(session: Session, index: int) -> bool:
    return session.plan[index].kind is StepKind.WORK and not is_piece(session.plan, index)
