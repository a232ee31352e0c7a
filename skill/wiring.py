"""Wiring: how the parts are put together, in one place."""

from skill.alexa.door import Door
from skill.alexa.handlers import ServicesOf
from skill.alexa.services import alexa_services
from skill.content.loader import load_catalogue
from skill.settings import Settings
from skill.speech.voice import Limits
from skill.speech.voices import Voices
from skill.store.open import open_store
from skill.turns import Turns


def build_turns(settings: Settings) -> Turns:
    """Build what takes turns.

    Raises:
        StoreError: The store cannot be opened.
    """
    catalogue = load_catalogue()
    voices = Voices(catalogue, Limits(seconds=settings.block_seconds))
    return Turns(open_store(settings.store), catalogue, voices)


def build_door(turns: Turns, settings: Settings, services: ServicesOf = alexa_services) -> Door:
    """Build the door that takes a request envelope and gives a response envelope."""
    return Door(
        turns,
        load_catalogue(),
        key_secret=settings.key_secret,
        skill_id=settings.skill_id or None,
        audio_bed=settings.audio_bed,
        services=services,
    )
