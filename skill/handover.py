"""Several runners on one account: who speaks from now on, and who is deleted with whom.

The names stand in the state of the account's own runner, which others may be writing at the same time. Knows nothing
of what a runner says or hears.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from skill.coach.runner import Runner
from skill.documents import NewerDocumentError, UnreadableDocumentError, document_of
from skill.errors import RunnerStrengthError
from skill.household import MOST_PEOPLE, Speaker, named_key, speaker
from skill.loaded import read
from skill.outage import ATTEMPTS, Patience
from skill.repeats import REMEMBERED_REQUESTS, newest, remembering
from skill.store.errors import Conflict, Corrupt, NewerFormat
from skill.store.port import Store


class HouseholdFullError(RunnerStrengthError):
    """There is no place for one more name."""


def switch(store: Store, who: Speaker, request_id: str, now: datetime, patience: Patience) -> None:
    """Let somebody speak for their account from now on.

    Raises:
        HouseholdFullError: Theirs would be one name too many.
        StoreError: It could not be written.
        UnreadableDocumentError: What is stored is damaged.
        NewerDocumentError: A newer release wrote it.
    """

    def switched(home: Runner) -> Runner:
        people = tuple(dict.fromkeys((*home.people, who.name))) if who.name else home.people
        if len(people) > MOST_PEOPLE:
            raise HouseholdFullError
        # The account's own runner remembers the request with the turn that answers it.
        # A request outside any session went to whoever spoke for the account; when it comes again, it is looked for
        # in the account's own state first.
        patience.check()
        before = _seen(store, speaker(who.account, home.speaking))
        marks = newest((*newest(before.requests, REMEMBERED_REQUESTS // 2), *home.requests))
        home = replace(home, requests=marks, people=people, speaking=who.name)
        return remembering(home, request_id if who.name else "", now)

    _change(store, who.account, switched, patience)


def forget_speaker(store: Store, who: Speaker, people: tuple[str, ...], patience: Patience) -> None:
    """Delete a runner, and their name; the others of the account stay.

    Args:
        store: Where they live.
        who: Whom to delete.
        people: Who has a name on the account, where it is its own runner that goes.
        patience: How long it may take.

    Raises:
        StoreError: It could not be deleted, or not all of it.
        UnreadableDocumentError: The account's state is damaged.
        NewerDocumentError: A newer release wrote it.
    """
    store.delete(who.key)
    if who.name:

        def without(home: Runner) -> Runner:
            return replace(home, people=tuple(name for name in home.people if name != who.name), speaking="")

        _change(store, who.account, without, patience)
    elif people:
        _change(store, who.account, lambda home: replace(home, people=people), patience)


def forget_account(store: Store, account: str, left: datetime) -> None:
    """Delete everybody of an account that left for good, unless they have come back since.

    Raises:
        StoreError: Not everything could be deleted: say it again later.
    """
    home = _seen(store, speaker(account, ""))
    stays = {name for name in home.people if not _gone(_seen(store, speaker(account, name)), left)}
    for name in home.people:
        if name not in stays:
            store.delete(named_key(account, name))
    # The names last: whoever could not be deleted is found by them the next time.
    if _gone(home, left) and not stays:
        store.delete(account)


def _gone(runner: Runner, left: datetime) -> bool:
    return runner.seen is None or runner.seen <= left


def _seen(store: Store, who: Speaker) -> Runner:
    """Read a runner; what cannot be read has not come back."""
    try:
        return read(store, who).runner
    except (UnreadableDocumentError, NewerDocumentError, Corrupt, NewerFormat):
        return Runner()


def _change(store: Store, account: str, change: Callable[[Runner], Runner], patience: Patience) -> None:
    """Change the account's own runner, and again when somebody else wrote in between."""
    for attempt in range(ATTEMPTS):
        patience.check()
        home = read(store, speaker(account, ""))
        patience.check()
        try:
            store.save(account, document_of(change(home.runner)), expected=home.version)
        except Conflict:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return
