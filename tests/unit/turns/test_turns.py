"""One turn: repeats, conflicts, outages, and what is written when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from skill.coach.acts import Question
from skill.coach.events import EventKind
from skill.coach.runner import Runner
from skill.documents import FORMAT, NewerDocumentError, UnreadableDocumentError, document_of
from skill.store.errors import Conflict, Unavailable
from skill.store.memory import MemoryStore
from skill.store.port import Saved, WorkoutRecord
from skill.turns import ATTEMPTS
from tests.talking import Talk, make_turns


@dataclass
class FlakyStore:
    """A store in front of another one, which fails as told and counts what is asked of it."""

    behind: MemoryStore = field(default_factory=MemoryStore)
    down: bool = False
    conflicts: int = 0
    down_after_conflict: bool = False
    loads: int = 0
    saves: int = 0

    def load(self, runner: str) -> Saved | None:
        """Read, unless down."""
        self.loads += 1
        if self.down:
            raise Unavailable("down")
        return self.behind.load(runner)

    def save(
        self, runner: str, document: Mapping[str, Any], *, expected: int, workout: WorkoutRecord | None = None
    ) -> int:
        """Write, unless down or in conflict."""
        self.saves += 1
        if self.down:
            raise Unavailable("down")
        if self.conflicts:
            self.conflicts -= 1
            self.down = self.down_after_conflict
            raise Conflict("somebody else wrote")
        return self.behind.save(runner, document, expected=expected, workout=workout)

    def workouts(self, runner: str, *, limit: int = 20) -> tuple[WorkoutRecord, ...]:
        """Read what ended."""
        return self.behind.workouts(runner, limit=limit)

    def delete(self, runner: str) -> None:
        """Delete everything."""
        self.behind.delete(runner)

    def ping(self) -> None:
        """Answer."""


def started(store: FlakyStore | None = None) -> Talk:
    """Give a first visit with the workout running."""
    talk = Talk(store=store or FlakyStore())
    talk.say(EventKind.OPEN, opens=True)
    talk.hear_out()
    talk.say(EventKind.READY)
    return talk


def test_a_session_is_read_once_and_written_once_a_turn() -> None:
    """Opening reads the runner; inside the session nothing is read, and every turn that moves writes once."""
    store = FlakyStore()
    talk = started(store)
    talk.hear_out()
    talk.say(EventKind.READY)
    assert (store.loads, store.saves) == (1, 3)


def test_an_answer_to_an_open_question_writes_nothing() -> None:
    """Help at a question moves nothing, so nothing is written."""
    store = FlakyStore()
    talk = Talk(store=store)
    talk.say(EventKind.OPEN, opens=True)
    talk.say(EventKind.HELP)
    assert store.saves == 1


def test_a_request_that_comes_again_moves_nothing() -> None:
    """The same request id, with the attributes it had, hears the current instruction again."""
    talk = started()
    talk.hear_out()
    request = talk.request(EventKind.READY)
    first = talk.send(request)
    before = talk.stored
    again = talk.turns.take_turn(request)
    assert talk.stored == before
    assert again.speech.marks == first.speech.marks
    assert not again.ends


def test_a_request_that_comes_again_at_a_question_hears_it_again() -> None:
    """A repeated "open" at the first question asks the question again."""
    talk = Talk()
    request = talk.request(EventKind.OPEN, opens=True)
    talk.send(request)
    again = talk.turns.take_turn(request)
    assert not again.ends
    assert again.speech.text.endswith("?")


def test_a_request_that_comes_again_after_the_end_says_goodbye() -> None:
    """A repeated "stop" ends again, and nothing more."""
    talk = started()
    request = talk.request(EventKind.STOP)
    talk.send(request)
    assert talk.turns.take_turn(request).ends


def test_a_conflict_applies_the_event_to_what_is_there_now() -> None:
    """When somebody else wrote in between, the event is applied again, and nothing is lost."""
    store = FlakyStore()
    talk = started(store)
    talk.hear_out()
    store.conflicts = 2
    talk.say(EventKind.READY)
    assert len(talk.session.log) > 0


def test_endless_conflicts_are_given_up() -> None:
    """After some attempts the turn fails, for the edge to apologise; nothing is half-written."""
    store = FlakyStore()
    talk = started(store)
    store.conflicts = ATTEMPTS
    with pytest.raises(Conflict):
        talk.say(EventKind.PAUSE)


def test_a_store_that_goes_down_after_a_conflict() -> None:
    """With a conflict and then no answer, the workout goes on unsaved, and is written when the store is back."""
    store = FlakyStore(conflicts=0, down_after_conflict=True)
    talk = started(store)
    store.conflicts = 1
    talk.hear_out()
    assert "may not be remembered" in talk.say(EventKind.READY).speech.text
    store.down = store.down_after_conflict = False
    talk.hear_out()
    talk.say(EventKind.READY)
    assert len(talk.session.log) >= 3


def test_a_runner_deleted_in_between_is_written_anew() -> None:
    """A conflict with a deletion starts from what the session knows."""
    store = FlakyStore()
    talk = started(store)
    store.behind.delete(talk.key)
    talk.say(EventKind.PAUSE)
    assert talk.stored.ask is not None
    assert talk.stored.ask.question is Question.PAUSED


def test_an_outage_is_told_once_and_the_workout_goes_on() -> None:
    """While the store is down the state rides in the session; it is written when the store is back."""
    store = FlakyStore()
    talk = started(store)
    store.down = True
    talk.hear_out()
    told = talk.say(EventKind.READY)
    assert "may not be remembered" in told.speech.text
    talk.hear_out()
    quiet = talk.say(EventKind.READY)
    assert "may not be remembered" not in quiet.speech.text
    store.down = False
    talk.hear_out()
    talk.say(EventKind.READY)
    assert len(talk.session.log) >= 3


def test_an_outage_at_the_start_keeps_what_was_known_before() -> None:
    """Opened while the store is down, the workout runs, and joins the runner that is stored when it is back."""
    store = FlakyStore()
    talk = started(store)
    talk.say(EventKind.FINISH_EARLY)
    known = talk.stored
    store.down = True
    talk.wait(3600)
    talk.say(EventKind.OPEN, opens=True)
    store.down = False
    talk.hear_out()
    talk.say(EventKind.READY)
    assert talk.session.log
    assert talk.stored.finished == known.finished


def test_a_workout_that_ends_is_kept_with_its_sets() -> None:
    """After a whole workout the record holds every set, and the runner has no workout in progress."""
    talk = started()
    talk.finish()
    (record,) = talk.store.workouts(talk.key)
    assert len(record.document["sets"]) == 15
    assert record.document["completed"]


def test_forgetting_leaves_nothing() -> None:
    """After the confirmation nothing about the runner is stored."""
    talk = started()
    talk.say(EventKind.DELETE_DATA)
    talk.say(EventKind.YES)
    assert talk.store.load(talk.key) is None
    assert talk.turns.runner(talk.key, talk.now) is None


def test_forgetting_from_outside() -> None:
    """The edge can delete a runner, as when the skill is disabled."""
    talk = started()
    talk.turns.forget(talk.key)
    assert talk.store.load(talk.key) is None


def test_closing_keeps_the_place() -> None:
    """A closed session keeps its place, and says nothing."""
    talk = started()
    talk.wait(20)
    talk.turns.close(talk.request(EventKind.UNKNOWN))
    place = talk.session.index, talk.session.done
    talk.carried = None
    talk.say(EventKind.OPEN, opens=True)
    talk.say(EventKind.YES)
    assert (talk.session.index, talk.session.done) == place


@pytest.mark.parametrize(
    ("document", "error"),
    [
        ({**document_of(Runner()), "format": FORMAT + 1}, NewerDocumentError),
        ({"format": FORMAT}, UnreadableDocumentError),
        ({**document_of(Runner()), "queue": "many"}, UnreadableDocumentError),
        ({**document_of(Runner()), "session": {"plan": ["nonsense"]}}, UnreadableDocumentError),
    ],
)
def test_what_cannot_be_read_is_said_so(document: dict[str, Any], error: type[Exception]) -> None:
    """A document of a newer release, or none of ours, stops the turn with a typed error and stays as it is."""
    talk = Talk()
    talk.store.save(talk.key, document, expected=0)
    with pytest.raises(error):
        talk.say(EventKind.OPEN, opens=True)
    saved = talk.store.load(talk.key)
    assert saved == Saved(document, 1)


@pytest.mark.parametrize("carried", [{"runner": None}, {"runner": {}, "version": "x"}, {}])
def test_what_the_session_carries_may_be_broken(carried: dict[str, Any]) -> None:
    """Session attributes that cannot be read are left aside: the runner is read from the store."""
    talk = started()
    talk.wait(20)
    talk.carried = carried
    talk.say(EventKind.PAUSE)
    assert talk.stored.ask is not None
    assert talk.stored.ask.question is Question.PAUSED


def test_the_apology_moves_nothing() -> None:
    """An internal fault is answered with words that end the session."""
    answer = make_turns(MemoryStore()).apologise("en-GB")
    assert answer.ends
    assert answer.speech.text
