"""Questions about the week: which days are good for legs, what is run on a day, when the next race is.

They are answered from the diary. A run that is named in a question is noted on the way.
"""

from dataclasses import replace
from datetime import date, timedelta

from skill.coach.acts import Ask, Tell
from skill.coach.answers import whats_next
from skill.coach.dates import resolve
from skill.coach.diary import WEEK, Outing
from skill.coach.events import EventKind
from skill.coach.moment import Moment, Reply, ask, stay
from skill.coach.noting import day_named, names_run, run_named, until
from skill.coach.opening import OFFER_AGAIN, take_up
from skill.coach.schedule import LEGS, Kind, week_ahead
from skill.coach.session import State
from skill.coach.starting import TAKE_UP, fits_today, instead, only_warm, propose, put_away_first
from skill.coach.today import decision_on, next_legs

# Events about a day: which date it is where the runner lives decides on them.
DATED = frozenset(
    {
        EventKind.NOTE_RUN,
        EventKind.NOTE_RACE,
        EventKind.MOVE_DATE,
        EventKind.ASK_RUN,
        EventKind.ASK_LEGS,
        EventKind.PLAN_WEEK,
        EventKind.WHATS_DUE,
    }
)
# Rules whose reasons speak of the day as today: of another day they are told in other words.
RELATIVE = frozenset(
    {
        "race_now",
        "race_close",
        "race_week",
        "race_in_a_week",
        "after_race",
        "after_race_core",
        "after_race_light",
        "legs_today",
        "legs_yesterday",
        "legs_yesterday_light",
        "long_tomorrow",
        "hard_tomorrow",
        "hard_yesterday",
        "hard_later",
        "hard_today",
    }
)


def ask_run(moment: Moment) -> Reply:
    """Say what is run on a day, or when the next race is."""
    day, diary = day_named(moment), moment.runner.diary
    if day is not None:
        run = diary.on(day)
        if run is None:
            return stay(moment, Tell("run_not_known", {"when": day.isoformat()}))
        return stay(moment, Tell("run_on", {"run": run.value, "when": day.isoformat()}))
    race = diary.next_race(moment.today, moment.event.distance)
    if race is None:
        return stay(moment, Tell("no_race"))
    return stay(moment, Tell("race_ahead", until(moment, race)))


def whats_due(moment: Moment) -> Reply:
    """Say which exercise is next, or, before any set was done, which workout today is good for.

    What was left hours ago is offered to be finished. Of a workout that is only warmed up for, nothing is lost by
    another one where the day is not for it.
    """
    if not moment.begun:
        return propose(moment)
    away = moment.now - moment.session.touched
    if away > OFFER_AGAIN or (only_warm(moment) and (away > TAKE_UP or not fits_today(moment))):
        moment, ended = put_away_first(moment)
        return replace(propose(moment), ended=ended)
    waits = moment.session.state in {State.READY, State.PAUSED}
    return take_up(moment) if away > TAKE_UP or (moment.event.opens and waits) else whats_next(moment)


def ask_legs(moment: Moment) -> Reply:
    """Say whether a day is good for legs, and if not, or only for fewer sets, why; of several days, which ones are."""
    several = _several(moment)
    if several and names_run(moment):
        return stay(moment, Tell("which_day"))
    if several:
        return _legs_within(moment, several)
    moment, day = _told_on_the_way(moment)
    decision = decision_on(moment.runner, day, moment.now, moment.zone)
    then = day != moment.today and decision.rule in RELATIVE
    because = Tell(f"because.{decision.rule}.then" if then else f"because.{decision.rule}")
    if decision.kind in LEGS:
        fit = Tell("legs_fit", {"when": day.isoformat()})
        return stay(moment, fit) if decision.kind is Kind.FULL else stay(moment, fit, because)
    if day != moment.today:
        return stay(moment, because, *_legs_before(moment, day))
    tell = [because, *_legs_from(moment)]
    if moment.begun:
        return stay(moment, *tell, *([] if fits_today(moment) else [Tell("easier_any_time")]))
    return ask(moment, Ask(instead(decision)), *tell, state=State.READY)


def _legs_within(moment: Moment, days: tuple[date, ...]) -> Reply:
    """Name the days of several in a row that are good for legs."""
    runner, now, zone = moment.runner, moment.now, moment.zone
    fit = tuple(day.isoformat() for day in days if decision_on(runner, day, now, zone).kind in LEGS)
    if fit:
        return stay(moment, Tell("legs_fit_on", {"dates": fit}))
    return stay(moment, Tell("no_legs_then"), *_legs_from(moment))


def _legs_before(moment: Moment, day: date) -> tuple[Tell, ...]:
    """Name today where a later day is not good for legs and today is; else the first day that is."""
    if decision_on(moment.runner, moment.today, moment.now, moment.zone).kind in LEGS and day > moment.today:
        return (Tell("legs_fit", {"when": moment.today.isoformat()}),)
    return _legs_from(moment)


def _legs_from(moment: Moment) -> tuple[Tell, ...]:
    following = next_legs(moment.runner, moment.now, moment.zone)
    return () if following is None else (Tell("legs_from", {"when": following.isoformat()}),)


def plan_week(moment: Moment) -> Reply:
    """Say which days of the next seven are good for the workouts of a week."""
    runner = moment.runner
    wanted = runner.profile.days or moment.catalogue.level(runner.profile.level).days_min
    rests = decision_on(runner, moment.today, moment.now, moment.zone).kind not in LEGS
    # A day that is not for legs is none of the seven, whether the diary says so or the runner did.
    ahead = timedelta(days=int(rests))
    planned = week_ahead(runner.diary, moment.today + ahead, moment.now + ahead, runner.profile.level, wanted)
    if not planned:
        return stay(moment, Tell("week_without_legs"))
    tell = [Tell("week_plan", {"dates": tuple(day.isoformat() for day, _ in planned)})]
    if not runner.diary.habits:
        tell.append(Tell("tell_me_your_runs"))
    return stay(moment, *tell)


def _several(moment: Moment) -> tuple[date, ...]:
    """Give the days that were named where they are several, such as a weekend; those that are over are left out."""
    span = resolve(moment.event.date, moment.today)
    if span is None or span.day is not None or span.last - span.first >= WEEK:
        return ()
    days = (span.first + timedelta(days=ahead) for ahead in range((span.last - span.first).days + 1))
    return tuple(day for day in days if day >= moment.today)


def _told_on_the_way(moment: Moment) -> tuple[Moment, date]:
    """Note a run that was named in the question; the day is then that of the run, and the question is about today."""
    day = day_named(moment) or moment.today
    if not names_run(moment):
        return moment, day
    diary = moment.runner.diary.with_outing(Outing(day, run_named(moment)))
    return replace(moment, runner=replace(moment.runner, diary=diary)), moment.today
