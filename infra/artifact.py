"""The artifact: the zip that AWS Lambda runs, the same byte for byte whenever it is built from the same sources.

    python -m infra.artifact

installs what the skill needs from the hashed list, as pure Python, so that one artifact fits every processor; leaves
out what Lambda never runs; compiles everything for Lambda's own Python, since a function that finds no bytecode
compiles at every cold start; and zips it in a fixed order with fixed times.

Bytecode is bound to a minor version of Python. So the interpreter that the template names has to be on this machine.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEMPLATE = ROOT / "infra" / "template.yaml"
ARTIFACT = ROOT / "build" / "skill.zip"
REQUIREMENTS = ROOT / "requirements" / "lambda.txt"
# Where Lambda unpacks the artifact; tracebacks name it.
TASK_ROOT = "/var/task"
# The oldest time that a zip can hold: entries carry no time of their own.
EPOCH = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16

# Rooms of ours that Lambda has no use for, and what the others are made from.
OURS_LEFT_OUT = ("skill/cli.py", "skill/report/", "skill/speaker/", "skill/web/")
SOURCES_LEFT_OUT = (".yaml", ".html")
# What pip leaves behind besides the packages, and differs from machine to machine.
LEFTOVERS = ("INSTALLER", "RECORD", "REQUESTED", "direct_url.json")
# botocore describes four hundred services of AWS; one of them keeps our runners.
BOTOCORE_DATA = "botocore/data/"
BOTOCORE_KEPT = ("dynamodb/", "endpoints.json", "partitions.json", "sdk-default-configuration.json", "_retry.json")


class ArtifactError(Exception):
    """No artifact can be built; the message is one line that says how to mend it."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """An artifact that was built: where it lies, its bytes packed and unpacked, and its SHA-256."""

    path: Path
    packed: int
    unpacked: int
    digest: str


def build(python: str, path: Path = ARTIFACT) -> Artifact:
    """Build the artifact.

    Args:
        python: The interpreter whose bytecode goes into it.
        path: Where to put it.

    Raises:
        ArtifactError: What it is made of cannot be had, or does not compile.
    """
    with tempfile.TemporaryDirectory() as folder:
        stage = Path(folder)
        _install(stage)
        _copy_ours(stage)
        _prune(stage)
        _compile(stage, python)
        return _pack(stage, path)


def runtime() -> str:
    """Give the runtime that the template names, such as `python3.13`.

    Raises:
        ArtifactError: It names none.
    """
    named = re.search(r"^ +Runtime: (python3\.\d+)$", TEMPLATE.read_text(encoding="utf-8"), re.MULTILINE)
    if named is None:
        raise ArtifactError(f"{TEMPLATE.name} names no Python as its runtime")
    return named[1]


def interpreter(wanted: str) -> str:
    """Find an interpreter for a runtime.

    Raises:
        ArtifactError: There is none on this machine.
    """
    if wanted == f"python3.{sys.version_info.minor}":
        return sys.executable
    found = shutil.which(wanted)
    # Some tools put a program in the path that only says that the version is not there.
    if found is None or subprocess.run([found, "-c", ""], check=False, capture_output=True).returncode:
        raise ArtifactError(
            f"{wanted} is not on this machine: install it, or name another Python with --python; "
            "what it compiles is no use to Lambda, and the function starts two to four times slower"
        )
    return found


def _install(stage: Path) -> None:
    _run(
        *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"),
        *("--no-deps", "--require-hashes", "--only-binary", ":all:", "--platform", "any"),
        *("--implementation", "py", "--abi", "none", "--target", str(stage), "-r", str(REQUIREMENTS)),
    )


def _copy_ours(stage: Path) -> None:
    for source in sorted((ROOT / "skill").rglob("*")):
        name = source.relative_to(ROOT).as_posix()
        if source.is_dir() or "__pycache__" in name or name.endswith(SOURCES_LEFT_OUT):
            continue
        if not name.startswith(OURS_LEFT_OUT):
            target = stage / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def _prune(stage: Path) -> None:
    shutil.rmtree(stage / "bin", ignore_errors=True)
    for path in _files(stage):
        name = path.relative_to(stage).as_posix()
        data = name.removeprefix(BOTOCORE_DATA)
        if path.name in LEFTOVERS or (data != name and not data.startswith(BOTOCORE_KEPT)):
            path.unlink()


def _compile(stage: Path, python: str) -> None:
    # Checked hashes and times would be looked up at every start; the order of sets must not hang on the hash seed.
    _run(
        *(python, "-W", "ignore", "-m", "compileall", "-q", "-j", "1", "--invalidation-mode", "unchecked-hash"),
        *("-s", str(stage), "-p", TASK_ROOT, str(stage)),
        PYTHONHASHSEED="0",
    )


def _pack(stage: Path, path: Path) -> Artifact:
    path.parent.mkdir(parents=True, exist_ok=True)
    unpacked = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for source in _files(stage):
            entry = zipfile.ZipInfo(source.relative_to(stage).as_posix(), EPOCH)
            entry.external_attr = READABLE
            entry.create_system = 3
            content = source.read_bytes()
            unpacked += len(content)
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    packed = path.read_bytes()
    return Artifact(path, len(packed), unpacked, hashlib.sha256(packed).hexdigest())


def _files(stage: Path) -> Iterator[Path]:
    return iter(sorted(path for path in stage.rglob("*") if path.is_file()))


def _run(*command: str, **variables: str) -> None:
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=ROOT, env={**os.environ, **variables}
    )
    if done.returncode:
        raise ArtifactError(f"{command[0]} {command[2]} failed: {(done.stderr or done.stdout).strip()[-500:]}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the artifact, and say what came out."""
    parser = argparse.ArgumentParser(prog="python -m infra.artifact", description="Build the zip for AWS Lambda.")
    parser.add_argument("--python", help="interpreter to compile with (default: the one that the template names)")
    parser.add_argument("--out", type=Path, default=ARTIFACT, help="where to put it (%(default)s)")
    options = parser.parse_args(arguments)
    try:
        made = build(options.python or interpreter(runtime()), options.out)
    except ArtifactError as error:
        sys.stderr.write(f"artifact: {error}\n")
        return 1
    megabytes = f"{made.packed / 1e6:.1f} MB, {made.unpacked / 1e6:.1f} MB unpacked"
    sys.stdout.write(f"{made.path}: {megabytes}\nsha256 {made.digest}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
