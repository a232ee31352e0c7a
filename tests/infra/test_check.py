"""The one command that proves a deployment."""

import sys
from pathlib import Path

import pytest

from infra import check


def test_the_check_passes(artifact: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It tells every step, from the template to the record that was read back."""
    assert check.main(["--artifact", str(artifact)]) == 0
    told = capsys.readouterr().out
    for step in ("linted, translated", "house rules hold", "deployed: arn:", "held a workout", "read back: ", "taken"):
        assert step in told


def test_a_broken_rule_fails_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong is told in a line, and nothing is deployed."""
    monkeypatch.setattr(check, "faults", lambda _: [])
    monkeypatch.setattr(check, "broken_rules", lambda _: ["Runners: goes with the stack"])
    assert check.main(["--artifact", str(tmp_path / "none.zip")]) == 1
    assert capsys.readouterr().err == "check: the house rules: Runners: goes with the stack\n"


def test_without_the_runtime_it_builds_for_this_python(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the function's own Python is missing, the check goes on with another, and says so."""
    built: list[str] = []

    def build(python: str, path: Path) -> object:
        built.append(python)
        raise check.ArtifactError(f"{path.name} is not built in this test")

    monkeypatch.setattr(check, "runtime", lambda: "python3.99")
    monkeypatch.setattr(check, "build", build)
    assert check.main([]) == 1
    assert built == [sys.executable]
    assert "no python3.99 here" in capsys.readouterr().out
