from datetime import datetime, timedelta, timezone

from skill.speaker.envelopes import SKILL, USER, EndReason, Envelopes, Session
from tests.unit.speaker.fakes import LOCALE, MODEL, NOON, Slot, Words

ENVELOPES = Envelopes(MODEL, locale=LOCALE)
SESSION = Session("amzn1.echo-api.session.1", new=True, attributes={"runner": 1})


def test_an_envelope_says_who_where_and_when() -> None:
    """Session, user, device, application, locale and a UTC time in whole seconds are where Amazon puts them."""
    now = datetime(2026, 3, 2, 14, 0, 5, 900_000, tzinfo=timezone(timedelta(hours=2)))
    envelope = ENVELOPES.said(Words("ReadyIntent"), SESSION, now)
    assert envelope["session"] == {
        "new": True,
        "sessionId": "amzn1.echo-api.session.1",
        "application": {"applicationId": SKILL},
        "attributes": {"runner": 1},
        "user": {"userId": USER},
    }
    system = envelope["context"]["System"]
    assert system["user"] == {"userId": USER}
    assert system["application"] == {"applicationId": SKILL}
    assert "Alexa.Presentation.APL" not in system["device"]["supportedInterfaces"]
    assert envelope["request"]["timestamp"] == "2026-03-02T12:00:05Z"
    assert envelope["request"]["locale"] == LOCALE


def test_every_request_has_an_id_of_its_own() -> None:
    """The same words said twice are two requests."""
    first, second = (ENVELOPES.said(Words("ReadyIntent"), SESSION, NOON) for _ in range(2))
    assert first["request"]["requestId"] != second["request"]["requestId"]


def test_opening_the_skill_is_a_launch_request() -> None:
    """Opening is no intent."""
    request = ENVELOPES.said(Words("LaunchRequest"), SESSION, NOON)["request"]
    assert request["type"] == "LaunchRequest"
    assert "intent" not in request


def test_a_known_value_is_resolved() -> None:
    """A catalogue value carries its authority, id and name, in the old form and in the new."""
    slots = {"exercise": Slot("lunches", "lunge", "lunge")}
    envelopes = Envelopes(MODEL, locale=LOCALE, skill_id="amzn1.ask.skill.x")
    slot = envelopes.said(Words("HowToIntent", slots), SESSION, NOON)["request"]["intent"]["slots"]["exercise"]
    resolution = {
        "authority": "amzn1.er-authority.echo-sdk.amzn1.ask.skill.x.EXERCISE",
        "status": {"code": "ER_SUCCESS_MATCH"},
        "values": [{"value": {"name": "lunge", "id": "lunge"}}],
    }
    assert (slot["value"], slot["source"]) == ("lunches", "USER")
    assert slot["resolutions"] == {"resolutionsPerAuthority": [resolution]}
    assert slot["slotValue"] == {"type": "Simple", "value": "lunches", "resolutions": slot["resolutions"]}


def test_an_unknown_value_is_no_match() -> None:
    """Words that no catalogue value stands for come without values."""
    slots = {"exercise": Slot("burpee")}
    slot = ENVELOPES.said(Words("HowToIntent", slots), SESSION, NOON)["request"]["intent"]["slots"]["exercise"]
    (resolution,) = slot["resolutions"]["resolutionsPerAuthority"]
    assert resolution["status"] == {"code": "ER_SUCCESS_NO_MATCH"}
    assert "values" not in resolution


def test_numbers_and_unfilled_slots() -> None:
    """A number has no resolution; a declared slot that was not filled has its name and nothing else."""
    request = ENVELOPES.said(Words("HowToIntent", {"count": Slot("8")}), SESSION, NOON)["request"]
    slots = request["intent"]["slots"]
    assert "resolutions" not in slots["count"]
    assert slots["count"]["value"] == "8"
    assert slots["exercise"] == {"name": "exercise", "confirmationStatus": "NONE"}


def test_the_end_of_a_session_has_its_reason() -> None:
    """The device says why it ended the session."""
    request = ENVELOPES.ended(EndReason.USER_INITIATED, SESSION, NOON)["request"]
    assert (request["type"], request["reason"]) == ("SessionEndedRequest", "USER_INITIATED")
