"""What each exercise's next dose is, and why: double progression by completed sets and by how hard they were.

Repetitions first, then sets, then the harder variation (coaching table 3c). What a session says about the next one is
decided in `judging`, exercise by exercise; that is followed here, when the next workout is planned. At most so many
exercises go up at once as the catalogue says. Sessions that were eased do not come here at all.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from skill.coach.acts import Fact
from skill.coach.bounds import OPEN, Bounds, seconds_of
from skill.coach.runner import Profile
from skill.coach.standing import Judged, Slot, Standing, Verdict
from skill.content.swaps import LEVEL_RANK
from skill.content.types import Catalogue, Exercise, Item, Mode, Workout

Progress = Mapping[str, Standing]

# A runner may meet moves one level above the workouts, by going up a ladder.
LEVELS_ABOVE = 1


@dataclass(frozen=True, slots=True)
class Dose:
    """What is due next: the exercise, repetitions or seconds, and sets above those written."""

    exercise: str
    amount: int
    extra: int


def planned(
    workout: Workout, progress: Progress, profile: Profile, catalogue: Catalogue, bounds: Bounds = OPEN
) -> tuple[Workout, tuple[Slot, ...]]:
    """Give a programme workout with the doses that are due, and the slots that say where each comes from.

    Args:
        workout: What is written, fitted to kit and quiet already.
        progress: Where the runner stands, by the exercise as written.
        profile: The runner's level and kit.
        catalogue: What there is.
        bounds: How far it may lead in this workout.
    """
    stands = {item.exercise: progress[item.exercise] for item in workout.main if item.exercise in progress}
    due = {key: each for key, each in stands.items() if each.due.raises and _allowed(each.due, bounds)}
    while True:
        rising = going_up(due, catalogue)
        followed = {key: each for key, each in stands.items() if key in rising or not each.due.raises}
        fitted, slots = _laid_out(workout, {**nothing_due(stands), **followed}, profile, catalogue, bounds)
        fitted, slots = _within(fitted, slots, bounds, catalogue)
        idle = rising.difference(slot.key for slot in raised(slots))
        if not idle:
            return fitted, slots
        # What cannot be followed today takes nobody's turn.
        due = {key: each for key, each in due.items() if key not in idle}


def _laid_out(
    workout: Workout, progress: Progress, profile: Profile, catalogue: Catalogue, bounds: Bounds
) -> tuple[Workout, tuple[Slot, ...]]:
    """Give the workout with all that is due in it, as far as there is something to go to."""
    main: list[Item] = []
    slots: list[Slot] = []
    for item in workout.main:
        standing = progress.get(item.exercise) or Standing(item.exercise, item.amount)
        taken = {other.exercise for other in workout.main} | {other.exercise for other in main}
        verdict = standing.due
        taken = taken - {item.exercise} | (bounds.elsewhere if verdict.raises else frozenset())
        kept = Dose(standing.exercise, standing.amount, standing.extra)
        dose = dose_after(standing, verdict, profile, catalogue, taken)
        if verdict is Verdict.OUTGROWN and dose == kept:
            # The harder move came into another workout meanwhile, or its kit is gone: the repetitions go on.
            verdict = Verdict.EASY_ONCE
            dose = dose_after(standing, verdict, profile, catalogue, taken)
        if dose == kept:
            verdict = Verdict.HOLD
        most = max(item.sets, catalogue.progression.max_sets[workout.level])
        main.append(replace(item, exercise=dose.exercise, amount=dose.amount, sets=min(item.sets + dose.extra, most)))
        slots.append(Slot(item.exercise, dose.exercise, dose.amount, item.sets, dose.extra, verdict))
    return replace(workout, main=tuple(main)), tuple(slots)


def _allowed(verdict: Verdict, bounds: Bounds) -> bool:
    return bounds.raises and (bounds.more_sets or verdict is not Verdict.MORE_SETS)


def _within(
    workout: Workout, slots: tuple[Slot, ...], bounds: Bounds, catalogue: Catalogue
) -> tuple[Workout, tuple[Slot, ...]]:
    """Leave out what is to be a set more, from the end, until the session is not too long."""
    for place in reversed(range(len(slots))):
        if slots[place].verdict is Verdict.MORE_SETS and seconds_of(workout, catalogue) > bounds.seconds:
            kept = replace(slots[place], extra=slots[place].extra - 1, verdict=Verdict.HOLD)
            item = replace(workout.main[place], sets=workout.main[place].sets - 1)
            slots = (*slots[:place], kept, *slots[place + 1 :])
            workout = replace(workout, main=(*workout.main[:place], item, *workout.main[place + 1 :]))
    return workout, slots


def nothing_due(progress: Progress) -> Progress:
    """Give where a runner stands with nothing due that would change a dose."""
    return {key: replace(standing, due=Verdict.HOLD) for key, standing in progress.items()}


def dose_after(
    standing: Standing, verdict: Verdict, profile: Profile, catalogue: Catalogue, taken: Collection[str]
) -> Dose:
    """Give the dose that a verdict leads to; `taken` are exercises that the workout has already."""
    exercise = catalogue.exercise(standing.exercise)
    kept = Dose(standing.exercise, standing.amount, standing.extra)
    match verdict:
        case Verdict.EASY_ONCE | Verdict.RIGHT:
            return replace(kept, amount=_one_step_more(standing.amount, exercise, catalogue))
        case Verdict.MORE_SETS:
            return replace(kept, extra=standing.extra + 1)
        case Verdict.OUTGROWN:
            harder = harder_than(exercise, profile, catalogue, taken)
            return kept if harder is None else Dose(harder.id, harder.prescription.low, 0)
        case Verdict.TWICE_SHORT:
            return _lowered(kept, exercise, profile, catalogue, taken)
    return kept


def harder_than(
    exercise: Exercise, profile: Profile, catalogue: Catalogue, taken: Collection[str] = ()
) -> Exercise | None:
    """Give the next rung of the ladder, where the runner's kit, level and wish for quiet allow it."""
    if exercise.harder is None or exercise.harder in taken:
        return None
    harder = catalogue.exercise(exercise.harder)
    if harder.jumps or harder.level > LEVEL_RANK[profile.level] + LEVELS_ABOVE:
        return None
    return harder if _at_hand(harder, exercise, profile) else None


def easier_than(
    exercise: Exercise, profile: Profile, catalogue: Catalogue, taken: Collection[str] = ()
) -> Exercise | None:
    """Give the rung of the ladder below, unless it takes kit of which the runner said that it is not there."""
    if exercise.easier is None or exercise.easier in taken:
        return None
    easier = catalogue.exercise(exercise.easier)
    return easier if profile.equipment is None or _at_hand(easier, exercise, profile) else None


def _at_hand(wanted: Exercise, instead_of: Exercise, profile: Profile) -> bool:
    return wanted.equipment in {"none", instead_of.equipment, *(profile.equipment or ())}


def going_up(standings: Progress, catalogue: Catalogue) -> frozenset[str]:
    """Name those that go up, of those that could: the ones that waited longest, in the order of the workout."""
    longest = sorted(standings, key=lambda key: -standings[key].waiting)
    return frozenset(longest[: catalogue.progression.raises_per_session])


def standing_of(slot: Slot, progress: Progress) -> Standing:
    """Give where the runner stands with an exercise of a workout."""
    return progress.get(slot.key) or Standing(slot.key, slot.amount)


def change_told(slot: Slot, progress: Progress, catalogue: Catalogue) -> tuple[str, dict[str, Fact]]:
    """Give the line for what changes for an exercise in this plan, and its facts: from what, to what."""
    before = standing_of(slot, progress)
    return f"change.{slot.verdict}{_form(slot, before, catalogue)}", {
        "exercise": slot.exercise,
        "before": before.exercise,
        "n": before.amount,
        "amount": slot.amount,
        "sets": slot.sets + slot.extra,
    }


def verdict_told(judged: Judged, profile: Profile, catalogue: Catalogue) -> tuple[str, dict[str, Fact]]:
    """Give the line for what a set of answers says about the next time, and its facts."""
    slot = judged.slot
    dose = dose_after(judged.standing, judged.verdict, profile, catalogue, ())
    after = Slot(slot.key, dose.exercise, dose.amount, slot.sets, dose.extra, judged.verdict)
    return f"next_time.{judged.verdict}{_form(after, judged.standing, catalogue)}", {
        "exercise": dose.exercise,
        "before": slot.exercise,
        "n": slot.amount,
        "amount": dose.amount,
        "sets": slot.sets + dose.extra,
    }


def _form(slot: Slot, before: Standing, catalogue: Catalogue) -> str:
    """Tell lines apart: another exercise, or one that is held for seconds."""
    if slot.exercise != before.exercise and slot.verdict is Verdict.TWICE_SHORT:
        return ".other"
    return ".hold" if catalogue.exercise(slot.exercise).mode is Mode.SECONDS else ""


def raised(slots: Collection[Slot]) -> Iterator[Slot]:
    """Give the slots that go up in this plan."""
    return (slot for slot in slots if slot.verdict.raises)


def _one_step_more(amount: int, exercise: Exercise, catalogue: Catalogue) -> int:
    return max(amount, min(amount + catalogue.progression.step.of(exercise.mode), exercise.prescription.high))


def _lowered(dose: Dose, exercise: Exercise, profile: Profile, catalogue: Catalogue, taken: Collection[str]) -> Dose:
    """Take a fifth off; where that is under the range, give the easier variation with its usual dose."""
    amount = math.floor(dose.amount * (1 - catalogue.progression.lower_by))
    if amount >= exercise.prescription.low:
        return replace(dose, amount=amount)
    easier = easier_than(exercise, profile, catalogue, taken)
    if easier is None:
        return replace(dose, amount=min(dose.amount, exercise.prescription.low))
    return Dose(easier.id, easier.prescription.target, 0)
