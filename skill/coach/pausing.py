"""A plan that is paused, for a holiday or after a race: no reminders and a streak that waits, until it is taken up.

Only the day since when is kept, never why. Whoever trains meanwhile may, and is held to nothing.
"""

from dataclasses import replace

from skill.coach.acts import Ask, Question, Tell
from skill.coach.appointments import CancelReminders
from skill.coach.moment import Moment, Reply, ask_aside, end, stay
from skill.coach.session import State


def pause_plan(moment: Moment) -> Reply:
    """Pause the plan; the reminders go with it, and a workout in progress keeps its place."""
    runner = moment.runner
    session = None if runner.session is None else replace(runner.session, state=State.PAUSED)
    moment = replace(moment, runner=replace(runner, paused=runner.paused or moment.today, session=session))
    return replace(end(moment, Tell("plan_paused")), errand=CancelReminders(aside=True))


def resume_plan(moment: Moment) -> Reply:
    """Take the plan up again; what was going on goes on."""
    if moment.runner.paused is None:
        return stay(moment, Tell("plan_not_paused"))
    return stay(replace(moment, runner=replace(moment.runner, paused=None)), Tell("plan_resumed"))


def offer_pause(moment: Moment) -> Reply:
    """Offer to pause the plan to somebody who goes away."""
    if moment.runner.paused is not None:
        return stay(moment, Tell("plan_is_paused"))
    return ask_aside(moment, Ask(Question.PAUSE_PLAN))


def leave_plan(moment: Moment) -> Reply:
    """Leave the plan as it is."""
    return stay(replace(moment, runner=replace(moment.runner, ask=None)), Tell("plan_goes_on"))
