"""A whole workout on a speaker with a word here and there: how many it takes, and what every reply keeps to."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from interaction_model.committed import read_model
from skill.alexa.door import Door
from skill.alexa.requests import runner_key
from skill.coach.acts import Question
from skill.coach.runner import Runner
from skill.content.loader import load_catalogue
from skill.documents import document_of
from skill.speaker.device import Echo
from skill.speaker.envelopes import USER, Envelopes
from skill.speaker.matcher import read_matcher
from skill.speaker.playback import timeline_of
from skill.speaker.rehearsal import rehearse
from skill.speech.voice import Limits
from skill.speech.voices import Voices
from skill.store.memory import MemoryStore
from skill.turns import Turns
from tests.envelopes import NOON
from tests.responses import assert_valid

CATALOGUE = load_catalogue()
EVERY_EXERCISE = frozenset(exercise.id for exercise in CATALOGUE.exercises)
EFFORT = {Question.EFFORT, Question.SESSION_EFFORT}
KEY = runner_key(USER, "test")


@dataclass
class Workout:
    """Beginner A on a local speaker, for a runner who answers every question with a word and says nothing else."""

    cap: int
    taught: frozenset[str]
    store: MemoryStore = field(default_factory=MemoryStore)
    answers: list[dict[str, Any]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Put the skill together, and keep a runner who was here before."""
        self.store.save(KEY, document_of(Runner(welcomed=True, taught=self.taught)), expected=0)
        self.turns = Turns(self.store, CATALOGUE, Voices(CATALOGUE, Limits(seconds=self.cap)))
        self.door = Door(self.turns, CATALOGUE, key_secret="test")

    def answer(self, envelope: dict[str, Any]) -> dict[str, Any]:
        """Answer as the door does, and keep the answer."""
        response: dict[str, Any] = json.loads(json.dumps(self.door.answer(envelope)))
        assert_valid(response)
        self.answers.append(response)
        return response

    def play(self) -> None:
        """Hear every reply out and answer a second later, until the skill ends the session."""
        model = read_model("en-US")
        echo = Echo(
            self,
            read_matcher("en-US"),
            Envelopes(model, locale="en-US"),
            invocation=model["interactionModel"]["languageModel"]["invocationName"],
            started=NOON,
        )
        word = "start my runner strength workout"
        while word:
            echo.hear(word)
            self.said.append(word)
            echo.advance(timeline_of(self.answers[-1]["response"]["outputSpeech"]).seconds + 1)
            word = "" if not echo.session_open else "right" if self.asked(echo.now) in EFFORT else "ready"

    def asked(self, now: datetime) -> Question | None:
        """Give the question that is open."""
        runner = self.turns.runner(KEY, now)
        return None if runner is None or runner.ask is None else runner.ask.question


def test_a_word_for_each_exercise_is_enough() -> None:
    """With replies of the usual length, the opening and one word an exercise lead through to the summary."""
    workout = Workout(170, EVERY_EXERCISE)
    workout.play()
    exercises = rehearse(CATALOGUE.workout("beginner_a"), CATALOGUE, Limits(), taught=EVERY_EXERCISE).exercises
    replies = [timeline_of(answer["response"]["outputSpeech"]).text for answer in workout.answers]
    summed_up = next(number for number, text in enumerate(replies) if "fifteen sets" in text.lower())
    # The opening brings the first reply; what is said to the question behind the summary is the runner's choice.
    assert summed_up <= exercises


@pytest.mark.parametrize("cap", [170, 200])
@pytest.mark.parametrize("taught", [frozenset(), EVERY_EXERCISE], ids=["new", "known"])
def test_every_set_is_done_and_every_reply_within_the_limits(cap: int, taught: frozenset[str]) -> None:
    """Heard out, every set is written down as planned, in replies that Amazon takes and that keep to the cap."""
    workout = Workout(cap, taught)
    workout.play()
    (record,) = workout.store.workouts(KEY)
    assert record.document["completed"]
    assert len(record.document["sets"]) == 15
    for answer in workout.answers:
        # Pieces without a break between them are measured as one here, with the blank between them.
        assert timeline_of(answer["response"]["outputSpeech"]).seconds <= cap + 1


@pytest.mark.parametrize("taught", [frozenset(), EVERY_EXERCISE], ids=["new", "known"])
def test_command_counts_what_a_speaker_plays(taught: frozenset[str]) -> None:
    """What the command `timeline` counts is what happens on a device: as many answers, as many replies."""
    workout = Workout(170, taught)
    workout.play()
    counted = rehearse(CATALOGUE.workout("beginner_a"), CATALOGUE, Limits(seconds=170), taught=taught)
    assert [reply.words for reply in counted.replies[1:]] == workout.said[1:]
