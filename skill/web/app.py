"""The self-hosted endpoint: `POST /alexa` for Amazon, `GET /health` and `GET /ready` for whoever keeps it running.

A request that is not wholly in order is answered with 400 and no detail; the operator finds the reason in one log line.
"""

import json
import logging
import re
from typing import Any, NoReturn

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from skill.alexa.door import Door
from skill.errors import RunnerStrengthError
from skill.store.errors import StoreError
from skill.web.errors import UnreadableBodyError
from skill.web.verification import Verifier

_log = logging.getLogger(__name__)

# Amazon's envelopes have a few kilobytes, and ours in them no more than six.
MAX_BODY_BYTES = 128 * 1024
# Deeper trees than this are no envelopes, and Python's own parser would give up on much deeper ones.
MAX_DEPTH = 40
# A string of JSON, or one that does not end: what is in it opens and closes nothing.
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)


class _Endpoint(Flask):
    """Flask, but for its own line about an exception: the handler of faults leaves one, with all that may be told."""

    def log_exception(self, exc_info: object) -> None:
        """Leave no line."""


def create_app(door: Door, verifier: Verifier | None) -> Flask:
    """Make the web application.

    Args:
        door: What answers envelopes.
        verifier: What verifies that requests come from Amazon; None for local work only.
    """
    app = _Endpoint(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES

    @app.post("/alexa")
    def alexa() -> Response:
        body = request.get_data()
        envelope = parsed(body)
        if verifier is not None:
            # Whoever does not know the skill's id causes no fetch of a certificate.
            door.check(envelope)
            verifier.verify(dict(request.headers), body, envelope)
        return jsonify(door.answer(envelope))

    @app.get("/health")
    def health() -> Response:
        return jsonify(status="ok")

    @app.get("/ready")
    def ready() -> tuple[Response, int]:
        try:
            door.ready()
        except StoreError as error:
            _log.warning("store_unavailable", extra={"at": "ready", "error": type(error).__name__})
            return jsonify(status="store unavailable"), 503
        return jsonify(status="ready"), 200

    @app.errorhandler(RunnerStrengthError)
    def refused(error: RunnerStrengthError) -> tuple[Response, int]:
        _log.warning("request_refused", extra={"error": type(error).__name__, "reason": str(error)})
        return jsonify(error="bad request"), 400

    @app.errorhandler(StoreError)
    def unavailable(error: StoreError) -> tuple[Response, int]:
        # Only what Amazon will send again comes here; whatever a runner says is answered in words.
        _log.warning("request_put_off", extra={"error": type(error).__name__})
        return jsonify(error="unavailable"), 503

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> tuple[Response, int]:
        status = error.code or 500
        fault = getattr(error, "original_exception", None)
        level = logging.ERROR if fault else logging.WARNING
        _log.log(level, "request_failed", exc_info=fault, extra={"status": status})
        return jsonify(error=error.name.lower()), status

    return app


def parsed(body: bytes) -> dict[str, Any]:
    """Parse a request's body.

    Raises:
        UnreadableBodyError: It is no JSON object in UTF-8, or nested too deeply.
    """
    try:
        # Python's parser would take other encodings too, in which brackets and quotes are other bytes.
        text = body.decode()
        if _depth(text) > MAX_DEPTH:
            raise UnreadableBodyError("the body is nested too deeply")
        envelope = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise UnreadableBodyError("the body is no JSON") from error
    if not isinstance(envelope, dict):
        raise UnreadableBodyError("the body is no JSON object")
    return envelope


def _no_number(name: str) -> NoReturn:
    """Refuse `NaN` and `Infinity`, which Python's parser takes and JSON has not."""
    raise ValueError(f"{name} is no number")


def _depth(text: str) -> int:
    """Give the most brackets that are open at once, as a parser counts them."""
    deepest = depth = 0
    for letter in _STRING.sub("", text):
        if letter in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in "}]":
            depth -= 1
    return deepest
