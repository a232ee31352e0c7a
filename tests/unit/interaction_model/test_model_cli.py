"""The subcommands `model build` and `model check`."""

import argparse
from pathlib import Path

import pytest

from interaction_model import build, cli, lint
from interaction_model.source import read_source


def run(*arguments: str) -> int:
    """Run a subcommand of `model`."""
    parser = argparse.ArgumentParser()
    cli.add_parser(parser.add_subparsers(required=True))
    options = parser.parse_args(["model", *arguments])
    return int(options.run(options, None))


@pytest.mark.uncounted
def test_check_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """The models of all locales are what source and catalogue give, and the linter finds nothing in any."""
    assert run("check") == 0
    assert capsys.readouterr().out == ""


def test_check_prints_what_is_stale(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that is out of date fails the check and is named, and so is what the linter finds."""
    monkeypatch.setattr(lint, "lint", lambda *_: ["a clash"])
    monkeypatch.setattr(build, "stale_models", lambda *_: (Path("en-GB.json"),))
    assert run("check") == 1
    printed = capsys.readouterr().out
    assert "en-GB.json: out of date" in printed
    assert "en-GB: a clash" in printed


def test_build_names_the_files(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Building writes a model for each locale and names the files."""
    write = build.write_models
    monkeypatch.setattr(build, "write_models", lambda source, catalogue: write(source, catalogue, tmp_path))
    assert run("build") == 0
    assert capsys.readouterr().out.count(".json") == len(read_source().locales)
    assert {path.stem for path in tmp_path.iterdir()} == set(read_source().locales)
