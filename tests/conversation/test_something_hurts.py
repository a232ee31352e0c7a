"""Said in mid-set: something hurts, or worse. Stop first, no diagnosis, few words, and nothing of it is kept."""

import json
import logging
import re
from datetime import datetime
from functools import cache

import pytest

from skill.alexa.requests import runner_key
from skill.content.loader import load_catalogue
from skill.speaker.envelopes import USER
from skill.store.memory import MemoryStore
from tests.responses import words
from tests.transcripts import CheckedDoor, speaker

EFFORT_OR_PAIN = "Is it muscle effort, or pain?"
EMERGENCY = "emergency number"
SIT = "sit or lie down"
TODAY = "today"
CAUTION = "doctor"

# What is said in the middle of a set of lunges, and a piece of the answer.
SAID = {
    "ow": EFFORT_OR_PAIN,
    "ow my knee hurts": EFFORT_OR_PAIN,
    "my knee is killing me": EFFORT_OR_PAIN,
    "my left knee really hurts": EFFORT_OR_PAIN,
    "sharp pain in my calf": EFFORT_OR_PAIN,
    "i just felt a twinge in my hamstring": EFFORT_OR_PAIN,
    "there's a weird pain behind my knee": EFFORT_OR_PAIN,
    "my achilles is killing me": EFFORT_OR_PAIN,
    "my need hurts": EFFORT_OR_PAIN,
    "aargh my back": EFFORT_OR_PAIN,
    "something went in my back": EFFORT_OR_PAIN,
    "my back's killing me": EFFORT_OR_PAIN,
    "kill ease is sore": EFFORT_OR_PAIN,
    "i think i pulled something": EFFORT_OR_PAIN,
    "i've got a cramp": EFFORT_OR_PAIN,
    "my lower back feels off": EFFORT_OR_PAIN,
    "it hurts in my hip": EFFORT_OR_PAIN,
    "uh this really hurts": EFFORT_OR_PAIN,
    "i rolled my ankle": EFFORT_OR_PAIN,
    "is this normal": EFFORT_OR_PAIN,
    "shin splints what do i do": EFFORT_OR_PAIN,
    "my neck hurts": "stop there",
    "something popped": TODAY,
    "my foot's gone numb": TODAY,
    "my knee gave way": TODAY,
    "i can't put any weight on it": TODAY,
    "my ankle is really swollen": TODAY,
    "my calf is hot and swollen": TODAY,
    "my shin is sore right on the bone": "checked",
    "my chest feels tight": EMERGENCY,
    "chest feels tight": EMERGENCY,
    "i can't catch my breath": EMERGENCY,
    "i'm struggling to breathe": EMERGENCY,
    "breathing hurts": EMERGENCY,
    "help i can't get up": EMERGENCY,
    "my heart is racing like crazy": EMERGENCY,
    "pain down my left arm": EMERGENCY,
    "i nearly passed out": EMERGENCY,
    "i feel dizzy and my chest is tight": EMERGENCY,
    "i feel dizzy": SIT,
    "i'm gonna be sick": SIT,
    "i'm seeing spots": SIT,
    "i don't feel so good": SIT,
    "i've got a fever": TODAY,
    "i'm feeling under the weather": TODAY,
    "i've been throwing up": TODAY,
    "i hit my head": EMERGENCY,
    "i can't feel my legs": EMERGENCY,
    "i'm pregnant and i feel dizzy": "midwife",
    "i'm pregnant is this ok": "midwife",
    "i have asthma": CAUTION,
    "i've got high blood pressure": CAUTION,
    "i'm ten": "adults",
    "i want to die": "crisis line",
    "i want to hurt myself": "crisis line",
}
# A name for what it might be, a grade, a promise, or a word to go on: none of it is ours to say.
NEVER = re.compile(
    r"sounds like|runner's knee|splint|tendin|sprain|strain|fracture|harmless|push through|no pain|rehab", re.IGNORECASE
)
# Words that would tell something about a runner's health, wherever they might be kept.
HEALTH = re.compile(
    r"\b(pain|hurt|hurts|knee|calf|achilles|hip|ankle|back|dizz\w*|chest|breath\w*|faint\w*|sick|ill|unwell|pregnan\w*"
    r"|expecting|asthma|blood|sore\w*|injur\w*|symptom\w*|swollen|doctor|physio\w*|health|emergency|crisis|torn|urgent)\b",
    re.IGNORECASE,
)


@cache
def _mid_set() -> tuple[str, datetime]:
    """Give what is stored in the middle of a set of lunges, and the time."""
    store = MemoryStore()
    echo, _ = speaker(store)
    for said in ("start workout a", "ready", "go to lunges"):
        echo.hear(said)
        echo.advance(45)
    saved = store.load(_key())
    assert saved is not None
    return json.dumps(saved.document), echo.now


def _key() -> str:
    return runner_key(USER, "test")


def say(*said: str) -> tuple[MemoryStore, CheckedDoor, list[str]]:
    """Say something in mid-set, and more after it."""
    document, now = _mid_set()
    store = MemoryStore()
    store.save(_key(), json.loads(document), expected=0)
    echo, door = speaker(store, now)
    answers = []
    for each in said:
        echo.hear(each)
        answers.append(words(door.answers[-1]))
        echo.advance(4)
    return store, door, answers


@pytest.mark.parametrize(("said", "piece"), SAID.items(), ids=SAID)
def test_the_first_reply_stops(said: str, piece: str) -> None:
    """The count does not go on, the reply is short, names no condition, and says what to do or asks one thing."""
    _, door, (answer,) = say(said)
    assert piece.lower() in answer.lower(), answer
    assert len(answer.split()) <= 40
    assert not NEVER.search(answer)
    assert "three, two, one" not in answer.lower()
    assert "<audio" not in json.dumps(door.answers[-1])


def test_nothing_about_health_is_kept_sent_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    """After every one of them, neither the store, nor the session attributes, nor the log tells what it was."""
    caplog.set_level(logging.DEBUG, "skill")
    for said in SAID:
        store, door, _ = say(said, "pain", "yes")
        saved = store.load(_key())
        kept = json.dumps([saved and saved.document, [w.document for w in store.workouts(_key())]])
        carried = json.dumps([answer.get("sessionAttributes") for answer in door.answers])
        for text in (kept, carried):
            found = HEALTH.search(_without_exercises(text))
            assert found is None, (said, found)
    for record in caplog.records:
        assert not HEALTH.search(json.dumps(vars(record), default=str).replace("traceback", "")), vars(record)


def test_how_sore_or_tired_somebody_is_is_neither_stored_nor_logged(caplog: pytest.LogCaptureFixture) -> None:
    """What shapes the proposals of a conversation leaves no trace in the store or the log."""
    caplog.set_level(logging.DEBUG, "skill")
    store = MemoryStore()
    echo, _ = speaker(store)
    for said in ("start my workout", "my soreness is eight out of ten", "sore legs", "i slept badly", "stop"):
        echo.hear(said)
        echo.advance(2)
        saved = store.load(_key())
        kept = json.dumps(saved and saved.document)
        assert HEALTH.search(_without_exercises(kept)) is None, said
        assert "tired" not in kept
    for record in caplog.records:
        text = json.dumps(vars(record), default=str).replace("traceback", "")
        assert not HEALTH.search(text), text
        assert "Tired" not in text


def _without_exercises(text: str) -> str:
    """Give the text without the ids of exercises: a calf raise is no complaint."""
    for exercise in sorted(load_catalogue().exercises, key=lambda each: -len(each.id)):
        text = text.replace(exercise.id, "")
    return text
