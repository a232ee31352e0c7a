"""Check the files that the authors write, and say in plain words what is wrong.

The rules come in three rounds, since each needs what the one before has made sure of: the files can be read and have
their shape; every name stands for something; the content makes sense.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from skill.content.checks import calendar, focuses, knowledge, movements, stand_ins, wording, workouts
from skill.content.checks.findings import Content, Finding
from skill.content.checks.references import broken_references
from skill.content.checks.shape import misshapen
from skill.content.errors import UnreadableContentError
from skill.content.loader import catalogue_from
from skill.content.sources import EXERCISES, KNOWLEDGE, PROGRAMMES, ROOM, read_source

RULES: tuple[Callable[[Content], Iterator[Finding]], ...] = (
    wording.hard_to_say,
    wording.hard_to_say_around_workouts,
    wording.names_heard_twice,
    wording.cues_heard_twice,
    movements.inconsistent_movements,
    movements.broken_chains,
    movements.unusable_families,
    workouts.wrong_rows,
    workouts.wrong_workouts,
    workouts.wrong_jumps,
    stand_ins.missing_stand_ins,
    stand_ins.workouts_without_stand_ins,
    stand_ins.wrong_low_impact_swaps,
    stand_ins.wrong_comfort_swaps,
    focuses.wrong_pools,
    focuses.wrong_focus_sessions,
    calendar.wrong_orders,
    calendar.wrong_weeks,
    knowledge.hard_to_say,
    knowledge.asked_twice,
    knowledge.about_nothing,
)


def check(folder: Path = ROOM) -> list[Finding]:
    """Check `exercises.yaml`, `programmes.yaml` and `knowledge.yaml` in a folder.

    Returns:
        What is wrong, in the order of the rules; empty where all is well. A round with findings is the last.
    """
    trees: list[Any] = []
    unreadable: list[Finding] = []
    for file in (EXERCISES, PROGRAMMES, KNOWLEDGE):
        try:
            trees.append(read_source(folder / file))
        except UnreadableContentError as error:
            place, _, message = str(error).partition(": ")
            unreadable.append(Finding(file, place, message))
    return unreadable or check_trees(*trees)


def check_trees(
    exercises: Any,  # noqa: ANN401  # whatever the files hold
    programmes: Any,  # noqa: ANN401
    knowledge_tree: Any,  # noqa: ANN401
) -> list[Finding]:
    """Check what the three files hold."""
    findings = [
        *misshapen(EXERCISES, exercises),
        *misshapen(PROGRAMMES, programmes),
        *misshapen(KNOWLEDGE, knowledge_tree),
    ]
    findings = findings or broken_references(exercises, programmes)
    if findings:
        return findings
    content = Content(
        exercises, programmes, catalogue_from({**exercises, "programmes": programmes, "knowledge": knowledge_tree})
    )
    return [finding for rule in RULES for finding in rule(content)]
