"""What each exercise's next dose is, and why: double progression by completed sets and by how hard they were.

Repetitions first, then sets, then the harder variation (coaching table 3c). A session is judged exercise by exercise
when it is over; its verdicts are followed when the next workout is planned. At most so many exercises go up after one
session as the catalogue says; those that waited go first. Sessions that were eased do not come here at all.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from skill.coach.acts import Fact
from skill.coach.events import Effort
from skill.coach.plan import StepKind
from skill.coach.runner import Profile
from skill.coach.session import Session
from skill.coach.standing import Slot, Standing, Verdict
from skill.content.swaps import LEVEL_RANK
from skill.content.types import Catalogue, Exercise, Item, Mode, Workout

Progress = Mapping[str, Standing]

# A runner may meet moves one level above the workouts, by going up a ladder.
LEVELS_ABOVE = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one exercise went: whether a set was short, and by far; whether every set was done; and the effort."""

    short: bool
    far_short: bool
    complete: bool
    effort: Effort | None


@dataclass(frozen=True, slots=True)
class Room:
    """What there is to go up to.

    Attributes:
        at_top: Whether the number is at the top of the range.
        more_sets: Whether there may be one set more.
        harder: Whether there is a harder variation for this runner.
        turn: Whether this is a session after which it may go up at all.
    """

    at_top: bool
    more_sets: bool
    harder: bool
    turn: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """An exercise of a session with what it says about the next one, and where the runner stands afterwards."""

    slot: Slot
    verdict: Verdict
    standing: Standing


@dataclass(frozen=True, slots=True)
class Dose:
    """What is due next: the exercise, repetitions or seconds, and sets above those written."""

    exercise: str
    amount: int
    extra: int


def planned(
    workout: Workout, progress: Progress, profile: Profile, catalogue: Catalogue, held: Collection[str] = ()
) -> tuple[Workout, tuple[Slot, ...]]:
    """Give a programme workout with the doses that are due, and the slots that say where each comes from.

    Args:
        workout: What is written, fitted to kit and quiet already.
        progress: Where the runner stands, by the exercise as written.
        profile: The runner's level and kit.
        catalogue: What there is.
        held: Keys of exercises that do not go up this time.
    """
    main: list[Item] = []
    slots: list[Slot] = []
    raised = 0
    for item in workout.main:
        standing = progress.get(item.exercise) or Standing(item.exercise, item.amount)
        taken = {other.exercise for other in workout.main} | {other.exercise for other in main}
        verdict = standing.due
        if verdict.raises and (raised == catalogue.progression.raises_per_session or item.exercise in held):
            verdict = Verdict.HOLD
        dose = dose_after(standing, verdict, profile, catalogue, taken - {item.exercise})
        if dose == Dose(standing.exercise, standing.amount, standing.extra):
            verdict = Verdict.HOLD
        raised += verdict.raises
        most = max(item.sets, catalogue.progression.max_sets[workout.level])
        main.append(replace(item, exercise=dose.exercise, amount=dose.amount, sets=min(item.sets + dose.extra, most)))
        slots.append(Slot(item.exercise, dose.exercise, dose.amount, item.sets, dose.extra, verdict))
    return replace(workout, main=tuple(main)), tuple(slots)


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


def judge(session: Session, progress: Progress, profile: Profile, catalogue: Catalogue) -> tuple[Judged, ...]:
    """Judge the exercises of a session that are over, in its order, with no more raises than a session may bring."""
    judged: list[Judged] = []
    raises = 0
    for place, slot in enumerate(session.slots):
        outcome = outcome_of(session, slot, catalogue)
        if outcome is None:
            continue
        before = _standing(slot, progress)
        if before.exercise != slot.exercise:
            before = Standing(slot.exercise, slot.amount, waiting=before.waiting)
        unasked = 0 if profile.ask_effort else before.unasked + 1
        room = room_for(slot, unasked, session, profile, catalogue)
        now = Standing(slot.exercise, slot.amount, slot.extra, unasked=unasked)
        verdict, after = verdict_on(before, now, outcome, room)
        if verdict.raises:
            first = sum(1 for other in session.slots[place + 1 :] if _standing(other, progress).waiting)
            first = 0 if before.waiting else first
            if raises + first >= catalogue.progression.raises_per_session:
                verdict, after = Verdict.HOLD, replace(after, waiting=before.waiting + 1)
            raises += verdict.raises
        judged.append(Judged(slot, verdict, replace(after, due=verdict)))
    return tuple(judged)


def progress_after(session: Session, progress: Progress, profile: Profile, catalogue: Catalogue) -> Progress:
    """Give where the runner stands after a session."""
    return {**progress, **{each.slot.key: each.standing for each in judge(session, progress, profile, catalogue)}}


def outcome_of(session: Session, slot: Slot, catalogue: Catalogue) -> Outcome | None:
    """Tell how an exercise went; None while it is not over, and where none of it was done."""
    steps = [(i, s) for i, s in enumerate(session.plan) if s.kind is StepKind.WORK and s.exercise == slot.exercise]
    logged = [(step, amount) for i, step in steps if (amount := session.logged(i)) is not None]
    if not logged or session.index <= steps[-1][0]:
        return None
    complete = len(logged) == len(steps) and {step.set for step, _ in logged} == set(range(1, steps[-1][1].sets + 1))
    effort = dict(session.efforts).get(slot.exercise)
    short = max(slot.amount - amount for _, amount in logged)
    limit = catalogue.progression.short_by.of(catalogue.exercise(slot.exercise).mode)
    return Outcome(short > 0, short > limit, complete, effort)


def verdict_on(before: Standing, now: Standing, outcome: Outcome, room: Room) -> tuple[Verdict, Standing]:
    """Give the first row of the progression table that fits, and where the runner stands after it.

    Args:
        before: Where the runner stood with this variation.
        now: The dose that was planned, with all counts at their beginning.
        outcome: How it went.
        room: What there is to go up to.
    """
    if outcome.far_short or outcome.effort is Effort.FAILED:
        return (Verdict.TWICE_SHORT, now) if before.short else (Verdict.FAR_SHORT, replace(now, short=1))
    if outcome.short:
        return Verdict.SHORT, now
    if outcome.effort is Effort.HARD:
        return Verdict.HARD, now
    if not outcome.complete:
        return Verdict.HOLD, replace(before, amount=now.amount, extra=now.extra)
    if not room.turn:
        return Verdict.HOLD, now
    return _up(before, now, room, easy=outcome.effort is Effort.EASY)


def _up(before: Standing, now: Standing, room: Room, *, easy: bool) -> tuple[Verdict, Standing]:
    """Decide how an exercise goes up that was done in full and not hard."""
    now = replace(now, easy=before.easy + 1 if easy else 0, topped=before.topped + 1 if room.at_top else 0)
    if room.harder and (now.easy > 1 or (now.topped > 1 and (easy or not room.more_sets))):
        return Verdict.OUTGROWN, now
    if not room.at_top:
        return (Verdict.EASY_ONCE if easy else Verdict.RIGHT), now
    return (Verdict.MORE_SETS if room.more_sets else Verdict.HOLD), now


def room_for(slot: Slot, unasked: int, session: Session, profile: Profile, catalogue: Catalogue) -> Room:
    """Tell what an exercise of a session can go up to; `unasked` counts the sessions with no question of effort."""
    exercise = catalogue.exercise(slot.exercise)
    rules = catalogue.progression
    taken = {other.exercise for other in session.slots}
    return Room(
        at_top=slot.amount >= exercise.prescription.high,
        more_sets=slot.sets + slot.extra < rules.max_sets[profile.level],
        harder=harder_than(exercise, profile, catalogue, taken) is not None,
        turn=unasked % rules.every_other_session_unasked == 0,
    )


def change_told(slot: Slot, progress: Progress, catalogue: Catalogue) -> tuple[str, dict[str, Fact]]:
    """Give the line for what changes for an exercise in this plan, and its facts: from what, to what."""
    before = _standing(slot, progress)
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


def _standing(slot: Slot, progress: Progress) -> Standing:
    return progress.get(slot.key) or Standing(slot.key, slot.amount)


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
