"""The README's promises."""

import re
from pathlib import Path

from tests.transcripts import check_lines

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_conversation_is_real() -> None:
    """What the README shows is what is heard."""
    conversation = re.search(r"```text\n(.*?)```", README, re.DOTALL)
    assert conversation is not None
    check_lines("README.md", conversation.group(1).splitlines())


def test_every_link_leads_somewhere() -> None:
    """Links into the repository lead to files and folders that are there."""
    for page in [ROOT / "README.md", *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
