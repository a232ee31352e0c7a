"""Measure a workout, and write what many cost: python -m bench.scale."""

import json
from pathlib import Path

from bench.scale.measure import measure
from bench.scale.page import page

MEASURED = Path(__file__).with_name("measured.json")
PAGE = Path(__file__).parents[2] / "docs" / "scale-and-cost.md"


def main() -> None:
    """Measure, keep the figures beside this command, and write the page."""
    figures = measure()
    MEASURED.write_text(json.dumps(figures, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    PAGE.write_text(page(figures), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
