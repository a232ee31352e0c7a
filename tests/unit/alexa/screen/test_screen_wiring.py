from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.alexa.door import Door
from skill.alexa.screen.address import address_of
from skill.coach.runner import Counting, Manner, Profile, Runner
from skill.coach.session import State
from skill.content.loader import load_catalogue
from skill.documents import document_of, runner_from
from skill.speech.voice import Limits
from skill.speech.voices import Voices
from skill.store.errors import Unavailable
from skill.store.memory import MemoryStore
from skill.store.port import Saved
from skill.turns import Turns
from tests.envelopes import SKILL, envelope, from_screen, intent, launch, on_screen
from tests.responses import words
from tests.viewhost.hub import KEY, Hub


def test_a_workout_plays_on_the_screen_and_is_not_spoken_twice() -> None:
    """The words are in the commands alone; the session is neither ended nor kept open with a question."""
    hub = Hub()
    body = hub.send(on_screen(launch()))
    assert body.keys() == {"directives"}
    assert hub.player.said
    assert hub.response["sessionAttributes"]


@pytest.mark.parametrize("version", ["1.3", None, "soon"])
def test_a_screen_that_could_not_show_it_is_a_speaker(version: object) -> None:
    """A device whose screen is too old hears the workout in speech."""
    hub = Hub()
    body = hub.send(on_screen(launch(), version))
    assert "directives" not in body
    assert body["shouldEndSession"] is False


def test_a_first_visit_shows_its_question() -> None:
    """A reply that waits for the runner is spoken by the device, with a picture and buttons; no command plays."""
    hub = Hub(MemoryStore())
    hub.store.delete(KEY)
    body = hub.send(on_screen(launch()))
    assert body["shouldEndSession"] is False
    assert [directive["type"] for directive in body["directives"]] == ["Alexa.Presentation.APL.RenderDocument"]
    assert hub.player.data["choices"]


def test_a_reply_that_is_over_goes_on() -> None:
    """What the screen sends at the end of a reply is answered with the next part of the workout."""
    hub = Hub()
    before = hub.begin()
    after = hub.hear_out(before)
    assert after.data["index"] > before.data["index"]
    assert hub.runner.session is not None
    assert hub.runner.session.log


def test_a_touch_acts_at_once() -> None:
    """A touch on pause in mid-set holds the place; the answer does not wait for what is still being spoken."""
    hub = Hub()
    hub.begin()
    hub.wait(30_000)
    body = hub.touch("pause", *hub.address)
    assert body["outputSpeech"]["playBehavior"] == "REPLACE_ALL"
    assert hub.runner.session is not None
    assert hub.runner.session.state is State.PAUSED
    assert [choice["action"] for choice in hub.player.data["choices"]] == ["resume", "stop"]


def test_words_and_touches_mix() -> None:
    """Something said to a screen that plays is answered by the screen, and it goes on playing by itself."""
    hub = Hub()
    hub.begin()
    hub.wait(20_000)
    hub.send(on_screen(intent("HowManyLeftIntent")))
    assert hub.player.sent
    assert hub.hear_out(hub.player).sent


def test_the_end_shows_its_farewell() -> None:
    """An answer that ends the session ends it on a screen too, with a picture and without buttons to press."""
    hub = Hub()
    hub.begin()
    body = hub.send(on_screen(intent("AMAZON.StopIntent")))
    assert body["shouldEndSession"] is True
    assert hub.player.data["choices"] == []
    hub.send(on_screen(intent("FinishEarlyIntent", new=True)))
    body = hub.send(on_screen(intent("AMAZON.StopIntent", new=True)))
    assert body["shouldEndSession"] is True
    assert hub.player.scene(0)["heading"] == "Runner Strength"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (None, "malformed"),
        ("block_end", "malformed"),
        ([], "malformed"),
        (["buy", "w", 1, 1], "malformed"),
        (["block_end", "another@1", 0, 1], "foreign"),
    ],
)
def test_what_means_nothing_is_answered_and_logged(
    caplog: pytest.LogCaptureFixture, arguments: object, reason: str
) -> None:
    """A foreign or malformed event gets a valid empty answer and a log line; nothing moves, the session keeps all."""
    hub = Hub()
    hub.begin()
    before, carried = hub.store.load(KEY), hub.attributes
    caplog.set_level("INFO", logger="skill")
    assert hub.send(from_screen(arguments)) == {}
    assert hub.store.load(KEY) == before
    assert hub.attributes == carried
    [line] = [record for record in caplog.records if record.message == "screen_event_refused"]
    assert line.__dict__["reason"] == reason


def test_what_a_screen_brings_on_is_logged_with_its_milliseconds(caplog: pytest.LogCaptureFixture) -> None:
    """An answered event leaves one line, that says how long it took."""
    hub = Hub()
    hub.begin()
    caplog.set_level("INFO", logger="skill")
    hub.touch("pause", *hub.address)
    [line] = [record for record in caplog.records if record.message == "screen_event"]
    assert 0 < line.__dict__["milliseconds"] < 60_000


def test_a_sign_of_life_is_answered_quietly(caplog: pytest.LogCaptureFixture) -> None:
    """What a screen sends every few seconds fills no log, and what the session carries stays in it."""
    hub = Hub()
    hub.begin()
    carried = hub.attributes
    caplog.set_level("INFO", logger="skill")
    assert hub.touch("still_here", *hub.address) == {}
    assert hub.attributes == carried
    assert not [record for record in caplog.records if record.message.startswith("screen_event")]


def test_an_end_that_comes_again_with_an_old_session_moves_on_once() -> None:
    """An event that is sent a second time with what the session held before is known by what is stored by then."""
    hub = Hub()
    player = hub.begin()
    held = hub.attributes
    hub.hear_out(player)
    before, hub.attributes = hub.store.load(KEY), held
    assert hub.touch(*player.sent[0][1]) == {}
    assert hub.store.load(KEY) == before


def test_a_screen_that_the_workout_has_left_moves_nothing() -> None:
    """When the workout was taken along to another device, what the first one still sends means nothing."""
    hub = Hub()
    player = hub.begin()
    kitchen, hub.attributes = hub.attributes, None
    hub.wait(30_000)
    hub.send(on_screen(launch()), device="bedroom")
    hub.send(on_screen(intent("AMAZON.YesIntent")), device="bedroom")
    before, bedroom = hub.store.load(KEY), hub.attributes
    hub.attributes = kitchen
    hub.wait(player.ends)
    assert hub.touch(*player.sent[0][1]) == {}
    assert hub.store.load(KEY) == before
    hub.attributes = bedroom
    assert hub.send(from_screen(["pause", *hub_address(bedroom)]), device="bedroom")["outputSpeech"]


def hub_address(attributes: Any) -> list[Any]:
    """Read the address of the current reply from what a session carries, as the screen that shows it holds it."""
    address = address_of(runner_from(attributes["runner"]).session)
    return [address.workout, address.index, address.turn]


def test_a_device_that_the_workout_has_left_is_shown_a_question() -> None:
    """Where the workout is on is told with two buttons, not with the pictures of what plays elsewhere."""
    hub = Hub()
    hub.begin()
    kitchen, hub.attributes = hub.attributes, None
    hub.send(on_screen(launch()), device="bedroom")
    hub.send(on_screen(intent("AMAZON.YesIntent")), device="bedroom")
    hub.attributes = kitchen
    body = hub.send(on_screen(intent("AMAZON.NextIntent")))
    assert body["shouldEndSession"] is False
    assert [choice["action"] for choice in hub.player.data["choices"]] == ["yes", "no"]
    assert hub.touch("yes", *hub.address).keys() == {"directives"}


def test_a_reply_too_large_with_its_pictures_is_spoken(caplog: pytest.LogCaptureFixture) -> None:
    """Where replies are set to be very long, one that would not fit with its pictures goes as it would to a speaker."""
    hub = Hub()
    every = Profile(level="advanced", manner=Manner(counting=Counting.EVERY))
    hub.store.save(KEY, document_of(Runner(welcomed=True, profile=every)), expected=1)
    turns = Turns(hub.store, load_catalogue(), Voices(load_catalogue(), Limits(seconds=600)))
    hub.door = Door(turns, load_catalogue(), key_secret="test", skill_id=SKILL)
    body = hub.send(on_screen(launch()))
    while "directives" in body:
        assert hub.player.sent, "no reply was too large"
        hub.hear_out_only(hub.player)
        body = hub.response["response"]
    assert body["shouldEndSession"] is False
    assert "screen_too_large" in [record.message for record in caplog.records]


def test_a_touch_of_nobody_is_apologised_for() -> None:
    """An event of a screen that names neither a person nor an account moves nothing, and is told so."""
    hub = Hub()
    hub.begin()
    before = hub.store.load(KEY)
    touched = from_screen(["pause", *hub.address])
    del touched["context"]["System"]["user"]
    del touched["session"]["user"]
    assert hub.send(touched)["shouldEndSession"] is True
    assert hub.store.load(KEY) == before


class BrokenStore(MemoryStore):
    """A store that breaks as nobody foresaw."""

    broken = False

    def save(self, *arguments: Any, **facts: Any) -> int:
        """Refuse."""
        if self.broken:
            raise RuntimeError("unforeseen")
        return super().save(*arguments, **facts)


def test_a_touch_that_could_not_be_served_is_apologised_for() -> None:
    """Where a touch fails, the runner is told; the place is where it was."""
    hub = Hub(BrokenStore())
    hub.begin()
    before = hub.store.load(KEY)
    hub.store.broken = True  # type: ignore[attr-defined]
    hub.wait(30_000)
    body = hub.touch("pause", *hub.address)
    assert body["shouldEndSession"] is True
    assert words(hub.response)
    assert hub.store.load(KEY) == before


class DownStore(MemoryStore):
    """A store that does not answer any more."""

    down = False

    def load(self, key: str) -> Saved | None:
        """Answer, or not."""
        if self.down:
            raise Unavailable("down")
        return super().load(key)

    def save(self, *arguments: Any, **facts: Any) -> int:
        """Write, or not."""
        if self.down:
            raise Unavailable("down")
        return super().save(*arguments, **facts)


def test_a_screen_plays_on_while_the_store_is_down() -> None:
    """Without the store the screen goes on from what the session carries, and tells once that it may be lost."""
    hub = Hub(DownStore())
    player = hub.begin()
    hub.store.down = True  # type: ignore[attr-defined]
    first = hub.hear_out(player)
    second = hub.hear_out(first)
    assert second.sent
    told = [line for player in (first, second) for _, line in player.said if "today may not be remembered" in line]
    assert len(told) == 1


def test_other_messages_of_the_platform_leave_the_session_as_it_was() -> None:
    """A fault that a screen reports in mid-workout is answered with nothing, and the place stays in the session."""
    hub = Hub()
    hub.begin()
    carried = hub.attributes
    assert hub.send(envelope({"type": "Alexa.Presentation.APL.RuntimeError", "errors": []})) == {}
    assert hub.attributes == carried


def heard(hub: Hub) -> list[list[Any]]:
    """Play some replies on a screen, and give all that it sent."""
    player, sent = hub.begin(), []
    for _ in range(4):
        sent.append(player.sent[0][1])
        player = hub.hear_out(player)
    return sent


PLAYED = Hub()
SENT = heard(PLAYED)


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from(range(4)), st.booleans(), st.integers(0, 400_000)),
        max_size=8,
    )
)
def test_late_repeated_and_unordered_events_change_nothing(events: list[tuple[int, bool, int]]) -> None:
    """However the events of earlier replies come in, the workout is where its last reply left it."""
    before, now, carried = PLAYED.store.load(KEY), PLAYED.now, PLAYED.attributes
    for number, stored, later in events:
        PLAYED.now = now + timedelta(milliseconds=later)
        PLAYED.attributes = None if stored else carried
        assert PLAYED.touch(*SENT[number]) == {}
    PLAYED.now, PLAYED.attributes = now, carried
    assert PLAYED.store.load(KEY) == before
