from itertools import combinations, product

from skill.alexa.screen.palette import ACCENTS, BUTTON, BUTTON_TEXT, FADE_MS, GROUNDS, SOFT_TEXT, TEXT, TRACK, Mood


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour, as WCAG 2.2 defines it."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, as WCAG 2.2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_right() -> None:
    """Black on white has the greatest contrast there is."""
    assert round(contrast("#000000", "#FFFFFF"), 3) == 21


def test_text_is_legible_in_every_mood() -> None:
    """Each colour of text has a contrast of 4.5:1 or more on each ground, while one ground fades into another too."""
    for text, ground in product((TEXT, SOFT_TEXT), GROUNDS.values()):
        assert contrast(text, ground) >= 4.5
    for accent, ground in product(ACCENTS.values(), GROUNDS.values()):
        assert contrast(accent, ground) >= 4.5


def test_buttons_are_legible_and_stand_out() -> None:
    """Words on buttons have a contrast of 4.5:1 or more; buttons and rings have 3:1 or more against each ground."""
    assert contrast(BUTTON_TEXT, BUTTON) >= 4.5
    for shape, ground in product((BUTTON, TRACK), GROUNDS.values()):
        assert contrast(shape, ground) >= 3


def test_nothing_flashes() -> None:
    """No two moods differ in luminance by a tenth, so that even a sudden change is no flash; and changes are slow."""
    for one, other in combinations(GROUNDS.values(), 2):
        assert abs(luminance(one) - luminance(other)) < 0.1
    assert FADE_MS >= 1000


def test_every_mood_has_its_colours() -> None:
    """There is a ground and an accent of its own for each mood."""
    assert set(GROUNDS) == set(ACCENTS) == set(Mood)
    assert len(set(GROUNDS.values())) == len(set(ACCENTS.values())) == len(Mood)
