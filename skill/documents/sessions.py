"""A workout in progress as a JSON document and back: its plan, the place in it, and what is being said."""

from typing import Any

from skill.coach.acts import Ask, Question
from skill.coach.events import Effort
from skill.coach.plan import Side, Step, StepKind
from skill.coach.session import Block, Logged, Mark, Session, State
from skill.coach.spared import NOTHING_SPARED, Spared
from skill.coach.standing import Slot, Verdict
from skill.documents.values import Document, stamp, text_of, time_of, whole_or_none

_KINDS = {
    StepKind.WARM_UP: "u",
    StepKind.WORK: "w",
    StepKind.REST: "r",
    StepKind.CHANGE_OVER: "c",
    StepKind.COOL_DOWN: "d",
}
_SIDES = {None: "-", Side.LEFT: "l", Side.RIGHT: "r", Side.EACH_LEFT_FIRST: "el", Side.EACH_RIGHT_FIRST: "er"}
_KIND_OF = {code: kind for kind, code in _KINDS.items()}
_SIDE_OF = {code: side for side, code in _SIDES.items()}


def session_document(session: Session) -> dict[str, Any]:
    """Turn a workout in progress into a document."""
    return {
        "workout": session.workout,
        "started": stamp(session.started),
        "plan": [_step_text(step) for step in session.plan],
        "state": session.state.value,
        "touched": stamp(session.touched),
        "index": session.index,
        "done": session.done,
        "log": [[entry.index, entry.amount] for entry in session.log],
        "efforts": {exercise: effort.value for exercise, effort in session.efforts},
        "block": None if session.block is None else _block_document(session.block),
        "pending": session.pending,
        "active": session.active,
        "turn": session.turn,
        "device": session.device,
        "slots": [_slot_text(slot) for slot in session.slots],
        "spared": None if session.spared == NOTHING_SPARED else _spared_document(session.spared),
        "easing": session.easing,
    }


def session_from(document: Document) -> Session:
    """Turn a document back into a workout in progress."""
    block = document["block"]
    return Session(
        workout=text_of(document["workout"]),
        started=time_of(document["started"]),
        plan=tuple(_step(text) for text in document["plan"]),
        state=State(document["state"]),
        touched=time_of(document["touched"]),
        index=int(document["index"]),
        done=int(document["done"]),
        log=tuple(Logged(int(index), int(amount)) for index, amount in document["log"]),
        efforts=tuple((exercise, Effort(word)) for exercise, word in document["efforts"].items()),
        block=None if block is None else _block(block),
        pending=whole_or_none(document["pending"]),
        active=int(document["active"]),
        turn=int(document["turn"]),
        device=text_of(document["device"]),
        slots=tuple(_slot(text) for text in document["slots"]),
        spared=NOTHING_SPARED if document["spared"] is None else _spared(document["spared"]),
        easing=text_of(document["easing"]),
    )


def _block_document(block: Block) -> dict[str, Any]:
    marks = [[mark.index, mark.done, mark.begins, mark.ends] for mark in block.marks]
    return {
        "started": stamp(block.started),
        "marks": marks,
        "ends": block.ends,
        "ask": ask_document(block.ask),
    }


def _block(document: Document) -> Block:
    marks = tuple(Mark(*(int(number) for number in mark)) for mark in document["marks"])
    return Block(time_of(document["started"]), marks, int(document["ends"]), ask_from(document["ask"]))


def ask_document(ask: Ask) -> dict[str, Any]:
    """Turn an open question into a document."""
    facts = {key: list(fact) if isinstance(fact, tuple) else fact for key, fact in ask.facts.items()}
    return {"question": ask.question.value, "facts": facts}


def ask_from(document: Document) -> Ask:
    """Turn a document back into an open question."""
    facts = document["facts"].items()
    return Ask(
        Question(document["question"]),
        {
            key: tuple(fact) if isinstance(fact, list) else fact if isinstance(fact, str) else int(fact)
            for key, fact in facts
        },
    )


def _step_text(step: Step) -> str:
    return f"{_KINDS[step.kind]} {step.exercise} {step.set}/{step.sets} {_SIDES[step.side]} {step.amount} {step.pace}"


def _step(text: str) -> Step:
    kind, exercise, sets, side, amount, pace = text.split(" ")
    number, _, total = sets.partition("/")
    return Step(_KIND_OF[kind], exercise, int(number), int(total), _SIDE_OF[side], int(amount), int(pace))


def _slot_text(slot: Slot) -> str:
    return f"{slot.key} {slot.exercise} {slot.amount} {slot.sets} {slot.extra} {slot.verdict}"


def _slot(text: str) -> Slot:
    key, exercise, amount, sets, extra, verdict = text.split(" ")
    return Slot(key, exercise, int(amount), int(sets), int(extra), Verdict(verdict))


def _spared_document(spared: Spared) -> dict[str, Any]:
    return {
        "stops": spared.stops,
        "left": list(spared.left),
        "aside": list(spared.aside),
        "offers": list(spared.offers),
        "check": spared.check,
    }


def _spared(document: Document) -> Spared:
    left, aside, offers = (tuple(document[name]) for name in ("left", "aside", "offers"))
    return Spared(int(document["stops"]), left, aside, offers, document["check"])
