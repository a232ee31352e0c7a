"""The types of what a coach knows: exercises, workouts, focuses, levels, and the rules for swapping.

Standard library only, so that the coach may import them. Every number is as the catalogue's authors wrote it:
amounts are repetitions or seconds by the exercise's mode, and per side where the exercise has sides.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from skill.content.errors import UnknownIdError

Named = TypeVar("Named", "Family", "Workout", "LevelPlan", "Focus", "Topic")


class Mode(StrEnum):
    """What an exercise is measured in."""

    REPS = "reps"
    SECONDS = "seconds"


class SideStyle(StrEnum):
    """How an exercise with sides goes: sides swap every repetition, or one side is finished first."""

    ALTERNATE = "alternate"
    ONE_SIDE = "one_side"


@dataclass(frozen=True, slots=True)
class Prescription:
    """A dose: sets, the range of repetitions or seconds, where to start in it, and seconds of rest."""

    sets: int
    low: int
    high: int
    target: int
    rest: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """A common mistake and what mends it."""

    mistake: str
    fix: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement, with everything that is said about it."""

    id: str
    name: str
    plural: str
    aliases: tuple[str, ...]
    origin: str
    level: int
    category: str
    pattern: str
    primary_muscles: tuple[str, ...]
    secondary_muscles: tuple[str, ...]
    equipment: str
    equipment_optional: str | None
    position: str
    impact: str
    side_word: str | None
    side_style: SideStyle | None
    mode: Mode
    seconds_per_rep: float | None
    tempo: str | None
    do_phrase: str | None
    prescription: Prescription
    setup: str
    steps: tuple[str, ...]
    form_cues: tuple[str, ...]
    common_mistakes: tuple[Mistake, ...]
    how_far: str
    check: str
    breathing: str
    easier: str | None
    harder: str | None
    why_runners: str
    stop_if: str

    @property
    def upright(self) -> bool:
        """Tell whether it is done standing or seated, rather than on the floor."""
        return self.position in {"standing", "seated"}

    @property
    def jumps(self) -> bool:
        """Tell whether both feet, or the one that carries, leave the ground."""
        return self.category == "plyometric"


@dataclass(frozen=True, slots=True)
class FormPart:
    """A part of the body that a runner may say is going wrong, and the words that tell a remark about it."""

    id: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Foreign:
    """A move that is not ours: its name, what else it is called (as samples), and the two of ours that are nearest."""

    name: str
    names: str
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """What a runner names in general, such as "lunges"; `default` is (equipment, exercise), first match wins."""

    id: str
    name: str
    default: tuple[tuple[str, str], ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An exercise in a workout: sets, amount, and seconds of rest after every set."""

    exercise: str
    sets: int
    amount: int
    rest: int


@dataclass(frozen=True, slots=True)
class Workout:
    """A workout as written, or as fitted to a runner."""

    id: str
    name: str
    level: str
    kind: str
    style: str
    loads_legs: bool
    warm_up: tuple[Item, ...]
    main: tuple[Item, ...]
    cool_down: tuple[Item, ...]
    finisher: tuple[Item, ...] = ()
    estimated_minutes: int = 0
    ease_in_sets: int | None = None
    ease_in_sessions: int | None = None


@dataclass(frozen=True, slots=True)
class LevelPlan:
    """A level: its programme workouts in order, and how many days a week they are for."""

    id: str
    order: tuple[str, ...]
    order_if_two_days: tuple[str, ...]
    days_min: int
    days_max: int


@dataclass(frozen=True, slots=True)
class Focus:
    """A kind of session for one area, built from a pool of exercises for each level."""

    id: str
    name: str
    aliases: tuple[str, ...]
    loads_legs: bool
    warm_up: tuple[Item, ...]
    cool_down: tuple[Item, ...]
    sets: int
    max_sets: int
    rest: int
    minutes: tuple[int, ...]
    pools: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that a runner may ask about beside the moves.

    Attributes:
        id: Its id.
        asked: What it may be called, in the notation of samples, one a line.
        answer: What is said.
        meaning: What that means for the runner.
        source: Where it comes from.
        about: Ids of muscles, focuses and levels that this answers for.
    """

    id: str
    asked: str
    answer: str
    meaning: str
    source: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FocusRules:
    """What all focus sessions share: slack in minutes, and the lower dose of the short ones."""

    slack_minutes: float
    low_dose_minutes: tuple[int, ...]
    rest_low_dose: int


@dataclass(frozen=True, slots=True)
class TimingModel:
    """Seconds of talk and change that the estimate of a workout's length counts."""

    intro_seconds: int
    intro_seconds_short: int
    intro_seconds_express: int
    set_cue_seconds: int
    side_switch_seconds: int
    position_change_seconds: int


@dataclass(frozen=True, slots=True)
class ByMode:
    """A number of repetitions, and one of seconds."""

    reps: int
    seconds: int

    def of(self, mode: Mode) -> int:
        """Give the number for what an exercise is measured in."""
        return self.reps if mode is Mode.REPS else self.seconds


@dataclass(frozen=True, slots=True)
class Progression:
    """What doses go up and down by.

    Attributes:
        step: How much more a step up is.
        short_by: By how much a set may be short of its number with no consequence.
        lower_by: The share of the number that a step down takes away.
        max_sets: The most sets of an exercise, by level.
        longest_minutes: The longest choice of length, by level; a session gets no longer than that by more sets.
        raises_per_session: How many exercises may go up at once.
        every_other_session_unasked: Every how many sessions an exercise goes up whose effort is never asked for.
        light_every_weeks: Which week of training is light, counted from 1.
        light_share: The share of the sets that a light week keeps, rounded down over all exercises together.
    """

    step: ByMode
    short_by: ByMode
    lower_by: float
    max_sets: Mapping[str, int]
    longest_minutes: Mapping[str, int]
    raises_per_session: int
    every_other_session_unasked: int
    light_every_weeks: int
    light_share: float


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the body: the moves to leave out while it hurts, and those on offer in their place."""

    avoid: tuple[str, ...]
    offer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BreakRule:
    """How a workout is eased after so many days without one.

    Attributes:
        id: Names it; what is said about it has the same name.
        days_from: The fewest days since the last workout.
        days_to: The most days, or None for no end.
        fewer_sets: How many sets fewer each exercise has.
        sets: The most sets of an exercise, or None.
        lower_by: The share that numbers go down by.
        max_level: The hardest level of move, from 1 to 3.
        level_down: Whether the workouts of the level below are done.
        minutes: The most minutes, or None.
        afresh: Whether what was reached before is forgotten, and the level asked again.
        sessions: For how many sessions it lasts; 0 where `days` says.
        days: For how many days it lasts.
    """

    id: str
    days_from: int
    days_to: int | None = None
    fewer_sets: int = 0
    sets: int | None = None
    lower_by: float = 0.0
    max_level: int = 3
    level_down: bool = False
    minutes: int | None = None
    afresh: bool = False
    sessions: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the coach knows, with look-ups."""

    exercises: tuple[Exercise, ...]
    families: tuple[Family, ...]
    levels: tuple[LevelPlan, ...]
    workouts: tuple[Workout, ...]
    focuses: tuple[Focus, ...]
    focus_rules: FocusRules
    timing: TimingModel
    warm_ups: Mapping[str, tuple[Item, ...]]
    cool_downs: Mapping[str, tuple[Item, ...]]
    equipment_swaps: Mapping[str, tuple[str, ...]]
    low_impact_swaps: Mapping[str, str]
    progression: Progression
    breaks: tuple[BreakRule, ...]
    areas: Mapping[str, Area]
    topics: tuple[Topic, ...] = ()
    form_parts: tuple[FormPart, ...] = ()
    not_ours: tuple[Foreign, ...] = ()
    _by_id: dict[str, Exercise] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the exercises: they are looked up many times a turn."""
        self._by_id.update({exercise.id: exercise for exercise in self.exercises})

    @property
    def kit(self) -> frozenset[str]:
        """Give every kind of equipment that an exercise needs."""
        return frozenset(exercise.equipment for exercise in self.exercises) - {"none"}

    def exercise(self, exercise_id: str) -> Exercise:
        """Give an exercise.

        Raises:
            UnknownIdError: There is none of this id.
        """
        try:
            return self._by_id[exercise_id]
        except KeyError:
            raise UnknownIdError(f"no exercise {exercise_id!r} in the catalogue") from None

    def workout(self, workout_id: str) -> Workout:
        """Give a programme or express workout.

        Raises:
            UnknownIdError: There is none of this id.
        """
        return _pick(self.workouts, workout_id, "workout")

    def level(self, level_id: str) -> LevelPlan:
        """Give a level.

        Raises:
            UnknownIdError: There is none of this id.
        """
        return _pick(self.levels, level_id, "level")

    def focus(self, focus_id: str) -> Focus:
        """Give a focus.

        Raises:
            UnknownIdError: There is none of this id.
        """
        return _pick(self.focuses, focus_id, "focus")

    def topic(self, topic_id: str) -> Topic:
        """Give a topic.

        Raises:
            UnknownIdError: There is none of this id.
        """
        return _pick(self.topics, topic_id, "topic")

    def topic_about(self, thing: str) -> str | None:
        """Name the topic that answers for a muscle, a focus or a level, or None."""
        return next((topic.id for topic in self.topics if thing in topic.about), None)

    def remark_about(self, exercise_id: str, part: str) -> tuple[str, int] | None:
        """Find what is said of an exercise about a part of the body.

        Returns:
            `mistake` or `cue`, and which of the exercise's; None where nothing is about that part.

        Raises:
            UnknownIdError: There is no such exercise.
        """
        exercise = self.exercise(exercise_id)
        words = next((each.words for each in self.form_parts if each.id == part), frozenset[str]())
        remarks = {
            "mistake": [f"{each.mistake} {each.fix}" for each in exercise.common_mistakes],
            "cue": list(exercise.form_cues),
        }
        for kind, texts in remarks.items():
            for number, text in enumerate(texts):
                if words.intersection(re.findall(r"[a-z]+", text.lower())):
                    return kind, number
        return None

    def nearest_known(self, name: str) -> tuple[str, ...]:
        """Name the two exercises nearest to a move of others, by its movement; empty where it is not in the table."""
        return next((other.nearest for other in self.not_ours if other.name == name), ())

    def training(self, muscle: str) -> tuple[Exercise, ...]:
        """Give the exercises that train a muscle first of all.

        Strength stands before jumps, and those before mobility. What needs no kit stands before what does, what trains
        the muscle most before the rest, and of each movement pattern one before any has a second.
        """
        training = [each for each in self.exercises if muscle in each.primary_muscles]
        training.sort(key=lambda each: (each.equipment != "none", each.primary_muscles.index(muscle), each.level))
        patterns: list[str] = []
        seconds: dict[str, int] = {}
        for each in training:
            seconds[each.id] = patterns.count(each.pattern)
            patterns.append(each.pattern)
        training.sort(key=lambda each: (each.category in {"warm_up", "mobility"}, each.jumps, seconds[each.id]))
        return tuple(training)

    def family(self, family_id: str) -> Family:
        """Give a family.

        Raises:
            UnknownIdError: There is none of this id.
        """
        return _pick(self.families, family_id, "family")

    def family_default(self, family_id: str, equipment: frozenset[str] | None) -> str:
        """Give the exercise that a family's name means with this kit; unknown kit counts as none."""
        have = {"none", *(equipment or ())}
        return next(exercise for kit, exercise in self.family(family_id).default if kit in have)

    def instead_of(self, exercise_id: str) -> tuple[str, ...]:
        """Name the exercises that stand in where the kit for one is missing, best first."""
        return self.equipment_swaps.get(exercise_id, ())

    def area(self, area_id: str | None) -> Area:
        """Give a part of the body; what holds for any where it was not named, or is not known."""
        return self.areas.get(area_id or "any") or self.areas["any"]

    def nearest(self, words: str) -> tuple[str, ...]:
        """Name the two strength exercises nearest to some words: by a word of their names, else by their sound.

        The second one trains the same movement where only one is near. Empty where none is near: a chance likeness
        of letters is none.
        """
        heard = _plain(words)
        strength = [each for each in self.exercises if each.category not in {"warm_up", "mobility"}]
        near = {each.id: likeness for each in strength if (likeness := _likeness(heard, each)) >= NEAR}
        ranked = sorted(near, key=lambda name: -near[name])
        alike = [each.id for each in strength if ranked and each.pattern == self.exercise(ranked[0]).pattern]
        return tuple(dict.fromkeys((*ranked, *alike)))[:2]

    @property
    def best_known(self) -> tuple[str, ...]:
        """Name the two exercises that everybody knows: the first ones of the first two families, without kit."""
        return tuple(self.family_default(family.id, None) for family in self.families[:2])


# From this likeness of sound two names are near; a word in common is as good.
NEAR = 0.7


def _plain(words: str) -> tuple[str, ...]:
    """Give words in the singular, without articles."""
    plain = re.findall(r"[a-z]+", words.lower())
    return tuple(word.removesuffix("s") for word in plain if word not in {"a", "an", "the"})


def _likeness(heard: tuple[str, ...], exercise: Exercise) -> float:
    """Tell how near a name is to those of an exercise, 0 to 2: over 1 where they have a word in common."""
    best = 0.0
    for name in (exercise.name, exercise.plural, *exercise.aliases):
        words = _plain(name)
        common = any(len(word) > len("up") for word in set(heard) & set(words))
        best = max(best, common + difflib.SequenceMatcher(None, " ".join(heard), " ".join(words)).ratio())
    return best


def _pick(things: "tuple[Named, ...]", wanted: str, what: str) -> Named:
    for thing in things:
        if thing.id == wanted:
            return thing
    raise UnknownIdError(f"no {what} {wanted!r} in the catalogue")
