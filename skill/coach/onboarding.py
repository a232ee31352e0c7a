"""The first visit's three questions, which one word answers. Each may be skipped, and any word for "start" skips all.

Whatever is not answered keeps what a beginner is taken to have.
"""

from dataclasses import replace
from datetime import timedelta

from skill.coach.acts import Ask, Question
from skill.coach.events import Wishes
from skill.coach.moment import Moment, Reply, ask
from skill.coach.programme import with_wishes
from skill.coach.starting import propose
from skill.coach.wishing import out_of_reach, prefer

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
    """Ask the next question, or propose the workout after the last one, and where its answer is known already."""
    asked = moment.runner.ask
    question = None if asked is None else FOLLOWING.get(asked.question)
    if question is None or (question is Question.HARD_RUN and _runs_known(moment)):
        return propose(moment)
    return ask(moment, Ask(question))


def none_near(moment: Moment) -> Reply:
    """Take "none" for no run, and not for no kit; everything else that is set here is kept, as anywhere."""
    return following(moment) if moment.event.wishes == Wishes(equipment=frozenset()) else prefer(moment)


def _runs_known(moment: Moment) -> bool:
    """Tell whether anything was told of today's or tomorrow's run."""
    diary, today = moment.runner.diary, moment.today
    return any(diary.on(today + timedelta(days=ahead)) is not None for ahead in (0, 1))


def run_is_near(moment: Moment) -> Reply:
    """Spare the legs for a hard or long run, whichever of the two days it is on."""
    return propose(moment.with_the_day(replace(moment.runner.on_the_day, run_near=True)))
