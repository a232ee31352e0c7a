import pytest

from tests.authority import Authority


@pytest.fixture(scope="session")
def authority() -> Authority:
    """Give one authority for all tests: keys take a while to make."""
    return Authority()
