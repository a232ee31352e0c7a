"""How a workout starts, and how one that was left goes on.

Opening never loses a place: what was left is offered again, and a new workout writes down the old one first.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from skill.coach.acts import Ask, Fact, Question, Tell
from skill.coach.closing import finish, put_away
from skill.coach.cycle import Comeback
from skill.coach.easing import EASE_IN, HARD_IN_A_ROW, break_rule, rule_for
from skill.coach.events import Effort, Wishes
from skill.coach.moment import Moment, Reply, ask, end, run, stay
from skill.coach.moves import without_kit
from skill.coach.place import locate
from skill.coach.plan import StepKind, expand, next_moving, seconds_left
from skill.coach.preferences import with_rests
from skill.coach.programme import Chosen, choose, due, following, with_wishes
from skill.coach.progression import change_told, raised
from skill.coach.record import Record, has_sets
from skill.coach.runner import Profile
from skill.coach.schedule import AS_PLANNED, LEGS, Decision, Kind
from skill.coach.session import Session, State
from skill.coach.standing import Verdict
from skill.coach.today import Arranged, arranged, decision_on, insisted, names_legs
from skill.content.types import Workout

# Model dialogue 3: within some hours the place is simply taken up again; later the runner is asked which workout;
# after a week it starts afresh.
TAKE_UP = timedelta(hours=4)
OFFER_AGAIN = timedelta(days=7)
# What a workout can take; express sessions are shorter than others, and nothing is shorter than those.
LEAST_MINUTES, MOST_MINUTES = 5, 90
# A reply on another device may still be playing for about this long.
MAY_STILL_PLAY = timedelta(minutes=5)


def open_finished(moment: Moment) -> Reply:
    """Ask before a second workout on the same day, unless a particular one was asked for."""
    held = held_back(moment)
    if held is not None:
        return held
    wishes = moment.event.wishes
    last = moment.runner.last
    if last is None or wishes.workout or wishes.focus or wishes.minutes:
        return begin(moment)
    facts = {"workout": last.workout, "next": due(moment.runner, moment.catalogue)}
    return ask(moment, Ask(Question.START_ANYWAY), Tell("already_done_today", facts))


def open_active(moment: Moment) -> Reply:
    """Take up a workout that was left, unless another one is asked for, or this one was hardly begun."""
    session = moment.session
    if moment.event.wishes.workout or moment.event.wishes.focus:
        return begin(moment)
    if not moment.event.opens:
        return run(moment)
    return take_up(moment) if session.log or session.done else begin(moment)


def take_up(moment: Moment) -> Reply:
    """Welcome back and offer to go on, offer to finish it, or start afresh, by how long it was."""
    session = moment.session
    away = moment.now - session.touched
    if session.through:
        return finish(moment) if away <= TAKE_UP else begin(moment)
    if away > OFFER_AGAIN:
        return begin(moment, Tell("fresh_start", {"days": away.days, "workout": due(moment.runner, moment.catalogue)}))
    if away > TAKE_UP:
        question, line = Ask(Question.UNFINISHED, _place(moment)), "half_done"
    else:
        elsewhere = session.device != moment.event.device and away <= MAY_STILL_PLAY
        question, line = Ask(Question.RESUME), "running_elsewhere" if elsewhere else "welcome_back"
    return ask(moment, question, Tell(line, _place(moment)), state=State.READY)


def begin(moment: Moment, *tell: Tell) -> Reply:
    """Lay out a workout and start it; the first time ever, say what the coach is and wait for the word.

    Who asks for legs by name on a day that is not for them is warned once. A workout that was in progress is written
    down first, if any set of it was done.
    """
    held = held_back(moment)
    if held is not None:
        return held
    decision = decision_on(moment.runner, moment.today, moment.now, moment.zone)
    if decision.kind not in LEGS and names_legs(moment.event.wishes, moment.catalogue):
        if _warned(moment):
            return legs_anyway(moment)
        question = Ask(Question.LEGS_ANYWAY, _named(moment.event.wishes))
        return ask(moment, question, *tell, Tell(f"because.{decision.rule}"), state=State.READY)
    if _had_it_hard(moment) and decision.kind is Kind.FULL:
        return ask(moment, Ask(Question.LIGHT_TODAY), *tell)
    moment, ended = _put_away_first(moment)
    first = _first_question(moment, *tell)
    if first is not None:
        return replace(first, ended=ended)
    today = _today(moment, decision)
    return replace(_start(moment, today.chosen, *tell, *today.why_changed), ended=ended)


def legs_anyway(moment: Moment) -> Reply:
    """Let a runner have legs on a day that is not for them, with one warning, and half of the workout."""
    held = held_back(moment)
    if held is not None:
        return held
    decision = decision_on(moment.runner, moment.today, moment.now, moment.zone)
    wishes = moment.event.wishes
    if moment.runner.ask is not None and _warned(moment) and not names_legs(wishes, moment.catalogue):
        facts = moment.runner.ask.facts
        wishes = replace(wishes, workout=_text(facts.get("letter")), focus=_text(facts.get("focus")))
    moment, ended = _put_away_first(moment)
    if decision.kind in LEGS:
        chosen = arranged(moment.runner, wishes, decision, moment.now, moment.catalogue).chosen
        return replace(_start(moment, chosen), ended=ended)
    chosen = insisted(moment.runner, wishes, moment.now, moment.catalogue)
    return replace(_start(moment, chosen, Tell("your_call")), ended=ended)


def _had_it_hard(moment: Moment) -> bool:
    runner = moment.runner
    return runner.hard >= HARD_IN_A_ROW and moment.event.wishes == Wishes() and runner.session is None


def _first_question(moment: Moment, *tell: Tell) -> Reply | None:
    """Ask the first of three questions on the first visit, and after so long that everything starts anew."""
    wishes, runner = moment.event.wishes, moment.runner
    if wishes != Wishes():
        return None
    if not runner.welcomed:
        return ask(_welcomed(moment), Ask(Question.EXPERIENCE), *tell, Tell("welcome_first"))
    rule = rule_for(runner, moment.now, moment.catalogue)
    if rule is None or not rule.afresh or (runner.comeback is not None and runner.comeback.rule == rule.id):
        return None
    anew = replace(runner, last=None, progress={}, session=None, comeback=Comeback(rule.id, moment.now, 0))
    return ask(replace(moment, runner=anew), Ask(Question.EXPERIENCE), *tell, Tell("level_again"))


def _welcomed(moment: Moment) -> Moment:
    """Give the moment with the disclaimer heard, and the first workouts ahead."""
    way_in = Comeback(EASE_IN, moment.now, 0)
    return replace(moment, runner=replace(moment.runner, welcomed=True, comeback=way_in))


def held_back(moment: Moment) -> Reply | None:
    """Hold a workout back for the rest of a day off; after it, ask once whether all is well."""
    until = moment.runner.rest_until
    if until is None:
        return None
    if moment.now < until:
        return end(moment, Tell("day_off"))
    return ask(moment, Ask(Question.FIT_TODAY))


def begin_after_a_day_off(moment: Moment) -> Reply:
    """Start again after a day off, easily."""
    moment = replace(moment, runner=replace(moment.runner, rest_until=None))
    return begin(_wishing(moment, light=True), Tell("easy_start"))


def begin_light(moment: Moment) -> Reply:
    """Start with half the sets."""
    return begin(_wishing(moment, light=True))


def begin_full(moment: Moment) -> Reply:
    """Start with all the sets, although a light workout was offered."""
    runner = replace(moment.runner, hard=0)
    return begin(_wishing(replace(moment, runner=runner), light=False))


def lighter(moment: Moment) -> Reply:
    """Propose half the sets, where nothing was done of the workout in progress; else the rest of it stays."""
    if _under_way(moment):
        return stay(moment, Tell("easier_any_time"))
    return propose(_wishing(moment, light=True))


def back(moment: Moment) -> Reply:
    """Welcome somebody who was away: the workout that was due is due, and one that was begun goes on."""
    if _under_way(moment):
        return stay(moment)
    return propose(moment, Tell("picking_up", {"workout": due(moment.runner, moment.catalogue)}))


def back_from_illness(moment: Moment) -> Reply:
    """Start light after an illness, and not before all is well; a workout that was begun is held."""
    if _under_way(moment):
        return ask(moment, Ask(Question.PAUSED), Tell("when_well"), state=State.PAUSED)
    return propose(_wishing(moment, light=True), Tell("when_well"))


def ask_if_cleared(moment: Moment) -> Reply:
    """Ask whether a professional said that training is all right; a workout that was begun is held."""
    if _under_way(moment):
        return ask(moment, Ask(Question.PAUSED), Tell("when_well"), state=State.PAUSED)
    return ask(moment, Ask(Question.CLEARED), state=State.READY)


def cleared(moment: Moment) -> Reply:
    """Start light with a professional's word."""
    return propose(_wishing(moment, light=True), Tell("gently"))


def _under_way(moment: Moment) -> bool:
    session = moment.runner.session
    return session is not None and bool(session.log or session.done)


def _wishing(moment: Moment, *, light: bool) -> Moment:
    wishes = replace(moment.event.wishes, light=light)
    return replace(moment, event=replace(moment.event, wishes=wishes))


def begin_following(moment: Moment) -> Reply:
    """Start the workout after the one that was left unfinished."""
    order = following(moment.session.workout, moment.runner, moment.catalogue)
    letter = order.rpartition("_")[2]
    return begin(replace(moment, event=replace(moment.event, wishes=Wishes(workout=letter))))


def moved_away(moment: Moment) -> Reply:
    """Tell a device that the workout moved away from it where it is, and offer to bring it back; nothing is kept."""
    here = replace(moment, runner=locate(moment.runner, moment.now))
    question = Ask(Question.BRING_BACK)
    return Reply(replace(moment.runner, ask=question), (Tell("moved_away", _place(here)),), question, aside=True)


def prefer(moment: Moment) -> Reply:
    """Keep what a runner prefers from now on; before anything was done, propose the workout anew."""
    profile = with_wishes(moment.runner.profile, moment.event.wishes)
    changed = replace(moment.runner, profile=profile)
    if profile.level != moment.runner.profile.level:
        changed = replace(changed, queue=0)
    moment = replace(moment, runner=changed)
    session = changed.session
    if session is None or not (session.log or session.done):
        return propose(moment, Tell("preference_noted"))
    if session.state in {State.WORKING, State.RESTING}:
        return run(moment, Tell("preference_noted"))
    return Reply(changed, (Tell("preference_noted"),), changed.ask or Ask(Question.START))


def of_minutes(moment: Moment) -> Reply:
    """Take a number that is said before a workout for its minutes, where a workout can take as many."""
    number = moment.event.number
    if number is None or moment.event.exercise is not None or not LEAST_MINUTES <= number <= MOST_MINUTES:
        return stay(moment) if moment.runner.session is not None else stay(moment, Tell("nothing_running"))
    wanted = replace(moment, event=replace(moment.event, wishes=Wishes(minutes=number)))
    return begin(wanted) if moment.runner.session is None else propose(wanted)


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


def propose(moment: Moment, *tell: Tell) -> Reply:
    """Lay out a workout, say what it is, and wait for the word."""
    held = held_back(moment)
    if held is not None:
        return held
    if not moment.runner.welcomed:
        moment, tell = _welcomed(moment), (*tell, Tell("welcome_first"))
    today = _today(moment, decision_on(moment.runner, moment.today, moment.now, moment.zone))
    session = _session(moment, today.chosen)
    return ask(
        moment.having(session),
        Ask(Question.READY),
        *tell,
        *today.because,
        Tell("propose", _proposal(session, today.chosen.workout)),
        *_changes(moment, session),
        state=State.READY,
    )


def _start(moment: Moment, chosen: Chosen, *tell: Tell) -> Reply:
    session = _session(moment, chosen)
    facts = _proposal(session, chosen.workout)
    if not moment.runner.welcomed:
        moment = _welcomed(moment.having(session))
        return ask(moment, Ask(Question.READY), *tell, Tell("welcome_first"), Tell("propose", facts), state=State.READY)
    changes = _changes(moment, session)
    skipped = moment.runner.skipped
    again = next((s.exercise for s in session.plan if s.kind is StepKind.WORK and s.exercise in skipped), None)
    if again is not None:
        question = Ask(Question.TRY_AGAIN, {"exercise": again})
        return ask(moment.having(session), question, *tell, Tell("starting", facts), *changes, state=State.READY)
    return run(moment.having(session), *tell, Tell("starting", facts), *changes)


def _today(moment: Moment, decision: Decision) -> Arranged:
    """Give the workout of today, or just the one that was asked for by its name."""
    wishes = moment.event.wishes
    if wishes.focus is None and wishes.workout is None:
        return arranged(moment.runner, wishes, decision, moment.now, moment.catalogue)
    return Arranged(choose(moment.runner, wishes, moment.now, moment.catalogue), AS_PLANNED)


def _put_away_first(moment: Moment) -> tuple[Moment, Record | None]:
    if moment.runner.session is None or not has_sets(moment.runner.session):
        return moment, None
    runner, ended = put_away(moment, moment.runner.session)
    return replace(moment, runner=runner), ended


def _warned(moment: Moment) -> bool:
    return moment.runner.ask is not None and moment.runner.ask.question is Question.LEGS_ANYWAY


def _named(wishes: Wishes) -> dict[str, Fact]:
    """Give what was asked for by name, so that it is still known when the runner insists."""
    named = {"letter": wishes.workout, "focus": wishes.focus}
    return {key: value for key, value in named.items() if value is not None}


def _text(fact: Fact | None) -> str | None:
    return fact if isinstance(fact, str) else None


def _session(moment: Moment, chosen: Chosen) -> Session:
    plan = expand(chosen.workout, moment.catalogue, moment.runner.first_side)
    plan = with_rests(plan, 0, Profile(), moment.runner.profile)
    return Session(
        chosen.workout.id, moment.now, plan, State.READY, moment.now, slots=chosen.slots, easing=chosen.easing
    )


def _changes(moment: Moment, session: Session) -> Iterator[Tell]:
    """Say what is not as it was last time, each with its reason; and, once, how to undo it."""
    if session.easing:
        yield Tell(f"eased.{session.easing}")
    elif moment.runner.last is not None and session.slots:
        rule = break_rule((moment.now - moment.runner.last.ended).days, moment.catalogue)
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
        "exercises": tuple(item.exercise for item in workout.main),
    }


def _place(moment: Moment) -> dict[str, Fact]:
    session = moment.session
    index = next_moving(session.plan, session.index)
    step = session.plan[-1 if index is None else index]
    done = session.done if index == session.index else 0
    facts: dict[str, Fact] = {
        "workout": session.workout,
        "exercise": step.exercise,
        "set": step.set,
        "sets": step.sets,
        "minutes": max(1, round(seconds_left(session.plan, session.index, session.done) / 60)),
        "next": following(session.workout, moment.runner, moment.catalogue),
    }
    if step.side is not None:
        facts["side"] = step.side.at(done).value
    return facts
