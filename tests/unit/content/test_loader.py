import subprocess
import sys
from pathlib import Path

import pytest

from skill.content.build import catalogue_text, write_catalogue
from skill.content.errors import UnknownIdError
from skill.content.loader import load_catalogue
from skill.content.sources import EXERCISES, KNOWLEDGE, PROGRAMMES, ROOM
from skill.content.types import Item, Mode, SideStyle

CATALOGUE = load_catalogue()


def test_committed_catalogue_is_fresh() -> None:
    """The catalogue that is shipped is what its sources generate; if not, run `runner-strength content build`."""
    assert (ROOM / "catalogue.json").read_text(encoding="utf-8") == catalogue_text()


def test_built_catalogue_stands_beside_its_sources(tmp_path: Path) -> None:
    """Building in a folder reads that folder's files and writes its catalogue there."""
    for file in (EXERCISES, PROGRAMMES, KNOWLEDGE):
        (tmp_path / file).write_bytes((ROOM / file).read_bytes())
    written = write_catalogue(tmp_path)
    assert written == tmp_path / "catalogue.json"
    assert written.read_bytes() == (ROOM / "catalogue.json").read_bytes()


def test_loading_needs_no_yaml() -> None:
    """Loading the catalogue imports neither the authors' tools nor anything else from outside."""
    code = (
        "import sys; from skill.content.loader import load_catalogue; load_catalogue(); "
        "sys.exit(bool({'yaml', 'jsonschema'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603  # our own code


def test_catalogue_is_loaded_once() -> None:
    """The second call gives the same object."""
    assert load_catalogue() is CATALOGUE


def test_all_of_the_content_is_there() -> None:
    """The catalogue holds every movement, family, workout and focus."""
    assert len(CATALOGUE.exercises) == 77
    assert len(CATALOGUE.families) == 13
    assert len(CATALOGUE.workouts) == 14
    assert [focus.id for focus in CATALOGUE.focuses] == [
        "glutes",
        "legs",
        "core",
        "calves_ankles",
        "upper_body",
        "mobility",
    ]
    assert [level.id for level in CATALOGUE.levels] == ["beginner", "intermediate", "advanced"]


def test_beginner_workouts_are_the_guides() -> None:
    """Beginner A and B have the guide's moves, sets and amounts, in its order."""
    doses = {
        workout: [(item.exercise, item.sets, item.amount) for item in CATALOGUE.workout(workout).main]
        for workout in ("beginner_a", "beginner_b")
    }
    assert doses == {
        "beginner_a": [
            ("squat", 3, 12),
            ("lunge", 3, 10),
            ("glute_bridge", 3, 15),
            ("plank", 3, 30),
            ("calf_raise", 3, 20),
        ],
        "beginner_b": [("step_up", 3, 10), ("deadlift", 3, 12), ("side_plank", 3, 20), ("push_up", 3, 10)],
    }


def test_exercise_keeps_what_was_written() -> None:
    """A movement with sides comes with its mode, style, dose and words."""
    lunge, plank = CATALOGUE.exercise("lunge"), CATALOGUE.exercise("plank")
    assert (lunge.mode, lunge.side_style, lunge.side_word) == (Mode.REPS, SideStyle.ALTERNATE, "leg")
    assert lunge.seconds_per_rep
    assert lunge.upright
    assert (plank.mode, plank.side_style, plank.seconds_per_rep) == (Mode.SECONDS, None, None)
    assert not plank.upright
    assert plank.do_phrase
    assert len(plank.form_cues) >= 4


def test_workout_keeps_what_was_written() -> None:
    """A workout comes with its easing-in, finisher, and rows spelled out."""
    workout = CATALOGUE.workout("beginner_a")
    assert (workout.ease_in_sets, workout.ease_in_sessions) == (2, 2)
    assert workout.finisher == (Item("dead_bug", 2, 6, 30),)
    assert workout.warm_up[0] == Item("march", 1, 40, 0)
    assert CATALOGUE.workout("advanced_a").finisher == ()
    assert CATALOGUE.workout("advanced_a").ease_in_sets is None


def test_focus_takes_shared_rules_where_it_has_none_of_its_own() -> None:
    """A focus without sets and rest of its own has the shared ones; mobility has its own, and no warm-up."""
    core, mobility = CATALOGUE.focus("core"), CATALOGUE.focus("mobility")
    assert (core.sets, core.max_sets, core.rest, core.minutes) == (2, 3, 30, (10, 15, 20))
    assert (mobility.sets, mobility.max_sets, mobility.rest, mobility.minutes) == (1, 1, 5, (5, 10, 15))
    assert mobility.warm_up == mobility.cool_down == ()


@pytest.mark.parametrize("what", ["exercise", "workout", "level", "focus", "family"])
def test_unknown_id_is_a_typed_error(what: str) -> None:
    """Whatever is looked up, an id that is not there raises the typed error and names it."""
    with pytest.raises(UnknownIdError, match=f"no {what} 'burpee'"):
        getattr(CATALOGUE, what)("burpee")


@pytest.mark.parametrize(
    ("kit", "expected"),
    [(None, "prone_pull"), (frozenset(), "prone_pull"), ({"dumbbell"}, "dumbbell_row"), ({"band"}, "band_row")],
)
def test_family_means_the_first_move_that_the_kit_allows(kit: frozenset[str] | None, expected: str) -> None:
    """Rows are band rows with a band, dumbbell rows with dumbbells, and prone pulls with nothing or nothing known."""
    assert CATALOGUE.family_default("rows", kit) == expected


def test_nearest_names_what_sounds_like_it() -> None:
    """A word of an exercise's name, or one that sounds like it, brings that exercise; chance likeness does not."""
    assert CATALOGUE.nearest("Planks")[0] == "plank"
    assert set(CATALOGUE.nearest("spider planks")) <= {
        "plank",
        "side_plank",
        "kneeling_side_plank",
        "plank_shoulder_tap",
    }
    assert CATALOGUE.nearest("the palof") == CATALOGUE.nearest("palofs")
    assert CATALOGUE.nearest("handstand") == CATALOGUE.nearest("a banana") == ()
    assert CATALOGUE.best_known == ("squat", "lunge")


def test_nearest_are_of_one_movement_where_one_alone_is_near() -> None:
    """Where one exercise alone is near, the second trains the same movement."""
    first, second = CATALOGUE.nearest("pallof")
    assert first == "pallof_press"
    assert CATALOGUE.exercise(second).pattern == CATALOGUE.exercise(first).pattern


def test_kit_is_everything_that_an_exercise_needs() -> None:
    """The kit that a runner can be asked for is what exercises need, and no more."""
    assert CATALOGUE.kit == {"band", "dumbbell", "step", "chair"}
