"""One turn: load the runner, let the coach decide, find the words, save, answer.

This is the whole program; everything round it is an adapter. It keeps four promises. A request that was answered
already moves nothing and hears the current instruction again. A runner is written at most once a turn, on condition
that nobody wrote in between; else the event is applied again to what is there now. A workout goes on while the store
is down, with its state in the session attributes, and is written when the store answers again. And a runner is told
once if something may be lost.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from skill.coach.acts import Ask, End, Question, Run, Tell, Then
from skill.coach.events import Event, EventKind
from skill.coach.machine import advance
from skill.coach.moment import Reply
from skill.coach.pacing import segments
from skill.coach.place import locate
from skill.coach.record import Record
from skill.coach.runner import Manner, Runner
from skill.coach.session import Block
from skill.content.types import Catalogue
from skill.documents import (
    NewerDocumentError,
    UnreadableDocumentError,
    document_of,
    record_document,
    record_from,
    runner_from,
)
from skill.speech.timeline import Timeline
from skill.speech.voice import Spoken
from skill.speech.voices import Voices
from skill.store.errors import Conflict, Unavailable
from skill.store.port import Store, WorkoutRecord

_log = logging.getLogger(__name__)

# How often an event is applied again when somebody else wrote in between.
ATTEMPTS = 4
# How many answered requests are remembered: a re-delivery follows within seconds.
REMEMBERED_REQUESTS = 4
# How far back history goes: three workouts a week for two and a half years, longer than any is kept.
REMEMBERED_WORKOUTS = 400
# The key under which the session attributes hold our state.
CARRIED = "runner"


@dataclass(frozen=True, slots=True)
class TurnRequest:
    """What an edge asks for.

    Attributes:
        request_id: The platform's id of the request; empty where it has none.
        runner: The runner's key, a hash.
        locale: The language and country to answer in, such as `en-GB`.
        now: Aware UTC time of the request.
        event: What the runner wants.
        carried: What the answer before put into the session attributes; None where no session is open.
        reading: Gives the event in place of `event`, where what is wanted depends on the runner's place; raises a
            RunnerStrengthError where nothing is, and then nothing moves.
    """

    request_id: str
    runner: str
    locale: str
    now: datetime
    event: Event
    carried: Mapping[str, Any] | None = None
    reading: Callable[[Runner], Event] | None = None


@dataclass(frozen=True, slots=True)
class TurnAnswer:
    """What an edge says.

    Attributes:
        speech: What is said and waited for.
        reprompt: What is said when nobody answers; None where the session ends.
        carried: What to put into the session attributes.
        runner: The runner afterwards, with what is being played.
        ended: The record of a workout that ended with this, or None.
    """

    speech: Timeline
    reprompt: Timeline | None
    carried: Mapping[str, Any]
    runner: Runner = field(default_factory=Runner)
    ended: Record | None = None

    @property
    def ends(self) -> bool:
        """Tell whether the session ends with this answer."""
        return self.reprompt is None


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A runner, the version it has in the store, and whether it holds what the store does not, and that was told."""

    runner: Runner
    version: int
    unsaved: bool = False
    told: bool = False


class Turns:
    """Takes turns, one request at a time, with what it was built with: the store, the content and the voices."""

    def __init__(self, store: Store, catalogue: Catalogue, voices: Voices) -> None:
        """Keep what every turn needs."""
        self._store = store
        self._catalogue = catalogue
        self._voices = voices

    def take_turn(self, request: TurnRequest) -> TurnAnswer:
        """Answer a request.

        Raises:
            StoreError: The runner cannot be read, or others kept writing in between.
            UnreadableDocumentError: What is stored is no runner.
            NewerDocumentError: A newer release wrote it.
        """
        loaded = self._load(request)
        for _ in range(ATTEMPTS):
            if request.request_id and request.request_id in loaded.runner.requests:
                return self._again(request, loaded)
            reply, spoken, runner = self._decide(request, loaded)
            try:
                return _answer(spoken, self._save(request, loaded, runner, reply), reply.ended)
            except Unavailable:
                return self._unsaved(request, loaded, reply, runner)
            except Conflict:
                newer = self._reload(request, loaded)
            if newer is None:
                return self._unsaved(request, loaded, reply, runner)
            loaded = newer
        raise Conflict("others kept writing this runner")

    def close(self, request: TurnRequest) -> None:
        """Take note that the device closed the session. Nothing is said."""
        self.take_turn(replace(request, event=replace(request.event, kind=EventKind.CLOSED)))

    def forget(self, runner: str) -> None:
        """Delete everything about a runner."""
        self._store.delete(runner)

    def apologise(self, locale: str) -> TurnAnswer:
        """Give the answer to a request that could not be served: nothing was moved."""
        spoken = self._voices.voice(locale).compose((Tell("broken"),), End(), turn=0, manner=Manner())
        return TurnAnswer(spoken.speech, None, {})

    def runner(self, key: str, now: datetime) -> Runner | None:
        """Give a runner as stored, with the place brought up to `now`; None where nothing is stored."""
        saved = self._store.load(key)
        return None if saved is None else locate(runner_from(saved.document), now)

    def records(self, key: str) -> tuple[Record, ...]:
        """Give the workouts of a runner that ended, the newest first. What cannot be read is left out, and logged."""
        return tuple(_readable(self._store.workouts(key, limit=REMEMBERED_WORKOUTS)))

    def _load(self, request: TurnRequest) -> _Loaded:
        if request.carried is not None:
            try:
                return _carried(request.carried)
            except (UnreadableDocumentError, NewerDocumentError, LookupError, TypeError, ValueError):
                _log.warning("carried_state_unreadable")
        try:
            saved = self._store.load(request.runner)
        except Unavailable:
            _log.warning("store_unavailable", extra={"at": "load"})
            return _Loaded(Runner(welcomed=True), 0, unsaved=True)
        return _Loaded(Runner(), 0) if saved is None else _Loaded(runner_from(saved.document), saved.version)

    def _reload(self, request: TurnRequest, loaded: _Loaded) -> _Loaded | None:
        """Read what somebody else wrote; None where the store does not answer any more."""
        try:
            saved = self._store.load(request.runner)
        except Unavailable:
            return None
        if saved is None:
            return replace(loaded, version=0)
        stored = runner_from(saved.document)
        if loaded.unsaved:
            # The workout went on while the store was down: what is stored knows nothing of it yet.
            ours = loaded.runner
            stored = replace(stored, session=ours.session, ask=ours.ask, taught=stored.taught | ours.taught)
        return _Loaded(stored, saved.version)

    def _decide(self, request: TurnRequest, loaded: _Loaded) -> tuple[Reply, Spoken, Runner]:
        event = request.event if request.reading is None else request.reading(loaded.runner)
        reply = advance(loaded.runner, event, request.now, self._catalogue)
        spoken = self._speak(request.locale, reply.runner, reply.tell, reply.then)
        if reply.aside:
            return reply, spoken, reply.runner
        runner = _playing(reply.runner, reply.then, spoken, request.now)
        if request.request_id:
            requests = (request.request_id, *runner.requests)[:REMEMBERED_REQUESTS]
            runner = replace(runner, requests=requests)
        return reply, spoken, runner

    def _speak(self, locale: str, runner: Runner, tell: tuple[Tell, ...], then: Then) -> Spoken:
        turn = runner.finished if runner.session is None else runner.session.turn
        return self._voices.voice(locale).compose(tell, then, turn=turn, manner=runner.profile.manner)

    def _save(self, request: TurnRequest, loaded: _Loaded, runner: Runner, reply: Reply) -> _Loaded:
        if reply.forget:
            self._store.delete(request.runner)
            return _Loaded(Runner(), 0)
        if reply.aside or (reply.ended is None and not loaded.unsaved and _same(loaded.runner, runner)):
            return replace(loaded, runner=runner)
        workout = None if reply.ended is None else _workout(reply.ended)
        version = self._store.save(request.runner, document_of(runner), expected=loaded.version, workout=workout)
        return _Loaded(runner, version)

    def _unsaved(self, request: TurnRequest, loaded: _Loaded, reply: Reply, runner: Runner) -> TurnAnswer:
        _log.warning("store_unavailable", extra={"at": "save"})
        told = reply.tell if loaded.told else (Tell("store_down"), *reply.tell)
        spoken = self._speak(request.locale, reply.runner, told, reply.then)
        runner = replace(_playing(reply.runner, reply.then, spoken, request.now), requests=runner.requests)
        return _answer(spoken, replace(loaded, runner=runner, unsaved=True), reply.ended)

    def _again(self, request: TurnRequest, loaded: _Loaded) -> TurnAnswer:
        runner, session = loaded.runner, loaded.runner.session
        if session is not None and session.block is not None:
            # In the words of the first time, so that the times that are kept still hold.
            spoken_then = replace(runner, session=replace(session, turn=session.turn - 1))
            return _answer(self._speak(request.locale, spoken_then, (), Run(tuple(segments(runner, session)))), loaded)
        if runner.ask is not None:
            return _answer(self._speak(request.locale, runner, (), runner.ask), loaded)
        return _answer(self._speak(request.locale, runner, (Tell("goodbye"),), End()), loaded)


def _readable(stored: Iterable[WorkoutRecord]) -> Iterator[Record]:
    for workout in stored:
        try:
            yield record_from(workout.document)
        except (UnreadableDocumentError, NewerDocumentError):
            _log.warning("workout_unreadable")


def _carried(attributes: Mapping[str, Any]) -> _Loaded:
    unsaved = bool(attributes.get("unsaved"))
    return _Loaded(runner_from(attributes[CARRIED]), int(attributes["version"]), unsaved, told=unsaved)


def _playing(runner: Runner, then: Then, spoken: Spoken, now: datetime) -> Runner:
    """Keep what is being spoken from now on, so that the clock can tell the place later."""
    session = runner.session
    if session is None:
        return runner
    block: Block | None = None
    if isinstance(then, Run):
        ask = spoken.ask or Ask(Question.SESSION_EFFORT)
        block = Block(now, spoken.speech.marks, round(spoken.speech.seconds * 1000), ask)
    return replace(runner, session=replace(session, block=block, touched=now, turn=session.turn + 1))


def _same(before: Runner, after: Runner) -> bool:
    """Tell whether nothing changed that is worth a write."""
    return _essence(before) == _essence(after)


def _essence(runner: Runner) -> Runner:
    session = runner.session
    if session is None:
        return replace(runner, requests=())
    return replace(runner, requests=(), session=replace(session, touched=session.started, turn=0))


def _workout(record: Record) -> WorkoutRecord:
    document = record_document(record)
    return WorkoutRecord(document["started"], document)


def _answer(spoken: Spoken, loaded: _Loaded, ended: Record | None = None) -> TurnAnswer:
    if spoken.reprompt is None and not loaded.unsaved:
        return TurnAnswer(spoken.speech, None, {}, loaded.runner, ended)
    carried: dict[str, Any] = {CARRIED: document_of(loaded.runner), "version": loaded.version}
    if loaded.unsaved:
        carried["unsaved"] = True
    return TurnAnswer(spoken.speech, spoken.reprompt, carried, loaded.runner, ended)
