"""Runs and races as a runner tells of them: noted on their day, put on another, forgotten.

What was told is said back with its day, so that one turn puts it right. Nothing here moves a workout in progress; one
that is only proposed is proposed anew.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from skill.coach.acts import Ask, Fact, Question, Tell
from skill.coach.dates import nearest_weekday, put_right, resolve, with_number
from skill.coach.diary import WEEK, Diary, Distance, Outing, Run
from skill.coach.events import Over
from skill.coach.moment import Moment, Reply, ask, stay
from skill.coach.session import State
from skill.coach.starting import fits_today, only_warm, propose

# From this many kilometres on a run counts as a long one where nothing else was said of it.
LONG_KILOMETRES = 15
# What a race ahead means (coaching table 4, rows 4 to 6): days before it.
LAST_LEGS, NO_MORE_LEGS, ONLY_MOBILITY = 8, 7, 3
# From so many kilometres on a race is recovered from as from a half marathon, and as from a marathon.
HALF_KILOMETRES, MARATHON_KILOMETRES = 17, 30
HOURS_A_DAY = 24
# By which hour of the day a run was over at the latest.
OVER_BY = {Over.MORNING: 12, Over.NOON: 14, Over.AFTERNOON: 18}


def note_run(moment: Moment) -> Reply:
    """Note a run on a day, in the past or to come, or that there is none; a second one that was named with it, too."""
    day = day_named(moment)
    if day is None:
        return _ask_day(moment, run_named(moment), Tell("which_day"))
    outing = Outing(day, _run_on(moment, day), over=_over(moment, day))
    diary, told = _with_the_other(moment, moment.runner.diary.with_outing(outing))
    return _noted(moment, diary, _run_noted(outing), *told)


def note_big_run(moment: Moment) -> Reply:
    """Note a hard run on a day that was named in answer to whether one is near: hard or long comes to the same."""
    return note_run(replace(moment, event=replace(moment.event, run=Run.HARD)))


def note_habit(moment: Moment) -> Reply:
    """Note what is run on which days of the week."""
    event, habits = moment.event, moment.runner.diary.habits
    if not event.weekdays:
        return stay(moment, Tell("which_days"))
    if event.run is not None and event.run_days:
        return _days_and_run(moment, event.run)
    kind, days, diary = event.run or Run.EASY, event.weekdays, moment.runner.diary
    facts: dict[str, Fact] = {"run": kind.value, "weekdays": _by_number(days)}
    if kind is Run.NONE:
        return _noted(moment, diary.without_habits(days), Tell("habit_noted", facts))
    if event.run is None:
        # "I run on these days" says nothing against the long run that stands on one of them.
        days -= {day for day, known in habits.items() if known in {Run.HARD, Run.LONG}}
    line = "days_noted" if event.run is None else "habit_noted"
    diary = diary.with_habits(kind, days)
    if len(days) == 1:
        diary = replace(diary, said=_next_on(moment, days))
    return _noted(moment, diary, Tell(line, facts))


def _days_and_run(moment: Moment, run: Run) -> Reply:
    """Note the days of easy runs, and those of another kind of run that was told with them."""
    days, run_days = moment.event.weekdays - moment.event.run_days, moment.event.run_days
    diary = moment.runner.diary.with_habits(Run.EASY, days).with_habits(run, run_days)
    told = Tell("days_noted", {"run": Run.EASY.value, "weekdays": _by_number(days)})
    return _noted(moment, diary, told, Tell("habit_noted", {"run": run.value, "weekdays": _by_number(run_days)}))


def note_race(moment: Moment) -> Reply:
    """Note a race, and say what it means for the weeks before; how far the next one is, where no day is named."""
    day, ahead = day_named(moment), moment.runner.diary.next_race(moment.today)
    if day is None and ahead is not None and _distance(moment) is not None and not moment.event.date:
        day = ahead.day
    if day is None:
        return _ask_day(moment, Run.RACE, Tell("which_race_day"))
    diary, told = _with_the_other(moment, moment.runner.diary)
    return _race_noted(moment, diary.with_outing(Outing(day, Run.RACE, _distance(moment))), day, *told)


def _ask_day(moment: Moment, run: Run, told: Tell) -> Reply:
    """Ask for the day of a run; in a workout that was begun it is only said that there is none.

    So it is where a day is asked for already: whether a hard run is near.
    """
    if moment.begun or _asks_for_run(moment):
        return stay(moment, told)
    facts = {"run": run.value, "distance": _distance(moment), "near": _month_named(moment)}
    question = Ask(Question.WHICH_DAY, {name: fact for name, fact in facts.items() if fact is not None})
    return ask(moment, question, told, state=State.READY)


def take_day(moment: Moment) -> Reply:
    """Note the run of which the day was asked for, on the day that was said now."""
    facts = {} if moment.runner.ask is None else moment.runner.ask.facts
    near, distance, number = facts.get("near"), facts.get("distance"), moment.event.month_day
    month = moment.today if near is None else date.fromisoformat(str(near))
    day = day_named(moment) if number is None else with_number(month, number, moment.today)
    event = replace(
        moment.event,
        ahead=None if day is None else (day - moment.today).days,
        date="",
        run=Run(str(facts["run"])),
        distance=None if distance is None else Distance(str(distance)),
    )
    moment = replace(moment, event=event, runner=replace(moment.runner, ask=None))
    return note_race(moment) if event.run is Run.RACE else note_run(moment)


def _month_named(moment: Moment) -> str | None:
    span = resolve(moment.event.date, moment.today)
    return None if span is None or span.like(span.first) is None else span.first.isoformat()


def clear_race(moment: Moment) -> Reply:
    """Forget the race that is named, or the next one; where another is to come, that is told."""
    race = moment.runner.diary.next_race(moment.today, moment.event.distance)
    if race is None:
        return stay(moment, Tell("no_race"))
    diary = moment.runner.diary.without(race)
    following = diary.next_race(moment.today)
    told = Tell("race_cleared") if following is None else Tell("race_left", until(moment, following))
    return _noted(moment, diary, told)


def until(moment: Moment, race: Outing) -> dict[str, Fact]:
    """Give the day of a race, and how many days it is until then."""
    return {"when": race.day.isoformat(), "days": (race.day - moment.today).days}


def move_date(moment: Moment) -> Reply:
    """Put a run on another day: the one that was named, or that stands on the wrong day, or was told last."""
    usual = _usual_but_wrong(moment)
    if usual is not None:
        # It is what is spoken of from here on, also where its right day is still to be said.
        moment = replace(moment, runner=replace(moment.runner, diary=replace(moment.runner.diary, said=usual)))
        return _habit_moved(moment) or stay(moment, Tell("which_day"))
    outing, event = _to_be_moved(moment), moment.event
    if outing is None and event.run is not None:
        return note_race(moment) if event.run is Run.RACE else note_run(moment)
    if outing is None:
        return _habit_moved(moment) or stay(moment, Tell("nothing_noted"))
    day = _corrected(moment, outing)
    if day is None:
        return stay(moment, Tell("which_day"))
    diary = moment.runner.diary.moved(outing, day)
    if outing.run is Run.RACE:
        return _race_noted(moment, diary, day)
    return _noted(moment, diary, _run_noted(replace(outing, day=day)))


def _usual_but_wrong(moment: Moment) -> date | None:
    """Give the next day of what is usual on the wrong day of the week, unless something else stands on such a day."""
    diary, wrong = moment.runner.diary, moment.event.weekdays
    usual = frozenset(day for day in wrong if diary.habits.get(day, Run.NONE) is not Run.NONE)
    elsewhere = moment.event.run is not None or _standing_wrong(moment) is not None
    return None if elsewhere else _next_on(moment, usual)


def _habit_moved(moment: Moment) -> Reply | None:
    """Put what is usual on another day of the week, where that was told last; None where it was not."""
    diary, day = moment.runner.diary, day_named(moment) or _coming(moment)
    run = None if diary.said is None else diary.habits.get(diary.said.isoweekday())
    if run is None or day is None or diary.said is None:
        return None
    days = frozenset({day.isoweekday()})
    kept = {weekday: other for weekday, other in diary.habits.items() if weekday != diary.said.isoweekday()}
    diary = replace(diary, habits=kept, said=day).with_habits(run, days)
    return _noted(moment, diary, Tell("habit_noted", {"run": run.value, "weekdays": _by_number(days)}))


def _to_be_moved(moment: Moment) -> Outing | None:
    diary, event = moment.runner.diary, moment.event
    if event.run is Run.RACE:
        return diary.next_race(moment.today, event.distance)
    if event.run is not None:
        return diary.next_of(event.run, moment.today)
    wrong = resolve(event.wrong, moment.today)
    return _standing_wrong(moment) or diary.named(None if wrong is None else wrong.day) or diary.named(diary.said)


def _standing_wrong(moment: Moment) -> Outing | None:
    """Give the run to come that is told of on the wrong day of the week."""
    coming = (outing for outing in moment.runner.diary.outings if outing.day >= moment.today)
    return next((outing for outing in coming if outing.day.isoweekday() in moment.event.weekdays), None)


def _corrected(moment: Moment, outing: Outing) -> date | None:
    """Give the day that a correction means; a part of a date alone leaves the rest of it as it was told."""
    if moment.event.month_day is not None:
        return with_number(outing.day, moment.event.month_day, moment.today)
    span = resolve(moment.event.date, moment.today)
    day = day_named(moment) or _coming(moment) or (None if span is None else span.like(outing.day))
    return None if day is None else put_right(outing.day, day, moment.today)


def _coming(moment: Moment) -> date | None:
    """Give the next day of the week that was named in the place of a wrong one."""
    return _next_on(moment, moment.event.run_days)


def _next_on(moment: Moment, weekdays: frozenset[int]) -> date | None:
    week = (moment.today + timedelta(days=ahead) for ahead in range(WEEK.days))
    return next((day for day in week if day.isoweekday() in weekdays), None)


def day_named(moment: Moment) -> date | None:
    """Give the one day that was named, or None; "in two weeks, on Sunday" is the Sunday next to that day.

    "On Sunday" is sent as the coming Sunday, and of what is over it is the last one.
    """
    span = resolve(moment.event.date, moment.today)
    named = None if span is None else span.day
    if moment.event.over is not None and named is not None and moment.today < named <= moment.today + WEEK:
        named -= WEEK
    if moment.event.ahead is None:
        return named
    ahead = moment.today + timedelta(days=moment.event.ahead)
    return ahead if named is None else nearest_weekday(named, ahead)


def _with_the_other(moment: Moment, diary: Diary) -> tuple[Diary, tuple[Tell, ...]]:
    """Note the run that was told in the same breath, and give what is said of it."""
    if moment.event.also is None:
        return diary, ()
    run, when = moment.event.also
    span = resolve(when, moment.today)
    if span is None or span.day is None:
        return diary, (Tell("which_day"),)
    outing = Outing(span.day, run)
    return diary.with_outing(outing), (_run_noted(outing),)


def _by_number(days: frozenset[int]) -> tuple[str, ...]:
    return tuple(str(day) for day in sorted(days))


def _distance(moment: Moment) -> Distance | None:
    kilometres = moment.event.number
    if moment.event.distance is not None or kilometres is None:
        return moment.event.distance
    if kilometres < HALF_KILOMETRES:
        return Distance.SHORT
    return Distance.HALF if kilometres < MARATHON_KILOMETRES else Distance.MARATHON


def names_run(moment: Moment) -> bool:
    """Tell whether a run was named, by its kind or by its kilometres."""
    return moment.event.run is not None or moment.event.number is not None


def _run_noted(outing: Outing) -> Tell:
    return Tell("run_noted", {"run": outing.run.value, "when": outing.day.isoformat()})


def run_named(moment: Moment) -> Run:
    """Give the kind of the run that was named; kilometres alone tell a long one, and anything else is an easy one."""
    kilometres, run = moment.event.number, moment.event.run
    if run is not None and run is not Run.EASY:
        return run
    # "A twenty mile run" is a long one, although it is simply called a run.
    return Run.LONG if kilometres is not None and kilometres >= LONG_KILOMETRES else Run.EASY


def _run_on(moment: Moment, day: date) -> Run:
    """Tell what kind of run is meant; one that is told as done, and no more of it, is what was planned for the day."""
    event, planned = moment.event, moment.runner.diary.on(day)
    done_as_planned = event.over is not None and not names_run(moment)
    if done_as_planned and planned is not None and planned is not Run.NONE:
        return planned
    return run_named(moment)


def _over(moment: Moment, day: date) -> datetime | None:
    """Tell when a run of today that was told as done was over at the latest; None for one to come, or another day's."""
    event = moment.event
    if event.over is None or day != moment.today:
        return None
    if event.hours is not None:
        # "An hour ago" may come as sixty.
        over = timedelta(hours=event.hours) if event.hours < HOURS_A_DAY else timedelta(minutes=event.hours)
        return moment.now - over
    if event.over not in OVER_BY:
        return moment.now
    return min(moment.now, datetime.combine(day, time(OVER_BY[event.over]), moment.zone).astimezone(UTC))


def _race_noted(moment: Moment, diary: Diary, day: date, *told: Tell) -> Reply:
    tell = [*told, Tell("race_noted", {"when": day.isoformat()})]
    if (day - moment.today).days > LAST_LEGS:
        before = {"legs": LAST_LEGS, "core": NO_MORE_LEGS, "mobility": ONLY_MOBILITY}
        facts: dict[str, Fact] = {name: (day - timedelta(days=days)).isoformat() for name, days in before.items()}
        tell.append(Tell("before_race", facts))
    return _noted(moment, diary, *tell)


def _noted(moment: Moment, diary: Diary, *tell: Tell) -> Reply:
    """Keep a diary; a workout that is only proposed is proposed anew, and one that waited for this is proposed.

    So it is where a workout was only warmed up for, and with what was told the day is not for it any more; one with
    sets goes on, with a word on how to do less.
    """
    waits, before = _asks_for_run(moment), moment
    moment = replace(moment, runner=replace(moment.runner, diary=diary.tidied(moment.today)))
    if waits or (moment.runner.session is not None and not moment.begun):
        return propose(moment, *tell)
    if moment.runner.session is None or not fits_today(before) or fits_today(moment):
        return stay(moment, *tell)
    return propose(moment, *tell) if only_warm(moment) else stay(moment, *tell, Tell("easier_any_time"))


def _asks_for_run(moment: Moment) -> bool:
    return moment.runner.ask is not None and moment.runner.ask.question is Question.HARD_RUN
