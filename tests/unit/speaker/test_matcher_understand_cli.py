"""The subcommand `understand`."""

import argparse
import io
import json
from pathlib import Path

import pytest

from skill.speaker import understand_cli


def run(*arguments: str) -> int:
    """Run `understand`."""
    parser = argparse.ArgumentParser()
    understand_cli.add_parser(parser.add_subparsers(required=True))
    options = parser.parse_args(["understand", *arguments])
    return int(options.run(options, None))


def test_arguments_give_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    """Each sentence gives one JSON object: utterance, intent, slots and score."""
    assert run("how do i do a lunch", "ready") == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {
        "utterance": "how do i do a lunch",
        "intent": "HowToIntent",
        "slots": {"exercise": {"value": "lunch", "id": "lunge", "name": "forward lunge"}},
        "score": 1.0,
    }
    assert second["intent"] == "ReadyIntent"


def test_standard_input_gives_a_line_each(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without arguments, sentences are read one a line; blank lines are nothing."""
    monkeypatch.setattr("sys.stdin", io.StringIO("ready\n\n  next \n"))
    assert run() == 0
    intents = [json.loads(line)["intent"] for line in capsys.readouterr().out.splitlines()]
    assert intents == ["ReadyIntent", "AMAZON.NextIntent"]


def test_verbose_shows_the_runners_up(capsys: pytest.CaptureFixture[str]) -> None:
    """The next best intents are shown on request."""
    run("--verbose", "i'm ready")
    assert json.loads(capsys.readouterr().out)["runners_up"][0].keys() == {"intent", "score"}


def test_locale_is_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    """The model of the locale asked for is used; another one is refused."""
    run("--locale", "en-GB", "my kit is dumbbells")
    assert json.loads(capsys.readouterr().out)["intent"] == "SetEquipmentIntent"
    with pytest.raises(SystemExit):
        run("--locale", "tlh", "ready")


def test_evaluation_prints_figures_and_what_went_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each file gives one line of figures; with `--verbose`, what came out otherwise follows."""
    (tmp_path / "mine.yaml").write_text("ReadyIntent: [i'm ready, skip the squats]\n", encoding="utf-8")
    assert run("--eval", "--verbose", "--sentences", str(tmp_path)) == 0
    figures, wrong = capsys.readouterr().out.splitlines()
    assert figures == "mine          1 of 2 right by intent and slots (50.0 %), by intent alone 50.0 %"
    assert "'skip the squats': meant ReadyIntent {}, came SkipExerciseIntent {'exercise': 'squat'}" in wrong
    run("--eval", "--sentences", str(tmp_path))
    assert len(capsys.readouterr().out.splitlines()) == 1
