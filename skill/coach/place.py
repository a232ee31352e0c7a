"""Where a runner is by now: the clock held against what was being spoken.

Nothing calls back from a speaker, and no request tells how far the speech had got. What is known is when the reply
began and where each step stands in it; the rest is arithmetic.
"""

from dataclasses import replace
from datetime import datetime

from skill.coach.plan import Step
from skill.coach.runner import Runner
from skill.coach.session import Block, Logged, Mark, Session, State

# How much later than the clock says the runner is taken to be heard: the way of the words to the cloud and the error
# of the speech-length model. It errs towards a repetition too many rather than one too few.
TOLERANCE_MS = 1500


def locate(runner: Runner, now: datetime) -> Runner:
    """Bring a runner's place up to `now`: log the steps that were played through, find the one at hand.

    Afterwards nothing is being spoken: the session has no block. A runner with no block stays as is.
    """
    session = runner.session
    if session is None or session.block is None:
        return runner
    block = session.block
    elapsed = max(0, round((now - block.started).total_seconds() * 1000))
    played = min(elapsed, block.ends)
    session = replace(session, block=None, active=session.active + played // 1000)
    if elapsed >= block.ends:
        session = _played_out(session, block)
        return replace(runner, session=session, ask=block.ask, taught=runner.taught | _met(session))
    session = _broken_off(session, block, elapsed - TOLERANCE_MS)
    if session.state is State.ASKING:
        return replace(runner, session=session, ask=block.ask, taught=runner.taught | _met(session))
    return replace(runner, session=session, ask=None, taught=runner.taught | _met(session))


def log_step(session: Session, index: int, amount: int) -> Session:
    """Write down what was done of a step, in place of what stood there before."""
    kept = tuple(entry for entry in session.log if entry.index != index)
    return replace(session, log=tuple(sorted((*kept, Logged(index, amount)), key=lambda entry: entry.index)))


def state_at(step: Step) -> State:
    """Give the state of a runner who is inside a step."""
    return State.WORKING if step.moving else State.RESTING


def _played_out(session: Session, block: Block) -> Session:
    for mark in block.marks:
        session = _complete(session, mark)
    if block.marks:
        session = replace(session, index=block.marks[-1].index + 1, done=0)
    return replace(session, state=State.ASKING)


def _broken_off(session: Session, block: Block, heard: int) -> Session:
    for mark in block.marks:
        if heard < mark.ends:
            step = session.plan[mark.index]
            return replace(session, index=mark.index, done=_units_by(mark, step, heard), state=state_at(step))
        session = _complete(session, mark)
    # The question at the end was being asked.
    return _played_out(session, block)


def _units_by(mark: Mark, step: Step, heard: int) -> int:
    if heard <= mark.begins:
        return mark.done
    share = (heard - mark.begins) / (mark.ends - mark.begins)
    return mark.done + int(share * (step.units - mark.done))


def _complete(session: Session, mark: Mark) -> Session:
    step = session.plan[mark.index]
    return log_step(session, mark.index, step.amount) if step.moving else session


def _met(session: Session) -> frozenset[str]:
    return frozenset(session.plan[entry.index].exercise for entry in session.log)
