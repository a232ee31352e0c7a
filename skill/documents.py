"""A runner and a workout's record as JSON documents, and back.

This is the only place that knows the form in which a runner is kept, in the store and in a session's attributes
alike. Numbers are whole (milliseconds, seconds, counts), so that every engine keeps them exactly.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from skill.coach.acts import Ask, Question
from skill.coach.cycle import Comeback, Cycle
from skill.coach.diary import NOTHING_TOLD, Diary, Distance, Outing, Run
from skill.coach.events import Effort
from skill.coach.plan import Side, Step, StepKind
from skill.coach.record import DoneSet, Record
from skill.coach.runner import Counting, LastWorkout, Manner, NextMeans, Pace, Profile, Runner, Steps
from skill.coach.session import Block, Logged, Mark, Session, State
from skill.coach.spared import NOTHING_SPARED, Spared
from skill.coach.standing import Slot, Standing, Verdict
from skill.errors import RunnerStrengthError

# Raise by one when the form changes, add to `_STEPS` how the one before becomes this one, and to the documents that
# the tests keep of each format.
FORMAT = 4

# Enough to tell some dozens of requests of one runner apart.
DIGEST_DIGITS = 12
# Of the marks that lines are remembered by.
MARK_DIGITS = 5

# Whatever JSON holds. Reading is checked by building the frozen types, in one place, below.
Document = Mapping[str, Any]

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


class UnreadableDocumentError(RunnerStrengthError):
    """A stored document cannot be read."""


class NewerDocumentError(RunnerStrengthError):
    """A stored document was written by a newer release."""


def document_of(runner: Runner) -> dict[str, Any]:
    """Turn a runner into a document."""
    profile = runner.profile
    document: dict[str, Any] = {
        "format": FORMAT,
        "profile": {
            "level": profile.level,
            "equipment": None if profile.equipment is None else sorted(profile.equipment),
            "minutes": profile.minutes,
            "quiet": profile.quiet,
            "ask_effort": profile.ask_effort,
            "days": profile.days,
            "rest_percent": profile.rest_percent,
            "rest_seconds": profile.rest_seconds,
            "steps": profile.steps.value,
            "manner": _manner_document(profile.manner),
        },
        "queue": runner.queue,
        "finished": runner.finished,
        "welcomed": runner.welcomed,
        "taught": sorted(runner.taught),
        "session": None if runner.session is None else _session_document(runner.session),
        "last": None,
        "ask": None if runner.ask is None else _ask_document(runner.ask),
        "requests": list(runner.requests),
        "progress": {key: _standing_text(standing) for key, standing in runner.progress.items()},
        "seen": None if runner.seen is None else _stamp(runner.seen),
        "skipped": dict(runner.skipped),
        "rest_until": None if runner.rest_until is None else _stamp(runner.rest_until),
        "cycle": [runner.cycle.weeks, runner.cycle.week],
        "comeback": None if runner.comeback is None else _comeback_document(runner.comeback),
        "hard": runner.hard,
        "said": _counts_text(runner.said),
        "saying": _counts_text(runner.saying),
    }
    if runner.people:
        document["people"] = {"names": list(runner.people), "speaking": runner.speaking}
    if profile.next_means is not None:
        # Kept only where it was said, so that documents without it stay as they are.
        document["profile"]["next_means"] = profile.next_means.value
    # What came after the first release and stands for nothing told is left out.
    if runner.diary != NOTHING_TOLD:
        document["diary"] = _diary_document(runner.diary)
    if runner.zone:
        document["zone"] = runner.zone
    if runner.last is not None:
        last = runner.last
        document["last"] = {"workout": last.workout, "ended": _stamp(last.ended), "completed": last.completed}
    return document


def runner_from(document: Document) -> Runner:
    """Turn a document back into a runner.

    Raises:
        NewerDocumentError: A newer release wrote it.
        UnreadableDocumentError: It is not a runner's document.
    """
    try:
        return _runner(migrated(document))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise UnreadableDocumentError(f"a runner's document cannot be read: {error!r}") from error


def migrated(document: Document) -> Document:
    """Bring a document of any format up to this release's, one format at a time.

    Raises:
        NewerDocumentError: A newer release wrote it.
        KeyError: It is none of ours.
    """
    _refuse_newer(document)
    for step in range(int(document["format"]), FORMAT):
        document = {**_STEPS[step](document), "format": step + 1}
    return document


def _to_two(document: Document) -> Document:
    """Format 2 knows more preferences and when the runner was last heard, and keeps digests in place of request ids."""
    new = document_of(Runner())
    profile = {**new["profile"], **document["profile"]}
    counting = profile.pop("counting", None)
    if counting is not None:
        profile["manner"] = {**profile["manner"], "counting": counting}
    session, last = document["session"], document["last"]
    known = [session["touched"]] if session else []
    known += [last["ended"]] if last else []
    return {
        **new,
        **document,
        "profile": profile,
        "session": session and {"slots": [], **session},
        "seen": max(known, default=None),
        "requests": [digest(name) for name in document["requests"]],
    }


def _to_three(document: Document) -> Document:
    """Format 3 knows what a workout goes without, light weeks, and ways back after a break."""
    session, ask = document["session"], document["ask"]
    if ask is not None and ask["question"] == "pain":
        ask = {**ask, "question": Question.CHECK.value}
    return {
        **document_of(Runner()),
        **document,
        "ask": ask,
        "session": session and {"spared": None, "easing": "", **session},
    }


def _to_four(document: Document) -> Document:
    """Format 4 counts how often lines were said, so that variants take turns over sessions."""
    return {**document, "said": "", "saying": ""}


_STEPS: Mapping[int, Callable[[Document], Document]] = {1: _to_two, 2: _to_three, 3: _to_four}


def digest(request_id: str) -> str:
    """Shorten a request's id to what tells it from a runner's other recent ones."""
    return hashlib.sha256(request_id.encode(errors="surrogatepass")).hexdigest()[:DIGEST_DIGITS]


def record_document(record: Record) -> dict[str, Any]:
    """Turn the record of a workout into a document."""
    return {
        "format": FORMAT,
        "workout": record.workout,
        "started": _stamp(record.started),
        "ended": _stamp(record.ended),
        "minutes": record.minutes,
        "completed": record.completed,
        "sets": [[done.exercise, done.set, done.side, done.target, done.amount] for done in record.sets],
        "efforts": {exercise: effort.value for exercise, effort in record.efforts},
    }


def started_stamp(started: datetime) -> str:
    """Give the name of a workout's record among a runner's: its start."""
    return _stamp(started)


def record_from(document: Document) -> Record:
    """Turn a document back into the record of a workout.

    Raises:
        NewerDocumentError: A newer release wrote it.
        UnreadableDocumentError: It is not a record's document.
    """
    try:
        _refuse_newer(document)
        return Record(
            workout=document["workout"],
            started=_time(document["started"]),
            ended=_time(document["ended"]),
            minutes=int(document["minutes"]),
            completed=bool(document["completed"]),
            sets=tuple(
                DoneSet(exercise, int(number), side, int(target), int(amount))
                for exercise, number, side, target, amount in document["sets"]
            ),
            efforts=tuple((exercise, Effort(word)) for exercise, word in document["efforts"].items()),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableDocumentError(f"a workout's document cannot be read: {error!r}") from error


def _refuse_newer(document: Document) -> None:
    if int(document["format"]) > FORMAT:
        raise NewerDocumentError(f"format {document['format']} is newer than {FORMAT}: deploy the newer release again")


def _runner(document: Document) -> Runner:
    profile, last, session, ask = document["profile"], document["last"], document["session"], document["ask"]
    equipment = profile["equipment"]
    return Runner(
        profile=Profile(
            level=profile["level"],
            equipment=None if equipment is None else frozenset(equipment),
            minutes=_whole_or_none(profile["minutes"]),
            quiet=bool(profile["quiet"]),
            ask_effort=bool(profile["ask_effort"]),
            days=_whole_or_none(profile["days"]),
            rest_percent=int(profile["rest_percent"]),
            rest_seconds=_whole_or_none(profile["rest_seconds"]),
            steps=Steps(profile["steps"]),
            next_means=NextMeans(means) if (means := profile.get("next_means")) else None,
            manner=_manner(profile["manner"]),
        ),
        queue=int(document["queue"]),
        finished=int(document["finished"]),
        welcomed=bool(document["welcomed"]),
        taught=frozenset(document["taught"]),
        session=None if session is None else _session(session),
        last=None if last is None else LastWorkout(last["workout"], _time(last["ended"]), bool(last["completed"])),
        ask=None if ask is None else _ask(ask),
        requests=tuple(document["requests"]),
        people=tuple(document.get("people", {}).get("names", ())),
        speaking=document.get("people", {}).get("speaking", ""),
        said=_counts(document["said"]),
        saying=_counts(document["saying"]),
        seen=None if document["seen"] is None else _time(document["seen"]),
        diary=_diary(document["diary"]) if "diary" in document else NOTHING_TOLD,
        zone=document.get("zone", ""),
        progress={key: _standing(text) for key, text in document["progress"].items()},
        skipped={name: int(times) for name, times in document["skipped"].items()},
        rest_until=None if document["rest_until"] is None else _time(document["rest_until"]),
        cycle=Cycle(*(int(number) for number in document["cycle"])),
        comeback=None if document["comeback"] is None else _comeback(document["comeback"]),
        hard=int(document["hard"]),
    )


def _manner_document(manner: Manner) -> dict[str, Any]:
    return {
        "counting": manner.counting.value,
        "pace": manner.pace.value,
        "brief": manner.brief,
        "encouragement": manner.encouragement,
        "tick": manner.tick,
    }


def _manner(document: Document) -> Manner:
    return Manner(
        counting=Counting(document["counting"]),
        pace=Pace(document["pace"]),
        brief=bool(document["brief"]),
        encouragement=bool(document["encouragement"]),
        tick=bool(document["tick"]),
    )


def _diary_document(diary: Diary) -> dict[str, Any]:
    return {
        "habits": {str(day): run.value for day, run in diary.habits.items()},
        "outings": [
            [outing.day.isoformat(), outing.run.value, outing.distance and outing.distance.value]
            for outing in diary.outings
        ],
        "legs": [_stamp(moment) for moment in diary.legs],
        "said": diary.said and diary.said.isoformat(),
    }


def _diary(document: Document) -> Diary:
    return Diary(
        habits={int(day): Run(run) for day, run in document["habits"].items()},
        outings=tuple(
            Outing(date.fromisoformat(day), Run(run), distance and Distance(distance))
            for day, run, distance in document["outings"]
        ),
        legs=tuple(_time(stamp) for stamp in document["legs"]),
        said=document["said"] and date.fromisoformat(document["said"]),
    )


def _session_document(session: Session) -> dict[str, Any]:
    return {
        "workout": session.workout,
        "started": _stamp(session.started),
        "plan": [_step_text(step) for step in session.plan],
        "state": session.state.value,
        "touched": _stamp(session.touched),
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


def _session(document: Document) -> Session:
    block = document["block"]
    return Session(
        workout=document["workout"],
        started=_time(document["started"]),
        plan=tuple(_step(text) for text in document["plan"]),
        state=State(document["state"]),
        touched=_time(document["touched"]),
        index=int(document["index"]),
        done=int(document["done"]),
        log=tuple(Logged(int(index), int(amount)) for index, amount in document["log"]),
        efforts=tuple((exercise, Effort(word)) for exercise, word in document["efforts"].items()),
        block=None if block is None else _block(block),
        pending=_whole_or_none(document["pending"]),
        active=int(document["active"]),
        turn=int(document["turn"]),
        device=document["device"],
        slots=tuple(_slot(text) for text in document["slots"]),
        spared=NOTHING_SPARED if document["spared"] is None else _spared(document["spared"]),
        easing=document["easing"],
    )


def _block_document(block: Block) -> dict[str, Any]:
    marks = [[mark.index, mark.done, mark.begins, mark.ends] for mark in block.marks]
    return {
        "started": _stamp(block.started),
        "marks": marks,
        "ends": block.ends,
        "ask": _ask_document(block.ask),
    }


def _block(document: Document) -> Block:
    marks = tuple(Mark(*(int(number) for number in mark)) for mark in document["marks"])
    return Block(_time(document["started"]), marks, int(document["ends"]), _ask(document["ask"]))


def _ask_document(ask: Ask) -> dict[str, Any]:
    facts = {key: list(fact) if isinstance(fact, tuple) else fact for key, fact in ask.facts.items()}
    return {"question": ask.question.value, "facts": facts}


def _ask(document: Document) -> Ask:
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


def _comeback_document(comeback: Comeback) -> dict[str, Any]:
    return {"rule": comeback.rule, "began": _stamp(comeback.began), "done": comeback.done}


def _comeback(document: Document) -> Comeback:
    return Comeback(document["rule"], _time(document["began"]), int(document["done"]))


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


def _standing_text(standing: Standing) -> str:
    counts = f"{standing.easy} {standing.topped} {standing.short} {standing.unasked} {standing.waiting}"
    return f"{standing.exercise} {standing.amount} {standing.extra} {standing.due} {counts}"


def _standing(text: str) -> Standing:
    exercise, amount, extra, due, *counts = text.split(" ")
    return Standing(exercise, int(amount), int(extra), Verdict(due), *(int(count) for count in counts))


def _counts_text(counts: Mapping[str, int]) -> str:
    return " ".join(f"{mark}{count}" for mark, count in counts.items())


def _counts(text: str) -> dict[str, int]:
    return {part[:MARK_DIGITS]: int(part[MARK_DIGITS:]) for part in text.split()}


def _stamp(moment: datetime) -> str:
    return moment.isoformat()


def _time(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    return moment


def _whole_or_none(number: int | None) -> int | None:
    return None if number is None else int(number)
