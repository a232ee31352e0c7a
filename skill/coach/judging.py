"""What a session says about the next one, exercise by exercise: done in full or short, easy or hard.

The rows are coaching table 3c. At most so many exercises go up after one session as the catalogue says; those that
waited longest go first. What a verdict comes to as a dose is decided in `progression`.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from skill.coach.bounds import OPEN, Bounds, has_room
from skill.coach.events import Effort
from skill.coach.plan import StepKind
from skill.coach.progression import Progress, going_up, harder_than, standing_of
from skill.coach.runner import Profile
from skill.coach.session import Session
from skill.coach.standing import Judged, Slot, Standing, Verdict
from skill.content.types import Catalogue


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
    turn: bool = True


def judge(
    session: Session, progress: Progress, profile: Profile, catalogue: Catalogue, bounds: Bounds = OPEN
) -> tuple[Judged, ...]:
    """Judge the exercises of a session that are over, in its order, with no more raises than a session may bring.

    Args:
        session: The session.
        progress: Where the runner stood before it, by the exercise as written.
        profile: The runner's level and kit.
        catalogue: What there is.
        bounds: How far this workout may lead.
    """
    found: list[Judged] = []
    for slot in session.slots:
        outcome = outcome_of(session, slot, catalogue)
        if outcome is None:
            continue
        before = _same_move(slot, progress)
        unasked = 0 if profile.ask_effort else before.unasked + 1
        now = Standing(slot.exercise, slot.amount, slot.extra, unasked=unasked, waiting=_waited(slot, progress))
        room = room_for(slot, session, profile, catalogue, bounds)
        turn = unasked % catalogue.progression.every_other_session_unasked == 0
        found.append(Judged(slot, *_alone(before, now, outcome, replace(room, turn=turn))))
    rising = going_up({each.slot.key: each.standing for each in found if each.verdict.raises}, catalogue)
    return tuple(_made_to_wait(each) if each.verdict.raises and each.slot.key not in rising else each for each in found)


def promised(
    judged: Collection[Judged], exercise: str, session: Session, progress: Progress, catalogue: Catalogue
) -> Judged | None:
    """Give what may be told of one exercise, whatever the rest of the session brings; None where it is not over.

    A raise is not told that those which are still to come, and waited longer, may yet take.
    """
    mine = next((each for each in judged if each.slot.exercise == exercise), None)
    if mine is None or not mine.verdict.raises:
        return mine
    over = {each.slot.key for each in judged}
    waiting = mine.standing.waiting
    ahead = sum(_waited(slot, progress) > waiting for slot in session.slots if slot.key not in over)
    before = sum(e.standing.waiting >= waiting for e in judged if e.verdict.raises and e is not mine)
    return _made_to_wait(mine) if ahead + before >= catalogue.progression.raises_per_session else mine


def _same_move(slot: Slot, progress: Progress) -> Standing:
    """Give where the runner stood with the variation that was done, of which nothing is known where it is new."""
    before = standing_of(slot, progress)
    return before if before.exercise == slot.exercise else Standing(slot.exercise, slot.amount)


def _alone(before: Standing, now: Standing, outcome: Outcome, room: Room) -> tuple[Verdict, Standing]:
    """Judge an exercise as if no other could go up; what holds it with no word against it costs it no place in line."""
    verdict, after = verdict_on(before, now, outcome, room)
    waiting = now.waiting if verdict.raises or verdict is Verdict.HOLD else 0
    return verdict, replace(after, due=verdict, waiting=waiting)


def _made_to_wait(judged: Judged) -> Judged:
    """Let an exercise wait that could go up, because enough others do."""
    standing = replace(judged.standing, due=Verdict.HOLD, waiting=judged.standing.waiting + 1)
    return replace(judged, verdict=Verdict.HOLD, standing=standing)


def _waited(slot: Slot, progress: Progress) -> int:
    """Count the sessions that an exercise waits by now: none once it went up, one more where it was due and did not."""
    before = standing_of(slot, progress)
    return 0 if slot.verdict.raises else before.waiting + before.due.raises


def progress_after(
    session: Session, progress: Progress, profile: Profile, catalogue: Catalogue, bounds: Bounds = OPEN
) -> Progress:
    """Give where the runner stands after a session; the arguments are those of `judge`."""
    judged = judge(session, progress, profile, catalogue, bounds)
    return {**progress, **{each.slot.key: each.standing for each in judged}}


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
        return Verdict.HOLD, replace(now, easy=before.easy, topped=before.topped)
    return _up(before, now, room, easy=outcome.effort is Effort.EASY)


def _up(before: Standing, now: Standing, room: Room, *, easy: bool) -> tuple[Verdict, Standing]:
    """Decide how an exercise goes up that was done in full and not hard."""
    now = replace(now, easy=before.easy + 1 if easy else 0, topped=before.topped + 1 if room.at_top else 0)
    if room.harder and (now.easy > 1 or (now.topped > 1 and (easy or not room.more_sets))):
        return Verdict.OUTGROWN, now
    if not room.at_top:
        return (Verdict.EASY_ONCE if easy else Verdict.RIGHT), now
    return (Verdict.MORE_SETS if room.more_sets else Verdict.HOLD), now


def room_for(slot: Slot, session: Session, profile: Profile, catalogue: Catalogue, bounds: Bounds) -> Room:
    """Tell what an exercise of a session can go up to."""
    exercise = catalogue.exercise(slot.exercise)
    rules = catalogue.progression
    taken = {other.exercise for other in session.slots} | bounds.elsewhere
    fewer = slot.sets + slot.extra < rules.max_sets[profile.level]
    return Room(
        at_top=slot.amount >= exercise.prescription.high,
        more_sets=fewer and has_room(session.plan, slot.exercise, bounds),
        harder=harder_than(exercise, profile, catalogue, taken) is not None,
    )
