"""What comes from here on, step by step: the acts of each, and the question that a reply may end with there.

Pacing decides the order of things and where a reply may break off. How many steps one reply holds depends on how long
the words are, so the speech room decides that, by taking as many segments as fit.
"""

from collections.abc import Iterator
from dataclasses import replace

from skill.coach.acts import (
    Act,
    Announce,
    Ask,
    ChangeOver,
    CountIn,
    Fact,
    Perform,
    PickUp,
    Question,
    Rest,
    Segment,
    Tell,
)
from skill.coach.plan import Plan, StepKind, ends_exercise, next_moving
from skill.coach.record import totals
from skill.coach.runner import Runner, Steps
from skill.coach.session import Session

# Seconds of a rest that a full reply holds at least. Eight seconds of open microphone and the patient reprompt follow.
BRIEF_REST_SECONDS = 15


def segments(runner: Runner, session: Session) -> Iterator[Segment]:
    """Give the segments of the plan from the step at hand to the end."""
    told = set(runner.taught)
    ended: int | None = None  # where the last set of an exercise ended, of which the runner will be asked
    for index in range(session.index, len(session.plan)):
        first = index == session.index
        acts = _acts(runner, session, index, told, picked_up=session.done if first else None)
        if runner.profile.ask_effort and _last_of_exercise(session.plan, index):
            ended = index
        if next_moving(session.plan, index + 1) is None:
            acts = (*acts, Tell("through", totals(session)))
            ask: Ask | None = Ask(Question.SESSION_EFFORT)
        elif _settles(session, index):
            ask = Ask(Question.SETTLED)
        elif ended is not None:
            ask = _effort(session.plan, index, ended)
        else:
            ask = _go_on(session.plan, index)
        final = _has_to_end(session, index) or _one_set(runner, session.plan, index, ask)
        yield Segment(acts, ask, final=final, brief=() if ask is None else _brief(acts))


def _acts(runner: Runner, session: Session, index: int, told: set[str], *, picked_up: int | None) -> tuple[Act, ...]:
    """Give the acts of one step; `picked_up` is None for a step that follows another in this reply."""
    step = session.plan[index]
    done = picked_up or 0
    if not step.moving:
        upcoming = _announce(runner, session.plan, index + 1, told)
        if step.kind is StepKind.REST:
            return (Rest(step, index, done, upcoming),)
        return (ChangeOver(step, index, done, upcoming, sides=session.plan[index - 1].exercise == step.exercise),)
    opening: tuple[Act, ...] = ()
    if done:
        opening = (PickUp(step, index, done),)
    elif picked_up is not None or session.plan[index - 1].moving:
        opening = (_announce(runner, session.plan, index, told),)
    return (*opening, CountIn(), Perform(step, index, done, last_set=step.set == step.sets > 1))


def _brief(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Shorten a rest to its beginning: the runner says when it is over, or the words that ask again end it."""
    match acts:
        case (Rest(step=step, done=done) as rest,) if step.units - done > BRIEF_REST_SECONDS:
            return (replace(rest, done=step.units - BRIEF_REST_SECONDS),)
    return ()


def _announce(runner: Runner, plan: Plan, index: int, told: set[str]) -> Announce:
    step = plan[index]
    teach = step.exercise not in told
    told.add(step.exercise)
    return Announce(step, index, teach=teach, cue=step.set - 1 + runner.finished)


def _go_on(plan: Plan, index: int) -> Ask | None:
    """Give the question whether to go on, where the runner may be left waiting."""
    step, following = plan[index], next_moving(plan, index + 1)
    if following is None or not (step.kind is StepKind.REST or (step.moving and ends_exercise(plan, index))):
        return None
    upcoming = plan[following]
    return Ask(Question.GO_ON, {"exercise": upcoming.exercise, "set": upcoming.set, "sets": upcoming.sets})


def _effort(plan: Plan, index: int, ended: int) -> Ask | None:
    """Give the question how an exercise was. It is asked right after a set, and the rest that is due follows it."""
    step = plan[index]
    if not step.moving or (plan[index + 1].kind is StepKind.CHANGE_OVER and plan[index + 1].exercise == step.exercise):
        return None
    facts: dict[str, Fact] = {"exercise": plan[ended].exercise}
    return Ask(Question.EFFORT, facts if index == ended else {**facts, "since": step.exercise})


def _settles(session: Session, index: int) -> bool:
    """Tell whether the first set of a move that was taken instead of another ends here."""
    plan, step = session.plan, session.plan[index]
    following = next_moving(plan, index + 1)
    if step.kind is not StepKind.WORK or step.exercise != session.spared.check or following is None:
        return False
    return (plan[following].exercise, plan[following].set) != (step.exercise, step.set)


def _has_to_end(session: Session, index: int) -> bool:
    """Tell whether all is done, or a question may not wait, or the warm-up is over: time to fetch the kit."""
    plan = session.plan
    following = next_moving(plan, index + 1)
    return (
        _settles(session, index)
        or following is None
        or (plan[index].kind is StepKind.WARM_UP and plan[following].kind is StepKind.WORK)
    )


def _one_set(runner: Runner, plan: Plan, index: int, ask: Ask | None) -> bool:
    """Tell whether the runner wants to be asked here: behind a rest, or how the last set of an exercise was."""
    effort = ask is not None and ask.question is Question.EFFORT
    return runner.profile.steps is Steps.SETS and (effort or plan[index].kind is StepKind.REST)


def _last_of_exercise(plan: Plan, index: int) -> bool:
    step = plan[index]
    later = (s.exercise for s in plan[index + 1 :] if s.kind is StepKind.WORK)
    return step.kind is StepKind.WORK and step.exercise not in later
