"""The document that a screen shows: own layouts for a wide, a tall and a round screen, filled from data.

Decides where things stand and how large they are. What they say comes with the data (`autopilot`), and changes with
three bound variables: the scene, the units that are over, and the caption. Keeps to version 1.4 of the language, which
is what Amazon's own view host can vouch for, and imports nothing.

Sizes are in hundredths of the screen's shorter side (`u`), so that one layout serves every resolution of its shape.
"""

from functools import cache

from skill.alexa.screen.drawing import graphics
from skill.alexa.screen.events import BLOCK_END, STILL_HERE
from skill.alexa.screen.palette import GROUNDS, Mood
from skill.alexa.screen.parts import (
    ACCENT,
    ADDRESS,
    COUNT,
    DATA,
    PLAYS,
    SCENE,
    Part,
    buttons,
    caption,
    centred,
    column,
    fact,
    heading,
    if_any,
    ring,
    ring_graphic,
    side,
    side_if_any,
    text,
    title,
    u,
)

# The component that holds the bound variables.
STAGE = "stage"
# A session with a closed microphone lasts thirty seconds without a sign of life.
SIGN_OF_LIFE_MS = 15_000
# How long after its end a reply is taken to have been broken off by something else on the device.
OVERDUE_MS = 15_000
# How long after its end a reply is given up, so that a screen that was left does not keep its session open for ever.
GIVEN_UP_MS = 60_000


@cache
def document() -> Part:
    """Give the document; callers must not change it."""
    return {
        "type": "APL",
        "version": "1.4",
        "theme": "dark",
        "graphics": graphics(),
        "mainTemplate": {"parameters": ["payload"], "items": [_stage()]},
    }


def _stage() -> Part:
    overdue = f"${{elapsedTime > {DATA}.ends + {OVERDUE_MS} ? '{BLOCK_END}' : '{STILL_HERE}'}}"
    return {
        "type": "Container",
        "id": STAGE,
        "width": "100vw",
        "height": "100vh",
        "bind": [
            {"name": "u", "value": "${Math.min(viewport.width, viewport.height) / 100}", "type": "number"},
            {"name": "at", "value": 0, "type": "number"},
            {"name": "done", "value": f"${{{DATA}.scenes[0].done}}", "type": "number"},
            {"name": "caption", "value": 0, "type": "number"},
        ],
        "handleTick": [
            {
                "minimumDelay": SIGN_OF_LIFE_MS,
                "when": f"${{{DATA}.ends > 0 && elapsedTime < {DATA}.ends + {GIVEN_UP_MS}}}",
                # Of its own sequencer, so that what is being spoken goes on.
                "commands": [{"type": "SendEvent", "sequencer": "life", "arguments": [overdue, *ADDRESS]}],
            }
        ],
        "items": [
            *(_ground(mood) for mood in Mood),
            _lines(),
            {**_round(), "when": "${viewport.shape == 'round'}"},
            {**_tall(), "when": "${viewport.shape != 'round' && viewport.height > viewport.width}"},
            {**_wide(), "when": "${viewport.shape != 'round' && viewport.height <= viewport.width}"},
        ],
    }


def _ground(mood: Mood) -> Part:
    return {
        "type": "Frame",
        "id": f"ground-{mood}",
        "position": "absolute",
        "width": "100vw",
        "height": "100vh",
        "backgroundColor": GROUNDS[mood],
        "opacity": f"${{{DATA}.scenes[0].mood == '{mood}' ? 1 : 0}}",
    }


def _lines() -> Part:
    """Give the carriers of what is spoken; they are not seen."""
    line = {"type": "Frame", "id": "line${index}", "width": 1, "height": 1, "speech": "${data.speech}"}
    return {
        "type": "Container",
        "position": "absolute",
        "width": 1,
        "height": 1,
        "opacity": 0,
        "direction": "row",
        "data": f"${{{DATA}.lines}}",
        "items": [{**line, "position": "absolute"}],
    }


def _wide() -> Part:
    facts = [
        heading(6, 9),
        title(10),
        if_any("detail", 6, 9),
        side_if_any(11),
        if_any("upcoming", 5, 10),
    ]
    beside = {**column(facts), "width": "${viewport.width - u * 72}", "height": u(64), "justifyContent": "center"}
    row = {"type": "Container", "direction": "row", "height": u(64), "alignItems": "center"}
    width = "${viewport.width - u * 12}"
    pictured = [
        {**row, "items": [ring(60, 25), {**beside, "paddingLeft": u(6)}]},
        {**caption(4.8, 13), "width": width},
    ]
    worded = [heading(6, 9), title(10), {**caption(5, 56), "width": width, "maxLines": 9}]
    body = [*_either(pictured, worded), buttons(height=13, width=32, gap=4)]
    return {**column(body), **_full(), "paddingLeft": u(6), "paddingRight": u(6), "paddingTop": u(4)}


def _tall() -> Part:
    names = [centred(heading(5.5, 9)), {**centred(title(9.5)), "width": u(88)}]
    top = {**column(names), "height": u(35), "alignItems": "center", "justifyContent": "end"}
    pictured = [
        fact("detail", 5, 9),
        ring(64, 26),
        *_playing_or_still(side(13), {**caption(4.8, 29), "width": u(88)}),
        {**fact("upcoming", 4.8, 9), "when": PLAYS},
        {**caption(4.8, 16), "width": u(88), "when": PLAYS},
    ]
    worded = [{**caption(5, 90), "width": u(88), "maxLines": 14}]
    body = [top, *_either(pictured, worded)]
    touched = buttons(height=16, width=16, gap=5, choice=27, signs_only=True)
    whole = {**column([*map(centred, body), touched]), **_full()}
    return {**whole, "alignItems": "center", "justifyContent": "center"}


def _round() -> Part:
    above = f"${{{SCENE}.heading}}${{{SCENE}.detail ? '  \u00b7  ' : ''}}${{{SCENE}.detail}}"
    pictured = [
        text(COUNT, 17, 18, weight=700),
        fact("beneath", 4, 5.5),
        *_playing_or_still(side(7), {**caption(4, 17.5), "width": u(76)}),
        {**caption(4, 10.5), "width": u(76), "when": PLAYS},
    ]
    worded = [{**caption(3.4, 41), "width": u(78), "maxLines": 9}]
    body = [
        text(above, 3.8, 6, colour=ACCENT),
        {**title(5.6), "width": u(70), "height": u(11)},
        *_either(pictured, worded),
    ]
    touched = buttons(height=13, width=13, gap=3, choice=17.5, signs_only=True)
    below = {**centred(fact("upcoming", 3.4, 6)), "width": u(50)}
    whole = {**column([*map(centred, body), touched, below]), **_full()}
    rim = {**ring_graphic(97), "position": "absolute", "left": u(1.5), "top": u(1.5)}
    return {"type": "Container", **_full(), "items": [rim, {**whole, "alignItems": "center", "paddingTop": u(12.5)}]}


def _either(pictured: list[Part], worded: list[Part]) -> list[Part]:
    """Show a count with a caption, or a long reply as a whole, by what there is to read."""
    return [
        {**column(pictured), "alignItems": "center", "when": f"${{!{DATA}.wordy}}"},
        {**column(worded), "when": f"${{{DATA}.wordy}}"},
    ]


def _playing_or_still(playing: Part, still: Part) -> list[Part]:
    return [{**playing, "when": PLAYS}, {**still, "maxLines": 5, "when": f"${{{DATA}.ends == 0}}"}]


def _full() -> Part:
    return {"position": "absolute", "width": "100vw", "height": "100vh"}
