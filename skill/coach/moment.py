"""One moment of coaching: who, what, when; and the reply that the coach gives to it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo

from skill.coach.acts import Ask, End, Question, Run, Tell, Then
from skill.coach.appointments import Errand
from skill.coach.events import Event
from skill.coach.pacing import segments
from skill.coach.place import state_at
from skill.coach.record import Record, totals
from skill.coach.runner import Runner
from skill.coach.session import Session, State
from skill.content.types import Catalogue
from skill.errors import RunnerStrengthError


class NoSessionError(RunnerStrengthError):
    """A move that needs a workout in progress was made without one: a fault in the table."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a move is decided on. The runner's place is already brought up to `now`.

    Attributes:
        runner: Who it is about.
        event: What is wanted.
        now: Aware UTC time of the event.
        catalogue: What the coach knows.
        records: The workouts that ended, newest first, where the event is about them; None where they cannot be read.
        zone: Where the runner is.
    """

    runner: Runner
    event: Event
    now: datetime
    catalogue: Catalogue
    records: tuple[Record, ...] | None = ()
    zone: tzinfo = UTC

    @property
    def today(self) -> date:
        """Give the runner's day."""
        return self.now.astimezone(self.zone).date()

    @property
    def session(self) -> Session:
        """Give the workout in progress.

        Raises:
            NoSessionError: There is none.
        """
        if self.runner.session is None:
            raise NoSessionError("this move needs a workout in progress")
        return self.runner.session

    @property
    def begun(self) -> bool:
        """Tell whether a workout is in progress that was begun: anything of it was done, or it runs."""
        session = self.runner.session
        if session is None:
            return False
        return bool(session.log or session.done) or session.state not in {State.READY, State.PAUSED}

    def having(self, session: Session) -> "Moment":
        """Give this moment with another session."""
        return replace(self, runner=replace(self.runner, session=session))


@dataclass(frozen=True, slots=True)
class Reply:
    """What the coach decided.

    Attributes:
        runner: The runner afterwards.
        tell: Lines to say first.
        then: What follows: the workout runs on, a question, or the end of the session.
        ended: The record of a workout that ended with this.
        dropped: The start of the workout whose record is to be deleted, or None.
        errand: What is to be asked of the device's services; what came of it makes the reply.
        consent: True where the runner is to be asked to allow reminders.
        card: True where a card says how to allow them.
        forget: True where everything about the runner is to be deleted.
        aside: True where nothing of this is to be kept: it was said to a device that the workout has moved away from.
    """

    runner: Runner
    tell: tuple[Tell, ...]
    then: Then
    ended: Record | None = None
    dropped: datetime | None = None
    errand: Errand | None = None
    consent: bool = False
    card: bool = False
    forget: bool = False
    aside: bool = False


def run(moment: Moment, *tell: Tell) -> Reply:
    """Go on with the workout from the step at hand."""
    session = moment.session
    if session.through:
        return ask(moment, Ask(Question.SESSION_EFFORT), *tell, Tell("through", totals(session)))
    session = replace(session, state=state_at(session.step), pending=None)
    runner = replace(moment.runner, session=session, ask=None)
    return Reply(runner, tell, Run(tuple(segments(runner, session))))


def ask(moment: Moment, question: Ask, *tell: Tell, state: State = State.ASKING) -> Reply:
    """Ask a question and wait; a workout in progress goes over to `state`."""
    runner = replace(moment.runner, ask=question)
    if runner.session is not None:
        runner = replace(runner, session=replace(runner.session, state=state))
    return Reply(runner, tell, question)


def end(moment: Moment, *tell: Tell, ended: Record | None = None) -> Reply:
    """Close the device's session; a workout in progress keeps its place."""
    return Reply(replace(moment.runner, ask=None), tell, End(), ended=ended)


def stay(moment: Moment, *tell: Tell) -> Reply:
    """Say something and leave everything as it was: the set goes on where it was, a question is asked again."""
    session = moment.runner.session
    if session is not None and session.state in {State.WORKING, State.RESTING}:
        return run(moment, *tell)
    return Reply(moment.runner, tell, moment.runner.ask or Ask(Question.START if session is None else Question.PAUSED))
