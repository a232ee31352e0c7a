"""What to do today around the runs: the rules in their order, of which the first that fits decides.

The rules are coaching table 4. Those that let legs be trained (an easy day, a day without a run) come after those that
spare them for soreness, a full week or a bad night, so that the first that fits is also the most careful one.
Nothing here knows words; each rule's name is the key of its reason.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from skill.coach.diary import WEEK, Diary, Distance, Run


class Kind(StrEnum):
    """What a day is good for."""

    REST = "rest"
    MOBILITY = "mobility"
    CORE = "core"  # core and upper body: nothing that tires the legs
    LIGHT = "light"  # the workout that is due, with half its sets
    EASED = "eased"  # the workout that is due, with about a third less, and nothing new
    FULL = "full"  # the workout that is due


# Kinds in which legs work.
LEGS = frozenset({Kind.LIGHT, Kind.EASED, Kind.FULL})


@dataclass(frozen=True, slots=True)
class Situation:
    """What a decision depends on. None is for what is not known.

    Attributes:
        today: What is run today.
        tomorrow: What is run tomorrow.
        yesterday: What was run yesterday.
        race_in: Days until the next race; 0 today.
        since_race: Days since the last race.
        raced: How far that race was.
        legs_hours_ago: Hours since the legs were trained last, up to a week.
        legs_in_week: Leg sessions of the last seven days.
        sessions_in_week: Runs and strength sessions of the last seven days, whatever those trained.
        level: beginner, intermediate or advanced.
        ran_hours_ago: Hours since today's run was over; None where it is still to come.
        hard_with_hard: Whether the runner wants legs after hard runs, so that easy days stay easy.
        run_near: Whether a hard or long run is today or tomorrow, without it being known which.
        sore: Soreness from 0 to 10.
        tired: Whether the night was short or the day was hard.
        ill: Whether the runner is ill; nothing keeps that beyond the conversation.
        hurts: Whether something hurts in a way that changes how the runner moves; likewise.
    """

    today: Run | None = None
    tomorrow: Run | None = None
    yesterday: Run | None = None
    race_in: int | None = None
    since_race: int | None = None
    raced: Distance | None = None
    legs_hours_ago: float | None = None
    legs_in_week: int = 0
    sessions_in_week: int = 0
    level: str = "beginner"
    ran_hours_ago: float | None = None
    hard_with_hard: bool = False
    run_near: bool = False
    sore: int | None = None
    tired: bool = False
    ill: bool = False
    hurts: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What is proposed and why.

    Attributes:
        rule: The rule's name, which is the key of the spoken reason.
        kind: What is proposed.
        minutes: How long it may take; None for as long as the workout takes.
        firm: Whether the runner cannot overrule it.
        familiar: Whether it may bring no move that the runner has not done before.
    """

    rule: str
    kind: Kind
    minutes: int | None = None
    firm: bool = False
    familiar: bool = False


Applies = Callable[[Situation], bool]

_KEY = frozenset({Run.HARD, Run.LONG, Run.RACE})
_REST_OR_EASY = frozenset({Run.EASY, Run.NONE})
# The hours between a hard run and legs on the same day (coaching table 4, row 14).
HOURS_APART = 3
# Days of recovery from a race: only mobility, then nothing for the legs, then lightly (row 8).
_RECOVERY = {Distance.SHORT: (1, 1, 1), Distance.HALF: (3, 4, 6), Distance.MARATHON: (7, 9, 14)}
# What a race of no told distance is recovered from like: the careful side, short of two weeks.
UNTOLD = Distance.HALF
# Soreness that is none, that is slight, and that is too much (rows 10, 13 and 19).
UNNOTICED, SLIGHT, VERY_SORE = 2, 3, 7
# Who trains on the same days every week comes at about the same hour, and not to the minute: two days, and a week, are
# taken as over some hours early.
EARLY = timedelta(hours=2)
TWO_DAYS_HOURS = 48
# The most leg sessions in seven days (row 20).
_MOST = {"beginner": 2}
_MOST_OTHERS = 3
# And with a race ahead (rows 23 and 24): at most two, from twelve weeks before it.
_MOST_PREPARING = 2
_PREPARING_DAYS = 84
# Runs and strength sessions of a week after which a day without a run is one of rest (row 17).
_BUSY_WEEK = 6
# And the days before it in which the volume is held (row 24); nearer than that it goes down (row 7).
_SPECIFIC_DAYS = (22, 56)
# The days before a race in which the last legs are trained, and then no more (row 6).
_LAST_LEGS_DAYS = 10


def _race_within(first: int, last: int) -> Applies:
    return lambda s: s.race_in is not None and first <= s.race_in <= last


def _recovering(stage: int) -> Applies:
    def applies(s: Situation) -> bool:
        return s.since_race is not None and s.raced is not None and s.since_race <= _RECOVERY[s.raced][stage]

    return applies


def _legs_within(hours: int) -> Applies:
    return lambda s: s.legs_hours_ago is not None and s.legs_hours_ago < hours


def _most_legs(s: Situation) -> int:
    """Give the most leg sessions in seven days: two with a race ahead within twelve weeks."""
    most = _MOST.get(s.level, _MOST_OTHERS)
    return min(most, _MOST_PREPARING) if s.race_in is not None and s.race_in <= _PREPARING_DAYS else most


def _last_legs_done(s: Situation) -> bool:
    """Tell whether the last session for the legs before a race, eight to ten days before it, is over."""
    if s.race_in is None or s.race_in > _LAST_LEGS_DAYS or s.legs_hours_ago is None:
        return False
    return s.race_in + s.legs_hours_ago / 24 <= _LAST_LEGS_DAYS


def _free_for_legs(s: Situation, sore: int) -> bool:
    """Tell whether nothing near today speaks against light legs, with soreness up to a number."""
    return s.today not in _KEY and s.tomorrow not in _KEY and (s.sore or 0) <= sore


# Each with its row of the table. Rows 22 to 25 change how much is done, not what, and are not about a single day; for
# row 24 see `holds_volume`.
RULES: tuple[tuple[Applies, Decision], ...] = (
    (lambda s: s.ill, Decision("ill", Kind.REST, firm=True)),  # 1
    (lambda s: s.hurts, Decision("hurts", Kind.MOBILITY, 10, firm=True)),  # 2
    (_race_within(0, 1), Decision("race_now", Kind.REST)),  # 3
    (_race_within(2, 3), Decision("race_close", Kind.MOBILITY, 10)),  # 4
    (_race_within(4, 6), Decision("race_week", Kind.CORE, 15)),  # 5
    (_race_within(7, 7), Decision("race_in_a_week", Kind.CORE, 15)),  # 6
    (_recovering(0), Decision("after_race", Kind.MOBILITY, 10)),  # 8
    (_recovering(1), Decision("after_race_core", Kind.CORE, 15)),  # 8
    (lambda s: s.sore is not None and s.sore >= VERY_SORE, Decision("very_sore", Kind.REST)),  # 19
    (_legs_within(24), Decision("legs_today", Kind.CORE, 15)),  # 9
    (
        lambda s: _legs_within(TWO_DAYS_HOURS)(s) and not _free_for_legs(s, UNNOTICED),
        Decision("legs_yesterday", Kind.CORE, 15),
    ),  # 10
    (lambda s: s.tomorrow is Run.LONG, Decision("long_tomorrow", Kind.CORE, 15)),  # 11
    (lambda s: s.tomorrow is Run.RACE, Decision("race_now", Kind.REST)),  # 3
    (lambda s: s.tomorrow is Run.HARD, Decision("hard_tomorrow", Kind.CORE, 15)),  # 12
    (
        lambda s: s.yesterday in _KEY and not (s.today in _REST_OR_EASY and s.sore is not None and s.sore <= SLIGHT),
        Decision("hard_yesterday", Kind.CORE, 15),
    ),  # 13
    (lambda s: s.today in _KEY and s.ran_hours_ago is None, Decision("hard_later", Kind.MOBILITY, 10)),  # 15
    (
        lambda s: s.today in _KEY and not (s.hard_with_hard and (s.ran_hours_ago or 0) >= HOURS_APART),
        Decision("hard_today", Kind.CORE, 15),
    ),  # 14
    (
        lambda s: s.run_near and not {s.today, s.tomorrow} & _KEY,
        Decision("run_near", Kind.CORE, 15),
    ),  # 11, 12, 15
    (lambda s: s.legs_in_week >= _most_legs(s), Decision("week_full", Kind.CORE, 15)),  # 20, 23, 24
    (_last_legs_done, Decision("legs_before_race_done", Kind.CORE, 15)),  # 6
    (lambda s: s.sore is not None and s.sore > SLIGHT, Decision("sore", Kind.LIGHT)),  # 19
    (lambda s: s.tired, Decision("tired", Kind.LIGHT, 15)),  # 21
    (_recovering(2), Decision("after_race_light", Kind.LIGHT)),  # 8
    (_legs_within(TWO_DAYS_HOURS), Decision("legs_yesterday_light", Kind.LIGHT)),  # 10
    (lambda s: s.yesterday in _KEY, Decision("hard_yesterday_light", Kind.LIGHT)),  # 13
    (_race_within(8, 10), Decision("last_legs", Kind.LIGHT, familiar=True)),  # 6
    (_race_within(11, 21), Decision("race_ahead", Kind.EASED, familiar=True)),  # 7
    (lambda s: s.today is not None and s.today in _KEY, Decision("hard_day_hard", Kind.FULL)),  # 14
    (lambda s: s.today is Run.EASY and s.ran_hours_ago is not None, Decision("easy_run_done", Kind.FULL)),  # 16
    (lambda s: s.today is Run.EASY, Decision("easy_day", Kind.FULL)),  # 16
    (lambda s: s.today is Run.NONE and s.sessions_in_week >= _BUSY_WEEK, Decision("busy_week", Kind.REST)),  # 17
    (lambda s: s.today is Run.NONE, Decision("free_day", Kind.FULL)),  # 17
)
AS_PLANNED = Decision("as_planned", Kind.FULL)  # 25


def holds_volume(diary: Diary, today: date) -> bool:
    """Tell whether the volume is held: in the eight to three weeks before a race (row 24)."""
    race = diary.next_race(today)
    return race is not None and _SPECIFIC_DAYS[0] <= (race.day - today).days <= _SPECIFIC_DAYS[1]


def decide(situation: Situation) -> Decision:
    """Give what the first rule that fits proposes."""
    return next((decision for applies, decision in RULES if applies(situation)), AS_PLANNED)


def situation_of(diary: Diary, today: date, now: datetime, level: str) -> Situation:
    """Read off a diary what a decision depends on.

    Args:
        diary: What is known of the runner's running.
        today: The date where the runner lives.
        now: The same moment, aware UTC time.
        level: Whose limits count.
    """
    over = diary.over_on(today)
    following, past = diary.next_race(today), diary.last_race(today)
    days_before = (today - timedelta(days=ago) for ago in range(1, WEEK.days))
    runs = sum(diary.on(day) not in {None, Run.NONE} for day in days_before)
    trained, others = _in_the_week(diary.legs, now), _in_the_week(diary.others, now)
    return Situation(
        today=diary.on(today),
        tomorrow=diary.on(today + timedelta(days=1)),
        yesterday=diary.on(today - timedelta(days=1)),
        race_in=None if following is None else (following.day - today).days,
        since_race=None if past is None else (today - past.day).days,
        raced=None if past is None else past.distance or UNTOLD,
        legs_hours_ago=_hours(min(trained)) if trained else None,
        legs_in_week=len(trained),
        sessions_in_week=len(trained) + len(others) + runs,
        level=level,
        ran_hours_ago=None if over is None else max(now - over, timedelta(0)) / timedelta(hours=1),
    )


def _in_the_week(moments: tuple[datetime, ...], now: datetime) -> list[timedelta]:
    """Give how long ago each of some moments was, of those within the last seven days."""
    return [now - moment for moment in moments if timedelta(0) <= now - moment < WEEK - EARLY]


def _hours(past: timedelta) -> float:
    """Give a length of time in hours; what is nearly two days counts as two days."""
    hours = past / timedelta(hours=1)
    return max(hours, TWO_DAYS_HOURS) if past + EARLY >= timedelta(hours=TWO_DAYS_HOURS) else hours


def week_ahead(diary: Diary, today: date, now: datetime, level: str, days: int) -> tuple[tuple[date, Decision], ...]:
    """Choose the dates of the next leg sessions within a week, each at least two days after the one before.

    Args:
        diary: What is known of the runner's running.
        today: The first of the seven days, where the runner lives.
        now: The moment of asking, aware UTC time; the other days are looked at at the same hour.
        level: Whose limits count.
        days: How many sessions are wanted.
    """
    chosen: list[tuple[date, Decision]] = []
    for offset in range(WEEK.days):
        day, moment = today + timedelta(days=offset), now + timedelta(days=offset)
        situation = situation_of(diary, day, moment, level)
        decision = decide(situation)
        if decision.kind in LEGS and not _legs_within(TWO_DAYS_HOURS)(situation) and len(chosen) < days:
            chosen.append((day, decision))
            diary = diary.with_legs(moment)
    return tuple(chosen)
