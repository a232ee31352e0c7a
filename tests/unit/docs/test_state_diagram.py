"""The diagram in the architecture page."""

from docs.state_diagram import PAGE, diagram, with_diagram


def test_the_diagram_is_fresh() -> None:
    """The page shows the table as it is; `python docs/state_diagram.py` brings it up to date."""
    page = PAGE.read_text(encoding="utf-8")
    assert diagram() in page
    assert with_diagram(page) == page
