"""The artifact: what is in it, what is not, and that it runs with nothing else of ours around."""

import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from infra import artifact as building
from infra.artifact import ArtifactError, build, interpreter, runtime
from tests.envelopes import SKILL, launch

# Lambda takes 50 MB packed and 250 MB unpacked; a cold start pays for every one of them.
MOST_PACKED = 9_000_000
MOST_UNPACKED = 25_000_000
# Only for servers, terminals, tests and editors.
STRANGERS = ("flask", "waitress", "gunicorn", "cryptography", "pytest", "moto", "yaml", "rapidfuzz", "prompt_toolkit")
# PEP 552: hash-based, and not looked up at import.
UNCHECKED_HASH = 0b01
# Opens the coach, with what Lambda gives a function and nothing else; prints the answer.
SMOKE = """
import json, sys
sys.path.insert(0, sys.argv[1])
from skill.aws_lambda import handler
import boto3
boto3.client("dynamodb", region_name="eu-west-1")
print(json.dumps(handler(json.loads(sys.stdin.read()), None)))
"""


@pytest.fixture(scope="module")
def names(artifact: Path) -> list[str]:
    """Give the names of what is in it."""
    return zipfile.ZipFile(artifact).namelist()


def test_it_holds_what_the_skill_needs_and_no_more(names: list[str]) -> None:
    """Our own rooms behind the Lambda entry, and what they import; no server, no editor, no test."""
    tops = {name.split("/")[0] for name in names}
    assert {"skill", "ask_sdk_core", "boto3", "num2words"} <= tops
    assert not tops.intersection(STRANGERS)
    rooms = {name.split("/")[1] for name in names if name.startswith("skill/")}
    assert not rooms.intersection({"web", "speaker", "report", "cli.py"})
    assert not [name for name in names if name.startswith("skill/") and name.endswith((".yaml", ".html"))]


def test_it_holds_only_pure_python(names: list[str]) -> None:
    """The same artifact runs on arm64 and on x86."""
    assert not [name for name in names if name.endswith((".so", ".pyd"))]


def test_it_is_small(artifact: Path) -> None:
    """Well below Lambda's limits, packed and unpacked."""
    assert artifact.stat().st_size < MOST_PACKED
    assert sum(entry.file_size for entry in zipfile.ZipFile(artifact).infolist()) < MOST_UNPACKED


def test_every_module_is_compiled_for_good(unpacked: Path) -> None:
    """Lambda's folder is read-only: without bytecode that is trusted as it is, every cold start would compile."""
    for source in unpacked.rglob("*.py"):
        compiled = Path(importlib.util.cache_from_source(str(source)))
        assert compiled.read_bytes()[4] == UNCHECKED_HASH, source


def test_it_runs_with_nothing_of_ours_around(unpacked: Path, tmp_path: Path) -> None:
    """A bare interpreter in an empty folder opens the coach from it, and writes nothing beside it."""
    before = sorted(unpacked.rglob("*"))
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-I", "-S", "-B", "-c", SMOKE, unpacked],
        input=json.dumps(launch()),
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "RUNNER_STRENGTH_STORE": "memory://",
            "RUNNER_STRENGTH_SKILL_ID": SKILL,
            "RUNNER_STRENGTH_KEY_SECRET": "test",
        },
        check=True,
    )
    assert json.loads(done.stdout)["response"]["shouldEndSession"] is False
    assert sorted(unpacked.rglob("*")) == before


def test_it_is_the_same_every_time(artifact: Path, tmp_path: Path) -> None:
    """Built again in another folder, it is the same byte for byte."""
    again = build(sys.executable, tmp_path / "again.zip")
    assert again.path.read_bytes() == artifact.read_bytes()
    assert again.packed == artifact.stat().st_size


def test_a_missing_python_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no interpreter for the runtime hears which one, and what else can be done."""
    assert runtime().startswith("python3.")
    monkeypatch.setattr(building.shutil, "which", lambda _: None)
    with pytest.raises(ArtifactError, match=r"python3\.99 is not on this machine"):
        interpreter("python3.99")


def test_a_failed_step_is_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """When a step fails, the command says which and why, and leaves with a failure."""
    monkeypatch.setattr(building, "REQUIREMENTS", tmp_path / "no-such-list.txt")
    assert building.main(["--python", sys.executable, "--out", str(tmp_path / "x.zip")]) == 1
    assert "no-such-list" in capsys.readouterr().err
