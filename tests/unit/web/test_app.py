"""The endpoint: what is in order is answered, and everything else is refused without detail and with one log line."""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill.alexa.door import Door
from skill.alexa.requests import runner_key
from skill.content.loader import load_catalogue
from skill.logs import FIELDS, configure
from skill.store.memory import MemoryStore
from skill.web import app
from skill.web.app import MAX_BODY_BYTES, create_app
from skill.web.verification import Verifier
from tests.authority import ADDRESS, NOON, Authority
from tests.envelopes import SKILL, USER, envelope, intent, launch
from tests.responses import assert_valid
from tests.talking import make_turns

SECRET = "test"


def application(store: MemoryStore, verifier: Verifier | None = None) -> FlaskClient:
    """Give a client of the endpoint in front of a store."""
    door = Door(make_turns(store), load_catalogue(), key_secret=SECRET, skill_id=SKILL, clock=lambda: NOON)
    return create_app(door, verifier).test_client()


@pytest.fixture
def store() -> MemoryStore:
    """Give an empty store."""
    return MemoryStore()


@pytest.fixture
def client(store: MemoryStore) -> FlaskClient:
    """Give a client of an endpoint that verifies nothing."""
    return application(store)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Give what is logged, in the form that the operator sees."""
    stream = io.StringIO()
    configure("DEBUG", stream)
    yield stream
    logging.getLogger("skill").handlers.clear()
    logging.getLogger("skill").propagate = True


def test_an_envelope_is_answered(client: FlaskClient) -> None:
    """A request envelope in, a response envelope out."""
    response = client.post("/alexa", json=launch())
    assert response.status_code == 200
    assert response.mimetype == "application/json"
    assert_valid(response.get_json())


def test_health(client: FlaskClient) -> None:
    """Whoever keeps it running can ask whether it runs."""
    assert client.get("/health").get_json()["status"] == "ok"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"null",
        b"[]",
        b'"LaunchRequest"',
        b"{",
        b"{}",
        b'{"request": 1}',
        b'{"request": {"type": ""}}',
        b'{"request": {"type": 7}}',
        b'{"a": NaN}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"{" * 100_000,
        b'{"a":' * 41 + b"1" + b"}" * 41,
        b'{"request":{"type":"LaunchRequest"},"x":' + b'["]",' * 2000 + b"1" + b"]" * 2000 + b"}",
        b'{"request":{"type":"LaunchRequest"},"x":' + b'["\\"]",' * 41 + b"1" + b"]" * 41 + b"}",
        b'{"request":{"type":"LaunchRequest"},"x":"' + b'\\"' * 60_000,
        json.dumps(launch()).encode("utf-16"),
        b'{"request":{"type":"LaunchRequest","x":"\xed\xa0\x80"}}',
        json.dumps({**launch(), "context": {"System": {"application": {"applicationId": "anybody-elses"}}}}).encode(),
        json.dumps({**launch(), "context": {}, "session": {}}).encode(),
        json.dumps({**launch(), "session": {"new": True, "application": {"applicationId": "anybody-elses"}}}).encode(),
    ],
)
def test_what_is_not_in_order_is_refused(client: FlaskClient, body: bytes, log: io.StringIO) -> None:
    """The answer is 400 and says nothing; the reason is in one log line; nothing of the body is."""
    response = client.post("/alexa", data=body, content_type="application/json")
    assert (response.status_code, response.get_json()) == (400, {"error": "bad request"})
    (line,) = [json.loads(line) for line in log.getvalue().splitlines()]
    assert line.keys() <= {"time", "level", "event", *FIELDS}
    assert line["event"] == "request_refused"
    assert "anybody-elses" not in log.getvalue()


def test_brackets_in_strings_nest_nothing(client: FlaskClient) -> None:
    """What is said with brackets in it is not taken for a deep tree."""
    assert client.post("/alexa", json=intent("HelpIntent", {"x": {"value": '\\"[' + "{[" * 100}})).status_code == 200


def test_what_the_parser_gives_up_on_is_refused(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if a deep tree passed the count, it would be a refusal and no fault."""
    monkeypatch.setattr(app, "MAX_DEPTH", 10**9)
    body = b'{"request":' + b"[" * 50_000 + b"]" * 50_000 + b"}"
    assert client.post("/alexa", data=body).status_code == 400


def test_a_large_body_is_not_read(client: FlaskClient, log: io.StringIO) -> None:
    """A body above the limit is refused by its size."""
    assert client.post("/alexa", data=b" " * (MAX_BODY_BYTES + 1)).status_code == 413
    assert len(log.getvalue().splitlines()) == 1


def test_only_post_is_answered(client: FlaskClient) -> None:
    """Looking at the endpoint with a browser says that this is not how."""
    assert client.get("/alexa").status_code == 405
    assert client.get("/elsewhere").status_code == 404


def test_an_unverified_request_moves_nothing(authority: Authority, store: MemoryStore, log: io.StringIO) -> None:
    """With verification on, an unsigned request is refused like any other, and nobody is stored."""
    verifier = Verifier([authority.root.certificate], lambda _: authority.chain, lambda: NOON)
    client = application(store, verifier)
    for headers in ({}, {"SignatureCertChainUrl": ADDRESS, "Signature-256": "AAAA"}):
        response = client.post("/alexa", json=launch(), headers=headers)
        assert (response.status_code, response.get_json()) == (400, {"error": "bad request"})
    assert store.load(runner_key(USER, SECRET)) is None
    assert {json.loads(line)["error"] for line in log.getvalue().splitlines()} == {"UnverifiedRequestError"}


def test_a_forger_who_does_not_know_the_skill_causes_no_fetch(authority: Authority, store: MemoryStore) -> None:
    """What is for another skill is refused before its certificate is looked for."""
    fetched: list[str] = []

    def fetch(address: str) -> bytes:
        fetched.append(address)
        return authority.chain

    client = application(store, Verifier([authority.root.certificate], fetch, lambda: NOON))
    body, headers = authority.signed(json.loads(json.dumps(launch()).replace(SKILL, "amzn1.ask.skill.other")))
    assert client.post("/alexa", data=body, headers=headers).status_code == 400
    assert fetched == []


def test_a_verified_request_is_answered(authority: Authority, store: MemoryStore) -> None:
    """What Amazon signed is answered, and signed for another skill it is not."""
    verifier = Verifier([authority.root.certificate], lambda _: authority.chain, lambda: NOON)
    client = application(store, verifier)
    body, headers = authority.signed(launch())
    assert client.post("/alexa", data=body, headers=headers).status_code == 200
    foreign = {**launch(), "context": {"System": {"application": {"applicationId": "anybody-elses"}}}}
    body, headers = authority.signed(foreign)
    assert client.post("/alexa", data=body, headers=headers).status_code == 400


class Broken:
    """A door behind which something is broken."""

    def answer(self, envelope: object) -> dict[str, Any]:
        """Fail as nobody foresaw."""
        raise RuntimeError(envelope)


def test_an_unforeseen_fault_shows_nothing(log: io.StringIO) -> None:
    """Even a fault of ours is answered without detail, and logged without the request."""
    client = create_app(Broken(), None).test_client()  # type: ignore[arg-type]
    response = client.post("/alexa", json=launch())
    assert (response.status_code, response.get_json()) == (500, {"error": "internal server error"})
    assert USER not in log.getvalue()
    (line,) = [json.loads(text) for text in log.getvalue().splitlines()]
    assert line.keys() <= {"time", "level", "event", *FIELDS}
    assert (line["level"], line["event"], line["status"]) == ("ERROR", "request_failed", 500)
    assert line["error"] == "RuntimeError"
    assert re.fullmatch(r"tests/unit/web/test_app\.py:\d+", line["trace"][-1])
    assert any(place.startswith("skill/web/app.py:") for place in line["trace"])


leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
names = st.sampled_from(["request", "session", "context", "System", "type", "intent", "slots", "attributes"]) | st.text(
    max_size=8
)
bodies = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(names, inner), max_leaves=20)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=bodies)
def test_any_json_is_answered_or_refused(client: FlaskClient, store: MemoryStore, body: Any) -> None:
    """Whatever JSON comes, the answer is 200 or 400, and nobody is stored by it."""
    response = client.post("/alexa", data=json.dumps(body).encode(), content_type="application/json")
    assert response.status_code in {200, 400}
    assert store.load(runner_key(USER, SECRET)) is None


def test_odd_text_is_answered(client: FlaskClient) -> None:
    """Halves of characters, which JSON can carry and UTF-8 cannot, break nothing."""
    odd = "\ud800"
    whole = intent("HowToIntent", {odd: {"name": odd, "value": odd}, "exercise": {"name": "exercise", "value": odd}})
    whole["context"]["System"]["user"]["userId"] = odd
    whole["context"]["System"]["device"]["deviceId"] = odd
    whole["session"]["user"]["userId"] = odd
    for request in (whole, envelope({"type": odd}), {**whole, "request": {**whole["request"], "requestId": odd}}):
        assert client.post("/alexa", json=request).status_code == 200
