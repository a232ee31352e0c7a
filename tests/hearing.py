"""How often a runner has heard what the coach says."""

from skill.speech.catalogue import load_wording
from skill.speech.phrasing import mark


def heard(times: int) -> dict[str, int]:
    """Give a memory in which each line was heard so many times."""
    return dict.fromkeys(map(mark, load_wording("en-US").lines), times)
