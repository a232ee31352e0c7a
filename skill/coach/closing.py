"""How a workout halts and ends: pause, stop, finish early, finish, the device closing, and forgetting.

Stopping asks nothing and loses nothing.
"""

from dataclasses import replace

from skill.coach.acts import Ask, End, Fact, Question, Tell
from skill.coach.bounds import OPEN, bounds_of
from skill.coach.easing import after_workout
from skill.coach.judging import progress_after
from skill.coach.moment import Moment, Reply, ask, ask_aside, end, stay
from skill.coach.place import log_step
from skill.coach.programme import after, due
from skill.coach.record import Record, has_sets, record_of, sets_done, share_done
from skill.coach.runner import LastWorkout, Runner
from skill.coach.session import Session, State
from skill.coach.spared import skipped_after
from skill.coach.today import is_strength, loads_legs

# The share of its sets from which a workout counts for the days after it: one for the legs keeps the next one waiting;
# one in which the runner stopped at a move does so however little was done.
LEGS_WORKED = 1 / 3


def pause(moment: Moment) -> Reply:
    """Hold the place until the runner says so."""
    return ask(moment, Ask(Question.PAUSED), Tell("paused"), state=State.PAUSED)


def help_working(moment: Moment) -> Reply:
    """Say what can be said, with the set held meanwhile."""
    return ask(moment, Ask(Question.PAUSED), Tell("help_active"), state=State.PAUSED)


def stop(moment: Moment) -> Reply:
    """Close with the place kept, asking nothing; a workout that is through is written down."""
    if moment.session.through:
        runner, record = put_away(moment, moment.session)
        return Reply(runner, (Tell("goodbye"),), End(), ended=record)
    return end(moment.having(replace(moment.session, state=State.PAUSED)), Tell("saved"))


def goodbye(moment: Moment) -> Reply:
    """Close where no workout is in progress, or nothing of it was done."""
    return end(moment, Tell("goodbye"))


def thanked(moment: Moment) -> Reply:
    """Take thanks kindly where no workout is in progress, and ask nothing."""
    return end(moment, Tell("thanked"))


def written(moment: Moment) -> Reply:
    """Close, now that a workout that ended is written down."""
    return end(moment, Tell("written"))


def done_finished(moment: Moment) -> Reply:
    """Say goodbye to whoever says "done" after a workout; a number there means nothing."""
    return goodbye(moment) if moment.event.number is None else stay(moment, Tell("nothing_running"))


def finish_early(moment: Moment) -> Reply:
    """End the workout here, with what was done written down."""
    session = with_partial_step(moment.session)
    if not has_sets(session):
        return end(replace(moment, runner=replace(moment.runner, session=None)), Tell("nothing_done"))
    runner, record = put_away(moment, session)
    facts: dict[str, Fact] = {"sets": sets_done(record), "next": due(runner, moment.catalogue)}
    return Reply(runner, (Tell("finished_early", facts),), End(), ended=record)


def finish(moment: Moment) -> Reply:
    """End a workout that is through; what it came to was said before the last question."""
    runner, record = put_away(moment, moment.session)
    return Reply(runner, (Tell("finished", {"next": due(runner, moment.catalogue)}),), End(), ended=record)


def closed(moment: Moment) -> Reply:
    """Keep the place when the device has closed the session; a workout that is through is written down."""
    if moment.now < moment.session.touched:
        # A session that was over before the runner was last heard: told late, and the workout has gone on since.
        return Reply(moment.runner, (), End(), aside=True)
    if moment.session.through:
        return finish(moment)
    return end(moment.having(replace(moment.session, state=State.PAUSED)))


def closed_idle(moment: Moment) -> Reply:
    """Take note that the device has closed a session in which no workout was in progress."""
    return end(moment)


def rest_today(moment: Moment) -> Reply:
    """Advise a day of rest."""
    return end(moment, Tell("rest_today"))


def ask_to_forget(moment: Moment) -> Reply:
    """Ask once before everything is deleted."""
    return ask_aside(moment, Ask(Question.CONFIRM_DELETE))


def forget(moment: Moment) -> Reply:
    """Delete everything about this runner; after one of several of an account, say whose place it is from now on."""
    whose = (Tell("main_place_now"),) if moment.event.name else ()
    return Reply(Runner(), (Tell("deleted"), *whose), End(), forget=True)


def keep(moment: Moment) -> Reply:
    """Keep everything after all."""
    return stay(replace(moment, runner=replace(moment.runner, ask=None)), Tell("kept"))


def put_away(moment: Moment, session: Session) -> tuple[Runner, Record]:
    """Write a workout down that is over; if enough of it was done, the next one is due."""
    record = record_of(session)
    efforts = [effort for _, effort in session.efforts]
    bounds = bounds_of(moment.runner, session.workout, moment.today, moment.catalogue) if session.slots else OPEN
    runner = after_workout(moment.runner, session.easing, efforts, record.ended, moment.catalogue)
    diary = runner.diary.tidied(moment.today)
    enough_of_it = share_done(session) >= LEGS_WORKED or session.spared.left
    if enough_of_it and loads_legs(session.workout, moment.catalogue):
        diary = diary.with_legs(session.started)
    elif enough_of_it and is_strength(session.workout):
        diary = diary.with_other(session.started)
    runner = replace(
        runner,
        diary=diary,
        session=None,
        ask=None,
        finished=moment.runner.finished + 1,
        last=LastWorkout(record.workout, record.ended, record.completed),
        progress=progress_after(session, runner.progress, runner.profile, moment.catalogue, bounds),
        skipped=skipped_after(session.spared, {done.exercise for done in record.sets}, moment.runner.skipped),
    )
    return (after(record.workout, runner, moment.catalogue) if record.completed else runner), record


def with_partial_step(session: Session) -> Session:
    """Write down what was done of a set that was broken off; of one that is done again, the time with more of it."""
    if session.through or not session.step.moving:
        return session
    amount = session.step.amount_of(session.done)
    return log_step(session, session.index, amount) if amount > (session.logged(session.index) or 0) else session
