"""Days for less: back from a break, an illness or an injury, after a day off, or simply with a light workout.

Nothing here asks why; a workout that was begun goes on as it is, or is held.
"""

from dataclasses import replace

from skill.coach.acts import Ask, Question, Tell
from skill.coach.moment import Moment, Reply, ask, stay
from skill.coach.programme import due
from skill.coach.session import State
from skill.coach.starting import ask_level_again, begin, propose


def begin_after_a_day_off(moment: Moment) -> Reply:
    """Start again after a day off, easily."""
    moment = replace(moment, runner=replace(moment.runner, rest_until=None))
    return begin(_wishing(moment, light=True), Tell("easy_start"))


def begin_light(moment: Moment) -> Reply:
    """Start with half the sets."""
    return begin(_wishing(moment, light=True))


def begin_full(moment: Moment) -> Reply:
    """Start with all the sets, although a light workout was offered."""
    moment = moment.with_the_day(replace(moment.runner.on_the_day, light=False))
    return begin(_wishing(replace(moment, runner=replace(moment.runner, hard=0)), light=False))


def lighter(moment: Moment) -> Reply:
    """Propose half the sets, where nothing was done of the workout in progress; else the rest of it stays."""
    if _under_way(moment):
        return stay(moment, Tell("easier_any_time"))
    return propose(_light_today(moment))


def back(moment: Moment) -> Reply:
    """Welcome somebody who was away: the workout that was due is due, and one that was begun goes on."""
    if _under_way(moment):
        return stay(moment)
    picking_up = Tell("picking_up", {"workout": due(moment.runner, moment.catalogue)})
    return ask_level_again(moment) or propose(moment, picking_up)


def back_from_illness(moment: Moment) -> Reply:
    """Start light after an illness, and not before all is well; a workout that was begun is held."""
    if _under_way(moment):
        return ask(moment, Ask(Question.PAUSED), Tell("when_well"), state=State.PAUSED)
    return propose(_light_today(moment), Tell("when_well"))


def ask_if_cleared(moment: Moment) -> Reply:
    """Ask whether a professional said that training is all right; a workout that was begun is held."""
    if _under_way(moment):
        return ask(moment, Ask(Question.PAUSED), Tell("when_well"), state=State.PAUSED)
    return ask(moment, Ask(Question.CLEARED), state=State.READY)


def cleared(moment: Moment) -> Reply:
    """Start light with a professional's word."""
    return propose(_light_today(moment), Tell("gently"))


def _under_way(moment: Moment) -> bool:
    session = moment.runner.session
    return session is not None and bool(session.log or session.done)


def _light_today(moment: Moment) -> Moment:
    """Wish for a light workout now, and for as long as the conversation lasts."""
    return _wishing(moment.with_the_day(replace(moment.runner.on_the_day, light=True)), light=True)


def _wishing(moment: Moment, *, light: bool) -> Moment:
    wishes = replace(moment.event.wishes, light=light)
    return replace(moment, event=replace(moment.event, wishes=wishes))
