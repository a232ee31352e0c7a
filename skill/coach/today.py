"""Today's workout: the one that is due, as the runs around it allow.

Has `schedule` decide on what the diary says, and fits the workout to it. It refuses to know how the runner asked, and
what is said.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from skill.coach.acts import Tell
from skill.coach.easing import EASE_IN
from skill.coach.events import Wishes
from skill.coach.programme import Chosen, choose, order_from
from skill.coach.progression import nothing_due
from skill.coach.runner import Runner
from skill.coach.schedule import AS_PLANNED, LEGS, Decision, Kind, decide, situation_of
from skill.content.types import Catalogue, Item, Workout

CORE_FOCUSES = ("core", "upper_body")
MOBILITY_FOCUS = "mobility"
# Minutes of the few easy moves of a day of rest (coaching table 4, row 3).
REST_MINUTES = 5
# Shares of the sets, in percent: light, and eased (coaching table 4, rows 6 and 7).
HALF, EASED = 50, 67
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
        """Give the reason, if there is one: at most one line."""
        return () if self.decision == AS_PLANNED else (Tell(f"because.{self.decision.rule}"),)

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
    then = now + (day - now.astimezone(zone).date())
    return decide(situation_of(runner.diary, day, then, runner.profile.level))


def arranged(runner: Runner, wishes: Wishes, decision: Decision, now: datetime, catalogue: Catalogue) -> Arranged:
    """Give the workout that follows a decision; minutes, kit and quiet are as wished."""
    match decision.kind:
        case Kind.FULL:
            return Arranged(choose(runner, wishes, now, catalogue), decision)
        case Kind.EASED | Kind.LIGHT:
            return _lessened(runner, wishes, decision, now, catalogue)
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


def next_legs(runner: Runner, now: datetime, zone: tzinfo) -> date | None:
    """Give the first day from tomorrow on that is good for legs, within two weeks; None where there is none."""
    today = now.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(1, SEARCHED_DAYS))
    return next((day for day in days if decision_on(runner, day, now, zone).kind in LEGS), None)


def _share(runner: Runner, wishes: Wishes, percent: int, now: datetime, catalogue: Catalogue) -> Chosen:
    """Give a share of the sets, with nothing harder than last time.

    What was eased says nothing about the next time, so that none of it is judged. What is light already, in a light
    week or after a break, is not made lighter still.
    """
    chosen = choose(replace(runner, progress=nothing_due(runner.progress)), wishes, now, catalogue)
    if chosen.easing not in {"", EASE_IN}:
        return chosen
    # No step of a beginner's first workouts either, and not with their number of sets.
    return Chosen(_with_share(chosen.workout, percent))


def _lessened(runner: Runner, wishes: Wishes, decision: Decision, now: datetime, catalogue: Catalogue) -> Arranged:
    """Give a share of the workout that is due; where nothing new may come, of the next one of which most is known.

    Moves that the runner has not done before are left out then. Who has done none of any workout has a first one ahead,
    which is new whatever it is, and the reason is not to promise anything else.
    """
    percent = EASED if decision.kind is Kind.EASED else HALF
    if not decision.familiar:
        return Arranged(_share(runner, wishes, percent, now, catalogue), decision)
    letters = [order.rpartition("_")[2] for order in order_from(runner, catalogue)]
    each = [_share(runner, replace(wishes, workout=letter), percent, now, catalogue) for letter in letters]
    best = max(each, key=lambda chosen: _share_known(runner, chosen.workout))
    known = tuple(item for item in best.workout.main if item.exercise in runner.taught)
    if not known:
        return Arranged(best, replace(decision, rule=f"{decision.rule}_first"))
    return Arranged(replace(best, workout=replace(best.workout, main=known)), decision)


def _share_known(runner: Runner, workout: Workout) -> float:
    return sum(item.exercise in runner.taught for item in workout.main) / len(workout.main)


def _with_share(workout: Workout, percent: int) -> Workout:
    """Share all sets out together: one by one, three and two sets would round to the same for half and two thirds."""
    main: list[Item] = []
    planned = given = 0
    for item in workout.main:
        planned += item.sets
        sets = max(1, (planned * percent + 50) // 100 - given)
        given += sets
        main.append(replace(item, sets=sets))
    return replace(workout, main=tuple(main), finisher=())
