"""What all tests share."""

import gc
import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.engines"]

# Deadlines measure the machine, not the code.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same cases on every run, where what is measured is whether a change broke something (coverage gates included).
settings.register_profile("repeatable", settings.get_profile("project"), derandomize=True)
settings.load_profile("repeatable" if os.environ.get("CI") else "project")

# Models and catalogues stay for the whole run: looking through them again and again for garbage takes a tenth of it.
gc.set_threshold(50_000, 20, 50)

HERE = Path(__file__).parent
# Whole journeys, and what stands around the code that is counted.
JOURNEYS = {HERE / "e2e", HERE / "infra"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count no lines while properties and whole journeys run.

    What they prove is no line of code; counting more than doubles their time, and lines that chance alone reaches would
    come and go. Slow tests of the same kind elsewhere carry the mark themselves.
    """
    for item in items:
        if item.get_closest_marker("hypothesis") is not None or not JOURNEYS.isdisjoint(item.path.parents):
            item.add_marker(pytest.mark.uncounted)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Do what the mark says; pytest-cov's own stops only one of the two counters in a worker of pytest-xdist."""
    if item.get_closest_marker("uncounted") is None:
        return (yield)
    counter = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(counter)
