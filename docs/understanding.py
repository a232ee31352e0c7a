"""Measure understanding and write the figures into docs/understanding.md: `python docs/understanding.py`."""

import re
from collections.abc import Sequence
from pathlib import Path

from interaction_model.committed import read_model
from skill.speaker.evaluation import Figures, by_intent, confusions, evaluate
from skill.speaker.matcher import Matcher

PAGE = Path(__file__).with_name("understanding.md")
BLOCK = re.compile(r"(?<=<!-- figures: generated -->\n).*?(?=<!-- end -->)", re.DOTALL)


def report(figures: Sequence[Figures]) -> str:
    """Give the figures as Markdown: each file, what is taken for what, and each intent."""
    lines = ["| Sentences | Count | Intent and slots right | Intent right |", "|---|---|---|---|"]
    lines += [
        f"| {part.name} | {part.total} | {_share(part.right, part.total)} | {_share(part.intents_right, part.total)} |"
        for part in figures
    ]
    lines += ["", "What is taken for what; everything that is not listed is right:", ""]
    lines += ["| Meant | Came | Times |", "|---|---|---|"]
    lines += [f"| {meant} | {came} | {count} |" for meant, came, count in confusions(figures)]
    lines += ["", "| Intent | Sentences | Intent right | Intent and slots right |", "|---|---|---|---|"]
    lines += [f"| {intent} | {meant} | {came} | {right} |" for intent, meant, came, right in by_intent(figures)]
    return "\n".join(lines) + "\n"


def _share(count: int, total: int) -> str:
    return f"{100 * count / max(total, 1):.1f} %"


if __name__ == "__main__":
    measured = report(evaluate(Matcher(read_model("en-US"))))
    PAGE.write_text(BLOCK.sub(lambda _: measured, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
