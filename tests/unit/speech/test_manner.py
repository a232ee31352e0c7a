"""How a runner wants to be spoken to, in what is heard: pace, few words, encouragement and ticks."""

from itertools import pairwise

import pytest

from skill.coach.acts import Announce, CountIn, Perform, Tell
from skill.coach.plan import Step, StepKind
from skill.coach.runner import Counting, Manner, Pace
from skill.content.loader import load_catalogue
from skill.speech.catalogue import load_wording
from skill.speech.layout import Layout
from skill.speech.phrasing import Phrasing
from skill.speech.rendering import Renderer
from skill.speech.ssml import to_ssml
from skill.speech.timeline import Say, Timeline

RENDERER = Renderer(load_wording("en-US"), load_catalogue())
SQUATS = Step(StepKind.WORK, "squat", 3, 3, None, 20, 4000)
PLANK = Step(StepKind.WORK, "plank", 3, 3, None, 40, 0)


def spoken(manner: Manner, step: Step = SQUATS) -> Timeline:
    """Lay out the announcement and the whole of a last set."""
    layout = Layout(Phrasing(RENDERER, {}), manner)
    layout.add(Tell("paused"))
    for act in (Announce(step, 0, teach=False, cue=0), CountIn(), Perform(step, 0, 0, last_set=True)):
        layout.add(act)
    return layout.ended()


def variants(key: str) -> set[str]:
    """Give everything that a line may come out as."""
    return {RENDERER.render(text, {}) for text in RENDERER.wording.variants(key)}


def words(timeline: Timeline) -> list[str]:
    """Give what is said, piece by piece."""
    return [entry.text for entry in timeline.entries if isinstance(entry, Say)]


def test_slow_and_fast_speech_changes_words_but_not_the_clock_of_a_set() -> None:
    """Words outside the set take longer or shorter and say so in the markup; the set is as long as ever."""
    usual, slow, fast = (spoken(Manner(pace=pace)) for pace in (Pace.NORMAL, Pace.SLOW, Pace.FAST))
    assert fast.seconds < usual.seconds < slow.seconds
    lengths = {mark.ends - mark.begins for timeline in (usual, slow, fast) for mark in timeline.marks}
    assert lengths == {80_000}
    assert "prosody" not in to_ssml(usual)
    assert '<prosody rate="85%">' in to_ssml(slow)
    assert '<prosody rate="115%">' in to_ssml(fast)


def test_counts_are_never_stretched() -> None:
    """What is placed by the clock is said at the usual pace."""
    counted = [e for e in spoken(Manner(Counting.EVERY, pace=Pace.SLOW)).entries if isinstance(e, Say)]
    five = next(entry for entry in counted if entry.text == "Five")
    assert five.percent == 100


def test_few_words_leave_out_cues_and_encouragement() -> None:
    """Who wants fewer words hears name, dose, counts and the end of the set, and nothing else."""
    cues = set(RENDERER.catalogue.exercise("squat").form_cues)
    assert cues & set(words(spoken(Manner())))
    brief = set(words(spoken(Manner(brief=True))))
    assert not brief & (cues | variants("encourage.reps"))


@pytest.mark.parametrize(("step", "line"), [(SQUATS, "encourage.reps"), (PLANK, "encourage.hold")])
def test_encouragement_can_be_off(step: Step, line: str) -> None:
    """Encouragement is heard in a last set unless it is off."""
    assert variants(line) & set(words(spoken(Manner(), step)))
    assert not variants(line) & set(words(spoken(Manner(encouragement=False), step)))


def test_ticks_fall_where_nothing_else_is_said() -> None:
    """With ticks, repetitions that are not counted and every fifth second of a hold are ticked off, on the clock."""
    assert "Tick" not in words(spoken(Manner(Counting.FIVES)))
    for step, apart in ((SQUATS, 4), (PLANK, 5)):
        timeline = spoken(Manner(Counting.FIVES, tick=True), step)
        ticks = [begins for begins, entry in timeline.timed() if isinstance(entry, Say) and entry.text == "Tick"]
        assert len(ticks) > 3
        assert all(round(later - earlier, 1) % apart == 0 for earlier, later in pairwise(ticks))
