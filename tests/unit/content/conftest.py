from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from skill.content.check import check_trees
from skill.content.sources import EXERCISES, KNOWLEDGE, PROGRAMMES, ROOM, read_source

FEW = 3

Mutate = Callable[[dict[str, Any], dict[str, Any]], None]


@pytest.fixture(scope="session")
def findings_after() -> Callable[[Mutate], list[str]]:
    """Give a function that changes a copy of the content and checks it."""
    written = [read_source(ROOM / file) for file in (EXERCISES, PROGRAMMES, KNOWLEDGE)]
    # What is known beside the exercises does not change here, and takes longest to check.
    written[2] = {**written[2], "topics": written[2]["topics"][:FEW]}

    def check_changed(mutate: Mutate) -> list[str]:
        trees = deepcopy(written)
        mutate(trees[0], trees[1])
        return [str(finding) for finding in check_trees(*trees)]

    return check_changed


@pytest.fixture(scope="session")
def findings_after_topic() -> Callable[..., list[str]]:
    """Give a function that sets fields of a topic and checks the content."""
    written = [read_source(ROOM / file) for file in (EXERCISES, PROGRAMMES, KNOWLEDGE)]

    def check_changed(topic_id: str, **fields: Any) -> list[str]:
        exercises, programmes, knowledge = deepcopy(written)
        next(topic for topic in knowledge["topics"] if topic["id"] == topic_id).update(fields)
        return [str(finding) for finding in check_trees(exercises, programmes, knowledge)]

    return check_changed
