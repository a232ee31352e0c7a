"""The addresses of stores."""

import subprocess
import sys
from pathlib import Path

import pytest

from skill.store.dynamodb import DynamoDBStore
from skill.store.errors import StoreAddressError
from skill.store.memory import MemoryStore
from skill.store.open import open_store
from skill.store.sqlite import SQLiteStore


def test_an_address_opens_its_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each scheme opens its own engine."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    assert isinstance(open_store("memory://"), MemoryStore)
    assert isinstance(open_store(f"sqlite:///{tmp_path}/store.sqlite3"), SQLiteStore)
    assert isinstance(open_store("dynamodb://table"), DynamoDBStore)


def test_a_relative_path_has_three_slashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`sqlite:///store.sqlite3` is in the current folder."""
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///store.sqlite3")
    assert (tmp_path / "store.sqlite3").exists()


@pytest.mark.parametrize("wrong", ["sqlite:///", "sqlite://host/x", "memory://x", "dynamodb://", "mysql://x", "x", ""])
def test_any_other_address_is_answered_with_how_one_is_written(wrong: str) -> None:
    """The one line names the wrong address and the three right forms; it is a `ValueError` as well."""
    with pytest.raises(StoreAddressError, match="write sqlite:///PATH, dynamodb://TABLE or memory://") as caught:
        open_store(wrong)
    assert isinstance(caught.value, ValueError)
    assert repr(wrong) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_boto3_is_imported_only_for_dynamodb(tmp_path: Path) -> None:
    """The embedded stores do not pay for the import of AWS's client."""
    script = (
        "import sys; from skill.store.open import open_store; "
        f"open_store('memory://'); open_store({f'sqlite:///{tmp_path}/x'!r}); sys.exit('boto3' in sys.modules)"
    )
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False).returncode == 0  # noqa: S603  # our own script
