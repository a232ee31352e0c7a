"""How a workout is laid out: chosen, told with the reasons for what is different, and started or proposed."""

from collections.abc import Iterator
from dataclasses import replace

from skill.coach.acts import Ask, Fact, Question, Tell
from skill.coach.closing import put_away
from skill.coach.cycle import Comeback
from skill.coach.easing import EASE_IN, HARD_IN_A_ROW, break_ending
from skill.coach.events import Wishes
from skill.coach.moment import Moment, Reply, ask, end, run
from skill.coach.plan import StepKind, expand, seconds_left
from skill.coach.preferences import with_rests
from skill.coach.programme import Chosen, choose
from skill.coach.progression import change_told, raised
from skill.coach.record import Record, has_sets
from skill.coach.runner import Profile
from skill.coach.schedule import AS_PLANNED, LEGS, Decision, Kind
from skill.coach.session import Session, State
from skill.coach.standing import Verdict
from skill.coach.today import Arranged, arranged, decision_on, insisted, names_legs, names_strength
from skill.content.types import Workout

_WARNINGS = frozenset({Question.LEGS_ANYWAY, Question.REST_INSTEAD})


def begin(moment: Moment, *tell: Tell) -> Reply:
    """Lay out a workout and start it; the first time ever, say what the coach is and wait for the word.

    Who asks by name for something that the day is not for is warned once. A workout that was in progress is written
    down first, if any set of it was done.
    """
    held = held_back(moment)
    if held is not None:
        return held
    decision = decision_on(moment.runner, moment.today, moment.now, moment.zone)
    if _speaks_against(decision, moment):
        return legs_anyway(moment) if _warned(moment) else _warn(moment, decision, *tell)
    if _had_it_hard(moment) and decision.kind is Kind.FULL:
        return ask(moment, Ask(Question.LIGHT_TODAY), *tell)
    moment, ended = _put_away_first(moment)
    first = _first_question(moment, *tell)
    if first is not None:
        return replace(first, ended=ended)
    today = _today(moment, decision)
    return replace(_start(moment, today.chosen, *tell, *today.why_changed), ended=ended)


def propose(moment: Moment, *tell: Tell) -> Reply:
    """Lay out a workout, say what it is, and wait for the word."""
    first = held_back(moment) or ask_level_again(moment, *tell)
    if first is not None:
        return first
    decision = decision_on(moment.runner, moment.today, moment.now, moment.zone)
    if _had_it_hard(moment) and decision.kind is Kind.FULL:
        return ask(moment, Ask(Question.LIGHT_TODAY), *tell)
    if not moment.runner.welcomed:
        moment, tell = _welcomed(moment), (*tell, Tell("welcome_first"))
    today = _today(moment, decision)
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


def held_back(moment: Moment) -> Reply | None:
    """Hold a workout back for the rest of a day off; after it, ask once whether all is well."""
    until = moment.runner.rest_until
    if until is None:
        return None
    if moment.now < until:
        return end(moment, Tell("day_off"))
    return ask(moment, Ask(Question.FIT_TODAY))


def _had_it_hard(moment: Moment) -> bool:
    runner = moment.runner
    return runner.hard >= HARD_IN_A_ROW and moment.event.wishes == Wishes() and runner.session is None


def _first_question(moment: Moment, *tell: Tell) -> Reply | None:
    """Ask the first of three questions on the first visit, and after so long that everything starts anew."""
    if moment.runner.welcomed:
        return ask_level_again(moment, *tell)
    if moment.event.wishes != Wishes():
        return None
    return ask(_welcomed(moment), Ask(Question.EXPERIENCE), *tell, Tell("welcome_first"))


def ask_level_again(moment: Moment, *tell: Tell) -> Reply | None:
    """Ask the level after so long that everything starts anew; None where it is not so long, or a wish goes before."""
    rule = break_ending(moment.runner, moment.now, moment.catalogue)
    if rule is None or not rule.afresh or moment.event.wishes != Wishes():
        return None
    comeback = Comeback(rule.id, moment.now, 0)
    runner = replace(moment.runner, last=None, progress={}, comeback=comeback)
    if runner.session is not None:
        # What was left behind months ago gives way to what may be started without an answer.
        chosen = choose(runner, moment.event.wishes, moment.now, moment.catalogue)
        runner = replace(runner, session=_session(replace(moment, runner=runner), chosen))
    question = Ask(Question.EXPERIENCE)
    return ask(replace(moment, runner=runner), question, *tell, Tell("level_again"), state=State.READY)


def _welcomed(moment: Moment) -> Moment:
    """Give the moment with the disclaimer heard, and the first workouts ahead."""
    way_in = Comeback(EASE_IN, moment.now, 0)
    return replace(moment, runner=replace(moment.runner, welcomed=True, comeback=way_in))


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
    session = moment.runner.session
    if session is None or not has_sets(session):
        return moment, None
    # It ended when it was left: from then on the days away count.
    runner, ended = put_away(replace(moment, now=session.touched), session)
    return replace(moment, runner=runner), ended


def instead(decision: Decision) -> Question:
    """Give the question after a reason against the legs: on a day of rest there is nothing else on offer but rest."""
    return Question.REST_INSTEAD if decision.kind is Kind.REST else Question.LEGS_ANYWAY


def _speaks_against(decision: Decision, moment: Moment) -> bool:
    """Tell whether a decision speaks against what is asked for by its name."""
    wishes = moment.event.wishes
    if decision.kind is Kind.REST:
        return names_strength(wishes)
    return decision.kind not in LEGS and names_legs(wishes, moment.catalogue)


def _warn(moment: Moment, decision: Decision, *tell: Tell) -> Reply:
    question = Ask(instead(decision), _named(moment.event.wishes))
    return ask(moment, question, *tell, Tell(f"because.{decision.rule}"), state=State.READY)


def _warned(moment: Moment) -> bool:
    return moment.runner.ask is not None and moment.runner.ask.question in _WARNINGS


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
        "exercises": tuple(item.exercise for item in workout.main),
    }
