"""A comeback before a screen (model dialogue 10): a runner who hears little reads everything, and answers by touch."""

import re
from datetime import timedelta

from skill.coach.events import Effort
from skill.coach.runner import Counting, LastWorkout, Manner, Pace, Profile, Runner
from skill.documents import document_of
from tests.envelopes import NOON
from tests.viewhost.hub import KEY, Hub
from tests.viewhost.player import Player

FOUR_WEEKS_AGO = NOON - timedelta(weeks=4)
ROSA = Runner(
    welcomed=True,
    finished=9,
    profile=Profile(manner=Manner(counting=Counting.EVERY, pace=Pace.SLOW)),
    last=LastWorkout("beginner_a", FOUR_WEEKS_AGO, completed=True),
)
# What is touched at each question, the first of these that is offered.
TOUCHED = ("start", "right", "yes", "ready", "resume")


def opened() -> Hub:
    """Let Rosa open the coach; questions before the workout are answered by touch."""
    hub = Hub()
    hub.store.save(KEY, document_of(ROSA), expected=1)
    hub.begin()
    while not hub.player.sent:
        answer_by_touch(hub)
    return hub


def answer_by_touch(hub: Hub) -> None:
    """Touch a button of the question that is shown."""
    offered = [choice["action"] for choice in hub.player.data["choices"]]
    hub.touch(next(action for action in TOUCHED if action in offered), *hub.address)


def read(player: Player) -> str:
    """Give all that stood in the caption while a reply was played."""
    shown = [player.data["captions"][0]]
    shown += [player.data["captions"][one.value] for one in player.shown if one.name == "caption"]
    return " ".join(shown)


def test_every_line_that_is_spoken_can_be_read() -> None:
    """From the first word to the summary nothing is told by sound alone, and nothing needs a word from the runner."""
    hub = opened()
    while hub.player.sent:
        for _, line in hub.player.said:
            assert line in read(hub.player)
        hub.hear_out(hub.player)
    [record] = hub.store.workouts(KEY)
    assert record.document["completed"]


def test_the_coach_speaks_as_slowly_as_was_asked() -> None:
    """What explains and announces is slow; the counts keep to the clock."""
    lines = [line["ssml"] for line in opened().player.data["lines"]]
    assert any(re.search(r'rate="\d+%"', line) for line in lines if len(line.split()) > 8)
    assert "<speak>Three</speak>" in lines


def test_an_exercise_is_rated_by_touch() -> None:
    """A touch on "right" is kept as the word would be, and the workout goes on by itself."""
    hub = opened()
    while "right" not in (offered := [choice["action"] for choice in hub.player.data["choices"]]):
        hub.hear_out(hub.player)
    assert offered == ["easy", "right", "hard"]
    hub.wait(hub.player.ends - 4000)
    hub.touch("right", *hub.address)
    session = hub.runner.session
    assert session is not None
    assert [effort for _, effort in session.efforts] == [Effort.RIGHT]
    assert hub.player.sent


def test_a_rest_shows_what_comes_next() -> None:
    """In a rest the ring counts down, and the next move stands below it."""
    hub = opened()
    while True:
        resting = [scene for scene in hub.player.data["scenes"] if scene["mood"] == "resting" and scene["units"] >= 20]
        if resting:
            break
        hub.hear_out(hub.player)
    assert resting[0]["title"]
    assert resting[0]["beneath"] == "seconds"


def test_a_volume_word_in_between_loses_nothing() -> None:
    """ "Louder" is the device's own business: the screen plays on, and what it sends at the end is still awaited."""
    hub = opened()
    player = hub.player
    hub.wait(20_000)
    hub.touch("still_here", *hub.address_of(player))
    hub.wait(player.ends - 20_000)
    hub.touch(*player.sent[0][1])
    assert hub.player.sent
