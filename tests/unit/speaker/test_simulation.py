"""Weeks of training in a moment: what has to hold for whoever trains, and how it is shown."""

from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from skill.cli import main
from skill.coach.events import Effort
from skill.coach.plan import StepKind
from skill.coach.standing import Verdict
from skill.content.loader import load_catalogue
from skill.speaker.habits import RUNNERS, Habits
from skill.speaker.simulation import Simulation

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
)


@given(runners)
# A case takes seconds: one that fails is shown as it is, rather than made smaller for minutes.
@settings(max_examples=4, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_whoever_trains_is_raised_with_care(habits: Habits) -> None:
    """Over half a year: two raises a session at most, each told; no kit that is not there; little to keep."""
    for training in Simulation(habits, CATALOGUE).run(WEEKS):
        assert len(training.raised) <= CATALOGUE.progression.raises_per_session
        for slot in training.raised:
            exercise = CATALOGUE.exercise(slot.exercise)
            said = training.opening.lower()
            assert exercise.name.lower() in said or exercise.plural.lower() in said
        needed = {CATALOGUE.exercise(step.exercise).equipment for step in training.plan if step.kind is StepKind.WORK}
        assert habits.kit is None or needed <= habits.kit | {"none"}
        assert training.size < LARGEST
        assert training.record.completed


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
    assert any("squat" in line for line in lines[:3])
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
