"""The table from intents to events, held against the interaction model both ways."""

import json
from pathlib import Path
from typing import Any

import pytest

from interaction_model.committed import LOCALES, read_model
from skill.alexa.intents import MEANINGS, event_of
from skill.alexa.slots import Slots
from skill.coach.diary import Run
from skill.coach.events import Effort, Event, EventKind, FormPoint, Over, Period, Setting, When, Wishes
from skill.content.loader import load_catalogue
from tests.envelopes import slot

CATALOGUE = load_catalogue()
TODAY, TOMORROW = "2026-03-02", "2026-03-03"
MODELS = Path(__file__).parents[3] / "interaction_model"


def meant(name: str, *slots: dict[str, Any]) -> Event:
    """Give the event of an intent with slots."""
    return event_of(name, Slots({entry["name"]: entry for entry in slots}, CATALOGUE))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_intent_has_a_row_and_every_row_an_intent(locale: str) -> None:
    """What can be said is understood, and nothing is understood that cannot be said."""
    intents = read_model(locale)["interactionModel"]["languageModel"]["intents"]
    assert {intent["name"] for intent in intents} == set(MEANINGS)


def test_every_slot_value_of_an_exercise_is_an_exercise() -> None:
    """Each exercise and family that can be named leads to one of the catalogue, and each move of others to two."""
    types = read_model("en-US")["interactionModel"]["languageModel"]["types"]
    (exercises,) = [values["values"] for values in types if values["name"] == "EXERCISE"]
    for value in exercises:
        event = meant("HowToIntent", slot("exercise", value["name"]["value"], value["id"]))
        known = event.exercise is not None or CATALOGUE.nearest_known(event.heard or "")
        assert known, json.dumps(value)


@pytest.mark.parametrize(
    ("event", "name", "slots"),
    [
        (Event(EventKind.DONE, number=8), "DoneIntent", [slot("count", "8", slot_type="AMAZON.NUMBER")]),
        (Event(EventKind.DONE, number=60), "DoneIntent", [slot("duration", "PT1M", slot_type="AMAZON.DURATION")]),
        (Event(EventKind.DONE), "DoneIntent", [slot("count", "?", slot_type="AMAZON.NUMBER")]),
        (Event(EventKind.DONE), "DoneIntent", [slot("count", " ", slot_type="AMAZON.NUMBER")]),
        (Event(EventKind.DONE), "DoneIntent", [{"name": "count", "confirmationStatus": "NONE"}]),
        (Event(EventKind.DONE), "DoneIntent", [slot("count", "12345678", slot_type="AMAZON.NUMBER")]),
        (Event(EventKind.MORE_REST, seconds=90), "MoreRestIntent", [slot("duration", "PT1M30S", slot_type="AMAZON.D")]),
        (Event(EventKind.MORE_REST, seconds=20), "MoreRestIntent", [slot("seconds", "20", slot_type="AMAZON.NUMBER")]),
        (Event(EventKind.MORE_REST), "MoreRestIntent", [slot("duration", "P", slot_type="AMAZON.DURATION")]),
        (Event(EventKind.HOW_TO, exercise="lunge"), "HowToIntent", [slot("exercise", "lunch", "lunge")]),
        (Event(EventKind.HOW_TO, exercise="prone_pull"), "HowToIntent", [slot("exercise", "rows", "family:rows")]),
        (
            Event(EventKind.TOPIC, topic="bulky", heard="bulky"),
            "AskTopicIntent",
            [slot("topic", "bulky", "bulky", "TOPIC")],
        ),
        (Event(EventKind.TOPIC, topic="glutes"), "AskTopicIntent", [slot("muscle", "bum", "glutes", "MUSCLE")]),
        (Event(EventKind.TOPIC, topic="upper_body"), "AskTopicIntent", [slot("focus", "arms", "upper_body", "FOCUS")]),
        (Event(EventKind.TOPIC, topic="advanced"), "AskTopicIntent", [slot("level", "pro", "advanced", "LEVEL")]),
        (Event(EventKind.TOPIC, heard="gone"), "AskTopicIntent", [slot("topic", "gone", "no_such_topic", "TOPIC")]),
        (Event(EventKind.TOPIC), "AskTopicIntent", []),
        (Event(EventKind.MOVES_FOR, muscle="core"), "MovesForIntent", [slot("muscle", "abs", "core", "MUSCLE")]),
        (Event(EventKind.HOW_TO, heard="burpees"), "HowToIntent", [slot("exercise", "a burpee", "other:burpees")]),
        (Event(EventKind.HOW_TO, brief=True), "HowToIntent", [slot("length", "shorter", "short", "LENGTH_OF_ANSWER")]),
        (Event(EventKind.TIP, part="knee"), "FormTipIntent", [slot("part", "knees", "knee", "FORM_PART")]),
        (Event(EventKind.TIP, point=FormPoint.PACE), "FormTipIntent", [slot("point", "fast", "pace", "FORM_POINT")]),
        (Event(EventKind.TIP), "FormTipIntent", [slot("point", "blue", "blue", "FORM_POINT")]),
        (Event(EventKind.HOW_TO, heard="burpees"), "HowToIntent", [slot("exercise", "burpees")]),
        (Event(EventKind.HOW_TO, heard="x"), "HowToIntent", [slot("exercise", "x", "no_such_exercise")]),
        (Event(EventKind.HOW_TO), "HowToIntent", []),
        (Event(EventKind.LAST_TIME, exercise="plank"), "HistoryIntent", [slot("exercise", "blank", "plank")]),
        (
            Event(EventKind.TALLY, period=Period.LAST_WEEK),
            "HistoryIntent",
            [slot("period", "last week", "last_week", "PERIOD")],
        ),
        (
            Event(EventKind.TALLY, exercise="squat", period=Period.MONTH),
            "TallyIntent",
            [slot("exercise", "squats", "squat"), slot("period", "this month", "month", "PERIOD")],
        ),
        (Event(EventKind.IDENTIFY, name="sam"), "IdentifyIntent", [slot("name", "Sam", slot_type="AMAZON.FirstName")]),
        (
            Event(EventKind.IDENTIFY, name="jean-luc"),
            "IdentifyIntent",
            [slot("name", "jean-luc", slot_type="AMAZON.FirstName")],
        ),
        (Event(EventKind.IDENTIFY), "IdentifyIntent", [slot("name", "r2 <b>d2", slot_type="AMAZON.FirstName")]),
        (Event(EventKind.IDENTIFY), "IdentifyIntent", [slot("name", "a" * 31, slot_type="AMAZON.FirstName")]),
        (Event(EventKind.IDENTIFY, name=""), "AccountRunnerIntent", []),
        (
            Event(EventKind.REMIND, when=When(("tuesday", "friday"), 7 * 60 + 30)),
            "RemindIntent",
            [
                slot("day", "tuesday", "tuesday", "DAY"),
                slot("day_two", "fridays", "friday", "DAY"),
                slot("time", "07:30", slot_type="AMAZON.TIME"),
            ],
        ),
        (Event(EventKind.REMIND, when=When(part="EV")), "RemindIntent", [slot("time", "EV", slot_type="AMAZON.TIME")]),
        (
            Event(EventKind.REMIND, when=When(ahead=3600)),
            "RemindIntent",
            [slot("delay", "PT1H", slot_type="AMAZON.DURATION")],
        ),
        (
            Event(EventKind.NOTE_HABIT, weekdays=frozenset(range(1, 8))),
            "NoteRunDaysIntent",
            [slot("weekday_first", "day", "every_day", "WEEKDAY")],
        ),
        (
            Event(EventKind.NOTE_HABIT, weekdays=frozenset({3, 6, 7})),
            "NoteRunDaysIntent",
            [
                slot("weekday_first", "wednesday", "3", "WEEKDAY"),
                slot("weekday_second", "weekend", "weekend", "WEEKDAY"),
            ],
        ),
        (Event(EventKind.IDENTIFY), "SomebodyElseIntent", [slot("name", "sam", slot_type="AMAZON.FirstName")]),
        (Event(EventKind.REMIND), "RemindIntent", [slot("time", "25:00", slot_type="AMAZON.TIME")]),
        (
            Event(EventKind.REMIND, when=When(("monday",), weekly=True)),
            "RemindWeeklyIntent",
            [slot("day", "monday", "monday", "DAY"), slot("day_two", "monday", "monday", "DAY")],
        ),
        (Event(EventKind.TALLY), "TallyIntent", [slot("period", "in spring", "spring", "PERIOD")]),
        (Event(EventKind.EFFORT, effort=Effort.HARD), "EffortIntent", [slot("effort", "brutal", "hard", "EFFORT")]),
        (Event(EventKind.EFFORT), "EffortIntent", [slot("effort", "purple", None, "EFFORT")]),
        (
            Event(EventKind.PREFERENCE, wishes=Wishes(equipment=frozenset())),
            "SetEquipmentIntent",
            [slot("equipment", "nothing", "none", "EQUIPMENT")],
        ),
        (
            Event(EventKind.PREFERENCE, wishes=Wishes(equipment=frozenset({"band"}))),
            "SetEquipmentIntent",
            [slot("equipment", "a band", "band", "EQUIPMENT")],
        ),
        (Event(EventKind.PREFERENCE, wishes=Wishes(quiet=True)), "QuietIntent", []),
        (
            Event(EventKind.START, wishes=Wishes(workout="b", level="advanced", minutes=20, focus="core")),
            "StartWorkoutIntent",
            [
                slot("workout", "b", "b", "WORKOUT"),
                slot("level", "advanced", "advanced", "LEVEL"),
                slot("minutes", "20", slot_type="AMAZON.NUMBER"),
                slot("focus", "abs", "core", "FOCUS"),
            ],
        ),
        (
            Event(EventKind.START, wishes=Wishes(workout="z")),
            "StartWorkoutIntent",
            [slot("workout", "workout Z.", None, "WORKOUT")],
        ),
        (Event(EventKind.START), "StartWorkoutIntent", [slot("workout", "the hard one", None, "WORKOUT")]),
        (
            Event(EventKind.NOTE_RUN, run=Run.HARD, ahead=0, over=Over.MORNING),
            "RanIntent",
            [slot("run", "intervals", "hard", "RUN_KIND"), slot("when", "this morning", "morning", "RUN_OVER")],
        ),
        (
            Event(EventKind.NOTE_RUN, date=TODAY, over=Over.EARLIER, hours=2),
            "RanIntent",
            [slot("hours", "2", slot_type="AMAZON.NUMBER"), slot("date", TODAY, slot_type="AMAZON.DATE")],
        ),
        (
            Event(EventKind.SORENESS, number=8),
            "SorenessIntent",
            [slot("count", "8", slot_type="AMAZON.NUMBER")],
        ),
        (
            Event(EventKind.SORENESS, number=3, area="quad"),
            "SorenessIntent",
            [slot("soreness", "a bit sore", "slight", "SORENESS"), slot("sore_muscle", "legs", "quad", "SORE_MUSCLE")],
        ),
        (
            Event(EventKind.SORENESS, number=5),
            "SorenessIntent",
            [slot("soreness", "sore", "sore", "SORENESS"), slot("sore_muscle", "body", "anywhere", "SORE_MUSCLE")],
        ),
        (Event(EventKind.SORENESS), "SorenessIntent", []),
        (Event(EventKind.TIRED, number=4), "TiredIntent", [slot("hours", "4", slot_type="AMAZON.NUMBER")]),
        (Event(EventKind.UNKNOWN), "AnIntentOfTheFuture", []),
    ],
)
def test_what_slots_say(event: Event, name: str, slots: list[dict[str, Any]]) -> None:
    """Ids, numbers, lengths of time and words reach the event; what is unclear says nothing."""
    assert meant(name, *slots) == event


def test_the_newer_form_of_a_slot_is_read_too() -> None:
    """Amazon sends values in two forms; either will do."""
    old = slot("exercise", "lunges", "lunge")
    newer = {
        "name": "exercise",
        "slotValue": {"type": "Simple", "value": "lunges", "resolutions": old["resolutions"]},
    }
    assert meant("HowToIntent", newer) == Event(EventKind.HOW_TO, exercise="lunge")


@pytest.mark.parametrize(("name", "value", "kilometres"), [("count", "16", 16), ("miles", "10", 16), ("miles", "3", 5)])
def test_runs_are_kept_in_kilometres(name: str, value: str, kilometres: int) -> None:
    """Miles become kilometres, so that ten of them are a long run."""
    event = meant("NoteRunIntent", slot("date", "2026-03-08"), slot(name, value, slot_type="AMAZON.NUMBER"))
    assert event.number == kilometres


def test_counting_that_is_not_wanted_is_switched_off() -> None:
    """Words for how to count, behind a "don't", are no wish to count like that."""
    event = meant("SwitchOffIntent", slot("counting", "every rep", "every", "COUNTING"))
    assert event.setting is Setting.COUNT_QUIET


def test_several_pieces_of_kit_are_named_at_once() -> None:
    """A band and dumbbells are both there; "nothing" beside something is nothing more."""
    both = (slot("equipment", "band", "band"), slot("equipment_two", "dumbbells", "dumbbell"))
    assert meant("SetEquipmentIntent", *both).wishes.equipment == {"band", "dumbbell"}
    bare = (slot("equipment", "nothing", "none"), slot("equipment_two", "chair", "chair"))
    assert meant("SetEquipmentIntent", *bare).wishes.equipment == {"chair"}
    assert meant("SetEquipmentIntent", bare[0]).wishes.equipment == frozenset()
