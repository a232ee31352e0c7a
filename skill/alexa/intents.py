"""The table from intents to events: what each thing that can be said means to the coach.

A test holds that every intent of the interaction model has a row here, and every row an intent.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from skill.alexa.slots import Slots
from skill.coach.diary import Distance, Run
from skill.coach.events import Caution, Effort, Event, EventKind, FormPoint, Over, Period, Setting, Sign, When, Wishes

# Lists of equipment have a value for "nothing at all".
NO_KIT = "none"
# Muscles that stand for no part of the body of ours.
ANYWHERE = "anywhere"

DAYS_A_WEEK = 7
KILOMETRES_IN_A_MILE = 1.609
EQUIPMENT_SLOTS = ("equipment", "equipment_two", "equipment_three")
WEEKDAY_SLOTS = ("weekday_first", "weekday_second", "weekday_third", "weekday_fourth", "weekday_fifth")

# Of the ids of the type WEEKDAY those that stand for several days.
SEVERAL_DAYS = {"every_day": "1234567", "weekdays": "12345", "weekend": "67"}

Meaning = Callable[[Slots], Event]


def _plain(kind: EventKind) -> Meaning:
    return lambda _: Event(kind)


def _about(kind: EventKind) -> Meaning:
    """Make an event about the exercise that was named, known or not."""

    def meaning(slots: Slots) -> Event:
        exercise = slots.exercise()
        return Event(kind, exercise=exercise, heard=None if exercise else slots.unknown_exercise())

    return meaning


def _how_to(slots: Slots) -> Event:
    return replace(_about(EventKind.HOW_TO)(slots), brief=slots.heard("length") is not None)


def _form(slots: Slots) -> Event:
    """Make an event about the form of an exercise: a tip, a point that was asked, or a part that goes wrong."""
    point = slots.id("point")
    known = FormPoint(point) if point in set(FormPoint) else None
    return replace(_about(EventKind.TIP)(slots), point=known, part=slots.id("part"))


def _topic(slots: Slots) -> Event:
    """Make an event about a topic, asked for by its own name or by that of a muscle, an area or a level."""
    return Event(EventKind.TOPIC, topic=slots.topic(), heard=slots.heard("topic"))


def _moves_for(slots: Slots) -> Event:
    return Event(EventKind.MOVES_FOR, muscle=slots.id("muscle"))


def _counted(kind: EventKind) -> Meaning:
    """Make an event with a number, a count or a hold in seconds, and the exercise that it is about.

    A number with no word of having done it may be the minutes of a workout as well.
    """

    def meaning(slots: Slots) -> Event:
        count, bare = slots.number("count"), slots.number("number")
        held = slots.seconds("duration") if count is None and bare is None else None
        number = next((each for each in (count, bare, held) if each is not None), None)
        return Event(kind, number=number, seconds=held, exercise=slots.exercise(), wishes=Wishes(minutes=bare))

    return meaning


def _sets_done(slots: Slots) -> Event:
    counts = (slots.counted(name) for name in ("first", "second", "third", "fourth"))
    return Event(EventKind.DONE, numbers=tuple(count for count in counts if count is not None))


def _sides_done(slots: Slots) -> Event:
    left, right = slots.number("left"), slots.number("right")
    return Event(EventKind.DONE, per_side=None if left is None or right is None else (left, right))


def _muscles(slots: Slots) -> Event:
    return replace(_about(EventKind.MUSCLES)(slots), muscle=slots.id("muscle"))


def _which_side(slots: Slots) -> Event:
    side = slots.id("side")
    return Event(EventKind.WHICH_SIDE, side=side if side in {"left", "right"} else None)


def _swap(slots: Slots) -> Event:
    missing = slots.id("missing")
    return replace(_about(EventKind.SWAP)(slots), missing=None if missing == NO_KIT else missing)


def _wish(kind: EventKind) -> Meaning:
    return lambda slots: Event(kind, wishes=_wishes(slots))


def _just_start(_: Slots) -> Event:
    return Event(EventKind.START, at_once=True)


def _wishes(slots: Slots) -> Wishes:
    kit = frozenset(piece for name in EQUIPMENT_SLOTS if (piece := slots.id(name)) is not None)
    return Wishes(
        workout=slots.letter("workout"),
        level=slots.id("level"),
        minutes=slots.number("minutes"),
        focus=slots.id("focus"),
        equipment=kit - {NO_KIT} if kit else None,
    )


def _quiet(_: Slots) -> Event:
    return Event(EventKind.PREFERENCE, wishes=Wishes(quiet=True))


def _effort(slots: Slots) -> Event:
    word = slots.id("effort")
    return Event(EventKind.EFFORT, effort=Effort(word) if word in set(Effort) else None)


def _hurts(slots: Slots) -> Event:
    return Event(EventKind.PAIN, area=slots.id("area"))


# How sore the words of the type SORENESS mean, from 0 to 10 (coaching table 4, row 19).
SORE = {"none": 0, "slight": 3, "sore": 5, "very": 8}


def _sore(slots: Slots) -> Event:
    count = slots.number("count")
    number = SORE.get(slots.id("soreness") or "") if count is None else count
    area = slots.id("sore_muscle") or slots.id("area")
    return Event(EventKind.SORENESS, number=number, area=None if area == ANYWHERE else area)


def _tired(slots: Slots) -> Event:
    return Event(EventKind.TIRED, number=slots.number("hours"))


def _sign(sign: Sign) -> Meaning:
    return lambda _: Event(EventKind.UNWELL, sign=sign)


def _caution(caution: Caution) -> Meaning:
    return lambda _: Event(EventKind.CAUTION, caution=caution)


def _aged(slots: Slots) -> Event:
    return Event(EventKind.AGE, number=slots.number("age"))


def _more_rest(slots: Slots) -> Event:
    return Event(EventKind.MORE_REST, seconds=slots.seconds("duration") or slots.number("seconds"))


def _setting(setting: Setting) -> Meaning:
    return lambda _: Event(EventKind.SETTING, setting=setting)


def _number_setting(setting: Setting, slot: str) -> Meaning:
    return lambda slots: Event(EventKind.SETTING, setting=setting, number=slots.number(slot))


def _rests(slots: Slots) -> Event:
    seconds = slots.seconds("duration") or slots.number("seconds")
    return Event(EventKind.SETTING, setting=Setting.REST_SECONDS, number=seconds)


# What the ids of the types COUNTING and SPEED, and of SETTING with on and off, stand for.
COUNTINGS = {
    "every": Setting.COUNT_EVERY,
    "fives": Setting.COUNT_FIVES,
    "last_three": Setting.COUNT_LAST_THREE,
    "quiet": Setting.COUNT_QUIET,
    "usual": Setting.COUNT_USUAL,
}
SPEEDS = {"slower": Setting.SPEAK_SLOWER, "faster": Setting.SPEAK_FASTER, "normal": Setting.SPEAK_NORMALLY}
SWITCHED_ON = {
    "encouragement": Setting.ENCOURAGE,
    "effort_question": Setting.ASK_EFFORT,
    "tick": Setting.TICK,
    "counting": Setting.COUNT_USUAL,
    "tips": Setting.TALK_MORE,
    "quiet_mode": Setting.QUIET,
    "jumps": Setting.JUMPS,
    "check_ins": Setting.EVERY_SET,
}
SWITCHED_OFF = {
    "encouragement": Setting.NO_ENCOURAGEMENT,
    "effort_question": Setting.NO_EFFORT_QUESTION,
    "tick": Setting.NO_TICK,
    "counting": Setting.COUNT_QUIET,
    "tips": Setting.TALK_LESS,
    "quiet_mode": Setting.JUMPS,
    "jumps": Setting.QUIET,
    "check_ins": Setting.MANY_SETS,
}


def _chosen(slot: str, settings: Mapping[str, Setting]) -> Meaning:
    return lambda slots: Event(EventKind.SETTING, setting=settings.get(slots.id(slot) or ""))


def _over(kind: EventKind) -> Meaning:
    """Make an event about a stretch of time, and perhaps an exercise."""
    about = _about(kind)

    def meaning(slots: Slots) -> Event:
        period = slots.id("period")
        return replace(about(slots), period=Period(period) if period in set(Period) else None)

    return meaning


def _last_time(slots: Slots) -> Event:
    """Ask about the last time, or about a stretch of time where one was named."""
    event = _over(EventKind.TALLY)(slots)
    return event if event.period else replace(event, kind=EventKind.LAST_TIME)


def _when(*, weekly: bool) -> Meaning:
    """Make a wish for a reminder, once or every week."""

    def meaning(slots: Slots) -> Event:
        days = tuple(day for name in ("day", "day_two", "day_three") if (day := slots.id(name)))
        return Event(
            EventKind.REMIND,
            when=When(
                tuple(dict.fromkeys(days)),
                slots.minute("time"),
                slots.part_of_day("time"),
                weekly,
                slots.seconds("delay"),
            ),
        )

    return meaning


def _kilometres(slots: Slots) -> int | None:
    miles = slots.number("miles")
    return slots.number("count") if miles is None else round(miles * KILOMETRES_IN_A_MILE)


def _dated(kind: EventKind) -> Meaning:
    """Make an event about a day: a date, or days or weeks from today; with a run, a race, or kilometres."""

    def meaning(slots: Slots) -> Event:
        race, other = slots.id("race"), _run(slots, "other_run")
        return Event(
            kind,
            date=slots.heard("date") or "",
            ahead=_ahead(slots),
            number=_kilometres(slots),
            run=_run(slots, "run"),
            distance=Distance(race) if race in set(Distance) else None,
            also=None if other is None else (other, slots.heard("other_date") or ""),
        )

    return meaning


def _ran(slots: Slots) -> Event:
    """Make an event about a run or a race that is over: today's, where no day was named."""
    kind = EventKind.NOTE_RUN if slots.heard("race") is None else EventKind.NOTE_RACE
    event, over = _dated(kind)(slots), slots.id("when")
    ahead = event.ahead if event.date or event.ahead is not None else 0
    return replace(
        event, ahead=ahead, over=Over(over) if over in set(Over) else Over.EARLIER, hours=slots.number("hours")
    )


def _no_run(slots: Slots) -> Event:
    return replace(_dated(EventKind.NOTE_RUN)(slots), run=Run.NONE)


def _no_run_days(slots: Slots) -> Event:
    return replace(_habit(slots), run=Run.NONE)


def _ahead(slots: Slots) -> int | None:
    """Give the days from today, told in days, in weeks, or as "a fortnight"."""
    days, weeks = slots.number("days"), slots.number("weeks")
    if days is None and weeks is None:
        return slots.counted("stretch")
    return days if weeks is None else weeks * DAYS_A_WEEK


def _run(slots: Slots, name: str) -> Run | None:
    run = slots.id(name)
    return Run(run) if run in set(Run) else None


def _moved(slots: Slots) -> Event:
    """Make an event about a date that was wrong: the right one, or the day of the month alone; and what is moved."""
    return replace(
        _dated(EventKind.MOVE_DATE)(slots),
        run=_run(slots, "run") if slots.heard("race") is None else Run.RACE,
        month_day=slots.counted("month_day"),
        wrong=slots.heard("wrong") or "",
        weekdays=_weekdays(slots, ("wrong_day",)),
        run_days=_weekdays(slots, ("right_day",)),
    )


def _habit(slots: Slots) -> Event:
    return Event(
        EventKind.NOTE_HABIT,
        weekdays=_weekdays(slots, WEEKDAY_SLOTS),
        run=_run(slots, "run"),
        run_days=_weekdays(slots, ("run_day",)),
    )


def _weekdays(slots: Slots, names: Iterable[str]) -> frozenset[int]:
    named = {slots.id(name) or "" for name in names}
    return frozenset(int(day) for each in named for day in SEVERAL_DAYS.get(each, each) if day.isdigit())


def _switched_off(slots: Slots) -> Event:
    """Switch something off; "don't count every rep" switches counting off, however the reps are named."""
    if slots.id("counting") is not None:
        return Event(EventKind.SETTING, setting=Setting.COUNT_QUIET)
    return _chosen("setting", SWITCHED_OFF)(slots)


MEANINGS: Mapping[str, Meaning] = {
    "AMAZON.HelpIntent": _plain(EventKind.HELP),
    "ThanksIntent": _plain(EventKind.THANKS),
    "AMAZON.StopIntent": _plain(EventKind.STOP),
    "AMAZON.CancelIntent": _plain(EventKind.STOP),
    "AMAZON.NavigateHomeIntent": _plain(EventKind.STOP),
    "AMAZON.FallbackIntent": _plain(EventKind.UNKNOWN),
    "AMAZON.YesIntent": _plain(EventKind.YES),
    "AMAZON.NoIntent": _plain(EventKind.NO),
    "AMAZON.NextIntent": _plain(EventKind.NEXT),
    "AMAZON.PreviousIntent": _plain(EventKind.PREVIOUS),
    "AMAZON.RepeatIntent": _plain(EventKind.SAY_AGAIN),
    "AMAZON.PauseIntent": _plain(EventKind.PAUSE),
    "AMAZON.ResumeIntent": _plain(EventKind.RESUME),
    "AMAZON.StartOverIntent": _plain(EventKind.REPEAT_SET),
    "StartWorkoutIntent": _wish(EventKind.START),
    "JustStartIntent": _just_start,
    "ContinueWorkoutIntent": _plain(EventKind.RESUME),
    "NewWorkoutIntent": _plain(EventKind.NEW_WORKOUT),
    "WhatTodayIntent": _plain(EventKind.WHATS_DUE),
    "HistoryIntent": _last_time,
    "TallyIntent": _over(EventKind.TALLY),
    "BestIntent": _about(EventKind.BEST),
    "StreakIntent": _plain(EventKind.STREAK),
    "ProgressIntent": _about(EventKind.PROGRESS),
    "IdentifyIntent": lambda slots: Event(EventKind.IDENTIFY, name=slots.first_name("name")),
    "AccountRunnerIntent": lambda _: Event(EventKind.IDENTIFY, name=""),
    # Who it is not tells nobody who it is: a name is asked for.
    "SomebodyElseIntent": lambda _: Event(EventKind.IDENTIFY),
    "WhoAmIIntent": _plain(EventKind.WHO),
    "RemindIntent": _when(weekly=False),
    "RemindWeeklyIntent": _when(weekly=True),
    "RemindersIntent": _plain(EventKind.REMINDERS),
    "CancelRemindersIntent": _plain(EventKind.CANCEL_REMINDERS),
    "PausePlanIntent": _plain(EventKind.PAUSE_PLAN),
    "ResumePlanIntent": _plain(EventKind.RESUME_PLAN),
    "GoingAwayIntent": _plain(EventKind.GOING_AWAY),
    "DeleteLastIntent": _plain(EventKind.DELETE_LAST),
    "SetLevelIntent": _wish(EventKind.PREFERENCE),
    "SetEquipmentIntent": _wish(EventKind.PREFERENCE),
    "SetMinutesIntent": _wish(EventKind.PREFERENCE),
    "SetFocusIntent": _wish(EventKind.PREFERENCE),
    "QuietIntent": _quiet,
    "ReadyIntent": _plain(EventKind.READY),
    "DoneIntent": _counted(EventKind.DONE),
    "SetsDoneIntent": _sets_done,
    "SidesDoneIntent": _sides_done,
    "LostCountIntent": _plain(EventKind.LOST_COUNT),
    "CorrectCountIntent": _counted(EventKind.CORRECT),
    "AddSetIntent": _plain(EventKind.ADD_SET),
    "EffortIntent": _effort,
    "NextExerciseIntent": _plain(EventKind.SKIP_EXERCISE),
    "SkipExerciseIntent": _about(EventKind.SKIP_EXERCISE),
    "GoToExerciseIntent": _about(EventKind.GO_TO),
    "PreviousExerciseIntent": _plain(EventKind.PREVIOUS),
    "RepeatSetIntent": _plain(EventKind.REPEAT_SET),
    "SayAgainIntent": _plain(EventKind.SAY_AGAIN),
    "PauseWorkoutIntent": _plain(EventKind.PAUSE),
    "ResumeWorkoutIntent": _plain(EventKind.RESUME),
    "FinishEarlyIntent": _plain(EventKind.FINISH_EARLY),
    "HowToIntent": _how_to,
    "FormTipIntent": _form,
    "AskTopicIntent": _topic,
    "MovesForIntent": _moves_for,
    "MusclesIntent": _muscles,
    "HowManyLeftIntent": _plain(EventKind.HOW_MANY_LEFT),
    "HowLongLeftIntent": _plain(EventKind.HOW_LONG_LEFT),
    "WhichSideIntent": _which_side,
    "WhatsNextIntent": _plain(EventKind.WHATS_NEXT),
    "MoreRestIntent": _more_rest,
    "LessRestIntent": _plain(EventKind.LESS_REST),
    "SkipRestIntent": _plain(EventKind.SKIP_REST),
    "EasierIntent": _about(EventKind.EASIER),
    "HarderIntent": _about(EventKind.HARDER),
    "SwapIntent": _swap,
    "KeepIntent": _about(EventKind.KEEP),
    "CountingIntent": _chosen("counting", COUNTINGS),
    "QuietSetIntent": _setting(Setting.COUNT_QUIET),
    "SlowDownIntent": _setting(Setting.SPEAK_SLOWER),
    "SpeedUpIntent": _setting(Setting.SPEAK_FASTER),
    "SpeedIntent": _chosen("speed", SPEEDS),
    "SwitchOnIntent": _chosen("setting", SWITCHED_ON),
    "SwitchOffIntent": _switched_off,
    "TalkLessIntent": _setting(Setting.TALK_LESS),
    "TalkMoreIntent": _setting(Setting.TALK_MORE),
    "EverySetIntent": _setting(Setting.EVERY_SET),
    "ManySetsIntent": _setting(Setting.MANY_SETS),
    "UsualRestIntent": _setting(Setting.USUAL_RESTS),
    "RestLengthIntent": _rests,
    "WorkoutLengthIntent": _number_setting(Setting.MINUTES, "minutes"),
    "AnyLengthIntent": _setting(Setting.ANY_MINUTES),
    "TrainingDaysIntent": _number_setting(Setting.DAYS, "days"),
    "HardWithHardIntent": _setting(Setting.HARD_WITH_HARD),
    "HardApartIntent": _setting(Setting.HARD_APART),
    "SettingsIntent": _plain(EventKind.SETTINGS),
    "PainIntent": _hurts,
    "OnlyEffortIntent": _plain(EventKind.ONLY_EFFORT),
    "TryAgainIntent": _plain(EventKind.YES),
    "SorenessIntent": _sore,
    "TiredIntent": _tired,
    "UnwellIntent": _sign(Sign.EMERGENCY),
    "DizzyIntent": _sign(Sign.FAINT),
    "TornIntent": _sign(Sign.TORN),
    "SwollenCalfIntent": _sign(Sign.CALF),
    "UrgentCareIntent": _sign(Sign.URGENT),
    "BonePainIntent": _sign(Sign.BONE),
    "PregnancySignIntent": _sign(Sign.EXPECTING),
    "CrisisIntent": _sign(Sign.CRISIS),
    "IllNowIntent": _sign(Sign.ILL),
    "PregnancyIntent": _caution(Caution.EXPECTING),
    "ConditionIntent": _caution(Caution.CONDITION),
    "ChildIntent": _caution(Caution.CHILD),
    "AgeIntent": _aged,
    "LightIntent": _plain(EventKind.LIGHT),
    "BeenAwayIntent": _plain(EventKind.BEEN_AWAY),
    "BeenIllIntent": _plain(EventKind.BEEN_ILL),
    "BeenInjuredIntent": _plain(EventKind.BEEN_INJURED),
    "DeleteDataIntent": _plain(EventKind.DELETE_DATA),
    "NoteRunIntent": _dated(EventKind.NOTE_RUN),
    "RanIntent": _ran,
    "NoRunIntent": _no_run,
    "NoteRunDaysIntent": _habit,
    "NoRunDaysIntent": _no_run_days,
    "NoteRaceIntent": _dated(EventKind.NOTE_RACE),
    "ClearRaceIntent": _dated(EventKind.CLEAR_RACE),
    "MoveDateIntent": _moved,
    "AskRunIntent": _dated(EventKind.ASK_RUN),
    "AskLegsIntent": _dated(EventKind.ASK_LEGS),
    "LegsAnywayIntent": _plain(EventKind.LEGS_ANYWAY),
    "PlanWeekIntent": _plain(EventKind.PLAN_WEEK),
}


def event_of(intent: str, slots: Slots) -> Event:
    """Give the event that an intent stands for; one that is not known is something not understood."""
    meaning = MEANINGS.get(intent)
    return Event(EventKind.UNKNOWN) if meaning is None else meaning(slots)
