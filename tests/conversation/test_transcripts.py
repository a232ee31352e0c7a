"""The conversations in this folder."""

from pathlib import Path

import pytest

from tests.transcripts import check

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(path: Path) -> None:
    """What the transcript says is heard."""
    check(path)


def test_there_are_conversations() -> None:
    """The folder is not empty."""
    assert len(TRANSCRIPTS) >= 8
