"""The endpoint for the load driver: as `skill.web.wsgi`, on loopback, without verification."""

import os

from flask import Flask

from skill.logs import configure
from skill.settings import read_settings
from skill.web.app import create_app
from skill.wiring import build_door, build_turns


def build() -> Flask:
    """Build the endpoint as the environment has it."""
    settings = read_settings(os.environ)
    configure("ERROR")
    return create_app(build_door(build_turns(settings), settings), None)
