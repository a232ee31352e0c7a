"""How the coach is worded over workouts in a row, as a listener hears it, and the command that prints it."""

import argparse

import pytest

from skill.content.loader import load_catalogue
from skill.speaker.listening import Heard, listen
from skill.speaker.wording_cli import add_parser, figures, meets_the_targets


def run(*words: str) -> int:
    """Run the command as the program does."""
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers(required=True))
    options = parser.parse_args(["wording", *words])
    return int(options.run(options, None))


def test_ten_workouts_in_a_row_tire_nobody() -> None:
    """No line twice in a workout, hardly any encouragement back within three, and short answers."""
    heard = listen(load_catalogue(), "en-US", 10)
    assert len(heard.sessions) == 10
    assert heard.repeated == ()
    assert heard.reused <= 0.20
    assert sum(map(len, heard.encouragements)) > 30
    assert heard.median_words <= 18
    assert heard.most_words <= 45


def test_what_comes_twice_is_counted() -> None:
    """A line that comes again in its workout is named, and encouragement of one or two workouts ago counts as back."""
    heard = Heard(
        sessions=(("Smooth.", "Done.", "Smooth."), ("Done.",), ("Done.",), ("Slow.",)),
        encouragements=(("Smooth.", "Slow."), ("Calm.",), ("Smooth.",), ("Slow.",)),
        answers=(4, 20, 60),
    )
    assert heard.repeated == ((1, "Smooth."),)
    assert heard.reused == 1 / 5
    assert not meets_the_targets(heard)
    lines = "\n".join(figures(heard))
    assert "    workout 1: Smooth." in lines
    assert "words, median                             20" in lines


def test_nothing_encouraged_is_nothing_reused() -> None:
    """A runner who wants no encouragement hears none twice."""
    assert Heard((("Done.",),), ((),), (3,)).reused == 0


def test_the_command_prints_the_figures(capsys: pytest.CaptureFixture[str]) -> None:
    """The command plays the workouts, prints the figures, and succeeds where the targets are met."""
    assert run("--sessions", "1", "--locale", "en-GB") == 0
    assert "lines that came twice within a workout       0" in capsys.readouterr().out
