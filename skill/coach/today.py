"""Today's workout: the one that is due, as the runs around it allow.

Has `schedule` decide on what the diary says, and fits the workout to it. It refuses to know how the runner asked, and
what is said.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from skill.coach.acts import Tell
from skill.coach.easing import EASE_IN, with_share
from skill.coach.events import Wishes
from skill.coach.fitting import fit_minutes
from skill.coach.on_the_day import NOTHING_SAID
from skill.coach.programme import Chosen, choose, order_from
from skill.coach.progression import nothing_due
from skill.coach.runner import Runner
from skill.coach.schedule import AS_PLANNED, LEGS, Decision, Kind, decide, situation_of
from skill.content.types import Catalogue, Workout

CORE_FOCUSES = ("core", "upper_body")
MOBILITY_FOCUS = "mobility"
# Minutes of the few easy moves of a day of rest (coaching table 4, row 3).
REST_MINUTES = 5
# Shares of the sets: light, and eased (coaching table 4, rows 6 and 7).
HALF, EASED = 0.5, 0.67
# Kinds of which the reason says how much is left out.
SHARED = frozenset({Kind.LIGHT, Kind.EASED})
# A day for the legs is looked for this far ahead: recovery from a marathon is over by then.
SEARCHED_DAYS = 15
_FOCUS_ID = "focus_"


@dataclass(frozen=True, slots=True)
class Arranged:
    """A workout, and the decision that it follows."""

    chosen: Chosen
    decision: Decision

    @property
    def because(self) -> tuple[Tell, ...]:
        """Give the reason, if there is one: at most one line.

        What is light already for another reason is not made lighter by this one, and is told by that alone.
        """
        eased_already = bool(self.chosen.easing) and self.decision.kind in SHARED and self.decision.minutes is None
        return () if self.decision == AS_PLANNED or eased_already else (Tell(f"because.{self.decision.rule}"),)

    @property
    def why_changed(self) -> tuple[Tell, ...]:
        """Give the reason, if the workout is not simply the one that is due."""
        return () if self.decision.kind is Kind.FULL else self.because


def decision_on(runner: Runner, day: date, now: datetime, zone: tzinfo) -> Decision:
    """Decide what a day, today or one to come, is good for at this hour of it.

    Args:
        runner: Whose day it is.
        day: The day where the runner lives.
        now: Aware UTC time.
        zone: Where the runner lives.
    """
    ahead, profile = day - now.astimezone(zone).date(), runner.profile
    situation = situation_of(runner.diary, day, now + ahead, profile.level)
    # What was said of today says nothing of the days to come.
    said = NOTHING_SAID if ahead else runner.on_the_day
    return decide(
        replace(
            situation,
            sore=said.sore,
            tired=said.tired,
            run_near=said.run_near,
            hard_with_hard=profile.hard_with_hard,
        )
    )


def arranged(runner: Runner, wishes: Wishes, decision: Decision, now: datetime, catalogue: Catalogue) -> Arranged:
    """Give the workout that follows a decision; minutes, kit and quiet are as wished."""
    match decision.kind:
        case Kind.FULL:
            return Arranged(choose(runner, wishes, now, catalogue), decision)
        case Kind.EASED | Kind.LIGHT:
            given = _lessened(runner, wishes, decision, now, catalogue)
            return given if decision.minutes is None else _shortened(given, decision.minutes, catalogue)
        case Kind.CORE:
            focus, minutes = CORE_FOCUSES[runner.finished % len(CORE_FOCUSES)], decision.minutes
        case Kind.MOBILITY:
            focus, minutes = MOBILITY_FOCUS, decision.minutes
        case _:  # Kind.REST
            focus, minutes = MOBILITY_FOCUS, REST_MINUTES
    shortest = min((number for number in (wishes.minutes, minutes) if number), default=None)
    wishes = replace(wishes, focus=focus, workout=None, minutes=shortest)
    return Arranged(choose(runner, wishes, now, catalogue), decision)


def insisted(runner: Runner, wishes: Wishes, now: datetime, catalogue: Catalogue) -> Chosen:
    """Give the workout for the legs that a runner insists on: half of it, and nothing harder than last time."""
    return _share(runner, wishes, HALF, now, catalogue)


def names_legs(wishes: Wishes, catalogue: Catalogue) -> bool:
    """Tell whether a runner asks by name for something that works the legs."""
    if wishes.focus is not None:
        return catalogue.focus(wishes.focus).loads_legs
    return wishes.workout is not None


def names_strength(wishes: Wishes) -> bool:
    """Tell whether a runner asks by name for anything but mobility."""
    return wishes.workout is not None or wishes.focus not in {None, MOBILITY_FOCUS}


def loads_legs(workout_id: str, catalogue: Catalogue) -> bool:
    """Tell whether a workout, by its id, works the legs."""
    if workout_id.startswith(_FOCUS_ID):
        return catalogue.focus(workout_id.removeprefix(_FOCUS_ID)).loads_legs
    return catalogue.workout(workout_id).loads_legs


def is_strength(workout_id: str) -> bool:
    """Tell whether a workout, by its id, is one of strength, and not of mobility alone."""
    return workout_id != f"{_FOCUS_ID}{MOBILITY_FOCUS}"


def next_legs(runner: Runner, now: datetime, zone: tzinfo) -> date | None:
    """Give the first day from tomorrow on that is good for legs, within two weeks; None where there is none."""
    today = now.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(1, SEARCHED_DAYS))
    return next((day for day in days if decision_on(runner, day, now, zone).kind in LEGS), None)


def _share(runner: Runner, wishes: Wishes, share: float, now: datetime, catalogue: Catalogue) -> Chosen:
    """Give a share of the sets of each exercise, with nothing harder than last time.

    What was eased says nothing about the next time, so that none of it is judged. What is light already, in a light
    week or after a break, is not made lighter still. In a beginner's first workouts it is a share of their two sets,
    and no step on the way in.
    """
    chosen = choose(replace(runner, progress=nothing_due(runner.progress)), wishes, now, catalogue)
    if chosen.easing not in {"", EASE_IN}:
        return chosen
    workout = chosen.workout
    return Chosen(replace(workout, main=with_share(workout.main, share), finisher=()))


def _lessened(runner: Runner, wishes: Wishes, decision: Decision, now: datetime, catalogue: Catalogue) -> Arranged:
    """Give a share of the workout that is due; where nothing new may come, of the next one of which most is known.

    Moves that the runner has not done before are left out then. Who has done none of any workout has a first one ahead,
    which is new whatever it is, and the reason is not to promise anything else.
    """
    share = EASED if decision.kind is Kind.EASED else HALF
    if not decision.familiar:
        return Arranged(_share(runner, wishes, share, now, catalogue), decision)
    letters = [order.rpartition("_")[2] for order in order_from(runner, catalogue)]
    each = [_share(runner, replace(wishes, workout=letter), share, now, catalogue) for letter in letters]
    best = max(each, key=lambda chosen: _share_known(runner, chosen.workout))
    known = tuple(item for item in best.workout.main if item.exercise in runner.taught)
    if not known:
        return Arranged(best, replace(decision, rule=f"{decision.rule}_first"))
    return Arranged(replace(best, workout=replace(best.workout, main=known)), decision)


def _shortened(given: Arranged, minutes: int, catalogue: Catalogue) -> Arranged:
    workout = fit_minutes(given.chosen.workout, catalogue, minutes)
    return replace(given, chosen=replace(given.chosen, workout=workout))


def _share_known(runner: Runner, workout: Workout) -> float:
    return sum(item.exercise in runner.taught for item in workout.main) / len(workout.main)
