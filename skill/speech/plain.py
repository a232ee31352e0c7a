"""A timeline as plain text, for transcripts: the words, and the waits that a listener would notice.

Words that are called out carry no punctuation in the wording, since a full stop takes time to say. In writing, those
that follow each other within a breath read as a list: "Three, two, one, go."
"""

from collections.abc import Iterable, Iterator

from skill.speech.timeline import Entry, Say, Timeline

# Shorter waits are the breath between words.
NOTICED_SECONDS = 1.5

_STOPS = ".!?"


def to_text(timeline: Timeline) -> str:
    """Render a timeline as one line, a wait as its seconds in brackets."""
    return " ".join(_pieces(entry for entry in timeline.entries if _noticed(entry)))


def _noticed(entry: Entry) -> bool:
    return isinstance(entry, Say) or entry.seconds >= NOTICED_SECONDS


def _pieces(entries: Iterable[Entry]) -> Iterator[str]:
    called: list[str] = []
    for entry in entries:
        sentences, words = _split(entry.text) if isinstance(entry, Say) else (f"[{entry.seconds:.0f} s]", "")
        if sentences:
            yield from _listed(called)
            called = []
            yield sentences
        if words:
            called.append(words)
    yield from _listed(called)


def _split(text: str) -> tuple[str, str]:
    """Part whole sentences from what is called out after them."""
    end = 1 + max(text.rfind(stop) for stop in _STOPS)
    return text[:end], text[end:].strip()


def _listed(called: list[str]) -> Iterator[str]:
    if called:
        first, *others = called
        yield ", ".join((first, *(words[:1].lower() + words[1:] for words in others))) + "."
