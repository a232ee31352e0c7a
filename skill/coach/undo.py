"""Taking back what went up: an exercise of this workout is done as it was before, if it has not begun."""

from dataclasses import replace

from skill.coach.acts import Tell
from skill.coach.answers import unknown_exercise
from skill.coach.moment import Moment, Reply, stay
from skill.coach.progression import dose_after, raised
from skill.coach.session import Session
from skill.coach.standing import Slot, Verdict
from skill.coach.substitution import with_item
from skill.content.types import Item


def keep(moment: Moment) -> Reply:
    """Put back the exercise that was named, or everything that went up in this workout."""
    event = moment.event
    if event.exercise is None and event.heard is not None:
        return unknown_exercise(moment)
    slots = [slot for slot in raised(moment.session.slots) if _meant(moment, slot)]
    if not slots:
        return stay(moment, Tell("nothing_to_keep"))
    if any(_begun(moment.session, slot.exercise) for slot in slots):
        return stay(moment, Tell("not_now"))
    told: list[Tell] = []
    for slot in slots:
        moment = moment.having(_as_before(moment, slot))
        told.append(Tell("kept_as_it_was", {"exercise": moment.runner.progress[slot.key].exercise}))
    return stay(moment, *told)


def _meant(moment: Moment, slot: Slot) -> bool:
    before = moment.runner.progress[slot.key].exercise
    return moment.event.exercise in {None, slot.key, slot.exercise, before}


def _begun(session: Session, exercise: str) -> bool:
    first = next((i for i, step in enumerate(session.plan) if step.moving and step.exercise == exercise), 0)
    return session.index > first or (session.index == first and session.done > 0)


def _as_before(moment: Moment, slot: Slot) -> Session:
    session = moment.session
    standing = moment.runner.progress[slot.key]
    dose = dose_after(standing, Verdict.HOLD, moment.runner.profile, moment.catalogue, ())
    sets = next(step.sets for step in session.plan if step.exercise == slot.exercise)
    item = Item(dose.exercise, sets - (slot.extra - dose.extra), dose.amount, 0)
    session = with_item(session, slot.exercise, item, moment.catalogue)
    held = replace(slot, exercise=dose.exercise, amount=dose.amount, extra=dose.extra, verdict=Verdict.HOLD)
    return replace(session, slots=tuple(held if other == slot else other for other in session.slots))
