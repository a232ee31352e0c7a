"""A workout that went on without its notes, and what had become of the notes meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import strategies as st

from skill.coach.events import EventKind
from skill.coach.record import Record
from skill.coach.rejoin import rejoin
from skill.coach.runner import Runner
from skill.content.loader import load_catalogue
from tests.coaching import Coaching


@dataclass
class Branch:
    """One side: a conversation that remembers its requests, as turns do."""

    coaching: Coaching
    ended: list[Record] = field(default_factory=list)

    def answer(self, request: str, act: Callable[[Coaching], object]) -> None:
        """Let something happen that a request asked for."""
        act(self.coaching)
        runner = self.coaching.runner
        self.coaching.runner = replace(runner, requests=(request, *runner.requests))
        self.ended, self.coaching.records = self.ended + self.coaching.records, []

    @property
    def runner(self) -> Runner:
        """Give the runner."""
        return self.coaching.runner


def fork() -> tuple[Branch, Branch]:
    """Give two sides of a workout in which a set is done."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 2)
    known = replace(coaching.runner, requests=("start",))
    return tuple(Branch(replace(coaching, runner=known, records=[])) for _ in range(2))  # type: ignore[return-value]


def ready(coaching: Coaching) -> None:
    """Hear the reply out and go on."""
    coaching.hear_out()
    coaching.say(EventKind.READY)


def finish(coaching: Coaching) -> None:
    """End the workout here."""
    coaching.hear_out()
    coaching.say(EventKind.FINISH_EARLY)


def joined(stored: Branch, ours: Branch) -> tuple[Runner, tuple[Record, ...]]:
    """Bring both sides together."""
    now = max(stored.coaching.now, ours.coaching.now)
    return rejoin(stored.runner, ours.runner, ours.ended, now, load_catalogue())


def sets_of(runner: Runner) -> set[int]:
    """Give the steps that stand in the log."""
    return {entry.index for entry in runner.session.log} if runner.session else set()


def test_where_nobody_wrote_ours_is_what_counts() -> None:
    """The notes are as we knew them: everything of ours goes on."""
    stored, ours = fork()
    ours.answer("ours", ready)
    assert joined(stored, ours) == (ours.runner, ())


def test_where_our_write_arrived_the_notes_count() -> None:
    """Our write was made and somebody went on from it: nothing of ours is applied again, or written again."""
    stored, ours = fork()
    for branch in (stored, ours):
        branch.answer("ours", finish)
    stored.answer("theirs", lambda coaching: coaching.say(EventKind.START, opens=True))
    runner, ended = joined(stored, ours)
    assert (runner, ended) == (stored.runner, ())


@given(ours=st.integers(0, 5), theirs=st.integers(0, 5))
def test_two_continuations_keep_the_sets_of_both(ours: int, theirs: int) -> None:
    """However far each side got, no set of either is dropped, and none stands there twice."""
    left, right = fork()
    for number in range(ours):
        right.answer(f"ours {number}", ready)
    for number in range(theirs):
        left.answer(f"theirs {number}", ready)
    runner, _ = joined(left, right)
    assert sets_of(runner) == sets_of(left.runner) | sets_of(right.runner)
    assert runner.session is not None
    assert len(runner.session.log) == len(sets_of(runner))


def test_a_set_of_a_swapped_move_counts() -> None:
    """After an exercise was swapped on one side, a set that the other side did of it stands in its place."""
    stored, ours = fork()
    ours.answer("ours", lambda coaching: coaching.say(EventKind.EASIER))
    ours.answer("ours again", ready)
    stored.coaching.wait(1)
    stored.answer("theirs", lambda coaching: coaching.say(EventKind.PAUSE))
    stored.coaching.now = ours.coaching.now
    stored.coaching.wait(1)
    stored.answer("theirs again", lambda coaching: coaching.say(EventKind.HELP))
    runner, _ = joined(stored, ours)
    assert runner.session is not None
    assert runner.session.plan == stored.coaching.session.plan
    assert sets_of(runner) == sets_of(ours.runner)
    assert sets_of(runner) > sets_of(stored.runner)


def test_an_added_set_moves_the_others() -> None:
    """After a set was added on one side, the sets of the other are found where they stand now; its own has no place."""
    stored, ours = fork()
    for side, request in ((stored, "theirs"), (ours, "ours")):
        side.coaching.say(EventKind.GO_TO, exercise="calf_raise")
        side.answer(request, lambda coaching: coaching.reach("calf_raise", 3))
    ours.answer("ours, one more", lambda coaching: coaching.say(EventKind.ADD_SET))
    ours.answer("ours, to the end", lambda coaching: [ready(coaching) for _ in range(4)])
    stored.coaching.now = ours.coaching.now
    stored.coaching.wait(60)
    stored.answer("theirs, later", lambda coaching: coaching.say(EventKind.PAUSE))
    runner, _ = joined(stored, ours)
    assert sets_of(stored.runner) <= sets_of(runner)
    assert runner.session is not None
    assert max(sets_of(runner)) < len(runner.session.plan)


def test_a_workout_that_ended_without_its_notes_ends_in_them() -> None:
    """The notes, written from elsewhere, have it in progress: it is over, counted, and still to be written down."""
    stored, ours = fork()
    stored.answer("theirs", lambda coaching: coaching.say(EventKind.HOW_TO))
    ours.answer("ours", finish)
    runner, ended = joined(stored, ours)
    assert runner.session is None
    assert runner.finished == 1
    assert ended == tuple(ours.ended)
    assert runner.last is not None


def test_a_completed_workout_moves_the_queue() -> None:
    """A workout done in full without its notes makes the next one due, as ever."""
    stored, ours = fork()
    stored.answer("theirs", lambda coaching: coaching.say(EventKind.HOW_TO))

    def to_the_end(coaching: Coaching) -> None:
        while coaching.runner.session is not None:
            ready(coaching)

    ours.answer("ours", to_the_end)
    runner, _ = joined(stored, ours)
    assert (runner.queue, runner.finished) == (1, 1)


def test_the_last_workout_is_the_one_that_ended_last() -> None:
    """Something done later elsewhere stays the last workout."""
    stored, ours = fork()
    ours.answer("ours", finish)
    stored.coaching.wait(600)
    stored.answer("theirs", finish)
    stored.answer("theirs again", lambda coaching: coaching.say(EventKind.NEW_WORKOUT))
    runner, _ = joined(stored, ours)
    assert runner.last == stored.runner.last
    assert runner.session is not None


def test_a_workout_begun_without_notes_is_gone_on_with() -> None:
    """Opened while the notes could not be reached; what they hold in progress ends with the sets that were done."""
    stored, _ = fork()
    stored.answer("theirs", ready)
    stored.coaching.wait(3600)
    coaching = Coaching(now=stored.coaching.now)
    coaching.say(EventKind.START, opens=True)
    ours = Branch(coaching)
    ours.answer("ours", ready)
    runner, ended = joined(stored, ours)
    assert runner.session is not None
    assert runner.session.started == ours.runner.session.started  # type: ignore[union-attr]
    (record,) = ended
    assert record.sets
    assert runner.finished == 1


def test_nothing_done_leaves_no_record() -> None:
    """A workout of which nothing was done gives way without a record."""
    stored = Branch(Coaching())
    stored.answer("theirs", lambda coaching: coaching.say(EventKind.START, opens=True))
    coaching = Coaching(now=stored.coaching.now)
    coaching.wait(60)
    coaching.say(EventKind.START, opens=True)
    ours = Branch(coaching)
    ours.answer("ours", ready)
    runner, ended = joined(stored, ours)
    assert ended == ()
    assert runner.finished == 0
