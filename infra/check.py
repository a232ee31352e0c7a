"""Everything that can be proved about a deployment without an account, in one command.

    python -m infra.check

builds the artifact, lints and translates the template, holds it against the house rules, deploys both to an AWS
emulator on this machine, holds a whole workout with the function, reads the record back, and takes everything away.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from infra.artifact import ARTIFACT, ArtifactError, build, interpreter, runtime
from infra.deployment import Aws, Deployment, DeploymentError, deployed
from infra.rules import RULES, broken_rules
from infra.template import faults, read_template, translate
from tests.engines import fresh_account, started_engine


class CheckError(Exception):
    """The check failed; the message says where."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check, and tell each step."""
    parser = argparse.ArgumentParser(prog="python -m infra.check", description="Prove a deployment without an account.")
    parser.add_argument("--artifact", type=Path, help="deploy this artifact instead of building one")
    options = parser.parse_args(arguments)
    began = time.monotonic()
    try:
        _check(options.artifact or _built())
    except (ArtifactError, CheckError, DeploymentError) as error:
        sys.stderr.write(f"check: {error}\n")
        return 1
    _tell(f"all well, in {time.monotonic() - began:.0f} seconds")
    return 0


def _built() -> Path:
    try:
        python = interpreter(runtime())
    except ArtifactError:
        # The emulator runs functions on this very Python, whatever the template says.
        python = sys.executable
        _tell(f"no {runtime()} here: compiled for this Python instead, which no release may be")
    made = build(python, ARTIFACT)
    _tell(f"built {made.path.name}: {made.packed / 1e6:.1f} MB, sha256 {made.digest[:16]}")
    return made.path


def _check(artifact: Path) -> None:
    template = read_template()
    _none(faults(template), "the template")
    _tell("linted, translated, linted again")
    _none(broken_rules(translate(template)), "the house rules")
    _tell(f"{len(RULES)} house rules hold")
    with started_engine() as engine, deployed(Aws(engine.url, fresh_account()), artifact) as deployment:
        _tell(f"deployed: {deployment.outputs['Endpoint']}")
        _train(deployment)
    _tell("taken away again")


def _train(deployment: Deployment) -> None:
    deployment.perform()
    _tell(f"held a workout: {len(deployment.log_lines())} log lines")
    records = deployment.workouts()
    if [record.document["completed"] for record in records] != [True]:
        raise CheckError(f"one finished workout was expected in the table, there are {len(records)}")
    (record,) = records
    _tell(f"read back: {len(record.document['sets'])} sets in {record.document['minutes']} minutes")


def _none(found: Sequence[str], what: str) -> None:
    if found:
        raise CheckError(f"{what}: " + "; ".join(found))


def _tell(line: str) -> None:
    sys.stdout.write(f"- {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
