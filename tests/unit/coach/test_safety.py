"""The protocol for when something hurts, and red flags, row by row."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from skill.coach.acts import End, Question
from skill.coach.acts import Run as RunAct
from skill.coach.diary import Run
from skill.coach.events import Caution, Effort, EventKind, Sign, Wishes
from skill.coach.plan import StepKind
from skill.coach.runner import Profile, Runner
from skill.coach.session import State
from skill.coach.standing import Standing, Verdict
from skill.content.loader import load_catalogue
from tests.coaching import Coaching

K = EventKind
Q = Question


def in_lunges(number: int = 2, runner: Runner | None = None) -> Coaching:
    """Give somebody four lunges into a set."""
    coaching = Coaching() if runner is None else Coaching(runner)
    coaching.say(K.START, opens=True)
    coaching.reach("lunge", number)
    coaching.work(4)
    return coaching


def stopped(area: str | None = "knee", runner: Runner | None = None) -> Coaching:
    """Give somebody whose knee hurt in lunges, and who said that it is pain."""
    coaching = in_lunges(runner=runner)
    coaching.say(K.PAIN, area=area)
    coaching.say(K.PAIN)
    return coaching


def left(coaching: Coaching) -> list[str]:
    """Name the exercises of the main part that are still to come."""
    session = coaching.session
    return list(dict.fromkeys(s.exercise for s in session.plan[session.index :] if s.kind is StepKind.WORK))


def test_first_it_stops_then_it_asks_one_thing() -> None:
    """The clock stops, and the only question is whether it is effort or pain."""
    coaching = in_lunges()
    coaching.say(K.PAIN, area="knee")
    assert coaching.lines == ["stop_there"]
    assert (coaching.question, coaching.state) == (Q.CHECK, State.PAUSED)


@pytest.mark.parametrize("kind", [K.PAIN, K.YES, K.NO, K.READY, K.RESUME, K.UNKNOWN, K.HARDER, K.REPEAT_SET, K.EASIER])
def test_whatever_is_not_effort_counts_as_pain(kind: EventKind) -> None:
    """No clear answer is taken for pain: the move is left out, and there are three ways on."""
    coaching = in_lunges()
    coaching.say(K.PAIN, area="knee")
    coaching.say(kind)
    assert coaching.lines == ["leave_it_out"]
    assert coaching.question is Q.INSTEAD


@pytest.mark.parametrize("kind", [K.ONLY_EFFORT, K.EFFORT, K.MORE_REST])
def test_effort_is_normal_and_the_set_goes_on_where_it_was(kind: EventKind) -> None:
    """Plain tiredness leaves nothing out and is no stop: rest, an easier move, or on."""
    coaching = in_lunges()
    place = coaching.place
    coaching.say(K.PAIN, area="knee")
    coaching.say(kind, effort=Effort.HARD if kind is K.EFFORT else None)
    assert (coaching.lines, coaching.question) == (["normal_effort"], Q.TIRED)
    coaching.say(K.RESUME)
    assert coaching.place[:2] == place[:2]
    assert coaching.session.spared.stops == 0


@pytest.mark.parametrize(
    ("area", "offered"),
    [
        ("knee", "glute_bridge"),
        ("shin", "dead_bug"),
        ("calf", "glute_bridge"),
        ("achilles", "glute_bridge"),
        ("back", "heel_tap"),
        ("hip", "kneeling_push_up"),
        ("ankle", "dead_bug"),
        ("hamstring", "plank"),
        ("wrist", "dead_bug"),
        ("shoulder", "dead_bug"),
        (None, "glute_bridge"),
        ("eyebrow", "glute_bridge"),
    ],
)
def test_the_swap_for_each_area(area: str | None, offered: str) -> None:
    """What is on offer comes from the area's list: the next move of the plan, or one that the plan has not."""
    coaching = stopped(area)
    assert coaching.reply is not None
    assert coaching.runner.ask is not None
    assert coaching.runner.ask.facts["exercise"] == offered
    coaching.say(K.YES)
    assert coaching.lines == ["instead"]
    assert left(coaching)[0] == offered
    assert "lunge" not in left(coaching)


def test_the_area_takes_out_everything_like_it() -> None:
    """An ankle takes the calf raises out too; what was done stays written down."""
    coaching = stopped("ankle")
    done = len(coaching.session.log)
    coaching.say(K.SWAP)
    assert left(coaching) == ["dead_bug", "glute_bridge", "plank"]
    assert len(coaching.session.log) >= done
    coaching.say(K.READY)
    assert isinstance(coaching.reply and coaching.reply.then, RunAct)


@pytest.mark.parametrize("kind", [K.ASK_RUN, K.NOTE_RUN, K.ASK_LEGS])
def test_whether_to_run_is_not_ours_to_say(kind: EventKind) -> None:
    """While the protocol is open, a question about running is not answered, notes nothing, and all is asked again."""
    checking, offering, settling = in_lunges(), stopped(), stopped()
    checking.say(K.PAIN, area="knee")
    settling.say(K.YES)
    settling.say(K.READY)
    settling.hear_out()
    open_questions = {Q.CHECK: checking, Q.INSTEAD: offering, Q.SETTLED: settling, Q.UPPER_BODY: hurting()}
    for question, coaching in open_questions.items():
        before = coaching.runner.session
        coaching.say(kind, ahead=1, run=Run.LONG)
        assert (coaching.lines, coaching.question) == (["cannot_assess"], question)
        assert coaching.runner.diary.outings == ()
        assert before is not None
        assert coaching.session.spared == before.spared


def test_an_area_may_be_named_later() -> None:
    """Naming the part in the second answer widens what is left out."""
    coaching = in_lunges()
    coaching.say(K.PAIN)
    coaching.say(K.PAIN, area="ankle")
    coaching.say(K.YES)
    assert "calf_raise" not in left(coaching)


def test_the_offer_may_be_named_and_another_name_asks_again() -> None:
    """Saying the exercise on offer takes it; any other name, or words not understood, ask once more."""
    coaching = stopped()
    coaching.say(K.HOW_TO, exercise="squat")
    assert (coaching.lines, coaching.question) == (["which_instead"], Q.INSTEAD)
    coaching.say(K.HOW_TO, exercise="glute_bridge")
    assert coaching.lines == ["instead"]


def test_the_core_may_be_chosen() -> None:
    """Asked for the core, only core moves are left."""
    coaching = stopped()
    coaching.say(K.PREFERENCE, wishes=Wishes(focus="core"))
    assert left(coaching) == ["plank"]


def test_where_nothing_fits_there_is_the_core_or_an_end() -> None:
    """With no kit and nothing on offer that is new, the core is asked about, and "stop" ends kindly."""
    coaching = Coaching(Runner(profile=Profile(ask_effort=False, equipment=frozenset()), welcomed=True, queue=1))
    coaching.say(K.START, opens=True)
    coaching.reach("side_plank", 2)
    coaching.work(5)
    coaching.say(K.PAIN, area="hip")
    coaching.say(K.PAIN)
    assert coaching.question in {Q.INSTEAD, Q.CORE_INSTEAD}
    coaching.say(K.NO)
    assert isinstance(coaching.reply and coaching.reply.then, End)
    assert coaching.lines == ["enough_today_logged"]


def test_after_the_first_set_of_the_swap_it_is_checked() -> None:
    """The first set of the other move ends with one question; all well, and it goes on."""
    coaching = stopped()
    coaching.say(K.YES)
    coaching.say(K.READY)
    coaching.hear_out()
    coaching.wait(1)
    coaching.say(K.YES)
    assert coaching.session.spared.check == ""
    assert isinstance(coaching.reply and coaching.reply.then, RunAct)


@pytest.mark.parametrize("kind", [K.NO, K.PAIN, K.SORENESS])
def test_a_second_stop_ends_the_workout(kind: EventKind) -> None:
    """If it still hurts after the swap, that is enough for today, with a word of advice."""
    coaching = stopped()
    coaching.say(K.YES)
    coaching.say(K.READY)
    coaching.hear_out()
    coaching.say(kind)
    assert coaching.runner.session is None
    assert coaching.lines[-1] == "enough_today_logged"
    assert coaching.records[0].sets


def test_the_same_move_in_two_workouts_running_ends_the_second() -> None:
    """What was stopped at last time and hurts again is not tried a third way."""
    coaching = stopped()
    coaching.say(K.FINISH_EARLY)
    assert coaching.runner.skipped == {"lunge": 1}
    coaching.wait(3 * 86_400)
    coaching.say(K.START, opens=True, wishes=Wishes(workout="a"))
    assert coaching.question is Q.TRY_AGAIN
    coaching.say(K.YES)
    coaching.reach("lunge", 1)
    coaching.work(3)
    coaching.say(K.PAIN)
    assert coaching.lines == ["stop_there", "enough_today_logged"]
    assert coaching.runner.skipped == {"lunge": 2}


def test_a_move_that_went_well_again_is_no_longer_asked_about() -> None:
    """Once done in full, it is an exercise like any other."""
    coaching = Coaching(Runner(profile=Profile(ask_effort=False), welcomed=True, skipped={"lunge": 1}))
    coaching.say(K.START, opens=True)
    coaching.say(K.YES)
    while coaching.runner.session:
        coaching.hear_out()
        coaching.say(K.READY)
    assert coaching.runner.skipped == {}


@pytest.mark.parametrize("kind", [K.NO, K.READY, K.START, K.KEEP])
def test_without_a_clear_yes_it_stays_out(kind: EventKind) -> None:
    """What was left out last time never comes back by itself."""
    coaching = Coaching(Runner(profile=Profile(ask_effort=False), welcomed=True, skipped={"lunge": 1}))
    coaching.say(K.START, opens=True)
    coaching.say(kind)
    assert "lunge" not in left(coaching)
    assert coaching.state is State.WORKING


@pytest.mark.parametrize("kind", [K.PAUSE, K.STOP, K.CLOSED, K.SKIP_EXERCISE])
def test_silence_leaves_it_out(kind: EventKind) -> None:
    """Whoever does not answer finds the place kept, without the move."""
    coaching = in_lunges()
    coaching.say(K.PAIN, area="knee")
    coaching.say(kind)
    coaching.say(K.RESUME)
    assert "lunge" not in left(coaching)


@pytest.mark.parametrize("kind", [K.OPEN, K.START])
def test_coming_back_while_it_was_being_asked_leaves_it_out(kind: EventKind) -> None:
    """A new conversation never goes on with the move that was being asked about."""
    for question in (Q.CHECK, Q.INSTEAD):
        coaching = in_lunges()
        coaching.say(K.PAIN, area="knee")
        if question is Q.INSTEAD:
            coaching.say(K.PAIN)
        coaching.wait(120)
        coaching.say(kind, opens=True)
        assert coaching.question is Q.RESUME
        coaching.say(K.YES)
        assert "lunge" not in left(coaching)


def test_start_in_the_same_conversation_takes_what_is_on_offer() -> None:
    """ "Start" as an answer is a yes; while the first question is open it is no answer."""
    coaching = in_lunges()
    coaching.say(K.PAIN, area="knee")
    coaching.say(K.START)
    assert coaching.question is Q.INSTEAD
    coaching.say(K.START)
    assert coaching.lines == ["instead"]


@pytest.mark.parametrize("kind", [K.NEW_WORKOUT, K.LEGS_ANYWAY, K.START])
@pytest.mark.parametrize("focus", [None, "legs"])
@pytest.mark.parametrize("answers", [(), (K.PAIN,), (K.PAIN, K.YES)])
def test_another_workout_in_the_same_conversation_spares_the_area_too(
    answers: tuple[EventKind, ...], focus: str | None, kind: EventKind
) -> None:
    """Whatever is asked for after something hurt, nothing of the area comes; a second stop ends that one."""
    coaching = in_lunges()
    for each in (K.PAIN, *answers):
        coaching.say(each, area="knee")
    coaching.say(kind, wishes=Wishes(focus=focus))
    for _ in range(4):
        if coaching.runner.session is not None and coaching.question is not None:
            coaching.say(K.YES)
    assert not {"squat", "lunge", "reverse_lunge", "step_up", "split_squat"}.intersection(left(coaching))
    coaching.hear_out()
    coaching.say(K.PAIN, area="knee")
    assert coaching.lines[-1].startswith("enough_today")
    assert coaching.runner.skipped["lunge"] == 1


def test_what_another_workout_goes_without_is_said() -> None:
    """Workout B without its step-ups: they are named, and neither go up nor are listed."""
    due = Standing("step_up", 10, due=Verdict.RIGHT)
    coaching = stopped(runner=Runner(Profile(ask_effort=False), welcomed=True, finished=6, progress={"step_up": due}))
    coaching.say(K.NEW_WORKOUT, wishes=Wishes(workout="b"))
    assert coaching.reply is not None
    told = {tell.line: tell.facts for tell in coaching.reply.tell}
    assert [*told] == ["leave_it_out", "starting"]
    assert told["leave_it_out"] == {"exercise": "step_up"}
    assert "step_up" not in told["starting"]["exercises"]  # type: ignore[operator]
    assert coaching.session.spared.left == (), "it is written down with the workout that it was in"


@pytest.mark.parametrize(
    ("focus", "lines"), [(None, ["preference_noted", "leave_it_out", "propose"]), ("calves_ankles", ["leave_it_out"])]
)
def test_a_proposal_spares_the_area_too(focus: str | None, lines: list[str]) -> None:
    """Before anything was done a preference has the workout proposed anew, without what is to be left alone."""
    coaching = Coaching()
    coaching.say(K.START, opens=True)
    coaching.wait(2)
    coaching.say(K.PAIN, area="ankle")
    coaching.say(K.PREFERENCE, wishes=Wishes(quiet=True, focus=focus))
    assert coaching.lines == lines
    assert coaching.session.spared.left == ("march",)


@pytest.mark.parametrize("kind", [K.NEW_WORKOUT, K.LEGS_ANYWAY])
def test_a_workout_of_nothing_but_what_hurt_is_not_begun(kind: EventKind) -> None:
    """Calves after an ankle that hurt: what is on offer instead is asked about again, and nothing is put away."""
    coaching = stopped("ankle")
    coaching.say(kind, wishes=Wishes(focus="calves_ankles"))
    assert coaching.lines == ["leave_it_out"]
    assert coaching.question is Q.INSTEAD
    assert not coaching.records


@pytest.mark.parametrize(
    ("kind", "exercise"),
    [(K.PREVIOUS, None), (K.GO_TO, "lunge"), (K.REPEAT_SET, None), (K.SWAP, "squat"), (K.HARDER, None)],
)
@pytest.mark.parametrize("answers", [(), (K.PAIN, K.YES), (K.PAIN, K.YES, K.READY)])
def test_nothing_leads_back_to_what_hurt(answers: tuple[EventKind, ...], kind: EventKind, exercise: str | None) -> None:
    """Neither back, nor a name, nor "again", nor a swap comes to a move of the area, asked or under way."""
    coaching = in_lunges()
    for each in (K.PAIN, *answers):
        coaching.say(each, area="knee")
    for _ in range(3):
        coaching.say(kind, exercise=exercise)
        assert coaching.session.step.exercise not in coaching.session.spared.out or coaching.state is State.PAUSED


def test_a_short_leg_workout_that_hurt_counts_for_the_legs() -> None:
    """Later that day, in a conversation that knows nothing of it, there is core and upper body."""
    coaching = Coaching()
    coaching.say(K.START, opens=True)
    coaching.reach("squat", 2)
    coaching.say(K.PAIN, area="knee")
    coaching.say(K.PAIN)
    coaching.say(K.FINISH_EARLY)
    assert [done.exercise for done in coaching.records[0].sets] == ["squat"]
    coaching.wait(3600)
    coaching.say(K.START, opens=True)
    assert "because.legs_today" in coaching.lines


def test_in_a_rest_it_is_about_the_set_before() -> None:
    """Said in the rest after lunges, lunges are left out, and bridges are not."""
    coaching = Coaching()
    coaching.say(K.START, opens=True)
    coaching.reach("lunge", 3)
    coaching.say(K.DONE)
    coaching.wait(8)
    coaching.say(K.PAIN)
    assert coaching.session.spared.left == ("lunge",)
    coaching.say(K.PAIN)
    coaching.say(K.YES)
    assert left(coaching) == ["glute_bridge", "plank", "calf_raise"]


@pytest.mark.parametrize("area", ["back", "wrist", "elbow", "shoulder", "neck", "eyebrow", None])
def test_before_anything_was_done_the_advice_is_not_to_train(area: str | None) -> None:
    """With a workout proposed and nothing done, and with none at all, the answer is not today, and it holds."""
    proposed = Coaching()
    proposed.say(K.WHATS_DUE)
    for coaching in (Coaching(), proposed):
        reply = coaching.say(K.PAIN, area=area)
        assert (coaching.lines, type(reply.then)) == (["not_today"], End)
        assert coaching.runner.session is None
        for kind in (K.WHATS_DUE, K.START, K.LEGS_ANYWAY):
            coaching.say(kind, opens=True)
            assert coaching.lines == ["day_off"]
        coaching.wait(20 * 3600)
        coaching.say(K.START, opens=True)
        assert coaching.question is Q.FIT_TODAY


LEGS = ["knee", "quad", "shin", "achilles", "calf", "ankle", "foot", "hip", "groin", "glute", "hamstring"]


def hurting(area: str = "knee", runner: Runner | None = None) -> Coaching:
    """Give somebody who had a workout proposed, and then told what hurts."""
    coaching = Coaching() if runner is None else Coaching(runner)
    coaching.say(K.WHATS_DUE)
    coaching.say(K.PAIN, area=area)
    return coaching


@pytest.mark.parametrize("level", ["beginner", "intermediate", "advanced"])
@pytest.mark.parametrize("area", LEGS)
def test_where_the_legs_hurt_before_a_workout_there_is_upper_body(area: str, level: str) -> None:
    """What works the part that hurts gives way to upper body, of which nothing, not even the warm-up, loads it."""
    coaching = hurting(area, Runner(profile=Profile(level=level, ask_effort=False), welcomed=True))
    assert coaching.lines == ["no_legs_today", "propose"]
    assert (coaching.question, coaching.session.workout) == (Q.UPPER_BODY, "focus_upper_body")
    avoid = load_catalogue().area(area).avoid
    assert not {step.exercise for step in coaching.session.plan}.intersection(avoid)
    coaching.say(K.START)
    assert coaching.state is State.WORKING


@pytest.mark.parametrize("kind", [K.YES, K.READY, K.START, K.SWAP])
def test_upper_body_is_taken_by_a_yes(kind: EventKind) -> None:
    """A plain word for going on starts it, and a second stop ends it: what was told before was the first."""
    coaching = hurting()
    coaching.say(kind)
    coaching.reach("prone_pull")
    coaching.work(3)
    coaching.say(K.PAIN, area="knee")
    assert coaching.lines == ["stop_there", "enough_today_logged"]


@pytest.mark.parametrize("kind", [K.START, K.PREFERENCE])
def test_upper_body_is_taken_by_its_name(kind: EventKind) -> None:
    """ "Upper body" is the answer that the question names."""
    coaching = hurting()
    coaching.say(kind, wishes=Wishes(focus="upper_body"))
    assert coaching.state is State.WORKING


@pytest.mark.parametrize(
    ("kind", "wishes"),
    [
        (K.WHATS_DUE, Wishes()),
        (K.NEW_WORKOUT, Wishes()),
        (K.LEGS_ANYWAY, Wishes()),
        (K.LIGHT, Wishes()),
        (K.BEEN_AWAY, Wishes()),
        (K.START, Wishes(workout="a")),
        (K.START, Wishes(focus="glutes")),
        (K.START, Wishes(minutes=20)),
        (K.PREFERENCE, Wishes(focus="glutes")),
        (K.PREFERENCE, Wishes()),
    ],
)
def test_nothing_else_is_done_that_day(kind: EventKind, wishes: Wishes) -> None:
    """Whatever workout is asked for, today it is upper body or rest; so it is in another conversation."""
    here, anew = hurting(), hurting()
    anew.say(K.CLOSED)
    anew.wait(1800)
    here.say(kind, wishes=wishes)
    assert (here.lines, here.question) == (["legs_off"], Q.UPPER_BODY)
    assert here.session.workout == "focus_upper_body"
    anew.say(kind, wishes=wishes, opens=True)
    assert (anew.lines[:1], anew.question) == (["legs_off"], Q.UPPER_BODY)


@pytest.mark.parametrize("kind", [K.NO, K.STOP, K.FINISH_EARLY, K.MORE_REST, K.SKIP_REST])
def test_rest_may_be_chosen(kind: EventKind) -> None:
    """ "Rest" is the other choice, and then there is no workout that day."""
    coaching = hurting()
    reply = coaching.say(kind)
    assert (coaching.lines, type(reply.then)) == (["rest_today"], End)
    coaching.say(K.START, opens=True)
    assert coaching.lines == ["day_off"]


def test_told_again_before_a_workout_nothing_is_offered() -> None:
    """Who tells once more that it hurts rests."""
    coaching = hurting()
    coaching.say(K.PAIN, area="knee")
    assert coaching.lines == ["not_today"]
    assert coaching.runner.session is None


def test_only_effort_before_a_workout_ends_the_day_off() -> None:
    """A false alarm costs no day: one question comes before the workout, as after every day off."""
    coaching = hurting()
    coaching.say(K.ONLY_EFFORT)
    assert (coaching.lines, coaching.question) == (["normal_effort"], Q.FIT_TODAY)
    coaching.say(K.YES)
    assert coaching.lines[0] == "easy_start"


def test_im_fine_is_a_yes_to_whether_all_is_well() -> None:
    """ "I'm fine", "much better" and "just tired" at the question after a day off start gently."""
    coaching = hurting()
    coaching.say(K.ONLY_EFFORT)
    coaching.say(K.ONLY_EFFORT)
    assert coaching.lines[0] == "easy_start"


def test_after_a_red_flag_or_a_workout_nothing_is_offered() -> None:
    """On a day off, and when the workout is done, what hurts brings no upper body."""
    unwell, done = Coaching(), Coaching()
    unwell.say(K.UNWELL)
    done.say(K.START, opens=True)
    done.reach("calf_raise", 3)
    done.say(K.FINISH_EARLY)
    assert done.state is State.FINISHED
    for coaching in (unwell, done):
        coaching.say(K.PAIN, area="knee")
        assert coaching.lines == ["not_today"]


def test_what_hurts_the_next_day_is_told_anew() -> None:
    """Instead of an answer to the question after a day off, it makes this a day off too."""
    coaching = hurting()
    coaching.say(K.NO)
    coaching.wait(20 * 3600)
    coaching.say(K.START, opens=True)
    coaching.say(K.PAIN, area="knee")
    assert coaching.lines == ["no_legs_today", "propose"]
    coaching.say(K.NO)
    coaching.say(K.START, opens=True)
    assert coaching.lines == ["day_off"]


def test_in_the_first_seconds_of_the_warm_up_it_is_asked() -> None:
    """A workout that has begun is stopped, and the one question asked, before anything was counted too."""
    coaching = Coaching()
    coaching.say(K.START, opens=True)
    coaching.wait(2)
    coaching.say(K.PAIN, area="knee")
    assert (coaching.lines, coaching.question) == (["stop_there"], Q.CHECK)


@pytest.mark.parametrize(("area", "instead"), [("knee", "glute_bridge"), ("wrist", "dead_bug")])
def test_in_the_warm_up_the_rest_of_it_is_passed_over(area: str, instead: str) -> None:
    """Who takes what is on offer goes on with that, and not with warming up what hurts."""
    coaching = Coaching()
    coaching.say(K.START, opens=True)
    coaching.wait(2)
    for kind in (K.PAIN, K.PAIN, K.YES):
        coaching.say(kind, area=area if kind is K.PAIN else None)
    assert (coaching.lines, coaching.session.step.exercise) == (["instead"], instead)


def test_in_the_cool_down_it_ends() -> None:
    """With no set left, there is nothing to swap: that is enough for today."""
    coaching = Coaching()
    coaching.say(K.START, opens=True)
    coaching.reach("figure_four")
    coaching.work(4)
    coaching.say(K.PAIN)
    coaching.say(K.PAIN)
    assert coaching.lines == ["enough_today_logged"]


def test_in_the_warm_up_there_is_nothing_to_write_down() -> None:
    """Two stops in the warm-up end the workout without a record."""
    coaching = Coaching()
    coaching.say(K.START, opens=True)
    coaching.work(5)
    coaching.say(K.PAIN, area="neck")
    assert coaching.lines == ["stop_there", "enough_today"]
    assert coaching.records == []
    assert coaching.runner.skipped == {"march": 1}


@pytest.mark.parametrize("sign", list(Sign))
def test_each_red_flag_ends_everything_and_takes_the_day_off(sign: Sign) -> None:
    """Every sign has its own words, ends the workout with what was done written down, and asks nothing."""
    coaching = in_lunges()
    reply = coaching.say(K.UNWELL, sign=sign)
    assert (coaching.lines, type(reply.then)) == ([f"sign.{sign}"], End)
    assert coaching.runner.session is None
    assert len(coaching.records) == 1
    coaching.wait(3600)
    coaching.say(K.OPEN, opens=True)
    assert coaching.lines == ["day_off"]


@pytest.mark.parametrize("kind", [K.OPEN, K.START, K.NEW_WORKOUT, K.WHATS_DUE, K.YES])
def test_after_a_day_off_it_is_asked_first(kind: EventKind) -> None:
    """The next day one question comes before the workout; well, and it starts easily."""
    coaching = Coaching()
    coaching.say(K.UNWELL)
    coaching.wait(20 * 3600)
    coaching.say(kind, opens=True)
    assert coaching.question is Q.FIT_TODAY
    coaching.say(K.YES)
    assert coaching.lines[0] == "easy_start"
    assert coaching.runner.rest_until is None


@pytest.mark.parametrize(
    ("zone", "said", "off_until"),
    [
        ("Europe/Berlin", "2026-03-02T04:30", "2026-03-02T23:00"),  # at half past five, until midnight there
        ("America/Los_Angeles", "2026-03-03T03:00", "2026-03-03T09:00"),  # at seven in the evening: six hours
        ("America/Los_Angeles", "2026-03-02T14:00", "2026-03-03T08:00"),  # at six in the morning, until midnight there
        ("Europe/Berlin", "2026-03-02T22:50", "2026-03-03T04:50"),  # ten minutes before midnight: six hours
        ("Europe/Berlin", "2026-03-28T12:00", "2026-03-28T23:00"),  # the night of the change to summer time
        ("", "2026-03-02T05:30", "2026-03-03T00:00"),  # where it is not known when the day ends: the longer of both
        ("", "2026-03-02T13:30", "2026-03-03T07:30"),
    ],
)
def test_the_day_off_lasts_until_the_runner_s_next_day(zone: str, said: str, off_until: str) -> None:
    """No workout until midnight where the runner lives, nor within six hours; then one question comes first."""
    coaching = Coaching(Runner(welcomed=True, zone=zone), now=datetime.fromisoformat(said).replace(tzinfo=UTC))
    coaching.say(K.UNWELL)
    until = datetime.fromisoformat(off_until).replace(tzinfo=UTC)
    coaching.now = until
    coaching.wait(-1)
    coaching.say(K.START, opens=True)
    assert coaching.lines == ["day_off"]
    coaching.now = until
    coaching.say(K.START, opens=True)
    assert coaching.question is Q.FIT_TODAY


def test_not_well_yet_is_another_day_of_rest() -> None:
    """ "No" to that question ends it, and it is asked again the next time."""
    coaching = Coaching()
    coaching.say(K.UNWELL)
    coaching.wait(20 * 3600)
    coaching.say(K.OPEN, opens=True)
    coaching.say(K.NO)
    assert coaching.lines == ["rest_today"]
    coaching.say(K.OPEN, opens=True)
    assert coaching.question is Q.FIT_TODAY


@pytest.mark.parametrize("caution", list(Caution))
def test_people_without_a_programme_are_offered_nothing(caution: Caution) -> None:
    """Before and in a workout, the answer ends the conversation, and keeps nothing but the place."""
    for coaching in (Coaching(), in_lunges()):
        before = coaching.runner.profile
        reply = coaching.say(K.CAUTION, caution=caution)
        assert (coaching.lines, type(reply.then)) == ([f"caution.{caution}"], End)
        assert coaching.runner.profile == before


@pytest.mark.parametrize(
    ("age", "line"), [(10, "caution.child"), (17, "caution.child"), (70, "caution.older"), (82, "caution.older")]
)
def test_an_age_outside_the_programme(age: int, line: str) -> None:
    """Children are sent to an adult; from seventy on a doctor comes first, and there are no jumps."""
    coaching = Coaching()
    coaching.say(K.AGE, number=age)
    assert coaching.lines == [line]
    assert coaching.runner.profile.quiet is (age >= 70)


@pytest.mark.parametrize("age", [18, 44, None])
def test_an_age_inside_it_changes_nothing(age: int | None) -> None:
    """An adult's age is no matter, and neither is one that was not understood."""
    coaching = Coaching()
    coaching.say(K.AGE, number=age)
    assert coaching.lines == []


def test_only_effort_out_of_the_blue_changes_nothing() -> None:
    """Nobody asked: the set goes on."""
    coaching = in_lunges()
    place = coaching.place
    coaching.say(K.ONLY_EFFORT)
    assert coaching.place[:2] == place[:2]


def without_offers(coaching: Coaching) -> Coaching:
    """Take away what is on offer, as where the plan has all of it already."""
    spared = replace(coaching.session.spared, offers=())
    coaching.runner = replace(coaching.runner, session=replace(coaching.session, spared=spared))
    return coaching


def test_where_nothing_is_on_offer_the_core_is() -> None:
    """With no move to offer, the question is core or an end; yes goes to the core."""
    coaching = in_lunges()
    coaching.say(K.PAIN, area="knee")
    without_offers(coaching).say(K.PAIN)
    assert coaching.question is Q.CORE_INSTEAD
    coaching.say(K.YES)
    assert left(coaching) == ["plank"]
    coaching = without_offers(stopped())
    coaching.say(K.YES)
    assert left(coaching) == ["plank"]


def test_where_no_core_is_left_it_ends() -> None:
    """In the last exercise there is nothing to go on to: that is enough for today."""
    coaching = Coaching()
    coaching.say(K.START, opens=True)
    coaching.reach("calf_raise", 2)
    coaching.work(4)
    coaching.say(K.PAIN)
    without_offers(coaching).say(K.PAIN)
    coaching.say(K.YES)
    assert coaching.lines == ["enough_today_logged"]


def test_the_day_off_holds_after_a_finished_workout_too() -> None:
    """A workout that was as good as done when the sign came brings no second one that day."""
    coaching = Coaching()
    coaching.say(K.START, opens=True)
    coaching.reach("calf_raise", 3)
    coaching.say(K.UNWELL)
    assert coaching.state is State.FINISHED
    coaching.say(K.START, opens=True)
    assert coaching.lines == ["day_off"]
