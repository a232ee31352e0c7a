"""What a runner may want, as data: the kinds of event that the session machine knows.

An event says what was asked, never how it was said: which words, which device and which language it came from is
the edge's business.
"""

from dataclasses import dataclass
from enum import StrEnum

from skill.coach.diary import Distance, Run


class EventKind(StrEnum):
    """Everything that can happen to a session. Each state has a row for each of these."""

    OPEN = "open"  # the skill was opened with no request
    START = "start"  # a workout is asked for, perhaps with its length, focus, level or letter
    NEW_WORKOUT = "new_workout"  # a fresh workout is asked for, whatever is half-done
    READY = "ready"
    DONE = "done"  # a set is done, perhaps with a number
    LOST_COUNT = "lost_count"  # the runner does not know how many it was
    CORRECT = "correct"  # the last number was wrong
    EFFORT = "effort"  # how hard it was
    NEXT = "next"
    SKIP_EXERCISE = "skip_exercise"
    GO_TO = "go_to"
    PREVIOUS = "previous"
    REPEAT_SET = "repeat_set"
    SAY_AGAIN = "say_again"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    FINISH_EARLY = "finish_early"
    HOW_TO = "how_to"
    TIP = "tip"
    MUSCLES = "muscles"
    TOPIC = "topic"  # something about training in general
    MOVES_FOR = "moves_for"  # which exercises train a muscle
    HOW_MANY_LEFT = "how_many_left"
    HOW_LONG_LEFT = "how_long_left"
    WHICH_SIDE = "which_side"
    WHATS_NEXT = "whats_next"
    WHATS_DUE = "whats_due"  # which workout is next
    LAST_TIME = "last_time"  # what was done last time
    TALLY = "tally"  # how many workouts, or how much of an exercise, in a while
    BEST = "best"  # the best set of an exercise
    STREAK = "streak"  # how many weeks were on target
    PROGRESS = "progress"  # whether it goes up, in all or for an exercise
    PAUSE_PLAN = "pause_plan"  # no reminders and no target until it is taken up
    RESUME_PLAN = "resume_plan"
    GOING_AWAY = "going_away"  # a holiday or a trip is ahead
    IDENTIFY = "identify"  # somebody says who they are
    WHO = "who"  # whose place this is
    REMIND = "remind"  # a reminder is asked for, perhaps with its days and time
    REMINDERS = "reminders"  # which reminders there are
    CANCEL_REMINDERS = "cancel_reminders"
    PERMISSION = "permission"  # whether reminders were allowed
    DELETE_LAST = "delete_last"  # the last workout is to be deleted
    ADD_SET = "add_set"
    MORE_REST = "more_rest"
    LESS_REST = "less_rest"
    SKIP_REST = "skip_rest"
    EASIER = "easier"
    HARDER = "harder"
    SWAP = "swap"
    KEEP = "keep"  # what went up is to stay as it was
    YES = "yes"
    NO = "no"
    HELP = "help"
    PAIN = "pain"  # something hurts
    UNWELL = "unwell"  # a red flag: chest, breath, faintness, a pop, a fever
    ONLY_EFFORT = "only_effort"  # what is felt is effort, not pain
    SORENESS = "soreness"  # sore from before; `number` is how much, from 0 to 10
    TIRED = "tired"  # a short night, `number` are its hours, or a hard day
    CAUTION = "caution"  # somebody for whom there is no programme
    AGE = "age"  # how old the runner is
    LIGHT = "light"  # a light workout is wanted
    BEEN_AWAY = "been_away"
    BEEN_ILL = "been_ill"
    BEEN_INJURED = "been_injured"
    PREFERENCE = "preference"  # level, kit, length, focus or noise was stated
    DELETE_DATA = "delete_data"
    SETTING = "setting"  # how the coach should do things from now on
    SETTINGS = "settings"  # what was told to keep
    NOTE_RUN = "note_run"  # there is a run on a day, or there was
    NOTE_HABIT = "note_habit"  # what is run on which days of the week
    NOTE_RACE = "note_race"
    CLEAR_RACE = "clear_race"
    MOVE_DATE = "move_date"  # the day that was told last is another one
    ASK_RUN = "ask_run"  # when is the race, or what is run on a day
    ASK_LEGS = "ask_legs"  # is a day good for legs
    PLAN_WEEK = "plan_week"
    LEGS_ANYWAY = "legs_anyway"  # legs although the coach would rather not
    UNKNOWN = "unknown"
    CLOSED = "closed"  # the device ended the session: silence, "exit", an error


class FormPoint(StrEnum):
    """What a runner may want to know of how a move is done."""

    HOW_FAR = "how_far"  # how low, high or wide
    PACE = "pace"  # how fast
    BREATHING = "breathing"
    FEEL = "feel"  # where to feel it
    POSITION = "position"  # where hands and feet go
    MISTAKES = "mistakes"
    CHECK = "check"  # am I doing this right?


class Over(StrEnum):
    """When a run of today was over, as far as it was said."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EARLIER = "earlier"  # at some time before now


class Effort(StrEnum):
    """How hard a runner says it was, with the repetitions in reserve that it stands for (coaching table 3d)."""

    EASY = "easy"  # four or more left
    RIGHT = "right"  # two or three left
    HARD = "hard"  # one left
    FAILED = "failed"  # none left


class Setting(StrEnum):
    """What a runner may tell the coach to do differently from now on."""

    COUNT_EVERY = "count_every"
    COUNT_FIVES = "count_fives"
    COUNT_LAST_THREE = "count_last_three"
    COUNT_QUIET = "count_quiet"
    COUNT_USUAL = "count_usual"
    SPEAK_SLOWER = "speak_slower"
    SPEAK_FASTER = "speak_faster"
    SPEAK_NORMALLY = "speak_normally"
    TALK_LESS = "talk_less"
    TALK_MORE = "talk_more"
    ENCOURAGE = "encourage"
    NO_ENCOURAGEMENT = "no_encouragement"
    ASK_EFFORT = "ask_effort"
    NO_EFFORT_QUESTION = "no_effort_question"
    TICK = "tick"
    NO_TICK = "no_tick"
    EVERY_SET = "every_set"
    MANY_SETS = "many_sets"
    QUIET = "quiet"
    JUMPS = "jumps"
    LONGER_RESTS = "longer_rests"
    SHORTER_RESTS = "shorter_rests"
    USUAL_RESTS = "usual_rests"
    REST_SECONDS = "rest_seconds"  # with a number
    MINUTES = "minutes"  # with a number
    ANY_MINUTES = "any_minutes"
    DAYS = "days"  # with a number
    HARD_WITH_HARD = "hard_with_hard"  # legs after hard runs, so that easy days stay easy
    HARD_APART = "hard_apart"  # no legs on days with a hard run


class Period(StrEnum):
    """A stretch of time that a runner asks about."""

    TODAY = "today"
    WEEK = "week"  # this week, from Monday on
    LAST_WEEK = "last_week"
    MONTH = "month"  # this calendar month
    LAST_MONTH = "last_month"
    YEAR = "year"
    EVER = "ever"


class Sign(StrEnum):
    """A red flag, by what is to be done about it (coaching table 5d)."""

    EMERGENCY = "emergency"  # chest, breath, fainting, weakness of one side, the heart
    FAINT = "faint"  # dizzy, light-headed, sick, spots
    TORN = "torn"  # a pop, swelling, no weight on it, locked, giving way
    CALF = "calf"  # a calf that is swollen, warm or red at rest
    URGENT = "urgent"  # a back with numbness or after a fall; the head; heat; dark urine
    BONE = "bone"  # on the bone, at night or at rest
    EXPECTING = "expecting"  # any of these while pregnant
    CRISIS = "crisis"  # harm to oneself
    ILL = "ill"  # a fever, the flu, feeling ill now; whoever was ill is another matter


class Caution(StrEnum):
    """Somebody for whom there is no programme here (coaching 5f)."""

    EXPECTING = "expecting"
    CONDITION = "condition"
    CHILD = "child"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class When:
    """When somebody wants to be reminded, as far as it was said.

    Attributes:
        days: Ids of days: monday to sunday, today, tomorrow, every_day, weekdays, weekend.
        minute: Minutes since midnight, or None.
        part: The part of the day where no time was said: "MO", "AF", "EV" or "NI", as Amazon has them; or None.
        weekly: Whether it is to come again every week.
        ahead: Seconds from now, in place of a day and a time, or None.
    """

    days: tuple[str, ...] = ()
    minute: int | None = None
    part: str | None = None
    weekly: bool = False
    ahead: int | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a runner asked a workout to be like; None where nothing was said."""

    workout: str | None = None  # a letter of the programme, "a", "b", "c", or one that it does not have
    level: str | None = None
    minutes: int | None = None
    focus: str | None = None
    equipment: frozenset[str] | None = None
    quiet: bool | None = None
    light: bool | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a runner wants.

    Attributes:
        kind: What is wanted.
        opens: True where this is the first request of a session on the device.
        at_once: True where a workout is to start with no questions before it.
        device: Which device it was said to; empty where that is not known.
        exercise: Id of the exercise meant, where one was named and known.
        point: What about the form of an exercise was asked.
        part: The part of the body that goes wrong, as the runner says.
        brief: Whether the short form was asked for.
        topic: Id of the topic asked about.
        muscle: Id of the muscle asked about.
        heard: The name as it was heard, where it is no exercise of ours.
        number: A count of repetitions or a hold in seconds.
        numbers: Counts of several sets, in their order.
        per_side: Counts of the left and of the right side.
        side: The side that a question is about: left or right.
        missing: Kit that is not there.
        seconds: A length of rest in seconds.
        effort: How hard it was.
        area: Id of the part of the body that was named, or None.
        sign: Which red flag, or None.
        caution: For whom there is no programme, or None.
        wishes: What the workout should be like.
        setting: What to do differently from now on; `number` is its value where it has one.
        when: When to be reminded.
        reminds: Whether the device may have reminders.
        granted: Whether a permission that was asked for was given.
        name: The first name of whoever speaks, or who says to be somebody else, in small letters; "" for whoever has
            none here.
        recognised: Whether the voice itself tells who it is.
        period: The stretch of time that is asked about.
        date: A day, in the form of AMAZON.DATE; empty where none was named.
        ahead: A day, as days from today.
        weekdays: Days of the week, 1 for Monday to 7 for Sunday; of a date that was wrong, its day of the week.
        run: What kind of run it is.
        over: When today's run was over, where it was told as done; or None.
        hours: How many hours ago that was.
        distance: How far a race is.
        month_day: A day of the month, where nothing but that was named.
        wrong: The day that a date was taken for, in the form of AMAZON.DATE; empty where it was not named.
        also: Another run that was told in the same breath, and its day in the form of AMAZON.DATE.
        run_days: Days of the week of the run where other days were named with it: for other runs, or as wrong.
    """

    kind: EventKind
    opens: bool = False
    at_once: bool = False
    device: str = ""
    exercise: str | None = None
    point: FormPoint | None = None
    part: str | None = None
    brief: bool = False
    topic: str | None = None
    muscle: str | None = None
    heard: str | None = None
    number: int | None = None
    numbers: tuple[int, ...] = ()
    per_side: tuple[int, int] | None = None
    side: str | None = None
    missing: str | None = None
    seconds: int | None = None
    effort: Effort | None = None
    area: str | None = None
    sign: Sign | None = None
    caution: Caution | None = None
    wishes: Wishes = Wishes()
    setting: Setting | None = None
    when: When = When()
    reminds: bool = True
    granted: bool = False
    name: str | None = None
    recognised: bool = False
    period: Period | None = None
    date: str = ""
    ahead: int | None = None
    weekdays: frozenset[int] = frozenset()
    run: Run | None = None
    over: Over | None = None
    hours: int | None = None
    distance: Distance | None = None
    month_day: int | None = None
    wrong: str = ""
    also: tuple[Run, str] | None = None
    run_days: frozenset[int] = frozenset()
