"""Draw the session machine from its table into docs/architecture.md: `python docs/state_diagram.py`."""

import re
from collections import defaultdict
from pathlib import Path

from skill.coach.session import State
from skill.coach.table import TABLE

PAGE = Path(__file__).with_name("architecture.md")
BLOCK = re.compile(r"(?<=<!-- state diagram: generated -->\n).*?(?=<!-- end -->)", re.DOTALL)
# Past this many, an arrow says how many events it stands for rather than naming them.
NAMED_EVENTS = 4


def diagram() -> str:
    """Give the diagram in Mermaid: an arrow for each pair of states, with the events that may lead along it."""
    arrows: defaultdict[tuple[State, State], list[str]] = defaultdict(list)
    for state, rows in TABLE.items():
        for event, row in rows.items():
            for target in row.to - {state}:
                arrows[state, target].append(event.value)
    lines = ["stateDiagram-v2", f"    [*] --> {State.IDLE}"]
    for source in State:
        lines += [
            f"    {source} --> {target}: {_label(arrows[source, target])}" for target in State if arrows[source, target]
        ]
    return "```mermaid\n" + "\n".join(lines) + "\n```\n"


def with_diagram(page: str) -> str:
    """Give the page with the diagram as it should be."""
    return BLOCK.sub(lambda _: diagram(), page)


def _label(events: list[str]) -> str:
    named = ", ".join(events[:NAMED_EVENTS])
    more = len(events) - NAMED_EVENTS
    return f"{named} and {more} more" if more > 0 else named


if __name__ == "__main__":
    PAGE.write_text(with_diagram(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
