"""Answers about what was: last time, how many, the best, weeks on target, whether it goes up; and deleting the last.

Each is read from the records of the moment; where they cannot be reached, that is said. Nothing is ever held against a
runner: what was missed is not counted, and a number that fell is told without a reason.
"""

from collections.abc import Iterator
from dataclasses import replace

from skill.coach import history
from skill.coach.acts import Ask, Fact, Question, Tell
from skill.coach.answers import ask_which, exercise_in_question, last_time
from skill.coach.events import Event, EventKind, Period
from skill.coach.history import Change, Records
from skill.coach.moment import Moment, Reply, ask_aside, stay
from skill.coach.plan import StepKind
from skill.coach.record import has_sets
from skill.coach.runner import LastWorkout, Runner
from skill.content.types import Mode

# How many exercises are named when a runner asks how it goes.
NAMED = 2
_ABOUT_WORKOUTS = frozenset(
    {
        EventKind.LAST_TIME,
        EventKind.TALLY,
        EventKind.BEST,
        EventKind.STREAK,
        EventKind.PROGRESS,
        EventKind.DELETE_LAST,
    }
)


def needs_records(runner: Runner, event: Event) -> bool:
    """Tell whether an event is answered from a runner's records."""
    confirms = runner.ask is not None and runner.ask.question is Question.CONFIRM_DELETE_LAST
    return event.kind in _ABOUT_WORKOUTS or (event.kind is EventKind.YES and confirms)


def what_last_time(moment: Moment) -> Reply:
    """Say what the last workout was and came to, or how an exercise went when it was last done."""
    records = moment.records
    if moment.event.exercise is not None or moment.event.heard is not None:
        return _exercise_last_time(moment)
    reply = last_time(moment)
    if not records or moment.runner.last is None or records[0].workout != moment.runner.last.workout:
        return reply
    total = history.tally(records[:1])
    return replace(reply, tell=(*reply.tell, Tell("came_to", {"sets": total.sets, "minutes": max(1, total.minutes)})))


def tally(moment: Moment) -> Reply:
    """Say how many workouts there were in a while, or how much of an exercise."""
    records, period = moment.records, moment.event.period or Period.EVER
    if records is None:
        return stay(moment, Tell("history_unreachable"))
    chosen = history.within(records, period, moment.today, moment.zone)
    if moment.event.exercise is not None or moment.event.heard is not None:
        return _amount(moment, chosen, period)
    total = history.tally(chosen)
    today = list(_done_so_far(moment))
    if not total.workouts:
        return stay(moment, *(today or [Tell("tally_none", {"period": period.value})]))
    return stay(
        moment,
        *today,
        Tell("tally", {"period": period.value, "workouts": total.workouts, "minutes": max(1, total.minutes)}),
    )


def _done_so_far(moment: Moment) -> Iterator[Tell]:
    """Tell what of the workout in progress is done, where it belongs to what was asked."""
    session = moment.runner.session
    if session is None or not has_sets(session) or moment.event.period not in {Period.EVER, Period.TODAY}:
        return
    steps = [step for entry in session.log if (step := session.plan[entry.index]).kind is StepKind.WORK]
    sets = len({(step.exercise, step.set) for step in steps})
    yield Tell("done_so_far", {"sets": sets, "exercises": tuple(dict.fromkeys(step.exercise for step in steps))})


def best(moment: Moment) -> Reply:
    """Say what the best set of an exercise was, and how long ago."""
    exercise = exercise_in_question(moment)
    if exercise is None:
        return ask_which(moment)
    if moment.records is None:
        return stay(moment, Tell("history_unreachable"))
    done = _done_kind(moment, moment.records, exercise.id)
    found = history.best(moment.records, done, moment.zone)
    if found is None:
        return stay(moment, Tell("never_done", {"exercise": exercise.id}))
    facts: dict[str, Fact] = {"exercise": done, "amount": found.amount, "days": (moment.today - found.day).days}
    return stay(moment, Tell(_either("best", moment, done), facts))


def streak(moment: Moment) -> Reply:
    """Say how many weeks were on target, and how this one stands; while the plan is paused it asks for nothing."""
    if moment.records is None:
        return stay(moment, Tell("history_unreachable"))
    goal = moment.catalogue.level(moment.runner.profile.level).days_min
    kept = history.kept(moment.records, goal, moment.today, moment.zone)
    if moment.runner.paused is not None:
        line = "streak_paused" if kept.weeks else "streak_paused_early"
        return stay(moment, Tell(line, {"weeks": kept.weeks} if kept.weeks else {}))
    left = kept.goal - kept.this_week
    if left <= 0:
        return stay(moment, Tell("streak_with_this", {"weeks": kept.weeks}))
    if kept.weeks:
        return stay(moment, Tell("streak", {"weeks": kept.weeks, "left": left}))
    return stay(moment, Tell("streak_begins", {"left": left}))


def progress(moment: Moment) -> Reply:
    """Say whether it goes up: for the exercise that was named, else for those that gained most."""
    records = moment.records
    if records is None:
        return stay(moment, Tell("history_unreachable"))
    if moment.event.exercise is not None or moment.event.heard is not None:
        return _progress_of(moment, records)
    changes = history.changes(records, moment.zone)
    if not changes:
        return stay(moment, Tell("too_early"))
    gains = [change for change in changes if change.gain > 0][:NAMED]
    if not gains:
        return stay(moment, Tell("steady", {"workouts": len(records)}))
    return stay(moment, *(_told(moment, "gained", change) for change in gains))


def ask_to_drop(moment: Moment) -> Reply:
    """Ask once before the last workout is deleted."""
    if moment.records is None:
        return stay(moment, Tell("history_unreachable"))
    if not moment.records:
        return stay(moment, Tell("no_last_time"))
    last = moment.records[0]
    facts: dict[str, Fact] = {
        "workout": last.workout,
        "days": (moment.today - history.day_of(last.started, moment.zone)).days,
        "started": last.started.isoformat(),
    }
    return ask_aside(moment, Ask(Question.CONFIRM_DELETE_LAST, facts))


def drop(moment: Moment) -> Reply:
    """Delete the last workout: the one before it is the last again, and what was due before it is due again."""
    if moment.records is None:
        return stay(replace(moment, runner=replace(moment.runner, ask=None)), Tell("not_deleted"))
    started = moment.runner.ask.facts.get("started") if moment.runner.ask else None
    gone = next((record for record in moment.records if record.started.isoformat() == started), None)
    closed = replace(moment.runner, ask=None)
    if gone is None:
        return stay(replace(moment, runner=closed), Tell("deleted_last"))
    before = next((record for record in moment.records if record.started < gone.started), None)
    runner = replace(
        closed,
        finished=max(0, closed.finished - 1),
        last=None if before is None else LastWorkout(before.workout, before.ended, before.completed),
    )
    order = moment.catalogue.level(runner.profile.level).order
    if gone.completed and gone.workout in order:
        runner = replace(runner, queue=order.index(gone.workout))
    reply = stay(replace(moment, runner=runner), Tell("deleted_last"))
    return replace(reply, dropped=gone.started)


def _exercise_last_time(moment: Moment) -> Reply:
    exercise = exercise_in_question(moment)
    if exercise is None:
        return ask_which(moment)
    if moment.records is None:
        return stay(moment, Tell("history_unreachable"))
    done = _done_kind(moment, moment.records, exercise.id)
    course = history.points(moment.records, done, moment.zone)
    if not course:
        return stay(moment, Tell("never_done", {"exercise": exercise.id}))
    last = course[-1]
    facts: dict[str, Fact] = {
        "exercise": done,
        "sets": last.sets,
        "amount": last.amount,
        "days": (moment.today - last.day).days,
    }
    return stay(moment, Tell(_either("exercise_last_time", moment, done), facts))


def _amount(moment: Moment, chosen: Records, period: Period) -> Reply:
    exercise = exercise_in_question(moment)
    if exercise is None:
        return ask_which(moment)
    done = _done_kind(moment, chosen, exercise.id)
    amount = history.amount_of(chosen, done)
    facts: dict[str, Fact] = {"exercise": done, "period": period.value, "amount": amount}
    if not amount:
        return stay(moment, Tell("amount_none", {"exercise": exercise.id, "period": period.value}))
    return stay(moment, Tell(_either("amount", moment, done), facts))


def _progress_of(moment: Moment, records: Records) -> Reply:
    exercise = exercise_in_question(moment)
    if exercise is None:
        return ask_which(moment)
    change = history.change(records, _done_kind(moment, records, exercise.id), moment.zone)
    if change is None:
        return stay(moment, Tell("too_early_for", {"exercise": exercise.id}))
    line = "gained" if change.gain > 0 else "held_level" if change.gain == 0 else "went_down"
    return stay(moment, _told(moment, line, change))


def _told(moment: Moment, line: str, change: Change) -> Tell:
    facts: dict[str, Fact] = {"exercise": change.exercise, "first": change.first, "latest": change.latest}
    return Tell(_either(line, moment, change.exercise), {**facts, "workouts": change.workouts})


def _either(line: str, moment: Moment, exercise: str) -> str:
    """Name the form of a line for repetitions or for a hold."""
    timed = moment.catalogue.exercise(exercise).mode is Mode.SECONDS
    return f"{line}_hold" if timed else line


def _done_kind(moment: Moment, records: Records, exercise: str) -> str:
    """Give the exercise itself if it was ever done, else the one of its family that was done most."""
    done = history.exercises(records)
    if exercise in done:
        return exercise
    kinds = {member for family in moment.catalogue.families if exercise in family.members for member in family.members}
    return next((each for each in done if each in kinds), exercise)
