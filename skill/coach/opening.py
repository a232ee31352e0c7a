"""What opening the skill leads to: a workout that was left goes on, or another one starts.

Opening never loses a place: what was left is offered again, and a new workout writes down the old one first.
"""

from dataclasses import replace
from datetime import timedelta

from skill.coach.acts import Ask, End, Fact, Question, Tell
from skill.coach.closing import finish
from skill.coach.dates import days_between
from skill.coach.events import Wishes
from skill.coach.moment import Moment, Reply, ask, run
from skill.coach.place import locate
from skill.coach.plan import next_moving, seconds_left
from skill.coach.programme import due, following
from skill.coach.session import Session, State
from skill.coach.starting import TAKE_UP, begin, begin_another, held_back, put_away_first

# Model dialogue 3: within some hours the place is simply taken up again; later the runner is asked which workout;
# after a week it starts afresh.
OFFER_AGAIN = timedelta(days=7)
# A reply on another device may still be playing for about this long.
MAY_STILL_PLAY = timedelta(minutes=5)
_PLAYING = frozenset({State.WORKING, State.RESTING, State.ASKING})


def race_over(moment: Moment) -> bool:
    """Tell whether this is the first time since a race that the runner is heard."""
    race, seen = moment.runner.diary.last_race(moment.today), moment.runner.seen
    return race is not None and seen is not None and seen.astimezone(moment.zone).date() <= race.day


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
        return begin_another(moment)
    if not moment.event.opens:
        return run(moment)
    # A place further on with nothing done was asked for by the runner's own word.
    reached = session.index > 0 and _away(moment) <= TAKE_UP
    playing = session.state in _PLAYING and _elsewhere(moment)
    return take_up(moment) if session.log or session.done or reached or playing else begin(moment)


def take_up(moment: Moment) -> Reply:
    """Welcome back and offer to go on, offer to finish it, or start afresh, by how long it was."""
    away = _away(moment)
    moment = moment.having(_rested(moment.session, away))
    session = moment.session
    if session.through and away <= TAKE_UP:
        return finish(moment)
    if session.through or away > OFFER_AGAIN:
        return _begin_afresh(moment, days_between(session.touched, moment.now, moment.zone))
    if away > TAKE_UP:
        question, line = Ask(Question.UNFINISHED, _place(moment)), "half_done"
    else:
        question, line = Ask(Question.RESUME), "running_elsewhere" if _elsewhere(moment) else "welcome_back"
    return ask(moment, question, Tell(line, _place(moment)), state=State.READY)


def _begin_afresh(moment: Moment, days: int) -> Reply:
    """Start the workout that is due now that the one that was left is put away; say so if it was half done."""
    half_done = not moment.session.through
    moment, ended = put_away_first(moment)
    facts: dict[str, Fact] = {"days": days, "workout": due(moment.runner, moment.catalogue)}
    told = (Tell("fresh_start", facts),) if half_done else ()
    return replace(begin(moment, *told), ended=ended)


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


def leave_there(moment: Moment) -> Reply:
    """Leave the workout on the other device, and close on this one; nothing is kept."""
    return Reply(moment.runner, (Tell("left_there"),), End(), aside=True)


def _away(moment: Moment) -> timedelta:
    return moment.now - moment.session.touched


def _elsewhere(moment: Moment) -> bool:
    """Tell whether another device was heard so lately that it may still be playing."""
    return moment.session.device != moment.event.device and _away(moment) <= MAY_STILL_PLAY


def _rested(session: Session, away: timedelta) -> Session:
    """Let a rest that was left go on by the clock: what is over of it is not rested again."""
    if session.state is not State.PAUSED or session.through or session.step.moving:
        return session
    done = session.done + int(away.total_seconds())
    if done < session.step.amount:
        return replace(session, done=done)
    return replace(session, index=session.index + 1, done=0)


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
