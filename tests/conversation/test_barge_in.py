"""Speaking into a reply at any moment: the answer is about the very set, side and repetition that was being heard.

What is being heard is known from the device alone: how long the reply has been playing on it, to the millisecond. The
skill knows whole seconds, as Amazon sends them, and allows for its own tolerance. The two must agree to a repetition.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import pytest
from num2words import num2words

from skill.alexa.requests import runner_key
from skill.coach.place import TOLERANCE_MS
from skill.coach.plan import Plan, Step, next_moving, sets_left
from skill.coach.runner import Profile, Runner
from skill.coach.session import Mark, Session
from skill.content.loader import load_catalogue
from skill.documents import document_of, runner_from
from skill.speaker.envelopes import USER
from skill.speaker.playback import timeline_of
from skill.speech.catalogue import load_wording
from skill.speech.rendering import Renderer
from skill.store.memory import MemoryStore
from tests.transcripts import speaker

CATALOGUE = load_catalogue()
RENDERER = Renderer(load_wording("en-US"), CATALOGUE)
PROGRAMME = [workout for workout in CATALOGUE.workouts if workout.kind == "programme"]
PROBES_EACH = 25
# The tolerance, and what is lost where both ends of a span are cut to whole seconds.
UNSURE_SECONDS = TOLERANCE_MS / 1000 + 1
# How long after a reply somebody may take to answer.
MICROPHONE_SECONDS = 7
NUMBERS = {num2words(number): number for number in range(1, 121)}


@dataclass(frozen=True)
class Place:
    """A place in the plan that a listener may be taken to be at."""

    plan: Plan = field(repr=False)
    index: int
    done: int
    asked: bool = False

    @property
    def step(self) -> Step:
        """Give the set that is under way or comes next."""
        following = next_moving(self.plan, self.index)
        assert following is not None
        return self.plan[following]

    @property
    def units(self) -> int:
        """Give what is over of that set."""
        return self.done if self.plan[self.index].moving else 0

    @property
    def left(self) -> int:
        """Give the repetitions or seconds that are left of it, a half-done pair counted whole."""
        return self.step.amount - self.step.amount_of(self.units)

    @property
    def name(self) -> str:
        """Give the exercise as it is said."""
        return RENDERER.plural(CATALOGUE.exercise(self.step.exercise)).lower()


class Listener:
    """Somebody who listens to a workout and speaks into it."""

    def __init__(self, level: str, letter: str) -> None:
        """Sit down at a speaker, as a runner who knows the moves."""
        store = MemoryStore()
        taught = frozenset(exercise.id for exercise in CATALOGUE.exercises)
        runner = Runner(profile=Profile(level=level), welcomed=True, taught=taught)
        store.save(runner_key(USER, "test"), document_of(runner), expected=0)
        self.opening = f"ask runner strength to start workout {letter}"
        self.echo, self.door = speaker(store)
        self.began = self.echo.now

    def hear(self, words: str) -> str:
        """Say something, and give the answer in small letters."""
        self.echo.interrupt()
        self.began = self.echo.now
        self.echo.hear(words)
        return timeline_of(self.door.answers[-1]["response"].get("outputSpeech")).text.lower()

    @property
    def runner(self) -> Runner:
        """Give the runner as the last answer carried it."""
        return runner_from(self.door.answers[-1]["sessionAttributes"]["runner"])

    @property
    def session(self) -> Session:
        """Give the workout as the last answer left it."""
        session = self.runner.session
        assert session is not None
        return session

    @property
    def playing(self) -> bool:
        """Tell whether a part of the workout is being played, or was before a question that is open now."""
        session = self.session
        return session.block is not None and next_moving(session.plan, session.block.marks[-1].index + 1) is not None

    def reach_a_moment(self, random: Random) -> None:
        """Let some of the workout pass, and listen to a reply up to some moment, or a little beyond its end."""
        replies = random.choice([0, 0, 0, 1, 2])
        while replies or not self.echo.session_open or not self.playing:
            self.echo.advance(self.echo.phase_seconds_left)
            self.hear("ready" if self.echo.session_open else self.opening)
            if self.echo.session_open and self.runner.session is None:
                # Asked for once more on the same day, it is started all the same after a warning.
                self.hear("legs anyway")
            replies = max(replies - 1, 0)
        self.echo.advance(random.uniform(0, self.echo.phase_seconds_left + MICROPHONE_SECONDS))

    def places(self) -> list[Place]:
        """Give every place that the reply was at within the seconds that cannot be told apart."""
        block = self.session.block
        assert block is not None
        elapsed = (self.echo.now - self.began).total_seconds()
        moments = (elapsed - UNSURE_SECONDS * tenth / 10 for tenth in range(11))
        return [place_at(self.session.plan, block.marks, max(moment, 0) * 1000) for moment in moments]


def place_at(plan: Plan, marks: tuple[Mark, ...], heard: float) -> Place:
    """Give the place that a reply is at after some milliseconds."""
    for mark in marks:
        if heard < mark.ends:
            share = max(heard - mark.begins, 0) / (mark.ends - mark.begins)
            return Place(plan, mark.index, mark.done + int(share * (plan[mark.index].units - mark.done)))
    return Place(plan, marks[-1].index + 1, 0, asked=True)


def number_in(words: str) -> int | None:
    """Give the number that a text begins with, after "from" if there is one."""
    words = words.replace(",", " ").replace(".", " ")
    first = words.split()
    return NUMBERS.get(first[0]) if first else None


def near(number: int | None, wanted: int) -> bool:
    """Tell whether a number is the one that is wanted, give or take one."""
    return number is not None and abs(number - wanted) <= 1


def side_is_right(answer: str, place: Place) -> bool:
    """Hold the answer to "which side" against a place."""
    side = place.step.side
    if side is None:
        return "both" in answer
    if side.alternates:
        return any(word in answer for word in ("left", "right", "each"))
    return answer.removeprefix("it's the ").startswith(side.value)


def count_is_right(answer: str, place: Place) -> bool:
    """Hold the answer to "how many left" against a place: repetitions or seconds, and sets."""
    sets = sets_left(place.plan, place.plan.index(place.step))
    return near(number_in(answer), place.left) and f"{num2words(sets)} set" in answer


def how_to_is_right(answer: str, place: Place) -> bool:
    """Hold an explanation against a place."""
    return answer.startswith(place.name)


def place_is_right(answer: str, place: Place) -> bool:
    """Hold the answer to "where are we" against a place: exercise and set, or the question that was asked by then.

    What was still being announced is announced again; an exercise of one set has no set named.
    """
    if place.asked:
        return answer.endswith("?")
    if not place.units and place.step.sets == 1 and answer.startswith(place.name):
        return True
    return f"{place.name}, set {num2words(place.step.set)} of {num2words(place.step.sets)}" in answer


def pick_up_is_right(answer: str, place: Place) -> bool:
    """Hold how a workout goes on against a place: side and next repetition, seconds left, or the next set."""
    step, done = place.step, place.units
    if not done:
        return place.name in answer
    if step.side is not None and not step.side.alternates and step.side.value not in answer:
        return False
    if step.timed:
        words = answer.partition(" second")[0].replace(",", " ").split()
        return bool(words) and near(NUMBERS.get(words[-1]), place.left)
    return near(number_in(answer.partition("from ")[2]), step.amount_of(done) + 1)


PROBES: dict[str, Callable[[str, Place], bool]] = {
    "which side": side_is_right,
    "how many left": count_is_right,
    "how do i do this": how_to_is_right,
    "say that again": place_is_right,
}


def ask(listener: Listener, words: str) -> None:
    """Ask about the place, and hold the answer against what was being heard."""
    places = listener.places()
    answer = listener.hear(words)
    assert any(PROBES[words](answer, place) for place in places), (
        words,
        answer[:300],
        places[0].step,
        places[0],
        places[-1],
    )


def pause_and_resume(listener: Listener, random: Random) -> None:
    """Pause for up to ten minutes, and hold how it goes on against what was being heard."""
    places = listener.places()
    paused = listener.hear("pause")
    assert re.search("paus|your place", paused)
    listener.echo.advance(random.uniform(0, 20))
    answer = listener.hear("resume")
    assert any(pick_up_is_right(answer, place) for place in places), (
        answer[:300],
        places[0].step,
        places[0],
        places[-1],
    )


def skip_on(listener: Listener) -> None:
    """Say "next", confirming what was done, and expect what comes after what was being heard."""
    places = listener.places()
    before = {entry.index for entry in listener.session.log}
    answer = listener.hear("next")
    if answer.startswith(("did you do all", "done all")):
        assert any(num2words(place.step.amount) in answer for place in places), (answer, places)
        listener.hear("yes")
    indices = {place.index for place in places}
    assert {index - 1 for index in indices} & before or listener.session.index >= min(indices)
    assert listener.session.index <= max(indices) + 2


@pytest.mark.uncounted
@pytest.mark.parametrize("workout", [workout.id for workout in PROGRAMME])
def test_answer_is_about_what_was_being_heard(workout: str) -> None:
    """At twenty-five random moments of each workout of the programme, two hundred in all, the answer fits the place."""
    level, _, letter = workout.partition("_")
    random = Random(workout)  # noqa: S311  # the same walk each time
    listener = Listener(level, letter)
    listener.hear(listener.opening)
    for probe in random.choices([*PROBES, "pause", "next"], k=PROBES_EACH):
        listener.reach_a_moment(random)
        if probe == "pause":
            pause_and_resume(listener, random)
        elif probe == "next":
            skip_on(listener)
        else:
            ask(listener, probe)


def test_probes_are_two_hundred() -> None:
    """The walks above make two hundred probes."""
    assert len(PROGRAMME) * PROBES_EACH == 200
