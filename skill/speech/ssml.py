"""A timeline as SSML, in the small part of it that every Alexa device and every other speech service understands."""

from collections.abc import Iterator
from html import escape

from skill.speech.timeline import Say, Timeline

# Amazon's limits: a break lasts ten seconds at most, and the speech of one reply has 8,000 characters at most.
MAX_BREAK_MS = 10_000
MAX_CHARACTERS = 8_000

USUAL_PERCENT = 100


def to_ssml(timeline: Timeline) -> str:
    """Render a timeline; a wait of over ten seconds becomes a chain of breaks."""
    parts = (
        _words(entry) if isinstance(entry, Say) else _breaks(round(entry.seconds * 1000)) for entry in timeline.entries
    )
    return f"<speak>{' '.join(parts)}</speak>"


def _words(entry: Say) -> str:
    words = escape(entry.text, quote=False)
    return words if entry.percent == USUAL_PERCENT else f'<prosody rate="{entry.percent}%">{words}</prosody>'


def _breaks(milliseconds: int) -> str:
    return "".join(f'<break time="{piece}ms"/>' for piece in _pieces(milliseconds))


def _pieces(milliseconds: int) -> Iterator[int]:
    while milliseconds > MAX_BREAK_MS:
        yield MAX_BREAK_MS
        milliseconds -= MAX_BREAK_MS
    yield milliseconds
