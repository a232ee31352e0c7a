"""A workout that is cut off at each of its replies in turn, in every way, goes on at the same place."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from interaction_model.committed import read_model
from skill.alexa.requests import runner_key
from skill.speaker.device import Echo
from skill.speaker.envelopes import USER, Envelopes
from skill.speaker.state_cli import place_of
from skill.speaker.trace import Trace
from skill.store.memory import MemoryStore
from tests.talking import make_turns
from tests.transcripts import LOCALE, speaker

KEY = runner_key(USER, "test")
# A whole beginner A takes no more replies than this.
REPLIES = 26
# On the first visit each of the five exercises has two sets.
FIRST_SETS = 10
HOWS = ["process", "silence", "stop", "exit"]


def run_up_to(replies: int, store: MemoryStore, offset: float | None = None) -> Echo:
    """Play a workout by saying "ready" so many times; the last reply up to an offset, or to its end."""
    echo, _ = speaker(store)
    echo.hear("start workout a")
    for _ in range(replies):
        if not echo.session_open:
            break
        echo.advance(echo.phase_seconds_left + 1)
        echo.hear("ready")
    if echo.session_open:
        echo.advance(echo.phase_seconds_left + 1 if offset is None else offset * echo.phase_seconds_left)
    return echo


def place(store: MemoryStore, echo: Echo) -> dict[str, object]:
    """Give the place as stored, as of the device's time, without the state: what is done and what comes next."""
    runner = make_turns(store).runner(KEY, echo.now)
    assert runner is not None
    shown = place_of(runner, echo.now)
    del shown["status"]
    return shown


def cut_off(echo: Echo, how: str) -> None:
    """End the session in one of the ways in which sessions end."""
    match how:
        case "silence":
            echo.advance(echo.seconds_until_silent + 1)
        case "stop":
            echo.interrupt()
            echo.hear("stop")
        case "exit":
            echo.leave()


def reopened(store: MemoryStore, echo: Echo, minutes: int) -> Echo:
    """Come back after a while, on a device that has just been switched on."""
    back, _ = speaker(store, echo.now + timedelta(minutes=minutes))
    back.hear("open runner strength")
    return back


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("replies", range(REPLIES))
def test_cut_off_after_each_reply(replies: int, how: str) -> None:
    """After each reply: killed, silent, stopped or left, the same exercise, set and side come up, with the same log."""
    store = MemoryStore()
    echo = run_up_to(replies, store)
    if not echo.session_open:
        return
    before = place(store, echo)
    cut_off(echo, how)
    after = place(store, reopened(store, echo, 10))
    if before["exercise"] is None:
        # Everything was done: the workout is written down as finished.
        assert (after["workout"], after["last_workout"]) == (None, "beginner_a")
    else:
        assert after == before


@given(st.integers(0, REPLIES), st.floats(0, 1), st.sampled_from(["stop", "exit"]), st.integers(0, 200))
@settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_cut_off_in_the_middle(replies: int, offset: float, how: str, minutes: int) -> None:
    """Stopped or left at any moment of any reply, the same place comes up after any time that day."""
    store = MemoryStore()
    echo = run_up_to(replies, store, offset)
    if not echo.session_open:
        return
    before = place(store, echo)
    if before["exercise"] is None:
        return
    cut_off(echo, how)
    back = reopened(store, echo, minutes)
    kept = place(store, back)
    # Amazon's stamps are whole seconds, so the last repetition may count as not quite done.
    assert before["done"] - 1 <= kept["done"] <= before["done"]  # type: ignore[operator]
    unit = {"done", "side"} if kept["done"] != before["done"] else set()
    assert {k: v for k, v in kept.items() if k not in unit} == {k: v for k, v in before.items() if k not in unit}
    if before["exercise"] == "march":
        # Nothing is done yet, so the workout simply starts; further on the runner is asked first.
        return
    back.advance(back.phase_seconds_left + 1)
    back.hear("yes")
    assert place(store, back) == kept


def test_a_speaker_that_is_killed_speaks_no_further(tmp_path: Path) -> None:
    """Killed in mid-set and started again later, it tells when it fell silent: the set is where it was then."""
    store = MemoryStore()
    echo, _ = speaker(store)
    for said in ("start workout a", "ready", "go to squats"):
        echo.hear(said)
        echo.advance(45)
    killed = Trace.beside(tmp_path / "store.sqlite3")
    killed.note(echo.now)
    killed.close()
    before = place(store, echo)
    assert (before["exercise"], before["set"], before["sets_logged"]) == ("squat", 1, [])
    found = Trace.beside(tmp_path / "store.sqlite3")
    assert found.cut_off is not None
    back, door = speaker(store, echo.now + timedelta(minutes=5))
    door.answer(Envelopes(read_model(LOCALE), locale=LOCALE).cut_off(found.cut_off))
    found.close()
    back.hear("open runner strength")
    assert place(store, back) == before


def test_a_workout_that_is_cut_off_at_every_reply_is_written_down_once() -> None:
    """Killed and reopened after every single reply, the workout ends in one record with every set once."""
    store = MemoryStore()
    echo = run_up_to(0, store)
    for _ in range(3 * REPLIES):
        if make_turns(store).runner(KEY, echo.now).session is None:  # type: ignore[union-attr]
            break
        echo = reopened(store, echo, 5)
        echo.advance(echo.phase_seconds_left + 1)
        echo.hear("ready")
        echo.advance(echo.phase_seconds_left + 1)
    (record,) = store.workouts(KEY)
    sets = [tuple(done[:3]) for done in record.document["sets"]]
    assert len(sets) == len(set(sets)) == FIRST_SETS
    assert record.document["completed"]
