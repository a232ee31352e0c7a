"""What to do today around the runs."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from skill.coach.closing import LEGS_WORKED
from skill.coach.diary import Diary, Distance, Outing, Run
from skill.coach.events import EventKind, Wishes
from skill.coach.record import share_done
from skill.coach.schedule import LEGS, RULES, Situation, decide, situation_of, week_ahead
from tests.coaching import Coaching

WORDING = Path(__file__).parents[3] / "skill" / "speech" / "catalogues" / "en.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "schedule_cases.yaml").read_text("utf-8"))
MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
runs = st.sampled_from(Run)
diaries = st.builds(
    Diary,
    habits=st.dictionaries(st.integers(1, 7), runs),
    outings=st.dictionaries(st.integers(-14, 40), st.tuples(runs, st.sampled_from(Distance)), max_size=8).map(
        lambda days: tuple(
            Outing(MONDAY + timedelta(days=day), run, distance if run is Run.RACE else None)
            for day, (run, distance) in sorted(days.items())
        )
    ),
    legs=st.lists(st.integers(1, 160), max_size=3).map(
        lambda hours: tuple(NOON - timedelta(hours=hour) for hour in sorted(hours, reverse=True))
    ),
)


def situation(facts: dict[str, Any]) -> Situation:
    """Make a situation of what a case says."""
    words = {"today": Run, "tomorrow": Run, "yesterday": Run, "raced": Distance}
    return Situation(**{name: words[name](value) if name in words else value for name, value in facts.items()})


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(f"{k}={v}" for k, v in case["given"].items()))
def test_the_day_is_good_for(case: dict[str, Any]) -> None:
    """Each situation leads to its proposal, by its rule."""
    decision = decide(situation(case["given"]))
    assert (decision.kind, decision.rule) == (case["then"], case["why"])


def test_every_rule_has_a_case() -> None:
    """No rule is without a situation in which it decides."""
    assert {decision.rule for _, decision in RULES} <= {case["why"] for case in CASES}


def test_every_reason_is_short() -> None:
    """Each rule has its reason, in at most fifteen words however it is worded."""
    said = yaml.safe_load(WORDING.read_text("utf-8"))["lines"]
    for _, decision in RULES:
        variants = said[f"tell.because.{decision.rule}"]
        assert variants
        assert all(len(each.split()) <= 15 for each in variants)


@given(diaries, st.sampled_from(["beginner", "intermediate", "advanced"]))
def test_legs_are_spared_where_they_have_to_be(diary: Diary, level: str) -> None:
    """Whatever the diary: no legs within a day of legs, the day before a long or hard run, or in the week of a race."""
    now = situation_of(diary, MONDAY, NOON, level)
    if decide(now).kind in LEGS:
        assert now.legs_hours_ago is None or now.legs_hours_ago >= 24
        assert now.tomorrow not in {Run.LONG, Run.HARD, Run.RACE}
        assert now.race_in is None or now.race_in > 7
        assert now.legs_in_week < 4


@pytest.mark.parametrize("early", [0, 30, 119])
def test_a_rhythm_is_kept_by_whoever_comes_early(early: int) -> None:
    """Two workouts a week on the same days, at about the same hour: neither two days nor a week come too soon."""
    legs = (NOON - timedelta(days=7), NOON - timedelta(days=2))
    now = NOON - timedelta(minutes=early)
    assert decide(situation_of(Diary(legs=legs), MONDAY, now, "beginner")).rule == "as_planned"


@given(diaries, st.integers(1, 3))
def test_a_week_keeps_the_rules_every_day(diary: Diary, days: int) -> None:
    """Leg sessions of a planned week are two days apart or more, and none is more than was asked for."""
    planned = week_ahead(diary, MONDAY, NOON, "intermediate", days)
    assert len(planned) <= days
    assert all(later - earlier >= timedelta(days=2) for (earlier, _), (later, _) in pairwise(planned))
    assert all(diary.on(day + timedelta(days=1)) not in {Run.LONG, Run.HARD, Run.RACE} for day, _ in planned)


def test_a_race_of_no_told_distance_is_recovered_from_like_a_half() -> None:
    """Where nobody said how far it was, the careful side is taken."""
    diary = Diary(outings=(Outing(MONDAY - timedelta(days=3), Run.RACE),))
    assert decide(situation_of(diary, MONDAY, NOON, "advanced")).rule == "after_race"
    assert decide(situation_of(diary, MONDAY + timedelta(days=3), NOON + timedelta(days=3), "advanced")).kind == "light"


def test_a_day_without_a_run_is_one_of_rest_after_six_sessions() -> None:
    """Runs and leg sessions of the last seven days count together; what is done every week blocks nobody."""
    habits = {2: Run.EASY, 3: Run.EASY, 4: Run.EASY, 6: Run.EASY}
    twice = (NOON - timedelta(days=7), NOON - timedelta(days=4), NOON - timedelta(days=2))
    assert decide(situation_of(Diary(habits, legs=twice[:2]), MONDAY, NOON, "advanced")).rule == "free_day"
    assert decide(situation_of(Diary(habits, legs=twice), MONDAY, NOON, "advanced")).rule == "busy_week"
    habits = {**habits, 7: Run.EASY}
    assert decide(situation_of(Diary(habits, legs=twice[:1]), MONDAY, NOON, "advanced")).rule == "free_day"


def test_all_strength_counts_among_the_six_sessions() -> None:
    """Core and upper body are sessions of the week too; they are none for the legs, and a week later they are over."""
    habits = {2: Run.EASY, 3: Run.EASY, 4: Run.EASY, 6: Run.EASY}
    others = tuple(NOON - timedelta(days=days) for days in (7, 4, 2))
    assert decide(situation_of(Diary(habits, others=others[:2]), MONDAY, NOON, "beginner")).rule == "free_day"
    busy = situation_of(Diary(habits, others=others), MONDAY, NOON, "beginner")
    assert (decide(busy).rule, busy.legs_in_week, busy.legs_hours_ago) == ("busy_week", 0, None)


def test_only_legs_count_for_the_limits_of_legs() -> None:
    """However often core was trained: legs may come, today after core yesterday, and three times where three may be."""
    others = tuple(NOON - timedelta(days=days) for days in (5, 4, 3, 2, 1))
    legs = tuple(NOON - timedelta(days=days) for days in (6, 4))
    assert decide(situation_of(Diary(others=others), MONDAY, NOON, "beginner")).rule == "as_planned"
    assert decide(situation_of(Diary(others=others, legs=legs), MONDAY, NOON, "advanced")).rule == "as_planned"
    assert decide(situation_of(Diary(others=others, legs=legs), MONDAY, NOON, "beginner")).rule == "week_full"


@pytest.mark.parametrize(
    ("focus", "counted"), [("core", "others"), ("upper_body", "others"), ("legs", "legs"), ("mobility", None)]
)
def test_each_workout_counts_as_what_it_trained(focus: str, counted: str | None) -> None:
    """Once a third of it was done it is a session of the week, for the legs or not; mobility is none."""
    coaching = Coaching()
    coaching.say(EventKind.NEW_WORKOUT, wishes=Wishes(focus=focus))
    session = coaching.session
    while share_done(coaching.session) < LEGS_WORKED:
        coaching.hear_out()
        coaching.say(EventKind.READY)
    coaching.say(EventKind.FINISH_EARLY)
    diary = coaching.runner.diary
    assert {"legs": diary.legs, "others": diary.others} == {
        name: (session.started,) if name == counted else () for name in ("legs", "others")
    }


@pytest.mark.parametrize(
    ("level", "legs_days", "race_in", "rule"),
    [
        ("beginner", (4,), None, "as_planned"),
        ("beginner", (6, 3), None, "week_full"),
        ("beginner", (7, 3), None, "as_planned"),
        ("intermediate", (6, 3), None, "as_planned"),
        ("intermediate", (6, 4, 2), None, "week_full"),
        ("advanced", (6, 4, 2), None, "week_full"),
        ("advanced", (6, 3), 85, "as_planned"),
        ("advanced", (6, 3), 84, "week_full"),
        ("beginner", (0.9,), None, "legs_today"),
        ("advanced", (1.5,), None, "legs_yesterday_light"),
        ("advanced", (2,), None, "as_planned"),
    ],
)
def test_legs_in_a_week_and_days_in_a_row(
    level: str, legs_days: tuple[float, ...], race_in: int | None, rule: str
) -> None:
    """Two leg sessions in seven days for beginners and before a race, three for others; none within a day."""
    outings = () if race_in is None else (Outing(MONDAY + timedelta(days=race_in), Run.RACE, Distance.HALF),)
    diary = Diary(outings=outings, legs=tuple(NOON - timedelta(days=days) for days in legs_days))
    assert decide(situation_of(diary, MONDAY, NOON, level)).rule == rule


def test_single_runs_go_before_habits() -> None:
    """A run on a date counts rather than what is usual on that day of the week; other days have none."""
    diary = Diary().with_habits(Run.EASY, frozenset({1, 3})).with_outing(Outing(MONDAY, Run.LONG))
    assert [diary.on(MONDAY + timedelta(days=day)) for day in range(4)] == [Run.LONG, Run.NONE, Run.EASY, Run.NONE]
    assert Diary().on(MONDAY) is None


def test_habits_of_a_kind_are_replaced() -> None:
    """New easy days take the place of the old ones; the long run keeps its day unless that is named."""
    diary = Diary().with_habits(Run.LONG, frozenset({7})).with_habits(Run.EASY, frozenset({2, 4}))
    assert diary.with_habits(Run.EASY, frozenset({1, 4})).habits == {1: Run.EASY, 4: Run.EASY, 7: Run.LONG}
    assert diary.with_habits(Run.EASY, frozenset({7})).habits == {7: Run.EASY}


def test_what_was_named_last_can_be_moved() -> None:
    """A correction moves one run, and only that."""
    sunday, race = MONDAY + timedelta(days=6), MONDAY + timedelta(days=20)
    diary = Diary().with_outing(Outing(race, Run.RACE, Distance.HALF)).with_outing(Outing(sunday, Run.LONG))
    moved = diary.moved(Outing(sunday, Run.LONG), sunday - timedelta(days=1))
    assert [(o.day, o.run) for o in moved.outings] == [(sunday - timedelta(days=1), Run.LONG), (race, Run.RACE)]


def test_a_usual_run_is_moved_this_once() -> None:
    """The long run that is always on Sunday is on Saturday this week, and on Sunday the next."""
    sunday = MONDAY + timedelta(days=6)
    diary = Diary({7: Run.LONG})
    usual = diary.next_of(Run.LONG, MONDAY)
    assert usual == Outing(sunday, Run.LONG)
    moved = diary.moved(usual, sunday - timedelta(days=1))
    days = (-1, 0, 7)
    assert [moved.on(sunday + timedelta(days=day)) for day in days] == [Run.LONG, Run.NONE, Run.LONG]
    assert moved.next_of(Run.LONG, MONDAY) == Outing(sunday - timedelta(days=1), Run.LONG)
    assert diary.next_of(Run.HARD, MONDAY) is None


def test_a_race_to_come_can_be_taken_out() -> None:
    """A race that was is still recovered from; one that will be is gone."""
    past, coming = Outing(MONDAY - timedelta(days=2), Run.RACE), Outing(MONDAY + timedelta(days=9), Run.RACE)
    diary = Diary().with_outing(past).with_outing(coming)
    assert diary.without(coming).outings == (past,)


def test_of_several_races_one_is_meant_by_its_distance() -> None:
    """The marathon is not the half before it; what fits none is the next one."""
    half = Outing(MONDAY + timedelta(days=9), Run.RACE, Distance.HALF)
    full = Outing(MONDAY + timedelta(days=60), Run.RACE, Distance.MARATHON)
    diary = Diary().with_outing(half).with_outing(full)
    named = [None, Distance.MARATHON, Distance.HALF, Distance.SHORT]
    assert [diary.next_race(MONDAY, distance) for distance in named] == [half, full, half, half]
    assert diary.next_race(MONDAY + timedelta(days=61), Distance.HALF) is None


def test_what_is_long_past_is_forgotten() -> None:
    """Runs of more than two weeks ago, and legs of more than a week ago, are no longer kept."""
    diary = Diary().with_outing(Outing(MONDAY - timedelta(days=15), Run.LONG)).with_outing(Outing(MONDAY, Run.EASY))
    assert [o.day for o in diary.tidied(MONDAY).outings] == [MONDAY]
    legs = Diary().with_legs(NOON - timedelta(days=8)).with_legs(NOON - timedelta(days=2)).with_legs(NOON)
    assert legs.legs == (NOON - timedelta(days=2), NOON)
