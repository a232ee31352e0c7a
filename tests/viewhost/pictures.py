"""The states of a workout as screens: run `python -m tests.viewhost.pictures` to take the pictures in docs/screens."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from skill.alexa.screen.autopilot import screen_of
from skill.alexa.screen.labels import Labels
from skill.alexa.screen.scenes import view_of
from skill.alexa.screen.view import Scene
from skill.coach.events import EventKind
from skill.coach.plan import StepKind
from skill.coach.runner import Runner
from skill.content.loader import load_catalogue
from skill.speech.timeline import Say, Timeline
from tests.viewhost.host import SHAPES, Job, play
from tests.viewhost.player import Player
from tests.viewhost.show import Show, finished

FOLDER = Path(__file__).parents[2] / "docs" / "screens"


@dataclass(frozen=True, slots=True)
class Picture:
    """A reply and the moment of it that is shown, in milliseconds."""

    directives: list[dict[str, Any]]
    at: int


@cache
def pictures() -> dict[str, Picture]:
    """Give a picture of each state by name."""
    return {
        "proposed": _proposed(),
        "working": _playing(lambda scene: scene.heading == "Work" and not scene.sides[0], 9500),
        "alternating": _playing(lambda scene: scene.heading == "Work" and len(set(scene.sides)) > 1, 9500),
        "resting": _playing(lambda scene: scene.heading == "Rest, then" and not scene.asking, 4500),
        "switching": _playing(lambda scene: scene.heading == "Switch sides" and scene.units > 3, 1900),
        "asking": _playing(lambda scene: scene.heading == "Your turn" and scene.asking, 3500),
        "paused": _paused(),
        "summary": _summary(),
    }


def jobs(folder: Path) -> list[Job]:
    """Give a job for each state and shape that takes a picture into a folder."""
    return [
        Job(f"{shape}-{state}", one.directives, viewport, one.at, picture=str(folder / f"{shape}-{state}.png"))
        for state, one in pictures().items()
        for shape, viewport in SHAPES.items()
    ]


def _proposed() -> Picture:
    show = Show(Runner())
    return Picture(show.say(EventKind.OPEN, opens=True).directives, 500)


def _playing(wanted: Callable[[Scene], bool], later: int) -> Picture:
    show = Show()
    player = show.say(EventKind.OPEN, opens=True)
    while True:
        found = next((scene for scene in show.view.scenes if scene.at and wanted(scene)), None)
        if found is not None:
            return Picture(player.directives, found.at + later)
        player = _following(show, player)


def _paused() -> Picture:
    show = Show()
    player = show.say(EventKind.OPEN, opens=True)
    while True:
        assert show.session.block is not None
        for mark in show.session.block.marks:
            if show.session.plan[mark.index].kind is StepKind.WORK:
                show.talk.wait((mark.begins + mark.ends) / 2000)
                touched = show.touch("pause")
                assert isinstance(touched, Player)
                return Picture(touched.directives, 500)
        player = _following(show, player)


def _summary() -> Picture:
    labels = Labels("en-US", load_catalogue())
    words = "Beginner Workout A is complete. Thirteen sets, thirty-eight minutes. Beginner Workout B is next."
    speech = Timeline((Say(words, 7.0),))
    return Picture(screen_of(speech, view_of(Runner(), finished(), speech, labels)), 500)


def _following(show: Show, player: Player) -> Player:
    following = show.hear_out(player)
    assert isinstance(following, Player)
    return following


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(exist_ok=True)
    play(jobs(FOLDER))


if __name__ == "__main__":
    main()
