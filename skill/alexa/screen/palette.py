"""Colours, and the moods that they stand for.

Every mood also has a heading in words: nothing is told by colour alone. Text keeps a contrast of 4.5:1 or more on
every surface (WCAG 2.2, success criterion 1.4.3), and no two moods differ in relative luminance by a tenth, below
which WCAG 2.2 speaks of no flash, however quickly one follows the other. The tests compute both.
"""

from collections.abc import Mapping
from enum import StrEnum


class Mood(StrEnum):
    """What a runner should feel at a glance from across the room."""

    WORKING = "working"
    RESTING = "resting"
    SWITCHING = "switching"
    PAUSED = "paused"
    SUMMARY = "summary"


# The whole screen behind everything.
GROUNDS: Mapping[Mood, str] = {
    Mood.WORKING: "#0B3B2E",
    Mood.RESTING: "#12305C",
    Mood.SWITCHING: "#4F2D0A",
    Mood.PAUSED: "#30343C",
    Mood.SUMMARY: "#3B2259",
}
# The part of the ring that is over, and the side arrow.
ACCENTS: Mapping[Mood, str] = {
    Mood.WORKING: "#5EE6A8",
    Mood.RESTING: "#8CC4FF",
    Mood.SWITCHING: "#FFC069",
    Mood.PAUSED: "#C9D1DC",
    Mood.SUMMARY: "#D9B8FF",
}
TEXT = "#FFFFFF"
SOFT_TEXT = "#D5DEE8"
# Buttons: dark words on a light surface, so that they look like something to touch.
BUTTON = "#E9EEF4"
BUTTON_TEXT = "#14181D"
# The ring where it is still to come.
TRACK = "#8C97A5"
# How long one mood takes to become another, in milliseconds.
FADE_MS = 1500
