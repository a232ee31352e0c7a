"""What a runner says of the day before a workout: sore, short of sleep, or after a hard day.

It shapes what is proposed for as long as the conversation lasts, and is kept nowhere. In a workout that was begun,
soreness goes by the protocol of `safety`.
"""

from dataclasses import replace

from skill.coach.acts import Tell
from skill.coach.moment import Moment, Reply, stay
from skill.coach.safety import hurts
from skill.coach.schedule import SLIGHT, VERY_SORE, Kind
from skill.coach.spared import NOTHING_SPARED
from skill.coach.starting import only_warm, propose
from skill.coach.today import decision_on

MOST_SORE = 10
# Areas that are no legs.
ARMS = frozenset({"shoulder", "elbow", "wrist"})
# Fewer hours of sleep make a short night (coaching table 4, row 21).
ENOUGH_SLEEP = 5


def sore(moment: Moment) -> Reply:
    """Propose what fits how sore the runner is; where that was not said, tell soreness and pain apart in general."""
    if _at_work(moment):
        return hurts(moment)
    number = moment.event.number
    if number is None or number > MOST_SORE:
        return stay(moment, Tell("soreness"))
    if moment.event.area in ARMS and number < VERY_SORE:
        moment = _sparing_arms(moment) if number > SLIGHT else moment
    else:
        moment = moment.with_the_day(replace(moment.runner.on_the_day, sore=number))
    decision, reply = decision_on(moment.runner, moment.today, moment.now, moment.zone), propose(moment)
    lines = {tell.line for tell in reply.tell}
    planned = decision.kind is Kind.FULL and "propose" in lines and "leave_it_out" not in lines
    return replace(reply, tell=(Tell("as_planned"), *reply.tell)) if planned else reply


def _at_work(moment: Moment) -> bool:
    """Tell whether a workout was begun; not where somebody comes back who only warmed up for it."""
    return moment.begun and not (moment.event.opens and only_warm(moment))


def _sparing_arms(moment: Moment) -> Moment:
    """Leave out what the arms do, where those are sore: the legs are as they were (coaching table 4, row 19)."""
    session, area = moment.runner.session, moment.catalogue.area(moment.event.area)
    spared = NOTHING_SPARED if session is None else session.spared
    spared = replace(spared, aside=tuple(dict.fromkeys((*spared.aside, *area.avoid))))
    if session is not None:
        session = replace(session, spared=spared)
    return replace(moment, spared=spared, runner=replace(moment.runner, session=session))


def tired(moment: Moment) -> Reply:
    """Propose something short and light after a short night or a hard day; a workout that was begun stays."""
    if _at_work(moment):
        return stay(moment, Tell("easier_any_time"))
    slept = moment.event.number
    said = replace(moment.runner.on_the_day, tired=slept is None or slept < ENOUGH_SLEEP)
    return propose(moment.with_the_day(said))
