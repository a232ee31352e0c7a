"""Days as the runner's clock has them: the device's time zone is asked for where a day is told or asked about."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from skill.alexa.door import Door
from skill.alexa.requests import runner_key
from skill.alexa.services import alexa_services
from skill.coach.diary import Run
from skill.coach.runner import Runner
from skill.content.loader import load_catalogue
from skill.documents import document_of, runner_from
from skill.store.memory import MemoryStore
from tests.envelopes import SKILL, USER, intent, launch, slot
from tests.reminder_service import Service, running
from tests.talking import make_turns

# In Auckland it is one o'clock in the morning of Tuesday already.
MONDAY_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
KEY = runner_key(USER, "x")


@pytest.fixture
def service() -> Iterator[Service]:
    """Give a device's services."""
    with running() as service:
        service.zone = "Pacific/Auckland"
        yield service


class Device:
    """A device with its services, and the skill behind it."""

    def __init__(self, service: Service) -> None:
        """Plug it in."""
        self.service, self.store = service, MemoryStore()
        self.store.save(KEY, document_of(Runner(welcomed=True)), expected=0)
        self.door = Door(
            make_turns(self.store), load_catalogue(), key_secret="x", skill_id=SKILL, services=alexa_services
        )

    def send(self, whole: dict[str, object]) -> None:
        """Send an envelope from this device."""
        context = whole["context"]
        assert isinstance(context, dict)
        context["System"]["apiEndpoint"] = self.service.endpoint
        self.door.answer(whole)

    @property
    def runner(self) -> Runner:
        """Give the runner as stored."""
        saved = self.store.load(KEY)
        assert saved is not None
        return runner_from(saved.document)


def long_run(ahead: str) -> dict[str, object]:
    """Make a request that tells of a long run some days from today."""
    slots = {"run": slot("run", "long run", "long", "RUN_KIND"), "days": slot("days", ahead, slot_type="AMAZON.NUMBER")}
    return intent("NoteRunIntent", slots, now=MONDAY_NOON)


def test_today_is_today_where_the_runner_is(service: Service) -> None:
    """A long run in one day is on Wednesday for whoever lives on Tuesday."""
    device = Device(service)
    device.send(long_run("1"))
    assert device.runner.zone == "Pacific/Auckland"
    assert [(outing.day.isoformat(), outing.run) for outing in device.runner.diary.outings] == [
        ("2026-03-04", Run.LONG)
    ]


def test_the_zone_is_asked_for_once_and_again_for_days(service: Service) -> None:
    """The first words ever ask for it; the next opening does not; a day that is told does."""
    device = Device(service)
    device.send(launch(now=MONDAY_NOON))
    device.send(launch(now=MONDAY_NOON))
    assert len(service.asked) == 1
    service.zone = "Europe/Berlin"
    device.send(long_run("1"))
    assert len(service.asked) == 2
    assert device.runner.zone == "Europe/Berlin"


def test_without_an_answer_the_zone_stays(service: Service) -> None:
    """Where the service does not tell, what was known counts."""
    device = Device(service)
    device.send(launch(now=MONDAY_NOON))
    service.zone = None
    device.send(long_run("1"))
    assert device.runner.zone == "Pacific/Auckland"
    assert device.runner.diary.outings[0].day.isoformat() == "2026-03-04"
