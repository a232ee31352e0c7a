"""Everything that can be asked about every movement, in every locale: it can be said, and is short enough."""

import re

import pytest

from skill.coach.acts import Fact
from skill.content.types import Catalogue, Exercise
from skill.speech.catalogue import LOCALES, load_wording
from skill.speech.rendering import Renderer

# What is asked, the line that answers, and the most words: full explanations are heard standing, the rest in mid-set.
QUESTIONS = {
    "how to": ("tell.how_to_full", 68),
    "how to, in short": ("tell.how_to", 35),
    "a tip": ("tell.tip", 20),
    "muscles and why": ("tell.muscles", 45),
    "easier": ("tell.easier_version", 20),
    "harder": ("tell.harder_version", 20),
    "how far": ("tell.form_how_far", 35),
    "how fast": ("tell.form_pace", 35),
    "breathing": ("tell.form_breathing", 35),
    "where to feel it": ("tell.form_feel", 35),
    "how to stand": ("tell.form_position", 35),
    "mistakes": ("tell.form_mistakes", 35),
    "am i doing this right": ("tell.form_check", 35),
}
# Nobody can be seen by a speaker.
CLAIMS_TO_SEE = re.compile(r"\bI (can )?see\b|\byou(r form)? looks?\b|\bI'm watching\b", re.IGNORECASE)


def key_and_facts(line: str, exercise: Exercise) -> tuple[str, dict[str, Fact]]:
    """Give the line that an exercise is answered with, and its facts, as the coach would tell them."""
    facts: dict[str, Fact] = {"exercise": exercise.id, "cue": 0, "mistake": 0}
    which = line.removeprefix("tell.").removesuffix("_version")
    if which in {"easier", "harder"}:
        other = exercise.easier if which == "easier" else exercise.harder
        return (f"tell.no_{which}_version", facts) if other is None else (line, {**facts, "other": other})
    if line == "tell.form_pace" and exercise.tempo is None:
        return ("tell.form_pace_hold" if exercise.mode == "seconds" else "tell.form_pace_free"), facts
    return line, facts


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_movement_can_be_asked_about(question: str, locale: str, catalogue: Catalogue) -> None:
    """Each question about each movement is answered in words, within its limit, without a claim to see."""
    renderer = Renderer(load_wording(locale), catalogue)
    line, limit = QUESTIONS[question]
    for exercise in catalogue.exercises:
        key, facts = key_and_facts(line, exercise)
        for variant in renderer.wording.variants(key):
            said = renderer.render(variant, facts)
            assert 0 < len(said.split()) <= limit, said
            assert not CLAIMS_TO_SEE.search(said)
            for number in range(1, 4):
                renderer.render(variant, {**facts, "cue": number, "mistake": number})


@pytest.mark.parametrize("locale", LOCALES)
def test_every_answer_about_training_keeps_the_rules(locale: str, catalogue: Catalogue) -> None:
    """No answer promises, blames or sounds medical, whatever the content says."""
    renderer = Renderer(load_wording(locale), catalogue)
    for topic in catalogue.topics:
        said = renderer.render("{topic:answer} {topic:meaning}", {"topic": topic.id})
        assert [ban for ban in renderer.wording.banned if re.search(ban, said, re.IGNORECASE)] == []
        assert len(said.split()) <= 45


@pytest.mark.parametrize(("locale", "said"), [("en-US", "Push-ups"), ("en-GB", "Press-ups"), ("en-IN", "Push-ups")])
def test_a_locale_has_its_own_words_for_content_too(locale: str, said: str, catalogue: Catalogue) -> None:
    """What the content says is put into the locale's words, with capitals kept."""
    renderer = Renderer(load_wording(locale), catalogue)
    assert f"{said} give you arm drive" in renderer.render("{topic:answer}", {"topic": "upper_body"})
    assert renderer.render("{exercise:plural}", {"exercise": "push_up"}) == said
