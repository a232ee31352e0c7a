"""Numbers for more than one step at once: "eight, eight and six", or "twelve on the left, ten on the right".

They go to the sets that were done last of one exercise, in their order. A number out of all reason is asked for again,
and none of its fellows is written down meanwhile.
"""

from collections.abc import Sequence
from dataclasses import replace

from skill.coach.acts import Ask, Question, Tell
from skill.coach.events import Event
from skill.coach.moment import Moment, Reply, ask, run, stay
from skill.coach.place import log_step
from skill.coach.plan import Side, StepKind
from skill.coach.session import Session, State

# Over three times the plan is never written down.
UNREASONABLE_FACTOR = 3

_LEFT = frozenset({Side.LEFT})


def several(event: Event) -> bool:
    """Tell whether an event has numbers for more than one step."""
    return bool(event.numbers) or event.per_side is not None


def log_several(moment: Moment, session: Session) -> Reply:
    """Write the numbers down and go on; without sets for all of them, say that this cannot be."""
    exercise = _last_exercise(session)
    amounts = _by_side(session, exercise, moment.event) or _by_set(session, exercise, moment.event.numbers)
    if not amounts:
        return stay(moment, Tell("not_now"))
    if any(amount > UNREASONABLE_FACTOR * session.plan[index].amount for index, amount in amounts):
        return ask(moment, Ask(Question.HOW_MANY))
    for index, amount in amounts:
        session = log_step(session, index, amount)
    paused = session.state is State.PAUSED
    moment = moment.having(replace(session, pending=None))
    return stay(moment, Tell("logged_several")) if paused else run(moment, Tell("logged_several"))


def _last_exercise(session: Session) -> str:
    steps = (session.plan[entry.index] for entry in reversed(session.log))
    return next((step.exercise for step in steps if step.kind is StepKind.WORK), "")


def _indices(session: Session, exercise: str) -> list[int]:
    return [entry.index for entry in session.log if session.plan[entry.index].exercise == exercise]


def _by_set(session: Session, exercise: str, numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Give a number to each of the last sets, to both of its sides where one side is done first."""
    indices = _indices(session, exercise)
    sets = list(dict.fromkeys(session.plan[index].set for index in indices))
    if not numbers or len(sets) < len(numbers):
        return []
    given = dict(zip(sets[-len(numbers) :], numbers, strict=True))
    return [(index, given[session.plan[index].set]) for index in indices if session.plan[index].set in given]


def _by_side(session: Session, exercise: str, event: Event) -> list[tuple[int, int]]:
    """Give the numbers to the two sides of the last set; where sides alternate, the lesser one counts for both."""
    indices = _indices(session, exercise)
    if event.per_side is None or not indices or session.plan[indices[-1]].side is None:
        return []
    left, right = event.per_side
    if session.plan[indices[-1]].alternates:
        return [(indices[-1], min(left, right))]
    last = session.plan[indices[-1]].set
    of_set = [index for index in indices if session.plan[index].set == last]
    return [(index, left if session.plan[index].side in _LEFT else right) for index in of_set]
