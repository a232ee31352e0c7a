"""A timeline as plain text, for transcripts: the words, and the waits that a listener would notice."""

from skill.speech.timeline import Entry, Say, Timeline

# Shorter waits are the breath between words.
NOTICED_SECONDS = 1.5


def to_text(timeline: Timeline) -> str:
    """Render a timeline as one line, a wait as its seconds in brackets."""
    return " ".join(_shown(entry) for entry in timeline.entries if _noticed(entry))


def _noticed(entry: Entry) -> bool:
    return isinstance(entry, Say) or entry.seconds >= NOTICED_SECONDS


def _shown(entry: Entry) -> str:
    return entry.text if isinstance(entry, Say) else f"[{entry.seconds:.0f} s]"
