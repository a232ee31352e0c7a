"""The drawn parts of a screen, as APL vector graphics: the ring round the count, arrows, and the signs on buttons."""

from typing import Any

from skill.alexa.screen.palette import BUTTON_TEXT, TRACK

Graphic = dict[str, Any]

# A ring of 300 by 300, 12 wide, from the top clockwise; the whole length counts as 100.
_CIRCLE = "M150,8 A142,142 0 1 1 149.99,8"
_RING_WIDTH = 12
_SIGNS = {
    "back": "M19,4 L9,12 L19,20 Z M5,4 L8,4 L8,20 L5,20 Z",
    "pause": "M6,4 L10,4 L10,20 L6,20 Z M14,4 L18,4 L18,20 L14,20 Z",
    "next": "M5,4 L15,12 L5,20 Z M16,4 L19,4 L19,20 L16,20 Z",
    "how_to": (
        "M6,8 C6,1 18,1 18,8 C18,12 13.5,12 13.5,16 L10.5,16 C10.5,10.5 15,11 15,8 C15,5 9,5 9,8 Z "
        "M10.3,18.5 L13.7,18.5 L13.7,22 L10.3,22 Z"
    ),
}
_ARROWS = {
    "left": "M2,12 L12,3 L12,8.5 L22,8.5 L22,15.5 L12,15.5 L12,21 Z",
    "right": "M22,12 L12,3 L12,8.5 L2,8.5 L2,15.5 L12,15.5 L12,21 Z",
}


def graphics() -> dict[str, Graphic]:
    """Give all graphics by name: `ring` (parts, colour), `sign-<action>`, `arrow-<side>` (colour)."""
    signs = {f"sign-{action}": _shape(path, BUTTON_TEXT) for action, path in _SIGNS.items()}
    arrows = {f"arrow-{side}": _shape(path, "${colour}") for side, path in _ARROWS.items()}
    return {"ring": _ring(), **signs, **arrows}


def _ring() -> Graphic:
    stroke = {"type": "path", "pathData": _CIRCLE, "strokeWidth": _RING_WIDTH, "fill": "transparent"}
    part = {
        **stroke,
        "stroke": "${colour}",
        "pathLength": 100,
        "strokeDashArray": ["${share * 100}", "200"],
        "strokeLineCap": "round",
    }
    return {
        "type": "AVG",
        "version": "1.1",
        "width": 300,
        "height": 300,
        "parameters": [{"name": "share", "type": "number", "default": 1}, {"name": "colour", "default": TRACK}],
        # What is to come is thinner, so that the two are told apart without colour.
        "items": [{**stroke, "stroke": TRACK, "strokeWidth": _RING_WIDTH / 4}, part],
    }


def _shape(path: str, colour: str) -> Graphic:
    return {
        "type": "AVG",
        "version": "1.1",
        "width": 24,
        "height": 24,
        "parameters": [{"name": "colour", "default": BUTTON_TEXT}],
        "items": [{"type": "path", "pathData": path, "fill": colour}],
    }
