"""Weeks of training in a moment: a runner of a certain kind, who trains as planned, through the real turns.

The runner comes as anybody does on a first visit, opens a workout on training days, hears every reply out and answers
what is asked; time is wound on between. Nothing is decided here: which workout and which dose is the coach's. What a
week came to is read from the records that the turns wrote, and from the plans that they laid out.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from skill.coach.acts import Question
from skill.coach.events import Event, EventKind, Setting, Wishes
from skill.coach.plan import Plan
from skill.coach.record import Record
from skill.coach.runner import Runner
from skill.coach.standing import Slot
from skill.content.types import Catalogue
from skill.documents import document_of, record_from
from skill.speaker.habits import Habits
from skill.speech.voice import Limits
from skill.speech.voices import Voices
from skill.store.memory import MemoryStore
from skill.turns import TurnRequest, Turns

_RUNNER = "simulated"
# A Monday; workouts are in the evening.
STARTS = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
# More turns than any workout takes.
_MOST_TURNS = 120
_ANSWER = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Training:
    """One workout that was done.

    Attributes:
        week: In which week, counted from 0.
        opening: The coach's first reply.
        plan: What was planned.
        easing: What the workout was eased for, by name; empty where it was not.
        slots: Which exercises counted for progression, and what of the session before was followed.
        record: What was written down.
        size: How many bytes the runner's document took afterwards.
    """

    week: int
    opening: str
    plan: Plan
    easing: str
    slots: tuple[Slot, ...]
    record: Record
    size: int

    @property
    def raised(self) -> tuple[Slot, ...]:
        """Give the exercises that went up."""
        return tuple(slot for slot in self.slots if slot.verdict.raises)


class Simulation:
    """One runner's weeks."""

    def __init__(self, habits: Habits, catalogue: Catalogue, *, locale: str = "en-US") -> None:
        """Put the skill together over a store in memory, where nobody is known yet."""
        self.habits = habits
        self.turns_taken = 0
        self._locale = locale
        self._store = MemoryStore()
        self._turns = Turns(self._store, catalogue, Voices(catalogue, Limits()))
        self._now = STARTS

    def run(self, weeks: int) -> Sequence[Training]:
        """Train for so many weeks, on the runner's days, except while the runner is away."""
        self._tell()
        done: list[Training] = []
        for week in range(weeks):
            for day in self.habits.days if week not in self.habits.away else ():
                self._now = STARTS + timedelta(weeks=week, days=day)
                done.append(self._train(week, len(done)))
        return done

    def _tell(self) -> None:
        """Tell the coach of days of training, runs and races, as a runner does."""
        days = len(self.habits.days)
        self._say(Event(EventKind.SETTING, opens=True, setting=Setting.DAYS, number=days))
        for run in sorted(set(self.habits.runs.values())):
            on = frozenset(day + 1 for day, kind in self.habits.runs.items() if kind is run)
            self._say(Event(EventKind.NOTE_HABIT, opens=True, run=run, weekdays=on))
        race = self.habits.race
        if race is not None:
            day = (STARTS + race.ahead).date().isoformat()
            self._say(Event(EventKind.NOTE_RACE, opens=True, date=day, distance=race.distance))

    def _train(self, week: int, number: int) -> Training:
        """Take one workout from the first word to the summary."""
        opening = self._say(Event(EventKind.START, opens=True))
        plan: Plan = ()
        easing = ""
        slots: tuple[Slot, ...] = ()
        for _ in range(_MOST_TURNS):
            runner = self._turns.runner(_RUNNER, self._now) or Runner()
            if runner.session is None and runner.ask is None:
                break
            if runner.session is not None:
                plan, slots, easing = runner.session.plan, runner.session.slots, runner.session.easing
            said = self._say(self._answer(runner, number))
            opening = opening if plan else f"{opening} {said}"
        (written,) = self._store.workouts(_RUNNER, limit=1)
        size = len(json.dumps(document_of(runner)).encode())
        return Training(week, opening, plan, easing, slots, record_from(written.document), size)

    def _answer(self, runner: Runner, number: int) -> Event:
        asked = None if runner.ask is None else runner.ask.question
        if asked in {Question.EFFORT, Question.SESSION_EFFORT}:
            return Event(EventKind.EFFORT, effort=self.habits.effort(number))
        kit = self.habits.kit
        # Who has whatever a workout asks for leaves the question of kit open.
        answers = {
            Question.EXPERIENCE: Event(EventKind.PREFERENCE, wishes=Wishes(level=self.habits.level)),
            Question.KIT: Event(EventKind.NEXT if kit is None else EventKind.PREFERENCE, wishes=Wishes(equipment=kit)),
            Question.HARD_RUN: Event(EventKind.NO),
            Question.LIGHT_TODAY: Event(EventKind.YES),
        }
        return Event(EventKind.READY) if asked is None else answers.get(asked, Event(EventKind.READY))

    def _say(self, event: Event) -> str:
        self.turns_taken += 1
        request = TurnRequest(f"request-{self.turns_taken}", _RUNNER, self._locale, self._now, event)
        answer = self._turns.take_turn(request)
        self._now += timedelta(seconds=answer.speech.seconds) + _ANSWER
        return answer.speech.text
