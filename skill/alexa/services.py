"""Alexa's services, for the one request that they are called from: reminders, and the device's time zone.

Knows the services' form and their answers, and refuses to know when a reminder is wanted. Every call has a time-out,
none is repeated, and whatever comes back is one of a few outcomes. (Amazon, "Alexa Reminders API Reference"; the time
zone is the device's own, "Alexa Settings API Reference", and needs no permission.)
"""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import urllib3

from skill.coach.appointments import (
    WEEKDAYS,
    CancelReminders,
    Errand,
    ListReminders,
    Outcome,
    Reminder,
    Result,
    SetReminder,
)

_log = logging.getLogger(__name__)

# Seconds for one call, and for all calls of an errand: with one for the zone and three for the store, a turn takes no
# more than six and a half of the eight that Alexa waits.
CALL_SECONDS = 1.5
ERRAND_SECONDS = 2.5
# For the time zone alone: a workout does not wait long for it.
ZONE_SECONDS = 1.0
# What a list of our own reminders comes to at most; more of it is not read.
MOST_BYTES = 200_000
PATH = "/v1/alerts/reminders"
SCOPE = "alexa::alerts:reminders:skill:readwrite"
_OK = frozenset({200, 201, 204})
_OUTCOMES = {401: Outcome.NOT_ALLOWED, 429: Outcome.BUSY}
# Codes that come with 403; any other one means that the device or the account has no reminders.
_FULL = "MAX_REMINDERS_EXCEEDED"
_CODES = tuple(day[:2].upper() for day in WEEKDAYS)
_Value = TypeVar("_Value")


class _FailedError(Exception):
    """A call did not lead to what was asked for."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Access:
    """Where the services of a device are called, and as whom; from the request itself."""

    endpoint: str
    token: str
    device: str


def trusted(endpoint: str) -> bool:
    """Tell whether an endpoint is one of Amazon's, or this machine itself."""
    try:
        address = urlsplit(endpoint)
        host = address.hostname or ""
    except ValueError:
        return False
    own = address.scheme == "http" and host == "127.0.0.1"
    return own or (address.scheme == "https" and host.endswith(".amazonalexa.com"))


def alexa_services(access: Access | None, now: datetime) -> "AlexaServices | None":
    """Give the services of the device that a request of this time comes from; None where it tells of none."""
    return None if access is None else AlexaServices(access, now, time.monotonic)


class AlexaServices:
    """Runs the errands of one request, and tells where it comes from."""

    reminds = True

    def __init__(self, access: Access, now: datetime, clock: Callable[[], float]) -> None:
        """Keep how the services are reached.

        Args:
            access: Where, and as whom.
            now: Aware time of the request.
            clock: Seconds that only grow, for how long an errand takes.
        """
        self._access = access
        self._now = now
        self._clock = clock
        self._pool = urllib3.PoolManager(retries=False)

    def run(self, errand: Errand, words: str, locale: str) -> Result:
        """Run an errand; what goes wrong is an outcome."""
        try:
            return _within(ERRAND_SECONDS, lambda: self._run(errand, words, locale))
        except _FailedError as failed:
            return Result(failed.outcome)

    def zone(self) -> str | None:
        """Give the IANA name of the device's time zone; None where the service does not tell a known one."""
        try:
            return _within(ZONE_SECONDS, lambda: self._zone(self._clock() + ZONE_SECONDS).key)
        except _FailedError:
            return None

    def _run(self, errand: Errand, words: str, locale: str) -> Result:
        until = self._clock() + ERRAND_SECONDS
        match errand:
            case SetReminder(reminder):
                self._set(reminder, words, locale, until)
                return Result(Outcome.DONE, (reminder,))
            case CancelReminders():
                return Result(Outcome.DONE, tuple(self._cancelled(until)))
            case ListReminders():
                return Result(Outcome.DONE, tuple(reminder for _, reminder in self._listed(until)))

    def _set(self, reminder: Reminder, words: str, locale: str, until: float) -> None:
        zone = self._zone(until)
        self._call("POST", PATH, until, _order(reminder, words, locale, self._now.astimezone(zone), zone.key))

    def _cancelled(self, until: float) -> Iterator[Reminder]:
        for token, reminder in self._listed(until):
            self._call("DELETE", f"{PATH}/{quote(token, safe='')}", until)
            yield reminder

    def _listed(self, until: float) -> list[tuple[str, Reminder]]:
        alerts = self._call("GET", PATH, until).get("alerts")
        return [read for alert in alerts if (read := _read(alert))] if isinstance(alerts, list) else []

    def _zone(self, until: float) -> ZoneInfo:
        device = quote(self._access.device, safe="")
        try:
            return ZoneInfo(str(self._call("GET", f"/v2/devices/{device}/settings/System.timeZone", until)["value"]))
        except (ZoneInfoNotFoundError, ValueError, OSError, KeyError) as error:
            raise _FailedError(Outcome.FAILED) from error

    def _call(self, method: str, path: str, until: float, body: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        left = until - self._clock()
        if left <= 0:
            raise _FailedError(Outcome.FAILED)
        try:
            answer = self._pool.request(
                method,
                self._access.endpoint.rstrip("/") + path,
                body=None if body is None else json.dumps(body).encode(),
                headers={"Authorization": f"Bearer {self._access.token}", "Content-Type": "application/json"},
                timeout=urllib3.Timeout(total=min(CALL_SECONDS, left)),
                redirect=False,
                preload_content=False,
            )
            with answer:
                text = answer.read(MOST_BYTES)
        except (urllib3.exceptions.HTTPError, ValueError) as error:
            _log.warning("reminders_unreachable", extra={"error": type(error).__name__})
            raise _FailedError(Outcome.FAILED) from error
        told = _parsed(text)
        if answer.status not in _OK:
            _log.warning("reminders_refused", extra={"reason": str(answer.status)})
            raise _FailedError(_outcome(answer.status, told))
        return told


def _within(seconds: float, call: Callable[[], _Value]) -> _Value:
    """Wait so long for calls, and no longer.

    The time-out of a connection ends none that drips byte by byte, and no look-up of a name.
    """
    answer: Future[_Value] = Future()

    def work() -> None:
        try:
            answer.set_result(call())
        except Exception as error:  # noqa: BLE001  # raised where it is waited for
            answer.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        return answer.result(timeout=seconds)
    except TimeoutError as error:
        _log.warning("reminders_unreachable", extra={"error": "TimeoutError"})
        raise _FailedError(Outcome.FAILED) from error


def _outcome(status: int, told: Mapping[str, Any]) -> Outcome:
    if status == 403:  # noqa: PLR2004  # Forbidden
        return Outcome.TOO_MANY if told.get("code") == _FULL else Outcome.UNSUPPORTED
    return _OUTCOMES.get(status, Outcome.FAILED)


def _order(reminder: Reminder, words: str, locale: str, wall: datetime, zone: str) -> dict[str, Any]:
    """Write a reminder as the service takes it: times are those on the wall of the zone that is named beside them."""
    first = _stamp(reminder.first(wall))
    trigger: dict[str, Any] = {"type": "SCHEDULED_ABSOLUTE", "scheduledTime": first, "timeZoneId": zone}
    if reminder.weekly:
        days = ",".join(day[:2].upper() for day in reminder.weekdays)
        hour, minute = divmod(reminder.minute, 60)
        rule = f"FREQ=WEEKLY;BYDAY={days};BYHOUR={hour};BYMINUTE={minute};BYSECOND=0;INTERVAL=1;"
        trigger["recurrence"] = {"startDateTime": first, "recurrenceRules": [rule]}
    return {
        "requestTime": _stamp(wall),
        "trigger": trigger,
        "alertInfo": {"spokenInfo": {"content": [{"locale": locale, "text": words}]}},
        "pushNotification": {"status": "ENABLED"},
    }


def _read(alert: object) -> tuple[str, Reminder] | None:
    """Read a reminder of a list; None for one that is over, or that cannot be read."""
    if not isinstance(alert, Mapping) or alert.get("status") == "COMPLETED":
        return None
    try:
        trigger = alert["trigger"]
        at = datetime.fromisoformat(trigger["scheduledTime"])
        rules = (trigger.get("recurrence") or {}).get("recurrenceRules") or ()
        days = tuple(day for day, code in zip(WEEKDAYS, _CODES, strict=True) if any(_on(rule, code) for rule in rules))
        named = days or (WEEKDAYS[at.weekday()],)
        return str(alert["alertToken"]), Reminder(named, 60 * at.hour + at.minute, bool(days))
    except (KeyError, TypeError, ValueError, AttributeError):
        _log.warning("reminder_unreadable")
        return None


def _on(rule: str, code: str) -> bool:
    """Tell whether a recurrence rule (RFC 5545) is for a day of the week."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    return code in parts.get("BYDAY", "").split(",") or parts.get("FREQ") == "DAILY"


def _stamp(wall: datetime) -> str:
    return wall.replace(tzinfo=None).isoformat(timespec="milliseconds")


def _parsed(text: bytes) -> Mapping[str, Any]:
    """Give an answer as a tree; the settings answer with a bare string."""
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    return told if isinstance(told, Mapping) else {"value": told}
