"""What a session for one area holds: the catalogue's `focus_sessions.how`, as arithmetic."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from skill.content.swaps import LEVEL_RANK, doable
from skill.content.timing import main_seconds, row_seconds
from skill.content.types import Catalogue, Focus, Item


def focus_items(
    focus: Focus, catalogue: Catalogue, *, level: str, minutes: int, equipment: Collection[str]
) -> tuple[Item, ...]:
    """Choose the moves of a focus session: those of the pool while they fit, then a set more of each while it fits.

    However short the time, there is one set of one move.
    """
    left = (minutes + catalogue.focus_rules.slack_minutes) * 60 - focus_seconds(focus, (), catalogue)

    def fits(items: Sequence[Item]) -> bool:
        return _main_seconds(items, catalogue) <= left

    chosen: list[Item] = []
    passed_over: list[Item] = []
    for name in focus.pools[level]:
        taken = {item.exercise for item in chosen}
        exercise_id = doable(name, catalogue, equipment=equipment, taken=taken, level=LEVEL_RANK[level])
        if exercise_id is not None:
            item = _dosed(exercise_id, focus, catalogue, minutes)
            (chosen if fits([*chosen, item]) else passed_over).append(item)
    if not chosen:
        return tuple(replace(item, sets=1) for item in passed_over[:1])
    return _with_more_sets(chosen, focus.max_sets, fits)


def focus_seconds(focus: Focus, items: Sequence[Item], catalogue: Catalogue) -> float:
    """Give the seconds of a focus session with these moves, warm-up and cool-down included."""
    around = row_seconds(focus.warm_up, catalogue) + row_seconds(focus.cool_down, catalogue)
    return around + _main_seconds(items, catalogue)


def _main_seconds(items: Sequence[Item], catalogue: Catalogue) -> float:
    return main_seconds(items, "straight_sets", catalogue.timing.intro_seconds_express, catalogue)


def _dosed(exercise_id: str, focus: Focus, catalogue: Catalogue, minutes: int) -> Item:
    """Give a move its dose; the low one where time is short, except where there is no warm-up: that is stretching."""
    rules, dose = catalogue.focus_rules, catalogue.exercise(exercise_id).prescription
    if focus.warm_up and minutes <= max(rules.low_dose_minutes):
        return Item(exercise_id, focus.sets, dose.low, rules.rest_low_dose)
    return Item(exercise_id, focus.sets, dose.target, focus.rest)


def _with_more_sets(items: Sequence[Item], most: int, fits: Callable[[Sequence[Item]], bool]) -> tuple[Item, ...]:
    items = list(items)
    for index, item in enumerate(items):
        more = [*items[:index], replace(item, sets=item.sets + 1), *items[index + 1 :]]
        if item.sets < most and fits(more):
            items = more
    return tuple(items)
