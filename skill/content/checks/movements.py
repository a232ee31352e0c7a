"""Whether each exercise agrees with itself, and with those it leads to and comes from."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from skill.content.checks.findings import Content, Finding
from skill.content.sources import EXERCISES
from skill.content.timing import step_seconds
from skill.content.types import Exercise, Mode, SideStyle

# One set, or one side of it, must fit into one reply with its name, dose and question. A reply is 170 seconds by
# default (the setting `block_seconds`); twenty are for the talk.
STEP_SECONDS = 150


def inconsistent_movements(content: Content) -> Iterator[Finding]:
    """Find fields that contradict each other within one exercise."""
    for exercise in content.catalogue.exercises:
        for field, message in (
            *_wrong_measure(exercise),
            *_wrong_muscles(exercise),
            *_wrong_dose(exercise),
            *_too_long_a_set(exercise, content),
        ):
            yield Finding(EXERCISES, f"{exercise.id}.{field}", message)
    for entry in content.exercises["exercises"]:
        if entry["per_side"] != ("side_word" in entry) or entry["per_side"] != ("side_style" in entry):
            message = "side_word and side_style go with per_side: true, both or neither; mend one or the other"
            yield Finding(EXERCISES, f"{entry['id']}.per_side", message)


def broken_chains(content: Content) -> Iterator[Finding]:
    """Find easier moves that are harder, harder ones that are easier, and chains that go round in a circle."""
    catalogue = content.catalogue
    comes_after: dict[str, set[str]] = {exercise.id: set() for exercise in catalogue.exercises}
    for exercise in catalogue.exercises:
        if exercise.easier is not None:
            comes_after[exercise.id].add(exercise.easier)
            if catalogue.exercise(exercise.easier).level > exercise.level:
                message = f"{exercise.easier} is of a higher level; name one of level {exercise.level} or lower"
                yield Finding(EXERCISES, f"{exercise.id}.easier", message)
        if exercise.harder is not None:
            comes_after[exercise.harder].add(exercise.id)
            if catalogue.exercise(exercise.harder).level < exercise.level:
                message = f"{exercise.harder} is of a lower level; name one of level {exercise.level} or higher"
                yield Finding(EXERCISES, f"{exercise.id}.harder", message)
    try:
        TopologicalSorter(comes_after).prepare()
    except CycleError as error:
        circle = error.args[1]
        message = f"from easier to harder this goes in a circle: {', '.join(circle)}; break it in one place"
        yield Finding(EXERCISES, f"{circle[0]}.harder", message)


def unusable_families(content: Content) -> Iterator[Finding]:
    """Find families whose default wants other kit than it says, or that have none for a runner without kit."""
    for family in content.catalogue.families:
        for kit, name in family.default:
            needed = content.catalogue.exercise(name).equipment
            if needed not in {"none", kit}:
                message = f"{name} needs {needed}, not {kit}; mend the equipment or name another exercise"
                yield Finding(EXERCISES, f"{family.id}.default", message)
        if family.default[-1][0] != "none":
            message = "the last default must need nothing; add one with equipment: none"
            yield Finding(EXERCISES, f"{family.id}.default", message)


def _wrong_measure(exercise: Exercise) -> Iterator[tuple[str, str]]:
    if exercise.mode is Mode.REPS:
        if exercise.seconds_per_rep is None:
            yield "seconds_per_rep", "repetitions need a pace; write the seconds that one takes"
        if exercise.tempo is None:
            yield "tempo", "repetitions need a tempo; say how each one goes"
        return
    if exercise.seconds_per_rep is not None:
        yield "seconds_per_rep", "a hold has no repetitions; write null"
    if exercise.do_phrase is None:
        yield "do_phrase", "a hold needs a phrase that goes before 'for thirty seconds'; add it"
    if exercise.side_style is SideStyle.ALTERNATE:
        yield "side_style", "a hold cannot alternate its sides; write one_side"


def _wrong_muscles(exercise: Exercise) -> Iterator[tuple[str, str]]:
    both = set(exercise.primary_muscles) & set(exercise.secondary_muscles)
    if both:
        yield "secondary_muscles", f"{', '.join(sorted(both))} stands in primary_muscles too; keep it in one"


def _wrong_dose(exercise: Exercise) -> Iterator[tuple[str, str]]:
    dose = exercise.prescription
    if not dose.low <= dose.target <= dose.high:
        yield "prescription", f"target {dose.target} is not within low {dose.low} to high {dose.high}; mend one"


def _too_long_a_set(exercise: Exercise, content: Content) -> Iterator[tuple[str, str]]:
    seconds = step_seconds(exercise, exercise.prescription.high, content.catalogue.timing)
    if seconds > STEP_SECONDS:
        message = f"a set at high takes {seconds:.0f} seconds; one reply holds {STEP_SECONDS}: lower high or the pace"
        yield "prescription", message
