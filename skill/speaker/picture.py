"""A workout's timeline as a picture: one row a reply, the steps of the plan as bars, each piece of speech as a line.

Text in SVG, so that a browser shows what is said where the pointer rests. Colours are told apart by lightness too.
"""

from collections.abc import Iterator
from html import escape

from skill.coach.plan import Plan, StepKind
from skill.speaker.rehearsal import Rehearsal, Reply
from skill.speech.timeline import Say

# Pixels: of a second, of a row with its gap, and of the column that names the reply.
SECOND, ROW, COLUMN = 5, 44, 110
BAR = 22
_COLOURS = {
    StepKind.WARM_UP: "#f2c14e",
    StepKind.WORK: "#1b6ca8",
    StepKind.REST: "#cfe3d4",
    StepKind.CHANGE_OVER: "#e3d3ea",
    StepKind.COOL_DOWN: "#7fb7be",
}
_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
    'font-family="sans-serif" font-size="12">\n<title>{title}</title>\n'
    '<rect width="100%" height="100%" fill="#ffffff"/>\n{body}\n</svg>\n'
)


def to_svg(rehearsal: Rehearsal, title: str) -> str:
    """Draw a rehearsal."""
    longest = max(reply.speech.seconds for reply in rehearsal.replies)
    rows = [line for number, reply in enumerate(rehearsal.replies) for line in _row(number, reply, rehearsal.plan)]
    return _FRAME.format(
        width=round(COLUMN + SECOND * longest) + 10,
        height=ROW * (len(rehearsal.replies) + 1),
        title=escape(title),
        body="\n".join((*rows, *_legend(len(rehearsal.replies)))),
    )


def _row(number: int, reply: Reply, plan: Plan) -> Iterator[str]:
    top = ROW * number + 6
    minutes, seconds = divmod(int(reply.begins), 60)
    yield _text(6, top + 15, f"{minutes}:{seconds:02} “{reply.words}”")
    for mark in reply.speech.marks:
        step = plan[mark.index]
        name = f"{step.kind}: {step.exercise}, set {step.set} of {step.sets}"
        yield _bar((mark.begins / 1000, mark.ends / 1000), (top, BAR), _COLOURS[step.kind], name)
    for at, entry in reply.speech.timed():
        if isinstance(entry, Say):
            yield _bar((at, at + entry.seconds), (top + BAR + 2, 6), "#222222", entry.text)


def _legend(rows: int) -> Iterator[str]:
    top = ROW * rows + 6
    for place, (kind, colour) in enumerate(_COLOURS.items()):
        yield _bar((26 * place, 26 * place + 4), (top, BAR), colour, kind)
        yield _text(COLUMN + SECOND * (26 * place + 5), top + 15, kind.replace("_", "-"))


def _bar(seconds: tuple[float, float], place: tuple[int, int], colour: str, title: str) -> str:
    """Draw a bar from one second to another, at a place of so many pixels down, so many high."""
    (begins, ends), (top, height) = seconds, place
    x, width = COLUMN + SECOND * begins, SECOND * (ends - begins)
    shape = f'x="{x:.1f}" y="{top}" width="{width:.1f}" height="{height}" fill="{colour}"'
    return f"<rect {shape}><title>{escape(title)}</title></rect>"


def _text(x: float, y: int, text: str) -> str:
    return f'<text x="{x:.0f}" y="{y}" fill="#222222">{escape(text)}</text>'
