"""One turn: repeats, conflicts, outages, and what is written when."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from skill.coach.acts import Question
from skill.coach.events import EventKind
from skill.coach.on_the_day import NOTHING_SAID, OnTheDay
from skill.coach.runner import Runner
from skill.content.loader import load_catalogue
from skill.documents import FORMAT, document_of, runner_from
from skill.outage import ATTEMPTS, STORE_SECONDS
from skill.speech.catalogue import load_wording
from skill.speech.voices import Voices
from skill.store.errors import Conflict, Unavailable
from skill.store.memory import MemoryStore
from skill.store.port import LONGEST_CALL, Saved, WorkoutRecord
from skill.turns import Turns
from tests.talking import Talk, make_turns


@dataclass
class FlakyStore:
    """A store in front of another one, which fails as told and counts what is asked of it."""

    behind: MemoryStore = field(default_factory=MemoryStore)
    down: bool = False
    conflicts: int = 0
    down_after_conflict: bool = False
    loses_answers: bool = False
    down_at_delete: bool = False
    loads: int = 0
    saves: int = 0

    def load(self, runner: str) -> Saved | None:
        """Read, unless down."""
        self.loads += 1
        if self.down:
            raise Unavailable("down")
        return self.behind.load(runner)

    def save(
        self,
        runner: str,
        document: Mapping[str, Any],
        *,
        expected: int,
        workout: WorkoutRecord | None = None,
        dropped: str | None = None,
    ) -> int:
        """Write, unless down or in conflict."""
        self.saves += 1
        if self.down or (dropped is not None and self.down_at_delete):
            raise Unavailable("down")
        if self.conflicts:
            self.conflicts -= 1
            self.down = self.down_after_conflict
            raise Conflict("somebody else wrote")
        version = self.behind.save(runner, document, expected=expected, workout=workout, dropped=dropped)
        if self.loses_answers:
            raise Unavailable("the answer was lost")
        return version

    def workouts(self, runner: str, *, limit: int = 20) -> tuple[WorkoutRecord, ...]:
        """Read what ended, unless down."""
        if self.down:
            raise Unavailable("down")
        return self.behind.workouts(runner, limit=limit)

    def delete(self, runner: str) -> None:
        """Delete everything, unless down."""
        if self.down:
            raise Unavailable("down")
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


@pytest.fixture
def flaky() -> FlakyStore:
    """Give a store that can be made to fail."""
    return FlakyStore()


@pytest.fixture
def talk(flaky: FlakyStore) -> Talk:
    """Give a workout that runs on it."""
    return started(flaky)


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


def test_how_the_day_is_rides_in_the_session_alone() -> None:
    """What was said of today holds for the conversation, through conflicts too; the store never has it."""
    store = FlakyStore()
    talk = Talk(store=store)
    talk.say(EventKind.OPEN, opens=True)
    talk.say(EventKind.SORENESS, number=8)
    talk.say(EventKind.TIRED)
    said = OnTheDay(sore=8, tired=True)
    assert talk.answers[-1].runner.on_the_day == said
    store.conflicts = 1
    talk.say(EventKind.WHATS_DUE)
    assert talk.answers[-1].runner.on_the_day == said
    assert talk.session.workout == "focus_mobility"
    assert talk.stored.on_the_day == NOTHING_SAID
    assert "sore" not in json.dumps(document_of(talk.stored))
    talk.say(EventKind.STOP)
    talk.say(EventKind.WHATS_DUE, opens=True)
    assert talk.answers[-1].runner.on_the_day == NOTHING_SAID
    assert talk.session.workout == "beginner_a"


def test_no_mark_of_a_line_tells_that_somebody_was_sore_or_tired() -> None:
    """Lines about how the day is have one wording each, so that none is counted among those that were heard."""
    wording = load_wording("en-US")
    for line in ("because.sore", "because.very_sore", "because.tired", "soreness"):
        assert len(wording.variants(f"tell.{line}")) == 1


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


def test_a_storm_of_conflicts_stops_nobody(talk: Talk, flaky: FlakyStore) -> None:
    """After some attempts the workout goes on unsaved, and is written as soon as the others are done."""
    flaky.conflicts = ATTEMPTS
    talk.hear_out()
    assert "may not be remembered" in talk.say(EventKind.READY).speech.text
    talk.hear_out()
    talk.say(EventKind.READY)
    assert talk.carried is not None
    assert "unsaved" not in talk.carried
    assert len(talk.session.log) >= 2


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


def test_what_was_deleted_stays_deleted() -> None:
    """A session that was open elsewhere, or a request that comes again, does not bring a deleted runner back."""
    store = FlakyStore()
    talk = started(store)
    store.behind.delete(talk.key)
    talk.say(EventKind.PAUSE)
    runner = talk.turns.runner(talk.key, talk.now)
    assert runner is None or runner.session is None


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
    assert len(record.document["sets"]) == 10
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
    talk.turns.forget(talk.key, talk.now)
    assert talk.store.load(talk.key) is None
    talk.turns.forget(talk.key, talk.now)


def test_forgetting_is_ordered() -> None:
    """What was done before a runner came back deletes nothing of what came after."""
    talk = started()
    talk.turns.forget(talk.key, talk.now - timedelta(seconds=1))
    assert talk.store.load(talk.key) is not None


def test_forgetting_needs_nothing_readable() -> None:
    """What cannot be read can be deleted."""
    talk = Talk()
    talk.store.save(talk.key, {"format": FORMAT + 1}, expected=0)
    talk.turns.forget(talk.key, talk.now)
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
    "document",
    [
        {**document_of(Runner()), "format": FORMAT + 1},
        {"format": FORMAT},
        {"format": 0},
        {**document_of(Runner()), "queue": "many"},
        {**document_of(Runner()), "session": {"plan": ["nonsense"]}},
    ],
)
def test_what_cannot_be_read_is_never_written_over(document: dict[str, Any]) -> None:
    """With a document of a newer release, or none of ours, the workout goes on untouched by it, and is told once."""
    talk = Talk()
    talk.store.save(talk.key, document, expected=0)
    assert "may not be remembered" in talk.say(EventKind.OPEN, opens=True).speech.text
    for _ in range(2):
        talk.hear_out()
        assert "may not be remembered" not in talk.say(EventKind.READY).speech.text
    assert len(runner_from(talk.carried["runner"]).session.log) > 0
    assert talk.store.load(talk.key) == Saved(document, 1)


@pytest.mark.parametrize(
    "carried",
    [
        {"runner": None},
        {"runner": {}, "version": "x"},
        {},
        {"runner": document_of(Runner()), "version": 1, "today": ["very"]},
        {"runner": document_of(Runner()), "version": 1, "today": ["very", 1, 1]},
    ],
)
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


def unsaved(talk: Talk) -> bool:
    """Tell whether the session holds something that is not written."""
    return bool((talk.answers[-1].carried or {}).get("unsaved"))


def through(talk: Talk) -> None:
    """Say "ready" until the workout is over, stored or not."""
    while runner_from(talk.carried["runner"]).session is not None:
        talk.hear_out()
        talk.say(EventKind.READY)


@pytest.mark.parametrize("last_word", [EventKind.YES, EventKind.CLOSED])
def test_a_workout_that_ends_in_an_outage_is_written_down_later(
    talk: Talk, flaky: FlakyStore, last_word: EventKind
) -> None:
    """At the end the session stays open with a question; a yes, or the device closing, writes the whole workout."""
    talk.hear_out()
    talk.say(EventKind.READY)
    flaky.down = True
    through(talk)
    answer = talk.answers[-1]
    assert not answer.ends
    assert answer.speech.text.endswith("?")
    assert "saved" not in answer.speech.text.lower()
    assert flaky.behind.workouts(talk.key) == ()
    flaky.down = False
    said = talk.say(last_word)
    assert said.ends
    assert not unsaved(talk)
    (record,) = talk.store.workouts(talk.key)
    assert record.document["completed"]
    assert len(record.document["sets"]) == 10
    assert (talk.stored.session, talk.stored.finished) == (None, 1)


@pytest.mark.parametrize("word", [EventKind.NO, EventKind.STOP])
def test_a_runner_may_leave_it_unsaved(talk: Talk, flaky: FlakyStore, word: EventKind) -> None:
    """As long as the store is down a yes asks again; a no ends, and says what was not saved."""
    flaky.down = True
    through(talk)
    for _ in range(2):
        assert not talk.say(EventKind.YES).ends
    answer = talk.say(word)
    assert answer.ends
    assert "could not save" in answer.speech.text


@pytest.mark.parametrize("word", [EventKind.YES, EventKind.NO])
def test_stopping_in_an_outage_claims_nothing(talk: Talk, flaky: FlakyStore, word: EventKind) -> None:
    """ "Stop" does not say "saved" when nothing was; either answer to the question tries once more."""
    talk.hear_out()
    flaky.down = True
    answer = talk.say(EventKind.STOP)
    assert not answer.ends
    assert "Saved" not in answer.speech.text
    flaky.down = False
    assert "aved" in talk.say(word).speech.text
    assert talk.session.log


def test_stopping_before_anything_was_done_just_ends(flaky: FlakyStore) -> None:
    """Where nothing would be lost, nothing is asked."""
    flaky.down = True
    talk = Talk(store=flaky)
    talk.say(EventKind.OPEN, opens=True)
    answer = talk.say(EventKind.STOP)
    assert answer.ends
    assert "aved" not in answer.speech.text


def test_what_cannot_be_deleted_is_said_so(talk: Talk, flaky: FlakyStore) -> None:
    """With the store down, nobody hears that their data is gone."""
    talk.say(EventKind.DELETE_DATA)
    flaky.down = True
    answer = talk.say(EventKind.YES)
    assert answer.ends
    assert "nothing is deleted" in answer.speech.text
    assert flaky.behind.load(talk.key) is not None


def test_a_write_whose_answer_was_lost_is_found_again(talk: Talk, flaky: FlakyStore) -> None:
    """A workout that was written down without our knowing is not written down, or counted, a second time."""
    flaky.loses_answers = True
    through(talk)
    flaky.loses_answers = False
    talk.say(EventKind.YES)
    assert not unsaved(talk)
    assert talk.stored.finished == 1
    assert len(talk.store.workouts(talk.key)) == 1


def test_two_workouts_of_one_outage_are_both_written_down(talk: Talk, flaky: FlakyStore) -> None:
    """Whatever ended while the store was down is written as soon as it is back, even where that breaks off again."""
    flaky.down = True
    through(talk)
    talk.say(EventKind.NEW_WORKOUT)
    for _ in range(7):
        talk.hear_out()
        talk.say(EventKind.READY)
    talk.say(EventKind.FINISH_EARLY)
    assert len(talk.carried["ended"]) == 2
    flaky.down, flaky.loses_answers = False, True
    talk.say(EventKind.HELP)
    assert unsaved(talk)
    flaky.loses_answers = False
    talk.say(EventKind.HELP)
    assert not unsaved(talk)
    assert len(talk.store.workouts(talk.key)) == 2
    assert talk.stored.finished == 2


def test_no_call_is_made_that_might_take_too_long() -> None:
    """All calls of one turn end within three seconds, however slow each of them is and however often others write."""
    for slowness in (0.2, 0.5, 1.0, LONGEST_CALL):
        store = SlowStore(slowness)
        talk = Talk(store=store)
        talk.turns = Turns(store, load_catalogue(), Voices(load_catalogue()), clock=lambda store=store: store.clock)
        talk.say(EventKind.OPEN, opens=True)
        assert store.clock <= STORE_SECONDS


class SlowStore(FlakyStore):
    """A store on a clock of its own that takes its time, and in which others keep writing."""

    def __init__(self, slowness: float) -> None:
        """Start at zero."""
        super().__init__(conflicts=1000)
        self.slowness = slowness
        self.clock = 0.0

    def load(self, runner: str) -> Saved | None:
        """Read, slowly."""
        self.clock += self.slowness
        return super().load(runner)

    def save(
        self,
        runner: str,
        document: Mapping[str, Any],
        *,
        expected: int,
        workout: WorkoutRecord | None = None,
        dropped: str | None = None,
    ) -> int:
        """Fail to write, slowly."""
        self.clock += self.slowness
        return super().save(runner, document, expected=expected, workout=workout, dropped=dropped)


def finished(store: FlakyStore) -> Talk:
    """Give a runner with one workout behind."""
    talk = started(store)
    talk.say(EventKind.GO_TO, exercise="squat")
    talk.hear_out()
    talk.say(EventKind.FINISH_EARLY)
    assert len(store.workouts(talk.key)) == 1
    return talk


def test_the_last_workout_is_deleted_from_the_store() -> None:
    """After a yes the record is gone."""
    store = FlakyStore()
    talk = finished(store)
    talk.say(EventKind.DELETE_LAST, opens=True)
    talk.say(EventKind.YES)
    assert store.workouts(talk.key) == ()
    assert talk.stored.last is None


@pytest.mark.parametrize(("down", "conflicts"), [(True, 0), (False, 1)])
def test_a_deletion_is_never_claimed_while_the_store_is_down(down: bool, conflicts: int) -> None:
    """When the store goes away at the yes, the runner hears that nothing was deleted, and nothing was."""
    store = FlakyStore()
    talk = finished(store)
    talk.say(EventKind.DELETE_LAST, opens=True)
    store.down_at_delete, store.conflicts, store.down_after_conflict = down, conflicts, True
    answer = talk.say(EventKind.YES)
    store.down = store.down_at_delete = False
    assert answer.ends
    assert "nothing is deleted" in answer.speech.text
    assert len(store.workouts(talk.key)) == 1
    assert talk.stored.last is not None


def test_a_history_that_cannot_be_read_is_told() -> None:
    """When the store is down, questions about it are answered with that, and the workout goes on."""
    store = FlakyStore()
    talk = started(store)
    store.down = True
    answer = talk.say(EventKind.TALLY)
    assert "history" in answer.speech.text
    assert not answer.ends
