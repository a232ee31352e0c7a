"""What the tests of the deployment share."""

import os
import sys
import zipfile
from pathlib import Path

import pytest
from filelock import FileLock

from infra.artifact import build


@pytest.fixture(scope="session")
def artifact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the artifact for this Python, once for all processes of the run."""
    base = tmp_path_factory.getbasetemp()
    # Above a process's own folder is the run's; above a run's are those of other runs, with artifacts of other sources.
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "artifact"
    with FileLock(shared.with_suffix(".lock")):
        path = shared / "skill.zip"
        if not path.exists():
            build(sys.executable, path)
    return path


@pytest.fixture(scope="session")
def unpacked(artifact: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack it, as Lambda does."""
    folder = tmp_path_factory.mktemp("task")
    with zipfile.ZipFile(artifact) as archive:
        archive.extractall(folder)
    return folder
