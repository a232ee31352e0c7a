"""Words that something is wrong, wherever in a sentence they stand: "let's finish i feel dizzy".

Decides which part of a sentence says so, by the samples of the intents that are about it. It refuses to know what is
done then. A device hears whole sentences only; that the stand-in hears more here costs a runner nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skill.speaker.understanding.english import AROUND_WELL, WELL
from skill.speaker.understanding.lexicon import Span
from skill.speaker.understanding.samples import Sample, Samples

GRAVE = frozenset(
    (
        *("UnwellIntent", "DizzyIntent", "TornIntent", "SwollenCalfIntent", "UrgentCareIntent"),
        *("PregnancySignIntent", "CrisisIntent", "BonePainIntent", "PainIntent"),
    )
)
# Weight from which the words of a sample tell by themselves.
_TELLING = 0.9
_LONGEST = 8
_BODY = "BODY_AREA"


@dataclass(frozen=True, slots=True)
class Alarm:
    """The part of a sentence that says that something is wrong: its sample, and what fills the sample's slots."""

    sample: Sample
    spans: tuple[Span, ...]


def all_well(words: Sequence[str], spans: Sequence[Span]) -> bool:
    """Tell whether a sentence says that all is well, of the body or a part of it, and nothing else."""
    parts = {place for span in spans if span.kind == _BODY for place in range(span.start, span.end)}
    rest = {word for place, word in enumerate(words) if place not in parts}
    return not rest.isdisjoint(WELL) and rest <= WELL | AROUND_WELL


class Alarms:
    """The samples that tell that something is wrong."""

    def __init__(self, samples: Samples) -> None:
        """Index the samples of grave intents by their words."""
        self._samples = samples
        self._grave = {
            sample.words: sample
            for sample in samples.all()
            if sample.intent in GRAVE and len(sample.slots) <= 1 and len(sample.words) > 1 and sample.weight >= _TELLING
        }

    def find(self, words: Sequence[str], spans: Sequence[Span]) -> Alarm | None:
        """Give the weightiest part of a sentence that is a grave sample word for word; None where there is none."""
        return max(self._parts(words, spans), key=lambda alarm: alarm.sample.weight, default=None)

    def _parts(self, words: Sequence[str], spans: Sequence[Span]) -> Iterator[Alarm]:
        # The toe of a "band toe pull" is no toe.
        named = [span for span in spans if not any(_part_of(span, other) for other in spans)]
        for chosen in ((), *((span,) for span in named)):
            marked = self._samples.marked(words, chosen)
            for start in range(len(marked)):
                for end in range(start + 2, min(len(marked), start + _LONGEST) + 1):
                    sample = self._grave.get(marked[start:end])
                    if sample is not None and len(sample.slots) == len(chosen):
                        yield Alarm(sample, chosen)


def _part_of(span: Span, other: Span) -> bool:
    longer = other.end - other.start > span.end - span.start
    return longer and other.start <= span.start and span.end <= other.end
