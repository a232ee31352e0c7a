"""What a runner tells the coach to do differently from now on, and what is kept of it.

Each setting is one row of a table: what it changes, and when it holds. A change takes effect at once, the rests of the
workout in progress included. How it is said, and how words and ticks are laid out, is the speech room's business.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from skill.coach.acts import Tell
from skill.coach.events import Setting
from skill.coach.moment import Moment, Reply, stay
from skill.coach.plan import Plan, Step, StepKind
from skill.coach.runner import Counting, Manner, Pace, Profile, Steps

# Each "longer" or "shorter" moves all rests by a quarter of what is written, between half and double.
REST_STEP_PERCENT = 25
LEAST_REST_PERCENT, MOST_REST_PERCENT = 50, 200
FULL_PERCENT = 100
# What a number may be: seconds of rest (the count-in needs some), minutes of a workout, days of a week.
RANGES: Mapping[Setting, tuple[int, int]] = {
    Setting.REST_SECONDS: (10, 240),
    Setting.MINUTES: (5, 90),
    Setting.DAYS: (1, 7),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """One setting: how it changes a profile, given its number or 0, and whether a profile has it beside the usual."""

    change: Callable[[Profile, int], Profile]
    holds: Callable[[Profile], bool] = lambda _: False


def _manner(changed: Callable[[Manner], Manner], holds: Callable[[Manner], bool] = lambda _: False) -> Kept:
    return Kept(lambda p, _: replace(p, manner=changed(p.manner)), lambda p: holds(p.manner))


def _counting(counting: Counting) -> Kept:
    usual = counting is Counting.DEFAULT
    return _manner(lambda m: replace(m, counting=counting), lambda m: m.counting is counting and not usual)


def _pace(pace: Pace) -> Kept:
    return _manner(lambda m: replace(m, pace=pace), lambda m: m.pace is pace and pace is not Pace.NORMAL)


def _stretched(profile: Profile, percent: int) -> Profile:
    """Make rests longer or shorter: seconds that were asked for, or else the share of what is written."""
    if profile.rest_seconds is not None:
        least, most = RANGES[Setting.REST_SECONDS]
        seconds = round(profile.rest_seconds * (FULL_PERCENT + percent) / FULL_PERCENT)
        return replace(profile, rest_seconds=min(max(seconds, least), most))
    return replace(
        profile, rest_percent=min(max(profile.rest_percent + percent, LEAST_REST_PERCENT), MOST_REST_PERCENT)
    )


SETTINGS: Mapping[Setting, Kept] = {
    Setting.COUNT_EVERY: _counting(Counting.EVERY),
    Setting.COUNT_FIVES: _counting(Counting.FIVES),
    Setting.COUNT_LAST_THREE: _counting(Counting.LAST_THREE),
    Setting.COUNT_QUIET: _counting(Counting.QUIET),
    Setting.COUNT_USUAL: _counting(Counting.DEFAULT),
    Setting.SPEAK_SLOWER: _pace(Pace.SLOW),
    Setting.SPEAK_FASTER: _pace(Pace.FAST),
    Setting.SPEAK_NORMALLY: _pace(Pace.NORMAL),
    Setting.TALK_LESS: _manner(lambda m: replace(m, brief=True), lambda m: m.brief),
    Setting.TALK_MORE: _manner(lambda m: replace(m, brief=False)),
    Setting.ENCOURAGE: _manner(lambda m: replace(m, encouragement=True)),
    Setting.NO_ENCOURAGEMENT: _manner(lambda m: replace(m, encouragement=False), lambda m: not m.encouragement),
    Setting.ASK_EFFORT: Kept(lambda p, _: replace(p, ask_effort=True)),
    Setting.NO_EFFORT_QUESTION: Kept(lambda p, _: replace(p, ask_effort=False), lambda p: not p.ask_effort),
    Setting.TICK: _manner(lambda m: replace(m, tick=True), lambda m: m.tick),
    Setting.NO_TICK: _manner(lambda m: replace(m, tick=False)),
    Setting.EVERY_SET: Kept(lambda p, _: replace(p, steps=Steps.SETS), lambda p: p.steps is Steps.SETS),
    Setting.MANY_SETS: Kept(lambda p, _: replace(p, steps=Steps.MANY)),
    Setting.QUIET: Kept(lambda p, _: replace(p, quiet=True), lambda p: p.quiet),
    Setting.JUMPS: Kept(lambda p, _: replace(p, quiet=False)),
    Setting.LONGER_RESTS: Kept(lambda p, _: _stretched(p, REST_STEP_PERCENT), lambda p: _by_share(p) > FULL_PERCENT),
    Setting.SHORTER_RESTS: Kept(lambda p, _: _stretched(p, -REST_STEP_PERCENT), lambda p: _by_share(p) < FULL_PERCENT),
    Setting.USUAL_RESTS: Kept(lambda p, _: replace(p, rest_percent=FULL_PERCENT, rest_seconds=None)),
    Setting.REST_SECONDS: Kept(lambda p, n: replace(p, rest_seconds=n), lambda p: p.rest_seconds is not None),
    Setting.MINUTES: Kept(lambda p, n: replace(p, minutes=n), lambda p: p.minutes is not None),
    Setting.ANY_MINUTES: Kept(lambda p, _: replace(p, minutes=None)),
    Setting.DAYS: Kept(lambda p, n: replace(p, days=n), lambda p: p.days is not None),
    Setting.HARD_WITH_HARD: Kept(lambda p, _: replace(p, hard_with_hard=True), lambda p: p.hard_with_hard),
    Setting.HARD_APART: Kept(lambda p, _: replace(p, hard_with_hard=False)),
}


def change(moment: Moment) -> Reply:
    """Keep a setting from now on; a number that no workout can have is refused, with those that can be had."""
    setting, number = moment.event.setting, moment.event.number
    if setting is None or (setting in RANGES and number is None):
        return stay(moment, Tell("which_setting"))
    low, high = RANGES.get(setting, (0, 0))
    if setting in RANGES and not low <= (number or 0) <= high:
        return stay(moment, Tell("setting_out_of_range", {"n": low, "most": high}))
    return _changed(moment, setting, number or 0)


def longer_rests(moment: Moment) -> Reply:
    """Make every rest from now on longer: what "more rest" means where none is going on."""
    return _changed(moment, Setting.LONGER_RESTS, 0)


def shorter_rests(moment: Moment) -> Reply:
    """Make every rest from now on shorter: what "less rest" means where none is going on."""
    return _changed(moment, Setting.SHORTER_RESTS, 0)


def recite(moment: Moment) -> Reply:
    """Say what is kept: the level, the kit, and whatever differs from the usual."""
    profile = moment.runner.profile
    kit = profile.equipment
    told = [Tell("settings_level", {"level": profile.level})]
    if kit:
        told.append(Tell("settings_kit", {"kit": tuple(sorted(kit))}))
    elif kit is not None:
        told.append(Tell("settings_no_kit"))
    return stay(moment, *told, *_holding(profile))


def with_rests(plan: Plan, after: int, before: Profile, now: Profile) -> Plan:
    """Give a plan whose rests behind the step at `after` fit another profile than they were made for."""
    return tuple(_rest(step, before, now) if index > after else step for index, step in enumerate(plan))


def _by_share(profile: Profile) -> int:
    return FULL_PERCENT if profile.rest_seconds is not None else profile.rest_percent


def _rest(step: Step, before: Profile, now: Profile) -> Step:
    if step.kind is not StepKind.REST:
        return step
    if now.rest_seconds is not None:
        return replace(step, amount=now.rest_seconds)
    if before.rest_seconds is not None:
        # What was written is known again when the next workout is laid out.
        return step
    return replace(step, amount=round(step.amount * now.rest_percent / before.rest_percent))


def _holding(profile: Profile) -> Iterator[Tell]:
    numbers = {
        Setting.REST_SECONDS: profile.rest_seconds,
        Setting.MINUTES: profile.minutes,
        Setting.DAYS: profile.days,
    }
    for setting, kept in SETTINGS.items():
        if kept.holds(profile):
            yield _told(setting, numbers.get(setting) or 0)


def _told(setting: Setting, number: int) -> Tell:
    return Tell(f"set_{setting}", {"n": number} if setting in RANGES else {})


def _changed(moment: Moment, setting: Setting, number: int) -> Reply:
    before, session = moment.runner.profile, moment.runner.session
    profile = SETTINGS[setting].change(before, number)
    if session is not None:
        session = replace(session, plan=with_rests(session.plan, session.index, before, profile))
    runner = replace(moment.runner, profile=profile, session=session)
    return stay(replace(moment, runner=runner), _told(setting, number))
