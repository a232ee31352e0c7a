"""What a runner said of today that holds for this conversation alone: it rides in the session and is never stored."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OnTheDay:
    """What today is like for a runner, as far as it was said in this conversation.

    Attributes:
        sore: Soreness from 0 to 10, or None.
        tired: Whether the night was short or the day was hard.
        run_near: Whether a hard or long run is today or tomorrow, where it was not said which of the two.
        light: Whether a light workout is wanted, or fits.
    """

    sore: int | None = None
    tired: bool = False
    run_near: bool = False
    light: bool = False


NOTHING_SAID = OnTheDay()
