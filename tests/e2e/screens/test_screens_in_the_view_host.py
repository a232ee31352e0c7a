from collections.abc import Mapping
from pathlib import Path

import pytest

from skill.alexa.screen.document import GIVEN_UP_MS, OVERDUE_MS, SIGN_OF_LIFE_MS
from skill.alexa.screen.events import BLOCK_END, STILL_HERE
from skill.coach.events import EventKind
from tests.viewhost.host import SHAPES, Job, Result, play
from tests.viewhost.pictures import FOLDER, jobs, pictures
from tests.viewhost.player import Player
from tests.viewhost.show import Show

WIDE = SHAPES["hub-landscape"]
NAMES = [f"{shape}-{state}" for state in pictures() for shape in SHAPES]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for the pictures of this run."""
    return tmp_path_factory.mktemp("screens")


@pytest.fixture(scope="module")
def rendered(folder: Path) -> Mapping[str, Result]:
    """Render every state in every shape."""
    return play(jobs(folder))


@pytest.mark.parametrize("name", NAMES)
def test_a_state_renders_without_a_complaint(rendered: Mapping[str, Result], folder: Path, name: str) -> None:
    """The host and its core complain of nothing, and there is a picture; so there is in the documentation."""
    assert rendered[name].complaints == []
    assert (folder / f"{name}.png").stat().st_size > 8000
    assert (FOLDER / f"{name}.png").exists()


@pytest.mark.parametrize("name", NAMES)
def test_a_state_says_what_it_should(rendered: Mapping[str, Result], name: str) -> None:
    """The host shows the title, the heading and the caption that the commands lead to by their own rules."""
    shape, _, state = name.rpartition("-")
    assert shape in SHAPES
    picture = pictures()[state]
    player = Player(picture.directives)
    scene = player.scene(picture.at)
    text = " ".join(rendered[name].text.split())
    assert scene["title"] in text
    assert scene["heading"] in text
    assert player.data["captions"][player.value("caption", picture.at)].split(".")[0] in text


def test_a_reply_plays_to_its_end(folder: Path) -> None:
    """The host runs the commands in the time of the plan, and sends exactly what the language's rules say."""
    show = Show()
    player = show.say(EventKind.OPEN, opens=True)
    [(_, arguments)] = player.sent
    before = Job("before", player.directives, WIDE, round(player.ends) - 2000)
    after = Job("after", player.directives, WIDE, round(player.ends) + 2000, picture=str(folder / "after.png"))
    results = play([before, after])
    assert arguments not in results["before"].sent
    assert [sent for sent in results["after"].sent if sent[0] != STILL_HERE] == [arguments]
    assert len(results["after"].sent) - 1 == player.ends // SIGN_OF_LIFE_MS
    assert results["after"].complaints == []


def test_a_reply_that_was_broken_off_goes_on_by_itself() -> None:
    """Where something else on the device stopped the commands, the screen itself says when the time is over."""
    show = Show()
    player = show.say(EventKind.OPEN, opens=True)
    silent = Job("silent", player.directives[:1], WIDE, round(player.ends) + 2 * GIVEN_UP_MS)
    sent = play([silent])["silent"].sent
    assert sent[-1] == player.sent[0][1]
    # From when it is overdue until it is given up.
    expected = (GIVEN_UP_MS - OVERDUE_MS) / SIGN_OF_LIFE_MS
    assert abs(sum(one[0] == BLOCK_END for one in sent) - expected) <= 1


def test_a_button_sends_its_event() -> None:
    """A press on a button sends its action with the address of the reply, on every shape of screen."""
    show = Show()
    player = show.say(EventKind.OPEN, opens=True)
    address = show.view.address
    pressed = [
        Job(f"{shape} {action}", player.directives, viewport, 2500, press=f"button-{action}")
        for shape, viewport in SHAPES.items()
        for action in ("back", "pause", "next", "how_to")
    ]
    results = play(pressed)
    for job in pressed:
        action = job.name.split()[1]
        assert results[job.name].sent == [[action, address.workout, address.index, address.turn]]
        assert results[job.name].complaints == []
