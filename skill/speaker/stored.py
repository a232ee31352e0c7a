"""The local speaker's runner as stored.

What cannot be read stops the start with one line that names the file and says what to do: whoever talks to this speaker
is the one who runs it.
"""

from datetime import datetime

from skill.alexa.requests import runner_key
from skill.coach.runner import Runner
from skill.documents import NewerDocumentError, UnreadableDocumentError
from skill.settings import Settings
from skill.speaker.envelopes import USER
from skill.speaker.errors import StoredStateError
from skill.store.errors import Corrupt, NewerFormat
from skill.store.open import file_of
from skill.turns import Turns


def stored_runner(turns: Turns, settings: Settings, now: datetime) -> Runner | None:
    """Give the runner of this speaker as stored, with the place brought up to `now`; None where there is none.

    Raises:
        StoredStateError: It cannot be read.
        StoreError: The store does not answer.
    """
    place = file_of(settings.store) or settings.store
    try:
        return turns.runner(runner_key(USER, settings.key_secret), now)
    except (Corrupt, UnreadableDocumentError) as error:
        raise StoredStateError(f"{place} holds a runner that cannot be read: move it away to start afresh") from error
    except (NewerFormat, NewerDocumentError) as error:
        raise StoredStateError(
            f"{place} was written by a newer release: update Runner Strength, or move it away"
        ) from error
