"""The formats that runners were ever written in, and how each becomes the one after it.

A step knows the two formats that it stands between and nothing of later ones, so that none is ever changed.
"""

import hashlib
from collections.abc import Callable, Mapping

from skill.documents.values import Document, NewerDocumentError

# Raise by one when the form changes, add to `_STEPS` how the one before becomes this one, and to the documents that
# the tests keep of each format.
FORMAT = 7

# Enough to tell some dozens of requests of one runner apart.
DIGEST_DIGITS = 12


def migrated(document: Document) -> Document:
    """Bring a document of any format up to this release's, one format at a time.

    Raises:
        NewerDocumentError: A newer release wrote it.
        KeyError: It is none of ours.
    """
    refuse_newer(document)
    for step in range(int(document["format"]), FORMAT):
        document = {**_STEPS[step](document), "format": step + 1}
    return document


def refuse_newer(document: Document) -> None:
    """Let pass what this release can read.

    Raises:
        NewerDocumentError: A newer release wrote it.
    """
    if int(document["format"]) > FORMAT:
        raise NewerDocumentError(f"format {document['format']} is newer than {FORMAT}: deploy the newer release again")


def digest(request_id: str) -> str:
    """Shorten a request's id to what tells it from a runner's other recent ones."""
    return hashlib.sha256(request_id.encode(errors="surrogatepass")).hexdigest()[:DIGEST_DIGITS]


def _to_two(document: Document) -> Document:
    """Format 2 knows more preferences and when the runner was last heard, and keeps digests in place of request ids."""
    profile = dict(document["profile"])
    manner = {"counting": profile.pop("counting"), "pace": "normal", "brief": False, "encouragement": True}
    more = {"days": None, "rest_percent": 100, "rest_seconds": None, "steps": "many"}
    session, last = document["session"], document["last"]
    known = [session["touched"]] if session else []
    known += [last["ended"]] if last else []
    return {
        **document,
        "profile": {**profile, **more, "manner": {**manner, "tick": False}},
        "session": session and {**session, "slots": []},
        "progress": {},
        "seen": max(known, default=None),
        "requests": [digest(name) for name in document["requests"]],
    }


def _to_three(document: Document) -> Document:
    """Format 3 knows what a workout goes without, light weeks, and ways back after a break."""
    session, ask = document["session"], document["ask"]
    if ask is not None and ask["question"] == "pain":
        ask = {**ask, "question": "check"}
    return {
        **document,
        "ask": ask,
        "session": session and {**session, "spared": None, "easing": ""},
        "skipped": {},
        "rest_until": None,
        "cycle": [0, 0],
        "comeback": None,
        "hard": 0,
    }


def _to_four(document: Document) -> Document:
    """Format 4 counts how often lines were said, so that variants take turns over sessions."""
    return {**document, "said": "", "saying": ""}


def _to_five(document: Document) -> Document:
    """Format 5 knows runs and races, the time zone, the people of an account, and what a runner means by "next"."""
    return {
        **document,
        "profile": {**document["profile"], "next_means": None},
        "people": {"names": [], "speaking": ""},
        "diary": {"habits": {}, "outings": [], "legs": [], "said": None},
        "zone": "",
    }


def _to_six(document: Document) -> Document:
    """Format 6 knows since when a plan is paused."""
    return {**document, "paused": None}


def _to_seven(document: Document) -> Document:
    """Format 7 knows whether legs go with hard runs, when a run was over, and when other strength was trained."""
    profile, diary = {**document["profile"], "hard_with_hard": False}, {**document["diary"], "others": []}
    return {**document, "profile": profile, "diary": diary}


_STEPS: Mapping[int, Callable[[Document], Document]] = {
    1: _to_two,
    2: _to_three,
    3: _to_four,
    4: _to_five,
    5: _to_six,
    6: _to_seven,
}
