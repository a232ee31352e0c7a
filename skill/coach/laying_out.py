"""How a chosen workout is laid out: expanded into a session, and told with the reasons for what is different.

What hurt in this conversation is left out of it. Which workout it is, and whether it may begin, `starting` decides.
"""

from collections.abc import Iterator
from dataclasses import replace

from skill.coach.acts import Ask, Fact, Question, Tell
from skill.coach.easing import break_ending
from skill.coach.moment import Moment, Reply, ask, run, stay
from skill.coach.plan import StepKind, expand, seconds_left
from skill.coach.preferences import with_rests
from skill.coach.programme import Chosen
from skill.coach.progression import change_told, raised
from skill.coach.runner import Profile
from skill.coach.session import Session, State
from skill.coach.standing import Verdict
from skill.coach.substitution import without
from skill.content.types import Workout


def proposed(moment: Moment, chosen: Chosen, *tell: Tell) -> Reply:
    """Say what the workout is, and wait for the word."""
    session = session_of(moment, chosen)
    proposal = Tell("propose", _proposal(session, chosen.workout))
    told = (*tell, *_left_out(session, chosen.workout), proposal, *_changes(moment, session))
    return ask(moment.having(session), Ask(Question.READY), *told, state=State.READY)


def started(moment: Moment, chosen: Chosen, *tell: Tell) -> Reply:
    """Start the workout; where a move of it was left out last time, ask first whether to try it."""
    session = session_of(moment, chosen)
    facts = _proposal(session, chosen.workout)
    changes = _changes(moment, session)
    tell = (*tell, *_left_out(session, chosen.workout))
    skipped = moment.runner.skipped
    again = next((s.exercise for s in session.plan if s.kind is StepKind.WORK and s.exercise in skipped), None)
    if again is not None:
        question = Ask(Question.TRY_AGAIN, {"exercise": again})
        return ask(moment.having(session), question, *tell, Tell("starting", facts), *changes, state=State.READY)
    return run(moment.having(session), *tell, Tell("starting", facts), *changes)


def session_of(moment: Moment, chosen: Chosen) -> Session:
    """Expand a workout into a session in which nothing is done yet."""
    plan = expand(chosen.workout, moment.catalogue, moment.runner.first_side)
    plan = with_rests(plan, 0, Profile(), moment.runner.profile)
    session = Session(
        chosen.workout.id, moment.now, plan, State.READY, moment.now, slots=chosen.slots, easing=chosen.easing
    )
    spared = moment.spared if moment.runner.session is None else moment.runner.session.spared
    if not spared.aside:
        return session
    # What hurt in this conversation is left alone in every workout of it, and counts as a stop.
    slots = tuple(slot for slot in session.slots if slot.exercise not in spared.out)
    return replace(without(session, spared.out, 0), slots=slots, spared=replace(spared, offers=(), check=""))


def spares_all(moment: Moment, chosen: Chosen) -> Reply | None:
    """Stay with what there is where another workout would be nothing but what is to be left alone."""
    session = moment.runner.session
    if session is None or not session.spared.aside:
        return None
    if any(item.exercise not in session.spared.out for item in chosen.workout.main):
        return None
    return stay(moment, Tell("leave_it_out", {"exercise": chosen.workout.main[0].exercise}))


def _left_out(session: Session, workout: Workout) -> Iterator[Tell]:
    """Say that the workout goes without something, naming the first of it."""
    named = next((item.exercise for item in workout.main if item.exercise in session.spared.out), None)
    if named is not None:
        yield Tell("leave_it_out", {"exercise": named})


def _changes(moment: Moment, session: Session) -> Iterator[Tell]:
    """Say what is not as it was last time, each with its reason; and, once, how to undo it."""
    if session.easing:
        yield Tell(f"eased.{session.easing}")
    elif session.slots:
        rule = break_ending(moment.runner, moment.now, moment.catalogue)
        if rule is not None:
            yield Tell(f"eased.{rule.id}")
    for slot in session.slots:
        if slot.verdict is not Verdict.HOLD:
            yield Tell(*change_told(slot, moment.runner.progress, moment.catalogue))
    undone = next(raised(session.slots), None)
    if undone is not None:
        yield Tell("undo", {"exercise": undone.key})


def _proposal(session: Session, workout: Workout) -> dict[str, Fact]:
    return {
        "workout": workout.id,
        "minutes": max(1, round(seconds_left(session.plan, 0, 0) / 60)),
        "exercises": tuple(item.exercise for item in workout.main if item.exercise not in session.spared.out),
    }
