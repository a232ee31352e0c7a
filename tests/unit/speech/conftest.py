"""What the tests of the speech room share: the real content, the real wording, and one reply's phrasing."""

import pytest

from skill.content.loader import load_catalogue
from skill.content.types import Catalogue
from skill.speech.catalogue import Wording, load_wording
from skill.speech.phrasing import Phrasing
from skill.speech.rendering import Renderer


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Give the content that is shipped."""
    return load_catalogue()


@pytest.fixture(scope="session")
def wording() -> Wording:
    """Give the wording of the default locale."""
    return load_wording("en-US")


@pytest.fixture(scope="session")
def renderer(wording: Wording, catalogue: Catalogue) -> Renderer:
    """Give a renderer for the default locale."""
    return Renderer(wording, catalogue)


@pytest.fixture
def phrasing(renderer: Renderer) -> Phrasing:
    """Give the phrasing of a session's first reply."""
    return Phrasing(renderer, {})
