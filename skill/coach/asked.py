"""Questions that come before the state: while one of these is open, some events mean something of their own.

Most questions only colour a few rows of the state's table. These turn the whole conversation: what to do where
something hurts, and what is asked before a workout. An event that is not named here does what it does in any state.
"""

from collections.abc import Callable, Iterable, Mapping

from skill.coach import (
    closing,
    moves,
    noting,
    onboarding,
    opening,
    pausing,
    reminding,
    returning,
    safety,
    starting,
    wishing,
)
from skill.coach.acts import Question
from skill.coach.events import EventKind
from skill.coach.moment import Moment, Reply
from skill.coach.session import State
from skill.coach.table import Move, Row

_E = EventKind
_Q = Question
_ANYWHERE = frozenset(State)

_GO = (_E.YES, _E.READY, _E.NEXT, _E.DONE, _E.RESUME, _E.SKIP_REST)
_EFFORT = (_E.EFFORT, _E.ONLY_EFFORT)


def _on(kinds: Iterable[EventKind], do: Move) -> dict[EventKind, Row]:
    return dict.fromkeys(kinds, Row(do, _ANYWHERE))


def _left_out(then: Move) -> Move:
    """Make a move that leaves out first what the open question was about: nobody goes on with it by silence."""
    return lambda moment: then(safety.left_out(moment))


def _told_apart(here: Move, anew: Callable[[Moment], Reply]) -> Move:
    """Tell the same word in this conversation from that in a new one."""
    return lambda moment: anew(moment) if moment.event.opens else here(moment)


_CLOSING = {
    _E.OPEN: Row(_left_out(opening.open_active), _ANYWHERE),
    _E.PAUSE: Row(_left_out(closing.pause), _ANYWHERE),
    _E.STOP: Row(_left_out(closing.stop), _ANYWHERE),
    _E.CLOSED: Row(_left_out(closing.closed), _ANYWHERE),
    _E.SKIP_EXERCISE: Row(_left_out(moves.go_on), _ANYWHERE),
    _E.PAUSE_PLAN: Row(_left_out(pausing.pause_plan), _ANYWHERE),
    _E.GOING_AWAY: Row(_left_out(pausing.offer_pause), _ANYWHERE),
}


# While it is open whether something hurts, "can I run tomorrow" is a question about that, however it was heard.
_ABOUT_RUNNING = _on((_E.ASK_RUN, _E.ASK_LEGS, _E.NOTE_RUN), safety.cannot_assess)


def _choosing(take: Move) -> dict[EventKind, Row]:
    """Give the rows for choosing what to do instead; `take` is what a plain yes takes."""
    return {
        **_CLOSING,
        **_ABOUT_RUNNING,
        **_on((*_GO, _E.EASIER, _E.SWAP), take),
        **_on((_E.START, _E.PREFERENCE), _told_apart(safety.by_focus(take), _left_out(opening.open_active))),
        **_on((_E.HOW_TO, _E.GO_TO, _E.UNKNOWN), safety.named_instead),
        **_on((_E.PAIN, _E.HARDER, _E.REPEAT_SET, _E.SORENESS), safety.offer),
        **_on(_EFFORT, safety.only_effort),
        **_on((_E.NO, _E.FINISH_EARLY), safety.enough),
    }


_SKIPS = (_E.NEXT, _E.SKIP_EXERCISE, _E.SKIP_REST, _E.UNKNOWN, _E.EFFORT)
_STARTS = (_E.READY, _E.START, _E.RESUME)

_UNCLEAR = (*_GO, _E.NO, _E.UNKNOWN, _E.EASIER, _E.HARDER, _E.SWAP, _E.REPEAT_SET, _E.PAIN, _E.SORENESS)

ASKED: Mapping[Question, Mapping[EventKind, Row]] = {
    _Q.CHECK: {
        **_CLOSING,
        **_ABOUT_RUNNING,
        **_on((*_UNCLEAR, _E.GO_TO, _E.PREVIOUS), safety.offer),
        **_on((_E.START,), _told_apart(safety.offer, _left_out(opening.open_active))),
        **_on((*_EFFORT, _E.MORE_REST), safety.only_effort),
        **_on((_E.FINISH_EARLY,), safety.enough),
    },
    _Q.INSTEAD: _choosing(safety.take_offer),
    _Q.CORE_INSTEAD: _choosing(safety.core_instead),
    _Q.UPPER_BODY: {
        **_ABOUT_RUNNING,
        **_on((*_GO, _E.SWAP, _E.EASIER), moves.go_on),
        **_on((_E.START, _E.PREFERENCE), safety.take_upper_body),
        # "Rest" is a choice here, however it is heard.
        **_on((_E.NO, _E.STOP, _E.FINISH_EARLY, _E.MORE_REST, _E.SKIP_REST), safety.rest_instead),
        **_on((_E.ONLY_EFFORT,), safety.well_after_all),
    },
    _Q.TIRED: _on((*_GO, *_EFFORT), moves.go_on),
    _Q.SETTLED: {
        **_ABOUT_RUNNING,
        **_on((*_GO, *_EFFORT), safety.settled),
        **_on((_E.NO, _E.SORENESS), safety.enough),
    },
    _Q.TRY_AGAIN: {
        **_on((_E.YES, _E.GO_TO), moves.go_on),
        **_on((_E.NO, _E.READY, _E.NEXT, _E.RESUME, _E.KEEP, _E.SKIP_EXERCISE, _E.SWAP), safety.leave_out_again),
        **_on((_E.START,), _told_apart(safety.leave_out_again, opening.open_active)),
    },
    _Q.EXPERIENCE: {
        **_on((_E.PREFERENCE,), onboarding.answered),
        **_on((*_SKIPS, _E.NO), onboarding.following),
        **_on((*_STARTS, _E.YES), starting.begin),
        **_on((_E.DONE,), wishing.begin_in_minutes),
    },
    _Q.KIT: {
        **_on((_E.PREFERENCE,), onboarding.answered),
        **_on((_E.NO,), onboarding.no_kit),
        **_on((*_SKIPS, _E.YES, _E.GOING_AWAY), onboarding.following),
        **_on(_STARTS, starting.begin),
        **_on((_E.DONE,), wishing.begin_in_minutes),
    },
    _Q.HARD_RUN: {
        **_on((_E.YES,), onboarding.run_is_near),
        **_on((_E.PREFERENCE,), onboarding.none_near),
        **_on((_E.NOTE_RUN,), noting.note_run),
        **_on((_E.NOTE_HABIT,), noting.note_habit),
        **_on((_E.NOTE_RACE,), noting.note_race),
        **_on((_E.MOVE_DATE,), noting.note_big_run),
        # "Nothing hard" is effort elsewhere, and here a no.
        **_on((*_SKIPS, _E.NO, _E.ONLY_EFFORT), onboarding.following),
        **_on(_STARTS, starting.begin),
        **_on((_E.DONE,), wishing.begin_in_minutes),
    },
    _Q.CLOSE_OTHER: {
        **_on((_E.YES, _E.READY), starting.begin_instead),
        **_on((_E.START, _E.NEW_WORKOUT), _told_apart(starting.begin_instead, opening.open_active)),
        **_on((_E.NO,), moves.go_on),
    },
    # A reminder's day or hour may be said alone.
    **dict.fromkeys(
        (_Q.REMIND_WHEN, _Q.CONFIRM_REMINDER),
        _on((_E.MOVE_DATE, _E.NOTE_RUN, _E.DONE, _E.CORRECT), reminding.remind_on),
    ),
    _Q.LIGHT_TODAY: {
        **_on((_E.YES, _E.LIGHT, _E.EASIER), returning.begin_light),
        **_on((_E.NO, _E.READY, _E.NEXT, _E.HARDER), returning.begin_full),
    },
    # "Rest" is a longer one in a workout, and a day of it here.
    _Q.REST_INSTEAD: _on((_E.NO, _E.MORE_REST, _E.SORENESS), closing.rest_today),
    _Q.WHICH_DAY: _on((_E.MOVE_DATE,), noting.take_day),
    _Q.CLEARED: {
        **_on(_GO, returning.cleared),
        **_on((_E.NO,), safety.wait_for_word),
    },
    _Q.FIT_TODAY: {
        **_on((*_GO, *_EFFORT, _E.ONLY_EFFORT), returning.begin_after_a_day_off),
        **_on((_E.NO, _E.SORENESS), closing.rest_today),
    },
}
