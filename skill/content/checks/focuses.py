"""Whether a session for one area can be built for every level, length and kit."""

from collections.abc import Iterator

from skill.content.checks.findings import Content, Finding
from skill.content.checks.stand_ins import Kit, in_words, kits
from skill.content.checks.workouts import too_many_landings
from skill.content.focus import focus_items, focus_seconds
from skill.content.sources import PROGRAMMES
from skill.content.swaps import LEVEL_RANK, doable
from skill.content.types import Catalogue, Focus

# A session of fewer moves is none, and a pool of fewer leaves nothing to choose from.
LEAST_MOVES = 2
LEAST_POOL = 3
# A session may be shorter than asked, but not by more than this.
LEAST_SHARE = 0.7


def wrong_pools(content: Content) -> Iterator[Finding]:
    """Find pools that are too hard for their level, or too small for a runner without kit."""
    catalogue = content.catalogue
    for focus in catalogue.focuses:
        for level, pool in focus.pools.items():
            place = f"{focus.id}.pools.{level}"
            for name in pool:
                if catalogue.exercise(name).level > LEVEL_RANK[level]:
                    yield Finding(PROGRAMMES, place, f"{name} is too hard for {level}; use an easier move")
            for kit in kits(pool, catalogue):
                if _choice(pool, catalogue, kit, level) < LEAST_POOL:
                    message = f"with {in_words(kit)} fewer than {LEAST_POOL} moves are left; add one that needs no kit"
                    yield Finding(PROGRAMMES, place, message)
                    break


def wrong_focus_sessions(content: Content) -> Iterator[Finding]:
    """Find sessions with too few moves, too short or too long, or with too many landings."""
    for focus in content.catalogue.focuses:
        for level in focus.pools:
            for minutes in focus.minutes:
                yield from _wrong_session(focus, level, minutes, content)


def _wrong_session(focus: Focus, level: str, minutes: int, content: Content) -> Iterator[Finding]:
    """Find what is wrong with a session, for the first kit with which something is."""
    catalogue = content.catalogue
    place = f"{focus.id}.pools.{level}"
    longest = minutes + catalogue.focus_rules.slack_minutes
    for kit in kits(focus.pools[level], catalogue):
        items = focus_items(focus, catalogue, level=level, minutes=minutes, equipment=kit)
        taken = focus_seconds(focus, items, catalogue) / 60
        found = list(too_many_landings(focus.id, items, level, content))
        if len(items) < LEAST_MOVES:
            message = f"{minutes} minutes with {in_words(kit)} hold too few moves; add short ones"
            found.append(Finding(PROGRAMMES, place, message))
        if not minutes * LEAST_SHARE <= taken <= longest:
            message = f"{minutes} minutes with {in_words(kit)} become {taken:.1f}; add or change moves"
            found.append(Finding(PROGRAMMES, place, message))
        if found:
            yield from found
            return


def _choice(pool: tuple[str, ...], catalogue: Catalogue, kit: Kit, level: str) -> int:
    taken: set[str] = set()
    for name in pool:
        other = doable(name, catalogue, equipment=kit, taken=taken, level=LEVEL_RANK[level])
        if other is not None:
            taken.add(other)
    return len(taken)
