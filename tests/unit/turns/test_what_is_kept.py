"""What the store may have of a workout in which something hurt, and what only the open conversation knows."""

import json
from typing import Any

import pytest

from skill.coach.acts import Question
from skill.coach.events import EventKind, Wishes
from skill.content.loader import load_catalogue
from skill.store.memory import MemoryStore
from skill.store.port import WorkoutRecord
from tests.talking import Talk

K = EventKind
CATALOGUE = load_catalogue()
AREAS = sorted(area for area in CATALOGUE.areas if CATALOGUE.areas[area].avoid)


class Recording(MemoryStore):
    """A store that remembers everything that was ever written."""

    def __init__(self) -> None:
        """Start with nothing written."""
        super().__init__()
        self.written: list[dict[str, Any]] = []

    def save(
        self,
        key: str,
        document: dict[str, Any],
        *,
        expected: int,
        workout: WorkoutRecord | None = None,
        dropped: str | None = None,
    ) -> int:
        """Write, and remember it."""
        self.written.append(json.loads(json.dumps(document)))
        return super().save(key, document, expected=expected, workout=workout, dropped=dropped)


def in_squats() -> Talk:
    """Give somebody in the second set of squats, who has been here before."""
    talk = Talk(Recording())
    talk.say(K.OPEN, opens=True)
    talk.say(K.START)
    talk.say(K.READY)
    while (talk.session.step.exercise, talk.session.step.set) != ("squat", 2) or not talk.session.step.moving:
        talk.wait(5)
        if talk.stored.ask is not None:
            talk.say(K.READY)
    talk.wait(12)
    return talk


def written(talk: Talk) -> list[dict[str, Any]]:
    """Give what was written of the workout from the first stop on."""
    assert isinstance(talk.store, Recording)
    sessions = [document["session"] for document in talk.store.written if document["session"]]
    return [session for session in sessions if session["spared"]]


@pytest.mark.parametrize("area", AREAS)
def test_no_list_of_moves_tells_the_store_where_it_hurts(area: str) -> None:
    """Told in a workout or before one, the store has the moves that were stopped at, and the plan; no more."""
    stopped, before = in_squats(), Talk(Recording())
    for kind, facts in ((K.PAIN, {"area": area}), (K.PAIN, {}), (K.YES, {}), (K.READY, {})):
        stopped.say(kind, **facts)
        stopped.wait(3)
    before.say(K.OPEN, opens=True)
    before.say(K.PAIN, area=area)
    before.say(K.YES)
    for session in (*written(stopped), *written(before)):
        assert (session["spared"]["aside"], session["spared"]["offers"]) == ([], [])
        assert session["spared"]["left"] in ([], ["squat"])
        assert session["spared"]["stops"] == len(session["spared"]["left"])
    assert written(stopped)


def test_another_workout_of_the_conversation_tells_the_store_no_more() -> None:
    """What it goes without rides along; the store has the workout as if it had been laid out so."""
    talk = in_squats()
    for kind, facts in ((K.PAIN, {"area": "knee"}), (K.PAIN, {}), (K.NEW_WORKOUT, {"wishes": Wishes(workout="b")})):
        talk.say(kind, **facts)
        talk.wait(3)
    spared = talk.carried["runner"]["session"]["spared"]
    assert "step_up" in spared["aside"]
    assert "step_up" not in {step.exercise for step in talk.session.plan}
    assert isinstance(talk.store, Recording)
    session = talk.store.written[-1]["session"]
    assert (session["workout"], session["spared"]) == ("beginner_b", None)


def test_the_open_conversation_knows_the_rest() -> None:
    """What is put aside and on offer rides along, so that plain effort gives the whole plan back."""
    talk = in_squats()
    plan = talk.session.plan
    talk.say(K.PAIN, area="knee")
    assert talk.carried["runner"]["session"]["spared"]["offers"]
    assert not {step.exercise for step in talk.session.plan[talk.session.index :]} & {"squat", "lunge"}
    talk.say(K.ONLY_EFFORT)
    assert talk.session.plan == plan
    talk.say(K.RESUME)
    assert talk.session.step.exercise == "squat"


@pytest.mark.parametrize("answers", [(), (K.PAIN,)])
def test_a_conversation_that_breaks_off_goes_on_without_what_hurt(answers: tuple[EventKind, ...]) -> None:
    """Not even where the device never said that it was over does a move come back, and no offer is kept."""
    talk = in_squats()
    talk.say(K.PAIN, area="knee")
    for kind in answers:
        talk.say(kind)
    asked = talk.stored.ask
    assert asked is not None
    assert asked.question in {Question.CHECK, Question.CORE_INSTEAD}
    assert asked.facts == {}
    talk.carried = None
    talk.wait(600)
    talk.say(K.OPEN, opens=True)
    talk.say(K.YES)
    assert not {step.exercise for step in talk.session.plan[talk.session.index :]} & {"squat", "lunge"}
