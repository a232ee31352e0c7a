"""The Lambda entry point: the envelope that Amazon sends in, the response envelope out.

Everything is built when the module is imported: a function that starts from a snapshot then has it in the snapshot,
and any other has it before the first runner waits. Nothing is connected yet, since no connection outlives a snapshot.
A setting that cannot be used stops the import, and with it the release.
"""

import logging
import os
from typing import Any

from skill.errors import RunnerStrengthError
from skill.logs import configure
from skill.settings import check_own_secret, check_own_skill, read_settings
from skill.store.errors import StoreError
from skill.wiring import build_door, build_turns

_log = logging.getLogger(__name__)

_settings = read_settings(os.environ)
check_own_skill(_settings)
check_own_secret(_settings)
configure(_settings.log_level, service=os.environ.get("AWS_LAMBDA_FUNCTION_NAME"))
_door = build_door(build_turns(_settings), _settings)


def handler(event: object, context: object) -> dict[str, Any]:
    """Answer one request.

    Raises:
        ForeignSkillError: It is for another skill.
        MalformedEnvelopeError: It is no request.
        StoreError: It has to be sent again later, as Amazon does with events.
    """
    _ = context
    try:
        return _door.answer(event)
    except StoreError as error:
        _log.warning("request_put_off", extra={"error": type(error).__name__})
        raise
    except RunnerStrengthError as error:
        _log.warning("request_refused", extra={"error": type(error).__name__, "reason": str(error)})
        raise
    except Exception:
        _log.exception("request_failed")
        raise
