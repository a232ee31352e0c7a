"""What is said before and between sets, and when."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach.acts import Announce, ChangeOver, CountIn, Perform, PickUp, Rest, Tell
from skill.coach.plan import Side, Step, StepKind
from skill.coach.runner import Manner
from skill.content.loader import load_catalogue
from skill.content.types import Exercise, Mode, SideStyle
from skill.speech.catalogue import LOCALES, load_wording
from skill.speech.layout import WORDS_BEFORE_START, Layout
from skill.speech.length import speech_ms
from skill.speech.phrasing import Phrasing
from skill.speech.rendering import Renderer
from skill.speech.timeline import Say, Timeline
from tests.hearing import heard

CATALOGUE = load_catalogue()
RENDERERS = {locale: Renderer(load_wording(locale), CATALOGUE) for locale in LOCALES}
SQUAT = Step(StepKind.WORK, "squat", 2, 3, None, 12, 4000)
PLANK = Step(StepKind.WORK, "side_plank", 1, 3, Side.LEFT, 20, 0)
OTHER_PLANK = replace(PLANK, side=Side.RIGHT)


def layout(turn: int = 0, locale: str = "en-US") -> Layout:
    """Start a reply."""
    return Layout(Phrasing(RENDERERS[locale], heard(turn)), Manner())


def laid(*acts: Announce | ChangeOver | CountIn | Perform | PickUp | Rest | Tell, turn: int = 0) -> Timeline:
    """Lay out acts as one reply."""
    reply = layout(turn)
    for act in acts:
        reply.add(act)
    return reply.ended("")


def starts(timeline: Timeline) -> dict[str, float]:
    """Give the second at which each piece is said."""
    return {entry.text: at for at, entry in timeline.timed() if isinstance(entry, Say)}


def announce(step: Step, *, teach: bool = False, cue: int = 0) -> Announce:
    """Announce a step."""
    return Announce(step, 1, teach=teach, cue=cue)


def rest(seconds: int, done: int = 0, *, teach: bool = False) -> Rest:
    """Rest before the second set of squats."""
    step = Step(StepKind.REST, "squat", 2, 3, None, seconds, 0)
    return Rest(step, 0, done, announce(SQUAT, teach=teach, cue=1))


def side_of(exercise: Exercise) -> Side | None:
    """Give the side that a first step of an exercise has."""
    match exercise.side_style:
        case SideStyle.ALTERNATE:
            return Side.EACH_RIGHT_FIRST
        case SideStyle.ONE_SIDE:
            return Side.RIGHT
    return None


@pytest.mark.uncounted
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_known_move_starts_after_fourteen_words(locale: str, number: int) -> None:
    """Every known exercise is announced in at most fourteen words, its cue included, in every turn."""
    for exercise in CATALOGUE.exercises:
        amount = 45 if exercise.mode is Mode.SECONDS else 12
        pace = round((exercise.seconds_per_rep or 0) * 1000)
        step = Step(StepKind.WORK, exercise.id, number, 3, side_of(exercise), amount, pace)
        for turn in range(8):
            reply = layout(turn, locale)
            reply.add(announce(step))
            assert len(reply.ended("").text.split()) <= WORDS_BEFORE_START


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (replace(SQUAT, set=1, sets=1), "Squats. Twelve reps. Show the wall ahead your chest."),
        (SQUAT, "Squats, set two of three. Twelve reps. Show the wall ahead your chest."),
        (PLANK, "Side plank, set one of three. Left side, twenty seconds. Straight as a ski."),
        (
            Step(StepKind.WORK, "reverse_lunge", 1, 2, Side.EACH_LEFT_FIRST, 8, 4000),
            "Reverse lunges, set one of two. Eight each leg, left first.",
        ),
        (
            Step(StepKind.WARM_UP, "leg_swing", 1, 1, Side.RIGHT, 10, 1500),
            "Leg swings. Right leg, ten. Swing like a pendulum.",
        ),
    ],
)
def test_announcement_names_move_set_dose_and_side(step: Step, text: str) -> None:
    """Name and set come first, then the dose with the side, then one cue if there is room for it."""
    said = laid(announce(step)).text
    cue = CATALOGUE.exercise(step.exercise).form_cues[0]
    assert said in {text, f"{text.rpartition('. ')[0]}. {cue}"}


def test_last_set_is_said() -> None:
    """The last set is announced as such, and not as the third of three."""
    said = laid(announce(replace(SQUAT, set=3))).text.lower()
    assert "three" not in said
    assert any(word in said for word in ("last", "final", "once more"))


def test_new_move_is_taught_in_full() -> None:
    """The first time, set-up and all steps are told, and two seconds are left to get into position."""
    timeline = laid(announce(SQUAT, teach=True))
    squat = CATALOGUE.exercise("squat")
    assert timeline.text.endswith(" ".join((squat.setup, *squat.steps)))
    assert timeline.entries[-1].seconds == 2.0


def test_cue_that_had_no_room_comes_within_the_set() -> None:
    """A set has one cue: before it where there is room, else between a third and half of it."""
    taught = laid(announce(SQUAT, teach=True, cue=2), CountIn(), Perform(SQUAT, 1, 0, last_set=False))
    told = laid(announce(SQUAT, cue=2), CountIn(), Perform(SQUAT, 1, 0, last_set=False))
    cue = CATALOGUE.exercise("squat").form_cues[2]
    begins = starts(taught)[cue] - taught.marks[0].begins / 1000
    assert 16 <= begins <= 24
    assert told.text.count(cue) == 1
    assert starts(told)[cue] * 1000 < told.marks[0].begins


@given(st.integers(1, 120), st.integers(0, 119), st.booleans(), st.integers(0, 20))
def test_rest_takes_its_time_with_the_count_in(seconds: int, done: int, teach: bool, turn: int) -> None:
    """A rest ends three seconds early for the count-in, or when its words are said, and is marked as that."""
    timeline = laid(rest(seconds, min(done, seconds), teach=teach), CountIn(), turn=turn)
    (mark,) = timeline.marks
    assert (mark.begins, mark.done) == (0, min(done, seconds))
    words = [entry.text for at, entry in timeline.timed() if isinstance(entry, Say) and at * 1000 < mark.ends]
    needed = sum(speech_ms(text) + 120 for text in words) + 2000
    planned = 1000 * (seconds - mark.done) - 3000
    assert mark.ends == planned or planned < mark.ends <= needed
    assert timeline.seconds == pytest.approx(mark.ends / 1000 + 3)


def test_rest_announces_twelve_seconds_before_the_start() -> None:
    """What comes next is announced twelve seconds before the rest is over."""
    timeline = laid(rest(45), CountIn())
    assert starts(timeline)["Squats, set two of three. Twelve reps."] == 45 - 12
    assert timeline.text.split(" Squats")[0] in {
        *(
            RENDERERS["en-US"].render(text, {"seconds": 45})
            for text in RENDERERS["en-US"].wording.variants("rest.start")
        )
    }


def test_rest_that_was_broken_off_says_what_is_left() -> None:
    """A rest picked up after thirty of forty-five seconds has fifteen left."""
    assert "fifteen seconds" in laid(rest(45, 30)).text.lower()


def test_rest_right_after_a_set_is_named_whole() -> None:
    """A rest that is only begun in this reply is named with all its seconds."""
    begun = laid(Perform(SQUAT, 0, 0, last_set=False), rest(60, 45))
    assert "sixty seconds" in begun.text.lower()
    assert "fifteen" not in begun.text.lower()


def test_rest_that_is_over_only_announces() -> None:
    """A rest with nothing left says what is next."""
    assert laid(rest(45, 45), CountIn()).text.startswith("Squats")


def test_rest_before_a_question_announces_nothing() -> None:
    """The question names the set, and the reply after it announces it: a rest that ends a reply does not."""
    timeline = laid(rest(45))
    assert "squats" not in timeline.text.lower()
    assert timeline.seconds == 45 - 3


def test_rest_before_a_question_teaches_all_the_same() -> None:
    """A new move is explained in the rest before it, whether or not the reply goes on; nobody is called back."""
    timeline = laid(rest(60, teach=True))
    assert CATALOGUE.exercise("squat").setup in timeline.text
    assert not set(starts(timeline)) & set(RENDERERS["en-US"].wording.variants("announce.get_set"))


@pytest.mark.parametrize(("done", "left"), [(0, 3000), (30, 33_000)])
def test_rest_that_is_left_behind_a_question_is_known(done: int, left: int) -> None:
    """What a question takes up of the rest: the count-in that does not come, and what the brief form leaves out."""
    reply = layout()
    assert reply.rest_left == 0
    reply.add(rest(45, done))
    assert reply.rest_left == left


def test_rest_teaches_at_once_and_calls_back() -> None:
    """Before a new move the rest is used for the how-to, and the runner is called back before the count-in."""
    timeline = laid(rest(60, teach=True), CountIn())
    said = starts(timeline)
    (call,) = [text for text in said if text in RENDERERS["en-US"].wording.variants("announce.get_set")]
    assert said["Squats, set two of three. Twelve reps."] < 5
    assert said[call] > 50


def test_short_rest_does_not_call_back() -> None:
    """Where the how-to fills the rest there is nobody to call back."""
    said = starts(laid(rest(20, teach=True), CountIn()))
    assert not set(said) & set(RENDERERS["en-US"].wording.variants("announce.get_set"))


def change(step: Step, seconds: int, *, sides: bool = True) -> ChangeOver:
    """Change over before a step."""
    over = Step(StepKind.CHANGE_OVER, step.exercise, step.set, step.sets, step.side, seconds, 0)
    return ChangeOver(over, 1, 0, announce(step), sides)


@pytest.mark.parametrize("turn", range(6))
def test_sides_switch_in_the_plan_s_time(turn: int) -> None:
    """Between two sides lie the seconds of the plan, count-in included; the side is named twice after a hold."""
    second = Perform(OTHER_PLANK, 2, 0, last_set=False)
    timeline = laid(Perform(PLANK, 0, 0, last_set=False), change(OTHER_PLANK, 8), CountIn(), second, turn=turn)
    first, over, last = timeline.marks
    assert (over.begins, over.ends, last.begins) == (first.ends, first.ends + 5000, first.ends + 8000)
    assert sum(text.lower().count("right") for text in starts(timeline)) == 2


def test_switch_ends_the_first_side() -> None:
    """Where the sides switch, the word for it is also the end of the set, at zero."""
    step = Step(StepKind.WORK, "split_squat", 1, 2, Side.LEFT, 8, 4000)
    timeline = laid(Perform(step, 0, 0, last_set=False), change(replace(step, side=Side.RIGHT), 5), turn=1)
    switch = max(starts(timeline), key=lambda text: starts(timeline)[text])
    assert switch.endswith("Right leg.")
    assert starts(timeline)[switch] * 1000 - timeline.marks[0].ends == 0


def test_position_is_changed_before_another_exercise() -> None:
    """Before floor work the runner is told to get down, what comes, and gets the plan's time for it."""
    bridge = Step(StepKind.WORK, "glute_bridge", 1, 1, None, 12, 5000)
    timeline = laid(Perform(SQUAT, 0, 0, last_set=False), change(bridge, 8, sides=False))
    assert "Down onto your back. Glute bridges. Twelve reps." in timeline.text
    assert timeline.marks[1].ends - timeline.marks[1].begins >= 5000


def test_position_of_every_exercise_has_words() -> None:
    """Whatever position an exercise starts from, there are words to get into it."""
    lines = RENDERERS["en-US"].wording.lines
    assert {f"change.{exercise.position}" for exercise in CATALOGUE.exercises} <= lines.keys()


def test_change_over_at_the_start_of_a_reply_announces_in_full() -> None:
    """A reply that begins with a change of sides says so, and what is done; nobody is told to change position."""
    text = laid(change(OTHER_PLANK, 8)).text
    assert "to the right. Side plank, set one of three. Right side, twenty seconds." in text
    assert "Down onto" not in text


def test_change_of_sides_after_a_set_that_was_ended_by_a_word() -> None:
    """The other side of the exercise at hand is a change of sides, whatever was said in this reply before."""
    text = laid(Tell("logged_count", {"n": 20, "exercise": "side_plank"}), change(OTHER_PLANK, 8)).text
    assert "to the right. Side plank" in text


@pytest.mark.parametrize(
    ("step", "done", "text"),
    [
        (SQUAT, 5, "From six."),
        (Step(StepKind.WORK, "split_squat", 1, 3, Side.LEFT, 8, 4000), 5, "Left leg, from six."),
        (Step(StepKind.WORK, "lunge", 1, 3, Side.EACH_LEFT_FIRST, 10, 4000), 9, "Right leg, from five."),
        (Step(StepKind.WORK, "plank", 1, 3, None, 30, 0), 18, "Twelve seconds left."),
        (PLANK, 8, "Left side, twelve seconds left."),
    ],
)
def test_set_is_picked_up_with_side_and_number(step: Step, done: int, text: str) -> None:
    """A set that goes on is named by its side and its next repetition, or by the seconds that are left."""
    assert laid(PickUp(step, 0, done)).text == text


def test_who_comes_back_hears_the_set_and_has_time_for_it() -> None:
    """After a while away a set is announced again: name, set, dose, side and what is left, and seconds to get ready."""
    split_squat = Step(StepKind.WORK, "split_squat", 1, 3, Side.LEFT, 8, 4000)
    timeline = laid(PickUp(split_squat, 0, 5, anew=True))
    assert timeline.text.startswith("Split squats, set one of three. Left leg, eight. From six. ")
    assert timeline.seconds > laid(PickUp(split_squat, 0, 5)).seconds + 5
    lunge = Step(StepKind.WORK, "lunge", 3, 3, Side.EACH_LEFT_FIRST, 10, 4000)
    assert "Right leg, from five." in laid(PickUp(lunge, 0, 9, anew=True)).text


def test_a_side_that_was_just_named_is_not_named_again() -> None:
    """After "left leg" the set goes on with its number."""
    step = Step(StepKind.WORK, "split_squat", 1, 3, Side.LEFT, 8, 4000)
    told = Tell("which_side", {"side": "left", "exercise": "split_squat"})
    assert laid(told, PickUp(step, 0, 5)).text.endswith("eft leg. From six.")
    other = Tell("which_side", {"side": "right", "exercise": "split_squat"})
    assert laid(other, PickUp(step, 0, 5)).text.endswith("Left leg, from six.")


@pytest.mark.parametrize("step", [replace(SQUAT, sets=1, set=1), SQUAT, replace(SQUAT, set=3)])
def test_a_name_that_was_just_said_is_not_said_again(step: Step) -> None:
    """ "Back to squats." is followed by the set and the dose alone; the name of another exercise by all of it."""
    again = laid(Tell("went_back", {"exercise": "squat"}), announce(step)).text
    assert again.lower().count("squats") == 1
    assert "welve reps." in again
    assert "quats" in laid(Tell("went_back", {"exercise": "plank"}), announce(step)).text


def test_lines_are_said_in_their_order() -> None:
    """What the coach tells comes in the coach's order."""
    assert laid(Tell("deleted"), Tell("stop_there")).text.endswith("is deleted. Stop there. Get comfortable.")


def test_end_line_comes_before_what_follows() -> None:
    """The end of a set is said at its end, before the rest begins."""
    timeline = laid(Perform(SQUAT, 0, 0, last_set=False), rest(45))
    (done,) = set(starts(timeline)) & set(RENDERERS["en-US"].wording.variants("count.done"))
    assert starts(timeline)[done] * 1000 == timeline.marks[0].ends
    assert timeline.marks[1].begins > timeline.marks[0].ends


@pytest.mark.parametrize(("seconds", "said"), [(38, "orty seconds"), (45, "orty-five seconds"), (14, "ifteen seconds")])
def test_a_rest_is_named_by_fives(seconds: int, said: str) -> None:
    """Nobody says "thirty-eight seconds": a rest is named to five seconds, and takes as long as it is."""
    timeline = laid(rest(seconds), CountIn())
    assert said in timeline.text
    (mark,) = timeline.marks
    assert mark.ends - mark.begins == 1000 * seconds - 3000
