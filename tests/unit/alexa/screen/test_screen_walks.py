from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from skill.alexa.screen.events import TOUCHES
from skill.coach.plan import StepKind
from skill.coach.session import Session
from tests.envelopes import intent, launch, on_screen
from tests.viewhost.hub import KEY, Hub

# What a runner before a screen might do next; each gives the hub an answer to hold against the rules.
Action = Callable[[Hub], object]
# "Stop" ends the session and "new" the workout: both are left to the tests of the coach.
BUTTONS = sorted(set(TOUCHES) - {"new", "stop"})
SPOKEN = ["HowToIntent", "HowManyLeftIntent", "WhichSideIntent", "AMAZON.PauseIntent", "ReadyIntent", "MoreRestIntent"]

WAIT = st.integers(0, 200_000).map(lambda ms: lambda hub: hub.wait(ms))
TOUCH = st.sampled_from(BUTTONS).map(lambda button: lambda hub: hub.touch(button, *hub.address))
SAY = st.sampled_from(SPOKEN).map(lambda name: lambda hub: hub.send(on_screen(intent(name))))
OVER = st.just(lambda hub: hub.touch("block_end", *hub.address))
LOST = st.just(lambda hub: setattr(hub, "attributes", None))
ACTIONS = st.lists(WAIT | TOUCH | SAY | OVER | LOST, max_size=10)


def kept(session: Session | None) -> dict[int, int]:
    """Give what is written down of a workout, by step."""
    return {} if session is None else {entry.index: entry.amount for entry in session.log}


@settings(max_examples=10)
@given(ACTIONS)
def test_whatever_is_touched_and_said_a_screen_plays_on(actions: list[Action]) -> None:
    """Touches, words, waits and lost sessions in any order get valid answers; then it plays to the summary."""
    hub = Hub()
    hub.begin()
    for act in actions:
        act(hub)
        if hub.response["response"] == {}:
            # Nothing was meant: the screen shows what it showed, and the next touch is on that.
            hub.send(on_screen(intent("AMAZON.RepeatIntent")))
    plays_to_the_end(hub)


def plays_to_the_end(hub: Hub) -> None:
    """Open the skill anew, and play to the summary: what is written down stays, or becomes more when it is done again.

    The record has no step twice.
    """
    hub.attributes = None
    hub.send(on_screen(launch()))
    session = hub.runner.session
    if not hub.player.sent:
        hub.touch("resume", *hub.address)
    while hub.player.sent:
        before = kept(hub.runner.session)
        hub.hear_out(hub.player)
        now = kept(hub.runner.session)
        assert hub.runner.session is None or all(now.get(index, 0) >= amount for index, amount in before.items())
    [record] = hub.store.workouts(KEY)
    assert session is not None
    assert len(record.document["sets"]) <= sum(step.kind is StepKind.WORK for step in session.plan)


def test_a_set_that_was_left_by_going_back_is_done_again() -> None:
    """Some repetitions in, "back": the set that was left counts with those, and in full once it has been done."""
    hub = Hub()
    hub.begin()
    hub.send(on_screen(intent("DoneIntent")))
    for button in ("easy", "start"):
        hub.touch(button, *hub.address)
    hub.wait(46_922)
    hub.touch("back", *hub.address)
    left = kept(hub.runner.session)
    session = hub.runner.session
    assert session is not None
    assert any(amount < session.plan[index].amount for index, amount in left.items())
    plays_to_the_end(hub)
