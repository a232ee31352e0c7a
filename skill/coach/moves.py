"""Moves that change the place: on, back, over, again, rests, and other exercises in place of this one.

No move writes a set down that was not done, and none starts a set again unless that was asked for.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from skill.coach import answers
from skill.coach.acts import Ask, Question, Tell
from skill.coach.answers import step_in_question, unknown_exercise
from skill.coach.bounds import OPEN, bounds_of
from skill.coach.closing import finish, with_partial_step
from skill.coach.events import Effort
from skill.coach.judging import judge, promised
from skill.coach.moment import Moment, Reply, ask, run, run_anew, stay
from skill.coach.plan import (
    StepKind,
    first_whole,
    last_moving,
    next_moving,
    start_of_exercise,
    start_of_next_exercise,
    start_of_previous_exercise,
)
from skill.coach.progression import verdict_told
from skill.coach.runner import NextMeans
from skill.coach.session import Session, State
from skill.coach.substitution import alternatives, meant, place_of, with_exercise, with_one_more_set, without

# After so long a runner is no longer in position.
AWAY = timedelta(minutes=2)
_RUNNING = frozenset({State.WORKING, State.RESTING})
# Questions of somebody who has just come back.
_COMING_BACK = frozenset({Question.RESUME, Question.UNFINISHED, Question.BRING_BACK})
# Seconds that "more rest" adds where no length was said.
MORE_REST_SECONDS = 30


def go_on(moment: Moment, *tell: Tell) -> Reply:
    """Go on from the step at hand; who comes back to it hears it announced, and has time to get in position."""
    asked = moment.runner.ask
    back = asked is not None and asked.question in _COMING_BACK
    away = moment.session.state not in _RUNNING and moment.now - moment.session.touched > AWAY
    return run_anew(moment, *tell) if back or away else run(moment, *tell)


def effort(moment: Moment) -> Reply:
    """Keep how hard the exercise was, and go on."""
    session = moment.session
    word = moment.event.effort
    exercise = _judged(moment)
    if word is None or exercise is None:
        return go_on(moment)
    kept = tuple(entry for entry in session.efforts if entry[0] != exercise)
    session = replace(session, efforts=(*kept, (exercise, word)))
    return go_on(moment.having(session), _next_time(moment, session, exercise))


def effort_working(moment: Moment) -> Reply:
    """Take "hard" in mid-set for a wish for an easier version, and "easy" for a harder one; each takes the other back.

    Before the first repetition, and in a warm-up or cool-down, it is about what was done before. Where there is no
    such version, what was said is kept as the effort.
    """
    session, word = moment.session, moment.event.effort
    if session.step.kind is not StepKind.WORK or not session.done or word in {None, Effort.RIGHT}:
        return effort(moment)
    changed = harder(moment) if word is Effort.EASY else easier(moment)
    if changed.runner.session is not None and changed.runner.session.step.exercise != session.step.exercise:
        return changed
    return replace(effort(moment), tell=changed.tell)


def _next_time(moment: Moment, session: Session, exercise: str) -> Tell:
    """Say what the effort means for the next time, where that is decided already."""
    runner, catalogue = moment.runner, moment.catalogue
    bounds = bounds_of(runner, session.workout, moment.today, catalogue) if session.slots else OPEN
    judged = judge(session, runner.progress, runner.profile, catalogue, bounds)
    told = promised(judged, exercise, session, runner.progress, catalogue)
    return Tell("logged") if told is None else Tell(*verdict_told(told, runner.profile, catalogue))


def _judged(moment: Moment) -> str | None:
    """Find the exercise that an effort is about: the one in question, else the one at hand, else the last one."""
    session, asked = moment.session, moment.runner.ask
    if asked is not None and asked.question is Question.EFFORT:
        return str(asked.facts["exercise"])
    if not session.through and session.step.moving and session.done:
        return session.step.exercise
    index = last_moving(session.plan, session.index)
    return None if index is None else session.plan[index].exercise


def _asked_about(moment: Moment) -> bool:
    """Tell whether "too hard" answers how it was: that is asked, or was, and the exercise is over without a word on it.

    Before the next exercise has begun nobody can have found it too hard.
    """
    session, asked = moment.session, moment.runner.ask
    named = moment.event.exercise or moment.event.heard
    if asked is not None and asked.question in {Question.EFFORT, Question.SESSION_EFFORT}:
        return named in {None, asked.facts.get("exercise")}
    before = last_moving(session.plan, session.index)
    if named is not None or before is None or session.through or session.step.moving:
        return False
    exercise = session.plan[before].exercise
    over = all(step.exercise != exercise for step in session.plan[session.index :])
    told = exercise in dict(session.efforts) or not moment.runner.profile.ask_effort
    return session.plan[before].kind is StepKind.WORK and over and not told


def _answered(moment: Moment, word: Effort) -> Reply:
    if moment.session.through:
        return finish(moment)
    return effort(replace(moment, event=replace(moment.event, effort=word)))


def skip_rest(moment: Moment) -> Reply:
    """End the rest and start what comes next."""
    session = moment.session
    index = next_moving(session.plan, session.index)
    return _jump(moment, len(session.plan) if index is None else index)


def past_the_rest(move: Callable[[Moment], Reply]) -> Callable[[Moment], Reply]:
    """Make a move that leaves out the rest in which another one ends."""

    def without_rest(moment: Moment) -> Reply:
        reply = move(moment)
        session = reply.runner.session
        if session is None or session.state is not State.RESTING:
            return reply
        return replace(skip_rest(replace(moment, runner=reply.runner)), tell=reply.tell)

    return without_rest


def next_resting(moment: Moment) -> Reply:
    """Go on to the next set or the next exercise: where sets are left, ask once which is meant, and remember it.

    Between two sides nothing is asked: the other one comes next.
    """
    session = moment.session
    if session.step.kind is not StepKind.REST:
        return skip_rest(moment)
    upcoming = next_moving(session.plan, session.index)
    before = last_moving(session.plan, session.index)
    if upcoming is None or before is None or session.plan[upcoming].exercise != session.plan[before].exercise:
        return skip_rest(moment)
    match moment.runner.profile.next_means:
        case NextMeans.SET:
            return skip_rest(moment)
        case NextMeans.EXERCISE:
            return skip_exercise(moment)
    return ask(moment, Ask(Question.NEXT_WHAT, {"exercise": session.plan[upcoming].exercise}))


def next_set(moment: Moment) -> Reply:
    """Remember that "next" means the next set, and start it."""
    return skip_rest(_meaning(moment, NextMeans.SET))


def next_exercise(moment: Moment) -> Reply:
    """Remember that "next" means the next exercise, and go there."""
    return skip_exercise(_meaning(moment, NextMeans.EXERCISE))


def _meaning(moment: Moment, means: NextMeans) -> Moment:
    profile = replace(moment.runner.profile, next_means=means)
    return replace(moment, runner=replace(moment.runner, profile=profile))


def more_rest(moment: Moment) -> Reply:
    """Make the rest at hand longer, or take one more where it was over already."""
    session = moment.session
    seconds = moment.event.seconds or MORE_REST_SECONDS
    index = session.index
    done = session.done
    if session.through or session.step.moving:
        index -= 1
        if index < 0 or session.plan[index].kind is not StepKind.REST:
            return stay(moment, Tell("take_your_time"))
        done = session.plan[index].amount
    longer = replace(session.plan[index], amount=max(session.plan[index].amount, done) + seconds)
    plan = (*session.plan[:index], longer, *session.plan[index + 1 :])
    told = Tell("rest_longer", {"seconds": seconds})
    return run(moment.having(replace(session, plan=plan, index=index, done=done)), told)


def less_rest(moment: Moment) -> Reply:
    """Halve what is left of the rest."""
    session = moment.session
    left = session.step.amount - session.done
    return run(moment.having(replace(session, done=session.done + (left + 1) // 2)), Tell("rest_shorter"))


def skip_exercise(moment: Moment) -> Reply:
    """Leave the exercise at hand, or one that is still to come; after the last one the workout ends."""
    session = moment.session
    named = moment.event.exercise
    if named is None and moment.event.heard is not None:
        return unknown_exercise(moment)
    if named is None and session.through:
        return finish(moment)
    step, _ = step_in_question(moment)
    named = None if named is None else meant(session, named, moment.catalogue)
    if named is not None and named != step.exercise:
        shorter = without(session, {named}, session.index + 1)
        if shorter.plan != session.plan:
            return run(moment.having(shorter), Tell("skipped", {"exercise": named}))
        # What is behind already is left as it is.
        behind = any(step.exercise == named for step in session.plan)
        return run(moment) if behind else stay(moment, Tell("not_in_plan", {"exercise": named}))
    session = with_partial_step(session)
    following = start_of_next_exercise(session.plan, min(session.index, len(session.plan) - 1))
    moment = moment.having(session)
    return _jump(
        moment,
        len(session.plan) if following is None else following,
        Tell("skipped", {"exercise": step.exercise}),
    )


def go_to(moment: Moment) -> Reply:
    """Go to an exercise of this workout: its first set that is not done, else its first one; in one, go on with it."""
    named = moment.event.exercise
    if named is None:
        return unknown_exercise(moment) if moment.event.heard else stay(moment, Tell("which_exercise"))
    at_hand = moment.session
    if at_hand.done and not at_hand.through and at_hand.step.exercise == meant(at_hand, named, moment.catalogue):
        return go_on(moment)
    session = with_partial_step(at_hand)
    place = place_of(session, named, moment.catalogue)
    if place is None:
        return stay(moment, Tell("not_in_plan", {"exercise": named}))
    return _jump(moment.having(session), place)


def previous(moment: Moment) -> Reply:
    """Go back to the exercise before this one."""
    session = with_partial_step(moment.session)
    index = start_of_previous_exercise(session.plan, min(session.index, len(session.plan) - 1))
    if index is None:
        index = first_whole(session.plan, start_of_exercise(session.plan, session.index)) or 0
    told = Tell("went_back", {"exercise": session.plan[index].exercise})
    return _jump(moment.having(session), index, told)


def repeat_set(moment: Moment) -> Reply:
    """Start the set at hand again, also while it is announced; in a rest or at a question, the set before."""
    session = moment.session
    index = session.index
    if session.through or not session.step.moving or (not session.done and session.state is not State.WORKING):
        before = last_moving(session.plan, session.index)
        index = next_moving(session.plan, 0) or 0 if before is None else before
    step = session.plan[index]
    return _jump(moment, index, Tell("set_again", {"exercise": step.exercise, "set": step.set}))


def easier(moment: Moment) -> Reply:
    """Put the next easier exercise in the place of this one, from this repetition on; of another, only name it."""
    if _asked_about(moment):
        return _answered(moment, Effort.HARD)
    if _about_another(moment):
        return answers.easier_version(moment)
    exercise = moment.catalogue.exercise(step_in_question(moment)[0].exercise)
    return _change(moment, [exercise.easier] if exercise.easier else [], "easier", "no_easier")


def harder(moment: Moment) -> Reply:
    """Put the next harder exercise in the place of this one, from this repetition on; of another, only name it."""
    if _asked_about(moment):
        return _answered(moment, Effort.EASY)
    if _about_another(moment):
        return answers.harder_version(moment)
    exercise = moment.catalogue.exercise(step_in_question(moment)[0].exercise)
    return _change(moment, [exercise.harder] if exercise.harder else [], "harder", "no_harder")


def _about_another(moment: Moment) -> bool:
    """Tell whether an exercise was named that is neither the one at hand nor one whose place that took."""
    named = moment.event.exercise
    if named is None:
        return moment.event.heard is not None
    return meant(moment.session, named, moment.catalogue) != step_in_question(moment)[0].exercise


def swap(moment: Moment) -> Reply:
    """Put another exercise for the same movement in the place of this one; kit that is missing is remembered."""
    moment = without_kit(moment)
    step, _ = step_in_question(moment)
    named = moment.event.exercise
    if named is None and moment.event.heard is not None:
        return unknown_exercise(moment)
    wanted = [named] if named not in {None, step.exercise} and named is not None else []
    return _change(moment, wanted or alternatives(step.exercise, moment), "swapped", "no_swap")


def without_kit(moment: Moment) -> Moment:
    """Take kit that is missing off what the runner has; where that was never said, all other kit stays."""
    missing, profile = moment.event.missing, moment.runner.profile
    if missing is None:
        return moment
    have = frozenset(moment.catalogue.kit) if profile.equipment is None else profile.equipment
    profile = replace(profile, equipment=have - {missing} if missing in have else frozenset())
    return replace(moment, runner=replace(moment.runner, profile=profile))


def add_set(moment: Moment) -> Reply:
    """Add a set of the exercise at hand, or of the last one where its last set was just done."""
    session = moment.session
    index = session.index if not session.through and session.step.moving else last_moving(session.plan, session.index)
    if index is None or session.plan[index].kind is not StepKind.WORK:
        return stay(moment, Tell("not_now"))
    told = Tell("set_added", {"exercise": session.plan[index].exercise})
    return stay(moment.having(with_one_more_set(session, index)), told)


def take_your_time(moment: Moment) -> Reply:
    """Wait on, at the same question."""
    return stay(moment, Tell("take_your_time"))


def _change(moment: Moment, wanted: Sequence[str], line: str, refusal: str) -> Reply:
    """Put one of the exercises in the place of this one: the first that can be done now, rather one not met today."""
    if moment.session.through:
        return stay(moment, Tell("not_now"))
    step, _ = step_in_question(moment)
    plan, have = moment.session.plan, moment.runner.profile.equipment
    met = {s.exercise for s in plan}
    to_come = {s.exercise for s in plan[moment.session.index :]} - {step.exercise}
    kit = {name: moment.catalogue.exercise(name).equipment for name in wanted}
    out = moment.session.spared.out
    doable = [n for n in wanted if n not in out and (have is None or kit[n] == "none" or kit[n] in have)]
    chosen = min((name for name in doable if name not in to_come), key=met.__contains__, default=None)
    if chosen is not None:
        session = with_exercise(moment.session, chosen, moment.catalogue)
        return run(moment.having(session), Tell(line, {"exercise": chosen}))
    if len(doable) == 1:
        return stay(moment, Tell("comes_later", {"exercise": doable[0]}))
    return stay(moment, Tell(refusal, {"exercise": step.exercise}))


def _jump(moment: Moment, index: int, *tell: Tell) -> Reply:
    there = moment.session.plan[index : index + 1]
    if there and there[0].exercise in moment.session.spared.out:
        # Where something hurt nothing leads back, until a workout on another day asks.
        return stay(moment, Tell("leave_it_out", {"exercise": there[0].exercise}))
    session = replace(moment.session, index=index, done=0)
    return run(moment.having(session), *tell)
