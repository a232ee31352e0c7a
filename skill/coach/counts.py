"""Numbers that a runner says: how many were done, corrections, and numbers that cannot be right.

What was done is taken to be what was planned, unless the runner says otherwise. A number far from the plan is asked
back once; one out of all reason is never written down.
"""

from dataclasses import replace

from skill.coach.acts import Ask, Question, Tell
from skill.coach.moment import Moment, Reply, ask, run, stay
from skill.coach.moves import skip_rest
from skill.coach.place import log_step
from skill.coach.plan import Step, StepKind, last_moving
from skill.coach.session import Session, State

# Further than a quarter off the plan is asked back (model dialogue 9); over three times the plan is never written down.
ASK_BACK_SHARE = 0.25
UNREASONABLE_FACTOR = 3


def done_working(moment: Moment) -> Reply:
    """Take the set at hand as done, with the number that was said or as planned."""
    return _count(moment, moment.session.index)


def done_resting(moment: Moment) -> Reply:
    """Take a number as that of the last set, and rest on; without one, the rest is over."""
    return skip_rest(moment) if moment.event.number is None else done_after(moment)


def done_after(moment: Moment) -> Reply:
    """Take a number as that of the last set; without one, go on."""
    index = last_moving(moment.session.plan, moment.session.index)
    if moment.event.number is None or index is None:
        return run(moment)
    return _count(moment, index)


def correct(moment: Moment) -> Reply:
    """Put another number in place of the last one."""
    index = last_moving(moment.session.plan, moment.session.index)
    if moment.event.number is None or index is None or moment.session.logged(index) is None:
        return stay(moment, Tell("not_now"))
    return _count(moment, index)


def next_working(moment: Moment) -> Reply:
    """End the set here: ask once whether all of it was done, unless it is a warm-up, a cool-down or as good as over."""
    session = moment.session
    step = session.step
    if step.kind is not StepKind.WORK or session.done >= step.units - 2:
        return _log_and_go_on(moment, session.index, step.amount)
    if session.done == 0:
        return run(moment.having(replace(session, index=session.index + 1, done=0)))
    return ask(moment, Ask(Question.DONE_ALL, {"amount": step.amount, "exercise": step.exercise}))


def all_done(moment: Moment) -> Reply:
    """Write the whole set down."""
    return _log_and_go_on(moment, moment.session.index, moment.session.step.amount)


def part_done(moment: Moment) -> Reply:
    """Write down as much of the set as the clock says was done."""
    session = moment.session
    return _log_and_go_on(moment, session.index, session.step.amount_of(session.done))


def ask_how_many(moment: Moment) -> Reply:
    """Ask for the number, once."""
    session = replace(moment.session, pending=None)
    return ask(moment.having(session), Ask(Question.HOW_MANY))


def confirmed(moment: Moment) -> Reply:
    """Write down a number that was confirmed, unless it is out of all reason."""
    session = moment.session
    index = _counted(session)
    step = session.plan[index]
    number = session.pending if session.pending is not None else step.amount
    if number > UNREASONABLE_FACTOR * step.amount:
        return _log_and_go_on(moment, index, step.amount, Tell("count_kept", {"n": step.amount}))
    return _log_and_go_on(moment, index, number, _logged(step, number))


def asked_number(moment: Moment) -> Reply:
    """Take the number that was asked for; it is not asked back a second time."""
    if moment.event.number is None:
        return part_done(moment) if _counted(moment.session) == moment.session.index else run(moment)
    return confirmed(moment.having(replace(moment.session, pending=moment.event.number)))


def _count(moment: Moment, index: int) -> Reply:
    session = moment.session
    step = session.plan[index]
    number = moment.event.number
    if number is None:
        return _log_and_go_on(moment, index, step.amount)
    if abs(number - step.amount) > ASK_BACK_SHARE * step.amount:
        pending = moment.having(replace(session, pending=number))
        return ask(pending, Ask(Question.CONFIRM_COUNT, {"n": number, "exercise": step.exercise}))
    return _log_and_go_on(moment, index, number, _logged(step, number))


def _counted(session: Session) -> int:
    """Find the step that an open number is about: the set at hand if it was broken off, else the last one."""
    if not session.through and session.step.moving and session.done:
        return session.index
    index = last_moving(session.plan, session.index)
    return session.index if index is None else index


def _log_and_go_on(moment: Moment, index: int, amount: int, *tell: Tell) -> Reply:
    session = log_step(moment.session, index, amount)
    session = replace(session, pending=None)
    if index >= session.index:
        session = replace(session, index=index + 1, done=0)
        return run(moment.having(session), *tell)
    moment = moment.having(session)
    if moment.runner.ask is not None and moment.runner.ask.question is Question.EFFORT:
        return stay(moment, *tell)
    return run(moment, *tell) if session.state is not State.PAUSED else stay(moment, *tell)


def _logged(step: Step, number: int) -> Tell:
    return Tell("logged_count", {"n": number, "exercise": step.exercise})
