"""Several people of one account, told apart by name; and sessions that belong to whoever opened them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from skill.coach.events import EventKind
from skill.coach.runner import Runner
from skill.documents import document_of, runner_from
from skill.household import MOST_PEOPLE, named_key
from skill.outage import ATTEMPTS
from skill.store.errors import Unavailable
from skill.store.memory import MemoryStore
from skill.store.port import Saved, Store
from tests.talking import Talk

SAM = named_key("runner", "sam")
FINE, DOWN, RIVAL = "fine", "down", "rival"


class Flaky:
    """A store that lets each write through, goes away, or lets another device finish a workout before it."""

    def __init__(self, behind: Store) -> None:
        """Stand in front of a store."""
        self.behind = behind
        self.script: list[str] = []

    def __getattr__(self, name: str) -> Any:
        """Do everything else as the store behind."""
        return getattr(self.behind, name)

    def save(self, runner: str, document: Mapping[str, Any], **facts: Any) -> int:
        """Write, or not, as the script says."""
        step = self.script.pop(0) if self.script else FINE
        if step == DOWN:
            raise Unavailable("down")
        saved = self.behind.load("runner")
        if step == RIVAL and saved is not None:
            there = runner_from(saved.document)
            written = document_of(replace(there, finished=there.finished + 1))
            self.behind.save("runner", written, expected=saved.version)
        return self.behind.save(runner, document, **facts)


def kept(talk: Talk, key: str) -> Runner:
    """Give a runner as stored."""
    saved = talk.store.load(key)
    assert saved is not None, "nothing is stored"
    return runner_from(saved.document)


def new_session(talk: Talk, kind: EventKind, **facts: Any) -> str:
    """Say the first words of a new session; give what is answered."""
    talk.carried = None
    return talk.say(kind, opens=True, **facts).speech.text


@pytest.fixture
def talk() -> Talk:
    """Give an account whose own runner is in the middle of squats."""
    talk = Talk()
    talk.say(EventKind.OPEN, opens=True)
    talk.say(EventKind.READY)
    talk.say(EventKind.GO_TO, exercise="squat")
    talk.wait(120)
    return talk


def test_a_name_switches_to_a_place_of_its_own(talk: Talk) -> None:
    """Sam starts from nothing; the account's own workout waits at its place, and is there again later."""
    hello = talk.say(EventKind.IDENTIFY, name="sam")
    assert "Sam" in hello.speech.text
    assert not hello.ends
    talk.say(EventKind.YES)
    talk.say(EventKind.START)
    assert kept(talk, SAM).session is not None
    assert kept(talk, SAM).session.log == ()
    own = kept(talk, talk.key)
    assert (own.people, own.speaking) == (("sam",), "sam")
    assert own.session is not None
    assert own.session.log
    back = talk.say(EventKind.IDENTIFY, name="")
    assert "squats" in back.speech.text.lower()
    assert kept(talk, talk.key).speaking == ""


def test_the_next_session_is_that_of_whoever_spoke_last(talk: Talk) -> None:
    """A name is remembered from session to session."""
    talk.say(EventKind.IDENTIFY, name="sam")
    talk.say(EventKind.STOP)
    assert "Sam" in new_session(talk, EventKind.WHO)


def test_a_workout_is_written_down_for_whoever_did_it(talk: Talk) -> None:
    """Sam's workout is in Sam's log and in no other."""
    talk.say(EventKind.IDENTIFY, name="sam")
    talk.say(EventKind.YES)
    talk.say(EventKind.READY)
    talk.say(EventKind.GO_TO, exercise="squat")
    talk.wait(120)
    talk.say(EventKind.FINISH_EARLY)
    assert len(talk.store.workouts(SAM)) == 1
    assert talk.store.workouts(talk.key) == ()


def test_saying_the_same_name_again_changes_nothing(talk: Talk) -> None:
    """Whoever speaks already only hears their name."""
    talk.say(EventKind.IDENTIFY, name="sam")
    version = talk.store.load(talk.key)
    assert "Sam" in talk.say(EventKind.IDENTIFY, name="sam").speech.text
    assert talk.store.load(talk.key) == version


def test_a_recognised_voice_needs_no_name(talk: Talk) -> None:
    """Whoever Amazon knows by voice has a place anyway: a name switches nothing."""
    answer = talk.say(EventKind.IDENTIFY, name="sam", recognised=True)
    assert "voice" in answer.speech.text
    assert talk.store.load(SAM) is None
    assert "voice" in talk.say(EventKind.WHO, recognised=True).speech.text


def test_a_name_that_is_none_is_asked_for(talk: Talk) -> None:
    """Where no first name was understood, the coach says how to say it."""
    assert "first name" in talk.say(EventKind.IDENTIFY).speech.text
    assert "first name" in talk.say(EventKind.WHO).speech.text


def test_somebody_else_in_the_session_does_not_take_it_over(talk: Talk) -> None:
    """When another voice is recognised in mid-session, the workout stays that of whoever opened it."""
    request = replace(talk.request(EventKind.NEXT), runner="somebody else")
    talk.send(request)
    assert talk.store.load("somebody else") is None
    assert kept(talk, talk.key).session is not None


def test_deleting_sam_leaves_the_others(talk: Talk) -> None:
    """Sam's data and name are gone; the account's own place, and Anna's, are as they were."""
    own = kept(talk, talk.key)
    for name in ("anna", "sam"):
        talk.say(EventKind.IDENTIFY, name=name)
    talk.say(EventKind.DELETE_DATA)
    assert kept(talk, SAM).ask is not None
    assert talk.say(EventKind.YES).ends
    assert talk.store.load(SAM) is None
    left = kept(talk, talk.key)
    assert (left.people, left.speaking) == (("anna",), "")
    assert left.session is not None
    assert own.session is not None
    assert left.session.log[: len(own.session.log)] == own.session.log
    assert talk.store.load(named_key(talk.key, "anna")) is not None


def test_deleting_the_accounts_own_runner_leaves_the_named_ones(talk: Talk) -> None:
    """Each deletes for themself."""
    talk.say(EventKind.IDENTIFY, name="sam")
    talk.say(EventKind.IDENTIFY, name="")
    talk.say(EventKind.DELETE_DATA)
    talk.say(EventKind.YES)
    assert kept(talk, talk.key) == Runner(people=("sam",))
    assert talk.store.load(SAM) is not None


def test_disabling_the_skill_deletes_everybody(talk: Talk) -> None:
    """Whoever was named on the account goes with it."""
    talk.say(EventKind.IDENTIFY, name="sam")
    talk.turns.forget(talk.key, talk.now)
    assert talk.store.load(SAM) is None
    assert talk.store.load(talk.key) is None


def test_a_household_has_a_limit(talk: Talk) -> None:
    """Beyond eight names nobody is added, and nobody is switched to."""
    names = [f"{letter}na" for letter in "abcdefgh"]
    for name in names:
        talk.say(EventKind.IDENTIFY, name=name)
    assert len(names) == MOST_PEOPLE
    answer = talk.say(EventKind.IDENTIFY, name="zoe")
    assert answer.ends
    assert "eight" in answer.speech.text
    assert kept(talk, talk.key).people == tuple(names)


class OutOfReach(MemoryStore):
    """A store that can go away."""

    down = False

    def load(self, runner: str) -> Saved | None:
        """Read, unless down."""
        if self.down:
            raise Unavailable("down")
        return super().load(runner)

    def save(self, runner: str, document: Mapping[str, Any], **facts: Any) -> int:
        """Write, unless down."""
        if self.down:
            raise Unavailable("down")
        return super().save(runner, document, **facts)


def test_no_switch_while_the_store_is_down() -> None:
    """What cannot be looked up is not switched to, and that is said; the session's own runner stays."""
    store = OutOfReach()
    talk = Talk(store=store)
    talk.say(EventKind.HELP, opens=True)
    store.down = True
    answer = talk.say(EventKind.IDENTIFY, name="sam")
    assert answer.ends
    assert "can't switch" in answer.speech.text
    store.down = False
    assert talk.store.load(SAM) is None


def test_a_name_that_comes_again_moves_nobody(talk: Talk) -> None:
    """Sam said their name, then Anna did: the first request coming again changes nothing that is stored."""
    first = talk.request(EventKind.IDENTIFY, name="sam")
    talk.send(first)
    talk.say(EventKind.IDENTIFY, name="anna")
    stored = {key: talk.store.load(key) for key in (talk.key, SAM, named_key(talk.key, "anna"))}
    again = Talk(store=talk.store, now=talk.now).send(first)
    assert not again.ends
    assert {key: talk.store.load(key) for key in stored} == stored


def test_an_opening_that_comes_again_opens_for_nobody_else(talk: Talk) -> None:
    """Anna opened the skill, then the owner let Sam speak: the opening coming again does not move Sam's place."""
    talk.say(EventKind.IDENTIFY, name="anna")
    anna = Talk(store=talk.store, now=talk.now)
    opening = anna.request(EventKind.OPEN, request_id="opening", opens=True)
    anna.send(opening)
    owner = Talk(store=talk.store, now=talk.now)
    owner.say(EventKind.IDENTIFY, name="")
    owner.say(EventKind.IDENTIFY, name="sam")
    stored = talk.store.load(SAM), talk.store.load(talk.key)
    Talk(store=talk.store, now=talk.now).send(opening)
    assert (talk.store.load(SAM), talk.store.load(talk.key)) == stored


def test_the_owner_who_comes_back_twice(talk: Talk) -> None:
    """The account's own runner hears where they are, and the request coming again changes nothing."""
    talk.say(EventKind.IDENTIFY, name="sam")
    back = talk.request(EventKind.IDENTIFY, name="")
    assert "squats" in talk.send(back).speech.text.lower()
    talk.say(EventKind.IDENTIFY, name="sam")
    stored = talk.store.load(talk.key), talk.store.load(SAM)
    Talk(store=talk.store, now=talk.now).send(back)
    assert (talk.store.load(talk.key), talk.store.load(SAM)) == stored


def test_a_switch_that_got_half_way_is_finished(talk: Talk) -> None:
    """The name is written and the store goes away: the request that comes again greets Sam, once."""
    store = Flaky(talk.store)
    cut = Talk(store=store, now=talk.now, carried=talk.carried)
    request = cut.request(EventKind.IDENTIFY, name="sam")
    store.script = [FINE, FINE, DOWN]
    cut.send(request)
    assert kept(talk, talk.key).speaking == "sam"
    assert "Sam" in cut.send(request).speech.text
    assert kept(talk, talk.key).people == ("sam",)


@pytest.mark.parametrize("script", [[RIVAL], [FINE, RIVAL], [RIVAL, RIVAL, FINE, RIVAL]])
def test_others_write_while_somebody_says_their_name(talk: Talk, script: list[str]) -> None:
    """Conflicts hold no switch up, and what the others wrote is there."""
    store = Flaky(talk.store)
    store.script = list(script)
    both = Talk(store=store, now=talk.now, carried=talk.carried)
    assert "Sam" in both.say(EventKind.IDENTIFY, name="sam").speech.text
    own = kept(talk, talk.key)
    assert (own.people, own.speaking, own.finished) == (("sam",), "sam", script.count(RIVAL))
    assert own.session is not None


def test_nothing_of_an_unsaved_workout_is_lost_by_a_name(talk: Talk) -> None:
    """While the store is down nobody switches, and the session that alone knows the sets stays open and is saved."""
    store = OutOfReach()
    away = Talk(store=store, now=talk.now)
    saved = talk.store.load(talk.key)
    assert saved is not None
    store.save(talk.key, saved.document, expected=0)
    away.say(EventKind.OPEN, opens=True)
    away.say(EventKind.YES)
    away.wait(240)
    store.down = True
    answer = away.say(EventKind.IDENTIFY, name="sam")
    assert "can't switch" in answer.speech.text
    assert not answer.ends
    known = answer.runner.session
    assert known is not None
    store.down = False
    away.say(EventKind.HELP)
    own = kept(away, away.key).session
    assert own is not None
    assert set(known.log) <= set(own.log)
    assert len(own.log) > 0


def test_after_sam_is_deleted_it_is_said_whose_place_it_is(talk: Talk) -> None:
    """Whoever asks for what was done next hears the account's own history, and has been told so."""
    talk.say(EventKind.IDENTIFY, name="sam")
    talk.say(EventKind.DELETE_DATA)
    answer = talk.say(EventKind.YES)
    assert answer.ends
    assert "main place of this account" in answer.speech.text
    talk.say(EventKind.DELETE_DATA, opens=True)
    assert "main place" not in talk.say(EventKind.YES).speech.text


def test_others_write_while_sam_is_deleted(talk: Talk) -> None:
    """A conflict on the names does not bring Sam back."""
    talk.say(EventKind.IDENTIFY, name="sam")
    talk.say(EventKind.DELETE_DATA)
    store = Flaky(talk.store)
    store.script = [RIVAL, RIVAL]
    assert Talk(store=store, now=talk.now, carried=talk.carried).say(EventKind.YES).ends
    assert talk.store.load(SAM) is None
    assert kept(talk, talk.key).people == ()
    assert kept(talk, talk.key).finished == 2


def test_others_write_without_end_while_sam_says_their_name(talk: Talk) -> None:
    """In a storm of conflicts nobody switches, and that is said."""
    store = Flaky(talk.store)
    store.script = [FINE, *[RIVAL] * ATTEMPTS]
    stormy = Talk(store=store, now=talk.now, carried=talk.carried)
    assert "can't switch" in stormy.say(EventKind.IDENTIFY, name="sam").speech.text
    assert kept(talk, talk.key).speaking == ""


def test_disabling_spares_whoever_came_back(talk: Talk) -> None:
    """Sam trained again after the account had left: the late event deletes the others, and not Sam."""
    talk.say(EventKind.IDENTIFY, name="anna")
    left = talk.now
    talk.wait(60)
    talk.say(EventKind.IDENTIFY, name="sam")
    talk.say(EventKind.YES)
    talk.turns.forget(talk.key, left)
    assert talk.store.load(SAM) is not None
    assert talk.store.load(named_key(talk.key, "anna")) is None


def test_disabling_needs_nothing_readable(talk: Talk) -> None:
    """Somebody whose state is damaged is deleted with the others."""
    talk.say(EventKind.IDENTIFY, name="sam")
    saved = talk.store.load(SAM)
    assert saved is not None
    talk.store.save(SAM, {"damaged": True}, expected=saved.version)
    talk.turns.forget(talk.key, talk.now)
    assert talk.store.load(SAM) is None
    assert talk.store.load(talk.key) is None


@pytest.mark.parametrize("damage", [{"damaged": True}, {"format": 999}])
def test_a_damaged_place_is_never_written_over(talk: Talk, damage: dict[str, Any]) -> None:
    """Nobody switches to a place that cannot be read, or that a newer release wrote."""
    talk.store.save(SAM, damage, expected=0)
    answer = talk.say(EventKind.IDENTIFY, name="sam")
    assert "can't switch" in answer.speech.text
    saved = talk.store.load(SAM)
    assert saved is not None
    assert saved.document == damage


def test_no_name_is_readable_in_a_key() -> None:
    """Keys of different names and accounts differ, and hold neither."""
    assert len({SAM, named_key("runner", "anna"), named_key("other", "sam"), "runner"}) == 4
    assert "sam" not in SAM
