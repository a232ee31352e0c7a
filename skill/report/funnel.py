"""The report: what happened to workouts, counted from log lines, so that an operator sees where runners drop out."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

# How far a workout had come when it was left, in percent of its steps.
QUARTERS = ((0, 25), (25, 50), (50, 75), (75, 101))
_BAR = 40
# The lines that say how long a turn took.
TURNS = ("turn", "screen_event")


@dataclass(slots=True)
class Figures:
    """What was counted: events by name, what they were told apart by, and single values."""

    events: Counter[str] = field(default_factory=Counter)
    fallbacks: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    intents: Counter[str] = field(default_factory=Counter)
    left: list[int] = field(default_factory=list)
    minutes: list[int] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    skipped: int = 0


def count(lines: Iterable[str]) -> Figures:
    """Count log lines; what stands before the JSON object on a line, as a collector's stamp, is passed over."""
    figures = Figures()
    for text in lines:
        line = _parsed(text)
        if line is None:
            figures.skipped += bool(text.strip())
            continue
        figures.events[str(line["event"])] += 1
        if line["event"] in TURNS and isinstance(line.get("milliseconds"), int | float):
            figures.milliseconds.append(line["milliseconds"])
        _add(figures, line)
    return figures


def _add(figures: Figures, line: Mapping[str, Any]) -> None:
    match line["event"]:
        case "turn":
            figures.intents[str(line.get("intent") or line.get("request") or "unnamed")] += 1
        case "fallback":
            figures.fallbacks[str(line.get("state"))] += 1
        case "session_ended":
            figures.reasons[str(line.get("reason") or "unknown")] += 1
        case "platform_reports_fault":
            figures.faults[str(line.get("reason") or "unknown")] += 1
        case "workout_left" if isinstance(line.get("progress"), int):
            figures.left.append(line["progress"])
        case "workout_finished" | "workout_cut_short" if isinstance(line.get("minutes"), int):
            figures.minutes.append(line["minutes"])


def _parsed(text: str) -> Mapping[str, Any] | None:
    try:
        line = json.loads(text[text.index("{") :])
    except ValueError:
        return None
    return line if isinstance(line, dict) and isinstance(line.get("event"), str) else None


def render(figures: Figures) -> Iterator[str]:
    """Give the report, line by line."""
    yield from _funnel(figures)
    yield from _ranking("Left by how far the workout had come", _by_quarter(figures.left))
    yield from _ranking("Not understood, by where the runner was", figures.fallbacks)
    yield from _ranking("Sessions ended by the device, by Amazon's reason", figures.reasons)
    yield from _ranking("Faults that Amazon reports", figures.faults)
    yield from _ranking("What was asked for", figures.intents)
    yield from _health(figures)


def _funnel(figures: Figures) -> Iterator[str]:
    events = figures.events
    started = events["workout_started"]
    yield "Workouts"
    for name, event in (
        ("started", "workout_started"),
        ("left on the way", "workout_left"),
        ("gone on with", "workout_resumed"),
        ("finished", "workout_finished"),
        ("cut short", "workout_cut_short"),
    ):
        share = f"{100 * events[event] / started:4.0f} %" if started else "     -"
        yield f"  {name:16} {events[event]:8} {share}"
    if figures.minutes:
        yield f"  minutes, median {median(figures.minutes):8.0f}"


def _by_quarter(left: Iterable[int]) -> Counter[str]:
    return Counter(
        f"{low} to {min(high, 100)} %" for value in sorted(left) for low, high in QUARTERS if low <= value < high
    )


def _ranking(title: str, counted: Counter[str]) -> Iterator[str]:
    if not counted:
        return
    yield ""
    yield title
    most = max(counted.values())
    for name, number in counted.most_common(12):
        yield f"  {name:28} {number:8} {'#' * max(1, round(_BAR * number / most))}"


def _health(figures: Figures) -> Iterator[str]:
    yield ""
    yield "Turns"
    for name, event in (
        ("answered", "turn"),
        ("on a screen", "screen_event"),
        ("failed", "turn_failed"),
        ("sent twice", "turn_repeated"),
        ("conflicts", "write_conflict"),
        ("store away", "store_unavailable"),
        ("left unsaved", "left_unsaved"),
        ("refused", "request_refused"),
        ("faults told of", "platform_reports_fault"),
        ("beds not played", "audio_bed_failed"),
    ):
        yield f"  {name:16} {figures.events[event]:8}"
    if len(figures.milliseconds) > 1:
        cuts = quantiles(figures.milliseconds, n=100, method="inclusive")
        yield f"  milliseconds     {cuts[49]:8.1f} p50 {cuts[94]:8.1f} p95 {cuts[98]:8.1f} p99"
    if figures.skipped:
        yield f"  ({figures.skipped} lines are none of ours)"
