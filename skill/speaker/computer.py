"""The services of the computer that the local speaker runs on: it knows its time zone, and rings no reminders."""

from tzlocal import get_localzone_name

from skill.coach.appointments import Errand, Outcome, Result


class Computer:
    """Stands where Alexa's services stand for an Echo."""

    reminds = False

    def run(self, errand: Errand, words: str, locale: str) -> Result:
        """Say that there are no reminders here."""
        _ = errand, words, locale
        return Result(Outcome.UNSUPPORTED)

    def zone(self) -> str | None:
        """Give the IANA name of the time zone that this computer is set to; None where it has none."""
        try:
            return get_localzone_name() or None
        except (LookupError, ValueError, OSError):
            return None
