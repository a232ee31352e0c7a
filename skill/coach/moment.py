"""One moment of coaching: who, what, when; and the reply that the coach gives to it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo

from skill.coach.acts import Ask, End, PickUp, Question, Run, Segment, Tell, Then
from skill.coach.appointments import Errand
from skill.coach.events import Event
from skill.coach.on_the_day import OnTheDay
from skill.coach.pacing import segments
from skill.coach.place import state_at
from skill.coach.plan import StepKind, next_moving
from skill.coach.record import Record, totals
from skill.coach.runner import Runner
from skill.coach.session import Session, State
from skill.coach.spared import NOTHING_SPARED, Spared
from skill.content.types import Catalogue
from skill.errors import RunnerStrengthError

# Seconds from the beginning of a rest after which most of what is explained in it has been said.
EXPLAINED_AFTER_SECONDS = 10


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
        spared: What a workout went without that was put away at this moment; another one goes without it too.
    """

    runner: Runner
    event: Event
    now: datetime
    catalogue: Catalogue
    records: tuple[Record, ...] | None = ()
    zone: tzinfo = UTC
    spared: Spared = NOTHING_SPARED

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
        return self.runner.session is not None and self.runner.session.begun

    def with_the_day(self, said: OnTheDay) -> "Moment":
        """Give this moment with what was said of today; it holds as long as the conversation lasts."""
        return replace(self, runner=replace(self.runner, on_the_day=said))

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


def run_anew(moment: Moment, *tell: Tell) -> Reply:
    """Go on with a set that was broken off a while ago: it is announced again before it goes on."""
    reply = run(moment, *tell)
    match reply.then:
        case Run((Segment((PickUp() as pick_up, *acts)) as first, *others)):
            first = replace(first, acts=(replace(pick_up, anew=True), *acts))
            return replace(reply, then=Run((first, *others)))
    return reply


def ask(moment: Moment, question: Ask, *tell: Tell, state: State = State.ASKING) -> Reply:
    """Ask a question and wait; a workout in progress goes over to `state`."""
    runner = replace(moment.runner, ask=question)
    if runner.session is not None:
        runner = replace(runner, session=replace(runner.session, state=state))
    return Reply(runner, tell, question)


def ask_aside(moment: Moment, question: Ask, *tell: Tell) -> Reply:
    """Ask what has nothing to do with the workout: one that is in progress waits, paused, for the answer."""
    return ask(moment, question, *tell, state=State.PAUSED)


def end(moment: Moment, *tell: Tell, ended: Record | None = None) -> Reply:
    """Close the device's session; a workout in progress keeps its place."""
    return Reply(replace(moment.runner, ask=None), tell, End(), ended=ended)


def stay(moment: Moment, *tell: Tell) -> Reply:
    """Say something and leave everything as it was: the set goes on where it was, a question is asked again."""
    session = moment.runner.session
    if session is not None and session.state in {State.WORKING, State.RESTING}:
        return run(_explained(moment), *tell)
    return Reply(moment.runner, tell, moment.runner.ask or Ask(Question.START if session is None else Question.PAUSED))


def _explained(moment: Moment) -> Moment:
    """Take a new move as explained where a question broke into that: the short form follows, not all of it again."""
    session = moment.session
    begun = session.done >= EXPLAINED_AFTER_SECONDS if session.step.kind is StepKind.REST else not session.done
    index = next_moving(session.plan, session.index)
    if not begun or index is None:
        return moment
    taught = moment.runner.taught | {session.plan[index].exercise}
    return replace(moment, runner=replace(moment.runner, taught=taught))
