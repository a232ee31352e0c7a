from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from skill.content.check import check_trees
from skill.content.sources import EXERCISES, PROGRAMMES, ROOM, read_source

Mutate = Callable[[dict[str, Any], dict[str, Any]], None]


@pytest.fixture(scope="session")
def findings_after() -> Callable[[Mutate], list[str]]:
    """Give a function that changes a copy of the content and checks it."""
    written = [read_source(ROOM / file) for file in (EXERCISES, PROGRAMMES)]

    def check_changed(mutate: Mutate) -> list[str]:
        trees = deepcopy(written)
        mutate(*trees)
        return [str(finding) for finding in check_trees(*trees)]

    return check_changed
