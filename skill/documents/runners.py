"""A runner as a JSON document and back, in the store and in a session's attributes alike."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from skill.coach.cycle import Comeback, Cycle
from skill.coach.diary import Diary, Distance, Outing, Run
from skill.coach.runner import Counting, LastWorkout, Manner, NextMeans, Pace, Profile, Runner, Steps
from skill.coach.standing import Standing, Verdict
from skill.documents.formats import FORMAT, migrated
from skill.documents.sessions import ask_document, ask_from, session_document, session_from
from skill.documents.values import Document, UnreadableDocumentError, stamp, text_of, time_of, whole_or_none

# Of the marks that lines are remembered by.
MARK_DIGITS = 5


def document_of(runner: Runner) -> dict[str, Any]:
    """Turn a runner into a document."""
    profile, last = runner.profile, runner.last
    return {
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
            "next_means": profile.next_means and profile.next_means.value,
            "manner": _manner_document(profile.manner),
            "hard_with_hard": profile.hard_with_hard,
        },
        "queue": runner.queue,
        "finished": runner.finished,
        "welcomed": runner.welcomed,
        "taught": sorted(runner.taught),
        "session": None if runner.session is None else session_document(runner.session),
        "last": last and {"workout": last.workout, "ended": stamp(last.ended), "completed": last.completed},
        "ask": None if runner.ask is None else ask_document(runner.ask),
        "requests": list(runner.requests),
        "progress": {key: _standing_text(standing) for key, standing in runner.progress.items()},
        "seen": None if runner.seen is None else stamp(runner.seen),
        "skipped": dict(runner.skipped),
        "rest_until": None if runner.rest_until is None else stamp(runner.rest_until),
        "cycle": [runner.cycle.weeks, runner.cycle.week],
        "comeback": None if runner.comeback is None else _comeback_document(runner.comeback),
        "hard": runner.hard,
        "said": _counts_text(runner.said),
        "saying": _counts_text(runner.saying),
        "people": {"names": list(runner.people), "speaking": runner.speaking},
        "diary": _diary_document(runner.diary),
        "paused": runner.paused and runner.paused.isoformat(),
        "zone": runner.zone,
    }


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


def _runner(document: Document) -> Runner:
    profile, last, session, ask = document["profile"], document["last"], document["session"], document["ask"]
    equipment = profile["equipment"]
    return Runner(
        profile=Profile(
            level=profile["level"],
            equipment=None if equipment is None else frozenset(equipment),
            minutes=whole_or_none(profile["minutes"]),
            quiet=bool(profile["quiet"]),
            ask_effort=bool(profile["ask_effort"]),
            days=whole_or_none(profile["days"]),
            rest_percent=int(profile["rest_percent"]),
            rest_seconds=whole_or_none(profile["rest_seconds"]),
            steps=Steps(profile["steps"]),
            next_means=profile["next_means"] and NextMeans(profile["next_means"]),
            manner=_manner(profile["manner"]),
            hard_with_hard=bool(profile["hard_with_hard"]),
        ),
        queue=int(document["queue"]),
        finished=int(document["finished"]),
        welcomed=bool(document["welcomed"]),
        taught=frozenset(map(text_of, document["taught"])),
        session=None if session is None else session_from(session),
        last=None if last is None else LastWorkout(last["workout"], time_of(last["ended"]), bool(last["completed"])),
        ask=None if ask is None else ask_from(ask),
        requests=tuple(map(text_of, document["requests"])),
        people=tuple(map(text_of, document["people"]["names"])),
        speaking=text_of(document["people"]["speaking"]),
        said=_counts(document["said"]),
        saying=_counts(document["saying"]),
        seen=None if document["seen"] is None else time_of(document["seen"]),
        diary=_diary(document["diary"]),
        paused=document["paused"] and date.fromisoformat(document["paused"]),
        zone=text_of(document["zone"]),
        progress={key: _standing(text) for key, text in document["progress"].items()},
        skipped={name: int(times) for name, times in document["skipped"].items()},
        rest_until=None if document["rest_until"] is None else time_of(document["rest_until"]),
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
        "outings": [_outing_document(outing) for outing in diary.outings],
        "legs": [stamp(moment) for moment in diary.legs],
        "said": diary.said and diary.said.isoformat(),
        "others": [stamp(moment) for moment in diary.others],
    }


def _diary(document: Document) -> Diary:
    return Diary(
        habits={int(day): Run(run) for day, run in document["habits"].items()},
        outings=tuple(_outing(*parts) for parts in document["outings"]),
        legs=tuple(time_of(stamp) for stamp in document["legs"]),
        said=document["said"] and date.fromisoformat(document["said"]),
        others=tuple(time_of(stamp) for stamp in document["others"]),
    )


def _outing_document(outing: Outing) -> list[str | None]:
    """Write an outing; the time at which it was over stands there only where it is known."""
    parts = [outing.day.isoformat(), outing.run.value, outing.distance and outing.distance.value]
    return parts if outing.over is None else [*parts, stamp(outing.over)]


def _outing(day: str, run: str, distance: str | None, over: str | None = None) -> Outing:
    return Outing(
        date.fromisoformat(day),
        Run(run),
        None if distance is None else Distance(distance),
        None if over is None else time_of(over),
    )


def _comeback_document(comeback: Comeback) -> dict[str, Any]:
    return {"rule": comeback.rule, "began": stamp(comeback.began), "done": comeback.done}


def _comeback(document: Document) -> Comeback:
    return Comeback(document["rule"], time_of(document["began"]), int(document["done"]))


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
