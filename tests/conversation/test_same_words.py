"""What the same words mean at different moments: before a workout, in a set, in a rest, at a question, and after it."""

from dataclasses import replace

import pytest

from skill.alexa.intents import event_of
from skill.alexa.slots import Slots
from skill.coach.acts import Ask
from skill.coach.events import Effort, EventKind
from skill.coach.machine import advance
from skill.content.loader import load_catalogue
from skill.speaker.matcher import read_matcher
from tests.coaching import Coaching
from tests.envelopes import slot

MATCHER = read_matcher("en-US")
CATALOGUE = load_catalogue()

# Words, and by moment: the lines told, and how it goes on. "-" is no line; the set or the question goes on as it was.
# "Hard" in mid-set brings an easier version and "easy" a harder one; either takes the other back.
MEANINGS = """
stop        | before   | goodbye           | end
stop        | proposed | saved             | end
stop        | in a set | saved             | end
stop        | resting  | saved             | end
stop        | asked    | saved             | end
stop        | after    | goodbye           | end
done        | before   | nothing_running   | ask start
done        | proposed | -                 | ask ready
done        | in a set | -                 | run
done        | resting  | -                 | run
done        | asked    | -                 | run
done        | after    | goodbye           | end
next        | before   | starting          | run
next        | proposed | -                 | run
next        | in a set | -                 | ask done_all
next        | resting  | -                 | ask next_what
next        | asked    | -                 | run
next        | after    | already_done_today | ask start_anyway
skip it     | in a set | skipped           | run
skip it     | resting  | skipped           | run
again       | proposed | -                 | ask ready
again       | in a set | again             | run
again       | asked    | -                 | ask go_on
again       | after    | -                 | ask start
ten         | before   | starting          | run
ten         | proposed | propose           | ask ready
ten         | in a set | logged_count      | run
ten         | resting  | logged_count      | run
ten         | asked    | logged_count      | run
ten         | after    | nothing_running   | ask start
two         | before   | nothing_running   | ask start
two         | proposed | -                 | ask ready
easy        | before   | propose           | ask ready
easy        | proposed | propose           | ask ready
hard        | proposed | propose           | ask ready
easy        | in a set | harder            | run
hard        | in a set | easier            | run
good        | in a set | logged            | run
hard        | resting  | logged            | run
did eight   | before   | nothing_running   | ask start
did eight   | proposed | -                 | ask ready
held it for a minute | before | nothing_running | ask start
held it for a minute | in a set | -        | ask how_many
thanks      | before   | thanked           | end
thank you   | in a set | thanked           | run
thank you   | after    | thanked           | end
skip it     | asked    | skipped           | run
what set am i on | in a set | reps_left    | run
easy        | resting  | logged            | run
easy        | after    | nothing_running   | ask start
squats      | before   | how_to_full       | ask start
squats      | in a set | how_to            | run
lunges      | in a set | how_to            | run
lunges      | resting  | how_to            | run
left        | in a set | no_sides          | run
left        | resting  | no_sides          | run
left        | before   | nothing_running   | ask start
yes         | before   | starting          | run
yes         | proposed | -                 | run
yes         | in a set | -                 | run
yes         | resting  | -                 | run
okay        | in a set | -                 | run
i'm good    | in a set | -                 | run
i'm good    | resting  | -                 | run
purple cows | before   | unknown_idle      | ask start
purple cows | in a set | unknown_midset    | run
purple cows | resting  | unknown_active    | run
purple cows | after    | unknown_idle      | ask start
"""


def at(moment: str) -> Coaching:
    """Bring a runner to a moment: set two of twelve squats, where it matters."""
    coaching = Coaching()
    if moment == "before":
        return coaching
    if moment == "proposed":
        coaching.say(EventKind.WHATS_NEXT)
        return coaching
    coaching.say(EventKind.START, opens=True)
    coaching.reach("squat", 2)
    coaching.work(4)
    if moment in {"resting", "asked"}:
        coaching.say(EventKind.DONE)
        coaching.wait(10)
    if moment == "asked":
        coaching.hear_out()
    if moment == "after":
        while coaching.runner.session is not None:
            coaching.hear_out()
            coaching.say(EventKind.READY)
    return coaching


def hear(coaching: Coaching, words: str) -> str:
    """Say words to the coach as they are understood; give the lines told and how it goes on."""
    match = MATCHER.match(words)
    slots = {name: slot(name, found.value, found.id) for name, found in match.slots.items()}
    event = replace(event_of(match.intent, Slots(slots, CATALOGUE)), device=coaching.device)
    reply = advance(coaching.runner, event, coaching.now, CATALOGUE)
    coaching.runner = reply.runner
    then = f"ask {reply.then.question}" if isinstance(reply.then, Ask) else type(reply.then).__name__.lower()
    told = [tell.line for tell in reply.tell if not tell.line.startswith(("next_time", "progress", "verdict"))]
    return f"{', '.join(told) or '-'} | {then}"


@pytest.mark.parametrize("row", MEANINGS.strip().splitlines(), ids=lambda row: " ".join(row.split("|")[:2]))
def test_words_mean_what_the_moment_makes_of_them(row: str) -> None:
    """Each of these words, at each of these moments, is answered like this."""
    words, moment, told, then = (part.strip() for part in row.split("|"))
    coaching = at(moment)
    assert hear(coaching, words) == f"{told} | {then}"


def test_next_is_asked_about_once_and_then_remembered() -> None:
    """The first "next" in a rest asks "next set or next exercise?"; from then on it means what was said."""
    coaching = at("resting")
    assert hear(coaching, "next") == "- | ask next_what"
    assert hear(coaching, "next exercise") == "skipped | run"
    for means, told in (("next set", "- | run"), ("next exercise", "skipped | run")):
        coaching = at("resting")
        hear(coaching, "next")
        hear(coaching, means)
        coaching.runner = type(coaching.runner)(profile=coaching.runner.profile, welcomed=True)
        coaching.say(EventKind.START, opens=True)
        coaching.reach("squat", 1)
        coaching.say(EventKind.DONE)
        coaching.wait(10)
        assert hear(coaching, "next") == told


def test_easy_and_hard_change_one_workout_and_not_the_level() -> None:
    """ "Hard" before a workout proposes one of the level above, and the runner's own level stays."""
    coaching = at("proposed")
    hear(coaching, "hard")
    assert coaching.session.workout.startswith("intermediate")
    assert coaching.runner.profile.level == "beginner"
    coaching.say(EventKind.EFFORT, effort=Effort.RIGHT)
    assert coaching.session.workout.startswith("beginner")
