"""The request handlers: what is done with each type of request that Amazon sends.

Each visit brings the request as it was read (`Incoming`) and the turns that answer it. Types that are not named here,
those of the future among them, are answered with nothing, which is valid for every one.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_model.canfulfill import CanFulfillIntent, CanFulfillIntentValues

from skill.alexa.bed import bed_of
from skill.alexa.intents import MEANINGS, event_of
from skill.alexa.loggable import ENDS, FAULTS, KINDS, LOCALES, one_of
from skill.alexa.requests import Incoming, stamp_of, tree
from skill.alexa.responses import ASK_FOR, nothing, respond, respond_with_bed, respond_with_permission, show
from skill.alexa.screen.events import Refusal, Refused, read_event
from skill.alexa.screen.labels import Labels
from skill.alexa.screen.scenes import view_of
from skill.alexa.services import Access
from skill.alexa.slots import Slots
from skill.coach.events import Event, EventKind
from skill.coach.runner import Runner
from skill.content.types import Catalogue
from skill.errands import Services
from skill.errors import RunnerStrengthError
from skill.speech.catalogue import load_wording
from skill.turns import TurnAnswer, TurnRequest, Turns

_log = logging.getLogger(__name__)

# Intents that say something about a runner's health: not even their names are logged.
UNLOGGED = frozenset(
    {
        "PainIntent",
        "OnlyEffortIntent",
        "SorenessIntent",
        "TiredIntent",
        "UnwellIntent",
        "DizzyIntent",
        "TornIntent",
        "SwollenCalfIntent",
        "UrgentCareIntent",
        "BonePainIntent",
        "PregnancySignIntent",
        "CrisisIntent",
        "IllNowIntent",
        "PregnancyIntent",
        "ConditionIntent",
        "ChildIntent",
        "AgeIntent",
        "BeenIllIntent",
        "BeenInjuredIntent",
    }
)


# In the session attributes: the device could not play a bed in this session.
BED_FAILED = "bed_failed"


# What comes back when Alexa has asked a runner for a permission.
CONNECTIONS = "Connections.Response"


ServicesOf = Callable[[Access | None, datetime], Services | None]


@dataclass(frozen=True, slots=True)
class Visit:
    """A request as read, with what answers it; handlers find it as the SDK's context.

    Attributes:
        incoming: The request.
        turns: What takes turns.
        catalogue: What exercise slots are looked up in.
        services: Gives the services of the device that a request comes from.
        audio_bed: Whether runners who like ticks get a bed of audio.
    """

    incoming: Incoming
    turns: Turns
    catalogue: Catalogue
    services: ServicesOf
    audio_bed: bool = False


class NobodyError(RunnerStrengthError):
    """A request that should be answered names neither a person nor an account."""


class RefusedEventError(RunnerStrengthError):
    """An event from a screen means nothing where the runner is now."""

    def __init__(self, why: Refusal) -> None:
        """Keep why."""
        super().__init__(why.value)
        self.why = why


class Handler(AbstractRequestHandler):  # type: ignore[misc]
    """Handles some types of request with one function."""

    def __init__(self, kinds: Callable[[str], bool], answer: Callable[[Any, Visit], Any]) -> None:
        """Keep which types are meant, and what answers them."""
        self._kinds = kinds
        self._answer = answer

    def can_handle(self, handler_input: Any) -> bool:  # noqa: ANN401  # the SDK publishes no types
        """Tell whether the request is of these types."""
        return self._kinds(handler_input.context.incoming.kind)

    def handle(self, handler_input: Any) -> Any:  # noqa: ANN401  # the SDK publishes no types
        """Answer the request."""
        return self._answer(handler_input, handler_input.context)


class Apology(AbstractExceptionHandler):  # type: ignore[misc]
    """Answers whatever went wrong: an apology where something may be said, and one line for the operator."""

    def can_handle(self, handler_input: Any, exception: Exception) -> bool:  # noqa: ANN401
        """Take every exception."""
        _ = handler_input, exception
        return True

    def handle(self, handler_input: Any, exception: Exception) -> Any:  # noqa: ANN401
        """Apologise."""
        visit: Visit = handler_input.context
        incoming = visit.incoming
        # The log tells the exception's type and place; its own text might hold values, and is left out.
        _log.error("turn_failed", exc_info=exception, extra={"request": one_of(KINDS, incoming.kind)})
        if incoming.kind.startswith(SKILL_EVENTS):
            # Amazon delivers it again later when it is not answered.
            raise exception
        if incoming.kind not in SPOKEN | {SCREEN_EVENT}:
            return nothing(handler_input)
        return _respond(handler_input, visit, visit.turns.apologise(incoming.locale))


def _talk(handler_input: Any, visit: Visit) -> Any:  # noqa: ANN401
    began = time.perf_counter()
    incoming = visit.incoming
    intent = str(tree(incoming.request.get("intent")).get("name", ""))
    answer = visit.turns.take_turn(_turn_request(visit, _event(visit, intent)))
    _log.info(
        "turn",
        extra={
            "request": incoming.kind,
            "intent": None if intent in UNLOGGED or intent not in MEANINGS else intent,
            "locale": one_of(LOCALES, incoming.locale),
            "milliseconds": _milliseconds_since(began),
        },
    )
    return _respond(handler_input, visit, answer)


def _milliseconds_since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)


def _touched(handler_input: Any, visit: Visit) -> Any:  # noqa: ANN401
    """Answer what comes back from a screen; what means nothing now is answered with nothing, and moves nothing."""
    began = time.perf_counter()
    incoming = visit.incoming

    def reading(runner: Runner) -> Event:
        event = read_event(incoming.request.get("arguments"), runner.session, incoming.now)
        if isinstance(event, Refused):
            raise RefusedEventError(event.why)
        return replace(event, device=incoming.device)

    # What is wanted is told by `reading` alone, once it is known what the screen shows.
    request = replace(_turn_request(visit, Event(EventKind.UNKNOWN)), reading=reading)
    try:
        answer = visit.turns.take_turn(request)
    except RefusedEventError as refused:
        level = logging.DEBUG if refused.why is Refusal.ALIVE else logging.INFO
        _log.log(level, "screen_event_refused", extra={"reason": refused.why.value})
        return _unchanged(handler_input, visit)
    extra = {"locale": one_of(LOCALES, incoming.locale), "milliseconds": _milliseconds_since(began)}
    _log.info("screen_event", extra=extra)
    return _respond(handler_input, visit, answer)


def _answered(handler_input: Any, visit: Visit) -> Any:  # noqa: ANN401
    """Go on after a question that Alexa asked for us: whether reminders are allowed."""
    incoming = visit.incoming
    granted = tree(incoming.request.get("payload")).get("status") == "ACCEPTED"
    if incoming.request.get("name") != ASK_FOR:
        return nothing(handler_input)
    _log.info("permission", extra={"reason": "accepted" if granted else "not_accepted"})
    answer = visit.turns.take_turn(
        _turn_request(visit, Event(EventKind.PERMISSION, opens=incoming.opens, granted=granted))
    )
    return _respond(handler_input, visit, answer)


def _respond(handler_input: Any, visit: Visit, answer: TurnAnswer) -> Any:  # noqa: ANN401
    incoming = visit.incoming
    if answer.consent or answer.card:
        return respond_with_permission(handler_input, answer)
    if incoming.screen:
        labels = Labels(incoming.locale, visit.catalogue)
        return show(handler_input, answer, view_of(answer.runner, answer.ended, answer.speech, labels))
    failed = BED_FAILED in (incoming.carried or {})
    wanted = visit.audio_bed and answer.runner.profile.manner.tick and not failed
    bed = bed_of(answer.speech, load_wording(incoming.locale).variants("count.tick")) if wanted else None
    response = respond(handler_input, answer) if bed is None else respond_with_bed(handler_input, answer, bed)
    if failed and answer.carried:
        handler_input.attributes_manager.session_attributes[BED_FAILED] = True
    return response


def _close(handler_input: Any, visit: Visit) -> Any:  # noqa: ANN401
    if visit.incoming.runner is not None:
        visit.turns.close(_turn_request(visit, Event(EventKind.CLOSED)))
    reason = one_of(ENDS, visit.incoming.request.get("reason"))
    _log.info("session_ended", extra={"reason": reason})
    if reason == FAULT:
        _note_fault(visit)
    return nothing(handler_input)


def _fault_reported(handler_input: Any, visit: Visit) -> Any:  # noqa: ANN401
    _note_fault(visit)
    return nothing(handler_input)


def _note_fault(visit: Visit) -> None:
    """Note what Amazon says went wrong: after an answer that it does not take, nothing else tells of it."""
    error = tree(visit.incoming.request.get("error"))
    _log.error("platform_reports_fault", extra={"reason": one_of(FAULTS, error.get("type"))})


def _bed_failed(handler_input: Any, visit: Visit) -> Any:  # noqa: ANN401
    """Take note that a bed could not be played: what is left of its session goes without, in words alone."""
    _log.error("audio_bed_failed")
    response = _unchanged(handler_input, visit)
    if visit.incoming.carried is not None:
        handler_input.attributes_manager.session_attributes[BED_FAILED] = True
    return response


def _disabled(handler_input: Any, visit: Visit) -> Any:  # noqa: ANN401
    incoming = visit.incoming
    status = tree(incoming.request.get("body")).get("userInformationPersistenceStatus")
    if status == "NOT_PERSISTED" and incoming.runner is not None:
        visit.turns.forget(incoming.runner, stamp_of(incoming.request.get("eventCreationTime")) or incoming.now)
    return nothing(handler_input)


def _can_fulfill(handler_input: Any, visit: Visit) -> Any:  # noqa: ANN401
    known = tree(visit.incoming.request.get("intent")).get("name") in MEANINGS
    verdict = CanFulfillIntentValues.YES if known else CanFulfillIntentValues.NO
    handler_input.response_builder.response.can_fulfill_intent = CanFulfillIntent(can_fulfill=verdict)
    return nothing(handler_input)


def _silent(handler_input: Any, visit: Visit) -> Any:  # noqa: ANN401
    _log.info("unanswered", extra={"request": one_of(KINDS, visit.incoming.kind)})
    return _unchanged(handler_input, visit)


def _unchanged(handler_input: Any, visit: Visit) -> Any:  # noqa: ANN401
    """Answer with nothing, and leave in the session what it carries: a device keeps what the last answer held."""
    handler_input.attributes_manager.session_attributes = dict(visit.incoming.carried or {})
    return nothing(handler_input)


def _event(visit: Visit, intent: str) -> Event:
    incoming = visit.incoming
    if incoming.kind != "IntentRequest":
        return Event(EventKind.OPEN, opens=True)
    slots = Slots(tree(tree(incoming.request.get("intent")).get("slots")), visit.catalogue)
    event = event_of(intent, slots)
    return replace(event, opens=incoming.opens)


def _turn_request(visit: Visit, event: Event) -> TurnRequest:
    incoming = visit.incoming
    if incoming.runner is None:
        raise NobodyError
    return TurnRequest(
        request_id=incoming.request_id,
        runner=incoming.runner,
        locale=incoming.locale,
        now=incoming.now,
        event=replace(event, device=incoming.device, recognised=incoming.recognised),
        carried=incoming.carried,
        services=visit.services(incoming.access, incoming.now),
    )


# Why a session ended, in Amazon's word, where something went wrong.
FAULT = "ERROR"
SKILL_EVENTS = "AlexaSkillEvent."
# Requests that are answered in words.
SPOKEN = frozenset({"LaunchRequest", "IntentRequest", "SessionResumedRequest", CONNECTIONS})
SCREEN_EVENT = "Alexa.Presentation.APL.UserEvent"

HANDLERS = (
    Handler(CONNECTIONS.__eq__, _answered),
    Handler((SPOKEN - {CONNECTIONS}).__contains__, _talk),
    Handler(SCREEN_EVENT.__eq__, _touched),
    Handler("SessionEndedRequest".__eq__, _close),
    Handler("System.ExceptionEncountered".__eq__, _fault_reported),
    Handler("Alexa.Presentation.APLA.RuntimeError".__eq__, _bed_failed),
    Handler("AlexaSkillEvent.SkillDisabled".__eq__, _disabled),
    Handler("CanFulfillIntentRequest".__eq__, _can_fulfill),
    Handler(lambda _: True, _silent),
)
