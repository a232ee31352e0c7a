"""The endpoint's word on whether it can keep turns."""

import logging

import pytest
from flask.testing import FlaskClient

from skill.alexa.door import Door
from skill.content.loader import load_catalogue
from skill.store.errors import Unavailable
from skill.store.memory import MemoryStore
from skill.web.app import create_app
from tests.talking import make_turns


class Away(MemoryStore):
    """A store that does not answer."""

    def ping(self) -> None:
        """Fail."""
        raise Unavailable("away")


def _client(store: MemoryStore) -> FlaskClient:
    return create_app(Door(make_turns(store), load_catalogue(), key_secret="x"), None).test_client()


def test_a_store_that_answers_is_ready() -> None:
    """Live and ready."""
    client = _client(MemoryStore())
    assert (client.get("/health").status_code, client.get("/ready").status_code) == (200, 200)


def test_a_store_that_is_away_is_live_but_not_ready(caplog: pytest.LogCaptureFixture) -> None:
    """A balancer takes the server out, nobody restarts it, and the operator finds a line."""
    client = _client(Away())
    with caplog.at_level(logging.WARNING):
        assert client.get("/ready").status_code == 503
    assert client.get("/health").status_code == 200
    assert [record.message for record in caplog.records] == ["store_unavailable"]
