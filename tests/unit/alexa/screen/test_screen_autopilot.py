import json

import pytest

from skill.alexa.screen.autopilot import TOKEN, screen_of
from skill.alexa.screen.palette import Mood
from skill.coach.acts import Question
from skill.coach.events import EventKind
from skill.coach.plan import StepKind
from skill.coach.runner import Manner, Pace, Profile, Runner
from skill.coach.session import State
from skill.speech.length import speech_ms
from skill.speech.timeline import Say, Timeline, Wait
from tests.responses import assert_valid
from tests.viewhost.player import Player
from tests.viewhost.show import Show


def begun() -> tuple[Show, Player]:
    """Start a workout before a screen."""
    show = Show()
    return show, show.say(EventKind.OPEN, opens=True)


def reached(question: Question) -> tuple[Show, Player]:
    """Play replies until one ends with a question."""
    show, player = begun()
    while show.session.block is None or show.session.block.ask.question is not question:
        following = show.hear_out(player)
        assert isinstance(following, Player)
        player = following
    return show, player


def with_a(kind: StepKind) -> tuple[Show, Player, int]:
    """Play replies until one holds a step of a kind; give its place in the plan too."""
    show, player = begun()
    while True:
        assert show.session.block is not None
        for mark in show.session.block.marks:
            if show.session.plan[mark.index].kind is kind:
                return show, player, mark.index
        following = show.hear_out(player)
        assert isinstance(following, Player)
        player = following


def test_what_is_said_is_the_timeline() -> None:
    """Every piece of the timeline is spoken at its own offset, in its own words, and nothing else is."""
    show, player = begun()
    timeline = [(round(at * 1000), each.text) for at, each in show.answer.speech.timed() if isinstance(each, Say)]
    assert [(round(at), words) for at, words in player.said] == timeline


@pytest.mark.parametrize("pace", [0.7, 1.15])
def test_a_faster_or_slower_voice_moves_no_repetition(pace: float) -> None:
    """Where speech takes another time than the model says, a set still takes its own time, to 0.3 s."""
    show, exact, index = with_a(StepKind.WORK)
    player = Player(exact.directives, pace=pace)
    assert show.session.block is not None
    mark = next(mark for mark in show.session.block.marks if mark.index == index)
    moments = [(a.at, b.at) for a, b in zip(exact.shown, player.shown, strict=True) if a.name == "done"]
    counted = [(a, b) for a, b in moments if mark.begins <= a <= mark.ends]
    assert len(counted) > 8
    begun_at = counted[0][1] - counted[0][0]
    assert all(abs(b - a - begun_at) <= 300 for a, b in counted)


def test_a_slower_voice_is_heard_and_read_slower() -> None:
    """Where a runner wants slow speech, the lines are slow too, and a caption stays as long as its words."""
    show = Show(Runner(welcomed=True, profile=Profile(manner=Manner(pace=Pace.SLOW))))
    player = show.say(EventKind.OPEN, opens=True)
    slow = [entry for _, entry in show.answer.speech.timed() if isinstance(entry, Say) and entry.percent != 100]
    assert slow
    ssml = [line["ssml"] for line in player.data["lines"]]
    assert all(any(entry.text in line and f"{entry.percent}%" in line for line in ssml) for entry in slow)
    [at, entry] = next((at, one) for at, one in show.answer.speech.timed() if one in slow and ". " in one.text)
    almost = player.data["captions"][player.value("caption", (at + entry.seconds) * 1000 - 500)]
    assert entry.text.endswith(almost)
    before = player.data["captions"][player.value("caption", at * 1000 + speech_ms(entry.text.split(". ")[0]))]
    assert entry.text.startswith(before)


def test_counts_follow_the_marks() -> None:
    """At the end of each step that is marked all its units are over, and none at its beginning."""
    show, player = begun()
    assert show.session.block is not None
    for mark in show.session.block.marks:
        step = show.session.plan[mark.index]
        if step.moving:
            assert player.value("done", mark.begins) == mark.done
            assert player.value("done", mark.ends - 1) == step.units - 1
            assert player.scene(mark.ends - 1)["mood"] == Mood.WORKING


def test_the_caption_is_what_is_spoken() -> None:
    """From the moment a piece is spoken, its words stand in the caption, in pieces that fit two lines."""
    _, player = begun()
    for at, words in player.said:
        shown = player.data["captions"][player.value("caption", at)]
        assert words.startswith(shown)
        assert len(shown) <= 66
    for at, words in player.said:
        last = player.data["captions"][player.value("caption", at + speech_ms(words) - 1)]
        assert words.endswith(last)


def test_the_last_command_says_that_the_reply_is_over() -> None:
    """One event is sent, at the very end, with workout, step and number of the reply; the screen stays on."""
    show, player = begun()
    [(at, arguments)] = player.sent
    assert at == player.ends == show.view.ends
    assert arguments == ["block_end", show.view.address.workout, show.session.index, show.session.turn]
    [commands] = player.directives[1]["commands"]
    assert commands["screenLock"] is True
    assert commands["commands"][-1]["type"] == "SendEvent"


def test_the_directives_are_as_amazon_defines_them() -> None:
    """Both directives are valid by the schema of responses, and small enough for one."""
    _, player = begun()
    assert_valid(json.loads(json.dumps({"version": "1.0", "response": {"directives": player.directives}})))


def test_a_silent_beginning_is_waited_for() -> None:
    """A timeline that begins with a wait begins with a wait on the screen too."""
    show, _ = begun()
    later = Timeline((Wait(2.5), *show.answer.speech.entries))
    player = Player(screen_of(later, show.view))
    [(at, _), *_] = player.said
    assert at == 2500


def test_a_question_is_left_time_to_answer() -> None:
    """The buttons of a question stand for eight seconds after it before the workout goes on."""
    show, player = reached(Question.EFFORT)
    over = show.answer.speech.seconds * 1000
    assert player.ends >= over + 8000
    assert player.scene(over + 7000)["asking"]
    assert [choice["action"] for choice in player.data["choices"]] == ["easy", "right", "hard"]


def test_the_question_how_it_was_shows_what_it_is_about() -> None:
    """Where the question waited for a set of the next exercise, the screen names the one that is asked about."""
    show, player = begun()
    while show.session.block is None or "since" not in show.session.block.ask.facts:
        following = show.hear_out(player)
        assert isinstance(following, Player)
        player = following
    about = str(show.session.block.ask.facts["exercise"])
    assert show.session.plan[show.session.block.marks[-1].index].exercise != about
    assert player.scene(player.ends - 100)["title"] == show.view.labels.exercise(about)


def test_a_rest_that_a_reply_has_no_room_for_is_waited_for() -> None:
    """Where a reply holds only the beginning of a rest, the screen counts the rest of it down behind the question."""
    show, player, index = with_a(StepKind.REST)
    while True:
        assert show.session.block is not None
        last = show.session.block.marks[-1]
        if last.done and show.session.plan[last.index].kind is StepKind.REST and last.index != show.session.index:
            break
        following = show.hear_out(player)
        assert isinstance(following, Player)
        player, index = following, show.session.index
    assert index <= last.index
    rest = show.session.plan[last.index].amount
    assert player.ends - last.begins >= (rest - 3) * 1000
    scenes = [player.scene(last.begins + 2000), player.scene(player.ends - 500)]
    assert [scene["mood"] for scene in scenes] == [Mood.RESTING, Mood.RESTING]
    assert scenes[1]["units"] - player.value("done", player.ends - 500) <= 1


def test_sides_swap_with_each_repetition() -> None:
    """Where sides alternate, the picture names the side of the repetition that is under way."""
    show, player = begun()
    while True:
        assert show.session.block is not None
        steps = [(mark, show.session.plan[mark.index]) for mark in show.session.block.marks]
        found = [(m, s) for m, s in steps if s.kind is StepKind.WORK and s.side is not None and s.side.alternates]
        if found:
            break
        following = show.hear_out(player)
        assert isinstance(following, Player)
        player = following
    mark, step = found[0]
    assert step.side is not None
    for unit in range(step.units):
        at = mark.begins + (mark.ends - mark.begins) * (unit + 0.5) / step.units
        assert player.scene(at)["sides"][player.value("done", at) % 2] == step.side.at(unit)


def test_colours_change_slowly() -> None:
    """When the mood changes, the old ground fades out and the new one in, a second or longer."""
    _, player, _ = with_a(StepKind.REST)
    assert {name for _, name, to in player.faded if to == 1} >= {"ground-working"}
    fades = [c for c in _commands(player.directives[1]["commands"]) if c["type"] == "AnimateItem"]
    assert len(fades) == len(player.faded) > 0
    assert all(fade["duration"] >= 1000 for fade in fades)


def _commands(commands: list[dict[str, object]]) -> list[dict[str, object]]:
    found = []
    for command in commands:
        inner = command.get("commands")
        found += _commands(inner) if isinstance(inner, list) else [command]
    return found


def test_an_end_that_comes_twice_moves_on_once() -> None:
    """The second of two equal events is refused, and the workout stays where it is."""
    show, player = begun()
    [(_, arguments)] = player.sent
    show.hear_out(player)
    after = show.runner
    assert not isinstance(show.send(arguments), Player)
    assert show.runner == after


def test_a_pause_by_touch_holds_the_place() -> None:
    """A touch on pause in mid-set shows how far it had got; resume goes on there and plays by itself again."""
    show, _ = begun()
    assert show.session.block is not None
    mark = show.session.block.marks[0]
    show.talk.wait((mark.begins + 12_000) / 1000)
    show.touch("pause")
    assert show.session.state is State.PAUSED
    [scene] = show.view.scenes
    assert scene.mood is Mood.PAUSED
    assert 9 <= scene.steps[0][1] <= 12
    resumed = show.touch("resume")
    assert isinstance(resumed, Player)
    assert resumed.sent
    assert resumed.value("done", 0) == scene.steps[0][1]


def test_a_question_outside_a_workout_has_its_buttons() -> None:
    """Where nothing is counted there is a picture with buttons, no commands, and the words as they are spoken."""
    show = Show(Runner())
    player = show.say(EventKind.OPEN, opens=True)
    assert len(player.directives) == 1
    assert player.directives[0]["token"] == TOKEN
    assert player.data["captions"] == [show.answer.speech.text]
    assert [choice["action"] for choice in player.data["choices"]] == ["start", "next"]
    assert isinstance(show.touch("start"), Player)
    assert show.session.state is State.WORKING


def test_a_question_without_a_workout_is_shown() -> None:
    """A question is shown even where no workout is in progress."""
    show = Show()
    show.say(EventKind.DELETE_DATA)
    assert show.view.choices == ("yes", "no")
    assert isinstance(show.touch("no"), Player)


def test_a_number_asked_for_is_shown_at_its_set() -> None:
    """A question about a set shows the set it is about."""
    show, _, index = with_a(StepKind.WORK)
    assert show.session.block is not None
    mark = next(mark for mark in show.session.block.marks if mark.index == index)
    show.talk.wait((mark.begins + mark.ends) / 2000)
    show.touch("next")
    assert show.runner.ask is not None
    assert show.runner.ask.question is Question.DONE_ALL
    assert show.view.scenes[0].units == show.session.plan[index].units
