"""A runner as a turn knows one: read from the store, or carried in the attributes of an open session.

Decides where a runner is read from and what a session carries; refuses to know what a turn does with it.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from typing import Any

from skill.coach.keeping import to_keep
from skill.coach.on_the_day import NOTHING_SAID, OnTheDay
from skill.coach.record import Record
from skill.coach.runner import Runner
from skill.documents import document_of, record_document, record_from, runner_from
from skill.documents.values import whole_or_none
from skill.household import Speaker, carried_speaker, speaker_document
from skill.store.port import Store

# The key under which the session attributes hold our state.
CARRIED = "runner"
# And the key for what was said of today, which is in no document: the store never holds it.
ON_THE_DAY = "today"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A runner, as far as a turn knows one.

    Attributes:
        runner: The runner.
        version: The version that the store has; 0 where it has none.
        who: Whose it is.
        unsaved: Whether the store lacks something of it.
        told: Whether that was told.
        ended: Workouts that ended and are not written down yet, the oldest first.
    """

    runner: Runner
    version: int
    who: Speaker
    unsaved: bool = False
    told: bool = False
    ended: tuple[Record, ...] = ()


def read(store: Store, who: Speaker) -> Loaded:
    """Read a runner; one who is not there yet is new.

    Raises:
        StoreError: The store does not answer, or cannot read what it has.
        UnreadableDocumentError: What is stored is damaged.
        NewerDocumentError: A newer release wrote it.
    """
    saved = store.load(who.key)
    return Loaded(Runner(), 0, who) if saved is None else Loaded(runner_from(saved.document), saved.version, who)


def carried(attributes: Mapping[str, Any], account: str) -> Loaded:
    """Give what the attributes of a session carry, heard on an account.

    Raises:
        UnreadableDocumentError: They are damaged; LookupError, TypeError and ValueError mean the same.
        NewerDocumentError: A newer release wrote them.
    """
    unsaved = bool(attributes.get("unsaved"))
    ended = tuple(record_from(document) for document in attributes.get("ended", ()))
    runner, who = runner_from(attributes[CARRIED]), carried_speaker(attributes, account)
    if ON_THE_DAY in attributes:
        sore, *others = attributes[ON_THE_DAY]
        runner = replace(runner, on_the_day=OnTheDay(whole_or_none(sore), *(bool(each) for each in others)))
    return Loaded(runner, int(attributes["version"]), who, unsaved, told=unsaved, ended=ended)


def stored_form(runner: Runner) -> dict[str, Any]:
    """Give what the store may have of a runner: less than an open session carries where something hurts."""
    return document_of(to_keep(runner))


def attributes(loaded: Loaded) -> dict[str, Any]:
    """Give what a session is to carry until its next turn."""
    carried: dict[str, Any] = {
        CARRIED: document_of(loaded.runner),
        "version": loaded.version,
        "speaker": speaker_document(loaded.who),
    }
    if loaded.runner.on_the_day != NOTHING_SAID:
        carried[ON_THE_DAY] = list(astuple(loaded.runner.on_the_day))
    if loaded.unsaved:
        carried["unsaved"] = True
    if loaded.ended:
        carried["ended"] = [record_document(record) for record in loaded.ended]
    return carried
