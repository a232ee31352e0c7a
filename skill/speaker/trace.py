"""How far this speaker has spoken, kept beside the store, so that one that was killed knows it when it starts again.

A real Echo plays a reply on whatever happens; this speaker falls silent with its process. It refuses to know what was
spoken: a moment is all that is kept, and only while a session is open.
"""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Self

try:
    import fcntl
except ImportError:  # pragma: no cover  # no such locks on this system, so no trace
    fcntl = None  # type: ignore[assignment]

_SUFFIX = ".spoken"
# Longer than any stamp.
_MOST_BYTES = 64


class Trace:
    """The moment up to which a session was heard."""

    def __init__(self, file: BinaryIO | None) -> None:
        """Take the file, which nobody else holds; None where there is none, and nothing is noted."""
        self._file = file

    @classmethod
    def beside(cls, store: Path | None) -> Self:
        """Open the trace of a store's file. Where another speaker holds it, or there can be none, nothing is noted.

        The system lets go of it when the process ends, however it ends.
        """
        if store is None or fcntl is None:
            return cls(None)
        with suppress(OSError):
            path = store.with_name(store.name + _SUFFIX)
            path.touch()
            file = path.open("r+b", buffering=0)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.close()
                raise
            return cls(file)
        return cls(None)

    @property
    def cut_off(self) -> datetime | None:
        """Give the moment at which the last session was cut off; None where it ended as it should."""
        if self._file is not None:
            with suppress(ValueError, OSError):
                moment = datetime.fromisoformat(os.pread(self._file.fileno(), _MOST_BYTES, 0).decode())
                return moment if moment.tzinfo else None
        return None

    def note(self, moment: datetime | None) -> None:
        """Note how far a session has come; None when none is open. A note that fails is no reason to fall silent."""
        if self._file is None:
            return
        with suppress(OSError):
            if moment is None:
                self._file.truncate(0)
            else:
                # In one go over the one before, which is as long: there is no moment at which none stands here.
                os.pwrite(self._file.fileno(), moment.isoformat(timespec="seconds").encode(), 0)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
