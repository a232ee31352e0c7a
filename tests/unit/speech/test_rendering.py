from dataclasses import replace

import pytest

from skill.coach.acts import Fact
from skill.content.types import Catalogue
from skill.errors import RunnerStrengthError
from skill.speech.catalogue import Wording, load_wording
from skill.speech.rendering import HOW_TO_WORDS, Renderer


@pytest.mark.parametrize(
    ("text", "facts", "said"),
    [
        ("{n:rep}", {"n": 1}, "One rep"),
        ("{n:rep}", {"n": 12}, "Twelve reps"),
        ("{n:minute}", {"n": 0}, "Zero minutes"),
        ("set {n:number}", {"n": 2}, "Set two"),
        ("the {n:ordinal} set", {"n": 2}, "The second set"),
        ("{exercise}", {"exercise": "lunge"}, "Forward lunge"),
        ("{exercise:plural}", {"exercise": "lunge"}, "Forward lunges"),
        ("{exercise:plural}", {"exercise": "plank"}, "Plank"),
        ("do {exercise:a}", {"exercise": "lunge"}, "Do a forward lunge"),
        ("do {exercise:a}", {"exercise": "inchworm"}, "Do an inchworm"),
        ("each {exercise:part}", {"exercise": "lunge"}, "Each leg"),
        ("{side} first", {"side": "right"}, "Right first"),
        ("{side:limb}", {"side": "left", "exercise": "dumbbell_row"}, "Left arm"),
        ("{exercises:list}", {"exercises": ("squat",)}, "Squats"),
        ("{exercises:list}", {"exercises": ("squat", "lunge", "plank")}, "Squats, forward lunges and plank"),
        ("{exercises:or}", {"exercises": ("squat", "lunge")}, "Squats or forward lunges"),
        ("{workout}", {"workout": "beginner_a"}, "Beginner Workout A"),
        ("{next}", {"next": "focus_core"}, "The core session"),
        ("On with {next}", {"next": "focus_upper_body"}, "On with the upper body session"),
        ("{days:span}", {"days": 13}, "Thirteen days"),
        ("{days:span}", {"days": 45}, "Six weeks"),
        ("{days:span}", {"days": 125}, "Four months"),
        ("{days:span}", {"days": 415}, "Over a year"),
        ("{days:ago}", {"days": 415}, "Over a year ago"),
        ("{days:span}", {"days": 800}, "Over two years"),
        ("mainly {exercise:muscles}", {"exercise": "squat"}, "Mainly glutes and quads"),
        ("{exercise:cue}", {"exercise": "squat", "cue": 1}, "Keep your heels heavy."),
        ("{exercise:cue}", {"exercise": "squat", "cue": 6}, "Keep your heels heavy."),
        ("{muscle}", {"muscle": "hip_stabilizers"}, "Side hips"),
        ("{topic:meaning}", {"topic": "leg_days_apart"}, "Two leg days apart beat two in a row."),
        ("{name}. {dose}.", {"name": "squats", "dose": "twelve reps"}, "Squats. Twelve reps."),
    ],
)
def test_gaps_are_filled(renderer: Renderer, text: str, facts: dict[str, Fact], said: str) -> None:
    """Numbers are words, nouns agree, ids become names, and each sentence has a capital."""
    assert renderer.render(text, facts) == said


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("{n:rep}", {}),
        ("{n:rep}", {"n": "twelve"}),
        ("{n:furlong}", {"n": 1}),
        ("{n}", {"n": 1}),
        ("{exercise}", {"exercise": "levitation"}),
        ("{exercise:plural}", {"exercise": 3}),
        ("{exercise:cue}", {"exercise": "squat"}),
        ("{workout}", {"workout": "beginner_z"}),
        ("{side}", {"side": "upper"}),
        ("{side:limb}", {"side": "left"}),
        ("{exercises:list}", {"exercises": ()}),
        ("{exercises:list}", {"exercises": "squat"}),
        ("{topic:answer}", {"topic": "astrology"}),
        ("{topic:answer}", {"topic": 3}),
        ("{muscle}", {"muscle": "wings"}),
        ("10 reps", {}),
        ("{name}", {"name": "squat 2"}),
    ],
)
def test_what_cannot_be_said_is_an_error(renderer: Renderer, text: str, facts: dict[str, Fact]) -> None:
    """A missing fact, a wrong one, an unknown form or word, and a digit are errors."""
    with pytest.raises(RunnerStrengthError):
        renderer.render(text, facts)


def test_how_to_fits_between_two_reps(renderer: Renderer, catalogue: Catalogue) -> None:
    """In mid-set every exercise is told from its set-up and first move on, in whole sentences, in 35 words."""
    for exercise in catalogue.exercises:
        said = renderer.render("{exercise:plural}. {exercise:how_to}", {"exercise": exercise.id})
        assert f"{exercise.setup} {exercise.steps[0]}" in said
        assert len(said.split()) <= HOW_TO_WORDS


def test_full_how_to_has_every_step(renderer: Renderer, catalogue: Catalogue) -> None:
    """The full how-to of each exercise is its set-up and all its steps."""
    for exercise in catalogue.exercises:
        said = renderer.render("{exercise:how_to_full}", {"exercise": exercise.id})
        assert said == " ".join((exercise.setup, *exercise.steps))


def test_region_names_exercises_its_own_way(catalogue: Catalogue) -> None:
    """Push-ups are press-ups in Britain, and nowhere else."""
    british = Renderer(load_wording("en-GB"), catalogue)
    american = Renderer(load_wording("en-US"), catalogue)
    assert british.render("{exercise:plural}", {"exercise": "push_up"}) == "Press-ups"
    assert american.render("{exercise:plural}", {"exercise": "push_up"}) == "Push-ups"


def test_another_language_brings_its_own_plural_and_numbers(wording: Wording, catalogue: Catalogue) -> None:
    """A language with three forms of a noun and its own numbers needs no code."""
    polish = replace(
        wording,
        numbers="pl",
        plural="n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2",
        nouns={"minute": ("minuta", "minuty", "minut")},
    )
    said = [Renderer(polish, catalogue).render("{n:minute}", {"n": n}) for n in (1, 3, 5)]
    assert said == ["Jeden minuta", "Trzy minuty", "Pięć minut"]


def test_noun_without_the_needed_plural_is_an_error(wording: Wording, catalogue: Catalogue) -> None:
    """A noun that lacks a form which its language needs is refused."""
    renderer = Renderer(replace(wording, nouns={"rep": ("rep",)}), catalogue)
    with pytest.raises(RunnerStrengthError, match="rep"):
        renderer.render("{n:rep}", {"n": 2})


def test_name_without_an_article_is_an_error(wording: Wording, catalogue: Catalogue) -> None:
    """A name that no pattern matches cannot get an article."""
    renderer = Renderer(replace(wording, articles=(("^[aeiou]", "an {name}"),)), catalogue)
    with pytest.raises(RunnerStrengthError, match="article"):
        renderer.render("{exercise:a}", {"exercise": "squat"})
