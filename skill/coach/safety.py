"""The protocol for when something hurts, and for red flags: stop first, then one question, never a diagnosis.

The tables are coaching 5b (the protocol), 5d (red flags) and 5f (people for whom there is no programme). What a runner
says about the body decides the reply and is then gone: what is kept are moves that are left out, and a day off.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from skill.coach.acts import Ask, End, Question, Tell
from skill.coach.closing import put_away, with_partial_step
from skill.coach.events import Caution, EventKind, Sign, Wishes
from skill.coach.keeping import without_aside
from skill.coach.moment import Moment, Reply, ask, end, run, stay
from skill.coach.plan import Step, StepKind, last_moving
from skill.coach.record import has_sets, sets_done
from skill.coach.runner import Runner
from skill.coach.session import Session, State
from skill.coach.spared import Spared, skipped_after
from skill.coach.starting import propose
from skill.coach.substitution import with_exercise, without
from skill.content.swaps import LEVEL_RANK

# The stop after which the workout is over (coaching 5b, point 6).
LAST_STOP = 2
# After a red flag there is no workout until the runner's next day (model dialogue 7), and never for less than this.
LEAST_OFF = timedelta(hours=6)
# Where nobody knows when the runner's day ends: from an early morning until the night.
OFF_ANYWHERE = timedelta(hours=18)
CORE, UPPER_BODY = "core", "upper_body"
# The programme is for adults; from seventy on it asks for a doctor's word first (coaching 5f), in years.
ADULT_FROM, OLD_FROM = 18, 70


def hurts(moment: Moment) -> Reply:
    """Stop at once and ask whether it is effort or pain; at the second stop, and where nothing may help, end."""
    session = moment.session
    if not session.begun:
        return hurts_idle(moment)
    exercise = _worked(session)
    area = moment.catalogue.area(moment.event.area)
    spared = session.spared
    again = moment.runner.skipped.get(exercise, 0) > 0
    spared = Spared(
        stops=spared.stops + 1,
        left=tuple(dict.fromkeys((*spared.left, exercise))),
        aside=tuple(dict.fromkeys((*spared.aside, exercise, *area.avoid))),
        offers=area.offer,
    )
    stopped = moment.having(replace(session, spared=spared))
    if spared.stops >= LAST_STOP or again or not area.offer:
        reply = enough(stopped)
        return replace(reply, tell=(Tell("stop_there"), *reply.tell))
    return ask(stopped, Ask(Question.CHECK), Tell("stop_there"), state=State.PAUSED)


def hurts_idle(moment: Moment) -> Reply:
    """Leave the day off for what hurts before a workout; where that is the legs, offer what does without them, once."""
    off = moment.runner.rest_until
    offered = None if off is not None and moment.now < off else _upper_body(moment)
    return not_today(moment) if offered is None else offered


def not_today(moment: Moment) -> Reply:
    """Advise against training, and have the day off."""
    return end(replace(moment, runner=replace(_off_today(moment), session=None)), Tell("not_today"))


def take_upper_body(moment: Moment) -> Reply:
    """Start what does without the legs, asked for by its name or simply to start; there is nothing else today."""
    plain = moment.event.kind is EventKind.START and moment.event.wishes == Wishes()
    if plain or moment.event.wishes.focus == UPPER_BODY:
        return run(moment)
    return stay(moment, Tell("legs_off"))


def rest_instead(moment: Moment) -> Reply:
    """Rest today, where that was the other choice."""
    return end(replace(moment, runner=replace(moment.runner, session=None)), Tell("rest_today"))


def wait_for_word(moment: Moment) -> Reply:
    """Send somebody with an injury to a professional first, and have the day off: nothing is proposed meanwhile."""
    return end(replace(moment, runner=_off_today(moment)), Tell("wait_for_word"))


def well_after_all(moment: Moment) -> Reply:
    """Take it for plain tiredness before a workout: the day off is over, and what comes after every one is asked."""
    runner = replace(moment.runner, session=None, rest_until=moment.now)
    return ask(replace(moment, runner=runner), Ask(Question.FIT_TODAY), Tell("normal_effort"))


def offer(moment: Moment) -> Reply:
    """Leave the move out, and ask which: another one, the core, or an end for today."""
    session = moment.session
    if not any(_open(step, ()) for step in session.plan[session.index :]):
        return enough(moment)
    if moment.event.area is not None:
        area = moment.catalogue.area(moment.event.area)
        aside = tuple(dict.fromkeys((*session.spared.aside, *area.avoid)))
        session = replace(session, spared=replace(session.spared, aside=aside, offers=area.offer))
        moment = moment.having(session)
    told = Tell("leave_it_out", {"exercise": session.spared.left[-1]})
    other = _offered(moment)
    if other is None:
        return ask(moment, Ask(Question.CORE_INSTEAD), told, state=State.PAUSED)
    return ask(moment, Ask(Question.INSTEAD, {"exercise": other}), told, state=State.PAUSED)


def take_offer(moment: Moment) -> Reply:
    """Put what is on offer in the place of the move, and leave out the others like it."""
    other = _offered(moment)
    if other is None:
        return core_instead(moment)
    session = moment.session
    coming = any(step.exercise == other for step in session.plan[session.index :])
    if not coming and not session.through and session.step.exercise in session.spared.aside:
        session = with_exercise(session, other, moment.catalogue)
    return _go_on_with(moment, with_partial_step(session))


def core_instead(moment: Moment) -> Reply:
    """Go on with what is left for the core; where nothing is, that is enough for today."""
    session = with_partial_step(moment.session)
    elsewhere = {
        step.exercise
        for step in session.plan[session.index :]
        if step.kind is StepKind.WORK and moment.catalogue.exercise(step.exercise).category != CORE
    }
    return _go_on_with(moment, without(session, elsewhere, session.index))


def by_focus(take: Callable[[Moment], Reply]) -> Callable[[Moment], Reply]:
    """Make a move that goes to the core where the core was asked for, and takes what is on offer otherwise."""
    return lambda moment: core_instead(moment) if moment.event.wishes.focus == CORE else take(moment)


def named_instead(moment: Moment) -> Reply:
    """Take the exercise on offer where it is named; another name is a question about that exercise."""
    ask_ = moment.runner.ask
    offered = None if ask_ is None else ask_.facts.get("exercise")
    if moment.event.exercise is not None and moment.event.exercise == offered:
        return take_offer(moment)
    return stay(moment, Tell("which_instead"))


def cannot_assess(moment: Moment) -> Reply:
    """Leave a question about running to whoever can assess it; what was asked is asked again, and nothing is noted."""
    return stay(moment, Tell("cannot_assess"))


def only_effort(moment: Moment) -> Reply:
    """Take it for plain tiredness: nothing is left out, and the runner chooses how to go on."""
    spared = moment.session.spared
    spared = replace(spared, stops=spared.stops - 1, left=spared.left[:-1], aside=(), offers=())
    moment = moment.having(replace(moment.session, spared=spared))
    return ask(moment, Ask(Question.TIRED), Tell("normal_effort"), state=State.PAUSED)


def settled(moment: Moment) -> Reply:
    """Go on: the move that was taken instead is well."""
    session = moment.session
    return run(moment.having(replace(session, spared=replace(session.spared, check=""))))


def enough(moment: Moment) -> Reply:
    """End the workout for today, with what was done written down and a word of advice."""
    session = with_partial_step(moment.session)
    if not has_sets(session):
        runner = replace(moment.runner, session=None, skipped=skipped_after(session.spared, (), moment.runner.skipped))
        return end(replace(moment, runner=runner), Tell("enough_today"))
    runner, record = put_away(moment, session)
    return Reply(runner, (Tell("enough_today_logged", {"sets": sets_done(record)}),), End(), ended=record)


def left_out(moment: Moment) -> Moment:
    """Give the moment with the moves left out that a question was still open about: silence means leaving out."""
    return moment.having(without_aside(moment.session))


def red_flag(moment: Moment) -> Reply:
    """End everything for a red flag: say what to do, offer nothing to go on with, and have the day off."""
    sign = moment.event.sign or Sign.EMERGENCY
    told = Tell(f"sign.{sign}")
    runner = _off_today(moment)
    moment = replace(moment, runner=runner)
    if runner.session is None:
        return end(moment, told)
    session = with_partial_step(moment.session)
    if not has_sets(session):
        return end(replace(moment, runner=replace(runner, session=None)), told)
    runner, record = put_away(moment, session)
    return Reply(runner, (told,), End(), ended=record)


def caution(moment: Moment) -> Reply:
    """Answer somebody for whom there is no programme here; nothing strenuous is offered, and nothing kept."""
    kind = moment.event.caution or Caution.CONDITION
    told = Tell(f"caution.{kind}")
    if moment.runner.session is not None:
        return end(moment.having(replace(moment.session, state=State.PAUSED)), told)
    return end(moment, told)


def of_age(moment: Moment) -> Reply:
    """Answer somebody who tells an age: no programme for children, low impact and a doctor's word for the old."""
    age = moment.event.number or ADULT_FROM
    if age < ADULT_FROM:
        return caution(replace(moment, event=replace(moment.event, caution=Caution.CHILD)))
    if age >= OLD_FROM:
        runner = replace(moment.runner, profile=replace(moment.runner.profile, quiet=True))
        return caution(replace(moment, runner=runner, event=replace(moment.event, caution=Caution.OLDER)))
    return stay(moment)


def nothing_hurts(moment: Moment) -> Reply:
    """Take "I'm tired" or "it's just effort" where nobody asked: the workout goes on, with a word on what is easier."""
    return stay(moment, Tell("easier_any_time")) if moment.begun else stay(moment)


def leave_out_again(moment: Moment) -> Reply:
    """Leave out once more what was left out last time."""
    session = without(moment.session, moment.runner.skipped, moment.session.index)
    return run(moment.having(session))


def _upper_body(moment: Moment) -> Reply | None:
    """Propose upper body where none of its work is to be left out for what hurts; None where some is."""
    avoid = moment.catalogue.area(moment.event.area).avoid
    runner = replace(moment.runner, session=None, rest_until=None)
    event = replace(moment.event, wishes=Wishes(focus=UPPER_BODY))
    reply = propose(replace(moment, runner=runner, event=event), Tell("no_legs_today"))
    session = replace(moment, runner=reply.runner).session
    if not avoid or any(step.kind is StepKind.WORK and step.exercise in avoid for step in session.plan):
        return None
    # It counts as the first stop, so that another one ends the workout.
    session = replace(without(session, avoid, 0), spared=Spared(stops=1, aside=avoid))
    question = Ask(Question.UPPER_BODY)
    runner = replace(reply.runner, session=session, ask=question, rest_until=_off_today(moment).rest_until)
    return replace(reply, runner=runner, then=question)


def _off_today(moment: Moment) -> Runner:
    """Give the runner with no workout until tomorrow; never why."""
    tomorrow = datetime.combine(moment.today + timedelta(days=1), time.min, moment.zone)
    least = LEAST_OFF if moment.runner.zone else OFF_ANYWHERE
    return replace(moment.runner, rest_until=max(tomorrow.astimezone(UTC), moment.now + least))


def _go_on_with(moment: Moment, session: Session) -> Reply:
    """Go on with what is left of the workout, without the moves that were put aside."""
    session = without(session, session.spared.aside, session.index)
    index = _following(session)
    if index is None or not any(step.kind is StepKind.WORK for step in session.plan[index:]):
        return enough(moment.having(session))
    step = session.plan[index]
    session = replace(session, index=index, done=0, spared=replace(session.spared, check=step.exercise))
    go_on = Ask(Question.GO_ON, {"exercise": step.exercise, "set": step.set, "sets": step.sets})
    return ask(moment.having(session), go_on, Tell("instead", {"exercise": step.exercise}))


def _following(session: Session) -> int | None:
    """Find the step to go on with: what is left of the warm-up, which moves all of the body, is passed over."""
    offers, coming = session.spared.offers, enumerate(session.plan[session.index :], session.index)
    wanted = (i for i, step in coming if step.moving and (step.kind is not StepKind.WARM_UP or step.exercise in offers))
    return next(wanted, None)


def _offered(moment: Moment) -> str | None:
    """Name the first exercise on offer that may be done: the next in the plan, or one that the plan has not."""
    session = moment.session
    profile = moment.runner.profile
    spared = session.spared
    coming = next((s.exercise for s in session.plan[session.index :] if _open(s, spared.aside)), None)
    planned = {step.exercise for step in session.plan}
    for name in spared.offers:
        exercise = moment.catalogue.exercise(name)
        kit = {"none", *(profile.equipment or ())}
        fits = exercise.equipment in kit and exercise.level <= LEVEL_RANK[profile.level] and name not in planned
        if name == coming or (fits and name not in spared.aside):
            return name
    return None


def _open(step: Step, aside: Collection[str]) -> bool:
    return step.kind is StepKind.WORK and step.exercise not in aside


def _worked(session: Session) -> str:
    """Name the exercise that a runner stopped at: the one at hand, or in a rest the one before it."""
    index = session.index
    if session.through or not session.step.moving:
        before = last_moving(session.plan, index)
        index = index if before is None else before
    return session.plan[index].exercise
