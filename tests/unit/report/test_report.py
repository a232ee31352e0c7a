"""The operator's report."""

import json
from pathlib import Path

import pytest

from skill.cli import main
from skill.report.funnel import count, render


def _line(event: str, **fields: object) -> str:
    return json.dumps({"time": "2026-03-02T12:00:00Z", "level": "INFO", "event": event, **fields})


LINES = [
    *[_line("workout_started", workout="beginner_a")] * 4,
    _line("workout_left", workout="beginner_a", progress=10),
    _line("workout_left", workout="beginner_a", progress=60),
    _line("workout_left", workout="beginner_a", progress=62),
    _line("workout_resumed", workout="beginner_a", progress=60),
    _line("workout_finished", workout="beginner_a", minutes=31),
    _line("workout_finished", workout="beginner_a", minutes=29),
    _line("workout_cut_short", workout="beginner_a", minutes=3),
    *[_line("fallback", state="resting")] * 2,
    _line("fallback", state="working"),
    _line("session_ended", reason="EXCEEDED_MAX_REPROMPTS"),
    *[_line("turn", intent="ReadyIntent", milliseconds=milliseconds) for milliseconds in range(1, 101)],
    _line("turn", request="LaunchRequest"),
    _line("turn_failed", error="KeyError"),
]


def test_the_funnel_shows_where_workouts_end() -> None:
    """Shares are of the workouts that were started."""
    report = "\n".join(render(count(LINES)))
    assert "started                 4  100 %" in report
    assert "left on the way         3   75 %" in report
    assert "finished                2   50 %" in report
    assert "minutes, median       29" in report


def test_rankings_come_with_the_most_first() -> None:
    """Where workouts are left, where runners are not understood, and what they ask for."""
    report = list(render(count(LINES)))
    quarter = report.index("Left by how far the workout had come")
    assert report[quarter + 1].split()[:4] == ["50", "to", "75", "%"]
    assert report[quarter + 1].split()[4] == "2"
    states = report.index("Not understood, by where the runner was")
    assert [line.split()[0] for line in report[states + 1 : states + 3]] == ["resting", "working"]
    assert any("ReadyIntent" in line and "100" in line for line in report)


def test_turns_are_counted_with_how_long_they_take() -> None:
    """Percentiles in milliseconds, and what went wrong."""
    report = "\n".join(render(count(LINES)))
    assert "answered              101" in report
    assert "failed                  1" in report
    assert "50.5 p50     95.0 p95     99.0 p99" in report


def test_what_screens_and_amazon_tell_is_counted() -> None:
    """Turns on a screen with how long they took, faults by Amazon's reason, what was lost, and no puzzling names."""
    lines = [
        *[_line("screen_event", milliseconds=40)] * 3,
        *[_line("platform_reports_fault", reason="INVALID_RESPONSE")] * 2,
        *(_line("platform_reports_fault"), _line("audio_bed_failed"), _line("left_unsaved"), _line("write_conflict")),
    ]
    report = " ".join("\n".join(render(count(lines))).split())
    assert "on a screen 3" in report
    assert "40.0 p50 40.0 p95" in report
    assert "Faults that Amazon reports INVALID_RESPONSE 2" in report
    assert "unknown 1" in report
    assert "conflicts 1 store away 0 left unsaved 1" in report
    assert "faults told of 3 beds not played 1" in report
    assert "written twice" not in report


def test_stamps_before_a_line_are_passed_over_and_strange_lines_counted() -> None:
    """A collector's stamp does no harm; what is none of our lines is told at the end."""
    figures = count(
        [
            "2026-03-02T12:00:00 coach[7]: " + LINES[0],
            "START RequestId: 1",
            "",
            '{"no": "event"}',
            "{broken",
            "[1]",
            _line("turn", milliseconds="soon"),
            _line("workout_left", progress=None),
        ]
    )
    assert figures.events["workout_started"] == 1
    assert figures.skipped == 4
    assert figures.left == []
    assert "(4 lines are none of ours)" in "\n".join(render(figures))


def test_an_empty_log_is_a_report_too() -> None:
    """No line at all gives zeroes, and no share of nothing."""
    report = "\n".join(render(count([])))
    assert "started                 0      -" in " ".join(report.split("\n"))
    assert "p50" not in report


def test_the_command_reads_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`report LOGFILE` prints it; a file that is not there is one line and a failure."""
    path = tmp_path / "log"
    path.write_text("\n".join(LINES), encoding="utf-8")
    assert main(["report", str(path)]) == 0
    assert capsys.readouterr().out.startswith("Workouts\n")
    assert main(["report", str(tmp_path / "none")]) == 1
    assert "cannot be read: No such file" in capsys.readouterr().err


def test_the_command_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A dash means standard input."""
    monkeypatch.setattr("sys.stdin", iter(LINES))
    assert main(["report", "-"]) == 0
    assert "answered              101" in capsys.readouterr().out
