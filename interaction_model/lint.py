"""What a schema cannot see in an interaction model: clashes, and what Alexa refuses or routes badly.

Looks at a built model, never at the source, so that a model edited by hand is checked as strictly. Limits and rules are
Amazon's published ones for custom skills (invocation names, intents, slot types), as of 2026.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

MAX_INTENTS = 250
MAX_MODEL_BYTES = 1_500_000
MAX_SAMPLE_CHARACTERS = 200
MAX_VALUE_CHARACTERS = 140

_SLOT = re.compile(r"\{(\w+)\}")
_SAMPLE_CHARACTERS = re.compile(r"[a-zA-Z '.\-{}_]+")
_VALUE_CHARACTERS = re.compile(r"[a-z '.\-]+")
_INVOCATION_CHARACTERS = re.compile(r"[a-z '.]+")
# Built-in types take their values from Amazon; the ones used here all count as open lists.
_AMAZON = "AMAZON."
_NUMBERS_SIDE_BY_SIDE = re.compile(r"\{AMAZON\.[\w.]+\}\s*\{AMAZON\.")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LAUNCH_WORDS = _words("run start play resume use launch ask open tell load begin enable")
_CONNECTING_WORDS = _words("to from in using with about for that by if and whether")
_WAKE_WORDS = _words("alexa amazon echo computer skill app")
_SMALL_WORDS = _words("a an the at by for from in into of off on onto out over to up with")
_TWO_WORDS = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: where, and what is wrong."""

    place: str
    problem: str

    def __str__(self) -> str:
        """Give the one line that is printed."""
        return f"{self.place}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Waivers:
    """What a source lets be on purpose, by the names of intents.

    Attributes:
        bare_slots: May have a sample of nothing but one slot; never one of a built-in type.
        shadows: May have samples that win over another intent's slot.
    """

    bare_slots: frozenset[str] = frozenset()
    shadows: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Sample:
    intent: str
    text: str

    @property
    def slots(self) -> tuple[str, ...]:
        return tuple(_SLOT.findall(self.text))


class _Model:
    """A model, indexed for the rules."""

    def __init__(self, document: Mapping[str, Any], waivers: Waivers) -> None:
        language = document["interactionModel"]["languageModel"]
        self.bytes = len(json.dumps(document))
        self.invocation_name: str = language["invocationName"]
        self.intents: list[Mapping[str, Any]] = language["intents"]
        self.waivers = waivers
        self.types: dict[str, list[tuple[str, list[str]]]] = {
            kind["name"]: [
                (value["id"], [value["name"]["value"], *value["name"]["synonyms"]]) for value in kind["values"]
            ]
            for kind in language.get("types", [])
        }
        self.samples = [_Sample(intent["name"], text) for intent in self.intents for text in intent.get("samples", [])]

    def slots(self, intent: Mapping[str, Any]) -> dict[str, str]:
        return {slot["name"]: slot["type"] for slot in intent.get("slots", [])}


def lint(document: Mapping[str, Any], waivers: Waivers = Waivers()) -> list[Finding]:
    """Check a model, in the form in which it is uploaded, that fits the schema."""
    model = _Model(document, waivers)
    return [finding for rule in _RULES for finding in rule(model)]


def _limits(model: _Model) -> Iterator[Finding]:
    if len(model.intents) > MAX_INTENTS:
        yield Finding("intents", f"there are {len(model.intents)}, at most {MAX_INTENTS} are taken")
    if model.bytes > MAX_MODEL_BYTES:
        yield Finding("model", f"is {model.bytes} bytes long, at most {MAX_MODEL_BYTES} are taken")
    for sample in model.samples:
        if len(sample.text) > MAX_SAMPLE_CHARACTERS:
            yield Finding(sample.intent, f"sample of more than {MAX_SAMPLE_CHARACTERS} characters: {sample.text[:40]}")
    for kind, phrases in _phrases(model):
        for phrase in phrases:
            if len(phrase) > MAX_VALUE_CHARACTERS:
                yield Finding(kind, f"value of more than {MAX_VALUE_CHARACTERS} characters: {phrase[:40]}")


def _invocation_name(model: _Model) -> Iterator[Finding]:
    words = model.invocation_name.split()
    if len(words) < _TWO_WORDS:
        yield Finding("invocation name", "needs two words or more")
    if not _INVOCATION_CHARACTERS.fullmatch(model.invocation_name):
        yield Finding("invocation name", "may hold only lower-case letters, spaces, apostrophes and full stops")
    for reserved, what in ((_LAUNCH_WORDS, "launch"), (_CONNECTING_WORDS, "connecting"), (_WAKE_WORDS, "wake")):
        for word in reserved.intersection(words):
            yield Finding("invocation name", f"{word!r} is a {what} word")
    if len(words) == _TWO_WORDS:
        for word in _SMALL_WORDS.intersection(words) - _CONNECTING_WORDS:
            yield Finding("invocation name", f"a name of two words may not contain the small word {word!r}")


def _names(model: _Model) -> Iterator[Finding]:
    for name in _repeated(intent["name"] for intent in model.intents):
        yield Finding(name, "there are two intents of this name")
    for kind, values in model.types.items():
        if not values:
            yield Finding(kind, "a slot type without values is refused")
        for value in _repeated(value for value, _ in values):
            yield Finding(kind, f"two values have the id {value!r}")


def _slots(model: _Model) -> Iterator[Finding]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for intent in model.intents:
        slots = model.slots(intent)
        used = {slot for text in intent.get("samples", []) for slot in _SLOT.findall(text)}
        for name, kind in slots.items():
            kinds[name].add(kind)
            if not kind.startswith(_AMAZON) and kind not in model.types:
                yield Finding(intent["name"], f"slot {name!r} is of the type {kind!r}, which there is not")
        for name in sorted(used - set(slots)):
            yield Finding(intent["name"], f"the samples use a slot {name!r} that is not declared")
        for name in sorted(set(slots) - used):
            yield Finding(intent["name"], f"no sample uses the slot {name!r}")
    for name, found in kinds.items():
        if len(found) > 1:
            yield Finding(name, f"one slot name has several types: {', '.join(sorted(found))}")
    for kind in sorted(set(model.types) - set().union(*kinds.values())):
        yield Finding(kind, "no slot is of this type")


def _sample_form(model: _Model) -> Iterator[Finding]:
    kinds = {intent["name"]: model.slots(intent) for intent in model.intents}
    for intent in model.intents:
        texts = intent.get("samples", [])
        if intent["name"].startswith(_AMAZON) and texts:
            yield Finding(intent["name"], "samples on a built-in intent break its routing; use a custom twin")
        if not intent["name"].startswith(_AMAZON) and not texts:
            yield Finding(intent["name"], "has no samples, so that nothing can be said to reach it")
    for sample in model.samples:
        if not _SAMPLE_CHARACTERS.fullmatch(sample.text) or "{" in _SLOT.sub("", sample.text):
            yield Finding(sample.intent, f"only letters, spaces, ' . - and slots may stand in {sample.text!r}")
        if len(set(sample.slots)) < len(sample.slots):
            yield Finding(sample.intent, f"a slot stands twice in {sample.text!r}")
        if _NUMBERS_SIDE_BY_SIDE.search(_with_types(sample.text, kinds[sample.intent])):
            yield Finding(sample.intent, f"nothing tells two built-in slots apart in {sample.text!r}")


def _value_form(model: _Model) -> Iterator[Finding]:
    for kind, values in model.types.items():
        owners: dict[str, str] = {}
        for value, phrases in values:
            for phrase in phrases:
                if not _VALUE_CHARACTERS.fullmatch(phrase):
                    yield Finding(kind, f"only lower-case letters, spaces, ' . - may stand in {phrase!r}")
                if phrase in owners:
                    yield Finding(kind, f"{phrase!r} stands for both {owners[phrase]!r} and {value!r}")
                owners[phrase] = value


def _bare_slots(model: _Model) -> Iterator[Finding]:
    kinds = {intent["name"]: model.slots(intent) for intent in model.intents}
    for sample in model.samples:
        if len(sample.slots) != 1 or _SLOT.sub("", sample.text).strip():
            continue
        open_list = kinds[sample.intent].get(sample.slots[0], _AMAZON).startswith(_AMAZON)
        if open_list or sample.intent not in model.waivers.bare_slots:
            yield Finding(sample.intent, f"{sample.text!r} is nothing but a slot and swallows what others should hear")


def _clashes(model: _Model) -> Iterator[Finding]:
    """Find samples of two intents that Alexa cannot tell apart: same words, and slots of the same types."""
    kinds = {intent["name"]: model.slots(intent) for intent in model.intents}
    owners: dict[str, _Sample] = {}
    for sample in model.samples:
        shape = _with_types(sample.text.lower(), kinds[sample.intent])
        first = owners.setdefault(shape, sample)
        if first.intent != sample.intent:
            yield Finding(sample.intent, f"{sample.text!r} is also a sample of {first.intent}")
        elif first is not sample:
            yield Finding(sample.intent, f"{sample.text!r} stands there twice")


def _shadows(model: _Model) -> Iterator[Finding]:
    """Find a sample without slots that says what another says with one: it wins, and the slot comes empty."""
    kinds = {intent["name"]: model.slots(intent) for intent in model.intents}
    owners: dict[tuple[str, str, str], str] = {}
    for sample in model.samples:
        if len(sample.slots) == 1:
            before, after = _SLOT.sub("{}", sample.text).split("{}")
            owners[before, kinds[sample.intent].get(sample.slots[0], ""), after] = sample.intent
    kinds_of: dict[str, dict[str, None]] = defaultdict(dict)  # the types that know a phrase, in their order
    for kind, phrases in _phrases(model):
        for phrase in phrases:
            kinds_of[phrase][kind] = None
    for sample in model.samples:
        if sample.slots or sample.intent in model.waivers.shadows:
            continue
        for before, inner, after in _cuts(sample.text):
            for kind in kinds_of.get(inner, ()):
                if (before, kind, after) in owners:
                    twin = f"{before}{{{kind}}}{after}"
                    yield Finding(sample.intent, f"{sample.text!r} shadows {twin!r} of {owners[before, kind, after]}")


def _phrases(model: _Model) -> Iterator[tuple[str, list[str]]]:
    return ((kind, phrases) for kind, values in model.types.items() for _, phrases in values)


def _repeated(names: Iterable[str]) -> list[str]:
    ordered = sorted(names)
    return [name for name, following in pairwise(ordered) if name == following]


def _with_types(text: str, kinds: Mapping[str, str]) -> str:
    """Put the types of the slots in the place of their names."""
    return _SLOT.sub(lambda match: f"{{{kinds.get(match[1], match[1])}}}", text)


def _cuts(text: str) -> Iterator[tuple[str, str, str]]:
    """Cut a sentence at every run of words: what stands before, the run, and what stands after."""
    words = text.split(" ")
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            before = " ".join([*words[:start], ""]) if start else ""
            after = " ".join(["", *words[end:]]) if end < len(words) else ""
            yield before, " ".join(words[start:end]), after


_RULES: tuple[Callable[[_Model], Iterator[Finding]], ...] = (
    _limits,
    _invocation_name,
    _names,
    _slots,
    _sample_form,
    _value_form,
    _bare_slots,
    _clashes,
    _shadows,
)
