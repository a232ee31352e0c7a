"""Numbers that a runner says: how many were done, corrections, and numbers that cannot be right.

What was done is taken to be what was planned, unless the runner says otherwise. Whatever its size, a number is about
the set that has begun, else about the last one that was done, and about a warm-up only where nothing else was done yet.
A number far from the plan is asked back once; one out of all reason is never written down.
"""

from dataclasses import replace

from skill.coach.acts import Ask, Question, Tell
from skill.coach.answers import how_many_left
from skill.coach.events import Effort
from skill.coach.moment import Moment, Reply, ask, run, stay
from skill.coach.moves import effort, go_on, next_set, skip_rest
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
        return log_several(moment, _with_set_at_hand_done(session) if _has_begun(session) else session)
    named = moment.event.exercise
    if named is not None and meant(session, named, moment.catalogue) != session.step.exercise:
        return _of_exercise(moment)
    about = None if moment.event.number is None else _meant(session, named)
    return _count(moment, session.index if about is None else about)


def done_resting(moment: Moment) -> Reply:
    """Take a number as that of the last set, and rest on; without one, the rest is over."""
    if moment.event.number is None and not several(moment.event):
        return skip_rest(moment)
    return done_after(moment)


def done_after(moment: Moment) -> Reply:
    """Take a number as that of the set that was begun or done last; without one, go on."""
    if several(moment.event):
        return log_several(moment, moment.session)
    if moment.event.exercise is not None:
        return _of_exercise(moment)
    if moment.event.number is None:
        return go_on(moment)
    index = _meant(moment.session)
    return stay(moment, Tell("not_now")) if index is None else _count(moment, index)


def next_or_number(moment: Moment) -> Reply:
    """Take "done" for the next set, where that is asked; a number is that of the set before."""
    return next_set(moment) if moment.event.number is None and not several(moment.event) else done_after(moment)


def correct(moment: Moment) -> Reply:
    """Put another number in place of the last one, or of the last one of the exercise that was named."""
    session, named = moment.session, moment.event.exercise
    index = _last_logged(session, named)
    if index is None:
        index = _meant(session, named)
    if moment.event.number is None or index is None:
        return stay(moment, Tell("not_now"))
    return _count(moment, index)


def lost_working(moment: Moment) -> Reply:
    """Say how many are left by the clock, and go on counting for the runner."""
    return how_many_left(moment)


def lost_after(moment: Moment) -> Reply:
    """Leave the last set as planned, and say so."""
    index = _last_logged(moment.session)
    if index is None:
        return stay(moment, Tell("take_your_time"))
    return stay(moment, Tell("count_kept", {"n": _as_it_stands(moment.session, index)}))


def lost_asked(moment: Moment) -> Reply:
    """Write down what the clock says, where a number was asked for and is not known."""
    return part_done(moment) if _counted(moment) == moment.session.index else run(moment)


def _of_exercise(moment: Moment) -> Reply:
    """Take a number as that of the last set of the exercise that was named."""
    named = moment.event.exercise
    index = _last_logged(moment.session, named)
    if index is None:
        return stay(moment, Tell("not_done_yet", {"exercise": named or ""}))
    return _count(moment, index)


def _meant(session: Session, exercise: str | None = None) -> int | None:
    """Find the set that a number is about: the one at hand once it has begun, the one before a rest, else the last one.

    A warm-up or a cool-down is none, unless it was named. None: there is no such set yet.
    """
    at_hand = not session.through and session.step.moving
    index = session.index if at_hand and session.done else None
    if not session.through and not session.step.moving:
        # A set that "next" left out before its first repetition was not written down, and still is the last one.
        index = last_moving(session.plan, session.index)
    if index is not None and _is_set(session.plan[index], exercise):
        return index
    return _last_logged(session, exercise)


def _last_logged(session: Session, exercise: str | None = None) -> int | None:
    """Find the last set that was written down, or the last step of the exercise that was named."""
    logged = (entry.index for entry in reversed(session.log) if entry.index < session.index or session.through)
    return next((index for index in logged if _is_set(session.plan[index], exercise)), None)


def _is_set(step: Step, exercise: str | None) -> bool:
    return step.kind is StepKind.WORK if exercise is None else step.exercise == exercise


def _as_it_stands(session: Session, index: int) -> int:
    """Give what is written down for a step, else what was planned."""
    logged = session.logged(index)
    return session.plan[index].amount if logged is None else logged


def _has_begun(session: Session) -> bool:
    """Tell whether something of the set at hand is done, or one of its sides."""
    before = last_moving(session.plan, session.index)
    step = session.step
    other = None if before is None else session.plan[before]
    return bool(session.done) or (other is not None and (other.exercise, other.set) == (step.exercise, step.set))


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


def all_or_effort(moment: Moment) -> Reply:
    """Take "good" or "right" for a yes to whether all was done; any other word is how hard it was."""
    return all_done(moment) if moment.event.effort is Effort.RIGHT else effort(moment)


def all_or_number(moment: Moment) -> Reply:
    """Take "done" for all of the set that was asked about, and a number for what was done of it."""
    event, session = moment.event, moment.session
    asked = event.exercise in {None, session.step.exercise} and not several(event)
    if event.number is None or event.number > session.step.amount or not asked:
        return done_working(moment)
    # Fewer than all is what was asked for: it is not asked back, however few.
    return _log_and_go_on(moment, session.index, event.number, _logged(session.step, event.number))


def not_all(moment: Moment) -> Reply:
    """Take "no, six" for what was done of the set that was asked about; without a number, ask for it."""
    return ask_how_many(moment) if moment.event.number is None else all_or_number(moment)


def part_done(moment: Moment) -> Reply:
    """Write down as much of the set as the clock says was done."""
    session = moment.session
    return _log_and_go_on(moment, session.index, session.step.amount_of(session.done))


def ask_how_many(moment: Moment) -> Reply:
    """Ask for the number, once."""
    session = replace(moment.session, pending=None)
    return ask(moment.having(session), Ask(Question.HOW_MANY, {"step": _counted(moment)}))


def confirmed(moment: Moment) -> Reply:
    """Write down a number that was confirmed, unless it is out of all reason."""
    session = moment.session
    index = _counted(moment)
    step = session.plan[index]
    number = session.pending if session.pending is not None else step.amount
    if number > UNREASONABLE_FACTOR * step.amount:
        kept = _as_it_stands(session, index)
        return _log_and_go_on(moment, index, kept, Tell("count_kept", {"n": kept}))
    return _log_and_go_on(moment, index, number, _logged(step, number))


def asked_number(moment: Moment) -> Reply:
    """Take the number that was asked for; it is not asked back a second time."""
    if several(moment.event):
        return log_several(moment, moment.session)
    told = moment.event.number is not None and (moment.event.seconds is None or _step_counted(moment).timed)
    if not told:
        return part_done(moment) if _counted(moment) == moment.session.index else run(moment)
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
        return ask(pending, Ask(Question.CONFIRM_COUNT, {"n": number, "exercise": step.exercise, "step": index}))
    return _log_and_go_on(moment, index, number, _logged(step, number))


def _counted(moment: Moment) -> int:
    """Find the step that an open number is about: the one that the question names, else the one that is meant."""
    session, asked = moment.session, moment.runner.ask
    index = asked.facts.get("step") if asked is not None else None
    if not isinstance(index, int) or index >= len(session.plan):
        index = _meant(session)
    return min(session.index, len(session.plan) - 1) if index is None else index


def _step_counted(moment: Moment) -> Step:
    return moment.session.plan[_counted(moment)]


def _log_and_go_on(moment: Moment, index: int, amount: int, *tell: Tell) -> Reply:
    session = replace(log_step(moment.session, index, amount), pending=None)
    asked = moment.runner.ask
    waits = session.state is State.PAUSED or (asked is not None and asked.question is Question.EFFORT)
    if index >= session.index:
        session = replace(session, index=index + 1, done=0)
    moment = moment.having(session)
    return stay(moment, *tell) if waits else run(moment, *tell)


def _logged(step: Step, number: int) -> Tell:
    return Tell("logged_count", {"n": number, "exercise": step.exercise})
