"""Requests that come again: known one by one while there is room, and by their time after that."""

import json
from datetime import timedelta

import pytest

from skill.coach.events import EventKind
from skill.coach.runner import Runner
from skill.documents import digest, document_of, runner_from
from skill.repeats import HORIZON_SECONDS, REMEMBERED_REQUESTS, answered, newest, remembering
from skill.web.verification import TOLERANCE
from tests.coaching import NOON
from tests.unit.turns.test_turns import started

SECOND = timedelta(seconds=1)


def visited(times: int, runner: Runner | None = None) -> Runner:
    """Give a runner who was heard so many times, a second apart, by requests that are numbered from 0."""
    runner = runner or Runner()
    for number in range(times):
        runner = remembering(runner, str(number), NOON + number * SECOND)
    return runner


def test_a_replay_moves_nothing_however_many_requests_came_between() -> None:
    """ "Next", so many repeats of the instruction, and the same "next" again within its signature's time."""
    talk = started()
    talk.hear_out()
    request = talk.request(EventKind.NEXT)
    talk.send(request)
    for _ in range(REMEMBERED_REQUESTS * 2):
        talk.wait(2)
        talk.say(EventKind.SAY_AGAIN)
        before = talk.stored
        again = talk.turns.take_turn(request)
        assert talk.stored == before
        assert not again.ends


def test_a_replay_is_known_after_another_speaker_took_over() -> None:
    """What the account's runner no longer remembers one by one is known by its time after a change of speaker too."""
    talk = started()
    talk.hear_out()
    request = talk.request(EventKind.NEXT)
    talk.send(request)
    for _ in range(REMEMBERED_REQUESTS):
        talk.wait(2)
        talk.say(EventKind.SAY_AGAIN)
    talk.wait(2)
    talk.say(EventKind.IDENTIFY, name="sam")
    talk.wait(2)
    talk.say(EventKind.IDENTIFY, name="")
    assert not any(mark.startswith(digest(request.request_id)) for mark in talk.stored.requests)
    assert answered(talk.stored, request.request_id, request.now)
    assert not answered(talk.stored, "new", talk.now + SECOND)


def test_requests_are_known_by_their_ids() -> None:
    """As long as there is room, neither order nor time matters."""
    runner = visited(REMEMBERED_REQUESTS)
    assert len(runner.requests) == REMEMBERED_REQUESTS
    assert all(answered(runner, str(number), NOON - timedelta(days=1)) for number in range(REMEMBERED_REQUESTS))
    assert not answered(runner, "new", NOON)


def test_requests_without_room_are_known_by_their_time() -> None:
    """What is no later than the latest of them is taken for one of them; what is later is new."""
    runner = visited(REMEMBERED_REQUESTS + 3)
    assert len(runner.requests) == REMEMBERED_REQUESTS + 1
    assert all(answered(runner, str(number), NOON + number * SECOND) for number in range(REMEMBERED_REQUESTS + 3))
    assert answered(runner, "late", NOON + 2 * SECOND)
    assert not answered(runner, "new", NOON + 3 * SECOND)


def test_a_time_that_is_far_off_says_nothing() -> None:
    """A request that is too old to be taken twice is not taken for another, as after a clock that was wrong."""
    assert timedelta(seconds=HORIZON_SECONDS) >= 2 * TOLERANCE
    runner = visited(REMEMBERED_REQUESTS + 1)
    assert answered(runner, "new", NOON - HORIZON_SECONDS * SECOND)
    assert not answered(runner, "new", NOON - (HORIZON_SECONDS + 1) * SECOND)


def test_a_request_without_an_id_cannot_be_remembered() -> None:
    """It is always new."""
    assert remembering(Runner(), "", NOON) == Runner()
    assert not answered(visited(REMEMBERED_REQUESTS * 2), "", NOON)


def test_marks_of_two_runners_together() -> None:
    """Of several limits the latest holds, and it survives being put together."""
    one, other = visited(REMEMBERED_REQUESTS + 5), visited(REMEMBERED_REQUESTS + 9)
    both = newest((*newest(one.requests, 2), *other.requests))
    assert len(both) == REMEMBERED_REQUESTS + 1
    assert answered(Runner(requests=both), "late", NOON + (REMEMBERED_REQUESTS + 2) * SECOND)


def test_what_older_releases_wrote_is_still_known() -> None:
    """Their marks are digests alone: known while there is room, and of no time after that."""
    old = Runner(requests=tuple(digest(f"old {number}") for number in range(REMEMBERED_REQUESTS)))
    assert answered(old, "old 3", NOON)
    assert newest((*visited(REMEMBERED_REQUESTS).requests, *old.requests)) == visited(REMEMBERED_REQUESTS).requests


@pytest.mark.parametrize("times", [1, REMEMBERED_REQUESTS * 2])
def test_marks_are_kept_and_stay_short(times: int) -> None:
    """They come back from a document, and take less than half a kilobyte."""
    runner = visited(times)
    assert runner_from(document_of(runner)).requests == runner.requests
    assert len(json.dumps(runner.requests)) < 500
