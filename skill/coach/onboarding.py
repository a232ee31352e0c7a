"""The first visit's three questions, which one word answers. Each may be skipped, and any word for "start" skips all.

Whatever is not answered keeps what a beginner is taken to have.
"""

from dataclasses import replace

from skill.coach.acts import Ask, Question
from skill.coach.moment import Moment, Reply, ask
from skill.coach.programme import with_wishes
from skill.coach.starting import propose
from skill.coach.wishing import out_of_reach

FOLLOWING = {Question.EXPERIENCE: Question.KIT, Question.KIT: Question.HARD_RUN}


def answered(moment: Moment) -> Reply:
    """Keep the answer, and ask the next question."""
    refused = out_of_reach(moment)
    if refused is not None:
        return refused
    profile = with_wishes(moment.runner.profile, moment.event.wishes)
    return following(replace(moment, runner=replace(moment.runner, profile=profile)))


def no_kit(moment: Moment) -> Reply:
    """Keep that there is nothing but the runner, and ask the next question."""
    wishes = replace(moment.event.wishes, equipment=frozenset())
    return answered(replace(moment, event=replace(moment.event, wishes=wishes)))


def following(moment: Moment) -> Reply:
    """Ask the next question, or propose the workout after the last one."""
    asked = moment.runner.ask
    if asked is not None and asked.question in FOLLOWING:
        return ask(moment, Ask(FOLLOWING[asked.question]))
    return propose(moment)


def run_is_near(moment: Moment) -> Reply:
    """Spare the legs for a hard or long run: half the sets."""
    wishes = replace(moment.event.wishes, light=True)
    return propose(replace(moment, event=replace(moment.event, wishes=wishes)))
