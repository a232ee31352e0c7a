"""Runs, races and the week: what a runner tells of them, puts right, and asks about them.

What was told is said back with its day, so that one turn puts it right. Nothing here moves a workout in progress; one
that is only proposed is proposed anew.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from skill.coach.acts import Ask, Fact, Question, Tell
from skill.coach.answers import whats_next
from skill.coach.dates import nearest_weekday, resolve
from skill.coach.diary import Diary, Outing, Run
from skill.coach.events import EventKind, Over
from skill.coach.moment import Moment, Reply, ask, stay
from skill.coach.schedule import LEGS, week_ahead
from skill.coach.session import State
from skill.coach.starting import propose
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
# From this many kilometres on a run counts as a long one where nothing else was said of it.
LONG_KILOMETRES = 15
# What a race ahead means (coaching table 4, rows 4 to 6): days before it.
LAST_LEGS, NO_MORE_LEGS, ONLY_MOBILITY = 8, 7, 3
# By which hour of the day a run was over at the latest.
OVER_BY = {Over.MORNING: 12, Over.NOON: 14, Over.AFTERNOON: 18}
# A correction by the day of the week alone means the day next to the one that was told, unless it is in these days.
THIS_WEEK = 7


def note_run(moment: Moment) -> Reply:
    """Note a run on a day, in the past or to come, or that there is none; a second one that was named with it, too."""
    day = _day(moment)
    if day is None:
        return stay(moment, Tell("which_day"))
    outings = [Outing(day, _run_on(moment, day), over=_over(moment, day)), *_second(moment)]
    diary = moment.runner.diary
    for outing in outings:
        diary = diary.with_outing(outing)
    return _noted(moment, diary, *(_run_noted(outing) for outing in outings))


def note_big_run(moment: Moment) -> Reply:
    """Note a hard run on a day that was named in answer to whether one is near: hard or long comes to the same."""
    return note_run(replace(moment, event=replace(moment.event, run=Run.HARD)))


def note_habit(moment: Moment) -> Reply:
    """Note what is run on which days of the week."""
    event, habits = moment.event, moment.runner.diary.habits
    if not event.weekdays:
        return stay(moment, Tell("which_days"))
    kind, days, diary = event.run or Run.EASY, event.weekdays, moment.runner.diary
    facts: dict[str, Fact] = {"run": kind.value, "weekdays": tuple(str(day) for day in sorted(days))}
    if kind is Run.NONE:
        return _noted(moment, diary.without_habits(days), Tell("habit_noted", facts))
    if event.run is None:
        # "I run on these days" says nothing against the long run that stands on one of them.
        days -= {day for day, known in habits.items() if known in {Run.HARD, Run.LONG}}
    line = "days_noted" if event.run is None else "habit_noted"
    return _noted(moment, diary.with_habits(kind, days), Tell(line, facts))


def note_race(moment: Moment) -> Reply:
    """Note a race, and say what it means for the weeks before."""
    day = _day(moment)
    if day is None:
        return stay(moment, Tell("which_race_day"))
    return _race_noted(moment, moment.runner.diary.with_outing(Outing(day, Run.RACE, moment.event.distance)), day)


def clear_race(moment: Moment) -> Reply:
    """Forget the races to come."""
    if moment.runner.diary.next_race(moment.today) is None:
        return stay(moment, Tell("no_race"))
    return _noted(moment, moment.runner.diary.without_races(moment.today), Tell("race_cleared"))


def move_date(moment: Moment) -> Reply:
    """Put what was told last on another day."""
    diary, day = moment.runner.diary, _day(moment)
    outing = next((known for known in diary.outings if known.day == diary.said), None)
    if outing is None:
        return stay(moment, Tell("nothing_noted"))
    if day is None:
        return stay(moment, Tell("which_day"))
    if (outing.day - moment.today).days > THIS_WEEK >= (day - moment.today).days:
        day = nearest_weekday(day, outing.day)
    if outing.run is Run.RACE:
        return _race_noted(moment, diary.moved(day), day)
    return _noted(moment, diary.moved(day), _run_noted(replace(outing, day=day)))


def ask_run(moment: Moment) -> Reply:
    """Say what is run on a day, or when the next race is."""
    day, diary = _day(moment), moment.runner.diary
    if day is not None:
        run = diary.on(day)
        if run is None:
            return stay(moment, Tell("run_not_known", {"when": day.isoformat()}))
        return stay(moment, Tell("run_on", {"run": run.value, "when": day.isoformat()}))
    race = diary.next_race(moment.today)
    if race is None:
        return stay(moment, Tell("no_race"))
    days = (race.day - moment.today).days
    return stay(moment, Tell("race_ahead", {"when": race.day.isoformat(), "days": days}))


def whats_due(moment: Moment) -> Reply:
    """Say which exercise is next, or, before anything was done, which workout today is good for."""
    return whats_next(moment) if moment.begun else propose(moment)


def ask_legs(moment: Moment) -> Reply:
    """Say whether a day is good for legs, and if not, why and which one is."""
    moment, day = _told_on_the_way(moment)
    decision = decision_on(moment.runner, day, moment.now, moment.zone)
    if decision.kind in LEGS:
        return stay(moment, Tell("legs_fit", {"when": day.isoformat()}))
    tell = [Tell(f"because.{decision.rule}")]
    following = next_legs(moment.runner, moment.now, moment.zone)
    if following is not None:
        tell.append(Tell("legs_from", {"when": following.isoformat()}))
    if day == moment.today and not moment.begun:
        return ask(moment, Ask(Question.LEGS_ANYWAY), *tell, state=State.READY)
    return stay(moment, *tell)


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


def _day(moment: Moment) -> date | None:
    """Give the one day that was named, or None."""
    event = moment.event
    if event.ahead is not None:
        return moment.today + timedelta(days=event.ahead)
    span = resolve(event.date, moment.today)
    return None if span is None else span.day


def _second(moment: Moment) -> Iterator[Outing]:
    """Give the second run that was named in one breath, if there was one."""
    span, run = resolve(moment.event.date_two, moment.today), moment.event.run_two
    if span is not None and span.day is not None and run is not None:
        yield Outing(span.day, run)


def _run_noted(outing: Outing) -> Tell:
    return Tell("run_noted", {"run": outing.run.value, "when": outing.day.isoformat()})


def _run(moment: Moment) -> Run:
    kilometres = moment.event.number
    if moment.event.run is not None:
        return moment.event.run
    return Run.LONG if kilometres is not None and kilometres >= LONG_KILOMETRES else Run.EASY


def _run_on(moment: Moment, day: date) -> Run:
    """Tell what kind of run is meant; one that is told as done, and no more of it, is what was planned for the day."""
    event, planned = moment.event, moment.runner.diary.on(day)
    if event.over is not None and event.run is None and event.number is None and planned not in {None, Run.NONE}:
        return planned or Run.EASY
    return _run(moment)


def _over(moment: Moment, day: date) -> datetime | None:
    """Tell when a run of today that was told as done was over at the latest; None for one to come, or another day's."""
    event = moment.event
    if event.over is None or day != moment.today:
        return None
    if event.hours is not None:
        return moment.now - timedelta(hours=event.hours)
    if event.over not in OVER_BY:
        return moment.now
    return min(moment.now, datetime.combine(day, time(OVER_BY[event.over]), moment.zone).astimezone(UTC))


def _told_on_the_way(moment: Moment) -> tuple[Moment, date]:
    """Note a run that was named in the question; the day is then that of the run, and the question is about today."""
    day = _day(moment) or moment.today
    if moment.event.run is None and moment.event.number is None:
        return moment, day
    diary = moment.runner.diary.with_outing(Outing(day, _run(moment)))
    return replace(moment, runner=replace(moment.runner, diary=diary)), moment.today


def _race_noted(moment: Moment, diary: Diary, day: date) -> Reply:
    tell = [Tell("race_noted", {"when": day.isoformat()})]
    if (day - moment.today).days > LAST_LEGS:
        before = {"legs": LAST_LEGS, "core": NO_MORE_LEGS, "mobility": ONLY_MOBILITY}
        facts: dict[str, Fact] = {name: (day - timedelta(days=days)).isoformat() for name, days in before.items()}
        tell.append(Tell("before_race", facts))
    return _noted(moment, diary, *tell)


def _noted(moment: Moment, diary: Diary, *tell: Tell) -> Reply:
    """Keep a diary; a workout that is only proposed is proposed anew, and one that waited for this is proposed."""
    asked = moment.runner.ask
    moment = replace(moment, runner=replace(moment.runner, diary=diary.tidied(moment.today)))
    waits = asked is not None and asked.question is Question.HARD_RUN
    if waits or (moment.runner.session is not None and not moment.begun):
        return propose(moment, *tell)
    return stay(moment, *tell)
