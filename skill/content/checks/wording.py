"""Whether everything that is said can be said, and is short enough to be listened to while one moves."""

import re
from collections.abc import Iterator
from typing import Any

from skill.content.checks.findings import Content, Finding
from skill.content.sources import EXERCISES, PROGRAMMES
from skill.content.types import Exercise

# A calm coach's pace. The steps of a move are listened to standing still; longer than this nobody remembers.
WORDS_PER_MINUTE = 150
STEPS_SECONDS = 25.0
STEP_WORDS = 20
# A cue is said within one repetition.
CUE_WORDS = 8
SETUP_WORDS = 28
# A question about form is answered between two repetitions.
CHECK_WORDS = 18

_WORD = re.compile(r"[A-Za-z0-9']+")
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_UNSPEAKABLE = re.compile(r"[^A-Za-z0-9 ,.'?!-]|\b(?:e\.g|i\.e|etc|approx|ITB|RDL|kg|lbs?)\b|\d+x\d+|  ")


def hard_to_say(content: Content) -> Iterator[Finding]:
    """Find words of an exercise that cannot be spoken, are too long, or are not one sentence."""
    for exercise in content.catalogue.exercises:
        for field, text in _spoken(exercise):
            yield from not_speakable(EXERCISES, f"{exercise.id}.{field}", text)
        for field, text in (
            ("setup", exercise.setup),
            ("why_runners", exercise.why_runners),
            ("stop_if", exercise.stop_if),
        ):
            if len(_SENTENCE_END.findall(text)) != 1:
                yield Finding(EXERCISES, f"{exercise.id}.{field}", "this is not one sentence; make it one")
        yield from _too_long(exercise)


def hard_to_say_around_workouts(content: Content) -> Iterator[Finding]:
    """Find spoken lines of the programmes that cannot be spoken."""
    for place, text in _lines(content.programmes, ""):
        yield from not_speakable(PROGRAMMES, place, text)


def names_heard_twice(content: Content) -> Iterator[Finding]:
    """Find names that two exercises answer to: a runner who says them could mean either."""
    owners: dict[str, str] = {}
    for exercise in content.catalogue.exercises:
        names = {*exercise.aliases, exercise.name.lower(), exercise.id.replace("_", " ")}
        for name in sorted({name.replace("-", " ") for name in names}):
            owner = owners.setdefault(name, exercise.id)
            if owner != exercise.id:
                yield Finding(EXERCISES, f"{exercise.id}.aliases", f"{owner} is also called {name}; keep it in one")


def cues_heard_twice(content: Content) -> Iterator[Finding]:
    """Find a cue that two exercises of one workout share: the runner would hear it again and again."""
    catalogue = content.catalogue
    for workout in catalogue.workouts:
        owners: dict[str, str] = {}
        for item in (*workout.warm_up, *workout.main, *workout.finisher, *workout.cool_down):
            for cue in catalogue.exercise(item.exercise).form_cues:
                owner = owners.setdefault(cue, item.exercise)
                if owner != item.exercise:
                    message = f"{owner} has the cue {cue!r} too, in {workout.id}; word it in another way"
                    yield Finding(EXERCISES, f"{item.exercise}.form_cues", message)


def _spoken(exercise: Exercise) -> Iterator[tuple[str, str]]:
    yield "name", exercise.name
    yield "plural", exercise.plural
    yield "setup", exercise.setup
    yield "how_far", exercise.how_far
    yield "check", exercise.check
    yield "breathing", exercise.breathing
    yield "why_runners", exercise.why_runners
    yield "stop_if", exercise.stop_if
    if exercise.tempo is not None:
        yield "tempo", exercise.tempo
    if exercise.do_phrase is not None:
        yield "do_phrase", exercise.do_phrase
    for number, mistake in enumerate(exercise.common_mistakes, 1):
        yield f"common_mistakes.{number}", mistake.mistake
        yield f"common_mistakes.{number}", mistake.fix
    yield from ((f"steps.{number}", step) for number, step in enumerate(exercise.steps, 1))
    yield from ((f"form_cues.{number}", cue) for number, cue in enumerate(exercise.form_cues, 1))


def _too_long(exercise: Exercise) -> Iterator[Finding]:
    seconds = sum(words_in(step) for step in exercise.steps) * 60 / WORDS_PER_MINUTE
    if seconds >= STEPS_SECONDS:
        message = f"they take {seconds:.0f} seconds to say; cut them to under {STEPS_SECONDS:.0f}"
        yield Finding(EXERCISES, f"{exercise.id}.steps", message)
    limited = (
        *((f"steps.{number}", step, STEP_WORDS) for number, step in enumerate(exercise.steps, 1)),
        *((f"form_cues.{number}", cue, CUE_WORDS) for number, cue in enumerate(exercise.form_cues, 1)),
        ("setup", exercise.setup, SETUP_WORDS),
        ("how_far", exercise.how_far, CHECK_WORDS),
        ("check", exercise.check, CHECK_WORDS),
    )
    for field, text, most in limited:
        if words_in(text) > most:
            message = f"it has {words_in(text)} words; cut it to {most}: {text}"
            yield Finding(EXERCISES, f"{exercise.id}.{field}", message)


def words_in(text: str) -> int:
    """Count words as they are spoken: what a hyphen joins is said apart."""
    return len(_WORD.findall(text))


def not_speakable(file: str, place: str, text: str) -> Iterator[Finding]:
    """Find what cannot be spoken in a text: digits are words to a reader, symbols and abbreviations are not."""
    found = _UNSPEAKABLE.search(text)
    if found:
        yield Finding(file, place, f"{found.group(0)!r} cannot be spoken; write it in words: {text}")


def _lines(part: Any, place: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # any part of a file
    """Give every `say` and `says`, however deep."""
    if isinstance(part, dict):
        for key, value in part.items():
            where = f"{place}.{key}" if place else key
            if key in {"say", "says"} and isinstance(value, str):
                yield where, value
            yield from _lines(value, where)
    elif isinstance(part, list):
        for number, value in enumerate(part, 1):
            name = value.get("id", number) if isinstance(value, dict) else number
            yield from _lines(value, f"{place}.{name}")
