"""How much easier a workout is than it is written, and for how long: first sessions, light weeks, and after a break.

The rules are coaching table 3e, with the catalogue's numbers. A break is told by calendar days since the last
workout; a light week by the weeks of training behind it. Nothing here asks why anybody was away.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from skill.coach.cycle import Comeback, Cycle
from skill.coach.dates import days_between, zone_named
from skill.coach.events import Effort
from skill.coach.fitting import fit_quiet
from skill.coach.progression import easier_than
from skill.coach.runner import Profile, Runner
from skill.coach.standing import Standing
from skill.content.types import BreakRule, Catalogue, Item, Mode, Workout

LIGHT_WEEK = "light_week"
LIGHT_TODAY = "light_today"
EASE_IN = "ease_in"
# After so many hard workouts in a row a light one is offered.
HARD_IN_A_ROW = 2
# Holds are rounded to what is easily said, in seconds.
ROUND_SECONDS = 5
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Easing:
    """What makes a workout easier; `rule` is empty of change where it is only told.

    Attributes:
        id: Names it; what is said about it has the same name.
        rule: What changes.
        share: The share of the sets that stays.
        calm: Whether jumps give way to moves without impact.
    """

    id: str
    rule: BreakRule
    share: float = 1.0
    calm: bool = False


def break_rule(days: int, catalogue: Catalogue) -> BreakRule | None:
    """Give the rule for so many days without a workout; None where nothing is to be said."""
    return next(
        (
            rule
            for rule in catalogue.breaks
            if rule.days_from <= days and (rule.days_to is None or days <= rule.days_to)
        ),
        None,
    )


def changes(rule: BreakRule) -> bool:
    """Tell whether a rule changes anything, or is only a welcome."""
    return bool(rule.fewer_sets or rule.sets or rule.lower_by)


def break_ending(runner: Runner, now: datetime, catalogue: Catalogue) -> BreakRule | None:
    """Give the rule of the break that ends now; None where there was none, or no workout before it."""
    return None if runner.last is None else break_rule(_days_since(runner.last.ended, runner, now), catalogue)


def rule_for(runner: Runner, now: datetime, catalogue: Catalogue) -> BreakRule | None:
    """Give the rule of the break that ends now, or of the way back that has begun."""
    rule = break_ending(runner, now, catalogue)
    if rule is not None and changes(rule):
        return rule
    back = runner.comeback
    if back is None or back.rule == EASE_IN:
        return None
    rule = next(rule for rule in catalogue.breaks if rule.id == back.rule)
    lasts = _days_since(back.began, runner, now) < rule.days if rule.days else back.done < rule.sessions
    return rule if lasts else None


def easing_for(runner: Runner, now: datetime, catalogue: Catalogue, *, light: bool | None) -> Easing | None:
    """Give what a workout of the programme is eased for now; the first that fits. None: nothing.

    Args:
        runner: Who, with the last workout and the weeks of training.
        now: Aware UTC time.
        catalogue: The rules.
        light: True where a light workout is wanted, False where none is, None where nothing was said.
    """
    rule = rule_for(runner, now, catalogue)
    if rule is not None:
        return Easing(rule.id, rule)
    weeks = light_week(runner.cycle, week_of(now), catalogue)
    if light or (weeks and light is not False):
        half = catalogue.progression.light_share
        name = LIGHT_WEEK if weeks else LIGHT_TODAY
        return Easing(name, BreakRule(name, 0), share=half, calm=True)
    return None


def eased(workout: Workout, easing: Easing, profile: Profile, catalogue: Catalogue) -> Workout:
    """Make a workout easier, with the kit that is there."""
    if easing.calm:
        workout = fit_quiet(workout, catalogue)
    return replace(workout, main=tuple(_eased_items(workout.main, easing, profile, catalogue)), finisher=())


def with_share(items: Sequence[Item], share: float) -> tuple[Item, ...]:
    """Give exercises with a share of their sets: of all together never more, so that "half the sets" is true.

    Each keeps one set. What rounding leaves over goes to the first, which are a workout's main moves.
    """
    kept = [max(1, _part(item.sets, share)) for item in items]
    over = _part(sum(item.sets for item in items), share) - sum(kept)
    fitted: list[Item] = []
    for item, sets in zip(items, kept, strict=True):
        more = over > 0 and sets < item.sets
        over -= more
        fitted.append(replace(item, sets=sets + more))
    return tuple(fitted)


def ease_in_sets(workout: Workout, way_in: Comeback | None, per_round: int) -> int | None:
    """Give the most sets of a beginner's first workouts; None past them.

    Args:
        workout: The workout.
        way_in: How far the runner has come since the first visit; None for one who has been here before.
        per_round: How many different workouts the programme has, each of which is eased that often.
    """
    if workout.ease_in_sets is None or way_in is None or way_in.rule != EASE_IN:
        return None
    if way_in.done >= (workout.ease_in_sessions or 0) * per_round:
        return None
    return workout.ease_in_sets


def with_finisher(workout: Workout, finished: int, per_round: int) -> Workout:
    """Add the finisher once the full sets were done for as long as the first workouts were eased."""
    if finished < 2 * (workout.ease_in_sessions or 0) * per_round:
        return workout
    return replace(workout, main=workout.main + workout.finisher, finisher=())


def week_of(now: datetime) -> int:
    """Number the weeks, each from Monday to Sunday."""
    return (now.date().toordinal() - 1) // DAYS_A_WEEK


def light_week(cycle: Cycle, week: int, catalogue: Catalogue) -> bool:
    """Tell whether a week is the light one of its cycle, if it is trained in."""
    return after_week(cycle, week, catalogue).weeks == catalogue.progression.light_every_weeks


def after_week(cycle: Cycle, week: int, catalogue: Catalogue) -> Cycle:
    """Give the cycle with a week that is trained in; after the light one it starts again."""
    if week == cycle.week:
        return cycle
    begins = cycle.weeks >= catalogue.progression.light_every_weeks
    return Cycle(1 if begins else cycle.weeks + 1, week)


def after_workout(
    runner: Runner, easing: str, efforts: Iterable[Effort], now: datetime, catalogue: Catalogue
) -> Runner:
    """Give the runner with a workout behind them: the week, the way back, and how hard it was.

    Args:
        runner: The runner before, with the workout before this one as the last.
        easing: What this one was eased for, by name; empty where it was not.
        efforts: How hard its exercises, or all of it, were.
        now: When it ended, aware UTC time.
        catalogue: The rules.
    """
    rule = next((rule for rule in catalogue.breaks if rule.id == easing), None)
    cycle, comeback, progress = runner.cycle, None, runner.progress
    if runner.comeback is not None and runner.comeback.rule == EASE_IN:
        # A light day or a session for one area is no step on the way in, and does not end it either.
        comeback = replace(runner.comeback, done=runner.comeback.done + (easing == EASE_IN))
    if rule is not None:
        going = runner.comeback if runner.comeback and runner.comeback.rule == rule.id else Comeback(rule.id, now, 0)
        comeback = replace(going, done=going.done + 1)
        cycle = Cycle()
        progress = (
            {key: _again(standing, catalogue) for key, standing in progress.items()} if rule.level_down else progress
        )
        progress = {} if rule.afresh else progress
    words = list(efforts)
    hard = sum(word in {Effort.HARD, Effort.FAILED} for word in words) * 2 > len(words)
    return replace(
        runner,
        cycle=after_week(cycle, week_of(now), catalogue),
        comeback=comeback,
        progress=progress,
        hard=runner.hard + 1 if hard else 0,
    )


def _days_since(moment: datetime, runner: Runner, now: datetime) -> int:
    """Count the days of the runner's own calendar: whoever comes back at the same hour has been away for whole days."""
    return days_between(moment, now, zone_named(runner.zone))


def _again(standing: Standing, catalogue: Catalogue) -> Standing:
    """Start an exercise again at the low end of its range, so that it is tested anew."""
    return Standing(standing.exercise, catalogue.exercise(standing.exercise).prescription.low)


def _part(number: int, share: float) -> int:
    """Give a share of a number, rounded down; what is a whole number but for its last digits counts as whole."""
    return math.floor(round(number * share, 6))


def _eased_items(items: Sequence[Item], easing: Easing, profile: Profile, catalogue: Catalogue) -> Iterable[Item]:
    rule = easing.rule
    for item in with_share(items, easing.share):
        exercise = catalogue.exercise(item.exercise)
        if exercise.level > rule.max_level:
            exercise = easier_than(exercise, profile, catalogue) or exercise
        amount = item.amount if exercise.id == item.exercise else exercise.prescription.target
        sets = item.sets - rule.fewer_sets
        sets = min(sets, rule.sets or sets)
        yield replace(
            item, exercise=exercise.id, sets=max(1, sets), amount=_lowered(amount, exercise.mode, rule.lower_by)
        )


def _lowered(amount: int, mode: Mode, share: float) -> int:
    lowered = amount * (1 - share)
    if mode is Mode.SECONDS and share:
        return max(ROUND_SECONDS, math.floor(lowered / ROUND_SECONDS) * ROUND_SECONDS)
    return max(1, math.floor(lowered))
