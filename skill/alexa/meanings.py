"""How slots become events: what an intent means once its exercise, number, day or word is filled in.

A slot that says nothing leaves its part of the event empty; what that leads to is the coach's to decide.
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


def plain(kind: EventKind) -> Meaning:
    """Make an event that needs no slots."""
    return lambda _: Event(kind)


def about(kind: EventKind) -> Meaning:
    """Make an event about the exercise that was named, known or not."""

    def meaning(slots: Slots) -> Event:
        exercise = slots.exercise()
        return Event(kind, exercise=exercise, heard=None if exercise else slots.unknown_exercise())

    return meaning


def how_to(slots: Slots) -> Event:
    """Ask how a move goes, in full or briefly."""
    return replace(about(EventKind.HOW_TO)(slots), brief=slots.heard("length") is not None)


def form(slots: Slots) -> Event:
    """Make an event about the form of an exercise: a tip, a point that was asked, or a part that goes wrong."""
    point = slots.id("point")
    known = FormPoint(point) if point in set(FormPoint) else None
    return replace(about(EventKind.TIP)(slots), point=known, part=slots.id("part"))


def topic(slots: Slots) -> Event:
    """Make an event about a topic, asked for by its own name or by that of a muscle, an area or a level."""
    return Event(EventKind.TOPIC, topic=slots.topic(), heard=slots.heard("topic"))


def moves_for(slots: Slots) -> Event:
    """Ask which moves train a muscle."""
    return Event(EventKind.MOVES_FOR, muscle=slots.id("muscle"))


def counted(kind: EventKind) -> Meaning:
    """Make an event with a number, a count or a hold in seconds, and the exercise that it is about.

    A number with no word of having done it may be the minutes of a workout as well.
    """

    def meaning(slots: Slots) -> Event:
        count, bare = slots.number("count"), slots.number("number")
        held = slots.seconds("duration") if count is None and bare is None else None
        number = next((each for each in (count, bare, held) if each is not None), None)
        return Event(kind, number=number, seconds=held, exercise=slots.exercise(), wishes=Wishes(minutes=bare))

    return meaning


def sets_done(slots: Slots) -> Event:
    """Tell the numbers of several sets, in their order."""
    counts = (slots.counted(name) for name in ("first", "second", "third", "fourth"))
    return Event(EventKind.DONE, numbers=tuple(count for count in counts if count is not None))


def sides_done(slots: Slots) -> Event:
    """Tell the numbers of both sides."""
    left, right = slots.number("left"), slots.number("right")
    return Event(EventKind.DONE, per_side=None if left is None or right is None else (left, right))


def muscles(slots: Slots) -> Event:
    """Ask what a move works, or whether it works a muscle."""
    return replace(about(EventKind.MUSCLES)(slots), muscle=slots.id("muscle"))


def which_side(slots: Slots) -> Event:
    """Ask which side it is, or whether it is the one that was named."""
    side = slots.id("side")
    return Event(EventKind.WHICH_SIDE, side=side if side in {"left", "right"} else None)


def swap(slots: Slots) -> Event:
    """Ask for another move, or say what is missing for this one."""
    missing = slots.id("missing")
    return replace(about(EventKind.SWAP)(slots), missing=None if missing == NO_KIT else missing)


def wish(kind: EventKind) -> Meaning:
    """Make a wish for a workout of some length, level, focus, letter or kit."""
    return lambda slots: Event(kind, wishes=_wishes(slots))


def just_start(_: Slots) -> Event:
    """Start at once, with no questions."""
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


def quiet(_: Slots) -> Event:
    """Wish for no noise."""
    return Event(EventKind.PREFERENCE, wishes=Wishes(quiet=True))


def effort(slots: Slots) -> Event:
    """Tell how hard it was."""
    word = slots.id("effort")
    return Event(EventKind.EFFORT, effort=Effort(word) if word in set(Effort) else None)


def hurts(slots: Slots) -> Event:
    """Tell that something hurts, and where."""
    return Event(EventKind.PAIN, area=slots.id("area"))


# How sore the words of the type SORENESS mean, from 0 to 10 (coaching table 4, row 19).
SORE = {"none": 0, "slight": 3, "sore": 5, "very": 8}


def sore(slots: Slots) -> Event:
    """Tell how sore somebody is, and where."""
    count = slots.number("count")
    number = SORE.get(slots.id("soreness") or "") if count is None else count
    area = slots.id("sore_muscle") or slots.id("area")
    return Event(EventKind.SORENESS, number=number, area=None if area == ANYWHERE else area)


def tired(slots: Slots) -> Event:
    """Tell of a bad night, perhaps by its hours."""
    return Event(EventKind.TIRED, number=slots.number("hours"))


def sign(sign: Sign) -> Meaning:
    """Make a sign of an emergency, or of an illness."""
    return lambda _: Event(EventKind.UNWELL, sign=sign)


def caution(caution: Caution) -> Meaning:
    """Make a state of health in which a professional is asked first."""
    return lambda _: Event(EventKind.CAUTION, caution=caution)


def aged(slots: Slots) -> Event:
    """Tell an age."""
    return Event(EventKind.AGE, number=slots.number("age"))


def more_rest(slots: Slots) -> Event:
    """Ask for more rest, by so many seconds or by the usual ones."""
    return Event(EventKind.MORE_REST, seconds=slots.seconds("duration") or slots.number("seconds"))


def setting(setting: Setting) -> Meaning:
    """Make a setting that needs no more words."""
    return lambda _: Event(EventKind.SETTING, setting=setting)


def number_setting(setting: Setting, slot: str) -> Meaning:
    """Make a setting with a number from a slot."""
    return lambda slots: Event(EventKind.SETTING, setting=setting, number=slots.number(slot))


def rests(slots: Slots) -> Event:
    """Set the length of rests, in seconds."""
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


def chosen(slot: str, settings: Mapping[str, Setting]) -> Meaning:
    """Make a setting that an id of a slot stands for."""
    return lambda slots: Event(EventKind.SETTING, setting=settings.get(slots.id(slot) or ""))


def over(kind: EventKind) -> Meaning:
    """Make an event about a stretch of time, and perhaps an exercise."""
    named = about(kind)

    def meaning(slots: Slots) -> Event:
        period = slots.id("period")
        return replace(named(slots), period=Period(period) if period in set(Period) else None)

    return meaning


def last_time(slots: Slots) -> Event:
    """Ask about the last time, or about a stretch of time where one was named."""
    event = over(EventKind.TALLY)(slots)
    return event if event.period else replace(event, kind=EventKind.LAST_TIME)


def when(*, weekly: bool) -> Meaning:
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


def dated(kind: EventKind) -> Meaning:
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


def ran(slots: Slots) -> Event:
    """Make an event about a run or a race that is over: today's, where no day was named."""
    kind = EventKind.NOTE_RUN if slots.heard("race") is None else EventKind.NOTE_RACE
    event, word = dated(kind)(slots), slots.id("when")
    ahead = event.ahead if event.date or event.ahead is not None else 0
    known = Over(word) if word in set(Over) else Over.EARLIER
    return replace(event, ahead=ahead, over=known, hours=slots.number("hours"))


def no_run(slots: Slots) -> Event:
    """Tell that there is no run on a day."""
    return replace(dated(EventKind.NOTE_RUN)(slots), run=Run.NONE)


def no_run_days(slots: Slots) -> Event:
    """Tell on which days of the week there is no run."""
    return replace(habit(slots), run=Run.NONE)


def _ahead(slots: Slots) -> int | None:
    """Give the days from today, told in days, in weeks, or as "a fortnight"."""
    days, weeks = slots.number("days"), slots.number("weeks")
    if days is None and weeks is None:
        return slots.counted("stretch")
    return days if weeks is None else weeks * DAYS_A_WEEK


def _run(slots: Slots, name: str) -> Run | None:
    run = slots.id(name)
    return Run(run) if run in set(Run) else None


def moved(slots: Slots) -> Event:
    """Make an event about a date that was wrong: the right one, or the day of the month alone; and what is moved."""
    return replace(
        dated(EventKind.MOVE_DATE)(slots),
        run=_run(slots, "run") if slots.heard("race") is None else Run.RACE,
        month_day=slots.counted("month_day"),
        wrong=slots.heard("wrong") or "",
        weekdays=_weekdays(slots, ("wrong_day",)),
        run_days=_weekdays(slots, ("right_day",)),
    )


def habit(slots: Slots) -> Event:
    """Tell what is run on which days of the week."""
    return Event(
        EventKind.NOTE_HABIT,
        weekdays=_weekdays(slots, WEEKDAY_SLOTS),
        run=_run(slots, "run"),
        run_days=_weekdays(slots, ("run_day",)),
    )


def _weekdays(slots: Slots, names: Iterable[str]) -> frozenset[int]:
    named = {slots.id(name) or "" for name in names}
    return frozenset(int(day) for each in named for day in SEVERAL_DAYS.get(each, each) if day.isdigit())


def switched_off(slots: Slots) -> Event:
    """Switch something off; "don't count every rep" switches counting off, however the reps are named."""
    if slots.id("counting") is not None:
        return Event(EventKind.SETTING, setting=Setting.COUNT_QUIET)
    return chosen("setting", SWITCHED_OFF)(slots)
