"""A workout heard out on a speaker: every reply of the coach, and the one word that brings each.

The runner here knows how to answer and nothing else: "ready" to go on, "right" when asked how hard it was. Every reply
is heard to its end, and answered a second after it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from skill.coach.acts import Ask, Question
from skill.coach.events import Effort, Event, EventKind
from skill.coach.plan import Plan, expand
from skill.coach.runner import Profile, Runner
from skill.coach.session import Session, State
from skill.content.types import Catalogue, Workout
from skill.documents import document_of
from skill.speaker.script import ANSWER_SECONDS
from skill.speech.ssml import to_ssml
from skill.speech.timeline import Timeline
from skill.speech.voice import Limits
from skill.speech.voices import Voices
from skill.store.memory import MemoryStore
from skill.turns import TurnRequest, Turns

_RUNNER = "rehearsal"
# Any moment does: nothing in a workout depends on the date.
_STARTED = datetime(2000, 1, 1, tzinfo=UTC)
_READY = "ready", Event(EventKind.READY)
_RIGHT = "right", Event(EventKind.EFFORT, effort=Effort.RIGHT)
_WORDS = {Question.EFFORT: _RIGHT, Question.SESSION_EFFORT: _RIGHT}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the coach said, from which second of the workout on, and to which words of the runner."""

    words: str
    begins: float
    speech: Timeline

    @property
    def characters(self) -> int:
        """Count the characters of the reply as it is sent to a device."""
        return len(to_ssml(self.speech))


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A workout from the first word to the summary."""

    plan: Plan
    replies: tuple[Reply, ...]

    @property
    def words(self) -> int:
        """Count the words that the runner says, the opening one included."""
        return sum(len(reply.words.split()) for reply in self.replies)

    @property
    def seconds(self) -> float:
        """Give the seconds from the opening word to the end of the summary."""
        last = self.replies[-1]
        return last.begins + last.speech.seconds

    @property
    def exercises(self) -> int:
        """Count the exercises, those of warm-up and cool-down included."""
        return len({(step.kind, step.exercise) for step in self.plan if step.moving})


def rehearse(
    workout: Workout, catalogue: Catalogue, limits: Limits, *, taught: Collection[str], locale: str = "en-US"
) -> Rehearsal:
    """Hear a workout out.

    Args:
        workout: The workout, as it is written.
        catalogue: What the coach knows.
        limits: How much one reply may hold.
        taught: Ids of the exercises that the runner has been taught before.
        locale: Whose English is spoken.
    """
    plan = expand(workout, catalogue, Runner().first_side)
    store = MemoryStore()
    store.save(_RUNNER, document_of(_waiting(workout, plan, taught)), expected=0)
    turns = Turns(store, catalogue, Voices(catalogue, limits))
    replies: list[Reply] = []
    (words, event), now, ended = _READY, _STARTED, False
    while not ended:
        answer = turns.take_turn(TurnRequest(f"request-{len(replies)}", _RUNNER, locale, now, event))
        replies.append(Reply(words, (now - _STARTED).total_seconds(), answer.speech))
        now += timedelta(seconds=answer.speech.seconds + ANSWER_SECONDS)
        runner, ended = turns.runner(_RUNNER, now), answer.ends
        asked = None if runner is None or runner.ask is None else runner.ask.question
        words, event = _READY if asked is None else _WORDS.get(asked, _READY)
    return Rehearsal(plan, tuple(replies))


def _waiting(workout: Workout, plan: Plan, taught: Collection[str]) -> Runner:
    """Give a runner to whom the workout has been proposed."""
    return Runner(
        profile=Profile(level=workout.level),
        welcomed=True,
        taught=frozenset(taught),
        session=Session(workout.id, _STARTED, plan, State.READY, _STARTED),
        ask=Ask(Question.READY),
    )
