"""What may be kept of a workout in which the runner stopped at a move: what to skip next time, and the plan.

Which moves were put aside, and what was on offer instead, would tell where it hurts: they live as long as the
conversation does, and no longer.
"""

from dataclasses import replace

from skill.coach.acts import Ask, Question
from skill.coach.closing import with_partial_step
from skill.coach.runner import Runner
from skill.coach.session import Session
from skill.coach.spared import NOTHING_SPARED, Spared
from skill.coach.substitution import without

# Questions about moves that may still come back.
_STILL_ASKED = frozenset({Question.CHECK, Question.INSTEAD, Question.CORE_INSTEAD})


def without_aside(session: Session) -> Session:
    """Give a workout as silence leaves it: without the moves that were put aside."""
    session = with_partial_step(session)
    return replace(without(session, session.spared.aside, session.index), done=0)


def to_keep(runner: Runner) -> Runner:
    """Give a runner as one who may be kept beyond the conversation; while it is still asked, as silence leaves them."""
    session, asked = runner.session, runner.ask
    if session is None or session.spared == NOTHING_SPARED:
        return runner
    if asked is not None and asked.question in _STILL_ASKED:
        session = without_aside(session)
    if asked is not None and asked.question is Question.INSTEAD:
        # The move on offer would tell it too.
        asked = Ask(Question.CORE_INSTEAD)
    left = session.spared.left
    spared = Spared(stops=len(left), left=left, check=session.spared.check)
    return replace(runner, session=replace(session, spared=spared), ask=asked)
