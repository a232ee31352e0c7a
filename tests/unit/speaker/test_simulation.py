"""Weeks of training in a moment: what has to hold for whoever trains, and how it is shown."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from skill.cli import main
from skill.coach.dates import days_between
from skill.coach.diary import Distance, Run
from skill.coach.easing import break_rule, changes
from skill.coach.events import Effort
from skill.coach.plan import StepKind
from skill.coach.standing import Verdict
from skill.coach.today import loads_legs
from skill.content.loader import load_catalogue
from skill.speaker.habits import RUNNERS, Habits, Race
from skill.speaker.simulate_cli import sets_by_week
from skill.speaker.simulation import STARTS, Simulation, Training

CATALOGUE = load_catalogue()
WEEKS = 26
LARGEST = 4096

runners = st.builds(
    Habits,
    level=st.sampled_from(["beginner", "intermediate", "advanced"]),
    days=st.sampled_from([(1, 4), (0, 2, 4), (3,), (2, 5)]),
    efforts=st.lists(st.sampled_from(Effort), min_size=1, max_size=5).map(tuple),
    kit=st.none() | st.frozensets(st.sampled_from(sorted(CATALOGUE.kit))),
    away=st.frozensets(st.integers(1, WEEKS), max_size=8),
    runs=st.dictionaries(st.integers(0, 6), st.sampled_from([Run.EASY, Run.HARD, Run.LONG]), max_size=4),
    race=st.none() | st.builds(Race, st.integers(1, WEEKS), st.integers(0, 6), st.sampled_from(Distance)),
)


def big_run(habits: Habits, day: date) -> bool:
    """Tell whether a day has a long or hard run, or a race."""
    raced = habits.race is not None and (STARTS + habits.race.ahead).date() == day
    return raced or habits.runs.get(day.weekday()) in {Run.HARD, Run.LONG}


def legs(trainings: Sequence[Training]) -> list[datetime]:
    """Give the times of the workouts for the legs."""
    return [each.record.started for each in trainings if loads_legs(each.record.workout, CATALOGUE)]


def of_programme(training: Training) -> bool:
    """Tell whether a workout is one of the programme's, rather than for one area or an express one."""
    return any(training.record.workout in level.order for level in CATALOGUE.levels)


def assert_legs_are_spared(habits: Habits, trainings: Sequence[Training]) -> None:
    """Hold that there are no legs within a day of legs, nor the day before a long or hard run or a race."""
    times = legs(trainings)
    assert all(later - earlier >= timedelta(days=1) for earlier, later in pairwise(times))
    assert not any(big_run(habits, when.date() + timedelta(days=1)) for when in times)


def assert_every_fourth_week_is_light(trainings: Sequence[Training]) -> None:
    """Hold that of four weeks of training in a row one is eased, in its workouts of the programme, or ends a break."""
    weeks = sorted({training.week for training in trainings})
    breaks = {rule.id for rule in CATALOGUE.breaks}

    def eased(week: int) -> bool:
        done = [each for each in trainings if each.week == week and of_programme(each)]
        return not any(each.slots for each in done) or any(each.easing in breaks for each in done)

    for start in range(len(weeks) - 3):
        assert any(eased(week) for week in weeks[start : start + 4]), weeks[start]


def assert_breaks_are_met(habits: Habits, trainings: Sequence[Training]) -> None:
    """Hold that the first workout of the programme after a break is eased as the days away ask for."""
    for before, after in pairwise(trainings):
        rule = break_rule(days_between(before.record.ended, after.record.started, UTC), CATALOGUE)
        if rule is not None and changes(rule) and of_programme(after):
            assert after.easing == rule.id, habits


@given(runners)
# A case takes seconds: one that fails is shown as it is, rather than made smaller for minutes.
@settings(max_examples=4, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_whoever_trains_is_raised_with_care(habits: Habits) -> None:
    """Over half a year, whatever the runs, races, breaks and efforts.

    Two raises a session at most, each told; no kit that is not there; legs spared round runs, races and legs; every
    fourth week light; breaks met by the days away; everything else told with its reason; little to keep.
    """
    trainings = Simulation(habits, CATALOGUE).run(WEEKS)
    assert_legs_are_spared(habits, trainings)
    assert_every_fourth_week_is_light(trainings)
    assert_breaks_are_met(habits, trainings)
    for training in trainings:
        assert len(training.raised) <= CATALOGUE.progression.raises_per_session
        for slot in training.raised:
            exercise = CATALOGUE.exercise(slot.exercise)
            said = training.opening.lower()
            assert exercise.name.lower() in said or exercise.plural.lower() in said
        needed = {CATALOGUE.exercise(step.exercise).equipment for step in training.plan if step.kind is StepKind.WORK}
        assert habits.kit is None or needed <= habits.kit | {"none"}
        assert training.size < LARGEST
        assert training.record.completed


@pytest.mark.uncounted
@pytest.mark.parametrize("name", RUNNERS)
def test_every_kind_of_runner_gets_on(name: str) -> None:
    """Each of the kinds does something new within twelve weeks, and nobody loses a set."""
    trainings = Simulation(RUNNERS[name], CATALOGUE).run(12)
    weeks = {training.week for training in trainings}
    assert weeks == set(range(12)) - RUNNERS[name].away
    assert any(slot.verdict is not Verdict.HOLD for training in trainings for slot in training.slots)
    for training in trainings:
        planned = [step for step in training.plan if step.kind is StepKind.WORK]
        assert len(training.record.sets) == len(planned)


def test_a_beginner_begins_as_everybody_does() -> None:
    """The first visit asks its three questions; for two weeks every exercise has two sets, and from then on three."""
    trainings = Simulation(RUNNERS["beginner"], CATALOGUE).run(3)
    assert "coach, not a doctor" in trainings[0].opening
    sets = [{step.sets for step in each.plan if step.kind is StepKind.WORK} for each in trainings]
    assert sets == [{2}] * 4 + [{3}] * 2
    assert sets_by_week(trainings, 3) == [18, 18, 27]


def test_what_a_runner_has_is_said_on_the_first_visit() -> None:
    """Level, kit and days are told, not known: the workouts are of that level, with no kit that is not there."""
    trainings = Simulation(RUNNERS["no-kit"], CATALOGUE).run(1)
    assert {each.record.workout for each in trainings} == {"intermediate_a", "intermediate_b"}


def test_hard_weeks_raise_nothing() -> None:
    """Who finds everything hard stays at the same numbers."""
    trainings = Simulation(Habits("beginner", (1, 4), (Effort.HARD,)), CATALOGUE).run(6)
    assert not any(training.raised for training in trainings)


def test_table_has_a_line_for_every_week(capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints each week with its workouts, sets and changes, and a chart of them."""
    assert main(["simulate", "--weeks", "3", "--runner", "beginner"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["week", "workouts", "sets", "minutes", "changes"]
    assert [line.split()[:3] for line in lines[:3]] == [[str(week), "A", "B"] for week in (1, 2, 3)]
    assert "squat 2 x 13 (right)" in lines[1], "two sets, while the first workouts are eased"
    assert lines[-1].startswith("6 workouts")


def test_picture_goes_into_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--svg` draws the weeks; a file that cannot be written is said in one line."""
    assert main(["simulate", "--weeks", "2", "--svg", str(tmp_path / "weeks.svg")]) == 0
    assert (tmp_path / "weeks.svg").read_text(encoding="utf-8").startswith("<svg")
    assert main(["simulate", "--weeks", "2", "--svg", str(tmp_path)]) == 1
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("weeks", ["0", "-1", "100000"])
def test_weeks_out_of_reason_are_refused(weeks: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A number of weeks that makes no sense ends with one line."""
    assert main(["simulate", "--weeks", weeks]) == 1
    assert "give a number from 1 to" in capsys.readouterr().err
