"""What is wrong with the wording of a locale, found before anybody hears it.

Every variant of every line is said with every exercise and a few numbers. The limits are those of the conversation
design; what a line means, and when it is said, is nobody's business here.
"""

import itertools
import re
from collections.abc import Iterator, Mapping

from skill.coach.acts import Fact
from skill.content.types import Catalogue
from skill.errors import RunnerStrengthError
from skill.speech.catalogue import DEFAULT_LOCALE, Wording, load_wording
from skill.speech.errors import WordingError
from skill.speech.rendering import Renderer
from skill.speech.templates import gaps

# Words at most, by the start of a line's key; the longest that matches counts.
WORD_LIMITS = {
    "announce": 14,
    "announce.cue": 8,
    "announce.get_set": 4,
    "announce.teach": 62,
    "ask": 12,
    "change": 9,
    "count": 4,
    "count.start": 3,
    "dose": 8,
    "encourage": 5,
    "pick_up": 7,
    "reprompt": 16,
    "rest": 6,
    "safe": 6,
    "tell": 45,
    "tell.because": 15,
    "tell.how_to": 35,
    "tell.how_to_full": 68,
    "tell.unknown_midset": 4,
    "tell.caution": 40,
    "tell.enough_today_logged": 40,
    "tell.sign": 40,
}
# Lines that come up again and again have enough variants not to tire (coaching rule 14).
TURNED_OVER = (
    "announce.get_set",
    "ask.effort",
    "ask.go_on",
    "ask.go_on.set",
    "count.ten_to_go",
    "reprompt.go_on",
    "tell.goodbye",
    "tell.logged",
    "tell.logged_count",
    "tell.paused",
    "tell.starting",
    "tell.take_your_time",
    "announce.last_set",
    "count.done",
    "count.halfway",
    "count.last_three",
    "count.start",
    "encourage.hold",
    "encourage.reps",
    "rest.start",
    "tell.finished",
    "tell.through",
)
FEWEST_VARIANTS = 6

_MARKUP = re.compile(r"[<>&]")
# Sides, and facts that are words already when a line gets them; whatever has no values here is a number.
_FEW_VALUES: Mapping[str, tuple[Fact, ...]] = {
    "side": ("left", "right"),
    "other": ("single_leg_glute_bridge",),
    "name": ("single-leg step calf raises",),
    "dose": ("left leg, ten",),
    "start": ("go",),
    "word": ("down",),
    "person": ("sam", "jean-luc"),
    "ring": (("tuesday", "thursday"), ("tomorrow",)),
    "minute": (0, 425, 720, 1170),
    "period": ("today", "last_month"),
    "run": ("long", "none"),
    "when": ("2026-10-12",),
    "dates": (("2026-10-12", "2026-10-14", "2026-10-16"),),
    "legs": ("2026-09-30",),
    "core": ("2026-10-01",),
    "mobility": ("2026-10-09",),
    "weekdays": (("2", "4", "6", "7"),),
}


def findings(wording: Wording, catalogue: Catalogue) -> Iterator[str]:
    """Give a sentence for everything that is wrong."""
    renderer = Renderer(wording, catalogue)
    yield from _keys(wording)
    for key in TURNED_OVER:
        if len(wording.variants(key)) < FEWEST_VARIANTS:
            yield f"{wording.locale}: {key} has fewer than {FEWEST_VARIANTS} variants"
    for key, variants in wording.lines.items():
        for text in variants:
            for finding in _line(key, text, renderer):
                yield f"{wording.locale}: {key}: {finding} in {text!r}"


def word_limit(key: str) -> int:
    """Give the most words that a line may have."""
    parts = key.removesuffix(".with_side").split(".")
    names = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((WORD_LIMITS[name] for name in names if name in WORD_LIMITS), 0)


def _keys(wording: Wording) -> Iterator[str]:
    for key in wording.lines.keys() ^ load_wording(DEFAULT_LOCALE).lines.keys():
        yield f"{wording.locale}: {key} is not in every locale"


def _line(key: str, text: str, renderer: Renderer) -> Iterator[str]:
    wording = renderer.wording
    try:
        undeclared = gaps(text) - wording.facts.get(key, frozenset())
    except WordingError as error:
        yield str(error)
        return
    yield from (f"the gap {name} is not declared" for name in sorted(undeclared))
    yield from (f"banned words ({ban})" for ban in wording.banned if re.search(ban, text, re.IGNORECASE))
    if _MARKUP.search(text):
        yield "markup"
    if (key.startswith(("ask.", "safe.ask"))) != text.endswith("?"):
        yield "a question mark where none belongs, or none where one does"
    if not undeclared:
        yield from _said(key, text, renderer)


def _said(key: str, text: str, renderer: Renderer) -> Iterator[str]:
    limit = word_limit(key)
    declared = renderer.wording.facts.get(key, frozenset())
    for facts in _samples(gaps(text), declared, renderer.catalogue):
        try:
            said = renderer.render(text, facts)
        except RunnerStrengthError as error:
            yield f"cannot be said ({error})"
            return
        if len(said.split()) > limit:
            yield f"over {limit} words ({said})"
            return


def _samples(needed: frozenset[str], declared: frozenset[str], catalogue: Catalogue) -> Iterator[dict[str, Fact]]:
    """Give facts for a line: every value of those it needs, and one of the others that it may use."""
    ordered = sorted(declared)
    choices = [_values(name, declared, catalogue) for name in ordered]
    several = [values if name in needed else values[:1] for name, values in zip(ordered, choices, strict=True)]
    for values in itertools.product(*several):
        yield dict(zip(ordered, values, strict=True))


def _values(name: str, declared: frozenset[str], catalogue: Catalogue) -> tuple[Fact, ...]:
    match name:
        case "exercise" | "before":
            return tuple(each.id for each in catalogue.exercises if "side" not in declared or each.side_word)
        case "exercises":
            longest = max((workout.main for workout in catalogue.workouts), key=len)
            return (tuple(item.exercise for item in longest),)
        case "workout" | "next":
            return ("beginner_a", "express_20_intermediate", "focus_calves_ankles")
        case "topic" | "level" | "kit" | "muscle":
            return _of_the_content(name, catalogue)
    return _FEW_VALUES.get(name, (1, 12))


def _of_the_content(name: str, catalogue: Catalogue) -> tuple[Fact, ...]:
    if name == "topic":
        return tuple(topic.id for topic in catalogue.topics)
    if name == "level":
        return tuple(level.id for level in catalogue.levels)
    if name == "kit":
        return (tuple(sorted(catalogue.kit)),)
    return tuple(dict.fromkeys(muscle for each in catalogue.exercises for muscle in each.primary_muscles))
