import argparse
from pathlib import Path

import pytest

from skill.content.cli import add_parser
from skill.content.sources import EXERCISES, KNOWLEDGE, PROGRAMMES, ROOM


def run(*words: str) -> int:
    """Run the command as the program does."""
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers(required=True))
    options = parser.parse_args(["content", *words])
    return int(options.run(options, None))


def test_check_of_sound_content_succeeds(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing is wrong the command says so and exits 0."""
    assert run("check") == 0
    assert capsys.readouterr().out == "nothing to mend\n"


def test_check_of_a_folder_prints_a_line_for_each_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong in a named folder is printed line by line, and the command exits 1."""
    text = (ROOM / EXERCISES).read_text(encoding="utf-8")
    (tmp_path / EXERCISES).write_text(text.replace("easier: chair_squat", "easier: chair_squad", 1), encoding="utf-8")
    for file in (PROGRAMMES, KNOWLEDGE):
        (tmp_path / file).write_bytes((ROOM / file).read_bytes())
    assert run("check", str(tmp_path)) == 1
    assert capsys.readouterr().out == (
        "exercises.yaml: squat.easier: there is no exercise chair_squad; did you mean chair_squat? "
        "If not, add it first\n1 to mend\n"
    )


def test_build_writes_the_catalogue(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Sound content is built, and the path of the catalogue named."""
    monkeypatch.setattr("skill.content.build.write_catalogue", lambda: ROOM / "catalogue.json")
    assert run("build") == 0
    assert capsys.readouterr().out == f"nothing to mend\nwrote {ROOM / 'catalogue.json'}\n"


def test_build_refuses_content_with_findings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Content with something to mend is not built: the coach keeps what it knows."""
    written: list[Path] = []
    monkeypatch.setattr("skill.content.check.check", lambda: ["exercises.yaml: squat: mend me"])
    monkeypatch.setattr("skill.content.build.write_catalogue", lambda: written.append(ROOM))
    assert run("build") == 1
    assert written == []
    assert capsys.readouterr().out == "exercises.yaml: squat: mend me\n1 to mend\n"
