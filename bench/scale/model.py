"""From what one workout takes to what many cost, and which limit is met first.

Prices are AWS's list prices for us-east-1 as its price pages had them in 2025, without free tiers, in US dollars; they
differ by region and change: look them up before you decide anything by them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

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
# 18 custom metrics and their splits by state, 6 alarms, a dashboard, a secret.
WATCHING = 30 * 0.30 + 6 * 0.10 + 3.00 + 0.40
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
    snapshot = MEMORY_GB * SNAPSHOT_GB_SECOND * 30 * 86_400
    return Load(
        runners=runners,
        peak_turns=a_second * figures["turns"],
        concurrency=at_once(a_second * figures["turns"], seconds),
        peak_reads=a_second * figures["read_units"],
        peak_writes=a_second * figures["write_units"],
        table_gb=size,
        function=turns * (LAMBDA_REQUESTS + seconds * MEMORY_GB * LAMBDA_GB_SECOND) + snapshot,
        table=monthly * (figures["read_units"] * READ_UNITS + figures["write_units"] * WRITE_UNITS)
        + size * (TABLE_GB + RECOVERY_GB),
        logs=monthly * figures["log_bytes"] / 1e9 * LOG_GB,
        watching=WATCHING,
    )


# Default quotas, and what of a load counts against each ("Lambda quotas", "Quotas in Amazon DynamoDB", 2025).
LIMITS: tuple[tuple[str, float, str, str], ...] = (
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
