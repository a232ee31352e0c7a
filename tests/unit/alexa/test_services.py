"""Alexa's services as the skill calls them: over real HTTP, against a stand-in that answers as the real one."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from skill.alexa import services
from skill.alexa.services import Access, AlexaServices, trusted
from skill.coach.appointments import CancelReminders, Errand, ListReminders, Outcome, Reminder, Result, SetReminder
from tests.reminder_service import Service, running

# A Monday; it is one o'clock in Berlin.
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TUESDAYS = Reminder(("tuesday", "thursday"), 7 * 60, weekly=True)
FRIDAY = Reminder(("friday",), 19 * 60 + 30, weekly=False)


@pytest.fixture
def service() -> Iterator[Service]:
    """Give a service that runs."""
    with running() as service:
        yield service


def run(service: Service, errand: Errand, token: str = "token") -> Result:  # noqa: S107  # a made-up one
    """Run an errand on a service."""
    access = Access(service.endpoint, token, "amzn1.ask.device/x")
    return AlexaServices(access, NOON, lambda: 0.0).run(errand, "Time to train.", "en-GB")


def test_a_weekly_reminder_is_set_as_the_service_takes_it(service: Service) -> None:
    """Times are those of the device's zone, which is named beside them; the rule names days, hour and minute."""
    assert run(service, SetReminder(TUESDAYS)) == Result(Outcome.DONE, (TUESDAYS,))
    (zone, (method, path, body)) = service.asked
    assert zone[:2] == ("GET", "/v2/devices/amzn1.ask.device%2Fx/settings/System.timeZone")
    assert (method, path) == ("POST", "/v1/alerts/reminders")
    assert body == {
        "requestTime": "2026-03-02T13:00:00.000",
        "trigger": {
            "type": "SCHEDULED_ABSOLUTE",
            "scheduledTime": "2026-03-03T07:00:00.000",
            "timeZoneId": "Europe/Berlin",
            "recurrence": {
                "startDateTime": "2026-03-03T07:00:00.000",
                "recurrenceRules": ["FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=7;BYMINUTE=0;BYSECOND=0;INTERVAL=1;"],
            },
        },
        "alertInfo": {"spokenInfo": {"content": [{"locale": "en-GB", "text": "Time to train."}]}},
        "pushNotification": {"status": "ENABLED"},
    }


def test_the_day_is_that_of_the_device(service: Service) -> None:
    """At noon in Greenwich it is Tuesday already in Auckland: tomorrow there is Wednesday."""
    service.zone = "Pacific/Auckland"
    run(service, SetReminder(Reminder(("tomorrow",), 60, weekly=False)))
    trigger = service.asked[-1][2]["trigger"]
    assert (trigger["scheduledTime"], trigger["timeZoneId"]) == ("2026-03-04T01:00:00.000", "Pacific/Auckland")
    assert "recurrence" not in trigger


def test_what_was_set_is_listed_and_cancelled(service: Service) -> None:
    """Each reminder comes back as it was set, and none is left after cancelling."""
    for reminder in (TUESDAYS, FRIDAY):
        run(service, SetReminder(reminder))
    assert run(service, ListReminders()) == Result(Outcome.DONE, (TUESDAYS, FRIDAY))
    assert run(service, CancelReminders()) == Result(Outcome.DONE, (TUESDAYS, FRIDAY))
    assert service.alerts == {}
    assert run(service, ListReminders()) == Result(Outcome.DONE)


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (400, {"code": "INVALID_ALERT_INFO"}, Outcome.FAILED),
        (401, {"code": "UNAUTHORIZED"}, Outcome.NOT_ALLOWED),
        (403, {"code": "MAX_REMINDERS_EXCEEDED"}, Outcome.TOO_MANY),
        (403, {"code": "DEVICE_NOT_SUPPORTED"}, Outcome.UNSUPPORTED),
        (403, b"<html>", Outcome.UNSUPPORTED),
        (404, None, Outcome.FAILED),
        (429, {"code": "RATE_LIMIT_EXCEEDED"}, Outcome.BUSY),
        (500, None, Outcome.FAILED),
        (503, b"down for a moment", Outcome.FAILED),
        (504, {"code": "DEVICE_UNREACHABLE"}, Outcome.FAILED),
        (302, None, Outcome.FAILED),
    ],
)
@pytest.mark.parametrize("errand", [SetReminder(TUESDAYS), ListReminders(), CancelReminders()])
def test_each_answer_is_an_outcome(service: Service, status: int, body: Any, outcome: Outcome, errand: Errand) -> None:
    """Whatever the service answers, nothing is raised, and only success is called done."""
    service.status, service.body = status, body
    assert run(service, errand) == Result(outcome)


def test_a_token_that_is_not_taken(service: Service) -> None:
    """So is a token that has run out."""
    assert run(service, ListReminders(), token="old").outcome is Outcome.NOT_ALLOWED


def test_a_slow_service_is_not_waited_for(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that takes longer than its time-out has failed."""
    monkeypatch.setattr(services, "CALL_SECONDS", 0.1)
    service.hangs = True
    assert run(service, SetReminder(TUESDAYS)).outcome is Outcome.FAILED


def test_an_errand_takes_no_longer_than_it_may(service: Service) -> None:
    """Where the time of an errand is used up, no further call is made."""
    times = iter((0.0, 0.5, services.ERRAND_SECONDS + 0.1))
    access = Access(service.endpoint, "token", "device")
    result = AlexaServices(access, NOON, lambda: next(times)).run(SetReminder(TUESDAYS), "", "en-US")
    assert (result.outcome, len(service.asked)) == (Outcome.FAILED, 1)


def test_nobody_there() -> None:
    """A service that is gone has failed."""
    with running() as service:
        pass
    assert run(service, ListReminders()).outcome is Outcome.FAILED


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", {"no": "value"}, 7, b"not json", "../etc"])
def test_a_zone_that_is_none(service: Service, zone: Any) -> None:
    """Without a time zone no reminder is set at a wrong hour."""
    service.zone = zone
    assert run(service, SetReminder(TUESDAYS)).outcome is Outcome.FAILED
    assert service.alerts == {}


@pytest.mark.parametrize(
    ("alert", "listed"),
    [
        ({"alertToken": "a", "status": "COMPLETED"}, ()),
        ({"alertToken": "a", "status": "ON"}, ()),
        ("alert", ()),
        ({"alertToken": "a", "trigger": {"scheduledTime": "some time"}}, ()),
        (
            {
                "alertToken": "a",
                "trigger": {
                    "scheduledTime": "2026-03-06T19:30:00.000",
                    "recurrence": {"recurrenceRules": ["FREQ=DAILY;BYHOUR=19;BYMINUTE=30;"]},
                },
            },
            (
                Reminder(
                    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), 1170, weekly=True
                ),
            ),
        ),
        ({"alertToken": "a", "trigger": {"scheduledTime": "2026-03-06T19:30:00.000", "recurrence": None}}, (FRIDAY,)),
    ],
)
def test_what_a_list_may_hold(service: Service, alert: Any, listed: tuple[Reminder, ...]) -> None:
    """What is over, or cannot be read, is left out."""
    service.status, service.body = 200, {"alerts": [alert]}
    assert run(service, ListReminders()).reminders == listed


def test_a_list_that_is_none(service: Service) -> None:
    """An answer without a list holds no reminders."""
    service.status, service.body = 200, {"alerts": "none"}
    assert run(service, ListReminders()) == Result(Outcome.DONE)


@pytest.mark.parametrize(
    ("endpoint", "expected"),
    [
        ("https://api.amazonalexa.com", True),
        ("https://api.eu.amazonalexa.com/", True),
        ("http://127.0.0.1:8080", True),
        ("http://api.amazonalexa.com", False),
        ("https://amazonalexa.com.example.org", False),
        ("https://example.org", False),
        ("file:///etc/passwd", False),
        ("https://[::1", False),
        ("", False),
    ],
)
def test_only_amazons_endpoints_are_called(endpoint: str, expected: bool) -> None:
    """A token is sent to nobody else."""
    assert trusted(endpoint) is expected


def zone(service: Service) -> str | None:
    """Ask a service for the device's time zone."""
    return AlexaServices(Access(service.endpoint, "token", "amzn1.ask.device/x"), NOON, lambda: 0.0).zone()


def test_the_zone_is_told_by_its_name(service: Service) -> None:
    """The settings answer with a name of the IANA's list."""
    service.zone = "America/Los_Angeles"
    assert zone(service) == "America/Los_Angeles"


@pytest.mark.parametrize("nonsense", ["Middle-earth/Shire", "", None, 7, {"zone": "Europe/Berlin"}, "../../etc/passwd"])
def test_what_is_no_zone_is_none(service: Service, nonsense: object) -> None:
    """A name that nobody knows, or no name at all, tells nothing."""
    service.zone = nonsense
    assert zone(service) is None


def test_a_service_that_does_not_answer_tells_no_zone(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """The zone is not waited for long."""
    monkeypatch.setattr(services, "ZONE_SECONDS", 0.1)
    service.hangs = True
    assert zone(service) is None


def test_a_service_that_drips_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that come one by one, each in time, do not hold a turn up for longer than an errand may take."""
    monkeypatch.setattr(services, "ERRAND_SECONDS", 0.3)
    over = threading.Event()

    def drip(listener: socket.socket) -> None:
        line, _ = listener.accept()
        with line, contextlib.suppress(OSError):
            line.sendall(b"HTTP/1.1 200 OK\r\n")
            while not over.wait(0.05):
                line.sendall(b"X-More: to come\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        dripping = threading.Thread(target=drip, args=(listener,))
        dripping.start()
        access = Access(f"http://127.0.0.1:{listener.getsockname()[1]}", "token", "device")
        began = time.monotonic()
        result = AlexaServices(access, NOON, time.monotonic).run(ListReminders(), "", "en-US")
        over.set()
        dripping.join()
    assert result.outcome is Outcome.FAILED
    assert time.monotonic() - began < 2
