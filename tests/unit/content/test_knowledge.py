"""What the coach knows beside the moves: the rules for answers, and what is found by what it is about."""

from collections.abc import Callable
from typing import Any

import pytest

from skill.content.errors import UnknownIdError
from skill.content.loader import load_catalogue

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("fields", "finding"),
    [
        ({"answer": "It costs 5 % less."}, "economy.answer: '%' cannot be spoken"),
        ({"meaning": "word " * 45 + "word."}, "economy.meaning: 'word"),
        ({"meaning": "W" + "ord w" * 45 + "ord."}, "words together; cut them to 45"),
        ({"asked": "getting stronger\nplyometrics"}, "advanced.asked: economy is asked for with 'plyometrics' too"),
        ({"about": ["elbows"]}, "economy.about: elbows is no muscle, focus or level"),
        ({"about": ["glutes"]}, "glutes.about: economy is about glutes too"),
        ({"id": "speed"}, "topics.speed: this stands twice"),
        ({"source": ""}, "economy.source"),
        ({"likes": 1}, "likes is no field here"),
    ],
)
def test_wrong_topic_is_found(
    findings_after_topic: Callable[..., list[str]], fields: dict[str, object], finding: str
) -> None:
    """An answer that cannot be said or asked for is named, with the way to mend it."""
    assert any(finding in line for line in findings_after_topic("economy", **fields))


def test_topics_are_found_by_what_they_are_about() -> None:
    """Asking about a muscle, an area or a level gives the topic that answers for it; anything else gives none."""
    things = ("achilles", "upper_body", "advanced", "elbow")
    assert [CATALOGUE.topic_about(thing) for thing in things] == ["calves", "upper_body", "advanced", None]


def test_every_muscle_has_a_topic_and_moves() -> None:
    """Each muscle that leads a move can be asked about, and strength work stands before mobility."""
    muscles = {muscle for exercise in CATALOGUE.exercises for muscle in exercise.primary_muscles}
    assert all(CATALOGUE.topic_about(muscle) for muscle in muscles)
    assert CATALOGUE.training("glutes")[0].category not in {"warm_up", "mobility"}
    assert CATALOGUE.training("hip_flexors")[0].category == "warm_up"


def test_moves_for_a_muscle_differ() -> None:
    """Moves that need nothing come first, one of each movement pattern before any has a second."""
    glutes = [exercise.id for exercise in CATALOGUE.training("glutes")[:3]]
    assert glutes == ["squat", "reverse_lunge", "glute_bridge"]
    assert [exercise.id for exercise in CATALOGUE.training("back")[:3]] == ["prone_pull", "bird_dog", "band_row"]


def test_unknown_topic_is_refused() -> None:
    """A topic that is not there is an error with its id."""
    with pytest.raises(UnknownIdError, match="no topic 'moon'"):
        CATALOGUE.topic("moon")


def test_a_cue_that_two_moves_of_a_workout_share_is_found(findings_after: Callable[..., list[str]]) -> None:
    """Two exercises of one workout have no cue in common."""

    def share(exercises: dict[str, Any], _: dict[str, Any]) -> None:
        cues = {entry["id"]: entry["form_cues"] for entry in exercises["exercises"]}
        cues["plank"][0] = cues["squat"][0]

    assert any("plank.form_cues: squat has the cue" in line for line in findings_after(share))
