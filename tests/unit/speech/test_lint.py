from dataclasses import replace

import pytest

from skill.content.types import Catalogue
from skill.speech.catalogue import LOCALES, Wording, load_wording
from skill.speech.lint import findings, word_limit


@pytest.mark.uncounted
@pytest.mark.parametrize("locale", LOCALES)
def test_wording_is_clean(locale: str, catalogue: Catalogue) -> None:
    """Every variant of every line of every locale can be said, and keeps the rules."""
    assert list(findings(load_wording(locale), catalogue)) == []


def with_line(wording: Wording, key: str, *variants: str) -> Wording:
    """Give a wording with other variants of a line, which is the first to be looked at."""
    return replace(
        wording, lines={key: variants} | {other: said for other, said in wording.lines.items() if other != key}
    )


@pytest.mark.parametrize(
    ("key", "text", "finding"),
    [
        ("tell.saved", "Saved {", "cannot be read"),
        ("tell.saved", "Saved, {name}.", "the gap name is not declared"),
        ("tell.time_left", "{minutes} left.", "cannot be said"),
        ("tell.time_left", "{minutes:furlong} left.", "cannot be said"),
        ("tell.no_sides", "{side:limb}.", "not declared"),
        ("tell.saved", "Saved in 3 seconds.", "cannot be said"),
        ("tell.saved", "Saved <now>.", "markup"),
        ("tell.saved", "Saved?", "question mark"),
        ("ask.ready", "Say ready.", "question mark"),
        ("ask.ready", "Are you quite sure that you are really ready to start your workout now?", "over 12 words"),
        ("tell.unknown_midset", "Sorry, could you say that again?", "question mark"),
        ("tell.unknown_midset", "Sorry, please say that again.", "over 4 words"),
        ("tell.logged", "I can see that. Great form.", "banned words"),
        ("tell.logged", "You only did three.", "banned words"),
        ("tell.logged", "No pain, no gain.", "banned words"),
        ("tell.logged", "This prevents injuries.", "banned words"),
        ("levitate", "Float.", "is not in every locale"),
        ("levitate", "Float.", "over 0 words"),
    ],
)
def test_broken_wording_is_found(wording: Wording, catalogue: Catalogue, key: str, text: str, finding: str) -> None:
    """Each rule is held: a line that breaks one gives a finding that names the line."""
    found = findings(with_line(wording, key, text), catalogue)
    assert any(key in each and finding in each for each in found)


def test_missing_line_is_found(wording: Wording, catalogue: Catalogue) -> None:
    """A line that one locale lacks is found."""
    lines = {key: texts for key, texts in wording.lines.items() if key != "tell.saved"}
    assert "en-US: tell.saved is not in every locale" in findings(replace(wording, lines=lines), catalogue)


def test_tiring_line_is_found(wording: Wording, catalogue: Catalogue) -> None:
    """A line that comes up in each set needs six variants."""
    found = findings(with_line(wording, "count.start", "Go"), catalogue)
    assert "en-US: count.start has fewer than 6 variants" in found


def test_longest_matching_key_sets_the_limit() -> None:
    """A line's own limit counts before that of its kind, and a form with a side has the same."""
    assert word_limit("tell.unknown_midset") == 4
    assert word_limit("tell.saved") == 45
    assert word_limit("dose.hold.with_side") == word_limit("dose.hold")
