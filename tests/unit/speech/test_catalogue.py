from pathlib import Path

import pytest

from skill.coach.acts import Question
from skill.content.types import Catalogue
from skill.speech import build
from skill.speech.build import built, merged
from skill.speech.catalogue import CATALOGUES, LOCALES, Wording, load_wording, nearest_locale
from skill.speech.errors import WordingError
from skill.speech.length import speech_seconds
from skill.speech.performing import TEMPO_MS

# Moves that are not lowered and raised by the count: jumps, breaths and taps.
WITHOUT_TEMPO_WORDS = {
    "Dip, jump, stick the landing, then reset.",
    "Jump up, stand tall, then step down.",
    "Two seconds for each tap.",
    "Two slow breaths for each one.",
    "One slow breath for each one.",
    "Four slow seconds to each side.",
}


@pytest.mark.parametrize("locale", LOCALES)
def test_generated_catalogue_is_fresh(locale: str) -> None:
    """What is loaded is what the sources say; if not, run python -m skill.speech.build."""
    assert (CATALOGUES / f"{locale}.json").read_text(encoding="utf-8") == built(locale)


def test_build_writes_every_locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Building reads the sources and writes the JSON of each locale beside them."""
    for source in build.SOURCES.glob("*.yaml"):
        (tmp_path / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(build, "SOURCES", tmp_path)
    build.main()
    assert {path.stem for path in tmp_path.glob("*.json")} == set(LOCALES)


def test_differences_are_laid_over_key_by_key() -> None:
    """A region changes the keys that it names, and replaces a list as a whole."""
    base = {"lines": {"a": ["x", "y"], "b": "z"}, "numbers": "en"}
    assert merged(base, {"lines": {"a": ["w"]}}) == {"lines": {"a": ["w"], "b": "z"}, "numbers": "en"}


@pytest.mark.parametrize(
    ("locale", "nearest"), [("en-GB", "en-GB"), ("en-NZ", "en-US"), ("de-DE", "en-US"), ("", "en-US")]
)
def test_unknown_locale_gets_the_nearest(locale: str, nearest: str) -> None:
    """A locale without wording of its own speaks the default one."""
    assert nearest_locale(locale) == nearest
    assert load_wording(locale).locale == nearest


@pytest.mark.parametrize("locale", LOCALES)
def test_disclaimer_is_short(locale: str) -> None:
    """The disclaimer, heard once in a lifetime, takes about twelve seconds."""
    assert all(speech_seconds(text) <= 13 for text in load_wording(locale).variants("tell.welcome_first"))


@pytest.mark.parametrize("question", Question)
def test_every_question_can_be_asked_and_asked_again(wording: Wording, question: Question) -> None:
    """Each question has its words, and other words for the reprompt."""
    assert set(wording.variants(f"ask.{question}")).isdisjoint(wording.variants(f"reprompt.{question}"))


def test_missing_line_is_an_error(wording: Wording) -> None:
    """Asking for a line that is not there says which."""
    with pytest.raises(WordingError, match="levitate"):
        wording.variants("tell.levitate")


def test_slow_moves_have_tempo_words(wording: Wording, catalogue: Catalogue) -> None:
    """Each tempo of a slow move has words for its seconds and no more, or is named as having none."""
    slow = [each for each in catalogue.exercises if (each.seconds_per_rep or 0) * 1000 >= TEMPO_MS]
    for exercise in slow:
        assert exercise.tempo in WITHOUT_TEMPO_WORDS or exercise.tempo in wording.tempo
        assert len(wording.tempo.get(exercise.tempo or "", ())) <= (exercise.seconds_per_rep or 0)
    assert {each.tempo for each in slow} >= WITHOUT_TEMPO_WORDS | wording.tempo.keys()
