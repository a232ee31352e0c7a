"""PRIVACY.md, held against what is really stored and logged."""

import copy
import io
import json
import logging
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from skill.alexa.door import Door
from skill.alexa.requests import runner_key
from skill.content.loader import load_catalogue
from skill.documents import runner_from
from skill.logs import FIELDS, configure
from skill.speaker.computer import Computer
from skill.store.dynamodb import DynamoDBStore, create_table
from skill.store.errors import Unavailable
from skill.store.memory import MemoryStore
from skill.store.port import Store
from skill.web.app import create_app
from tests.envelopes import NOON, USER, envelope, intent, launch, slot
from tests.talking import make_turns

SECRET = "test"
PERSON = "amzn1.ask.person.SOMEBODY"
MARKER = "WORDSTHATWERESAID"
# Whatever an envelope holds that names somebody, or was said.
UNKEPT = (USER, PERSON, "TESTUSER", "amzn1", "ask.device", "ask.unit", "session.TEST", "echo-api", MARKER, "token")
# Their keys are exercises, not names of fields.
MAPS = {"habits", "efforts", "progress", "facts", "skipped"}
PAGE = Path(__file__).parents[2] / "PRIVACY.md"


class Watched(MemoryStore):
    """A store that keeps everything that was ever written."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.states: list[Mapping[str, Any]] = []
        self.records: list[Mapping[str, Any]] = []

    def save(self, runner: str, document: Mapping[str, Any], **facts: Any) -> int:
        """Write, and keep what was written."""
        self.states.append(copy.deepcopy(document))
        self.records += [] if facts["workout"] is None else [facts["workout"].document]
        return super().save(runner, document, **facts)


class Abroad(Computer):
    """A device that tells where it is."""

    def zone(self) -> str:
        """Give a zone."""
        return "Pacific/Auckland"


class Visits:
    """A recognised runner who says all kinds of things, pain among them, over some days."""

    def __init__(self, store: Store) -> None:
        """Build the door."""
        turns = make_turns(store)
        self.door = Door(
            turns, load_catalogue(), key_secret=SECRET, services=lambda _access, _now: Abroad(), clock=lambda: self.now
        )
        self.person = True
        self.now: datetime = NOON
        self.attributes: Any = None

    def send(self, whole: dict[str, Any]) -> None:
        """Send a request as the recognised person."""
        if self.person:
            whole["context"]["System"]["person"] = {"personId": PERSON}
        self.attributes = self.door.answer(whole).get("sessionAttributes")

    def say(self, name: str, slots: dict[str, Any] | None = None) -> None:
        """Hear out, and say something."""
        block = runner_from(self.attributes["runner"]).session if self.attributes else None
        if block is not None and block.block is not None:
            self.now = block.block.started + timedelta(milliseconds=block.block.ends + 1000)
        self.send(intent(name, slots, attributes=self.attributes, now=self.now))

    def rest(self) -> None:
        """Hear the set out that is being counted, and some seconds of the rest after it."""
        session = runner_from(self.attributes["runner"]).session
        assert session is not None
        assert session.block is not None
        self.now = session.block.started + timedelta(milliseconds=session.block.marks[0].ends + 5000)

    def all(self) -> None:
        """Train, ask, tell of runs and people, complain, and come back."""
        said = {name: slot(name, MARKER) for name in ("exercise", "body_part", "symptom", "topic", "setting")}
        self.say("NoteRunDaysIntent", {"weekday_first": slot("weekday_first", "sunday", "7")})
        self.say("NoteRaceIntent", {"date": slot("date", "2026-05-03")})
        self.send(launch(now=self.now))
        self.say("StartWorkoutIntent")
        self.say("GoToExerciseIntent", {"exercise": slot("exercise", "squats", "squat")})
        self.rest()
        for name in ("AMAZON.NextIntent", "ReadyIntent"):
            self.send(intent(name, None, attributes=self.attributes, now=self.now))
        self.person, self.attributes = False, None
        self.say("IdentifyIntent", {"name": slot("name", "Sam", slot_type="AMAZON.FirstName")})
        self.person, self.attributes = True, None
        for _ in range(2):
            self.send(launch(now=self.now))
            for _ in range(7):
                self.say("ReadyIntent")
            for name in ("HowToIntent", "EffortIntent", "DoneIntent", "PainIntent"):
                self.say(name, said)
            self.say("AMAZON.NoIntent")
            self.attributes = None
            self.now += timedelta(days=1)
            self.send(launch(now=self.now))
            self.say("ReadyIntent")
            self.say("UnwellIntent", said)
            self.attributes = None
            self.now += timedelta(days=2)
        self.send(launch(now=self.now))
        self.say("ReadyIntent")
        self.say("StartWorkoutIntent", {"focus": slot("focus", "core", "core")})
        for _ in range(6):
            self.say("ReadyIntent")
        self.say("FinishEarlyIntent")
        self.attributes = None
        self.now += timedelta(days=1)
        self.send(launch(now=self.now))
        self.say("ReadyIntent")
        self.say("AMAZON.PauseIntent")


@pytest.fixture(scope="module")
def visited() -> tuple[Watched, str]:
    """Give the store and the log after all of it, with everything logged that can be."""
    stream = io.StringIO()
    configure("DEBUG", stream)
    store = Watched()
    visits = Visits(store)
    visits.all()
    visits.send(envelope({"type": "SessionEndedRequest", "reason": "ERROR", "error": {"message": MARKER}}))
    visits.send(envelope({"type": "SessionEndedRequest", "reason": MARKER}))
    visits.send(envelope({"type": "System.ExceptionEncountered", "error": {"type": MARKER}}))
    visits.send(envelope({"type": MARKER}))
    visits.send(envelope({"type": "LaunchRequest", "locale": MARKER}))
    visits.send(envelope({"type": "LaunchRequest", "locale": f"en-US {MARKER}"}, new=True))
    logging.getLogger("skill").handlers.clear()
    logging.getLogger("skill").propagate = True
    logging.getLogger("skill").setLevel(logging.NOTSET)
    return store, stream.getvalue()


def names(document: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """Give the names of all fields, with those of the objects that they are in."""
    for name, value in document.items():
        if isinstance(value, Mapping) and name not in MAPS:
            yield from names(value, f"{above}{name}.")
        else:
            yield above + name


def mapped(heading: str) -> set[str]:
    """Give the fields that a table of PRIVACY.md names."""
    table = PAGE.read_text(encoding="utf-8").split(f"### {heading}\n")[1].split("\n#")[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def objects(fields: set[str]) -> set[str]:
    """Give the names of the objects that fields are in: they are there, empty, where there is nothing in them."""
    return {field.rsplit(".", level)[0] for field in fields for level in range(1, field.count(".") + 1)}


def test_the_state_holds_what_the_page_says(visited: tuple[Watched, str]) -> None:
    """Every field that is ever stored is on the page, and the page names nothing else."""
    stored = {name for document in visited[0].states for name in names(document)}
    assert stored - objects(stored) == mapped("The state")


def test_records_hold_what_the_page_says(visited: tuple[Watched, str]) -> None:
    """So it is with the records of workouts."""
    assert visited[0].records
    assert {name for document in visited[0].records for name in names(document)} == mapped("A workout's record")


def test_nobody_and_nothing_said_is_stored(visited: tuple[Watched, str]) -> None:
    """No id of Amazon's, no word that was said and nothing about health is in anything that was ever written."""
    text = json.dumps([*visited[0].states, *visited[0].records])
    assert [word for word in UNKEPT if word.lower() in text.lower()] == []
    assert "pain" not in json.dumps(visited[0].records).lower()


def test_nobody_and_nothing_said_is_logged(visited: tuple[Watched, str]) -> None:
    """Log lines hold a fixed set of fields, none of which tells who it was, what was said, or that something hurts."""
    log = visited[1]
    lines = [json.loads(line) for line in log.splitlines()]
    assert len(lines) > 20
    assert all(line.keys() <= {"time", "level", "event", *FIELDS} for line in lines)
    assert [word for word in UNKEPT if word in log] == []
    assert "PainIntent" not in log
    assert "UnwellIntent" not in log
    assert runner_key(PERSON, SECRET) not in log
    assert sum("other" in line.values() for line in lines) == 5


def test_an_item_holds_what_the_page_says() -> None:
    """In DynamoDB nothing stands beside the document that the page does not name, and the key is a hash."""
    with mock_aws():
        client = boto3.client("dynamodb", region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x")
        create_table(client, "runners")
        Visits(DynamoDBStore("runners", client)).send(launch())
        items = client.scan(TableName="runners")["Items"]
    assert items
    assert {name for item in items for name in item} == mapped("Beside it in DynamoDB")
    assert {item["pk"]["S"] for item in items} == {f"runner#{runner_key(PERSON, SECRET)}"}
    assert [word for word in UNKEPT if word in json.dumps(items).replace('"token"', "")] == []


def test_a_hash_with_another_secret_is_another_runner() -> None:
    """Without the secret, nobody finds a runner's key from an id."""
    assert runner_key(USER, "one") != runner_key(USER, "another")
    assert len(runner_key(USER, SECRET)) == 64


def disabled(**facts: Any) -> dict[str, Any]:
    """Give what Amazon sends when somebody disables the skill."""
    body = {"userInformationPersistenceStatus": "NOT_PERSISTED"}
    return envelope({"type": "AlexaSkillEvent.SkillDisabled", "body": body, **facts}, session=False)


def test_disabling_is_idempotent_and_ordered() -> None:
    """An event that is delivered again deletes nothing more, and an old one nothing of what came after it."""
    store = MemoryStore()
    door = Door(make_turns(store), load_catalogue(), key_secret=SECRET, clock=lambda: NOON)
    key = runner_key(USER, SECRET)
    door.answer(launch())
    door.answer(disabled(eventCreationTime=(NOON + timedelta(seconds=1)).isoformat()))
    door.answer(disabled(eventCreationTime=(NOON + timedelta(seconds=1)).isoformat()))
    assert store.load(key) is None
    door.answer(launch(now=NOON + timedelta(minutes=5)))
    door.answer(disabled(eventCreationTime=(NOON + timedelta(seconds=1)).isoformat()))
    assert store.load(key) is not None


class DownStore(MemoryStore):
    """A store that does not answer."""

    def load(self, runner: str) -> None:
        """Fail."""
        raise Unavailable(runner)


def test_disabling_is_asked_for_again_in_an_outage() -> None:
    """Where nothing can be deleted the event is not answered, so that Amazon delivers it again."""
    door = Door(make_turns(DownStore()), load_catalogue(), key_secret=SECRET, clock=lambda: NOON)
    assert create_app(door, None).test_client().post("/alexa", json=disabled()).status_code == 503
