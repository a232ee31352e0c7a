"""The command `history`: a runner's workouts as tables, a chart and exports."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from defusedxml import ElementTree

from skill.alexa.requests import runner_key
from skill.cli import main
from skill.coach.events import Effort
from skill.coach.record import DoneSet, Record
from skill.coach.runner import Runner
from skill.documents import document_of, record_document, record_from
from skill.settings import read_settings
from skill.speaker.envelopes import USER
from skill.speaker.looking_back import COLUMNS, View, chart, table, to_csv, to_json
from skill.store.port import WorkoutRecord
from skill.store.sqlite import SQLiteStore

NAMES = {"squat": "squat", "plank": "plank"}
WEDNESDAY = date(2026, 3, 4)


def workout(day: int, squats: int, plank: int) -> Record:
    """Give a workout of a day in February, 29 and so on in March."""
    started = datetime(2026, 2, 1, 18, tzinfo=UTC) + timedelta(days=day - 1)
    sets = (DoneSet("squat", 1, None, 12, squats), DoneSet("plank", 1, "left", 20, plank))
    return Record("beginner_a", started, started + timedelta(minutes=20), 20, True, sets, (("squat", Effort.EASY),))


RECORDS = (workout(31, 14, 30), workout(22, 12, 25), workout(17, 10, 20))


def view(*records: Record, only: str | None = None, weeks: int = 4) -> View:
    """Give a view of some workouts on a Wednesday in March."""
    return View(records, NAMES, WEDNESDAY, UTC, weeks, only)


def test_the_table_shows_weeks_and_exercises() -> None:
    """Each week has its numbers, empty ones too; each exercise its first, latest and best set."""
    assert table(view(*RECORDS)).splitlines() == [
        "week of     workouts  sets  minutes",
        "2026-02-09         0     0        0",
        "2026-02-16         2     4       40  ██",
        "2026-02-23         0     0        0",
        "2026-03-02         1     2       20  █",
        "",
        "best set                          first  latest  best  workouts",
        "plank                                20      30    30         3",
        "squat                                10      14    14         3",
    ]


def test_one_exercise_alone() -> None:
    """What is left out in the table is left out in the picture and the sheet too."""
    assert "squat" not in table(view(*RECORDS, only="plank"))
    assert "squat" not in chart(view(*RECORDS, only="plank"))
    assert "squat" not in to_csv(view(*RECORDS, only="plank"))


@pytest.mark.parametrize("records", [RECORDS, RECORDS[:1], ()])
def test_the_chart_is_a_picture(records: tuple[Record, ...]) -> None:
    """There is a bar for each week, and a point for each workout of each exercise."""
    picture = ElementTree.fromstring(chart(view(*records)))
    assert len(picture.findall(".//{*}rect")) == 1 + 4
    assert len(picture.findall(".//{*}circle")) == 2 * len(records)
    assert "best 14" in chart(view(*RECORDS))


def test_the_sheet_has_every_set() -> None:
    """CSV holds one row a set, with what was planned and done."""
    rows = list(csv.reader(io.StringIO(to_csv(view(*RECORDS)))))
    assert rows[0] == list(COLUMNS)
    assert rows[1] == ["2026-03-03T18:00:00+00:00", "beginner_a", "yes", "squat", "1", "", "12", "14", "easy"]
    assert rows[2][3:] == ["plank", "1", "left", "20", "30", ""]
    assert len(rows) == 1 + 6


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(sign: str) -> None:
    """Whatever a damaged store holds, a spreadsheet reads it as text."""
    evil = f'{sign}HYPERLINK("http://example.com")'
    bad = replace(RECORDS[0], workout=evil, completed=False, sets=(DoneSet(evil, 1, evil, 12, -5),))
    (_, row) = list(csv.reader(io.StringIO(to_csv(view(bad)), newline="")))
    assert [cell for cell in row if cell.startswith((sign, "-"))] == []
    assert row[1] == f"'{evil}"
    assert row[2] == "no"


def test_the_export_can_be_read_back() -> None:
    """JSON holds each workout as it is kept."""
    assert tuple(record_from(document) for document in json.loads(to_json(view(*RECORDS)))) == RECORDS


@pytest.fixture
def somebody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep two workouts of the local speaker's runner, one of which cannot be read."""
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", f"sqlite:///{tmp_path}/coach.sqlite3")
    store = SQLiteStore(tmp_path / "coach.sqlite3")
    key = runner_key(USER, read_settings({}).key_secret)
    for version, (started, document) in enumerate(
        [("2026-03-01", record_document(RECORDS[0])), ("2026-03-02", {"format": 1}), ("2026-03-03", {"format": 99})]
    ):
        store.save(key, document_of(Runner()), expected=version, workout=WorkoutRecord(started, document))


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ([], "squat                                14"),
        (["--weeks", "1"], "week of"),
        (["--exercise", "plank"], "plank"),
        (["--as", "csv"], "beginner_a,yes,squat"),
        (["--as", "json"], '"workout": "beginner_a"'),
        (["--as", "svg"], "<polyline"),
    ],
)
def test_the_command_shows_the_history(arguments: list[str], shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each form goes to standard output; a workout that cannot be read is left out."""
    assert main(["history", *arguments]) == 0
    assert shown in capsys.readouterr().out


@pytest.mark.usefixtures("somebody")
def test_the_command_writes_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file is written in place of the output, with the line ends of its form."""
    assert main(["history", "--as", "csv", "--output", str(tmp_path / "sets.csv")]) == 0
    assert capsys.readouterr().out == ""
    assert (tmp_path / "sets.csv").read_bytes().startswith(b"started,workout,completed")
    assert b",easy\r\n" in (tmp_path / "sets.csv").read_bytes()


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize(
    ("arguments", "reason"),
    [(["--output", "/no/such/folder/history"], "cannot be written"), (["--exercise", "burpee"], "burpee")],
)
def test_what_cannot_be_done_is_one_line(arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A path or an exercise that there is not ends with a line that says so."""
    assert main(["history", *arguments]) == 1
    assert reason in capsys.readouterr().err


@pytest.mark.parametrize("weeks", ["0", "105", "many"])
def test_weeks_are_a_whole_number(weeks: str, capsys: pytest.CaptureFixture[str]) -> None:
    """More than two years are not kept."""
    with pytest.raises(SystemExit):
        main(["history", "--weeks", weeks])
    assert "from 1 to 104" in capsys.readouterr().err
