"""The building blocks of a screen: texts, the ring, the side at hand, the caption, the buttons.

Each block says where its content comes from; a layout says where it stands and how large it is. Sizes are in hundredths
of the screen's shorter side, the bound variable `u`, so that one layout serves every resolution of its shape.
"""

from dataclasses import dataclass
from typing import Any

from skill.alexa.screen.palette import BUTTON, BUTTON_TEXT, SOFT_TEXT, TEXT

Part = dict[str, Any]

DATA = "payload.screen.properties"
SCENE = f"{DATA}.scenes[at]"
ACCENT = f"${{{SCENE}.accent}}"
_PARITY = "[done % 2]"
SIDE = f"{SCENE}.sides{_PARITY}"
PLAYS = f"${{{DATA}.ends > 0}}"
COUNT = (
    f"${{{SCENE}.counts == 'up' ? Math.floor(done / {SCENE}.each)"
    f" : {SCENE}.counts == 'down' ? Math.max(0, {SCENE}.units - done)"
    f" : {SCENE}.counts == 'still' ? {SCENE}.units : ''}}"
)
_SHARE = f"${{({SCENE}.counts == 'down' ? {SCENE}.units - done : done) / {SCENE}.units}}"
ADDRESS = [f"${{{DATA}.workout}}", f"${{{DATA}.index}}", f"${{{DATA}.turn}}"]
_CONTROLS = ("back", "pause", "next", "how_to")


@dataclass(frozen=True, slots=True)
class _Size:
    """A button's face, and the room between it and the next, all of which can be touched."""

    width: float
    height: float
    gap: float


def ring(size: float, number: float) -> Part:
    """Give a ring of a size with a number of a size in it, and what is counted beneath."""
    inside = [
        centred(text(COUNT, number, number * 1.15, weight=700)),
        centred(fact("beneath", 4.6, 7)),
    ]
    middle = {**column(inside), "width": u(size), "height": u(size), "justifyContent": "center"}
    return {
        "type": "Container",
        "width": u(size),
        "height": u(size),
        "items": [{**ring_graphic(size), "position": "absolute"}, {**middle, "alignItems": "center"}],
    }


def ring_graphic(size: float) -> Part:
    """Give the ring alone."""
    return {
        "type": "VectorGraphic",
        "source": "ring",
        "width": u(size),
        "height": u(size),
        "scale": "best-fit",
        "share": _SHARE,
        "colour": ACCENT,
        "opacity": f"${{{SCENE}.counts == 'none' ? 0 : 1}}",
    }


def side(height: float) -> Part:
    """Give the side at hand: its name, with an arrow that points to it standing on its side."""
    name = text(f"${{{SCENE}.sideNames{_PARITY}}}", height * 0.58, height, weight=700)
    return {
        "type": "Container",
        "direction": "row",
        "height": u(height),
        "alignItems": "center",
        "items": [
            _arrow("left", height),
            {**name, "paddingLeft": u(2), "paddingRight": u(2)},
            _arrow("right", height),
        ],
    }


def side_if_any(height: float) -> Part:
    """Give the side at hand so that it takes no room where there is none."""
    return {**side(height), "display": f"${{{SIDE} ? 'normal' : 'none'}}"}


def _arrow(points: str, height: float) -> Part:
    return {
        "type": "VectorGraphic",
        "source": f"arrow-{points}",
        "width": u(height),
        "height": u(height),
        "scale": "best-fit",
        "colour": ACCENT,
        "display": f"${{{SIDE} == '{points}' ? 'normal' : 'none'}}",
    }


def heading(size: float, height: float) -> Part:
    """Say what is going on, in the colour of the mood."""
    return text(f"${{{SCENE}.heading}}", size, height, colour=ACCENT)


def title(size: float) -> Part:
    """Name the exercise or the workout, in two lines at most."""
    return {**text(f"${{{SCENE}.title}}", size, 0, weight=700), "height": "auto", "maxLines": 2}


def fact(name: str, size: float, height: float) -> Part:
    """Give a fact of the scene by its name, in the softer colour."""
    return text(f"${{{SCENE}.{name}}}", size, height, colour=SOFT_TEXT)


def if_any(name: str, size: float, height: float) -> Part:
    """Give a fact of the scene that takes no room where there is none."""
    return {**fact(name, size, height), "display": f"${{{SCENE}.{name} ? 'normal' : 'none'}}"}


def caption(size: float, height: float) -> Part:
    """Give what is being spoken."""
    return {**centred(text(f"${{{DATA}.captions[caption]}}", size, height)), "maxLines": 2}


def centred(part: Part) -> Part:
    """Centre a part if it is a text."""
    return {**part, "textAlign": "center"} if part["type"] == "Text" else part


def buttons(*, height: float, width: float, gap: float, choice: float | None = None, signs_only: bool = False) -> Part:
    """Give the row of buttons: those of a workout under way, or the answers to the question."""
    wide = _Size(choice or width, height, gap)
    controls = [_control(action, _Size(width, height, gap), signs_only=signs_only) for action in _CONTROLS]
    answer = _button("${data.action}", "${data.label}", [_label("${data.label}", height)], wide)
    row = {"type": "Container", "direction": "row", "justifyContent": "center", "alignItems": "center"}
    return {
        "type": "Container",
        "height": u(height),
        "alignSelf": "center",
        "items": [
            {**row, "display": f"${{{SCENE}.asking ? 'none' : 'normal'}}", "items": controls},
            {
                **row,
                "when": f"${{{DATA}.choices.length > 0}}",
                "display": f"${{{SCENE}.asking ? 'normal' : 'none'}}",
                "data": f"${{{DATA}.choices}}",
                "items": [answer],
            },
        ],
    }


def _control(action: str, size: _Size, *, signs_only: bool) -> Part:
    label = f"${{{DATA}.labels.{action}}}"
    edge = u(size.height * 0.46)
    sign = {"type": "VectorGraphic", "source": f"sign-{action}", "width": edge, "height": edge, "scale": "best-fit"}
    words = {**_label(label, size.height), "paddingLeft": u(1.5)}
    return _button(action, label, [sign] if signs_only else [sign, words], size)


def _button(action: str, label: str, inside: list[Part], size: _Size) -> Part:
    row = {"type": "Container", "direction": "row", "alignItems": "center", "justifyContent": "center"}
    face = {"width": u(size.width), "height": u(size.height)}
    touched = {"width": u(size.width + size.gap), "height": u(size.height)}
    surface = {"borderRadius": u(size.height / 2), "backgroundColor": BUTTON, "item": {**row, **face, "items": inside}}
    return {
        "type": "TouchWrapper",
        "id": f"button-{action}",
        **touched,
        "accessibilityLabel": label,
        "onPress": [{"type": "SendEvent", "arguments": [action, *ADDRESS]}],
        "item": {
            "type": "Container",
            **touched,
            "alignItems": "center",
            "item": {"type": "Frame", **face, **surface},
        },
    }


def _label(words: str, height: float) -> Part:
    return centred(text(words, height * 0.28, height, colour=BUTTON_TEXT, weight=700))


def text(words: str, size: float, height: float, *, colour: str = TEXT, weight: int = 400) -> Part:
    """Give a text of one line."""
    return {
        "type": "Text",
        "text": words,
        "fontSize": u(size),
        "height": u(height),
        "fontWeight": str(weight),
        "color": colour,
        "textAlignVertical": "center",
        "maxLines": 1,
    }


def column(items: list[Part]) -> Part:
    """Put parts below each other."""
    return {"type": "Container", "direction": "column", "items": items}


def u(hundredths: float) -> str:
    """Give a size in hundredths of the shorter side."""
    return f"${{u * {hundredths:g}}}"
