"""The notation of samples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interaction_model.errors import ModelSourceError
from interaction_model.templates import expand, expand_lines


@pytest.mark.parametrize(
    ("template", "sentences"),
    [
        ("go", ("go",)),
        ("(a|b) c", ("a c", "b c")),
        ("[now] go", ("go", "now go")),
        ("[a|b] c", ("c", "a c", "b c")),
        ("(a|) b", ("a b", "b")),
        ("a|b", ("a", "b")),
        ("do (a|the [last] one) {x}", ("do a {x}", "do the one {x}", "do the last one {x}")),
        ("[a] [a]", ("a", "a a")),
        ("squat[s]", ("squat", "squats")),
    ],
)
def test_expansion(template: str, sentences: tuple[str, ...]) -> None:
    """Choices and options give every sentence once, with single spaces."""
    assert expand(template) == sentences


@pytest.mark.parametrize("template", ["(a|b", "[a", "a)", "a]", "(a]", "[a)"])
def test_unbalanced_brackets_are_refused(template: str) -> None:
    """A bracket that is not closed, or closes nothing, names the template."""
    with pytest.raises(ModelSourceError, match="bracket"):
        expand(template)


def test_lines() -> None:
    """Lines are expanded one by one; blank lines and repeated sentences go."""
    assert expand_lines("a [b]\n\n  a\n") == ("a", "a b")


@given(st.lists(st.lists(st.text("abc", min_size=1), min_size=1, max_size=3, unique=True), min_size=1, max_size=4))
def test_count_is_the_product(groups: list[list[str]]) -> None:
    """Groups in a row give as many sentences as there are ways to choose from each."""
    count = 1
    for group in groups:
        count *= len(group)
    assert len(expand(" ".join(f"({'|'.join(group)})" for group in groups))) == count
