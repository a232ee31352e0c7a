from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from skill.coach.session import Mark
from skill.speech.length import speech_ms
from skill.speech.timeline import Say, Wait
from skill.speech.track import GAP_MS, Cue, Rank, Track

cues = st.builds(
    lambda text, rank, earliest, slack: Cue(text, rank, earliest, earliest + slack),
    st.sampled_from(["one", "last three", "halfway", "Push the floor away.", ""]),
    st.sampled_from(Rank),
    st.integers(-2000, 62_000),
    st.integers(0, 3000),
)


def said(track: Track) -> list[tuple[int, str]]:
    """Give when each piece of a track begins, and its words."""
    return [(round(at * 1000), e.text) for at, e in track.timeline().timed() if isinstance(e, Say)]


def test_pieces_said_in_a_row_have_a_breath_between() -> None:
    """Words that follow words begin a breath later."""
    track = Track()
    track.say("Go")
    track.say("One")
    assert said(track) == [(0, "Go"), (speech_ms("Go") + GAP_MS, "One")]


def test_nothing_to_say_takes_no_time() -> None:
    """A line that could not be said leaves no trace."""
    track = Track()
    track.say("")
    assert track.timeline().entries == ()


def test_waiting_until_the_past_does_nothing() -> None:
    """The clock of a track never goes back."""
    track = Track()
    track.wait(500)
    track.wait_until(300)
    assert track.now == 500


def test_waits_in_a_row_become_one() -> None:
    """Waits that follow each other are one wait in the timeline, before words and at the end."""
    track = Track()
    track.wait(500)
    track.wait(700)
    track.say("Go")
    track.wait(100)
    assert track.timeline().entries == (Wait(1.2), Say("Go", 0.1), Wait(0.1))


def test_mark_ends_now() -> None:
    """A step is marked from where it began to where the track is."""
    track = Track()
    track.wait(4000)
    track.mark(3, 1, 1000)
    assert track.timeline().marks == (Mark(3, 1, 1000, 4000),)


def test_copy_goes_on_by_itself() -> None:
    """What is laid onto a copy is not on the original."""
    track = Track()
    track.say("Go")
    track.copy().say("One")
    assert track.timeline().text == "Go"


def test_less_important_words_give_way() -> None:
    """Of two cues for one moment the more important is said and the other is left out, whatever their order."""
    track = Track()
    track.play([Cue("push the floor", Rank.FORM, 900, 900), Cue("one", Rank.NUMBER, 1000, 1000)], 3000)
    assert said(track) == [(1000, "one")]


def test_words_that_may_wait_come_after_the_more_important() -> None:
    """A cue that may begin later follows the one that has its moment."""
    track = Track()
    track.play([Cue("halfway", Rank.HALFWAY, 1000, 2000), Cue("one", Rank.NUMBER, 1000, 1000)], 3000)
    assert said(track) == [(1000, "one"), (1150 + GAP_MS, "halfway")]


@given(st.lists(cues, max_size=25), st.integers(1000, 60_000))
def test_window_keeps_its_length_and_words_never_overlap(wanted: list[Cue], length: int) -> None:
    """Whatever wants to be said, a window takes its exact time, words keep apart and begin in their time."""
    track = Track()
    track.play(wanted, length)
    assert track.now == length
    placed = said(track)
    for (begins, text), (following, _) in pairwise(placed):
        assert begins + speech_ms(text) + GAP_MS <= following
    for begins, text in placed:
        assert any(cue.text == text and cue.earliest <= begins <= cue.latest for cue in wanted)


@given(st.lists(cues, max_size=15), st.integers(1000, 60_000))
def test_a_less_important_cue_moves_no_other(wanted: list[Cue], length: int) -> None:
    """Adding an encouragement leaves every other word where it was."""
    without, added = Track(), Track()
    others = [cue for cue in wanted if cue.rank < Rank.ENCOURAGEMENT]
    without.play(others, length)
    added.play([Cue("Slow on purpose.", Rank.ENCOURAGEMENT, 0, length), *others], length)
    assert set(said(without)) <= set(said(added))
