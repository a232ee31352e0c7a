"""From what one workout takes to what many cost, and which limit is met first.

Prices are AWS's list prices for us-east-1 as its price pages had them in 2025, without free tiers, in US dollars; they
differ by region and change: look them up before you decide anything by them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from skill.coach.session import State
from skill.content.loader import load_catalogue
from skill.metrics import DIMENSIONS, METRICS

Figures = Mapping[str, float]

WORKOUTS_A_WEEK = 2
WEEKS_A_MONTH = 52 / 12
SECONDS_A_WEEK = 7 * 86_400
# People train before and after work: the busiest minute against the mean of the week.
PEAK = 6
MEMORY_GB = 0.5
# Lambda gives 1,769 MB a whole processor ("Configure Lambda function memory").
PROCESSOR_SHARE = MEMORY_GB * 1024 / 1769
# Turns arrive at random: so many standard deviations above the mean are hardly ever needed at once.
CROWD = 4
# What a call to DynamoDB from the same region takes, round trip.
CALL_MS = 5.0

LAMBDA_REQUESTS, LAMBDA_GB_SECOND = 0.20 / 1e6, 0.0000133334
SNAPSHOT_GB_SECOND = 0.0000015046
READ_UNITS, WRITE_UNITS = 0.125 / 1e6, 0.625 / 1e6
TABLE_GB, RECOVERY_GB = 0.25, 0.20
LOG_GB = 0.50
METRIC, ALARM, DASHBOARD, SECRET = 0.30, 0.10, 3.00, 0.40
# As in `infra/template.yaml`, the one for silence among them.
ALARMS = 10
# How many values Amazon or we have for what metrics are told apart by: reasons of an end and of a fault are Amazon's.
VALUES = {
    "fallback": len(State),
    "session_ended": 3,
    "platform_reports_fault": 4,
    "workout_left": len(load_catalogue().workouts),
}
# Old versions that are kept to go back to (docs/operations.md), the one that is served among them.
VERSIONS = 3
# Of a gradual release: the share of turns that it gets, and its minutes, less what metrics take to arrive.
CANARY_SHARE, CANARY_MINUTES = 0.1, 13
# The alarms for failures ring at two minutes with one in any five.
ALARM_MINUTES = 5
# A runner's history after a year.
KEPT_WORKOUTS = 104

COUNTS = (100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)


@dataclass(frozen=True, slots=True)
class Load:
    """What so many runners a week ask for, and what that costs a month."""

    runners: int
    peak_turns: float
    concurrency: float
    peak_reads: float
    peak_writes: float
    table_gb: float
    function: float
    table: float
    logs: float
    watching: float

    @property
    def dollars(self) -> float:
        """Give the whole of a month, in US dollars."""
        return self.function + self.table + self.logs + self.watching


def custom_metrics() -> int:
    """Count the metrics that CloudWatch bills: each by itself, and again for each value that it is told apart by."""
    alone = {metric.name for metrics in METRICS.values() for metric in metrics}
    return len(alone) + sum(len(METRICS[event]) * VALUES[event] for event in DIMENSIONS)


def watching() -> float:
    """Give what metrics, alarms, dashboard and secret cost a month at most: when each metric comes every hour."""
    return custom_metrics() * METRIC + ALARMS * ALARM + DASHBOARD + SECRET


def snapshot() -> float:
    """Give what one version's snapshot costs a month, for as long as the version is there."""
    return MEMORY_GB * SNAPSHOT_GB_SECOND * 30 * 86_400


def noticed(turns_a_minute: float, failing: float) -> float:
    """Give the chance that a gradual release that fails is called back.

    Args:
        turns_a_minute: Turns of all runners, which come independently of each other.
        failing: The share of the new release's turns that fail.
    """
    fails = 1 - math.exp(-turns_a_minute * CANARY_SHARE * failing)
    # By how many minutes ago the last failure was; so many and more are as good as never.
    since, rung = {ALARM_MINUTES: 1.0}, 0.0
    for _ in range(CANARY_MINUTES):
        rung += fails * sum(chance for minutes, chance in since.items() if minutes < ALARM_MINUTES)
        after = {1: fails * since.get(ALARM_MINUTES, 0.0)}
        for minutes, chance in since.items():
            later = min(minutes + 1, ALARM_MINUTES)
            after[later] = after.get(later, 0.0) + (1 - fails) * chance
        since = after
    return rung


def turns_a_minute(runners: int, figures: Figures) -> float:
    """Give the turns of so many weekly runners in a minute, in the mean of the week."""
    return runners * WORKOUTS_A_WEEK * figures["turns"] / SECONDS_A_WEEK * 60


def billed_ms(figures: Figures) -> float:
    """Give what a turn is billed for, in milliseconds: its processor time at the function's share, and its waits."""
    calls = (figures["read_calls"] + figures["write_calls"]) / figures["turns"]
    return figures["cpu_ms"] / figures["turns"] / PROCESSOR_SHARE + calls * CALL_MS


def at_once(rate: float, seconds: float) -> float:
    """Give how many turns are under way at once, but for one moment in ten thousand.

    Args:
        rate: Turns a second, which come independently of each other.
        seconds: How long each takes.
    """
    mean = rate * seconds
    return mean + CROWD * math.sqrt(mean)


def load(runners: int, figures: Figures) -> Load:
    """Give the load of so many runners who each train twice a week."""
    weekly = runners * WORKOUTS_A_WEEK
    monthly = weekly * WEEKS_A_MONTH
    a_second = weekly / SECONDS_A_WEEK * PEAK
    turns, seconds = monthly * figures["turns"], billed_ms(figures) / 1000
    size = runners * (figures["state_bytes"] + KEPT_WORKOUTS * figures["workout_bytes"]) / 1e9
    return Load(
        runners=runners,
        peak_turns=a_second * figures["turns"],
        concurrency=at_once(a_second * figures["turns"], seconds),
        peak_reads=a_second * figures["read_units"],
        peak_writes=a_second * figures["write_units"],
        table_gb=size,
        function=turns * (LAMBDA_REQUESTS + seconds * MEMORY_GB * LAMBDA_GB_SECOND) + VERSIONS * snapshot(),
        table=monthly * (figures["read_units"] * READ_UNITS + figures["write_units"] * WRITE_UNITS)
        + size * (TABLE_GB + RECOVERY_GB),
        logs=monthly * figures["log_bytes"] / 1e9 * LOG_GB,
        watching=watching(),
    )


# Default quotas, and what of a load counts against each ("Lambda quotas", "Understanding Lambda function scaling",
# "Quotas in Amazon DynamoDB", 2025). Lambda takes ten requests a second for each that may run at once, however short.
LIMITS: tuple[tuple[str, float, str, str], ...] = (
    (
        "Lambda: 100 requests a second, in an account that is new",
        100,
        "peak_turns",
        "ask for more at once; it is granted",
    ),
    ("Lambda: 10,000 requests a second, by default", 10_000, "peak_turns", "ask for more at once"),
    ("Lambda: 10 at once, in an account that is new", 10, "concurrency", "ask for more; it is granted"),
    ("Lambda: 1,000 at once, by default", 1_000, "concurrency", "ask for more"),
    ("DynamoDB: 4,000 writes a second at once, on a table that is new", 4_000, "peak_writes", "it grows; or pre-warm"),
    ("DynamoDB: 12,000 reads a second at once, on a table that is new", 12_000, "peak_reads", "it grows; or pre-warm"),
    ("DynamoDB: 40,000 writes a second for a table, by default", 40_000, "peak_writes", "ask for more"),
)


def reached(limit: float, of: str, figures: Figures) -> int:
    """Tell at how many weekly runners a load reaches a limit, at its peak."""
    low, high = 0, 10**10
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if float(getattr(load(middle, figures), of)) <= limit else (low, middle)
    return low
