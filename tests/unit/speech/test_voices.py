from skill.content.types import Catalogue
from skill.speech.voices import Voices


def test_each_locale_has_one_voice(catalogue: Catalogue) -> None:
    """A voice is made once a locale, and locales without wording share the default one."""
    voices = Voices(catalogue)
    assert voices.voice("en-GB") is voices.voice("en-GB")
    assert voices.voice("en-GB") is not voices.voice("en-US")
    assert voices.voice("de-DE") is voices.voice("en-US")
