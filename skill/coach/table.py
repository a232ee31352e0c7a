"""The transition table: a row for each state and each kind of event.

Read it as: in this state, on this event, do this; it may lead to those states. A row with no states answers and
stays. Where an answer depends on the question that is open, the row names a table of questions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from skill.coach import (
    answers,
    closing,
    counts,
    feeling,
    moves,
    noting,
    opening,
    pausing,
    people,
    planning,
    preferences,
    recall,
    reminding,
    returning,
    safety,
    starting,
    undo,
    wishing,
)
from skill.coach.acts import Question
from skill.coach.events import EventKind
from skill.coach.moment import Moment, Reply
from skill.coach.session import State

Move = Callable[[Moment], Reply]


@dataclass(frozen=True, slots=True)
class Row:
    """What is done, and the states that it may lead to besides the one it starts from."""

    do: Move
    to: frozenset[State] = frozenset()


@dataclass(frozen=True, slots=True)
class ByQuestion:
    """A move that depends on which question is open."""

    moves: Mapping[Question, Move]
    otherwise: Move

    def __call__(self, moment: Moment) -> Reply:
        """Make the move for the open question."""
        question = moment.runner.ask.question if moment.runner.ask else None
        move = self.otherwise if question is None else self.moves.get(question, self.otherwise)
        return move(moment)


def _to(do: Move, *states: State) -> Row:
    return Row(do, frozenset(states))


_RUNNING = (State.WORKING, State.RESTING)
_MOVING = (*_RUNNING, State.ASKING)
_OVER = (State.IDLE, State.FINISHED)
_E = EventKind
_Q = Question

_GO_WORDS: Mapping[Question, Move] = {
    _Q.CONFIRM_COUNT: counts.confirmed,
    _Q.DONE_ALL: counts.all_done,
    _Q.HOW_MANY: counts.asked_number,
    _Q.SESSION_EFFORT: closing.finish,
    _Q.NEXT_WHAT: moves.next_set,
}
_FORGET: Mapping[Question, Move] = {_Q.CONFIRM_DELETE: closing.forget, _Q.CONFIRM_DELETE_LAST: recall.drop}
_KEEP: Mapping[Question, Move] = dict.fromkeys(_FORGET, closing.keep)
_ORDER: Mapping[Question, Move] = {
    _Q.REMIND_WHEN: reminding.remind,
    _Q.CONFIRM_REMINDER: reminding.order,
    _Q.ALLOW_REMINDERS: reminding.order,
}
_LEAVE: Mapping[Question, Move] = dict.fromkeys(_ORDER, reminding.leave)
_INSTEAD: Mapping[Question, Move] = dict.fromkeys((_Q.LEGS_ANYWAY, _Q.REST_INSTEAD), starting.begin)
_YES = ByQuestion(
    {
        **_GO_WORDS,
        **_FORGET,
        **_ORDER,
        **_INSTEAD,
        _Q.PAUSE_PLAN: pausing.pause_plan,
        _Q.SAVE_AGAIN: closing.stop,
    },
    moves.go_on,
)
_GO = ByQuestion(_GO_WORDS, moves.go_on)
_NO_WAITING = ByQuestion(
    {
        **_KEEP,
        **_LEAVE,
        _Q.PAUSE_PLAN: pausing.leave_plan,
        _Q.CONFIRM_COUNT: counts.ask_how_many,
        _Q.DONE_ALL: counts.ask_how_many,
        _Q.READY: closing.stop,
        _Q.RESUME: closing.stop,
        _Q.SAVE_AGAIN: closing.stop,
        _Q.SESSION_EFFORT: closing.finish,
        _Q.UNFINISHED: opening.begin_following,
    },
    moves.take_your_time,
)
_ASKED = (_Q.CONFIRM_COUNT, _Q.DONE_ALL, _Q.HOW_MANY)
_NUMBER = {_Q.CONFIRM_COUNT: counts.asked_number, _Q.HOW_MANY: counts.asked_number}
_DONE = {_Q.DONE_ALL: counts.all_or_number, _Q.NEXT_WHAT: counts.next_or_number}

# Questions about what was, and their answers: the same everywhere.
_LOOKING_BACK: Mapping[EventKind, Row] = {
    _E.LAST_TIME: _to(recall.what_last_time),
    _E.TALLY: _to(recall.tally),
    _E.BEST: _to(recall.best),
    _E.STREAK: _to(recall.streak),
    _E.PROGRESS: _to(recall.progress),
}

# Reminders that there are, and those that are allowed: the same everywhere.
_REMINDING: Mapping[EventKind, Row] = {
    _E.REMINDERS: _to(reminding.which),
    _E.CANCEL_REMINDERS: _to(reminding.cancel),
    _E.PERMISSION: _to(reminding.permission),
}

# The plan as a whole, paused and taken up; a workout in progress keeps its place.
_PLAN: Mapping[EventKind, Row] = {
    _E.PAUSE_PLAN: _to(pausing.pause_plan, State.PAUSED),
    _E.RESUME_PLAN: _to(pausing.resume_plan),
    _E.GOING_AWAY: _to(pausing.offer_pause, State.PAUSED),
}

# The same wherever a workout is in progress.
_IN_PROGRESS: Mapping[EventKind, Row] = {
    _E.OPEN: _to(opening.open_active, State.READY, *_MOVING, *_OVER),
    _E.START: _to(opening.open_active, State.READY, *_MOVING, *_OVER),
    _E.NEW_WORKOUT: _to(
        ByQuestion({_Q.UNFINISHED: opening.begin_following}, starting.begin_another), State.READY, *_MOVING
    ),
    _E.CORRECT: _to(counts.correct, *_MOVING),
    _E.LOST_COUNT: _to(ByQuestion(dict.fromkeys(_ASKED, counts.lost_asked), counts.lost_after), *_MOVING),
    _E.SKIP_EXERCISE: _to(ByQuestion({_Q.NEXT_WHAT: moves.next_exercise}, moves.skip_exercise), *_MOVING, *_OVER),
    _E.GO_TO: _to(moves.go_to, State.WORKING),
    _E.PREVIOUS: _to(moves.previous, State.WORKING),
    _E.REPEAT_SET: _to(moves.repeat_set, State.WORKING),
    _E.SAY_AGAIN: _to(answers.say_again),
    _E.PAUSE: _to(closing.pause, State.PAUSED),
    _E.STOP: _to(closing.stop, State.PAUSED, *_OVER),
    _E.FINISH_EARLY: _to(closing.finish_early, *_OVER),
    _E.HOW_TO: _to(answers.how_to),
    _E.TIP: _to(answers.tip),
    _E.MUSCLES: _to(answers.muscles),
    _E.TOPIC: _to(answers.topic),
    _E.MOVES_FOR: _to(answers.moves_for),
    _E.HOW_MANY_LEFT: _to(answers.how_many_left),
    _E.HOW_LONG_LEFT: _to(answers.how_long_left),
    _E.WHICH_SIDE: _to(answers.which_side),
    _E.WHATS_NEXT: _to(answers.whats_next),
    _E.WHATS_DUE: _to(planning.whats_due, State.READY),
    **_LOOKING_BACK,
    _E.IDENTIFY: _to(people.identify, State.READY, *_MOVING, *_OVER),
    _E.WHO: _to(people.who),
    **_REMINDING,
    **_PLAN,
    _E.REMIND: _to(reminding.remind, State.PAUSED),
    _E.DELETE_LAST: _to(recall.ask_to_drop, State.PAUSED),
    _E.ADD_SET: _to(moves.add_set),
    _E.MORE_REST: _to(moves.more_rest, State.RESTING),
    _E.LESS_REST: _to(preferences.shorter_rests),
    _E.SKIP_REST: _to(moves.past_the_rest(_GO), *_MOVING, *_OVER),
    _E.EASIER: _to(moves.easier, *_RUNNING, *_OVER),
    _E.HARDER: _to(moves.harder, *_RUNNING, *_OVER),
    _E.SWAP: _to(moves.swap, *_RUNNING),
    _E.KEEP: _to(undo.keep),
    _E.HELP: _to(answers.help_waiting),
    _E.THANKS: _to(answers.thanked),
    _E.PAIN: _to(safety.hurts, State.READY, State.PAUSED, *_OVER),
    _E.UNWELL: _to(safety.red_flag, *_OVER),
    _E.ONLY_EFFORT: _to(safety.nothing_hurts),
    _E.SORENESS: _to(feeling.sore, State.READY, State.PAUSED, *_OVER),
    _E.TIRED: _to(feeling.tired, State.READY),
    _E.CAUTION: _to(safety.caution, State.PAUSED),
    _E.AGE: _to(safety.of_age, State.PAUSED),
    _E.LIGHT: _to(returning.lighter, State.READY),
    _E.BEEN_AWAY: _to(returning.back, State.READY),
    _E.BEEN_ILL: _to(returning.back_from_illness, State.READY, State.PAUSED),
    _E.BEEN_INJURED: _to(returning.ask_if_cleared, State.READY, State.PAUSED),
    _E.PREFERENCE: _to(wishing.prefer, State.READY, *_MOVING),
    _E.DELETE_DATA: _to(closing.ask_to_forget, State.PAUSED),
    _E.SETTING: _to(preferences.change),
    _E.SETTINGS: _to(preferences.recite),
    _E.NOTE_RUN: _to(noting.note_run, State.READY),
    _E.NOTE_HABIT: _to(noting.note_habit, State.READY),
    _E.NOTE_RACE: _to(noting.note_race, State.READY),
    _E.CLEAR_RACE: _to(noting.clear_race, State.READY),
    _E.MOVE_DATE: _to(noting.move_date, State.READY),
    _E.ASK_RUN: _to(planning.ask_run),
    _E.ASK_LEGS: _to(planning.ask_legs, State.READY),
    _E.PLAN_WEEK: _to(planning.plan_week),
    _E.LEGS_ANYWAY: _to(starting.legs_anyway, State.READY, *_MOVING),
    _E.UNKNOWN: _to(answers.unknown_waiting),
    _E.CLOSED: _to(closing.closed, State.PAUSED, *_OVER),
}

# The same wherever a question about a workout in progress is open.
_WAITING: Mapping[EventKind, Row] = {
    **_IN_PROGRESS,
    _E.READY: _to(_GO, *_MOVING, *_OVER),
    _E.DONE: _to(ByQuestion({**_GO_WORDS, **_NUMBER, **_DONE}, counts.done_after), *_MOVING, *_OVER),
    _E.CORRECT: _to(ByQuestion({**_NUMBER, _Q.DONE_ALL: counts.not_all}, counts.correct), *_MOVING),
    _E.EFFORT: _to(
        ByQuestion({_Q.SESSION_EFFORT: closing.finish, _Q.DONE_ALL: counts.all_or_effort}, moves.effort),
        *_MOVING,
        *_OVER,
    ),
    _E.NEXT: _to(_GO, *_MOVING, *_OVER),
    _E.RESUME: _to(_GO, *_MOVING, *_OVER),
    _E.YES: _to(_YES, *_MOVING, *_OVER),
    _E.NO: _to(_NO_WAITING, State.READY, State.PAUSED, *_MOVING, *_OVER),
}

_READY: Mapping[EventKind, Row] = {
    **_WAITING,
    _E.DONE: _to(ByQuestion({_Q.READY: wishing.of_minutes}, answers.carry_on)),
    _E.EFFORT: _to(ByQuestion({_Q.READY: wishing.of_difficulty}, answers.not_now)),
}

_WORKING: Mapping[EventKind, Row] = {
    **_IN_PROGRESS,
    _E.READY: _to(answers.carry_on),
    _E.DONE: _to(counts.done_working, *_MOVING),
    _E.LOST_COUNT: _to(counts.lost_working),
    _E.EFFORT: _to(moves.effort_working),
    _E.NEXT: _to(counts.next_working, *_MOVING),
    _E.RESUME: _to(answers.carry_on),
    _E.MORE_REST: _to(preferences.longer_rests),
    _E.SKIP_REST: _to(answers.carry_on),
    _E.YES: _to(answers.carry_on),
    _E.NO: _to(answers.carry_on),
    _E.HELP: _to(closing.help_working, State.PAUSED),
    _E.UNKNOWN: _to(answers.unknown_working),
}

_RESTING: Mapping[EventKind, Row] = {
    **_WORKING,
    _E.READY: _to(moves.skip_rest, *_MOVING),
    _E.DONE: _to(counts.done_resting, *_MOVING),
    _E.EFFORT: _to(moves.effort),
    _E.LOST_COUNT: _to(counts.lost_after),
    _E.NEXT: _to(moves.next_resting, *_MOVING),
    _E.MORE_REST: _to(moves.more_rest),
    _E.LESS_REST: _to(moves.less_rest),
    _E.SKIP_REST: _to(moves.skip_rest, *_MOVING),
    _E.YES: _to(moves.skip_rest, *_MOVING),
    _E.UNKNOWN: _to(answers.unknown_waiting),
}

_START = _to(starting.begin, State.READY, State.WORKING)
_YES_IDLE: Mapping[Question, Move] = {
    **_FORGET,
    **_ORDER,
    _Q.PAUSE_PLAN: pausing.pause_plan,
    _Q.SAVE_AGAIN: closing.written,
}
_IDLE: Mapping[EventKind, Row] = {
    **dict.fromkeys(EventKind, _to(answers.nothing_running)),
    _E.OPEN: _START,
    _E.START: _START,
    _E.NEW_WORKOUT: _START,
    _E.READY: _START,
    _E.DONE: _to(wishing.of_minutes, State.READY, State.WORKING),
    _E.EFFORT: _to(wishing.of_difficulty, State.READY),
    _E.SWAP: _to(wishing.without_missing_kit, State.READY),
    _E.NEXT: _START,
    _E.RESUME: _START,
    _E.YES: _to(ByQuestion(_YES_IDLE, starting.begin), State.READY, State.WORKING, *_OVER),
    _E.NO: _to(ByQuestion({**_KEEP, **_LEAVE, _Q.PAUSE_PLAN: pausing.leave_plan}, closing.goodbye)),
    _E.STOP: _to(closing.goodbye),
    _E.FINISH_EARLY: _to(closing.goodbye),
    _E.SAY_AGAIN: _to(answers.say_again),
    _E.HOW_TO: _to(answers.how_to),
    _E.TIP: _to(answers.tip),
    _E.EASIER: _to(answers.easier_version),
    _E.HARDER: _to(answers.harder_version),
    _E.MUSCLES: _to(answers.muscles),
    _E.TOPIC: _to(answers.topic),
    _E.MOVES_FOR: _to(answers.moves_for),
    _E.WHATS_NEXT: _to(starting.propose, State.READY),
    _E.WHATS_DUE: _to(starting.propose, State.READY),
    **_LOOKING_BACK,
    _E.IDENTIFY: _to(people.identify),
    _E.WHO: _to(people.who),
    **_REMINDING,
    **{kind: _to(row.do) for kind, row in _PLAN.items()},
    _E.REMIND: _to(reminding.remind),
    _E.DELETE_LAST: _to(recall.ask_to_drop),
    _E.PREFERENCE: _to(wishing.prefer, State.READY),
    _E.HELP: _to(answers.help_idle),
    _E.THANKS: _to(closing.thanked),
    _E.PAIN: _to(safety.hurts_idle, State.READY),
    _E.UNWELL: _to(safety.red_flag),
    _E.SORENESS: _to(feeling.sore, State.READY),
    _E.TIRED: _to(feeling.tired, State.READY),
    _E.CAUTION: _to(safety.caution),
    _E.AGE: _to(safety.of_age),
    _E.LIGHT: _to(returning.lighter, State.READY),
    _E.BEEN_AWAY: _to(returning.back, State.READY),
    _E.BEEN_ILL: _to(returning.back_from_illness, State.READY),
    _E.BEEN_INJURED: _to(returning.ask_if_cleared),
    _E.DELETE_DATA: _to(closing.ask_to_forget),
    _E.SETTING: _to(preferences.change),
    _E.SETTINGS: _to(preferences.recite),
    _E.MORE_REST: _to(preferences.longer_rests),
    _E.LESS_REST: _to(preferences.shorter_rests),
    _E.NOTE_RUN: _to(noting.note_run),
    _E.NOTE_HABIT: _to(noting.note_habit),
    _E.NOTE_RACE: _to(noting.note_race),
    _E.CLEAR_RACE: _to(noting.clear_race),
    _E.MOVE_DATE: _to(noting.move_date),
    _E.ASK_RUN: _to(planning.ask_run),
    _E.ASK_LEGS: _to(planning.ask_legs),
    _E.PLAN_WEEK: _to(planning.plan_week),
    _E.LEGS_ANYWAY: _to(starting.legs_anyway, State.READY, State.WORKING),
    _E.UNKNOWN: _to(answers.unknown_idle),
    _E.CLOSED: _to(closing.closed_idle),
}

# "Another one anyway?" takes every word for going on as a yes.
_AGAIN = _to(ByQuestion({_Q.START_ANYWAY: starting.begin}, opening.open_finished), State.READY, State.WORKING)
_FINISHED: Mapping[EventKind, Row] = {
    **_IDLE,
    _E.OPEN: _to(opening.open_finished, State.READY, State.WORKING),
    _E.START: _AGAIN,
    _E.READY: _AGAIN,
    _E.DONE: _to(closing.done_finished),
    _E.PAIN: _to(safety.not_today),
    _E.EFFORT: _to(answers.nothing_running),
    _E.NEXT: _AGAIN,
    _E.RESUME: _AGAIN,
}

TABLE: Mapping[State, Mapping[EventKind, Row]] = {
    State.IDLE: _IDLE,
    State.READY: _READY,
    State.WORKING: _WORKING,
    State.RESTING: _RESTING,
    State.ASKING: _WAITING,
    State.PAUSED: _WAITING,
    State.FINISHED: _FINISHED,
}
