"""The envelope door under a fuzzer that is guided by coverage: libFuzzer, by atheris, on every branch of `skill`.

    pip install --group bench
    python -m bench.guided --cases 100000 --seed 1

It starts from what `bench.fuzz` makes, keeps every case that reaches new code, and goes on from there: half of the time
with changes in the tree of the request, half of the time in its bytes. What is held against each answer is the same as
there. Ends at the first case that is answered wrongly, with status 77, and shows it.
"""

import argparse
import json
import logging
import random
import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["skill"]):
    from bench.fuzz import Fuzzer, mutated, written

SEEDS = 300
MOST_BYTES = 140_000


def main() -> None:
    """Try so many cases."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    fuzzer = Fuzzer(random.Random(options.seed))  # noqa: S311  # repeatable, not secret
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder)
        for number in range(SEEDS):
            body = fuzzer.case()
            fuzzer.try_(body)
            (corpus / str(number)).write_bytes(body)
        fuzzer.seen.clear()

        words = [f"-atheris_runs={options.cases}", f"-seed={options.seed}", f"-max_len={MOST_BYTES}", "-timeout=60"]
        atheris.Setup(
            [sys.argv[0], *words, f"-artifact_prefix={folder}/wrong-", "-print_final_stats=1", folder],
            fuzzer.try_,
            custom_mutator=changed,
        )
        try:
            atheris.Fuzz()
        finally:
            # It ends by leaving the program.
            counts = ", ".join(f"{status}: {count}" for status, count in sorted(fuzzer.seen.items()))
            kept = sum(1 for _ in corpus.iterdir()) - SEEDS
            print(f"guided cases: {fuzzer.seen.total()} in {time.monotonic() - began:.0f} s, answered {counts}")
            print(f"kept on the way, for new code or the same in fewer bytes: {kept}; answered wrongly: 0", flush=True)


def changed(data: bytes, most: int, seed: int) -> bytes:
    """Change a case: its tree where it has one, or its bytes."""
    rng = random.Random(seed)  # noqa: S311  # repeatable, not secret
    if rng.random() < 0.5:  # noqa: PLR2004  # half and half
        try:
            tree = json.loads(data)
        except (ValueError, RecursionError):
            tree = None
        if isinstance(tree, dict) and tree:
            return written(mutated(tree, rng))[:most]
    return bytes(atheris.Mutate(data, most))


if __name__ == "__main__":
    main()
