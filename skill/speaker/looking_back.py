"""A runner's history written down: a table for the terminal, a chart as SVG, and every set as CSV or JSON.

Decides how it looks; what it comes to is `skill.coach.history`'s business.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from html import escape

from skill.coach.history import Point, Week, exercises, points, weeks
from skill.coach.record import Record
from skill.documents import record_document

COLUMNS = ("started", "workout", "completed", "exercise", "set", "side", "target", "amount", "effort")
# What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection").
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")

# Pixels: the picture's width and margin, the height of the weeks and of each exercise.
_WIDTH, _MARGIN, _WEEKS, _COURSE = 760, 40, 150, 90
_INK, _LINE, _FAINT = "#222222", "#1b6ca8", "#d9d9d9"
_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
    'font-family="sans-serif" font-size="12">\n<title>Workouts a week, and the best set of each exercise</title>\n'
    '<rect width="100%" height="100%" fill="#ffffff"/>\n{body}\n</svg>\n'
)


@dataclass(frozen=True, slots=True)
class View:
    """What is shown.

    Attributes:
        records: The workouts, in any order.
        names: Names of exercises, by id.
        today: The runner's day.
        zone: The zone that days are counted in.
        weeks: How many weeks.
        only: Id of the one exercise to show, or None for all.
    """

    records: tuple[Record, ...]
    names: Mapping[str, str]
    today: date
    zone: tzinfo
    weeks: int
    only: str | None = None

    @property
    def in_weeks(self) -> tuple[Week, ...]:
        """Give the weeks, this one last."""
        return weeks(self.records, self.today, self.zone, self.weeks)

    def courses(self) -> Iterator[tuple[str, tuple[Point, ...]]]:
        """Give the name of each exercise with its course over time."""
        for exercise in exercises(self.records):
            if self.only in {None, exercise}:
                yield self.names.get(exercise, exercise), points(self.records, exercise, self.zone)


def table(view: View) -> str:
    """Give two tables: the weeks, and how each exercise went."""
    lines = [f"{'week of':10}  workouts  sets  minutes"]
    for week in view.in_weeks:
        done = week.tally
        bar = "█" * done.workouts
        lines.append(f"{week.monday}  {done.workouts:8}  {done.sets:4}  {done.minutes:7}  {bar}".rstrip())
    lines += ["", f"{'best set':32}  first  latest  best  workouts"]
    for name, course in view.courses():
        first, latest, best = course[0].amount, course[-1].amount, max(point.amount for point in course)
        lines.append(f"{name[:32]:32}  {first:5}  {latest:6}  {best:4}  {len(course):8}")
    return "\n".join(lines) + "\n"


def chart(view: View) -> str:
    """Draw the workouts of each week as bars, and below each exercise's best set over time as a line."""
    body = list(_bars(view.in_weeks))
    top = _WEEKS + 2 * _MARGIN
    for name, course in view.courses():
        body += _course(name, course, top)
        top += _COURSE + _MARGIN
    return _FRAME.format(width=_WIDTH, height=top, body="\n".join(body))


def to_csv(view: View) -> str:
    """Give every set as a row, the newest workout first. No cell is a formula to a spreadsheet."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for record in view.records:
        efforts = dict(record.efforts)
        for done in record.sets:
            if view.only in {None, done.exercise}:
                effort = efforts.get(done.exercise, "")
                about = (record.started.isoformat(), record.workout, "yes" if record.completed else "no")
                cells = (*about, done.exercise, done.set, done.side or "", done.target, done.amount, effort)
                writer.writerow([_defused(str(cell)) for cell in cells])
    return sheet.getvalue()


def to_json(view: View) -> str:
    """Give every workout as it is kept, the newest first."""
    return json.dumps([record_document(record) for record in view.records], indent=2, ensure_ascii=False) + "\n"


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell


def _bars(in_weeks: tuple[Week, ...]) -> Iterator[str]:
    most = max(1, *(week.tally.workouts for week in in_weeks))
    step = (_WIDTH - 2 * _MARGIN) / len(in_weeks)
    ground = _MARGIN + _WEEKS
    yield _text(_MARGIN, _MARGIN - 12, f"Workouts a week (at most {most})")
    yield f'<path d="M{_MARGIN} {ground}H{_WIDTH - _MARGIN}" stroke="{_INK}"/>'
    labelled = max(1, len(in_weeks) // 6)
    for place, week in enumerate(in_weeks):
        x, height = _MARGIN + step * place, _WEEKS * week.tally.workouts / most
        said = f"Week of {week.monday}: {week.tally.workouts} workouts, {week.tally.minutes} minutes"
        shape = f'x="{x + 1:.1f}" y="{ground - height:.1f}" width="{step - 2:.1f}" height="{height:.1f}"'
        yield f'<rect {shape} fill="{_LINE}"><title>{escape(said)}</title></rect>'
        if place % labelled == 0:
            yield _text(x, ground + 16, week.monday.strftime("%d.%m."))


def _course(name: str, course: tuple[Point, ...], top: int) -> Iterator[str]:
    """Draw the best sets of one exercise, from zero up, by the day."""
    first, last = course[0].day, course[-1].day
    days, most = max(1, (last - first).days), max(point.amount for point in course)
    ground = top + _COURSE
    at = [
        (
            _MARGIN + (_WIDTH - 2 * _MARGIN) * (point.day - first).days / days,
            ground - (_COURSE - 20) * point.amount / most,
        )
        for point in course
    ]
    yield _text(_MARGIN, top + 8, f"{name}: {course[0].amount} to {course[-1].amount}, best {most}")
    yield f'<path d="M{_MARGIN} {ground}H{_WIDTH - _MARGIN}" stroke="{_FAINT}"/>'
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
    yield f'<polyline points="{line}" fill="none" stroke="{_LINE}" stroke-width="2"/>'
    for (x, y), point in zip(at, course, strict=True):
        said = f"{point.day}: {point.amount}, {point.sets} sets"
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{_LINE}"><title>{escape(said)}</title></circle>'
    yield _text(_MARGIN, ground + 16, first.strftime("%d.%m.%y"))
    if last != first:
        yield _text(_WIDTH - _MARGIN - 48, ground + 16, last.strftime("%d.%m.%y"))


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="{_INK}">{escape(text)}</text>'
