"""What a runner tells the coach to do differently: kept, in effect at once, and told when asked."""

import pytest

from skill.coach.acts import Ask, Question, Rest, Run
from skill.coach.events import EventKind, Setting
from skill.coach.plan import StepKind
from skill.coach.preferences import MOST_REST_PERCENT, RANGES, SETTINGS
from skill.coach.runner import Counting, Pace, Profile
from tests.coaching import Coaching


def rests(coaching: Coaching) -> list[int]:
    """Give the seconds of the rests still to come."""
    return [s.amount for s in coaching.session.plan[coaching.session.index + 1 :] if s.kind is StepKind.REST]


def ends_at_rests(coaching: Coaching) -> list[bool]:
    """Tell for each rest of the last reply whether the reply has to end behind it."""
    assert coaching.reply is not None
    assert isinstance(coaching.reply.then, Run)
    return [segment.final for segment in coaching.reply.then.segments if isinstance(segment.acts[0], Rest)]


def test_every_setting_has_a_row() -> None:
    """The table of settings leaves none out, and what takes a number says in which range."""
    assert set(SETTINGS) == set(Setting)
    assert set(RANGES) <= set(Setting)


@pytest.mark.parametrize("setting", [s for s in Setting if s not in RANGES])
def test_a_setting_is_kept_and_told(setting: Setting) -> None:
    """Each setting is told when it is made; made twice, it is made once, longer and shorter rests apart."""
    coaching = Coaching()
    coaching.say(EventKind.SETTING, setting=setting)
    assert coaching.lines == [f"set_{setting}"]
    once = coaching.runner.profile
    coaching.say(EventKind.SETTING, setting=setting)
    if setting not in {Setting.LONGER_RESTS, Setting.SHORTER_RESTS}:
        assert coaching.runner.profile == once


@pytest.mark.parametrize(("setting", "number"), [(s, low) for s, (low, _) in RANGES.items()])
def test_a_number_is_kept_and_recited(setting: Setting, number: int) -> None:
    """A number in its range is kept, and read out among the settings."""
    coaching = Coaching()
    coaching.say(EventKind.SETTING, setting=setting, number=number)
    reply = coaching.say(EventKind.SETTINGS)
    assert {"n": number} in [tell.facts for tell in reply.tell if tell.line == f"set_{setting}"]


@pytest.mark.parametrize("setting", RANGES)
def test_a_number_out_of_reason_is_refused(setting: Setting) -> None:
    """A number that no workout can have changes nothing and hears what can be had; no number, what to say."""
    for number in (RANGES[setting][0] - 1, RANGES[setting][1] + 1):
        coaching = Coaching()
        coaching.say(EventKind.SETTING, setting=setting, number=number)
        assert coaching.lines == ["setting_out_of_range"]
        assert coaching.runner.profile == Coaching().runner.profile
    coaching.say(EventKind.SETTING, setting=setting)
    assert coaching.lines == ["which_setting"]


def test_an_unknown_setting_hears_what_can_be_said() -> None:
    """A setting that was not understood changes nothing."""
    coaching = Coaching()
    coaching.say(EventKind.SETTING)
    assert coaching.lines == ["which_setting"]


def test_settings_tell_what_differs_from_the_usual() -> None:
    """The level is always told, the kit where it is known, and everything else only where it is not as usual."""
    coaching = Coaching()
    coaching.say(EventKind.SETTING, setting=Setting.ASK_EFFORT)
    coaching.say(EventKind.SETTINGS)
    assert coaching.lines == ["settings_level"]
    for setting in (Setting.COUNT_EVERY, Setting.SPEAK_SLOWER, Setting.TALK_LESS, Setting.LONGER_RESTS, Setting.QUIET):
        coaching.say(EventKind.SETTING, setting=setting)
    assert (coaching.runner.profile.manner.counting, coaching.runner.profile.manner.pace) == (Counting.EVERY, Pace.SLOW)
    coaching.say(EventKind.SETTINGS)
    assert coaching.lines == [
        "settings_level",
        "set_count_every",
        "set_speak_slower",
        "set_talk_less",
        "set_quiet",
        "set_longer_rests",
    ]


@pytest.mark.parametrize(("kit", "line"), [({"band"}, "settings_kit"), (set(), "settings_no_kit")])
def test_settings_tell_the_kit(kit: set[str], line: str) -> None:
    """Kit is named where there is some, and its absence where there is none."""
    coaching = Coaching()
    coaching.runner = type(coaching.runner)(profile=Profile(equipment=frozenset(kit)), welcomed=True)
    coaching.say(EventKind.SETTINGS)
    assert coaching.lines == ["settings_level", line]


def test_shorter_and_longer_rests_change_what_is_still_to_come() -> None:
    """In mid-set, "less rest" shortens every rest from now on by a quarter, and "more rest" takes it back."""
    coaching = Coaching()
    coaching.say(EventKind.START)
    coaching.reach("squat", 2)
    before = rests(coaching)
    coaching.say(EventKind.LESS_REST)
    assert rests(coaching) == [round(seconds * 0.75) for seconds in before]
    assert isinstance(coaching.reply and coaching.reply.then, Run)
    coaching.say(EventKind.MORE_REST)
    assert all(abs(now - then) <= 1 for now, then in zip(rests(coaching), before, strict=True))


def test_rests_stay_within_reason() -> None:
    """However often rests are made longer, they are at most twice what is written."""
    coaching = Coaching()
    for _ in range(9):
        coaching.say(EventKind.MORE_REST)
    assert coaching.runner.profile.rest_percent == MOST_REST_PERCENT


def test_seconds_of_rest_go_before_the_share() -> None:
    """Rests of so many seconds are all that long, now and in the next workout; longer makes them longer."""
    coaching = Coaching()
    coaching.say(EventKind.START)
    coaching.reach("squat", 1)
    coaching.say(EventKind.SETTING, setting=Setting.REST_SECONDS, number=40)
    assert set(rests(coaching)) == {40}
    coaching.say(EventKind.MORE_REST)
    assert set(rests(coaching)) == {50}
    coaching.say(EventKind.SETTING, setting=Setting.USUAL_RESTS)
    assert set(rests(coaching)) == {50}
    coaching.say(EventKind.NEW_WORKOUT)
    assert set(rests(coaching)) != {50}
    assert (coaching.runner.profile.rest_percent, coaching.runner.profile.rest_seconds) == (100, None)


def test_asked_after_every_set() -> None:
    """Who wants to be asked after every set is asked behind each rest; else one reply goes on over it."""
    coaching = Coaching()
    coaching.say(EventKind.START)
    coaching.reach("squat", 1)
    coaching.say(EventKind.SETTING, setting=Setting.EVERY_SET)
    assert set(ends_at_rests(coaching)) == {True}
    coaching.say(EventKind.SETTING, setting=Setting.MANY_SETS)
    assert set(ends_at_rests(coaching)) == {False}


def test_a_setting_keeps_an_open_question() -> None:
    """A setting made while a question is open leaves it open."""
    coaching = Coaching()
    coaching.say(EventKind.START)
    coaching.reach("squat", 1)
    coaching.say(EventKind.PAUSE)
    reply = coaching.say(EventKind.SETTING, setting=Setting.TICK)
    assert isinstance(reply.then, Ask)
    assert reply.then.question is Question.PAUSED
