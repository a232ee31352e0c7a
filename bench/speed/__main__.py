"""Measure cold start and warm turns: python -m bench.speed [--rounds N].

Three handlers take the same workout in turn, each round in fresh processes, with DynamoDB played by the emulator of the
tests over plain HTTP. Absolute times depend on the machine; the ratios are what to look at.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from skill.store.dynamodb import create_table
from tests.engines import Engine, fresh_account, started_engine
from tests.envelopes import NOON, SKILL, intent, launch

TARGETS = {"hello": "bench.speed.hello", "standard": "bench.speed.standard", "ours": "skill.aws_lambda"}
FIGURES = {
    "cold": "cold start: import and first turn, ms",
    "cold_cpu": "the same, CPU ms",
    "memory": "peak memory, MB",
    "turn": "warm turn, ms",
    "turn_cpu": "the same, CPU ms",
    "calls": "calls to DynamoDB a turn",
}
OUR_TABLE, STANDARD_TABLE = "runners", "standard"
# A reply is heard for this long before the next word.
BETWEEN = timedelta(seconds=100)
WORDS = ["AMAZON.YesIntent", *["ReadyIntent"] * 5, "HowToIntent", "WhichSideIntent", *["AMAZON.NextIntent"] * 20]


def main() -> None:
    """Run the rounds and print medians with their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="processes for each handler (%(default)s)")
    rounds = parser.parse_args().rounds
    requests = json.dumps(workout())
    measured: dict[str, list[Mapping[str, float]]] = {name: [] for name in TARGETS}
    with started_engine() as engine:
        for _ in range(rounds):
            for name, module in TARGETS.items():
                measured[name].append(measure(engine, module, requests))
    report({name: medians(figures) for name, figures in measured.items()})


def workout() -> list[dict[str, Any]]:
    """Give the envelopes of a workout, from opening it to its end."""
    moments = (NOON + number * BETWEEN for number in range(1, len(WORDS) + 1))
    return [launch(), *(intent(word, now=now) for word, now in zip(WORDS, moments, strict=True))]


def measure(engine: Engine, module: str, requests: str) -> Mapping[str, float]:
    """Measure one handler in a fresh process, on empty tables."""
    account = fresh_account()
    client = engine.dynamodb(account)
    create_table(client, OUR_TABLE)
    client.create_table(
        TableName=STANDARD_TABLE,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    environment = {**os.environ, **engine.environment(account), "RUNNER_STRENGTH_STORE": f"dynamodb://{OUR_TABLE}"}
    environment |= {"RUNNER_STRENGTH_KEY_SECRET": "bench", "RUNNER_STRENGTH_SKILL_ID": SKILL}
    environment |= {"RUNNER_STRENGTH_LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "bench.speed.measure", module]
    done = subprocess.run(command, input=requests, capture_output=True, text=True, check=True, env=environment)  # noqa: S603
    figures: Mapping[str, float] = json.loads(done.stdout)
    return figures


def medians(measured: Sequence[Mapping[str, float]]) -> Mapping[str, float]:
    """Give the median of each figure."""
    return {name: statistics.median(each[name] for each in measured) for name in FIGURES}


def report(measured: Mapping[str, Mapping[str, float]]) -> None:
    """Print a table: the figures of each handler, and ours in relation to the others."""
    print(f"{'':40} {'hello':>9} {'standard':>9} {'ours':>9} {'/hello':>7} {'/standard':>9}")
    for name, meaning in FIGURES.items():
        hello, standard, ours = (measured[target][name] for target in TARGETS)
        ratios = [f"{ours / other:.2f}" if other else "-" for other in (hello, standard)]
        print(f"{meaning:40} {hello:9.2f} {standard:9.2f} {ours:9.2f} {ratios[0]:>7} {ratios[1]:>9}")


if __name__ == "__main__":
    main()
