"""Whether every name that is used stands for something, and everything that has an id has one of its own."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from skill.content.checks.findings import Finding, Tree
from skill.content.sources import EXERCISES, PROGRAMMES

# What the shortening rules swap in; the coach names these two.
NEEDED = {"warm_ups": "warm_up_short", "cool_downs": "cool_down_short"}

_WORDS_OF = {
    "category": "category",
    "movement_pattern": "movement_pattern",
    "equipment": "equipment",
    "equipment_optional": "equipment",
    "mode": "mode",
    "origin": "origin",
    "impact": "impact",
    "position": "position",
    "side_word": "side_word",
    "side_style": "side_style",
    "primary_muscles": "muscles",
    "secondary_muscles": "muscles",
}

# A name that is used: the file and the place, what kind of thing it names, and the name.
_Use = tuple[str, str, str, str]


def broken_references(exercises: Tree, programmes: Tree) -> list[Finding]:
    """Find names that stand for nothing, ids that stand twice, and amounts in the wrong unit."""
    return [
        *_repeated_ids(exercises, programmes),
        *_unknown_words(exercises),
        *_unknown_names(exercises, programmes),
        *_missing_rows(programmes),
        *_wrong_units(exercises, programmes),
    ]


def _repeated_ids(exercises: Tree, programmes: Tree) -> Iterator[Finding]:
    lists = {
        "exercises": (EXERCISES, exercises["exercises"], "id"),
        "families": (EXERCISES, exercises["families"], "id"),
        "levels": (PROGRAMMES, programmes["levels"], "id"),
        "warm_ups": (PROGRAMMES, programmes["warm_ups"], "id"),
        "cool_downs": (PROGRAMMES, programmes["cool_downs"], "id"),
        "sessions": (PROGRAMMES, programmes["sessions"], "id"),
        "focuses": (PROGRAMMES, programmes["focus_sessions"]["focuses"], "id"),
        "swaps": (PROGRAMMES, programmes["equipment_substitution"]["swaps"], "exercise"),
        "low_impact_swaps": (PROGRAMMES, programmes["low_impact_swaps"], "exercise"),
    }
    for name, (file, entries, key) in lists.items():
        for entry_id, count in Counter(entry[key] for entry in entries).items():
            if count > 1:
                yield Finding(file, f"{name}.{entry_id}", "this stands twice; rename or remove one of them")


def _unknown_words(exercises: Tree) -> Iterator[Finding]:
    vocabulary = exercises["vocabulary"]
    for entry in exercises["exercises"]:
        for field, list_name in _WORDS_OF.items():
            given = entry.get(field, [])
            for word in given if isinstance(given, list) else [given]:
                if word not in vocabulary[list_name]:
                    how = _nearest(word, vocabulary[list_name], f"add it to vocabulary.{list_name}")
                    yield Finding(EXERCISES, f"{entry['id']}.{field}", f"{word} is not in the vocabulary; {how}")
    for family in exercises["families"]:
        for choice in family["default"]:
            word = choice["equipment"]
            if word not in vocabulary["equipment"]:
                how = _nearest(word, vocabulary["equipment"], "add it to vocabulary.equipment")
                yield Finding(EXERCISES, f"{family['id']}.default", f"{word} is not in the vocabulary; {how}")


def _unknown_names(exercises: Tree, programmes: Tree) -> Iterator[Finding]:
    known = {
        "exercise": {entry["id"] for entry in exercises["exercises"]},
        "warm-up": {entry["id"] for entry in programmes["warm_ups"]},
        "cool-down": {entry["id"] for entry in programmes["cool_downs"]},
        "session": {entry["id"] for entry in programmes["sessions"]},
    }
    uses = (*_uses_in_exercises(exercises), *_uses_in_programmes(programmes))
    for file, place, what, name in uses:
        if name not in known[what]:
            yield Finding(file, place, f"there is no {what} {name}; {_nearest(name, known[what], 'add it first')}")


def _uses_in_exercises(exercises: Tree) -> Iterator[_Use]:
    for entry in exercises["exercises"]:
        for field in ("easier", "harder"):
            if entry[field] is not None:
                yield EXERCISES, f"{entry['id']}.{field}", "exercise", entry[field]
    for family in exercises["families"]:
        for choice in family["default"]:
            yield EXERCISES, f"{family['id']}.default", "exercise", choice["exercise"]
        for member in family["members"]:
            yield EXERCISES, f"{family['id']}.members", "exercise", member
    for other in exercises["not_ours"]:
        yield from ((EXERCISES, f"not_ours.{other['name']}", "exercise", name) for name in other["nearest"])


def _uses_in_programmes(programmes: Tree) -> Iterator[_Use]:
    for place, item in _items(programmes):
        yield PROGRAMMES, place, "exercise", item["exercise"]
    focuses = programmes["focus_sessions"]["focuses"]
    for entry in (*programmes["sessions"], *focuses):
        for field, what in (("warm_up", "warm-up"), ("cool_down", "cool-down")):
            if entry[field] is not None:
                yield PROGRAMMES, f"{entry['id']}.{field}", what, entry[field]
    for focus in focuses:
        for level, pool in focus["pools"].items():
            yield from ((PROGRAMMES, f"{focus['id']}.pools.{level}", "exercise", name) for name in pool)
    for warm_up in programmes["plyometric_rules"]["warm_ups"]:
        yield PROGRAMMES, "plyometric_rules.warm_ups", "warm-up", warm_up
    yield from _uses_in_swaps(programmes)
    yield from _uses_in_the_calendar(programmes)


def _uses_in_swaps(programmes: Tree) -> Iterator[_Use]:
    swaps = programmes["equipment_substitution"]["swaps"]
    lists = {
        "swaps": [(entry["exercise"], [entry["exercise"], *entry["instead"]]) for entry in swaps],
        "low_impact_swaps": [(e["exercise"], [e["exercise"], e["use"]]) for e in programmes["low_impact_swaps"]],
        "comfort_swaps": [(e["area"], [*e["avoid"], *e["offer"]]) for e in programmes["comfort_swaps"]],
    }
    for name, entries in lists.items():
        for place, exercises in entries:
            yield from ((PROGRAMMES, f"{name}.{place}", "exercise", exercise) for exercise in exercises)


def _uses_in_the_calendar(programmes: Tree) -> Iterator[_Use]:
    for level in programmes["levels"]:
        for field in ("order", "order_if_two_days"):
            for session in level.get(field, []):
                yield PROGRAMMES, f"levels.{level['id']}.{field}", "session", session
    for week in programmes["scheduling"]["sample_weeks"]:
        for day in week["days"]:
            if "strength" in day:
                yield PROGRAMMES, f"{week['id']}.{day['day']}", "session", day["strength"]


def _items(programmes: Tree) -> Iterator[tuple[str, Tree]]:
    """Give every item that has a dose, with its place."""
    lists: list[tuple[str, Iterable[Tree]]] = [
        *((row["id"], row["items"]) for row in (*programmes["warm_ups"], *programmes["cool_downs"])),
        *((session["id"], session["main"]) for session in programmes["sessions"]),
        *((f"{session['id']}.finisher", session.get("optional_finisher", ())) for session in programmes["sessions"]),
        *((f"level_up.{step['from']}", step["tests"]) for step in programmes["progression"]["level_up"]),
    ]
    for place, items in lists:
        yield from ((f"{place}.{item['exercise']}", item) for item in items)


def _missing_rows(programmes: Tree) -> Iterator[Finding]:
    for list_name, row in NEEDED.items():
        if row not in {entry["id"] for entry in programmes[list_name]}:
            yield Finding(PROGRAMMES, f"{list_name}.{row}", "the coach shortens workouts with it; put it back")


def _wrong_units(exercises: Tree, programmes: Tree) -> Iterator[Finding]:
    modes = {entry["id"]: entry["mode"] for entry in exercises["exercises"]}
    for place, item in _items(programmes):
        unit = modes.get(item["exercise"])
        if unit and {"reps", "seconds"} & set(item) != {unit}:
            yield Finding(PROGRAMMES, place, f"this exercise is measured in {unit}; give its amount as {unit} alone")


def _nearest(name: str, known: Collection[str], otherwise: str) -> str:
    near = get_close_matches(str(name), known, 1)
    return f"did you mean {near[0]}? If not, {otherwise}" if near else otherwise
