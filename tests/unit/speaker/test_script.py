import pytest

from skill.speaker.errors import ScriptError
from skill.speaker.script import Absence, Passing, Utterance, perform, read_script
from skill.speaker.transcript import Transcript
from skill.speech.length import speech_seconds
from tests.unit.speaker.fakes import NOON, Skill, asking, echo_of, ending, lines_into

REST = '<speak>Rest now.<break time="10s"/><break time="10s"/>Last set.<break time="500ms"/>Ready?</speak>'


def played(script: str, *answers: dict[str, object]) -> tuple[list[str], Skill]:
    """Play a script to a skill with these answers; give the transcript with times, and the skill."""
    lines: list[str] = []
    skill = Skill(list(answers) or [asking(REST)])
    echo = echo_of(skill)
    perform(read_script(script.splitlines()), echo, Transcript(lines_into(lines), NOON))
    return lines, skill


def times(skill: Skill) -> list[str]:
    """Give the hours at which requests were sent."""
    return [envelope["request"]["timestamp"][11:19] for envelope in skill.requests]


def test_a_script_is_read_line_by_line() -> None:
    """Comments and blank lines are passed over; what begins with @ directs; the rest is said."""
    script = "# a start\n\n  start my workout \n@+90s\n@+1.5s\n@+2m\n@+1h\n@silence\n@new-day\ndone # really"
    assert read_script(script.splitlines()) == (
        Utterance("start my workout"),
        Passing(90),
        Passing(1.5),
        Passing(120),
        Passing(3600),
        Absence.SILENCE,
        Absence.NEW_DAY,
        Utterance("done # really"),
    )


@pytest.mark.parametrize("line", ["@later", "@+90", "@+s", "@ +90s", "@-5s"])
def test_an_unknown_direction_is_named_with_its_line(line: str) -> None:
    """The message has the number of the line, and what may stand there."""
    with pytest.raises(ScriptError, match=r"line 3: .* is no direction; write @\+90s"):
        read_script(["go", "", line])


def test_words_come_one_second_after_the_reply() -> None:
    """Without a line of time the runner answers into the open microphone."""
    lines, skill = played("open\nready")
    reply = speech_seconds("Rest now.") + 20 + speech_seconds("Last set.") + 0.5 + speech_seconds("Ready?")
    assert times(skill) == ["12:00:00", f"12:00:{int(reply + 1)}"]
    assert lines == [
        "[00:00] You: open",
        "[00:00] Coach: Rest now. [20 s] Last set. Ready?",
        f"[00:{int(reply + 1)}] You: ready",
        f"[00:{int(reply + 1)}] Coach: Rest now. [20 s] Last set. Ready?",
    ]


def test_time_is_counted_from_the_start_of_the_reply_and_adds_up() -> None:
    """Words after lines of time cut the reply short at their sum, and the transcript ends there."""
    lines, skill = played("open\n@+5s\n@+6s\npause", asking(REST), ending("<speak>Paused.</speak>"))
    assert times(skill) == ["12:00:00", "12:00:11"]
    assert lines[1] == "[00:00] Coach: Rest now. [10 s] —"
    assert lines[2:] == ["[00:11] You: pause", "[00:11] Coach: Paused."]


def test_more_time_than_the_reply_and_the_microphone_take_closes_the_session() -> None:
    """The reprompt is heard, then the session is over, and the next words open a new one, which is said."""
    lines, skill = played("open\n@+120s\nready")
    assert [line[8:] for line in lines[2:5]] == [
        "Coach: Say ready.",
        "(Nobody answered: the session is over.)",
        "You: ready",
    ]
    assert lines[5] == "[02:00] (No session is open: taken as “Alexa, ask runner strength: ready”.)"
    assert skill.last["session"]["new"]


def test_silence_lasts_until_the_session_ends() -> None:
    """Nothing more is said than the reprompt, and the skill is told why."""
    lines, skill = played("open\n@silence")
    assert skill.last["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert lines[-1].endswith("(Nobody answered: the session is over.)")


def test_a_new_day_is_tomorrow_at_the_same_hour() -> None:
    """An open session has ended in silence by then; the clock says so and words are a new session."""
    lines, skill = played("open\n@new-day\nopen")
    assert skill.types == ["LaunchRequest", "SessionEndedRequest", "LaunchRequest"]
    assert skill.last["request"]["timestamp"] == "2026-03-03T12:00:00Z"
    assert "[24:00:00] (The next day.)" in lines


def test_leaving_with_exit_is_written_down() -> None:
    """The device's own end of a session has its line."""
    lines, _ = played("open\n@+1s\nexit")
    assert lines[-1] == "[00:01] (The session is over.)"


def test_the_runner_walks_off_at_the_end() -> None:
    """A last reply is heard out, or as far as the script says, and no end of the session is sent."""
    lines, skill = played("open")
    assert lines[-1].endswith("Ready?")
    assert skill.types == ["LaunchRequest"]
    lines, skill = played("open\n@+5s")
    assert lines[-1] == "[00:00] Coach: Rest now. [4 s] —"
    assert skill.types == ["LaunchRequest"]


def test_without_times_a_transcript_is_words_alone() -> None:
    """A transcript carries no time unless it was given the start."""
    lines: list[str] = []
    perform(read_script(["open"]), echo_of(Skill([ending("<speak>Hi.</speak>")])), Transcript(lines_into(lines)))
    assert lines == ["You: open", "Coach: Hi."]
