"""Answers that change nothing: how a move goes, what is left, which side, what comes next.

After each the set goes on where it was, or the open question is asked again.
"""

from collections.abc import Iterator

from skill.coach.acts import Fact, Tell
from skill.coach.events import FormPoint
from skill.coach.moment import Moment, Reply, run, stay
from skill.coach.plan import (
    Plan,
    Side,
    Step,
    last_moving,
    next_moving,
    seconds_left,
    sets_left,
    start_of_exercise,
    start_of_next_exercise,
)
from skill.coach.session import Session, State
from skill.content.types import Exercise, Mode

# More names than this nobody keeps in mind.
MOVES_NAMED = 4


def how_to(moment: Moment) -> Reply:
    """Explain an exercise, the one at hand unless another was named: in full, but briefly while the clock runs."""
    session = moment.runner.session
    running = session is not None and session.state in {State.WORKING, State.RESTING}
    return _about(moment, "how_to" if running or moment.event.brief else "how_to_full")


def tip(moment: Moment) -> Reply:
    """Give one form cue for an exercise, or what is known about the point of its form that was asked."""
    event, exercise = moment.event, exercise_in_question(moment)
    if exercise is not None and event.part is not None:
        return stay(moment, _tell_about_part(moment, exercise.id, event.part))
    if exercise is not None and event.point is FormPoint.PACE:
        return stay(moment, Tell(_pace_line(exercise), {"exercise": exercise.id}))
    turn = _count_of_turns(moment)
    if event.point is not None:
        return _about(moment, f"form_{event.point}", mistake=turn)
    return _about(moment, "tip", cue=turn)


def _tell_about_part(moment: Moment, exercise_id: str, part: str) -> Tell:
    """Tell the usual slip at a part of the body with its fix, else the cue for it, else how to check by feel."""
    match moment.catalogue.remark_about(exercise_id, part):
        case ("mistake", number):
            return Tell("form_mistakes", {"exercise": exercise_id, "mistake": number})
        case (_, number):
            return Tell("tip", {"exercise": exercise_id, "cue": number})
    return Tell("form_check", {"exercise": exercise_id})


def _pace_line(exercise: Exercise) -> str:
    if exercise.tempo is not None:
        return "form_pace"
    return "form_pace_hold" if exercise.mode is Mode.SECONDS else "form_pace_free"


def muscles(moment: Moment) -> Reply:
    """Say what an exercise works, and why that helps a runner; or whether it works the muscle that was named."""
    exercise, muscle = exercise_in_question(moment), moment.event.muscle
    if exercise is None or muscle is None:
        return _about(moment, "muscles")
    facts: dict[str, Fact] = {"exercise": exercise.id, "muscle": muscle}
    if muscle in exercise.primary_muscles:
        return stay(moment, Tell("works_muscle", facts))
    return stay(moment, Tell("helps_muscle" if muscle in exercise.secondary_muscles else "other_muscle", facts))


def easier_version(moment: Moment) -> Reply:
    """Name the easier version of an exercise."""
    return _version(moment, "easier")


def harder_version(moment: Moment) -> Reply:
    """Name the harder version of an exercise."""
    return _version(moment, "harder")


def _version(moment: Moment, which: str) -> Reply:
    exercise = exercise_in_question(moment)
    if exercise is None:
        return unknown_exercise(moment) if moment.event.heard else stay(moment, Tell("which_exercise"))
    other = exercise.easier if which == "easier" else exercise.harder
    if other is None:
        return stay(moment, Tell(f"no_{which}_version", {"exercise": exercise.id}))
    return stay(moment, Tell(f"{which}_version", {"exercise": exercise.id, "other": other}))


def topic(moment: Moment) -> Reply:
    """Answer a question about training in general; one that was not named is the next of them all."""
    event = moment.event
    if event.topic is not None:
        return stay(moment, Tell("topic", {"topic": event.topic}))
    if event.heard is not None:
        return stay(moment, Tell("which_topic"))
    topics = moment.catalogue.topics
    return stay(moment, Tell("topic", {"topic": topics[_count_of_turns(moment) % len(topics)].id}))


def moves_for(moment: Moment) -> Reply:
    """Name a few exercises that train a muscle."""
    moves = () if moment.event.muscle is None else moment.catalogue.training(moment.event.muscle)
    if not moves:
        return stay(moment, Tell("which_muscle"))
    listed = tuple(exercise.id for exercise in moves[:MOVES_NAMED])
    return stay(moment, Tell("moves_for", {"muscle": moment.event.muscle or "", "exercises": listed}))


def how_many_left(moment: Moment) -> Reply:
    """Say how many repetitions or seconds, and how many sets, are left of the exercise."""
    step, done = step_in_question(moment)
    index = next_moving(moment.session.plan, moment.session.index)
    if index is None:
        return stay(moment, Tell("last_thing"))
    units = step.units - done
    facts: dict[str, Fact] = {
        "exercise": step.exercise,
        "set": step.set,
        "of": step.sets,
        "sets": sets_left(moment.session.plan, index),
        "amount": step.amount_of(units + (units % 2 if step.alternates else 0)),
    }
    other = _other_side(moment.session.plan, index)
    if other is not None:
        facts["side"] = other.value
    line = "seconds_left" if step.timed else "reps_left"
    return stay(moment, Tell(line if step.sets > 1 else f"{line}_one", facts))


def _other_side(plan: Plan, index: int) -> Side | None:
    """Give the side that is still to do in the set of a step, after the one of that step."""
    step, following = plan[index], next_moving(plan, index + 1)
    if following is None or (plan[following].exercise, plan[following].set) != (step.exercise, step.set):
        return None
    return plan[following].side


def how_long_left(moment: Moment) -> Reply:
    """Say how many minutes of the workout are left."""
    session = moment.session
    if session.through:
        return stay(moment, Tell("last_thing"))
    seconds = seconds_left(session.plan, session.index, session.done)
    return stay(moment, Tell("time_left", {"minutes": max(1, round(seconds / 60))}))


def which_side(moment: Moment) -> Reply:
    """Say which side it is."""
    if moment.session.through:
        return stay(moment, Tell("last_thing"))
    step, done = step_in_question(moment)
    if step.side is None:
        return stay(moment, Tell("no_sides", {"exercise": step.exercise}))
    side = step.side.at(done).value
    facts: dict[str, Fact] = {"exercise": step.exercise, "side": side}
    if moment.event.side is None:
        return stay(moment, Tell("which_side", facts))
    return stay(moment, Tell("side_yes" if moment.event.side == side else "side_no", facts))


def whats_next(moment: Moment) -> Reply:
    """Say what comes next of the exercise at hand, a side or a set, and which exercise comes after it."""
    session = moment.session
    first = _not_begun(session)
    if first is not None:
        return stay(moment, _coming("whats_next", session.plan[first]))
    following = start_of_next_exercise(session.plan, min(session.index, len(session.plan) - 1))
    told = list(_own_next(session))
    if following is not None:
        told.append(_coming("after_that" if told else "whats_next", session.plan[following]))
    return stay(moment, *(told or [Tell("last_thing")]))


def _coming(line: str, step: Step) -> Tell:
    facts: dict[str, Fact] = {"exercise": step.exercise, "sets": step.sets, "amount": step.amount}
    return Tell(f"{line}_hold" if step.timed else line, facts)


def _own_next(session: Session) -> Iterator[Tell]:
    """Tell the next side or set of the exercise at hand, if it has one."""
    at = min(session.index, len(session.plan) - 1)
    going_on = session.step.moving and (session.done > 0 or session.state is State.WORKING)
    upcoming = next_moving(session.plan, at + 1 if going_on or session.through else at)
    if upcoming is None or session.plan[upcoming].exercise != session.step.exercise:
        return
    step, before = session.plan[upcoming], session.plan[last_moving(session.plan, upcoming) or 0]
    facts: dict[str, Fact] = {"exercise": step.exercise, "set": step.set}
    if step.side is not None and (before.exercise, before.set) == (step.exercise, step.set):
        yield Tell("next_side", {**facts, "side": step.side.value})
    else:
        yield Tell("next_set", facts)


def _not_begun(session: Session) -> int | None:
    """Give the first step of an exercise that is about to begin; None in the middle of one."""
    upcoming = next_moving(session.plan, session.index)
    if upcoming is None or session.state is State.WORKING or session.done:
        return None
    first = next_moving(session.plan, start_of_exercise(session.plan, upcoming))
    return upcoming if first == upcoming else None


def last_time(moment: Moment) -> Reply:
    """Say which workout was the last, and how many days ago."""
    last = moment.runner.last
    if last is None:
        return stay(moment, Tell("no_last_time"))
    facts: dict[str, Fact] = {"workout": last.workout, "days": (moment.now.date() - last.ended.date()).days}
    return stay(moment, Tell("last_time" if facts["days"] else "last_time_today", facts))


def say_again(moment: Moment) -> Reply:
    """Say once more where the runner is, or ask the open question again."""
    session = moment.runner.session
    if session is None or session.state not in {State.WORKING, State.RESTING}:
        return stay(moment)
    step, done = step_in_question(moment)
    if session.state is State.WORKING and not done:
        # It is just being announced, and is announced again, explanation and all.
        return run(moment)
    facts: dict[str, Fact] = {
        "exercise": step.exercise,
        "set": step.set,
        "sets": step.sets,
        "amount": step.amount,
    }
    if step.side is not None:
        facts["side"] = step.side.at(done).value
    return stay(moment, Tell("again_hold" if step.timed else "again", facts))


def thanked(moment: Moment) -> Reply:
    """Take thanks kindly, and go on where it was."""
    return stay(moment, Tell("thanked"))


def help_idle(moment: Moment) -> Reply:
    """Say what the coach does, and how to start."""
    return stay(moment, Tell("help_idle"))


def help_waiting(moment: Moment) -> Reply:
    """Say what can be said in a workout, and ask the open question again."""
    return stay(moment, Tell("help_active"))


def unknown_idle(moment: Moment) -> Reply:
    """Rephrase, with two examples of what can be said before a workout."""
    return stay(moment, Tell("unknown_idle"))


def unknown_waiting(moment: Moment) -> Reply:
    """Rephrase, with two examples of what can be said in a workout."""
    return stay(moment, Tell("unknown_active"))


def unknown_working(moment: Moment) -> Reply:
    """Ask back in at most four words, and go on counting."""
    return stay(moment, Tell("unknown_midset"))


def carry_on(moment: Moment) -> Reply:
    """Say nothing and go on where it was."""
    return stay(moment)


def not_now(moment: Moment) -> Reply:
    """Say that this cannot be done now."""
    return stay(moment, Tell("not_now"))


def nothing_running(moment: Moment) -> Reply:
    """Say that no workout is in progress, and offer the one that is due."""
    return stay(moment, Tell("nothing_running"))


def step_in_question(moment: Moment) -> tuple[Step, int]:
    """Give the moving step that a question is about, and its units done: this one, or the next one in a rest."""
    session = moment.session
    index = next_moving(session.plan, session.index)
    if index is None:
        index = last_moving(session.plan, len(session.plan))
    return session.plan[index or 0], session.done if index == session.index else 0


def exercise_in_question(moment: Moment) -> Exercise | None:
    """Give the exercise that an event is about: the one named, else the one at hand; None for an unknown name."""
    if moment.event.exercise is not None:
        return moment.catalogue.exercise(moment.event.exercise)
    if moment.event.heard is not None or moment.runner.session is None:
        return None
    return moment.catalogue.exercise(step_in_question(moment)[0].exercise)


def _count_of_turns(moment: Moment) -> int:
    """Give a number that differs from one turn to the next, so that cues and topics take turns."""
    return moment.runner.session.turn if moment.runner.session else moment.runner.finished


def _about(moment: Moment, line: str, **facts: Fact) -> Reply:
    exercise = exercise_in_question(moment)
    if exercise is not None:
        return stay(moment, Tell(line, {"exercise": exercise.id, **facts}))
    return ask_which(moment)


def ask_which(moment: Moment) -> Reply:
    """Ask for the exercise by name; where one was named that is not known, say so."""
    if moment.event.heard is None:
        return stay(moment, Tell("which_exercise"))
    return unknown_exercise(moment)


def unknown_exercise(moment: Moment) -> Reply:
    """Say that an exercise is not ours, with the two nearest: by the movement where it is known, else by the name."""
    known = moment.catalogue.nearest_known(moment.event.heard or "")
    if known:
        return stay(moment, Tell("other_exercise", {"name": moment.event.heard or "", "exercises": known}))
    nearest = moment.catalogue.nearest(moment.event.heard or "")
    if nearest:
        return stay(moment, Tell("unknown_exercise", {"exercises": nearest}))
    return stay(moment, Tell("unknown_exercise_far", {"exercises": moment.catalogue.best_known}))
