"""Load the generated catalogue into the content's types."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from skill.content.types import (
    Area,
    BreakRule,
    ByMode,
    Catalogue,
    Exercise,
    Family,
    Focus,
    FocusRules,
    Foreign,
    FormPart,
    Item,
    LevelPlan,
    Mistake,
    Mode,
    Prescription,
    Progression,
    SideStyle,
    TimingModel,
    Topic,
    Workout,
)

Tree = Mapping[str, Any]


@cache
def load_catalogue() -> Catalogue:
    """Load the catalogue that is shipped with the package; a few milliseconds, once a process."""
    return catalogue_from(json.loads(Path(__file__).with_name("catalogue.json").read_bytes()))


def catalogue_from(tree: Tree) -> Catalogue:
    """Build the catalogue from the tree of the sources.

    Raises:
        KeyError: A part is missing; `content check` says which in words.
    """
    programmes = tree["programmes"]
    warm_ups = {entry["id"]: _items(entry["items"]) for entry in programmes["warm_ups"]}
    cool_downs = {entry["id"]: _items(entry["items"]) for entry in programmes["cool_downs"]}
    focus = programmes["focus_sessions"]
    return Catalogue(
        exercises=tuple(_exercise(entry) for entry in tree["exercises"]),
        families=tuple(_family(entry) for entry in tree["families"]),
        levels=tuple(_level(entry) for entry in programmes["levels"]),
        workouts=tuple(_workout(entry, warm_ups, cool_downs) for entry in programmes["sessions"]),
        focuses=tuple(_focus(entry, focus, warm_ups, cool_downs) for entry in focus["focuses"]),
        focus_rules=FocusRules(focus["slack_minutes"], tuple(focus["low_dose_minutes"]), focus["rest_low_dose"]),
        timing=TimingModel(**programmes["timing_model"]),
        warm_ups=warm_ups,
        cool_downs=cool_downs,
        equipment_swaps={
            entry["exercise"]: tuple(entry["instead"]) for entry in programmes["equipment_substitution"]["swaps"]
        },
        low_impact_swaps={entry["exercise"]: entry["use"] for entry in programmes["low_impact_swaps"]},
        form_parts=tuple(FormPart(entry["id"], frozenset(entry["words"])) for entry in tree["form_parts"]),
        not_ours=tuple(Foreign(e["name"], e["names"], tuple(e["nearest"])) for e in tree["not_ours"]),
        topics=tuple(_topic(entry) for entry in tree["knowledge"]["topics"]),
        progression=_progression(programmes["progression"]),
        breaks=tuple(BreakRule(**entry) for entry in programmes["progression"]["after_a_break"]),
        areas={
            area: Area(tuple(entry["avoid"]), tuple(entry["offer"]))
            for entry in programmes["comfort_swaps"]
            for area in entry["areas"]
        },
    )


def _progression(entry: Tree) -> Progression:
    rules, week = entry["rules"], entry["easy_week"]
    return Progression(
        **{**rules, "step": ByMode(**rules["step"]), "short_by": ByMode(**rules["short_by"])},
        light_every_weeks=week["every_weeks"],
        light_share=week["share_of_sets"],
    )


def _exercise(entry: Tree) -> Exercise:
    style = entry.get("side_style")
    return Exercise(
        id=entry["id"],
        name=entry["name"],
        plural=entry["plural"],
        aliases=tuple(entry["aliases"]),
        origin=entry["origin"],
        level=entry["level"],
        category=entry["category"],
        pattern=entry["movement_pattern"],
        primary_muscles=tuple(entry["primary_muscles"]),
        secondary_muscles=tuple(entry["secondary_muscles"]),
        equipment=entry["equipment"],
        equipment_optional=entry.get("equipment_optional"),
        position=entry["position"],
        impact=entry["impact"],
        side_word=entry.get("side_word"),
        side_style=None if style is None else SideStyle(style),
        mode=Mode(entry["mode"]),
        seconds_per_rep=entry["seconds_per_rep"],
        tempo=entry.get("tempo"),
        do_phrase=entry.get("do_phrase"),
        prescription=Prescription(**entry["prescription"]),
        setup=entry["setup"],
        steps=tuple(entry["steps"]),
        form_cues=tuple(entry["form_cues"]),
        common_mistakes=tuple(Mistake(**mistake) for mistake in entry["common_mistakes"]),
        how_far=entry["how_far"],
        check=entry["check"],
        breathing=entry["breathing"],
        easier=entry["easier"],
        harder=entry["harder"],
        why_runners=entry["why_runners"],
        stop_if=entry["stop_if"],
    )


def _family(entry: Tree) -> Family:
    default = tuple((choice["equipment"], choice["exercise"]) for choice in entry["default"])
    return Family(entry["id"], entry["name"], default, tuple(entry["members"]))


def _topic(entry: Tree) -> Topic:
    about = tuple(entry.get("about", ()))
    return Topic(entry["id"], entry["asked"], entry["answer"], entry["meaning"], entry["source"], about)


def _level(entry: Tree) -> LevelPlan:
    days = entry["days_per_week"]
    order = tuple(entry["order"])
    return LevelPlan(entry["id"], order, tuple(entry.get("order_if_two_days", order)), days["min"], days["max"])


def _items(entries: Sequence[Tree]) -> tuple[Item, ...]:
    return tuple(
        Item(
            entry["exercise"],
            entry.get("sets", 1),
            entry.get("reps") or entry["seconds"],
            entry.get("rest", 0),
        )
        for entry in entries
    )


def _workout(
    entry: Tree, warm_ups: Mapping[str, tuple[Item, ...]], cool_downs: Mapping[str, tuple[Item, ...]]
) -> Workout:
    ease_in = entry.get("ease_in", {})
    return Workout(
        id=entry["id"],
        name=entry["name"],
        level=entry["level"],
        kind=entry["kind"],
        style=entry["style"],
        loads_legs=entry["loads_legs"],
        warm_up=warm_ups[entry["warm_up"]],
        main=_items(entry["main"]),
        cool_down=cool_downs[entry["cool_down"]],
        finisher=_items(entry.get("optional_finisher", ())),
        estimated_minutes=entry["estimated_minutes"],
        ease_in_sets=ease_in.get("sets"),
        ease_in_sessions=ease_in.get("for_sessions"),
    )


def _focus(
    entry: Tree,
    shared: Tree,
    warm_ups: Mapping[str, tuple[Item, ...]],
    cool_downs: Mapping[str, tuple[Item, ...]],
) -> Focus:
    return Focus(
        id=entry["id"],
        name=entry["name"],
        aliases=tuple(entry["aliases"]),
        loads_legs=entry["loads_legs"],
        warm_up=warm_ups[entry["warm_up"]] if entry["warm_up"] else (),
        cool_down=cool_downs[entry["cool_down"]] if entry["cool_down"] else (),
        sets=entry.get("sets", shared["sets"]),
        max_sets=entry.get("max_sets", shared["max_sets"]),
        rest=entry.get("rest", shared["rest"]),
        minutes=tuple(entry.get("minutes", shared["minutes"])),
        pools={level: tuple(pool) for level, pool in entry["pools"].items()},
    )
