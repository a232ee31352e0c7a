"""What a device does for the coach besides talking: the port to its services, and the errands of one turn.

Knows which errands there are, and refuses to know how any of them is run.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from skill.coach.appointments import Errand, Outcome, Result, SetReminder
from skill.coach.events import Event
from skill.coach.planning import DATED
from skill.coach.runner import Runner
from skill.store.errors import Conflict, StoreError

_log = logging.getLogger(__name__)

# How often a turn tries to write down that an order is placed.
CLAIMS = 3


class Services(Protocol):
    """What a device can do besides talking. Errands never raise, and are over within seconds."""

    @property
    def reminds(self) -> bool:
        """Tell whether it may have reminders; that some have none all the same is found out when one is set."""
        ...

    def run(self, errand: Errand, words: str, locale: str) -> Result:
        """Run an errand; `words` are what a reminder says, in the language of `locale`."""
        ...

    def zone(self) -> str | None:
        """Give the IANA name of the time zone that the device is in; None where that cannot be found out."""
        ...


class Errands:
    """The errands of one turn: each is run once, however often the turn is tried again."""

    def __init__(self, services: Services | None) -> None:
        """Keep what runs them; None where nothing does."""
        self._services = services
        self._results: dict[Errand, Result] = {}
        self._zone: str | None = None
        self._looked = False
        self._conflicts = 0
        self.claimed = False

    def claim(self, errand: Errand, write: Callable[[], int], version: int) -> int:
        """Write down that an order is placed before it is, so that a request that comes again places no second one.

        What cannot be written down is not placed. Only orders need this: to list or to cancel twice does no harm.

        Args:
            errand: What is to be run.
            write: Writes the request down; gives the version afterwards.
            version: The version before.

        Returns:
            The version afterwards.

        Raises:
            Conflict: Somebody else wrote in between, perhaps the same request.
        """
        if self._services is None or self.claimed or errand in self._results or not isinstance(errand, SetReminder):
            return version
        try:
            version = write()
        except StoreError as error:
            self._conflicts += 1
            if isinstance(error, Conflict) and self._conflicts < CLAIMS:
                raise
            _log.warning("store_unavailable", extra={"at": "claim", "error": type(error).__name__})
            self._results[errand] = Result(Outcome.FAILED)
        else:
            self.claimed = True
        return version

    def run(self, errand: Errand, words: str, locale: str) -> Result:
        """Give what came of an errand."""
        if self._services is None:
            return Result(Outcome.UNSUPPORTED)
        if errand not in self._results:
            self._results[errand] = self._services.run(errand, words, locale)
            _log.info("errand", extra={"reason": self._results[errand].outcome.value})
        return self._results[errand]

    @property
    def remind(self) -> bool:
        """Tell whether there may be reminders."""
        return self._services is not None and self._services.reminds

    def place(self, runner: Runner, event: Event) -> Runner:
        """Find out the time zone where it is not known yet, and again wherever a day is told or asked about."""
        wanted = event.kind in DATED or event.when.ahead is not None or (event.opens and not runner.zone)
        if self._services is not None and wanted and not self._looked:
            self._zone, self._looked = self._services.zone(), True
        return replace(runner, zone=self._zone) if self._zone else runner
