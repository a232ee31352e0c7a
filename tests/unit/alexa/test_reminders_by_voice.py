"""Reminders from envelope to service and back: the service is real HTTP on loopback."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from skill.alexa.door import Door
from skill.alexa.services import alexa_services
from skill.content.loader import load_catalogue
from skill.store.memory import MemoryStore
from tests.envelopes import NOON, SKILL, intent, permission_answered, slot
from tests.reminder_service import Service, running
from tests.responses import assert_valid
from tests.talking import make_turns

SCOPE = "alexa::alerts:reminders:skill:readwrite"


class Household:
    """A device with a reminder service, and the skill behind it."""

    def __init__(self, service: Service) -> None:
        """Plug it in."""
        self.service = service
        self.store = MemoryStore()
        self.door = Door(
            make_turns(self.store),
            load_catalogue(),
            key_secret="x",
            skill_id=SKILL,
            services=alexa_services,
            clock=lambda: NOON,
        )
        self.attributes: Any = None
        self.services = True

    def send(self, whole: dict[str, Any]) -> dict[str, Any]:
        """Send an envelope from this device; give the body of the answer."""
        system = whole["context"]["System"]
        # A device without a screen: what it shows is not the matter here.
        system["device"]["supportedInterfaces"] = {}
        if self.services:
            system["apiEndpoint"] = self.service.endpoint
        else:
            del system["apiAccessToken"]
        if self.attributes:
            whole["session"]["attributes"] = self.attributes
        response = self.door.answer(whole)
        assert_valid(response)
        self.attributes = response.get("sessionAttributes")
        return dict(response["response"])

    def say(self, name: str, **slots: Any) -> str:
        """Say something; give what is heard."""
        return str(self.send(intent(name, slots))["outputSpeech"]["ssml"])

    def ask(self) -> str:
        """Ask for a reminder on Tuesdays and Thursdays at seven."""
        return self.say(
            "RemindIntent",
            day=slot("day", "tuesday", "tuesday", "DAY"),
            day_two=slot("day_two", "thursday", "thursday", "DAY"),
            time=slot("time", "07:00", slot_type="AMAZON.TIME"),
        )


@pytest.fixture
def home() -> Iterator[Household]:
    """Give a device whose service answers as it should."""
    with running() as service:
        yield Household(service)


def test_a_reminder_is_said_back_agreed_on_and_set(home: Household) -> None:
    """Nothing is set before the yes; then exactly what was said back, in words of the skill."""
    said = home.ask()
    assert "every Tuesday and Thursday at seven in the morning" in said
    assert home.service.asked == []
    assert "set for every Tuesday and Thursday" in home.say("AMAZON.YesIntent")
    (alert,) = home.service.alerts.values()
    assert alert["trigger"]["timeZoneId"] == "Europe/Berlin"
    assert "runner strength" in alert["alertInfo"]["spokenInfo"]["content"][0]["text"]
    assert "one reminder" in home.say("RemindersIntent")
    assert "one reminder" in home.say("CancelRemindersIntent").lower()
    assert home.service.alerts == {}


def test_the_day_and_the_hour_may_come_one_by_one(home: Household) -> None:
    """Asked when, the bare day is the reminder's, whichever intent it is heard as; then the hour makes it whole."""
    assert "hich day" in home.say("RemindIntent")
    assert "hat time" in home.say("MoveDateIntent", date=slot("date", NOON.date().isoformat(), slot_type="AMAZON.DATE"))
    said = home.say("RemindIntent", time=slot("time", "19:00", slot_type="AMAZON.TIME"))
    assert "today at seven in the evening" in said
    assert "is set for today" in home.say("AMAZON.YesIntent")


def test_in_an_hour_is_by_the_clock_on_the_wall(home: Household) -> None:
    """The time zone of the device is looked up for it."""
    delay = slot("delay", "PT1H", slot_type="AMAZON.DURATION")
    at = (NOON + timedelta(hours=1)).astimezone(ZoneInfo("Europe/Berlin"))
    assert "today at" in home.say("RemindIntent", delay=delay)
    assert "is set for today" in home.say("AMAZON.YesIntent")
    (alert,) = home.service.alerts.values()
    assert alert["trigger"]["scheduledTime"].startswith(at.strftime("%Y-%m-%dT%H:%M"))


def test_a_no_sets_nothing(home: Household) -> None:
    """Without consent the service is not even called."""
    home.ask()
    home.say("AMAZON.NoIntent")
    assert home.service.asked == []


def test_permission_is_asked_for_by_voice_and_the_reminder_set_after_it(home: Household) -> None:
    """Alexa asks, in a session of its own; when the runner accepts, the reminder that waited is set."""
    home.service.status = 401
    home.ask()
    body = home.send(intent("AMAZON.YesIntent"))
    (directive,) = body["directives"]
    assert (directive["name"], directive["payload"]["permissionScope"]) == ("AskFor", SCOPE)
    assert body["shouldEndSession"] is True
    home.service.status, home.attributes = None, None
    body = home.send(permission_answered())
    assert "set for every Tuesday" in body["outputSpeech"]["ssml"]
    assert len(home.service.alerts) == 1


@pytest.mark.parametrize("status", ["DENIED", "NOT_ANSWERED", "of a time to come"])
def test_a_permission_that_is_not_given(home: Household, status: str) -> None:
    """A card says where it can be given; nothing is set."""
    home.service.status = 401
    home.ask()
    home.say("AMAZON.YesIntent")
    home.attributes = None
    body = home.send(permission_answered(status))
    assert "Alexa app" in body["outputSpeech"]["ssml"]
    assert body["card"] == {"type": "AskForPermissionsConsent", "permissions": [SCOPE]}
    assert home.service.alerts == {}


def test_another_connection_is_none_of_ours(home: Household) -> None:
    """What comes back from something that we never asked is answered with nothing."""
    assert "outputSpeech" not in home.send(permission_answered(name="Buy"))


@pytest.mark.parametrize(
    ("status", "body", "heard"),
    [
        (403, {"code": "DEVICE_NOT_SUPPORTED"}, "this device"),
        (403, {"code": "MAX_REMINDERS_EXCEEDED"}, "too many"),
        (429, None, "busy"),
        (500, None, "reach the reminders"),
    ],
)
def test_each_failure_has_its_words(home: Household, status: int, body: Any, heard: str) -> None:
    """The runner hears what is wrong, and the session goes on."""
    home.service.status, home.service.body = status, body
    home.ask()
    assert heard in home.say("AMAZON.YesIntent")
    assert home.attributes


def test_a_device_without_services(home: Household) -> None:
    """A device that gives no access to them has no reminders, which is said before anything is asked."""
    home.services = False
    assert "this device" in home.ask()


def test_a_request_that_comes_again_sets_no_second_reminder(home: Household) -> None:
    """The same yes, delivered twice, is one reminder."""
    home.ask()
    yes = intent("AMAZON.YesIntent")
    attributes = home.attributes
    home.send(yes)
    home.attributes = None
    home.send({**yes, "session": {**yes["session"], "attributes": {}}})
    assert attributes
    assert len(home.service.alerts) == 1
