"""One turn: load the runner, let the coach decide, find the words, save, answer.

This is the whole program; everything round it is an adapter. It keeps four promises. A request that was answered
already moves nothing and hears the current instruction again. A runner is written at most once a turn, on condition
that nobody wrote in between; else the event is applied again to what is there now. A workout goes on while the store
is down, with its state in the session attributes, and is written when the store answers again. And a runner is told
once if something may be lost.

All calls of the store in one turn take less than three seconds of the eight that Alexa waits.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from skill.coach.acts import Ask, End, Question, Run, Tell, Then
from skill.coach.events import Event, EventKind
from skill.coach.machine import advance
from skill.coach.moment import Reply
from skill.coach.on_the_day import NOTHING_SAID
from skill.coach.pacing import segments
from skill.coach.place import locate
from skill.coach.recall import needs_records
from skill.coach.record import Record
from skill.coach.rejoin import rejoin
from skill.coach.reminding import settled
from skill.coach.runner import Manner, Runner
from skill.coach.session import Block
from skill.content.types import Catalogue
from skill.documents import (
    NewerDocumentError,
    UnreadableDocumentError,
    record_document,
    record_from,
    runner_from,
    started_stamp,
)
from skill.errands import Errands, Services
from skill.handover import HouseholdFullError, forget_account, forget_speaker, switch
from skill.household import Speaker, speaker
from skill.journal import note
from skill.loaded import Loaded, attributes, carried, read, stored_form
from skill.outage import ATTEMPTS, UNREADABLE, Patience, parting
from skill.repeats import answered, remembering
from skill.speech.timeline import Timeline
from skill.speech.voice import Spoken
from skill.speech.voices import Voices
from skill.store.errors import Conflict, StoreError
from skill.store.port import Store, WorkoutRecord

_log = logging.getLogger(__name__)

# How far back history goes: three workouts a week for two and a half years, longer than any is kept.
REMEMBERED_WORKOUTS = 400


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
        services: What runs errands on the device's services; None where it has none.
    """

    request_id: str
    runner: str
    locale: str
    now: datetime
    event: Event
    carried: Mapping[str, Any] | None = None
    reading: Callable[[Runner], Event] | None = None
    services: Services | None = None


@dataclass(frozen=True, slots=True)
class TurnAnswer:
    """What an edge says.

    Attributes:
        speech: What is said and waited for.
        reprompt: What is said when nobody answers; None where the session ends.
        carried: What to put into the session attributes.
        runner: The runner afterwards, with what is being played.
        ended: The record of a workout that ended with this, or None.
        consent: Whether the runner is to be asked to allow reminders.
        card: Whether a card says how to allow them.
    """

    speech: Timeline
    reprompt: Timeline | None
    carried: Mapping[str, Any]
    runner: Runner = field(default_factory=Runner)
    ended: Record | None = None
    consent: bool = False
    card: bool = False

    @property
    def ends(self) -> bool:
        """Tell whether the session ends with this answer."""
        return self.reprompt is None


class Turns:
    """Takes turns, one request at a time, with what it was built with: the store, the content and the voices."""

    def __init__(
        self, store: Store, catalogue: Catalogue, voices: Voices, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Keep what every turn needs; `clock` tells how long a turn takes, in seconds."""
        self._store = store
        self._catalogue = catalogue
        self._voices = voices
        self._clock = clock

    def take_turn(self, request: TurnRequest) -> TurnAnswer:
        """Answer a request, whatever the store does."""
        patience, loaded = Patience(self._clock), self._load(request)
        request = _by(request, loaded.who)
        if _hands_over(request.event, loaded.who):
            return self._hand_over(request, loaded, patience)
        return self._turn(request, loaded, patience)

    def _turn(self, request: TurnRequest, loaded: Loaded, patience: Patience) -> TurnAnswer:
        errands = Errands(request.services)
        for _ in range(ATTEMPTS):
            if _known(request, loaded) and not errands.claimed:
                _log.info("turn_repeated")
                return self._again(request, loaded)
            try:
                loaded, reply = self._decide(request, loaded, patience, errands)
                spoken, runner = self._worded(request, reply)
                kept = self._save(request, loaded, runner, reply, patience)
            except Conflict as conflict:
                _log.info("write_conflict")
                missed: Exception = conflict
            except UNREADABLE as error:
                missed = error
                break
            else:
                self._note(request, loaded, reply)
                return replace(_answer(spoken, kept, reply.ended), consent=reply.consent, card=reply.card)
            try:
                patience.check()
                loaded = self._reload(request, loaded)
            except UNREADABLE as error:
                missed = error
                break
        _log.warning("store_unavailable", extra={"at": "save", "error": type(missed).__name__})
        self._note(request, loaded, reply)
        return self._unsaved(request, loaded, reply, runner)

    def close(self, request: TurnRequest) -> None:
        """Take note that the device closed the session. Nothing is said."""
        self.take_turn(replace(request, event=replace(request.event, kind=EventKind.CLOSED)))

    def forget(self, runner: str, left: datetime) -> None:
        """Delete everything about a runner who left for good, unless they have come back since.

        Raises:
            StoreError: It could not be deleted: say it again later.
        """
        forget_account(self._store, runner, left)

    def apologise(self, locale: str) -> TurnAnswer:
        """Give the answer to a request that could not be served: nothing was moved."""
        spoken = self._voices.voice(locale).compose((Tell("broken"),), End(), heard={}, manner=Manner())
        return TurnAnswer(spoken.speech, None, {})

    def runner(self, key: str, now: datetime) -> Runner | None:
        """Give a runner as stored, with the place brought up to `now`; None where nothing is stored."""
        saved = self._store.load(key)
        return None if saved is None else locate(runner_from(saved.document), now)

    def ping(self) -> None:
        """Find out whether the store answers.

        Raises:
            StoreError: It does not.
        """
        self._store.ping()

    def records(self, key: str) -> tuple[Record, ...]:
        """Give the workouts of a runner that ended, the newest first. What cannot be read is left out, and logged."""
        return tuple(_readable(self._store.workouts(key, limit=REMEMBERED_WORKOUTS)))

    def _load(self, request: TurnRequest) -> Loaded:
        if request.carried is not None:
            try:
                return carried(request.carried, request.runner)
            except (UnreadableDocumentError, NewerDocumentError, LookupError, TypeError, ValueError):
                _log.warning("carried_state_unreadable")
        who = speaker(request.runner, "")
        try:
            loaded = read(self._store, who)
            if not loaded.runner.speaking or _known(request, loaded):
                return loaded
            who = speaker(request.runner, loaded.runner.speaking)
            return read(self._store, who)
        except UNREADABLE as error:
            _log.warning("store_unavailable", extra={"at": "load", "error": type(error).__name__})
            return Loaded(Runner(welcomed=True), 0, who, unsaved=True)

    def _hand_over(self, request: TurnRequest, loaded: Loaded, patience: Patience) -> TurnAnswer:
        """Put the place of whoever spoke before away, and go on as the one who said their name."""
        who = speaker(loaded.who.account, request.event.name or "")
        held = loaded
        try:
            patience.check()
            if not _known(request, read(self._store, speaker(who.account, ""))):
                held = self._put_away(request, loaded, patience)
                switch(self._store, who, request.request_id, request.now, patience)
            patience.check()
            other = read(self._store, who)
        except HouseholdFullError:
            return self._stays(request.locale, held, "household_full")
        except UNREADABLE as error:
            _log.warning("store_unavailable", extra={"at": "hand_over", "error": type(error).__name__})
            held = self._put_away(request, loaded, patience) if held is loaded else held
            return self._stays(request.locale, held, "not_switched")
        return self._turn(replace(request, runner=who.key), other, patience)

    def _put_away(self, request: TurnRequest, loaded: Loaded, patience: Patience) -> Loaded:
        """Write down how far somebody has come, if they have begun; give them as they are afterwards."""
        if loaded.runner.session is None and not loaded.unsaved:
            return loaded
        parked = self._turn(replace(request, request_id="", event=Event(EventKind.PAUSE)), loaded, patience)
        return carried(parked.carried, loaded.who.account) if parked.carried else replace(loaded, runner=parked.runner)

    def _stays(self, locale: str, loaded: Loaded, line: str) -> TurnAnswer:
        """Say why nobody else speaks from now on; the session ends unless it alone knows something."""
        then: Then = End() if not loaded.unsaved or loaded.runner.ask is None else loaded.runner.ask
        return _answer(self._speak(locale, loaded.runner, (Tell(line),), then), loaded)

    def _reload(self, request: TurnRequest, loaded: Loaded) -> Loaded:
        """Read what somebody else wrote, and bring it together with what the store does not know yet."""
        saved = self._store.load(request.runner)
        if saved is None:
            # Deleted in between: only what the store never had goes on.
            return replace(loaded, version=0) if loaded.unsaved else Loaded(Runner(), 0, loaded.who)
        stored = replace(runner_from(saved.document), on_the_day=loaded.runner.on_the_day)
        if not loaded.unsaved:
            return Loaded(stored, saved.version, loaded.who)
        runner, ended = rejoin(stored, loaded.runner, loaded.ended, request.now, self._catalogue)
        return replace(loaded, runner=runner, version=saved.version, ended=ended)

    def _decide(
        self, request: TurnRequest, loaded: Loaded, patience: Patience, errands: Errands
    ) -> tuple[Loaded, Reply]:
        event = request.event if request.reading is None else request.reading(loaded.runner)
        event = replace(event, reminds=errands.remind)
        records = self._looked_up(request, loaded.runner, event, patience)
        reply = advance(errands.place(loaded.runner, event), event, request.now, self._catalogue, records)
        if reply.errand is None:
            return loaded, reply

        def claim() -> int:
            patience.check()
            document = stored_form(remembering(loaded.runner, request.request_id, request.now))
            return self._store.save(request.runner, document, expected=loaded.version)

        version = errands.claim(reply.errand, claim, loaded.version)
        words = self._voices.voice(request.locale).words("reminder_says")
        result = errands.run(reply.errand, words, request.locale)
        return replace(loaded, version=version), settled(loaded.runner, reply, result)

    def _worded(self, request: TurnRequest, reply: Reply) -> tuple[Spoken, Runner]:
        """Find the words of a reply, and give the runner who hears them."""
        spoken = self._speak(request.locale, reply.runner, reply.tell, reply.then)
        if reply.aside:
            return spoken, reply.runner
        runner = replace(_playing(reply.runner, reply.then, spoken, request.now), seen=request.now)
        return spoken, remembering(runner, request.request_id, request.now)

    def _looked_up(
        self, request: TurnRequest, runner: Runner, event: Event, patience: Patience
    ) -> tuple[Record, ...] | None:
        """Give the records if they are asked about; None where the store does not answer."""
        if not needs_records(runner, event):
            return ()
        try:
            patience.check()
            return self.records(request.runner)
        except StoreError as error:
            _log.warning("store_unavailable", extra={"at": "history", "error": type(error).__name__})
            return None

    def _speak(self, locale: str, runner: Runner, tell: tuple[Tell, ...], then: Then) -> Spoken:
        return self._voices.voice(locale).compose(tell, then, heard=runner.heard, manner=runner.profile.manner)

    def _note(self, request: TurnRequest, loaded: Loaded, reply: Reply) -> None:
        # What a screen sends back is told by its reading; the event only stands in.
        note(request.event.kind if request.reading is None else None, loaded.runner, reply, request.now)

    def _save(self, request: TurnRequest, loaded: Loaded, runner: Runner, reply: Reply, patience: Patience) -> Loaded:
        if reply.forget:
            forget_speaker(self._store, loaded.who, loaded.runner.people, patience)
            return Loaded(Runner(), 0, loaded.who)
        ended = _ended(loaded, reply)
        news = not reply.aside and (request.event.opens or not _same(loaded.runner, runner))
        if not (news or ended or loaded.unsaved):
            return replace(loaded, runner=runner)
        # Nothing of an aside is kept, but what an outage left unwritten is.
        document, version = stored_form(loaded.runner if reply.aside else runner), loaded.version
        dropped = None if reply.dropped is None else started_stamp(reply.dropped)
        # More than one only after an outage in which one ended.
        for workout in tuple(_workout(record) for record in ended) or (None,):
            patience.check()
            version = self._store.save(request.runner, document, expected=version, workout=workout, dropped=dropped)
        return Loaded(runner, version, loaded.who)

    def _unsaved(self, request: TurnRequest, loaded: Loaded, reply: Reply, runner: Runner) -> TurnAnswer:
        """Answer although nothing could be written: the session carries it on, and tries again at its next turn."""
        if reply.forget or reply.dropped is not None:
            spoken = self._speak(request.locale, loaded.runner, (Tell("not_deleted"),), End())
            return TurnAnswer(spoken.speech, None, {})
        tell, then, ended = reply.tell, reply.then, _ended(loaded, reply)
        if isinstance(then, End):
            tell, then = parting(request.event.kind, loaded, runner, reply, ended)
        elif not loaded.told:
            tell = (Tell("store_down"), *tell)
        before = replace(reply.runner, requests=runner.requests, seen=runner.seen)
        if isinstance(then, Ask):
            before = replace(before, ask=then)
        spoken = self._speak(request.locale, before, tell, then)
        played = _playing(before, then, spoken, request.now)
        return _answer(spoken, replace(loaded, runner=played, unsaved=True, ended=ended), reply.ended)

    def _again(self, request: TurnRequest, loaded: Loaded) -> TurnAnswer:
        runner, session = loaded.runner, loaded.runner.session
        if session is not None and session.block is not None:
            # In the words of the first time, so that the times that are kept still hold.
            spoken_then = replace(runner, saying={})
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


def _by(request: TurnRequest, who: Speaker) -> TurnRequest:
    """Give a request as that of a speaker."""
    event = request.event
    if event.kind is not EventKind.IDENTIFY:
        event = replace(event, name=who.name)
    return replace(request, runner=who.key, event=event)


def _hands_over(event: Event, who: Speaker) -> bool:
    """Tell whether somebody else speaks from here on."""
    return event.kind is EventKind.IDENTIFY and not event.recognised and event.name not in {None, who.name}


def _known(request: TurnRequest, loaded: Loaded) -> bool:
    """Tell whether a runner remembers a request."""
    return answered(loaded.runner, request.request_id, request.now)


def _ended(loaded: Loaded, reply: Reply) -> tuple[Record, ...]:
    return loaded.ended if reply.ended is None else (*loaded.ended, reply.ended)


def _playing(runner: Runner, then: Then, spoken: Spoken, now: datetime) -> Runner:
    """Keep what is being spoken from now on, so that the clock can tell the place later."""
    runner = replace(runner, said=runner.heard, saying=spoken.used)
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
    runner = replace(runner, requests=(), seen=None, said={}, saying={}, on_the_day=NOTHING_SAID)
    if session is None:
        return runner
    return replace(runner, session=replace(session, touched=session.started, turn=0))


def _workout(record: Record) -> WorkoutRecord:
    document = record_document(record)
    return WorkoutRecord(document["started"], document)


def _answer(spoken: Spoken, loaded: Loaded, ended: Record | None = None) -> TurnAnswer:
    if spoken.reprompt is None and not loaded.unsaved:
        return TurnAnswer(spoken.speech, None, {}, loaded.runner, ended)
    return TurnAnswer(spoken.speech, spoken.reprompt, attributes(loaded), loaded.runner, ended)
