"""Numbers that a runner says: how many were done, corrections, and numbers that cannot be right.

What was done is taken to be what was planned, unless the runner says otherwise. A number far from the plan is asked
back once; one out of all reason is never written down.
"""

from dataclasses import replace

from skill.coach.acts import Ask, Question, Tell
from skill.coach.answers import how_many_left
from skill.coach.moment import Moment, Reply, ask, run, stay
from skill.coach.moves import skip_rest
from skill.coach.place import log_step
from skill.coach.plan import Step, StepKind, last_moving
from skill.coach.session import Session, State
from skill.coach.several import log_several, several
from skill.coach.substitution import meant

# Further than a quarter off the plan is asked back (model dialogue 9); over three times the plan is never written down.
ASK_BACK_SHARE = 0.25
UNREASONABLE_FACTOR = 3


def done_working(moment: Moment) -> Reply:
    """Take the set at hand as done, with the number that was said or as planned."""
    session = moment.session
    if several(moment.event):
        return log_several(moment, _with_set_at_hand_done(session))
    named = moment.event.exercise
    if named is not None and meant(session, named, moment.catalogue) != session.step.exercise:
        return _of_exercise(moment)
    return _count(moment, session.index)


def done_resting(moment: Moment) -> Reply:
    """Take a number as that of the last set, and rest on; without one, the rest is over."""
    if moment.event.number is None and not several(moment.event):
        return skip_rest(moment)
    return done_after(moment)


def done_after(moment: Moment) -> Reply:
    """Take a number as that of the last set; without one, go on."""
    if several(moment.event):
        return log_several(moment, moment.session)
    if moment.event.exercise is not None:
        return _of_exercise(moment)
    index = last_moving(moment.session.plan, moment.session.index)
    if moment.event.number is None or index is None:
        return run(moment)
    return _count(moment, index)


def correct(moment: Moment) -> Reply:
    """Put another number in place of the last one, or of the last one of the exercise that was named."""
    index = _last_logged(moment.session, moment.event.exercise)
    if moment.event.number is None or index is None:
        return stay(moment, Tell("not_now"))
    return _count(moment, index)


def lost_working(moment: Moment) -> Reply:
    """Say how many are left by the clock, and go on counting for the runner."""
    return how_many_left(moment)


def lost_after(moment: Moment) -> Reply:
    """Leave the last set as planned, and say so."""
    index = _last_logged(moment.session, None)
    if index is None:
        return stay(moment, Tell("take_your_time"))
    return stay(moment, Tell("count_kept", {"n": moment.session.logged(index) or moment.session.plan[index].amount}))


def lost_asked(moment: Moment) -> Reply:
    """Write down what the clock says, where a number was asked for and is not known."""
    return part_done(moment) if _counted(moment.session) == moment.session.index else run(moment)


def _of_exercise(moment: Moment) -> Reply:
    """Take a number as that of the last set of the exercise that was named."""
    named = moment.event.exercise
    index = _last_logged(moment.session, named)
    if index is None:
        return stay(moment, Tell("not_done_yet", {"exercise": named or ""}))
    return _count(moment, index)


def _last_logged(session: Session, exercise: str | None) -> int | None:
    """Find the last step that was written down, of an exercise where one is named."""
    logged = (entry.index for entry in reversed(session.log) if entry.index < session.index or session.through)
    return next((index for index in logged if exercise in {None, session.plan[index].exercise}), None)


def _with_set_at_hand_done(session: Session) -> Session:
    """Take the set at hand as done as planned, so that numbers for several sets may end with it."""
    session = log_step(session, session.index, session.step.amount)
    return replace(session, index=session.index + 1, done=0)


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
    if several(moment.event):
        return log_several(moment, moment.session)
    told = moment.event.number is not None and (moment.event.seconds is None or _step_counted(moment.session).timed)
    if not told:
        return part_done(moment) if _counted(moment.session) == moment.session.index else run(moment)
    return confirmed(moment.having(replace(moment.session, pending=moment.event.number)))


def _count(moment: Moment, index: int) -> Reply:
    session = moment.session
    step = session.plan[index]
    number = moment.event.number
    if number is None:
        return _log_and_go_on(moment, index, step.amount)
    if moment.event.seconds is not None and not step.timed:
        # "Held it for a minute" tells nothing of how many there were.
        return ask_how_many(moment)
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


def _step_counted(session: Session) -> Step:
    return session.plan[_counted(session)]


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
