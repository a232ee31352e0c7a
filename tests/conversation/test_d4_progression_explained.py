"""D4. Back again: what went up is told with its reason, at most two things, and may be taken back."""

from dataclasses import replace
from datetime import timedelta

from skill.alexa.requests import runner_key
from skill.coach.runner import LastWorkout, Profile, Runner
from skill.coach.standing import Standing, Verdict
from skill.documents import document_of
from skill.speaker.envelopes import USER
from skill.store.memory import MemoryStore
from tests.envelopes import NOON
from tests.transcripts import check_lines

# Squats were easy twice, the plank and the calf raises were right, and lunges hard.
PROGRESS = {
    "squat": Standing("squat", 15, due=Verdict.OUTGROWN),
    "plank": Standing("plank", 30, due=Verdict.RIGHT),
    "lunge": Standing("lunge", 10, due=Verdict.HARD),
}
DIALOGUE = """
You: start my workout
Coach: Beginner Workout A ... slow squats in place of squats ... had become easy
Coach: plank goes up to thirty-five seconds, because thirty felt right ... keep squats
Not: lunges go up
You: what's a slow squat
Coach: slow squats ... lower for a slow count of four
You: keep squats
Coach: squats
You: go to squats
Coach: squats, set one
You: ready
Coach: set two
You: ready
Coach: easy, right, or hard
You: hard
Coach: hold
You: stop
"""


def test_what_goes_up_is_told_with_its_reason_and_may_be_taken_back() -> None:
    """Two changes, each with a reason; asked about, explained; "keep squats" keeps squats."""
    store = MemoryStore()
    last = LastWorkout("beginner_b", NOON - timedelta(days=3), completed=True)
    runner = Runner(Profile(), welcomed=True, finished=5, last=last, progress=PROGRESS)
    store.save(runner_key(USER, "test"), document_of(replace(runner, seen=last.ended)), expected=0)
    check_lines("d4", DIALOGUE.strip().splitlines(), store)
