"""What a WSGI server serves: the endpoint, verified, with everything read from the environment.

gunicorn --config infra/server/gunicorn.conf.py
"""

import os

from flask import Flask

from skill.logs import configure
from skill.settings import Settings, check_own_secret, check_own_skill, read_settings
from skill.web.app import create_app
from skill.web.chains import trusted_roots
from skill.web.fetching import https_fetcher
from skill.web.verification import Verifier
from skill.wiring import build_door, build_turns


def build() -> Flask:
    """Build the endpoint as the environment has it.

    Raises:
        SettingError: A setting cannot be used, or the skill's id or the secret is not set.
    """
    settings = read_settings(os.environ)
    configure(settings.log_level)
    return build_endpoint(settings)


def build_endpoint(settings: Settings) -> Flask:
    """Build the endpoint for Amazon.

    Raises:
        SettingError: The skill's id or the secret is not set, or there are no roots to trust.
        StoreError: The store cannot be opened.
    """
    check_own_skill(settings)
    check_own_secret(settings)
    return create_app(build_door(build_turns(settings), settings), build_verifier(settings))


def build_verifier(settings: Settings) -> Verifier:
    """Build what verifies that requests come from Amazon, for this skill.

    Raises:
        SettingError: There are no roots to trust.
    """
    return Verifier(trusted_roots(settings.ca_bundle), https_fetcher(settings.ca_bundle))
