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
# Those that are shown while a workout plays.
BUTTONS = ("back", "pause", "next", "how_to")
NAMES = [f"{shape}-{state}" for state in pictures() for shape in SHAPES]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for the pictures of this run."""
    return tmp_path_factory.mktemp("screens")


@pytest.fixture(scope="module")
def first() -> Player:
    """Give the first reply of a workout."""
    return Show().say(EventKind.OPEN, opens=True)


@pytest.fixture(scope="module")
def rendered(folder: Path, first: Player) -> Mapping[str, Result]:
    """Render every state in every shape, and all that the tests below look at, in one browser."""
    over = round(first.ends)
    buttons = tuple(f"button-{action}" for action in BUTTONS)
    return play(
        [
            *jobs(folder),
            Job("whole", first.directives, WIDE, over + 2000),
            Job("silent", first.directives[:1], WIDE, over + 2 * GIVEN_UP_MS),
            *(Job(f"pressed {shape}", first.directives, each, 2500, presses=buttons) for shape, each in SHAPES.items()),
        ]
    )


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


def test_a_reply_plays_to_its_end(rendered: Mapping[str, Result], first: Player) -> None:
    """The host runs the commands in the time of the plan, and sends exactly what the language's rules say."""
    [(at, arguments)] = first.sent
    whole = rendered["whole"]
    [ended] = [moment for moment, sent in zip(whole.moments, whole.sent, strict=True) if sent[0] != STILL_HERE]
    assert whole.sent.count(arguments) == 1
    assert at <= ended <= at + 1000
    assert sum(sent[0] == STILL_HERE for sent in whole.sent) == at // SIGN_OF_LIFE_MS
    assert whole.complaints == []


def test_a_reply_that_was_broken_off_goes_on_by_itself(rendered: Mapping[str, Result], first: Player) -> None:
    """Where something else on the device stopped the commands, the screen itself says when the time is over."""
    sent = rendered["silent"].sent
    assert sent[-1] == first.sent[0][1]
    # From when it is overdue until it is given up.
    expected = (GIVEN_UP_MS - OVERDUE_MS) / SIGN_OF_LIFE_MS
    assert abs(sum(one[0] == BLOCK_END for one in sent) - expected) <= 1


@pytest.mark.parametrize("shape", SHAPES)
def test_a_button_sends_its_event(rendered: Mapping[str, Result], first: Player, shape: str) -> None:
    """A press on a button sends its action with the address of the reply, on every shape of screen."""
    address = first.sent[0][1][1:]
    assert rendered[f"pressed {shape}"].sent == [[action, *address] for action in BUTTONS]
    assert rendered[f"pressed {shape}"].complaints == []
