"""Measure one handler in a process of its own: python -m bench.speed.measure MODULE < requests.json.

The requests are envelopes in their order. Each goes in with the session attributes that the answer before it gave.
"""

import importlib
import json
import sys
import time
from pathlib import Path
from typing import Any


def main() -> None:
    """Print the figures as one JSON object: milliseconds, megabytes, and calls to the store."""
    requests: list[dict[str, Any]] = json.load(sys.stdin)
    began, used = time.perf_counter(), time.process_time()
    handler = importlib.import_module(sys.argv[1]).handler
    attributes = _attributes(handler(requests[0], None))
    cold, cold_cpu = time.perf_counter() - began, time.process_time() - used
    calls = _counted_calls()
    began, used = time.perf_counter(), time.process_time()
    for request in requests[1:]:
        request["session"]["attributes"] = attributes
        attributes = _attributes(handler(request, None))
    turns = len(requests) - 1
    figures = {
        "cold": 1000 * cold,
        "cold_cpu": 1000 * cold_cpu,
        "turn": 1000 * (time.perf_counter() - began) / turns,
        "turn_cpu": 1000 * (time.process_time() - used) / turns,
        "calls": len(calls) / turns,
        "memory": _peak_memory(),
    }
    sys.stdout.write(json.dumps(figures))


def _attributes(answer: dict[str, Any]) -> dict[str, Any]:
    # What Lambda would do with the answer belongs to the turn.
    plain: dict[str, Any] = json.loads(json.dumps(answer))
    return plain.get("sessionAttributes") or {}


def _peak_memory() -> float:
    """Give the most memory that was resident, as Linux counts it since this program began."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def _counted_calls() -> list[str]:
    """Count what goes out to AWS from here on."""
    calls: list[str] = []
    if "botocore" in sys.modules:
        from botocore import httpsession  # noqa: PLC0415  # only where the handler has brought it

        send = httpsession.URLLib3Session.send

        def counting(self: object, request: Any) -> Any:  # noqa: ANN401  # whatever botocore sends
            calls.append(request.url)
            return send(self, request)

        httpsession.URLLib3Session.send = counting
    return calls


if __name__ == "__main__":
    main()
