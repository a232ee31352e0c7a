"""Metrics: which log lines count as what, in CloudWatch's embedded metric format.

CloudWatch reads metrics out of log lines that say so, at no call and no wait in a turn. One line is one sample: its
count is 1, or the value of one of its fields. A service that runs elsewhere leaves the same lines without this part.

Source: Amazon CloudWatch User Guide, "Specification: Embedded metric format".
"""

from collections.abc import Mapping
from dataclasses import dataclass

NAMESPACE = "RunnerStrength"


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric that a line counts for.

    Attributes:
        name: Its name in CloudWatch.
        field: The field of the line that holds its value; None where each line counts one.
        unit: CloudWatch's name of the unit.
    """

    name: str
    field: str | None = None
    unit: str = "Count"


# By the name of a line's event.
METRICS: Mapping[str, tuple[Metric, ...]] = {
    "turn": (Metric("Turns"), Metric("TurnMilliseconds", "milliseconds", "Milliseconds")),
    "screen_event": (
        *(Metric("Turns"), Metric("ScreenTurns")),
        Metric("TurnMilliseconds", "milliseconds", "Milliseconds"),
    ),
    "turn_failed": (Metric("FailedTurns"),),
    "turn_repeated": (Metric("Repeats"),),
    "write_conflict": (Metric("Conflicts"),),
    "fallback": (Metric("Fallbacks"),),
    "request_refused": (Metric("RefusedRequests"),),
    "store_unavailable": (Metric("StoreOutages"),),
    "left_unsaved": (Metric("LeftUnsaved"),),
    "session_ended": (Metric("SessionsEnded"),),
    "platform_reports_fault": (Metric("PlatformFaults"),),
    "audio_bed_failed": (Metric("PlatformFaults"), Metric("AudioBedsFailed")),
    "workout_started": (Metric("WorkoutsStarted"),),
    "workout_resumed": (Metric("WorkoutsResumed"),),
    "workout_left": (Metric("WorkoutsLeft"),),
    "workout_finished": (Metric("WorkoutsFinished"), Metric("Minutes", "minutes")),
    "workout_cut_short": (Metric("WorkoutsCutShort"), Metric("Minutes", "minutes")),
}
# What a metric is told apart by, besides the service: the field of the line, and its name in CloudWatch.
DIMENSIONS: Mapping[str, tuple[str, str]] = {
    "fallback": ("state", "State"),
    "session_ended": ("reason", "Reason"),
    "platform_reports_fault": ("reason", "Reason"),
    "workout_left": ("workout", "Workout"),
}


def embedded(line: Mapping[str, object], service: str, milliseconds: int) -> dict[str, object]:
    """Give what a line holds besides, so that CloudWatch finds its metrics; nothing where it counts for none.

    Args:
        line: The line, by field.
        service: The name that the dashboard and the alarms know the service by.
        milliseconds: The line's time, since 1970.
    """
    event = str(line["event"])
    metrics = [metric for metric in METRICS.get(event, ()) if metric.field is None or metric.field in line]
    if not metrics:
        return {}
    values: dict[str, object] = {metric.name: 1 if metric.field is None else line[metric.field] for metric in metrics}
    sets, told = [["Service"]], {"Service": service}
    field, name = DIMENSIONS.get(event, ("", ""))
    if line.get(field):
        sets.append(["Service", name])
        told[name] = str(line[field])
    directive = {
        "Namespace": NAMESPACE,
        "Dimensions": sets,
        "Metrics": [{"Name": metric.name, "Unit": metric.unit} for metric in metrics],
    }
    return {**told, **values, "_aws": {"Timestamp": milliseconds, "CloudWatchMetrics": [directive]}}
