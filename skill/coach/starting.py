"""Which workout begins, and whether it may: proposed or started, in place of another one, held back, insisted on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from skill.coach.acts import Ask, Fact, Question, Tell
from skill.coach.closing import put_away, with_partial_step
from skill.coach.cycle import Comeback
from skill.coach.easing import EASE_IN, HARD_IN_A_ROW, break_ending
from skill.coach.events import Wishes
from skill.coach.laying_out import proposed, session_of, spares_all, started
from skill.coach.moment import Moment, Reply, ask, end, stay
from skill.coach.programme import choose
from skill.coach.record import Record, has_sets
from skill.coach.schedule import AS_PLANNED, LEGS, Decision, Kind
from skill.coach.session import State
from skill.coach.spared import Spared
from skill.coach.today import (
    SHARED,
    Arranged,
    arranged,
    decision_on,
    insisted,
    is_strength,
    loads_legs,
    names_legs,
    names_strength,
)

_WARNINGS = frozenset({Question.LEGS_ANYWAY, Question.REST_INSTEAD})
# How long a workout that was left is simply taken up again, and not closed for another one without a word.
TAKE_UP = timedelta(hours=4)
# The fact of a question by which legs were insisted on.
INSISTED = "legs"
# Questions that offer another workout themselves, or are open because something hurts: after them no other is asked.
_SETTLES_OTHER = frozenset(
    {
        Question.CLOSE_OTHER,
        Question.UNFINISHED,
        Question.LEGS_ANYWAY,
        Question.REST_INSTEAD,
        Question.CHECK,
        Question.INSTEAD,
        Question.CORE_INSTEAD,
    }
)


def begin(moment: Moment, *tell: Tell) -> Reply:
    """Lay out a workout and start it; the first time ever, say what the coach is and wait for the word.

    Who asks by name for something that the day is not for is warned once. A workout that was in progress is written
    down first, if any set of it was done.
    """
    held = held_back(moment)
    if held is None and _no_such(moment):
        held = propose(_wishing(moment, Wishes()), *tell, Tell("no_such_workout"))
    if held is not None:
        return held
    decision = decision_on(moment.runner, moment.today, moment.now, moment.zone)
    if _speaks_against(decision, moment):
        return legs_anyway(moment) if _warned(moment) else _warn(moment, decision, *tell)
    if _had_it_hard(moment) and decision.kind is Kind.FULL:
        return ask(moment, Ask(Question.LIGHT_TODAY), *tell)
    before, (moment, ended) = moment, put_away_first(moment)
    first = _first_question(moment, *tell)
    if first is not None:
        return replace(first, ended=ended)
    moment, tell, lay_out = _introduced(moment, *tell)
    today = _today(moment, decision)
    # Whoever was warned has just heard why.
    why = () if _warned(before) else today.why_changed
    laid_out = lay_out(moment, today.chosen, *tell, *why)
    return spares_all(before, today.chosen) or replace(laid_out, ended=ended)


def begin_another(moment: Moment) -> Reply:
    """Start another workout in place of the one in progress; where sets of that were done lately, ask once first."""
    if _no_such(moment):
        return stay(moment, Tell("no_such_workout"))
    if _would_close(moment):
        return ask(moment, Ask(Question.CLOSE_OTHER, _named(moment.event.wishes)))
    return begin(moment)


def begin_instead(moment: Moment) -> Reply:
    """Close the workout in progress, and start the one that was asked for before the question, or with the answer."""
    asked, wishes = moment.runner.ask, moment.event.wishes
    facts = asked.facts if asked is not None else {}
    if wishes == Wishes():
        minutes = facts.get("minutes")
        wishes = Wishes(
            workout=_text(facts.get("letter")),
            level=_text(facts.get("level")),
            minutes=minutes if isinstance(minutes, int) else None,
            focus=_text(facts.get("focus")),
        )
    moment = _wishing(moment, wishes)
    if _no_such(moment):
        return stay(moment, Tell("no_such_workout"))
    return legs_anyway(moment) if INSISTED in facts else begin(moment)


def propose(moment: Moment, *tell: Tell) -> Reply:
    """Lay out a workout, say what it is, and wait for the word."""
    first = held_back(moment) or ask_level_again(moment)
    if first is not None:
        return first
    decision = decision_on(moment.runner, moment.today, moment.now, moment.zone)
    if _had_it_hard(moment) and decision.kind is Kind.FULL:
        return ask(moment, Ask(Question.LIGHT_TODAY), *tell)
    moment, tell, _ = _introduced(moment, *tell)
    today = _today(moment, decision)
    return spares_all(moment, today.chosen) or proposed(moment, today.chosen, *tell, *today.because)


def legs_anyway(moment: Moment) -> Reply:
    """Let a runner have legs on a day that is not for them, with one warning, and half of the workout."""
    held = held_back(moment)
    if held is not None:
        return held
    if _would_close(moment):
        return ask(moment, Ask(Question.CLOSE_OTHER, {INSISTED: 1}))
    decision = decision_on(moment.runner, moment.today, moment.now, moment.zone)
    wishes = moment.event.wishes
    if moment.runner.ask is not None and _warned(moment) and not names_legs(wishes, moment.catalogue):
        facts = moment.runner.ask.facts
        wishes = replace(wishes, workout=_text(facts.get("letter")), focus=_text(facts.get("focus")))
    before, (moment, ended) = moment, put_away_first(moment)
    moment, tell, lay_out = _introduced(moment)
    if decision.kind in LEGS:
        chosen = arranged(moment.runner, wishes, decision, moment.now, moment.catalogue).chosen
    else:
        chosen = insisted(moment.runner, wishes, moment.now, moment.catalogue)
        tell = (*tell, Tell("your_call"))
    return spares_all(before, chosen) or replace(lay_out(moment, chosen, *tell), ended=ended)


def put_away_first(moment: Moment) -> tuple[Moment, Record | None]:
    """Write down a workout in progress before another one starts, if anything of it was done, down to the last set."""
    if moment.runner.session is None:
        return moment, None
    session = with_partial_step(moment.session)
    if not has_sets(session):
        return moment, None
    runner, ended = put_away(moment, session)
    return replace(moment, runner=runner, spared=Spared(session.spared.stops, aside=session.spared.aside)), ended


def fits_today(moment: Moment) -> bool:
    """Tell whether today is good for the workout in progress."""
    kind = decision_on(moment.runner, moment.today, moment.now, moment.zone).kind
    workout = moment.session.workout
    if loads_legs(workout, moment.catalogue):
        return kind in LEGS
    return kind in {*LEGS, Kind.CORE} or not is_strength(workout)


def only_warm(moment: Moment) -> bool:
    """Tell whether a workout in progress waits of which no set was done yet, but at most some of the warm-up."""
    session = moment.runner.session
    if session is None or session.state not in {State.READY, State.PAUSED}:
        return False
    return not has_sets(with_partial_step(session))


def held_back(moment: Moment) -> Reply | None:
    """Hold a workout back for the rest of a day off; after it, ask once whether all is well.

    On a day off nothing is proposed but what does without the legs, where those are to be left alone: that stands.
    """
    until, session = moment.runner.rest_until, moment.runner.session
    if until is None:
        return None
    if moment.now < until and session is not None and not session.begun:
        return ask(moment, Ask(Question.UPPER_BODY), Tell("legs_off"), state=State.READY)
    if moment.now < until:
        return end(moment, Tell("day_off"))
    return ask(moment, Ask(Question.FIT_TODAY))


def _had_it_hard(moment: Moment) -> bool:
    runner = moment.runner
    asked_plainly = moment.event.wishes == Wishes() and not moment.event.at_once
    return runner.hard >= HARD_IN_A_ROW and asked_plainly and runner.session is None


def _first_question(moment: Moment, *tell: Tell) -> Reply | None:
    """Ask the first of three questions on the first visit, and after so long that everything starts anew."""
    if moment.event.at_once:
        return None
    if moment.runner.welcomed:
        return ask_level_again(moment)
    if moment.event.wishes != Wishes():
        return None
    return ask(_welcomed(moment), Ask(Question.EXPERIENCE), *tell, Tell("welcome_first"))


def ask_level_again(moment: Moment) -> Reply | None:
    """Ask the level after so long that everything starts anew; None where it is not so long, or a wish goes before."""
    rule = break_ending(moment.runner, moment.now, moment.catalogue)
    if rule is None or not rule.afresh or moment.event.wishes != Wishes():
        return None
    comeback = Comeback(rule.id, moment.now, 0)
    runner = replace(moment.runner, last=None, progress={}, comeback=comeback)
    if runner.session is not None:
        # What was left behind months ago gives way to what may be started without an answer.
        chosen = choose(runner, moment.event.wishes, moment.now, moment.catalogue)
        runner = replace(runner, session=session_of(replace(moment, runner=runner), chosen))
    question = Ask(Question.EXPERIENCE)
    # Everything starts anew, which says enough: no other line about the time that has gone.
    return ask(replace(moment, runner=runner), question, Tell("level_again"), state=State.READY)


def _introduced(moment: Moment, *tell: Tell) -> tuple[Moment, tuple[Tell, ...], Callable[..., Reply]]:
    """Say what the coach is before anything is chosen, so that a first workout is eased like any other first one.

    Gives also how a workout is laid out then: the first waits for the word, unless it is wanted at once.
    """
    if moment.runner.welcomed:
        return moment, tell, started
    lay_out = started if moment.event.at_once else proposed
    return _welcomed(moment), (*tell, Tell("welcome_first")), lay_out


def _welcomed(moment: Moment) -> Moment:
    """Give the moment with the disclaimer heard, and the first workouts ahead."""
    way_in = Comeback(EASE_IN, moment.now, 0)
    return replace(moment, runner=replace(moment.runner, welcomed=True, comeback=way_in))


def _today(moment: Moment, decision: Decision) -> Arranged:
    """Give the workout of today, or the one that was asked for by its name: of legs less on a day that is for less."""
    wishes = moment.event.wishes
    if names_legs(wishes, moment.catalogue) and decision.kind in SHARED:
        if decision.familiar:
            # What is asked for by its name may be new, and the reason is not to promise anything else.
            decision = replace(decision, rule=f"{decision.rule}_first", familiar=False)
        return arranged(moment.runner, wishes, decision, moment.now, moment.catalogue)
    if wishes.focus is None and wishes.workout is None:
        return arranged(moment.runner, wishes, decision, moment.now, moment.catalogue)
    return Arranged(choose(moment.runner, wishes, moment.now, moment.catalogue), AS_PLANNED)


def instead(decision: Decision) -> Question:
    """Give the question after a reason against the legs: core, or where there is none, a few easy moves or rest."""
    return Question.LEGS_ANYWAY if decision.kind is Kind.CORE else Question.REST_INSTEAD


def _speaks_against(decision: Decision, moment: Moment) -> bool:
    """Tell whether a decision speaks against what is asked for by its name."""
    wishes = moment.event.wishes
    if decision.kind is Kind.REST:
        return names_strength(wishes)
    return decision.kind not in LEGS and names_legs(wishes, moment.catalogue)


def _warn(moment: Moment, decision: Decision, *tell: Tell) -> Reply:
    question = Ask(instead(decision), _named(moment.event.wishes))
    return ask(moment, question, *tell, Tell(f"because.{decision.rule}"), state=State.READY)


def _would_close(moment: Moment) -> bool:
    """Tell whether a workout is in progress of which sets were done, and the runner was not asked about it yet."""
    session, asked = moment.runner.session, moment.runner.ask
    if session is None or session.through or moment.now - session.touched > TAKE_UP:
        return False
    if asked is not None and not moment.event.opens and asked.question in _SETTLES_OTHER:
        return False
    return has_sets(with_partial_step(session))


def _no_such(moment: Moment) -> bool:
    """Tell whether a workout was asked for by a letter that its level does not have."""
    wishes = moment.event.wishes
    level = wishes.level or moment.runner.profile.level
    return wishes.workout is not None and f"{level}_{wishes.workout}" not in moment.catalogue.level(level).order


def _wishing(moment: Moment, wishes: Wishes) -> Moment:
    return replace(moment, event=replace(moment.event, wishes=wishes))


def _warned(moment: Moment) -> bool:
    return moment.runner.ask is not None and moment.runner.ask.question in _WARNINGS


def _named(wishes: Wishes) -> dict[str, Fact]:
    """Give what was asked for, so that it is still known when the runner insists."""
    named = {"letter": wishes.workout, "focus": wishes.focus, "minutes": wishes.minutes, "level": wishes.level}
    return {key: value for key, value in named.items() if value is not None}


def _text(fact: Fact | None) -> str | None:
    return fact if isinstance(fact, str) else None
