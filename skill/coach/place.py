"""Where a runner is by now: the clock held against what was being spoken.

Nothing calls back from a speaker, and no request tells how far the speech had got. What is known is when the reply
began and where each step stands in it; the rest is arithmetic.
"""

from dataclasses import replace
from datetime import datetime, timedelta

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
    heard = elapsed if elapsed >= block.ends else elapsed - TOLERANCE_MS
    touched = max(session.touched, min(now, block.started + timedelta(milliseconds=block.ends)))
    active = session.active + min(elapsed, block.ends) // 1000
    located = replace(session, block=None, active=active, touched=touched)
    for mark in block.marks:
        if heard < mark.ends:
            located = _inside(located, mark, heard)
            break
        located = _complete(located, mark)
    else:
        located = replace(located, state=State.ASKING)
    return replace(
        runner,
        session=located,
        ask=block.ask if located.state is State.ASKING else None,
        taught=runner.taught | _met(session, block, heard),
    )


def log_step(session: Session, index: int, amount: int) -> Session:
    """Write down what was done of a step, in place of what stood there before."""
    kept = tuple(entry for entry in session.log if entry.index != index)
    return replace(session, log=tuple(sorted((*kept, Logged(index, amount)), key=lambda entry: entry.index)))


def state_at(step: Step) -> State:
    """Give the state of a runner who is inside a step."""
    return State.WORKING if step.moving else State.RESTING


def _inside(session: Session, mark: Mark, heard: int) -> Session:
    step = session.plan[mark.index]
    done = mark.done
    if heard > mark.begins:
        done += int((heard - mark.begins) / (mark.ends - mark.begins) * (step.units - mark.done))
    return replace(session, index=mark.index, done=done, state=state_at(step))


def _complete(session: Session, mark: Mark) -> Session:
    step = session.plan[mark.index]
    session = replace(session, index=mark.index + 1, done=0)
    return log_step(session, mark.index, step.amount) if step.moving else session


def _met(session: Session, block: Block, heard: int) -> frozenset[str]:
    """Name the exercises that were announced in full: their work has begun, or the rest before it is over."""
    steps = ((session.plan[mark.index], mark) for mark in block.marks)
    return frozenset(step.exercise for step, mark in steps if heard >= (mark.begins if step.moving else mark.ends))
