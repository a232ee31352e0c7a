# ruff: noqa: ANN401, PLR2004, S101, S311  # it throws dice over JSON trees, and holds the answers against what may be
"""Odd and hostile requests at the endpoint: made from Amazon's request schema, then broken in trees and in bytes.

    python -m bench.fuzz --cases 100000 --seed 1

Every answer has to be a valid response, or a refusal that moved nothing. Verification is left out: what is tried here
is what would get through it. Prints what it saw, and exits with 1 at the first case that is answered wrongly.
"""

import argparse
import copy
import json
import logging
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from skill.alexa.door import Door
from skill.alexa.intents import MEANINGS
from skill.content.loader import load_catalogue
from skill.documents import runner_from
from skill.store.memory import MemoryStore
from skill.web.app import create_app
from tests.envelopes import NOON, SKILL, USER, envelope, from_screen, intent, launch, on_screen, slot
from tests.responses import assert_valid
from tests.talking import make_turns

SCHEMA = json.loads((Path(__file__).parents[1] / "tests" / "schemas" / "AlexaRequest.json").read_text("utf-8"))
REFUSALS = {400, 413}
DEEPEST = 6
# Values that programs trip over.
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 10**9, 2**53 + 1, -(2**63), 10**400, 0.5, 1e308, "", " ", "\x00", "\ud800", "🏃" * 50,
    "ünïcödé", "<speak>&amp;</speak>", "</speak><audio src='x'/>", "{exercise}", "%s%n", "'; DROP TABLE runner; --",
    "../../etc/passwd", "x" * 5000, "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-03-02T12:00:00+14:00",
    "xx-XX", "en", "de-DE", "LaunchRequest", "IntentRequest", "Alexa.Presentation.APL.UserEvent", "NOT_PERSISTED", "?",
    [], {}, [[]], [None], {"": ""}, {"type": "IntentRequest"}, {"value": {"id": 7}}, [1, "a", None, {}],
)  # fmt: skip
SLOT_VALUES = ("", "?", "12", "-3", "99999999999", "lunges", "my knee", "PT30S", "PT", "easy", "Ω", "x" * 300)
Path_ = tuple[str | int, ...]


@dataclass
class Watched(MemoryStore):
    """A store that counts what is written, and holds it against the form that can be read."""

    writes: int = 0

    def __post_init__(self) -> None:
        """Start empty."""
        super().__init__()

    def save(self, runner: str, document: Mapping[str, Any], **facts: Any) -> int:
        """Write what can be read again."""
        runner_from(json.loads(json.dumps(document)))
        self.writes += 1
        return super().save(runner, document, **facts)

    def delete(self, runner: str) -> None:
        """Delete, which is a change too."""
        self.writes += 1
        super().delete(runner)


@dataclass
class Fuzzer:
    """Makes cases from a random source and tries them, one after the other, on one endpoint."""

    rng: random.Random
    store: Watched = field(default_factory=Watched)
    seen: Counter[str] = field(default_factory=Counter)
    attributes: Any = None
    now: datetime = NOON

    def __post_init__(self) -> None:
        """Put an endpoint in front of the store."""
        door = Door(make_turns(self.store), load_catalogue(), key_secret="fuzz", skill_id=SKILL, clock=lambda: self.now)  # noqa: S106  # no secret
        self.client = create_app(door, None).test_client()

    def case(self) -> bytes:
        """Make a body."""
        choice = self.rng.random()
        if choice < 0.3:  # three kinds of case
            whole = self._addressed(instance({"$ref": SCHEMA["$ref"]}, self.rng))
            return written(mutated(whole, self.rng) if self.rng.random() < 0.5 else whole)
        whole = self._request()
        if choice < 0.8:
            return written(mutated(whole, self.rng))
        if choice < 0.83:
            return disguised(written(whole), self.rng.choice((20, 50, 500, 2000, 15_000)))
        return scrambled(written(whole), self.rng)

    def try_(self, body: bytes) -> None:
        """Send a body, and hold what comes back against what may.

        Raises:
            AssertionError: It is answered wrongly.
        """
        writes = self.store.writes
        answer = self.client.post("/alexa", data=body, content_type="application/json")
        self.seen[str(answer.status_code)] += 1
        if answer.status_code == 200:
            response = json.loads(answer.data)
            assert_valid(response)
            self.attributes = response.get("sessionAttributes") or self.attributes
            return
        assert answer.status_code in REFUSALS, f"answered with {answer.status_code}"
        assert self.store.writes == writes, "a refused request moved something"

    def _addressed(self, whole: Any) -> Any:
        """Make sure that most of what the schema gives is for this skill and somebody known."""
        system = whole.setdefault("context", {}).setdefault("System", {})
        system["application"] = {"applicationId": SKILL}
        system.setdefault("user", {})["userId"] = self.rng.choice((USER, "amzn1.ask.account.OTHER"))
        if isinstance(whole.get("session"), dict):
            whole["session"]["application"] = {"applicationId": SKILL}
            if self.attributes and self.rng.random() < 0.5:
                whole["session"]["attributes"] = self.attributes
        return whole

    def _request(self) -> dict[str, Any]:
        rng = self.rng
        # At one moment for ever, everything would be taken for a repeat.
        self.now += timedelta(seconds=rng.choice((0, 1, 3, 60)))
        facts: dict[str, Any] = {"now": self.now}
        if self.attributes and rng.random() < 0.8:
            facts["attributes"] = copy.deepcopy(self.attributes)
        match rng.randrange(5):
            case 0:
                whole = launch(now=self.now)
            case 1:
                whole = from_screen([rng.choice(ODD) for _ in range(rng.randrange(6))], **facts)
            case 2:
                kind = rng.choice(
                    ("SessionEndedRequest", "AlexaSkillEvent.SkillDisabled", "AudioPlayer.PlaybackStopped")
                )
                whole = envelope({"type": kind, "body": {"userInformationPersistenceStatus": "NOT_PERSISTED"}}, **facts)
            case _:
                names = ("exercise", "number", "duration", "focus", "minutes", "effort", "side", "level", "setting")
                value = rng.choice(SLOT_VALUES)
                slots = {name: slot(name, value, rng.choice((None, value))) for name in names if rng.random() < 0.3}
                whole = intent(rng.choice(tuple(MEANINGS)), slots, **facts)
        return on_screen(whole) if rng.random() < 0.3 else whole


def instance(schema: Mapping[str, Any], rng: random.Random, depth: int = 0) -> Any:  # noqa: PLR0911  # a case each
    """Make something that a schema allows; what is optional is left out more often the deeper it is."""
    if "$ref" in schema:
        return instance(SCHEMA["definitions"][schema["$ref"].rsplit("/", 1)[1]], rng, depth)
    for choices in ("anyOf", "oneOf"):
        if choices in schema:
            return instance(rng.choice(schema[choices]), rng, depth)
    if "allOf" in schema:
        parts = [instance(part, rng, depth) for part in schema["allOf"]]
        return {key: value for part in parts if isinstance(part, dict) for key, value in part.items()}
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return rng.choice(schema["enum"])
    kind = schema.get("type", "object" if "properties" in schema else "string")
    kind = rng.choice(kind) if isinstance(kind, list) else kind
    if kind == "object":
        return _object(schema, rng, depth)
    if kind == "array":
        return [
            instance(schema.get("items", {}), rng, depth + 1) for _ in range(rng.randrange(3) if depth < DEEPEST else 0)
        ]
    plain = {
        "boolean": rng.random() < 0.5,
        "integer": rng.choice((0, 1, -1, 42, 10**12)),
        "number": rng.choice((0, 1.5, -1, 10**12)),
        "null": None,
    }
    if kind in plain:
        return plain[kind]
    return (
        "2026-03-02T12:00:00Z" if schema.get("format") == "date-time" else rng.choice(("", "text", "en-US", "ü", USER))
    )


def _object(schema: Mapping[str, Any], rng: random.Random, depth: int) -> dict[str, Any]:
    wanted = schema.get("required", ())
    made = {
        name: instance(part, rng, depth + 1)
        for name, part in schema.get("properties", {}).items()
        if name in wanted or (depth < DEEPEST and rng.random() < 0.7)
    }
    extra = schema.get("additionalProperties")
    if isinstance(extra, dict) and depth < DEEPEST:
        made.update({f"key{number}": instance(extra, rng, depth + 1) for number in range(rng.randrange(3))})
    return made


def mutated(tree: Any, rng: random.Random) -> Any:
    """Change a tree in one to four places: drop, replace, wrap, rename, or put something from elsewhere."""
    tree = copy.deepcopy(tree)
    for _ in range(rng.randint(1, 4)):
        paths = list(_paths(tree))
        if not paths:
            break
        *above, last = rng.choice(paths)
        parent = tree
        for step in above:
            parent = parent[step]
        match rng.randrange(6):
            case 0:
                del parent[last]
            case 1 | 2:
                parent[last] = copy.deepcopy(rng.choice(ODD))
            case 3:
                parent[last] = {"value": parent[last]} if rng.random() < 0.5 else [parent[last]]
            case 4:
                parent[last] = nested(rng.choice((5, 30, 2000)))
            case _ if isinstance(parent, dict):
                parent[str(last).swapcase()] = parent.pop(last)
    return tree


def nested(levels: int) -> Any:
    """Give a list in a list in a list."""
    tree: Any = "deep"
    for _ in range(levels):
        tree = [tree]
    return tree


def _paths(tree: Any, above: Path_ = ()) -> Any:
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in entries:
        yield (*above, key)
        if len(above) < 3 * DEEPEST:
            yield from _paths(value, (*above, key))


def scrambled(body: bytes, rng: random.Random) -> bytes:
    """Change bytes: cut, flip, double, put in what is no text, or say a key twice."""
    at, to = sorted(rng.randrange(len(body) + 1) for _ in range(2))
    match rng.randrange(6):
        case 0:
            return body[:at]
        case 1:
            return body[:at] + bytes([rng.randrange(256)]) + body[at + 1 :]
        case 2:
            return body[:to] + body[at:to] + body[to:]
        case 3:
            return body[:at] + rng.choice((b"\xff\xfe", b"\x00", b"NaN", b"-Infinity", b"[" * 3000, b'"')) + body[at:]
        case 4:
            return body.replace(b'"request":', b'"request": {"type": "LaunchRequest"}, "request":', 1)
        case _:
            return rng.choice((b"", b"null", b"[]", b"{}", b" " * 200_000, body.decode().encode("utf-16")))


def disguised(body: bytes, levels: int) -> bytes:
    """Nest a list so deeply beside what is there, with closing brackets in strings for who counts those too."""
    deep = b'["]",' * levels + b"1" + b"]" * levels
    return (body.rstrip()[:-1] or b'{"type": 1') + b', "\\"}": ' + deep + b"}"


def written(tree: Any) -> bytes:
    """Write a tree without recursion limits in the way."""
    try:
        return json.dumps(tree).encode()
    except RecursionError:
        return b'{"request":' + b"[" * 5000 + b"]" * 5000 + b"}"
    except ValueError:
        # A number with more digits than Python prints.
        return b'{"request": {"type": "LaunchRequest", "timestamp": ' + b"9" * 5000 + b"}}"


def main() -> int:
    """Try so many cases."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    fuzzer = Fuzzer(random.Random(options.seed))  # repeatable, not secret
    began = time.perf_counter()
    for number in range(options.cases):
        body = fuzzer.case()
        try:
            fuzzer.try_(body)
        except Exception as error:  # noqa: BLE001  # whatever it is, the case is what counts
            sys.stderr.write(f"case {number} of seed {options.seed}: {error!r:.500}\n{body[:5000]!r}\n")
            return 1
    seconds = time.perf_counter() - began
    counts = ", ".join(f"{status}: {count}" for status, count in sorted(fuzzer.seen.items()))
    print(f"fuzz cases: {options.cases} (seed {options.seed}, {seconds:.0f} s), answered {counts}")
    print("500s: 0, invalid responses: 0, refused requests that moved something: 0")
    return 0


if __name__ == "__main__":
    sys.exit(main())
