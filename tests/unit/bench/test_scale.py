"""The page on scale and cost: as measured, and as reckoned."""

import json
import random
from collections import deque
from itertools import pairwise
from pathlib import Path

import pytest
from ask_sdk_model.interfaces.system.error_type import ErrorType
from ask_sdk_model.session_ended_error_type import SessionEndedErrorType
from ask_sdk_model.session_ended_reason import SessionEndedReason

from bench.scale.model import (
    ALARMS,
    COUNTS,
    LIMITS,
    VALUES,
    at_once,
    billed_ms,
    custom_metrics,
    load,
    noticed,
    reached,
    turns_a_minute,
)
from bench.scale.page import page
from skill.metrics import DIMENSIONS, METRICS

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


def test_lambdas_rate_is_met_before_its_crowd() -> None:
    """Ten requests a second for each that may run at once: turns are so short that this counts, not how many run."""
    limits = {(limit, of) for _, limit, of, _ in LIMITS}
    for at_once_at_most in (10, 1_000):
        assert {(at_once_at_most, "concurrency"), (10 * at_once_at_most, "peak_turns")} <= limits
    assert reached(10_000, "peak_turns", FIGURES) < reached(1_000, "concurrency", FIGURES)
    # Where few may run, a crowd counts for more: the rate comes first for turns below some thirty milliseconds.
    short = {**FIGURES, "cpu_ms": 5 * FIGURES["turns"], "write_calls": 0}
    assert min(limits, key=lambda limit: reached(*limit, short)) == (100, "peak_turns")


def test_what_is_watched_is_counted_as_it_is() -> None:
    """Alarms as the template has them, and metrics as the code has them, with every value that one is told apart by."""
    template = (ROOT / "infra" / "template.yaml").read_text(encoding="utf-8")
    assert template.count("Type: AWS::CloudWatch::Alarm\n") == ALARMS
    assert DIMENSIONS.keys() == VALUES.keys()
    assert VALUES["session_ended"] == len(SessionEndedReason)
    assert VALUES["platform_reports_fault"] == len({kind.value for kind in (*SessionEndedErrorType, *ErrorType)})
    assert custom_metrics() > len({metric.name for metrics in METRICS.values() for metric in metrics})


def test_a_simulation_agrees_with_how_often_a_bad_release_is_called_back() -> None:
    """Minutes drawn at random ring as often as was reckoned; with no turns nothing rings, with very many everything."""
    dice, tries, rate = random.Random(11), 20_000, turns_a_minute(500, FIGURES)  # noqa: S311  # a simulation
    rung = 0
    for _ in range(tries):
        failed = [minute for minute in range(13) if dice.expovariate(rate * 0.1) < 1]
        rung += any(later - earlier < 5 for earlier, later in pairwise(failed))
    assert rung / tries == pytest.approx(noticed(rate, 1), abs=0.02)
    assert noticed(0, 1) == 0
    assert noticed(1e6, 0.01) == pytest.approx(1)


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
