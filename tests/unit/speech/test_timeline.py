from skill.coach.session import Mark
from skill.speech.plain import to_text
from skill.speech.timeline import Say, Timeline, Wait

SET = Timeline((Say("Go", 0.1), Wait(3.9), Say("One", 0.15), Wait(0.2), Say("Done.", 1.02)), (Mark(0, 0, 0, 4150),))


def test_timeline_is_as_long_as_its_parts() -> None:
    """The length of a timeline is the sum of its words and waits."""
    assert SET.seconds == 5.37


def test_timeline_text_holds_words_only() -> None:
    """The text of a timeline leaves the waits out."""
    assert SET.text == "Go One Done."


def test_timed_entries_begin_where_the_last_one_ends() -> None:
    """Each entry begins at the end of the one before."""
    assert [begins for begins, _ in SET.timed()] == [0, 0.1, 4.0, 4.15, 4.35]


def test_plain_text_shows_the_waits_that_a_listener_notices() -> None:
    """A transcript shows long waits in seconds and leaves out the breath between words."""
    assert to_text(SET) == "Go. [4 s] One. Done."


def test_plain_text_lists_what_is_called_out_in_a_breath() -> None:
    """Words without a full stop that follow each other read as one sentence; whole sentences stay as they are."""
    called = Timeline(
        (Say("Switch. Right leg. Three", 2.0), Wait(0.8), Say("Two", 0.2), Wait(0.8), Say("That's it", 0.4))
    )
    assert to_text(called) == "Switch. Right leg. Three, two, that's it."
