"""How a workout starts, and how one that was left goes on.

Opening never loses a place: what was left is offered again, and a new workout writes down the old one first.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from skill.coach.acts import Ask, Fact, Question, Tell
from skill.coach.closing import finish, put_away
from skill.coach.events import Wishes
from skill.coach.moment import Moment, Reply, ask, end, run
from skill.coach.place import locate
from skill.coach.plan import StepKind, expand, next_moving, seconds_left
from skill.coach.preferences import with_rests
from skill.coach.programme import Chosen, choose, due, following, with_wishes
from skill.coach.progression import change_told, raised
from skill.coach.record import Record, has_sets
from skill.coach.runner import Profile
from skill.coach.session import Session, State
from skill.coach.standing import Verdict
from skill.content.types import Workout

# Model dialogue 3: within some hours the place is simply taken up again; later the runner is asked which workout;
# after a week it starts afresh.
TAKE_UP = timedelta(hours=4)
OFFER_AGAIN = timedelta(days=7)
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

    A workout that was in progress is written down first, if any set of it was done.
    """
    held = held_back(moment)
    if held is not None:
        return held
    ended: Record | None = None
    if moment.runner.session is not None and has_sets(moment.runner.session):
        runner, ended = put_away(moment, moment.runner.session)
        moment = replace(moment, runner=runner)
    skipped = moment.runner.skipped
    chosen = choose(moment.runner, moment.event.wishes, moment.catalogue)
    session = _session(moment, chosen)
    facts = _proposal(session, chosen.workout)
    if not moment.runner.welcomed:
        moment = replace(moment, runner=replace(moment.runner, session=session, welcomed=True))
        return ask(moment, Ask(Question.READY), *tell, Tell("welcome_first"), Tell("propose", facts), state=State.READY)
    changes = _changes(moment, session)
    again = next((s.exercise for s in session.plan if s.kind is StepKind.WORK and s.exercise in skipped), None)
    if again is not None:
        question = Ask(Question.TRY_AGAIN, {"exercise": again})
        asked = ask(moment.having(session), question, *tell, Tell("starting", facts), *changes, state=State.READY)
        return replace(asked, ended=ended)
    return replace(run(moment.having(session), *tell, Tell("starting", facts), *changes), ended=ended)


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
    return begin(moment, Tell("easy_start"))


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


def propose(moment: Moment, *tell: Tell) -> Reply:
    """Lay out a workout, say what it is, and wait for the word."""
    held = held_back(moment)
    if held is not None:
        return held
    chosen = choose(moment.runner, moment.event.wishes, moment.catalogue)
    session = _session(moment, chosen)
    return ask(
        moment.having(session),
        Ask(Question.READY),
        *tell,
        Tell("propose", _proposal(session, chosen.workout)),
        *_changes(moment, session),
        state=State.READY,
    )


def _session(moment: Moment, chosen: Chosen) -> Session:
    plan = expand(chosen.workout, moment.catalogue, moment.runner.first_side)
    plan = with_rests(plan, 0, Profile(), moment.runner.profile)
    return Session(chosen.workout.id, moment.now, plan, State.READY, moment.now, slots=chosen.slots)


def _changes(moment: Moment, session: Session) -> Iterator[Tell]:
    """Say what is not as it was last time, each with its reason; and, once, how to undo it."""
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
