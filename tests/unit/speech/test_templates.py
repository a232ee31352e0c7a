import pytest

from skill.speech.errors import WordingError
from skill.speech.templates import Gap, gaps, parse


def test_line_splits_into_words_and_gaps() -> None:
    """A gap has a name and, after a colon, a form."""
    assert parse("Rest. {seconds:second}, {side}") == ("Rest. ", Gap("seconds", "second"), ", ", Gap("side", ""))


def test_gaps_names_the_facts_that_a_line_needs() -> None:
    """Each fact is named once, however often it is said."""
    assert gaps("{side:limb}, {side}, from {n:number}.") == {"side", "n"}


@pytest.mark.parametrize("text", ["{n", "n}", "{}", "{:rep}", "{a b}"])
def test_broken_line_is_an_error(text: str) -> None:
    """A line with a lone brace or a nameless gap is refused."""
    with pytest.raises(WordingError):
        parse(text)
