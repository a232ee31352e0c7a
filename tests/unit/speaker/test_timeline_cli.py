"""The subcommand `timeline`."""

import argparse
import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest

from skill.coach.plan import StepKind
from skill.content.errors import UnknownIdError
from skill.content.loader import load_catalogue
from skill.settings import Settings
from skill.speaker import timeline_cli
from skill.speaker.rehearsal import Rehearsal, rehearse
from skill.speech.voice import Limits

CATALOGUE = load_catalogue()
SVG = "{http://www.w3.org/2000/svg}"


def run(*arguments: str, settings: Settings | None = None) -> int:
    """Run `timeline`."""
    parser = argparse.ArgumentParser()
    timeline_cli.add_parser(parser.add_subparsers(required=True))
    options = parser.parse_args(["timeline", *arguments])
    return int(options.run(options, settings or Settings(store="memory://")))


def rehearsal(workout: str = "beginner_a", cap: int = 170) -> Rehearsal:
    """Hear a workout out whose exercises are new."""
    return rehearse(CATALOGUE.workout(workout), CATALOGUE, Limits(seconds=cap), taught=())


def test_rehearsal_goes_from_the_first_word_to_the_summary() -> None:
    """Each reply begins a second after the one before; the summary comes before the last question."""
    replies = rehearsal().replies
    for before, after in pairwise(replies):
        assert after.begins == pytest.approx(before.begins + before.speech.seconds + 1, abs=0.01)
    assert (replies[0].words, replies[0].begins) == ("ready", 0)
    assert (replies[-1].words, replies[-1].speech.marks) == ("right", ())
    assert "fifteen sets" in replies[-2].speech.text.lower()
    assert "workout b" in replies[-1].speech.text.lower()


def test_rehearsal_counts_moves_of_warm_up_and_cool_down_as_exercises() -> None:
    """Beginner A has five exercises, five moves to warm up and four to cool down."""
    assert rehearsal().exercises == 14


def test_table_gives_every_word_its_moment(capsys: pytest.CaptureFixture[str]) -> None:
    """Each line begins where the one before ends, from the opening word on, and all that is said stands there."""
    assert run("a") == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["offset", "seconds", "said"]
    assert lines[0].split() == ["00:00.00", ">", "ready"]
    rows = [re.fullmatch(r" *(\d+):(\d\d\.\d\d) +(\d+\.\d\d)(?:  (.*))?", line) for line in lines[1:20]]
    moments = [(60 * int(row[1]) + float(row[2]), float(row[3])) for row in rows if row]
    assert len(moments) == 19
    for (begins, seconds), (following, _) in pairwise(moments):
        assert following == pytest.approx(begins + seconds, abs=0.011)
    said = [row[4] for row in rows if row and row[4]]
    assert " ".join(said) in rehearsal().replies[0].speech.text


def test_count_gives_the_numbers_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """User words, replies and seconds, one a line; the setting decides how much a reply holds."""
    assert run("beginner_b", "--count", settings=Settings(store="memory://", block_seconds=300)) == 0
    counts = {line[:19].strip(): line[19:].split()[0] for line in capsys.readouterr().out.splitlines()}
    expected = rehearsal("beginner_b", 300)
    assert counts["user words"] == counts["replies"] == str(len(expected.replies)) == str(expected.words)
    assert counts["seconds"] == f"{expected.seconds:.0f}"
    assert 170 < int(counts["longest reply"]) <= 300
    assert 1000 < int(counts["largest reply"]) <= 8000


def test_known_exercises_are_not_taught(capsys: pytest.CaptureFixture[str]) -> None:
    """A runner who has been taught everything hears no explanation."""
    setup = CATALOGUE.exercise("lunge").setup
    run("a", "--known")
    known = capsys.readouterr().out
    run("a")
    assert setup not in known
    assert setup in capsys.readouterr().out


def test_letter_goes_with_a_level(capsys: pytest.CaptureFixture[str]) -> None:
    """A letter names a workout of the level's programme."""
    run("C", "--level", "advanced", "--count")
    by_letter = capsys.readouterr().out
    run("advanced_c", "--count")
    assert by_letter == capsys.readouterr().out


def test_unknown_workout_is_a_foreseen_failure() -> None:
    """A workout that does not exist raises what the command has one line for."""
    with pytest.raises(UnknownIdError):
        run("beginner_z")


def test_picture_shows_every_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The picture is well-formed SVG with a bar for each step, as long as the step, that says what it is."""
    file = tmp_path / "a.svg"
    assert run("a", "--svg", str(file)) == 0
    assert capsys.readouterr().out == ""
    root = ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314  # made here
    titles = [element.text or "" for element in root.iter(f"{SVG}title")]
    plan = rehearsal().plan
    for kind in StepKind:
        drawn = [title for title in titles if title.startswith(f"{kind}:")]
        assert len(drawn) == sum(step.kind is kind for step in plan)
    width = float(root.attrib["width"])
    assert all(
        float(bar.get("x", 0)) + float(bar.attrib["width"]) <= width for bar in list(root.iter(f"{SVG}rect"))[1:]
    )


def test_picture_that_cannot_be_written_is_a_foreseen_failure(tmp_path: Path) -> None:
    """The message names the file and the reason."""
    with pytest.raises(timeline_cli.PictureError, match=r"nowhere/a\.svg: No such file"):
        run("a", "--svg", str(tmp_path / "nowhere" / "a.svg"))
