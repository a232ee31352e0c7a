"""What comes from here on, step by step: the acts of each, and the question that a reply may end with there.

Pacing decides the order of things and where a reply may break off. How many steps one reply holds depends on how long
the words are, so the speech room decides that, by taking as many segments as fit.
"""

from collections.abc import Iterator
from dataclasses import replace

from skill.coach.acts import Act, Announce, Ask, ChangeOver, CountIn, Perform, PickUp, Question, Rest, Segment
from skill.coach.plan import Plan, StepKind, ends_exercise, next_moving
from skill.coach.runner import Runner
from skill.coach.session import Session

# Seconds of a rest that a full reply holds at least. Eight seconds of open microphone and the patient reprompt follow.
BRIEF_REST_SECONDS = 15


def segments(runner: Runner, session: Session) -> Iterator[Segment]:
    """Give the segments of the plan from the step at hand to the end."""
    told = set(runner.taught)
    for index in range(session.index, len(session.plan)):
        first = index == session.index
        acts = _acts(runner, session, index, told, picked_up=session.done if first else None)
        ask = _ask_after(session.plan, index, ask_effort=runner.profile.ask_effort)
        final = ask is not None and _has_to_end(session.plan, index, ask)
        yield Segment(acts, ask, final=final, brief=_brief(acts))


def _acts(runner: Runner, session: Session, index: int, told: set[str], *, picked_up: int | None) -> tuple[Act, ...]:
    """Give the acts of one step; `picked_up` is None for a step that follows another in this reply."""
    step = session.plan[index]
    done = picked_up or 0
    if not step.moving:
        upcoming = _announce(runner, session.plan, index + 1, told)
        act = Rest if step.kind is StepKind.REST else ChangeOver
        return (act(step, index, done, upcoming),)
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


def _ask_after(plan: Plan, index: int, *, ask_effort: bool) -> Ask | None:
    step = plan[index]
    following = next_moving(plan, index + 1)
    if following is None:
        return Ask(Question.SESSION_EFFORT)
    upcoming = plan[following]
    go_on = Ask(Question.GO_ON, {"exercise": upcoming.exercise, "set": upcoming.set, "sets": upcoming.sets})
    match step.kind:
        case StepKind.CHANGE_OVER:
            return None
        case StepKind.REST:
            return go_on
        case StepKind.WORK if _last_of_exercise(plan, index) and ask_effort:
            return Ask(Question.EFFORT, {"exercise": step.exercise})
    return go_on if ends_exercise(plan, index) else None


def _has_to_end(plan: Plan, index: int, ask: Ask) -> bool:
    if ask.question is not Question.GO_ON:
        return True
    # The change from warm-up to work: fetch the kit, get set.
    following = next_moving(plan, index + 1)
    return plan[index].kind is StepKind.WARM_UP and following is not None and plan[following].kind is StepKind.WORK


def _last_of_exercise(plan: Plan, index: int) -> bool:
    exercise = plan[index].exercise
    return not any(s.kind is StepKind.WORK and s.exercise == exercise for s in plan[index + 1 :])
