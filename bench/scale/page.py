"""The page `docs/scale-and-cost.md`, written from measured figures."""

from collections.abc import Iterator

from bench.scale.model import (
    CALL_MS,
    COUNTS,
    KEPT_WORKOUTS,
    LIMITS,
    MEMORY_GB,
    PEAK,
    PROCESSOR_SHARE,
    WORKOUTS_A_WEEK,
    Figures,
    billed_ms,
    load,
    reached,
)

# DynamoDB's ceiling for one partition, and so for one runner.
PARTITION_WRITES = 1_000

_MEASURED = (
    ("turns", "turns"),
    ("cpu_ms", "processor time, ms"),
    ("read_calls", "reads"),
    ("read_units", "read units"),
    ("write_calls", "writes"),
    ("write_units", "write units"),
    ("request_bytes", "bytes of requests"),
    ("response_bytes", "bytes of responses"),
    ("log_bytes", "bytes of log lines"),
)


def page(figures: Figures) -> str:
    """Write the page."""
    return "\n".join(_lines(figures)) + "\n"


def _lines(figures: Figures) -> Iterator[str]:
    yield "# Scale and cost"
    yield ""
    yield "Written by `python -m bench.scale`, which measures a workout and does the sums; do not edit it by hand."
    yield ""
    yield from _workout(figures)
    yield from _table(figures)
    yield from _limits(figures)
    yield from _hot_keys(figures)
    yield from _assumed()


def _workout(figures: Figures) -> Iterator[str]:
    yield "## One workout, measured"
    yield ""
    yield "The mean of a first workout with questions on the way and of the next one, with a word for each exercise; the"
    yield "table is the emulator of the tests, which counts capacity as DynamoDB does."
    yield ""
    yield "| Per workout | |"
    yield "|---|---:|"
    for name, meaning in _MEASURED:
        yield f"| {meaning} | {figures[name]:,.1f} |"
    yield f"| bytes of a runner's state, at the end | {figures['state_bytes']:,.0f} |"
    yield f"| bytes of a workout's record | {figures['workout_bytes']:,.0f} |"
    yield ""
    yield f"A turn takes {figures['cpu_ms'] / figures['turns']:.1f} ms of a whole processor here. A function with"
    yield f"{MEMORY_GB * 1024:.0f} MB has {PROCESSOR_SHARE:.2f} of one, so that, with {CALL_MS:.0f} ms for a call to the"
    yield f"table, a turn is billed for about {billed_ms(figures):.0f} ms. The last figure is reckoned, not measured."
    yield ""


def _table(figures: Figures) -> Iterator[str]:
    yield "## Many workouts, reckoned"
    yield ""
    yield f"Each runner trains {WORKOUTS_A_WEEK} times a week; the busiest minute has {PEAK} times the mean of the week. Turns come"
    yield "independently of each other; *at once* is what is under way but for one moment in ten thousand, and a simulation in"
    yield "the tests agrees with it."
    yield ""
    yield "| Runners a week | Turns a second, peak | At once | Writes a second, peak | Table, GB |"
    yield "|---:|---:|---:|---:|---:|"
    loads = [load(runners, figures) for runners in COUNTS]
    for each in loads:
        yield (
            f"| {each.runners:,} | {each.peak_turns:,.1f} | {each.concurrency:,.1f} | {each.peak_writes:,.1f} "
            f"| {each.table_gb:,.2f} |"
        )
    yield ""
    yield "| Runners a week | Function | Table | Log lines | Watching | Dollars a month | Cents a workout |"
    yield "|---:|---:|---:|---:|---:|---:|---:|"
    for each in loads:
        workouts = each.runners * WORKOUTS_A_WEEK * 52 / 12
        yield (
            f"| {each.runners:,} | {each.function:,.2f} | {each.table:,.2f} | {each.logs:,.2f} | {each.watching:,.2f} "
            f"| {each.dollars:,.2f} | {100 * each.dollars / workouts:.3f} |"
        )
    yield ""


def _limits(figures: Figures) -> Iterator[str]:
    yield "## Which limit is met first"
    yield ""
    yield "| Limit | Met at so many runners a week | Then |"
    yield "|---|---:|---|"
    met = [(reached(limit, of, figures), name, then) for name, limit, of, then in LIMITS]
    for runners, name, then in sorted(met):
        yield f"| {name} | {runners:,} | {then} |"
    yield ""


def _hot_keys(figures: Figures) -> Iterator[str]:
    a_turn = figures["write_units"] / figures["turns"]
    yield "## Hot keys"
    yield ""
    yield "A runner's key is a hash, so runners spread evenly, and no item is shared between runners: there is no counter,"
    yield "no list and no leader. The hottest key is one runner. A turn takes a person some seconds and writes"
    yield f"{a_turn:.1f} units in the mean; one partition takes {PARTITION_WRITES:,} units a second. Even a script that sends a"
    yield f"turn every tenth of a second uses {100 * a_turn * 10 / PARTITION_WRITES:.0f} % of it, and slows down only itself."
    yield ""


def _assumed() -> Iterator[str]:
    yield "## What is assumed"
    yield ""
    yield "- List prices for us-east-1 as of 2025, without free tiers: see `bench/scale/model.py`, where each stands once. Look"
    yield "  them up before you decide anything by them."
    yield f"- A table after a year: {KEPT_WORKOUTS} records for each runner, with recovery to a point in time."
    yield "- One request is billed for each turn; reports of faults and events of the skill are few beside them."
    yield "- Traffic between Alexa and the function costs nothing. A screen that runs a workout by itself takes fewer turns."
