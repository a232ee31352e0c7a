"""Every session of every level before a screen that nobody talks to, through the real door, from start to summary."""

import random

import pytest

from skill.coach.events import EventKind
from skill.coach.runner import Profile, Runner
from skill.content.loader import load_catalogue
from skill.documents import document_of
from tests.talking import Talk
from tests.viewhost.hub import KEY, Hub

PROGRAMME = [(level.id, place) for level in load_catalogue().levels for place in range(len(level.order))]


def hub_of(level: str, place: int) -> Hub:
    """Give a screen before which a runner of some level stands, who is at some place of the programme."""
    hub = Hub()
    hub.store.save(KEY, document_of(Runner(welcomed=True, profile=Profile(level=level), queue=place)), expected=1)
    return hub


def on_a_speaker(level: str, place: int) -> Talk:
    """Take the same workout on a speaker, with a word at each question."""
    talk = Talk()
    talk.store.save(talk.key, document_of(Runner(welcomed=True, profile=Profile(level=level), queue=place)), expected=0)
    talk.say(EventKind.OPEN, opens=True)
    talk.finish()
    return talk


@pytest.mark.parametrize(("level", "place"), PROGRAMME)
def test_a_screen_runs_a_workout_without_a_word(level: str, place: int) -> None:
    """Opened once, a screen plays to the summary; what is kept is what a speaker keeps of the same workout."""
    hub = hub_of(level, place)
    player = hub.begin()
    while player.sent:
        player = hub.hear_out(player)
    assert hub.response["response"]["shouldEndSession"] is True
    assert player.scene(0)["heading"] == "Workout done"
    [shown] = hub.store.workouts(KEY)
    talk = on_a_speaker(level, place)
    [spoken] = talk.store.workouts(talk.key)
    assert shown.document["sets"] == spoken.document["sets"]
    assert shown.document["completed"]
    assert {**shown.document, "ended": 0, "minutes": 0} == {**spoken.document, "ended": 0, "minutes": 0}
    assert abs(shown.document["minutes"] - spoken.document["minutes"]) <= 1


def test_nothing_that_goes_astray_on_the_way_changes_a_workout() -> None:
    """Events that come twice, late and in any order, with whatever the session held then, leave the same record."""
    chance = random.Random(7)  # noqa: S311  # no secret
    hub = hub_of("beginner", 0)
    player, old = hub.begin(), []
    while player.sent:
        [(_, arguments)] = player.sent
        held = hub.attributes
        player = hub.hear_out(player)
        old.append((held, arguments))
        current = hub.attributes, hub.response
        for hub.attributes, stale in chance.choices(old, k=3):
            hub.wait(chance.randrange(400))
            assert hub.touch(*stale) == {}
        hub.attributes, hub.response = current
    [record] = hub.store.workouts(KEY)
    [untouched] = (clean := on_a_speaker("beginner", 0)).store.workouts(clean.key)
    assert record.document["sets"] == untouched.document["sets"]
