"""What a runner says of a workout before it starts: preferences to keep, minutes, how hard, and kit that is missing."""

from dataclasses import replace

from skill.coach.acts import Ask, Question, Tell
from skill.coach.events import Effort, Wishes
from skill.coach.moment import Moment, Reply, run, stay
from skill.coach.moves import without_kit
from skill.coach.programme import with_wishes
from skill.coach.session import State
from skill.coach.starting import begin, begin_another, propose

# What a workout can take; express sessions are shorter than others, and nothing is shorter than those.
LEAST_MINUTES, MOST_MINUTES = 5, 90


def prefer(moment: Moment) -> Reply:
    """Keep what a runner prefers from now on; before anything was done, propose the workout anew.

    Minutes and a focus are for one workout: in one that was begun they ask for another.
    """
    refused = out_of_reach(moment)
    if refused is not None:
        return refused
    profile = with_wishes(moment.runner.profile, moment.event.wishes)
    changed = replace(moment.runner, profile=profile)
    if profile.level != moment.runner.profile.level:
        changed = replace(changed, queue=0)
    moment = replace(moment, runner=changed)
    session = changed.session
    if session is None or not (session.log or session.done):
        return propose(moment, Tell("preference_noted"))
    wishes = moment.event.wishes
    if wishes != Wishes() and replace(wishes, minutes=None, focus=None) == Wishes():
        # Of these nothing is kept: they are a wish for another workout.
        return begin_another(moment)
    if session.state in {State.WORKING, State.RESTING}:
        return run(moment, Tell("preference_noted"))
    return Reply(changed, (Tell("preference_noted"),), changed.ask or Ask(Question.START))


def out_of_reach(moment: Moment) -> Reply | None:
    """Refuse minutes that no workout can take, with those that one can; None for all others."""
    minutes = moment.event.wishes.minutes
    if minutes is None or LEAST_MINUTES <= minutes <= MOST_MINUTES:
        return None
    return stay(moment, Tell("minutes_out_of_reach", {"n": LEAST_MINUTES, "most": MOST_MINUTES}))


def of_minutes(moment: Moment) -> Reply:
    """Take a bare number that is said before a workout for its minutes, where a workout can take as many."""
    if moment.event.wishes.minutes is None or out_of_reach(moment) is not None:
        return stay(moment) if moment.runner.session is not None else stay(moment, Tell("nothing_running"))
    return begin(moment) if moment.runner.session is None else propose(moment)


def begin_in_minutes(moment: Moment) -> Reply:
    """Start at once, in so many minutes where a bare number was said; one that no workout can take is refused."""
    return out_of_reach(moment) or begin(moment)


def of_difficulty(moment: Moment) -> Reply:
    """Take "easy" and "hard" before a workout for its level: one down or up from the runner's, this once."""
    levels = [level.id for level in moment.catalogue.levels]
    place = levels.index(moment.runner.profile.level)
    match moment.event.effort:
        case Effort.EASY:
            place = max(place - 1, 0)
        case Effort.HARD:
            place = min(place + 1, len(levels) - 1)
    return propose(replace(moment, event=replace(moment.event, wishes=Wishes(level=levels[place]))))


def without_missing_kit(moment: Moment) -> Reply:
    """Remember before a workout that some kit is not there, and propose one that does without."""
    if moment.event.missing is None:
        return stay(moment, Tell("nothing_running"))
    return propose(without_kit(moment), Tell("preference_noted"))
