"""The page `docs/scale-and-cost.md`, written from measured figures."""

from collections.abc import Iterator

from bench.scale.model import (
    ALARMS,
    CALL_MS,
    COUNTS,
    KEPT_WORKOUTS,
    LIMITS,
    MEMORY_GB,
    PEAK,
    PROCESSOR_SHARE,
    VERSIONS,
    WORKOUTS_A_WEEK,
    Figures,
    billed_ms,
    custom_metrics,
    load,
    noticed,
    reached,
    snapshot,
    turns_a_minute,
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
    yield from _releases(figures)
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
    met = sorted((reached(limit, of, figures), name, then) for name, limit, of, then in LIMITS)
    yield f"The first is *{met[0][1]}*, at {met[0][0]:,} runners a week. Besides the number at"
    yield "once, Lambda takes no more than ten requests a second for each that may run at once, however short they are: where"
    yield "more than a few may run at once, it is this limit that turns as short as ours meet."
    yield ""
    yield "| Limit | Met at so many runners a week | Then |"
    yield "|---|---:|---|"
    for runners, name, then in met:
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


def _releases(figures: Figures) -> Iterator[str]:
    yield "## What a gradual release finds"
    yield ""
    yield "For a quarter of an hour a tenth of the turns go to the new release, and an alarm for failures rings at two minutes"
    yield "with one in any five. The chance that a release that fails is called back, at the mean of the week:"
    yield ""
    yield "| Runners a week | Turns a minute | Every turn fails | One in ten | One in a hundred |"
    yield "|---:|---:|---:|---:|---:|"
    for runners in COUNTS:
        rate = turns_a_minute(runners, figures)
        chances = " | ".join(f"{100 * noticed(rate, failing):.0f} %" for failing in (1, 0.1, 0.01))
        yield f"| {runners:,} | {rate:,.1f} | {chances} |"
    yield ""
    yield "Where that is little, what `./run check` and a workout on a device show is the better proof. The alarms look at the"
    yield "whole function: what goes wrong elsewhere meanwhile calls a release back too."
    yield ""


def _assumed() -> Iterator[str]:
    yield "## What is assumed"
    yield ""
    yield "- List prices for us-east-1 as of 2025, without free tiers: see `bench/scale/model.py`, where each stands once. Look"
    yield "  them up before you decide anything by them."
    yield f"- A table after a year: {KEPT_WORKOUTS} records for each runner, with recovery to a point in time."
    yield f"- {custom_metrics()} metrics, billed by the hour in which they come, so fewer where few train; {ALARMS} alarms, a dashboard, a secret."
    yield f"- {VERSIONS} versions of the function, each of which costs ${snapshot():.2f} a month for its snapshot as long as it is there,"
    yield "  called or not: `docs/operations.md` says how to delete the others. Starting from a snapshot costs 0.007 cents, at most"
    yield "  about once a workout, and the more rarely the more train; it is left out."
    yield "- One request is billed for each turn; reports of faults and events of the skill are few beside them."
    yield "- Traffic between Alexa and the function costs nothing. A screen that runs a workout by itself takes fewer turns."
