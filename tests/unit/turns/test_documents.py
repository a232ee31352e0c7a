"""The form in which runners are kept."""

import json

from hypothesis import given
from hypothesis import strategies as st

from skill.coach.events import EventKind
from skill.coach.runner import Runner
from skill.documents import document_of, runner_from
from tests.coaching import Coaching
from tests.unit.coach.test_laws import Event, events, facts_of, profiles, started, waits

# DynamoDB items and session attributes both stay far below their limits with this.
LARGEST_DOCUMENT_BYTES = 5000


@given(profiles, st.integers(0, 40), st.lists(st.tuples(events, waits), max_size=10))
def test_every_runner_survives_the_round_trip(profile, blocks: int, conversation: list[tuple[Event, float]]) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Whatever a conversation leads to comes back from its document as it was, and the document stays small."""
    coaching: Coaching = started(profile, blocks)
    for event, wait in conversation:
        coaching.wait(wait)
        coaching.say(event.kind, **facts_of(event))
    text = json.dumps(document_of(coaching.runner))
    assert runner_from(json.loads(text)) == coaching.runner
    assert len(text) < LARGEST_DOCUMENT_BYTES


def test_a_new_runner_survives_the_round_trip() -> None:
    """Nobody yet is somebody too."""
    assert runner_from(document_of(Runner())) == Runner()


def test_a_finished_runner_survives_the_round_trip() -> None:
    """So is somebody with a workout behind."""
    coaching = Coaching()
    coaching.say(EventKind.START, opens=True)
    coaching.reach("plank", 3)
    coaching.say(EventKind.FINISH_EARLY)
    assert runner_from(document_of(coaching.runner)) == coaching.runner
