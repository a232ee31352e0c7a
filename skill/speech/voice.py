"""The coach's voice: what a turn decided, as one reply that a device can play, and the words that ask again.

The voice decides how much of a workout one reply holds. It refuses to know the plan beyond the segments it is given,
and the device that will speak.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from skill.coach.acts import Act, Ask, End, Question, Run, Segment, Then
from skill.coach.runner import Manner
from skill.content.types import Catalogue
from skill.speech.catalogue import load_wording
from skill.speech.layout import Layout
from skill.speech.phrasing import Phrasing
from skill.speech.rendering import Renderer
from skill.speech.ssml import to_ssml
from skill.speech.timeline import Timeline
from skill.speech.track import Track

# These questions may wait longer than the microphone is open, so their reprompt buys time first: this much, or as long
# as the rest that the reply has begun still takes.
PATIENT = frozenset({Question.GO_ON, Question.READY, Question.RESUME, Question.PAUSED})
LEAST_PATIENT_MS, MOST_PATIENT_MS = 20_000, 30_000
# The microphone is open for as long after each question.
LISTENING_MS = 8000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one reply may hold: seconds under the speech-length model, and characters of SSML."""

    seconds: float = 170.0
    characters: int = 7000

    def hold(self, timeline: Timeline) -> bool:
        """Tell whether a reply is within the limits."""
        return timeline.seconds <= self.seconds and len(to_ssml(timeline)) <= self.characters


@dataclass(frozen=True, slots=True)
class Spoken:
    """A reply.

    Attributes:
        speech: What is said and waited for.
        reprompt: What is said after silence; None where the session ends.
        ask: The question at the end; None where the session ends.
        used: How often lines were used, by their marks.
    """

    speech: Timeline
    reprompt: Timeline | None
    ask: Ask | None
    used: Mapping[str, int]


class Voice:
    """Speaks for the coach in one locale."""

    def __init__(self, locale: str, catalogue: Catalogue, limits: Limits | None = None) -> None:
        """Speak in `locale`, or in the nearest one there is wording for."""
        self._renderer = Renderer(load_wording(locale), catalogue)
        self._limits = limits or Limits()

    def compose(self, tell: Sequence[Act], then: Then, *, heard: Mapping[str, int], manner: Manner) -> Spoken:
        """Give the reply for what a turn decided.

        Args:
            tell: What is said first.
            then: How it goes on: with the workout, a question, or the end of the session.
            heard: How often the runner heard lines before, by their marks, so that variants take turns.
            manner: How the runner wants to be spoken to.
        """
        layout = Layout(Phrasing(self._renderer, heard), manner)
        _add(layout, tell)
        match then:
            case Run():
                return self._run(layout, then.segments)
            case Ask():
                return _asking(layout, then)
            case End():
                return _ending(layout)
            case _:
                assert_never(then)

    def words(self, line: str) -> str:
        """Give the words of a line that is read out by somebody else."""
        return Phrasing(self._renderer, {}).say(f"tell.{line}")

    def _run(self, layout: Layout, segments: Iterable[Segment]) -> Spoken:
        """Take as many segments as fit; at least as many as it takes to come to a question."""
        reply: Spoken | None = None
        for segment in segments:
            before = layout.copy()
            _add(layout, segment.acts)
            if segment.ask is None:
                continue
            longer = _asking(layout, segment.ask)
            if not self._limits.hold(longer.speech):
                return self._shorter(before, segment, reply) or longer
            if segment.final:
                return longer
            reply = longer
        return reply or _ending(layout)

    def _shorter(self, layout: Layout, segment: Segment, reply: Spoken | None) -> Spoken | None:
        """End with the brief form of a segment that no longer fits, else before it; None where neither is possible."""
        if segment.brief and segment.ask is not None:
            _add(layout, segment.brief)
            brief = _asking(layout, segment.ask)
            if reply is None or self._limits.hold(brief.speech):
                return brief
        return reply


def _add(layout: Layout, acts: Iterable[Act]) -> None:
    for act in acts:
        layout.add(act)


def _asking(layout: Layout, ask: Ask) -> Spoken:
    """End a reply with a question; the layout may still go on."""
    ending = layout.copy()
    rest_left = ending.rest_left
    speech = ending.ended(_line(ask), ask.facts)
    again = Track(percent=ending.track.percent)
    if ask.question in PATIENT:
        again.wait(min(max(rest_left - LISTENING_MS, LEAST_PATIENT_MS), MOST_PATIENT_MS))
    again.say(ending.phrasing.say(f"reprompt.{ask.question}", **ask.facts))
    return Spoken(speech, again.timeline(), ask, ending.phrasing.used)


def _line(ask: Ask) -> str:
    """Name the line of a question; a further set, and an exercise that is not the last, have lines of their own."""
    match ask:
        case Ask(Question.GO_ON, {"set": int(number)}) if number != 1:
            return "ask.go_on.set"
        case Ask(Question.EFFORT, {"since": _}):
            return "ask.effort.earlier"
    return f"ask.{ask.question}"


def _ending(layout: Layout) -> Spoken:
    return Spoken(layout.ended(), None, None, layout.phrasing.used)
