"""Who is speaking, in a household whose voices are not told apart: by a first name, and no more than that.

Whose place is loaded has been settled before; here it is only answered. A voice that is recognised needs no name.
"""

from dataclasses import replace

from skill.coach.acts import Ask, Question, Tell
from skill.coach.moment import Moment, Reply, ask, stay
from skill.coach.opening import take_up


def identify(moment: Moment) -> Reply:
    """Greet whoever said their name, and offer their own place."""
    name = moment.event.name
    if moment.event.recognised:
        return stay(moment, Tell("known_by_voice"))
    if name is None:
        return stay(moment, Tell("which_name"))
    hello = Tell("hello", {"person": name}) if name else Tell("hello_owner")
    if moment.runner.session is None:
        return ask(moment, Ask(Question.START), hello)
    reply = take_up(moment)
    return replace(reply, tell=(hello, *reply.tell))


def who(moment: Moment) -> Reply:
    """Say whose place this is."""
    if moment.event.recognised:
        return stay(moment, Tell("known_by_voice"))
    if moment.event.name:
        return stay(moment, Tell("who_you_are", {"person": moment.event.name}))
    return stay(moment, Tell("who_unknown"))
