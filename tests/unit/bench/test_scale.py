"""The page on scale and cost: as measured, and as reckoned."""

import json
import random
from collections import deque
from itertools import pairwise
from pathlib import Path

import pytest

from bench.scale.model import COUNTS, LIMITS, at_once, billed_ms, load, reached
from bench.scale.page import page

ROOT = Path(__file__).parents[3]
FIGURES = json.loads((ROOT / "bench" / "scale" / "measured.json").read_text(encoding="utf-8"))


def test_the_page_is_fresh() -> None:
    """What the page says follows from the figures that were measured last."""
    assert (ROOT / "docs" / "scale-and-cost.md").read_text(encoding="utf-8") == page(FIGURES)


def test_loads_grow_with_runners() -> None:
    """Ten times the runners are ten times the load; what watching costs stays."""
    loads = [load(runners, FIGURES) for runners in COUNTS]
    for less, more in pairwise(loads):
        assert more.peak_writes == pytest.approx(10 * less.peak_writes)
        assert less.watching == more.watching
        assert less.dollars < more.dollars < 10 * less.dollars


def test_a_limit_is_met_where_the_load_says() -> None:
    """At the number of runners that is given for a limit, the load is that limit."""
    for _, limit, of, _ in LIMITS:
        runners = reached(limit, of, FIGURES)
        assert getattr(load(runners, FIGURES), of) == pytest.approx(limit, rel=1e-3)


def test_a_turn_is_billed_for_its_waits_too() -> None:
    """A turn that calls the table is billed for longer than one that does not."""
    quiet = {**FIGURES, "read_calls": 0, "write_calls": 0}
    assert billed_ms(quiet) < billed_ms(FIGURES)


@pytest.mark.parametrize(("rate", "seconds"), [(60.0, 0.03), (600.0, 0.03), (2000.0, 0.1)])
def test_a_simulation_agrees_with_how_many_turns_are_under_way(rate: float, seconds: float) -> None:
    """Turns that come at random: as many at once as was reckoned are exceeded hardly ever, and nearly reached."""
    dice, now, arrivals = random.Random(7), 0.0, 100_000  # noqa: S311  # a simulation
    under_way: deque[float] = deque()
    crowds = []
    for _ in range(arrivals):
        now += dice.expovariate(rate)
        while under_way and under_way[0] <= now:
            under_way.popleft()
        under_way.append(now + seconds)
        crowds.append(len(under_way))
    reckoned = at_once(rate, seconds)
    # Whoever arrives sees itself besides.
    assert sum(crowd > reckoned + 1 for crowd in crowds) / arrivals < 1e-3
    assert max(crowds) > 0.6 * reckoned
