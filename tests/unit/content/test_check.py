from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from skill.content.check import check
from skill.content.sources import EXERCISES, KNOWLEDGE, PROGRAMMES

Tree = dict[str, Any]
Mutate = Callable[[Tree, Tree], None]
Check = Callable[[Mutate], list[str]]


def entry(entries: list[Tree], entry_id: str) -> Tree:
    """Find an entry by its id, or by its exercise."""
    return next(e for e in entries if entry_id in {e.get("id"), e.get("exercise")})


def exercise(exercise_id: str, **fields: Any) -> Mutate:
    """Set fields of an exercise."""
    return lambda exercises, _: entry(exercises["exercises"], exercise_id).update(fields)


def without(exercise_id: str, field: str) -> Mutate:
    """Take a field of an exercise away."""
    return lambda exercises, _: entry(exercises["exercises"], exercise_id).pop(field)


def dose(exercise_id: str, **numbers: int) -> Mutate:
    """Set numbers of an exercise's prescription."""
    return lambda exercises, _: entry(exercises["exercises"], exercise_id)["prescription"].update(numbers)


def family(family_id: str, **fields: Any) -> Mutate:
    """Set fields of a family."""
    return lambda exercises, _: entry(exercises["families"], family_id).update(fields)


def session(session_id: str, **fields: Any) -> Mutate:
    """Set fields of a workout."""
    return lambda _, programmes: entry(programmes["sessions"], session_id).update(fields)


def item(session_id: str, exercise_id: str, **fields: Any) -> Mutate:
    """Set fields of an item of a workout."""
    return lambda _, programmes: entry(entry(programmes["sessions"], session_id)["main"], exercise_id).update(fields)


def row(kind: str, row_id: str, *items: Tree) -> Mutate:
    """Set the items of a warm-up or cool-down."""
    return lambda _, programmes: entry(programmes[kind], row_id).update(items=list(items))


def focus(focus_id: str, **fields: Any) -> Mutate:
    """Set fields of a focus."""
    return lambda _, programmes: entry(programmes["focus_sessions"]["focuses"], focus_id).update(fields)


def pool(focus_id: str, level: str, *names: str) -> Mutate:
    """Set a pool of a focus."""
    return lambda _, p: entry(p["focus_sessions"]["focuses"], focus_id)["pools"].update({level: list(names)})


def swap(exercise_id: str, *instead: str) -> Mutate:
    """Set what stands in for an exercise whose kit is missing."""
    return lambda _, p: entry(p["equipment_substitution"]["swaps"], exercise_id).update(instead=list(instead))


def low_impact(jump: str, use: str) -> Mutate:
    """Set what stands in for a jump."""
    return lambda _, programmes: entry(programmes["low_impact_swaps"], jump).update(use=use)


def day(week_id: str, day_name: str, **fields: Any) -> Mutate:
    """Set fields of a day of a sample week."""

    def mutate(_: Tree, programmes: Tree) -> None:
        days = entry(programmes["scheduling"]["sample_weeks"], week_id)["days"]
        next(d for d in days if d["day"] == day_name).update(fields)

    return mutate


def level(level_id: str, **fields: Any) -> Mutate:
    """Set fields of a level."""
    return lambda _, programmes: entry(programmes["levels"], level_id).update(fields)


def programmes_part(*path: str, **fields: Any) -> Mutate:
    """Set fields of a part of the programmes."""

    def mutate(_: Tree, programmes: Tree) -> None:
        part: Any = programmes
        for key in path:
            part = part[key]
        part.update(fields)

    return mutate


def copied(kind: str, entry_id: str) -> Mutate:
    """Let an entry stand twice."""
    return lambda exercises, programmes: (
        exercises[kind].append(entry(exercises[kind], entry_id))
        if kind in exercises
        else programmes[kind].append(entry(programmes[kind], entry_id))
    )


def removed(kind: str, entry_id: str) -> Mutate:
    """Take an entry of the programmes away."""
    return lambda _, programmes: programmes[kind].remove(entry(programmes[kind], entry_id))


MISTAKES = [{"mistake": "rushing", "fix": "Slow down."}, {"mistake": "Rushing.", "fix": "Slow down."}]
LONG = (
    "Press down and stand tall and press down and stand tall and press down and stand tall again and again and again."
)
STEP = "Press down slowly with both of your feet and then stand up tall again while you breathe out all the way."

SHAPE: list[tuple[Mutate, str]] = [
    (without("squat", "plural"), "exercises.yaml: exercises.squat: plural is missing; add it"),
    (lambda exercises, _: exercises.pop("families"), "exercises.yaml: file: families is missing"),
    (exercise("squat", colour="red"), "exercises.yaml: exercises.squat: colour is no field here; take it out"),
    (exercise("squat", tempos="Slow."), "exercises.squat: tempos is no field here; did you mean tempo?"),
    (exercise("squat", level=4), "exercises.squat.level: 4 cannot stand here; write one of 1, 2, 3"),
    (exercise("squat", name=True), "exercises.squat.name: True is not text; write text, in quotes if need be"),
    (exercise("squat", per_side="no"), "exercises.squat.per_side: 'no' is not true or false"),
    (exercise("squat", seconds_per_rep=0.1), "exercises.squat.seconds_per_rep: 0.1 is under 0.4"),
    (exercise("squat", seconds_per_rep=11), "exercises.squat.seconds_per_rep: 11 is over 10"),
    (exercise("squat", steps=["Sit.", "Stand."]), "exercises.squat.steps: it holds 2, at least 3 belong here"),
    (exercise("squat", steps=["Sit."] * 6), "exercises.squat.steps: it holds 6, at most 5 belong here"),
    (
        exercise("squat", form_cues=["Up."] * 4),
        "exercises.squat.form_cues: something stands twice; write at least four",
    ),
    (exercise("squat", aliases=["air squat", "knee bend"]), "exercises.squat.aliases: it holds 2, at least 3"),
    (exercise("squat", aliases=["a", "b", "2 squats"]), "exercises.squat.aliases.3: '2 squats' is not well formed"),
    (exercise("squat", breathing="breathe out."), "exercises.squat.breathing: 'breathe out.' is not well formed"),
    (exercise("squat", setup="Stand tall"), "exercises.squat.setup: 'Stand tall' is not well formed"),
    (exercise("squat", stop_if="Stop when it hurts."), "exercises.squat.stop_if: 'Stop when it hurts.' is not well"),
    (exercise("squat", primary_muscles=[]), "exercises.squat.primary_muscles: it holds 0, at least 1"),
    (exercise("squat", common_mistakes=MISTAKES), "exercises.squat.common_mistakes.2.mistake: 'Rushing.' is not well"),
    (
        exercise("squat", origin="added"),
        "exercises.squat.origin: 'added' cannot stand here; this is one of the guide's",
    ),
    (exercise("march", origin="seed"), "exercises.march.origin: 'seed' cannot stand here; only the guide's thirteen"),
    (
        lambda exercises, _: exercises["exercises"].remove(entry(exercises["exercises"], "hip_thrust")),
        "exercises.yaml: exercises: the guide's thirteen moves (origin: seed) must all be there",
    ),
    (dose("squat", sets=5), "exercises.squat.prescription.sets: 5 is over 4; write a number within the range"),
    (dose("squat", rest=121), "exercises.squat.prescription.rest: 121 is over 120"),
    (
        item("beginner_a", "squat", reps=11),
        "sessions.beginner_a.main.squat.reps: 11 cannot stand here; this workout is",
    ),
    (item("beginner_b", "push_up", sets=2), "sessions.beginner_b.main.push_up.sets: 2 cannot stand here"),
    (item("advanced_a", "push_up", rest=None), "sessions.advanced_a.main.push_up.rest: None is not a whole number"),
    (day("beginner_week", "Monday", run="fast"), "days.1.run: 'fast' cannot stand here; write one of rest, easy"),
    (programmes_part(version=2), "programmes.yaml: version: 2 cannot stand here; write 1"),
    (
        lambda _, programmes: entry(programmes["scheduling"]["sample_weeks"], "beginner_week")["days"].pop(),
        "beginner_week.days: it holds 6, at least 7 belong here; a week has seven days",
    ),
]

REFERENCES: list[tuple[Mutate, str]] = [
    (copied("exercises", "squat"), "exercises.yaml: exercises.squat: this stands twice"),
    (copied("families", "lunges"), "exercises.yaml: families.lunges: this stands twice"),
    (copied("sessions", "advanced_a"), "programmes.yaml: sessions.advanced_a: this stands twice"),
    (exercise("squat", category="legs"), "exercises.yaml: squat.category: legs is not in the vocabulary; add it to"),
    (exercise("squat", equipment="bands"), "squat.equipment: bands is not in the vocabulary; did you mean band?"),
    (exercise("squat", equipment_optional="barbell"), "squat.equipment_optional: barbell is not in the vocabulary"),
    (exercise("squat", primary_muscles=["glute"]), "squat.primary_muscles: glute is not in the vocabulary; did you"),
    (exercise("lunge", side_word="knee"), "lunge.side_word: knee is not in the vocabulary"),
    (
        exercise("squat", harder="tempo_sqat"),
        "squat.harder: there is no exercise tempo_sqat; did you mean tempo_squat?",
    ),
    (exercise("squat", easier="zzz"), "squat.easier: there is no exercise zzz; add it first"),
    (family("lunges", members=["lounge"]), "lunges.members: there is no exercise lounge; did you mean lunge?"),
    (
        family("lunges", default=[{"equipment": "none", "exercise": "lounge"}]),
        "lunges.default: there is no exercise lounge",
    ),
    (
        family("lunges", default=[{"equipment": "nothing", "exercise": "lunge"}]),
        "lunges.default: nothing is not in the vocabulary",
    ),
    (session("advanced_a", warm_up="warm_up_pow"), "advanced_a.warm_up: there is no warm-up warm_up_pow; did you mean"),
    (session("advanced_a", cool_down="cool_down_legs"), "advanced_a.cool_down: there is no cool-down cool_down_legs"),
    (item("advanced_a", "push_up", exercise="press"), "advanced_a.press: there is no exercise press"),
    (row("warm_ups", "warm_up_short", {"exercise": "jog", "seconds": 40}), "warm_up_short.jog: there is no exercise"),
    (focus("core", warm_up="warm_up_core"), "core.warm_up: there is no warm-up warm_up_core"),
    (pool("core", "beginner", "plank", "dead_bug", "crunch"), "core.pools.beginner: there is no exercise crunch"),
    (swap("band_row", "rowing"), "swaps.band_row: there is no exercise rowing"),
    (low_impact("pogo_hop", "hop"), "low_impact_swaps.pogo_hop: there is no exercise hop"),
    (
        lambda _, programmes: programmes["comfort_swaps"][0]["offer"].append("rest_day"),
        "comfort_swaps.knee: there is no exercise rest_day",
    ),
    (
        programmes_part("plyometric_rules", warm_ups=["warm_up_jump"]),
        "plyometric_rules.warm_ups: there is no warm-up warm_up_jump",
    ),
    (level("advanced", order=["advanced_d"]), "levels.advanced.order: there is no session advanced_d; did you mean"),
    (day("beginner_week", "Tuesday", strength="beginner_c"), "beginner_week.Tuesday: there is no session beginner_c"),
    (
        lambda _, programmes: programmes["progression"]["level_up"][0]["tests"][0].update(exercise="crunch"),
        "level_up.beginner.crunch: there is no exercise crunch",
    ),
    (removed("warm_ups", "warm_up_short"), "warm_ups.warm_up_short: the coach shortens workouts with it; put it back"),
    (
        row("cool_downs", "cool_down_core", {"exercise": "cat_cow", "seconds": 6}),
        "cool_down_core.cat_cow: this exercise is measured in reps; give its amount as reps alone",
    ),
    (item("advanced_a", "push_up", seconds=12), "advanced_a.push_up: this exercise is measured in reps"),
]

SENSE: list[tuple[Mutate, str]] = [
    (exercise("squat", breathing="Breathe in & out."), "squat.breathing: '&' cannot be spoken; write it in words"),
    (exercise("squat", setup="Hold 5 kg at your chest."), "squat.setup: 'kg' cannot be spoken"),
    (exercise("squat", tempo="Two down,  one up."), "squat.tempo: '  ' cannot be spoken"),
    (exercise("plank", do_phrase="hold (still)"), "plank.do_phrase: '(' cannot be spoken"),
    (exercise("squat", setup="Stand tall. Look ahead."), "squat.setup: this is not one sentence; make it one"),
    (exercise("squat", setup="Stand " + "tall " * 30 + "now."), "squat.setup: it has 32 words; cut it to 28"),
    (exercise("squat", steps=[STEP, LONG, "Up."]), "squat.steps.2: it has 22 words; cut it to 20"),
    (
        exercise(
            "squat", steps=["Press the floor away and stand up tall again, with your chest lifted and proud."] * 5
        ),
        "squat.steps: they take 30",
    ),
    (
        exercise("squat", form_cues=["Up.", "Tall.", "Push.", "Push the whole wide floor far away from you."]),
        "squat.form_cues.4: it has 9 words; cut it to 8",
    ),
    (exercise("squat", aliases=["lunge", "air squat", "knee bend"]), "lunge.aliases: squat is also called lunge"),
    (
        lambda _, programmes: programmes["safety"]["each_session"].update(say="Clear ~2 m."),
        "safety.each_session.say: '~' cannot be spoken",
    ),
    (level("beginner", says="Two days/week."), "programmes.yaml: levels.beginner.says: '/' cannot be spoken"),
    (exercise("squat", seconds_per_rep=None), "squat.seconds_per_rep: repetitions need a pace"),
    (without("squat", "tempo"), "squat.tempo: repetitions need a tempo"),
    (exercise("plank", seconds_per_rep=4), "plank.seconds_per_rep: a hold has no repetitions; write null"),
    (without("plank", "do_phrase"), "plank.do_phrase: a hold needs a phrase"),
    (exercise("side_plank", side_style="alternate"), "side_plank.side_style: a hold cannot alternate its sides"),
    (exercise("squat", side_word="leg"), "squat.per_side: side_word and side_style go with per_side: true"),
    (without("lunge", "side_style"), "lunge.per_side: side_word and side_style go with per_side: true"),
    (exercise("squat", secondary_muscles=["glutes"]), "squat.secondary_muscles: glutes stands in primary_muscles too"),
    (dose("squat", target=16), "squat.prescription: target 16 is not within low 10 to high 15"),
    (dose("plank", high=147), "plank.prescription: a set at high takes 151 seconds; one reply holds 150"),
    (exercise("squat", easier="single_leg_squat"), "squat.easier: single_leg_squat is of a higher level"),
    (exercise("tempo_squat", harder="squat"), "tempo_squat.harder: squat is of a lower level"),
    (exercise("lunge", harder="squat", easier="squat"), "from easier to harder this goes in a circle"),
    (
        family("lunges", default=[{"equipment": "none", "exercise": "bulgarian_split_squat"}]),
        "lunges.default: bulgarian_split_squat needs chair, not none",
    ),
    (
        family("rows", default=[{"equipment": "band", "exercise": "band_row"}]),
        "rows.default: the last default must need nothing",
    ),
    (
        row("warm_ups", "warm_up_express", {"exercise": "squat_jump", "reps": 2}),
        "warm_up_express.squat_jump: this jumps, in a warm-up",
    ),
    (
        row("warm_ups", "warm_up_express", {"exercise": "step_up", "reps": 4}),
        "warm_up_express.step_up: it needs step; use a move that needs no kit",
    ),
    (
        row("warm_ups", "warm_up_express", {"exercise": "march", "seconds": 1}),
        "warm_up_express.march: 1 seconds is outside",
    ),
    (
        row("cool_downs", "cool_down_express", {"exercise": "squat", "reps": 8}),
        "cool_down_express.squat: this is no stretch",
    ),
    (item("advanced_a", "push_up", reps=99), "advanced_a.push_up: 99 reps is outside"),
    (item("intermediate_a", "side_plank", exercise="side_plank_leg_lift"), "it is too hard for intermediate"),
    (
        item("intermediate_b", "step_up", exercise="walking_lunge"),
        "intermediate_b.walking_lunge: it stands twice; give one of them another move",
    ),
    (item("express_10_beginner", "squat", sets=1), "express_10_beginner.main: a circuit goes round as a whole"),
    (session("advanced_a", estimated_minutes=40), "advanced_a.estimated_minutes: it says 40 minutes and takes 4"),
    (session("express_10_beginner", estimated_minutes=9), "express_10_beginner.estimated_minutes: it says 9 minutes"),
    (session("express_10_beginner", estimated_minutes=12), "express_10_beginner.estimated_minutes: it says 12 minutes"),
    (item("intermediate_c", "pogo_hop", sets=3), "intermediate_c.main: 45 landings; intermediate allows 40"),
    (session("advanced_a", warm_up="warm_up_full"), "advanced_a.warm_up: jumps need one of the warm-ups warm_up_power"),
    (
        lambda _, programmes: entry(programmes["sessions"], "advanced_a")["main"].reverse(),
        "advanced_a.main: jumps come first, on fresh legs",
    ),
    (
        item("express_20_advanced", "push_up", exercise="squat_jump", reps=6),
        "express_20_advanced.main: no jumps in an express session",
    ),
    (
        lambda _, programmes: programmes["equipment_substitution"]["swaps"].pop(0),
        "swaps.chair_squat: with no kit nothing stands in for it",
    ),
    (swap("band_row", "dumbbell_row"), "equipment_substitution.swaps.band_row: with no kit nothing stands in for it"),
    (swap("step_up", "walking_lunge"), "intermediate_b.step_up: with no kit every stand-in is in the workout already"),
    (low_impact("pogo_hop", "split_squat_jump"), "low_impact_swaps.pogo_hop: a low-impact swap goes from a jump to"),
    (removed("low_impact_swaps", "squat_jump"), "low_impact_swaps.squat_jump: this jump has no quiet move"),
    (
        lambda _, programmes: programmes["comfort_swaps"][0]["offer"].append("lunge"),
        "comfort_swaps.knee: lunge is both to avoid and on offer",
    ),
    (pool("core", "beginner", "plank", "dead_bug", "russian_twist", "pallof_press"), "is too hard for beginner"),
    (
        pool("core", "advanced", "pallof_press", "dead_bug", "plank_shoulder_tap"),
        "core.pools.advanced: with no kit fewer than 3 moves are left",
    ),
    (
        pool("calves_ankles", "advanced", "calf_raise", "toe_raise", "pogo_hop"),
        "calves_ankles.pools.advanced: 20 minutes with no kit become 1",
    ),
    (pool("glutes", "advanced", "single_leg_hop", "pogo_hop", "skater_bound"), "landings; advanced allows 80"),
    (focus("mobility", minutes=[1]), "mobility.pools.beginner: 1 minutes with no kit hold too few moves"),
    (level("advanced", order=["intermediate_a"]), "levels.advanced.order: intermediate_a is of another level"),
    (
        day("beginner_week", "Saturday", strength="beginner_a"),
        "beginner_week.Saturday: legs the day before a long run",
    ),
    (
        day("intermediate_week", "Tuesday", strength="intermediate_c"),
        "intermediate_week.Monday: legs on two days in a row",
    ),
    (
        day("beginner_week", "Wednesday", strength="beginner_a"),
        "beginner_week.Wednesday: strength goes with an easy run",
    ),
]


def test_committed_content_has_nothing_to_mend() -> None:
    """The content that is shipped keeps every rule."""
    assert check() == []


@pytest.mark.parametrize(("mutate", "expected"), [*SHAPE, *REFERENCES, *SENSE])
def test_mistake_is_found_and_named(mutate: Mutate, expected: str, findings_after: Check) -> None:
    """One mistake in the content gives a line that names its place and how to mend it."""
    found = findings_after(mutate)
    assert any(expected in line for line in found), found


def test_example_of_the_authors_guide_is_sound(findings_after: Check) -> None:
    """The entry that docs/content-authoring.md shows can be added as it stands."""
    guide = (Path(__file__).parents[3] / "docs" / "content-authoring.md").read_text(encoding="utf-8")
    shown = yaml.safe_load(guide.partition("```yaml\n")[2].partition("```")[0])
    assert [new["id"] for new in shown] == ["wall_sit"]
    assert findings_after(lambda exercises, _: exercises["exercises"].extend(shown)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [", "line 1: "),
        ("a: 1\nb: 2\na: 3\n", "line 3: 'a' stands twice in one entry; keep one of them"),
        ("a: \x07\n", "file: "),
        ("- 1\n", "file: [1] is not an entry with fields"),
        ("", "file: None is not an entry with fields"),
    ],
)
def test_file_that_is_no_content_is_one_finding(tmp_path: Path, text: str, expected: str) -> None:
    """A file that cannot be read gives one line with the place, and hides nothing of the other file."""
    for file in (EXERCISES, PROGRAMMES, KNOWLEDGE):
        (tmp_path / file).write_text(text, encoding="utf-8")
    found = [str(finding) for finding in check(tmp_path)]
    assert [line.partition(": ")[0] for line in found] == [EXERCISES, PROGRAMMES, KNOWLEDGE]
    assert all(line.partition(": ")[2].startswith(expected) for line in found), found


def test_missing_file_is_a_finding(tmp_path: Path) -> None:
    """A folder without the files gets a line for each."""
    found = [str(finding) for finding in check(tmp_path)]
    files = (EXERCISES, PROGRAMMES, KNOWLEDGE)
    assert found == [f"{file}: file: cannot be opened; put it into {tmp_path}" for file in files]


def test_file_in_another_encoding_is_a_finding(tmp_path: Path) -> None:
    """A file that is not UTF-8 gets a line that says so."""
    (tmp_path / EXERCISES).write_bytes(b"name: caf\xe9\n")
    assert str(check(tmp_path)[0]) == "exercises.yaml: file: is not UTF-8 text; save it as UTF-8"
