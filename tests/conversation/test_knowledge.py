"""Everything that the guide says aloud can be asked for, in the words of runners, through the committed model."""

from pathlib import Path

import pytest
import yaml

from tests.transcripts import play

SAID = yaml.safe_load(Path(__file__).with_name("said.yaml").read_text(encoding="utf-8"))
ASKED = [(question, entry["hear"]) for entry in SAID.values() for question in entry["ask"]]
MOST_WORDS = 45


@pytest.mark.parametrize(("question", "pieces"), ASKED, ids=[question.replace(" ", "-") for question, _ in ASKED])
def test_question_is_answered(question: str, pieces: list[str]) -> None:
    """Each item is answered in either wording, short enough to be heard out, and the open question is asked again."""
    transcript = play(["start workout a", question])
    answer = transcript.rpartition("Coach: ")[2].strip()
    assert [piece for piece in pieces if piece.lower() not in answer.lower()] == [], answer
    *_, question_again = answer.replace("?", "?\n").strip().splitlines()
    assert question_again.endswith("?")
    assert len(answer.split()) <= MOST_WORDS + len(["Are", "you", "ready", "to", "start?"])
