"""Amazon's own view host in a headless browser, set up from nothing where it is missing. What fails is an error."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# Playing is faster than life: the page's clock is wound on.
SECONDS_PER_JOB = 30


@dataclass(frozen=True, slots=True)
class Viewport:
    """A screen, in display-independent pixels."""

    width: int
    height: int
    dpi: int
    isRound: bool  # noqa: N815  # the host's own name
    shape: str
    mode: str


SHAPES = {
    "hub-landscape": Viewport(960, 600, 160, isRound=False, shape="RECTANGLE", mode="HUB"),
    "hub-portrait": Viewport(600, 1024, 160, isRound=False, shape="RECTANGLE", mode="HUB"),
    "hub-round": Viewport(480, 480, 160, isRound=True, shape="ROUND", mode="HUB"),
    "tv": Viewport(960, 540, 320, isRound=False, shape="RECTANGLE", mode="TV"),
}


@dataclass(frozen=True, slots=True)
class Job:
    """A reply to be played for some milliseconds, perhaps buttons to be pressed then, and a picture to be taken."""

    name: str
    directives: list[dict[str, Any]]
    viewport: Viewport
    at: int
    presses: tuple[str, ...] = ()
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a job led to: the events that were sent and when (in ms), what can be read, what the host complained of."""

    name: str
    sent: list[list[Any]]
    moments: list[float]
    text: str
    complaints: list[str]


def play(jobs: Sequence[Job]) -> dict[str, Result]:
    """Play jobs, each on a screen that was blank before; give the results by name."""
    if not (HERE / "node_modules" / "apl-viewhost-web").is_dir():
        _run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
    plain = json.dumps([asdict(job) for job in jobs])
    done = subprocess.run(  # noqa: S603  # our own script
        [_program("node"), HERE / "render.mjs", _browser()],
        input=plain,
        capture_output=True,
        text=True,
        timeout=SECONDS_PER_JOB * len(jobs),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    results = [Result(**each) for each in json.loads(done.stdout)]
    return {result.name: result for result in results}


def _browser() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "chromium", "fonts-dejavu-core")
        found = _program("chromium")
    return found


def _run(name: str, *arguments: str) -> None:
    subprocess.run([_program(name), *arguments], cwd=HERE, check=True, capture_output=True)  # noqa: S603  # fixed words


def _program(name: str) -> str:
    found = shutil.which(name)
    assert found is not None, f"{name} is needed to render screens"
    return found
