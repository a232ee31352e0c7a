"""What a runner says of the day before a workout: sore, short of sleep, or after a hard day.

It shapes what is proposed for as long as the conversation lasts, and is kept nowhere. In a workout that was begun,
soreness goes by the protocol of `safety`.
"""

from dataclasses import replace

from skill.coach.acts import Tell
from skill.coach.moment import Moment, Reply, stay
from skill.coach.safety import hurts
from skill.coach.schedule import Kind
from skill.coach.starting import propose
from skill.coach.today import decision_on

MOST_SORE = 10
# Fewer hours of sleep make a short night (coaching table 4, row 21).
ENOUGH_SLEEP = 5


def sore(moment: Moment) -> Reply:
    """Propose what fits how sore the runner is; where that was not said, tell soreness and pain apart in general."""
    if moment.begun:
        return hurts(moment)
    number = moment.event.number
    if number is None or number > MOST_SORE:
        return stay(moment, Tell("soreness"))
    said = replace(moment.runner.on_the_day, sore=number)
    moment = replace(moment, runner=replace(moment.runner, on_the_day=said))
    decision = decision_on(moment.runner, moment.today, moment.now, moment.zone)
    return propose(moment, *([Tell("as_planned")] if decision.kind is Kind.FULL else []))


def tired(moment: Moment) -> Reply:
    """Propose something short and light after a short night or a hard day; a workout that was begun stays."""
    if moment.begun:
        return stay(moment, Tell("easier_any_time"))
    slept = moment.event.number
    said = replace(moment.runner.on_the_day, tired=slept is None or slept < ENOUGH_SLEEP)
    return propose(replace(moment, runner=replace(moment.runner, on_the_day=said)))
