"""The door: every request that Amazon may send gets a valid answer, and only a turn moves anything."""

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa.door import Door
from skill.alexa.errors import ForeignSkillError, MalformedEnvelopeError
from skill.alexa.requests import runner_key
from skill.coach.session import State
from skill.content.loader import load_catalogue
from skill.logs import JsonLines
from skill.store.errors import Unavailable
from skill.store.memory import MemoryStore
from skill.store.port import Saved
from tests.envelopes import NOON, SKILL, USER, envelope, intent, launch, slot
from tests.responses import assert_valid, words
from tests.talking import make_turns

SECRET = "test"
KEY = runner_key(USER, SECRET)

# Types that a skill may be sent and that call for no words.
QUIET_TYPES = [
    "SessionEndedRequest",
    "System.ExceptionEncountered",
    "AudioPlayer.PlaybackStarted",
    "AudioPlayer.PlaybackFinished",
    "AudioPlayer.PlaybackStopped",
    "AudioPlayer.PlaybackNearlyFinished",
    "AudioPlayer.PlaybackFailed",
    "PlaybackController.NextCommandIssued",
    "PlaybackController.PauseCommandIssued",
    "Alexa.Presentation.APL.UserEvent",
    "Alexa.Presentation.APL.RuntimeError",
    "Alexa.Presentation.APLA.RuntimeError",
    "Alexa.Presentation.HTML.Message",
    "AlexaSkillEvent.SkillEnabled",
    "AlexaSkillEvent.SkillDisabled",
    "AlexaSkillEvent.SkillPermissionAccepted",
    "AlexaSkillEvent.SkillPermissionChanged",
    "AlexaSkillEvent.SkillAccountUnlinked",
    "AlexaSkillEvent.ProactiveSubscriptionChanged",
    "Connections.Response",
    "Reminders.ReminderCreated",
    "CanFulfillIntentRequest",
    "GameEngine.InputHandlerEvent",
    "Messaging.MessageReceived",
    "Something.ThatAmazon.AddsNextYear",
]


@dataclass
class Skill:
    """A door with a store behind it, and the session as the device holds it."""

    store: MemoryStore = field(default_factory=MemoryStore)

    def __post_init__(self) -> None:
        """Build the door."""
        self.turns = make_turns(self.store)
        self.door = Door(self.turns, load_catalogue(), key_secret=SECRET, skill_id=SKILL, clock=lambda: NOON)
        self.attributes: Any = None

    def send(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Send an envelope, with the session's attributes in it; hold the answer against all rules."""
        whole = copy.deepcopy(dict(request))
        if "session" in whole and self.attributes:
            whole["session"]["attributes"] = self.attributes
        response = self.door.answer(whole)
        assert_valid(response)
        self.attributes = response.get("sessionAttributes")
        return response


@pytest.fixture
def skill() -> Skill:
    """Give a skill with nobody known."""
    return Skill()


def test_a_first_visit_opens_the_microphone(skill: Skill) -> None:
    """The first answer welcomes, proposes, and asks; the session stays open, with a reprompt."""
    body = skill.send(launch())["response"]
    assert body["shouldEndSession"] is False
    assert "reprompt" in body


def test_a_one_shot_starts_at_once(skill: Skill) -> None:
    """Asked for a ten-minute core workout in one breath, a known runner gets it without a question before it."""
    skill.send(launch())
    skill.send(intent("FinishEarlyIntent"))
    skill.attributes = None
    slots = {
        "minutes": slot("minutes", "10", slot_type="AMAZON.NUMBER"),
        "focus": slot("focus", "core", "core", "FOCUS"),
    }
    heard = words(skill.send(intent("StartWorkoutIntent", slots, new=True)))
    assert "core session" in heard
    assert "Marching" in heard


def test_stop_ends_the_session(skill: Skill) -> None:
    """Stop, cancel and home all end the session, with words and without a question."""
    for name in ("AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"):
        skill.send(launch())
        assert skill.send(intent(name))["response"]["shouldEndSession"] is True


@pytest.mark.parametrize("kind", QUIET_TYPES)
@pytest.mark.parametrize("session", [True, False])
def test_what_needs_no_words_gets_none(skill: Skill, kind: str, session: bool) -> None:
    """Every other type that Amazon sends, and any that it may add, is answered validly and moves nothing."""
    skill.send(launch())
    skill.attributes = None
    before = skill.store.load(KEY)
    response = skill.send(envelope({"type": kind}, session=session))
    assert response["response"].keys() <= {"canFulfillIntent"}
    if kind != "SessionEndedRequest":
        assert skill.store.load(KEY) == before


def test_a_session_that_ends_keeps_the_place(skill: Skill) -> None:
    """A session ended by silence is kept, to be taken up later."""
    skill.send(launch())
    skill.send(intent("AMAZON.YesIntent"))
    skill.send(envelope({"type": "SessionEndedRequest", "reason": "EXCEEDED_MAX_REPROMPTS"}))
    runner = skill.turns.runner(KEY, NOON)
    assert runner is not None
    assert runner.session is not None
    assert runner.session.state is State.PAUSED


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        (
            {"type": "SessionEndedRequest", "reason": "ERROR", "error": {"type": "INVALID_RESPONSE"}},
            ["INVALID_RESPONSE"],
        ),
        ({"type": "System.ExceptionEncountered", "error": {"type": "INVALID_RESPONSE"}}, ["INVALID_RESPONSE"]),
        ({"type": "SessionEndedRequest", "reason": "ERROR"}, [None]),
        ({"type": "SessionEndedRequest", "reason": "USER_INITIATED"}, []),
    ],
)
def test_a_fault_that_amazon_reports_is_noted(
    skill: Skill, caplog: pytest.LogCaptureFixture, request_: dict[str, Any], told: list[str | None]
) -> None:
    """Both ways that Amazon has to say that it took no answer of ours leave the line by which an alarm rings."""
    skill.send(launch())
    skill.send(envelope(request_))
    lines = [record for record in caplog.records if record.message == "platform_reports_fault"]
    assert [line.__dict__["reason"] for line in lines] == told


@pytest.mark.parametrize(("status", "gone"), [("NOT_PERSISTED", True), ("PERSISTED", False), (None, False)])
def test_a_disabled_skill_forgets_unless_told_to_keep(skill: Skill, status: str | None, gone: bool) -> None:
    """When the skill is disabled for good, everything about the runner is deleted; twice is no error."""
    skill.send(launch())
    body = {} if status is None else {"userInformationPersistenceStatus": status}
    for _ in range(2):
        skill.send(envelope({"type": "AlexaSkillEvent.SkillDisabled", "body": body}, session=False))
    assert (skill.store.load(KEY) is None) is gone


@pytest.mark.parametrize(("name", "verdict"), [("HowToIntent", "YES"), ("OrderPizzaIntent", "NO")])
def test_what_can_be_fulfilled_is_said(skill: Skill, name: str, verdict: str) -> None:
    """Asked whether it could, the skill says so and does nothing."""
    response = skill.send(envelope({"type": "CanFulfillIntentRequest", "intent": {"name": name}}))
    assert response["response"]["canFulfillIntent"]["canFulfill"] == verdict
    assert skill.store.load(KEY) is None


def test_another_skill_is_refused(skill: Skill) -> None:
    """A request for another application moves nothing."""
    request = launch()
    request["context"]["System"]["application"]["applicationId"] = "amzn1.ask.skill.other"
    with pytest.raises(ForeignSkillError):
        skill.door.answer(request)
    del request["context"]
    del request["session"]["application"]
    with pytest.raises(ForeignSkillError):
        skill.door.answer(request)


@pytest.mark.parametrize(
    "nonsense", [None, [], "", 7, {}, {"request": None}, {"request": {"type": 5}}, {"request": []}]
)
def test_what_is_no_envelope_is_refused(skill: Skill, nonsense: object) -> None:
    """Anything that is no request envelope is refused with a typed error."""
    with pytest.raises(MalformedEnvelopeError):
        skill.door.answer(nonsense)


@pytest.mark.parametrize(
    "stamp", ["2026-03-02T12:00:00Z", "2026-03-02T12:00:00", 1772452800, 1772452800000, "soon", None, True, 10**30]
)
def test_any_time_stamp_will_do(skill: Skill, stamp: object) -> None:
    """Times come as text, seconds or milliseconds; without a readable one the clock counts."""
    request = launch()
    request["request"]["timestamp"] = stamp
    skill.send(request)
    runner = skill.turns.runner(KEY, NOON)
    assert runner is not None
    assert runner.seen == NOON


def test_without_a_stamp_the_clock_counts() -> None:
    """A request that carries no time happens now, by the clock of the machine."""
    skill = Skill()
    door = Door(skill.turns, load_catalogue(), key_secret=SECRET)
    request = launch()
    del request["request"]["timestamp"]
    before = datetime.now(UTC)
    door.answer(request)
    runner = skill.turns.runner(KEY, before)
    assert runner is not None
    assert runner.seen is not None
    assert runner.seen >= before


def test_unknown_values_and_new_fields_are_tolerated(skill: Skill) -> None:
    """Values that the SDK does not know, and fields that it has never heard of, change nothing."""
    request = intent("HowToIntent", {"exercise": slot("exercise", "lunges", "lunge"), "new": {"name": "new"}})
    request["context"]["Viewport"]["mode"] = "HOLOGRAM"
    request["context"]["AudioPlayer"]["playerActivity"] = "DREAMING"
    request["context"]["Alexa.New"] = {"anything": [1, 2]}
    request["request"]["intent"]["slots"]["exercise"]["slotValue"] = {"type": "Quantum"}
    request["request"]["dialogState"] = "SHRUGGING"
    request["somethingNew"] = True
    assert "Forward lunges" in words(skill.send(request))


@pytest.mark.parametrize("attributes", [None, [], "text", {"runner": None}, {"other": 1}])
def test_foreign_attributes_are_not_ours(skill: Skill, attributes: object) -> None:
    """Attributes that we did not write are ignored, or apologised for, and never crash."""
    skill.send(launch())
    request = intent("AMAZON.YesIntent")
    request["session"]["attributes"] = attributes
    skill.attributes = None
    skill.send(request)


def test_no_session_is_no_problem(skill: Skill) -> None:
    """An intent that comes without a session is answered all the same."""
    skill.send(intent("AMAZON.HelpIntent", session=False))


def test_a_voice_that_is_recognised_has_a_place_of_its_own(skill: Skill) -> None:
    """A recognised person is kept apart from the account."""
    request = launch()
    request["context"]["System"]["person"] = {"personId": "amzn1.ask.person.SAM"}
    skill.send(request)
    assert skill.store.load(KEY) is None
    assert skill.store.load(runner_key("amzn1.ask.person.SAM", SECRET)) is not None


def test_nobody_is_apologised_to(skill: Skill) -> None:
    """A request that names nobody is answered with an apology, and nothing is kept."""
    request = launch()
    del request["context"]["System"]["user"]
    del request["session"]["user"]
    assert skill.send(request)["response"]["shouldEndSession"] is True


class BrokenStore(MemoryStore):
    """A store whose answers are bugs."""

    def load(self, runner: str) -> Saved | None:
        """Fail in a way that nobody foresaw."""
        raise ZeroDivisionError(runner)


class DownStore(MemoryStore):
    """A store that is down."""

    def load(self, runner: str) -> Saved | None:
        """Refuse."""
        raise Unavailable(runner)

    def save(self, runner: str, *_: object, **__: object) -> int:
        """Refuse."""
        raise Unavailable(runner)


def test_a_fault_is_apologised_for(caplog: pytest.LogCaptureFixture) -> None:
    """A bug is answered with an apology in words, and logged in one line that names neither runner nor words."""
    skill = Skill(BrokenStore())
    heard = words(skill.send(launch()))
    assert "went wrong" in heard
    (record,) = [record for record in caplog.records if record.levelname == "ERROR"]
    line = json.loads(JsonLines().format(record))
    assert (line["event"], line["request"], line["error"]) == ("turn_failed", "LaunchRequest", "ZeroDivisionError")
    assert line["trace"][-1].startswith("tests/unit/alexa/test_door.py:")
    assert USER not in str(line)
    assert KEY not in str(line)


def test_a_fault_where_nothing_may_be_said() -> None:
    """A bug at the end of a session is answered with nothing, as it must be."""
    skill = Skill(BrokenStore())
    assert skill.send(envelope({"type": "SessionEndedRequest"}))["response"] == {}


def test_a_store_that_is_down_is_told_of_once() -> None:
    """With the store down a workout starts all the same."""
    skill = Skill(DownStore())
    assert "may not be remembered" in words(skill.send(launch()))
    assert "may not be remembered" not in words(skill.send(intent("AMAZON.YesIntent")))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
paths = st.sampled_from(
    [
        ("session",),
        ("session", "new"),
        ("session", "attributes"),
        ("session", "user"),
        ("context",),
        ("context", "System"),
        ("context", "System", "person"),
        ("context", "System", "device"),
        ("request", "requestId"),
        ("request", "timestamp"),
        ("request", "locale"),
        ("request", "intent"),
        ("request", "intent", "name"),
        ("request", "intent", "slots"),
        ("request", "intent", "slots", "exercise"),
        ("request", "intent", "slots", "exercise", "value"),
        ("request", "intent", "slots", "exercise", "resolutions"),
        ("request", "intent", "slots", "exercise", "resolutions", "resolutionsPerAuthority"),
        ("request", "type"),
    ]
)


@given(st.sampled_from(["HowToIntent", "DoneIntent", "SkipExerciseIntent", "StartWorkoutIntent"]), paths, json_values)
def test_any_part_of_an_envelope_may_be_anything(name: str, path: tuple[str, ...], value: object) -> None:
    """Whatever stands in any part of an envelope, the answer is valid, or the envelope is refused as none."""
    skill = Skill()
    skill.send(launch())
    request = intent(name, {"exercise": slot("exercise", "lunges", "lunge")})
    request["session"]["attributes"] = skill.attributes
    holder: Any = request
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    try:
        response = skill.door.answer(request)
    except (MalformedEnvelopeError, ForeignSkillError):
        return
    assert_valid(response)
