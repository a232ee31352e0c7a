"""Filling the gaps of a line: numbers in words, nouns in the right plural, exercises and workouts by name.

The forms:
    number      a number in words                  {n:number}            twelve
    ordinal     its ordinal                        {set:ordinal}         second
    <noun>      a number with a noun               {seconds:second}      one second, thirty seconds
    (none)      the name of an exercise, a workout, a side, a level or a muscle, or words that are ready to be said
    plural, a   an exercise in the plural, or with its article
    part        the limb or side that an exercise trains
    limb        a side with that word              {side:limb}           left leg
    ago         how many days ago: today, yesterday, three days ago, two weeks ago
    span        so many days: three days, two weeks, four months, over a year
    cue         a form cue of an exercise; the fact `cue` is its number, and wraps round
    how_to, how_to_full, muscles, why, how_far, check, breathing, setup, tempo     what the content says of an exercise
    mistake, fix        a common mistake, and what mends it; the fact `mistake` is its number, and wraps round
    answer, meaning     what the content says to a topic, and what that means for the runner
    weekdays    days by name: Tuesday and Thursday, tomorrow, every day of the week
    clock       minutes since midnight as a time of day: seven thirty in the evening
    list, or    several exercises in the plural    {exercises:list}      squats, lunges and planks
    on, date    a day given as 2026-03-08     {when:on}             Sunday the eighth, Sunday the eighth of March
    days        several of them               {dates:days}          Sunday, Tuesday and Friday
    weekly      days of the week, by number   {weekdays:weekly}     Tuesdays and Thursdays
    kit         several pieces of kit              {kit:kit}             dumbbells and a band
"""

import gettext
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from num2words import num2words

from skill.coach.acts import Fact
from skill.content.types import Catalogue, Exercise, Mistake, Mode, Topic
from skill.speech.catalogue import Wording
from skill.speech.errors import WordingError
from skill.speech.templates import Gap, parse

# A how-to in mid-set is over before the runner has cooled down (coaching, model dialogue 2).
HOW_TO_WORDS = 35

# Parts of the day, each with the hour that it lasts until.
_PARTS = (("morning", 12), ("afternoon", 18), ("evening", 22), ("night", 24))
# From so many days on, a length of time is said in weeks, in months, and as more than a year.
IN_WEEKS_FROM = 14
IN_MONTHS_FROM = 60
DAYS_A_MONTH = 30
DAYS_A_YEAR = 365

_SENTENCE_START = re.compile(r"(^|[.!?]\s+)([^\W\d_])")
_DIGIT = re.compile(r"\d")

Facts = Mapping[str, Fact]


class Renderer:
    """Says facts in the words of one locale."""

    def __init__(self, wording: Wording, catalogue: Catalogue) -> None:
        """Take the words from `wording` and the names from `catalogue`."""
        self.wording = wording
        self.catalogue = catalogue
        self._plural_form: Callable[[int], int] = gettext.c2py(wording.plural)
        words = "|".join(re.escape(word) for word in sorted(wording.local_words, key=len, reverse=True))
        self._local = re.compile(rf"\b(?:{words})\b" if words else r"(?!)", re.IGNORECASE)
        self._forms: Mapping[str, Callable[[str, Facts], str]] = {
            "number": lambda name, facts: _in_words(_number(name, facts), wording.numbers, "cardinal"),
            "ordinal": lambda name, facts: _in_words(_number(name, facts), wording.numbers, "ordinal"),
            "plural": lambda name, facts: self.plural(self._exercise(name, facts)),
            "a": lambda name, facts: self._with_article(self.name(self._exercise(name, facts))),
            "part": lambda name, facts: self._term(f"part.{self._exercise(name, facts).side_word}"),
            "limb": self._limb,
            "cue": lambda name, facts: _cue(self._exercise(name, facts), _number("cue", facts)),
            "how_to": lambda name, facts: self._how_to(self._exercise(name, facts)),
            "how_to_full": lambda name, facts: " ".join(_how_to_sentences(self._exercise(name, facts))),
            "muscles": lambda name, facts: self._muscles(self._exercise(name, facts)),
            "why": lambda name, facts: self._exercise(name, facts).why_runners,
            "how_far": lambda name, facts: self._exercise(name, facts).how_far,
            "check": lambda name, facts: self._exercise(name, facts).check,
            "breathing": lambda name, facts: self._exercise(name, facts).breathing,
            "setup": lambda name, facts: self._exercise(name, facts).setup,
            "tempo": lambda name, facts: self._exercise(name, facts).tempo or "",
            "mistake": lambda name, facts: _mistake(self._exercise(name, facts), facts).mistake,
            "fix": lambda name, facts: _mistake(self._exercise(name, facts), facts).fix,
            "answer": lambda name, facts: self._topic(name, facts).answer,
            "meaning": lambda name, facts: self._topic(name, facts).meaning,
            "weekdays": self._day_names,
            "clock": lambda name, facts: self._clock(_number(name, facts)),
            "ago": lambda name, facts: self._ago(_number(name, facts)),
            "span": lambda name, facts: self._span(_number(name, facts)),
            "list": lambda name, facts: self._listed(name, facts, "and"),
            "or": lambda name, facts: self._listed(name, facts, "or"),
            "kit": self._kit,
            "on": lambda name, facts: self._dated("day", _day(name, facts)),
            "date": lambda name, facts: self._dated("date", _day(name, facts)),
            "days": self._days,
            "weekly": self._weekly,
        }

    def render(self, text: str, facts: Facts) -> str:
        """Say a line with its gaps filled, in the locale's own words, each sentence with a capital.

        Raises:
            WordingError: A fact, a form or a word is missing, or a digit is left.
        """
        said = "".join(part if isinstance(part, str) else self._filled(part, facts) for part in parse(text))
        if _DIGIT.search(said):
            raise WordingError(f"{text!r} leaves a digit: {said!r}")
        said = self._local.sub(lambda match: self.wording.local_words[match[0].lower()], said)
        return _SENTENCE_START.sub(lambda match: match[1] + match[2].upper(), said)

    def name(self, exercise: Exercise) -> str:
        """Give the name of an exercise as this locale says it."""
        return self.wording.names.get(exercise.id, {}).get("name", exercise.name)

    def plural(self, exercise: Exercise) -> str:
        """Give the name for many of an exercise; holds keep their name."""
        if exercise.mode is Mode.SECONDS:
            return self.name(exercise)
        return self.wording.names.get(exercise.id, {}).get("plural", exercise.plural)

    def _filled(self, gap: Gap, facts: Facts) -> str:
        if gap.name not in facts:
            raise WordingError(f"the fact {gap.name} is missing")
        if not gap.form:
            return self._plain(gap.name, facts)
        if gap.form in self.wording.nouns:
            return self._counted(gap.form, _number(gap.name, facts))
        if gap.form not in self._forms:
            raise WordingError(f"there is no form {gap.form}")
        return self._forms[gap.form](gap.name, facts)

    def _plain(self, name: str, facts: Facts) -> str:
        value = facts[name]
        if not isinstance(value, str):
            raise WordingError(f"the fact {name} needs a form")
        match name:
            case "exercise" | "other":
                return self.name(self.catalogue.exercise(value))
            case "workout" | "next":
                return self._workout(value)
            case "person":
                return value.title()
            case "run" | "side" | "level" | "muscle" | "period":
                return self._term(f"{name}.{value}")
        return value

    def _workout(self, workout_id: str) -> str:
        for focus in self.catalogue.focuses:
            if workout_id == f"focus_{focus.id}":
                return self._term("focus").format(name=focus.name.lower())
        return self.catalogue.workout(workout_id).name

    def _exercise(self, name: str, facts: Facts) -> Exercise:
        value = facts.get(name)
        if not isinstance(value, str):
            raise WordingError(f"the fact {name} is no exercise")
        return self.catalogue.exercise(value)

    def _topic(self, name: str, facts: Facts) -> Topic:
        value = facts.get(name)
        if not isinstance(value, str):
            raise WordingError(f"the fact {name} is no topic")
        return self.catalogue.topic(value)

    def _counted(self, noun: str, number: int) -> str:
        forms = self.wording.nouns[noun]
        form = self._plural_form(number)
        if form >= len(forms):
            raise WordingError(f"the noun {noun} has no form {form}, which {number} needs")
        return f"{_in_words(number, self.wording.numbers, 'cardinal')} {forms[form]}"

    def _day_names(self, name: str, facts: Facts) -> str:
        days = facts[name]
        if not isinstance(days, tuple) or not days:
            raise WordingError(f"the fact {name} is no list of days")
        return self._joined([self._term(f"day.{day}") for day in days], "and")

    def _clock(self, minute: int) -> str:
        hour, minutes = divmod(minute, 60)
        if minute in {0, 12 * 60}:
            return self._term("clock.noon" if minute else "clock.midnight")
        part = next(name for name, until in _PARTS if hour < until)
        words = [_in_words((hour - 1) % 12 + 1, self.wording.numbers, "cardinal")]
        if 0 < minutes < 10:  # noqa: PLR2004  # one digit
            words.append(self._term("clock.oh"))
        if minutes:
            words.append(_in_words(minutes, self.wording.numbers, "cardinal"))
        return " ".join((*words, self._term(f"clock.{part}")))

    def _ago(self, days: int) -> str:
        if days <= 1:
            return self._term("ago.today" if days <= 0 else "ago.yesterday")
        return self._term("ago").format(length=self._span(days))

    def _span(self, days: int) -> str:
        """Give a length of time in the largest measure that says enough."""
        if days < IN_WEEKS_FROM:
            return self._counted("day", days)
        if days < IN_MONTHS_FROM:
            return self._counted("week", days // 7)
        if days < DAYS_A_YEAR:
            return self._counted("month", days // DAYS_A_MONTH)
        years = days // DAYS_A_YEAR
        return self._term("over.year") if years == 1 else self._term("over").format(length=self._counted("year", years))

    def _with_article(self, name: str) -> str:
        for pattern, form in self.wording.articles:
            if re.search(pattern, name, re.IGNORECASE):
                return form.format(name=name)
        raise WordingError(f"no article goes with {name}")

    def _limb(self, name: str, facts: Facts) -> str:
        part = self._term(f"part.{self._exercise('exercise', facts).side_word}")
        return f"{self._plain(name, facts)} {part}"

    def _how_to(self, exercise: Exercise) -> str:
        """Give set-up and first step, and as many of the other steps as fit, in whole sentences."""
        setup, first, *others = _how_to_sentences(exercise)
        chosen = [setup, first]
        for sentence in others:
            if len(" ".join((self.plural(exercise), *chosen, sentence)).split()) <= HOW_TO_WORDS:
                chosen.append(sentence)
        return " ".join(chosen)

    def _muscles(self, exercise: Exercise) -> str:
        return self._joined([self._term(f"muscle.{muscle}") for muscle in exercise.primary_muscles], "and")

    def _listed(self, name: str, facts: Facts, last: str) -> str:
        ids = facts[name]
        if not isinstance(ids, tuple) or not ids:
            raise WordingError(f"the fact {name} is no list of exercises")
        return self._joined([self.plural(self.catalogue.exercise(each)) for each in ids], last)

    def _kit(self, name: str, facts: Facts) -> str:
        pieces = facts[name]
        if not isinstance(pieces, tuple) or not pieces:
            raise WordingError(f"the fact {name} is no list of kit")
        return self._joined([self._term(f"kit.{piece}") for piece in pieces], "and")

    def _dated(self, pattern: str, day: date) -> str:
        return self._term(pattern).format(
            weekday=self._term(f"weekday.{day.isoweekday()}"),
            day=_in_words(day.day, self.wording.numbers, "ordinal"),
            month=self._term(f"month.{day.month}"),
        )

    def _days(self, name: str, facts: Facts) -> str:
        days = (date.fromisoformat(day) for day in _several(name, facts))
        return self._joined([self._term(f"weekday.{day.isoweekday()}") for day in days], "and")

    def _weekly(self, name: str, facts: Facts) -> str:
        return self._joined([self._term(f"weekdays.{day}") for day in _several(name, facts)], "and")

    def _joined(self, parts: Sequence[str], last: str) -> str:
        *others, final = parts
        if not others:
            return final
        return self.wording.joiners["comma"].join(others) + self.wording.joiners[last] + final

    def _term(self, key: str) -> str:
        try:
            return self.wording.terms[key]
        except KeyError:
            raise WordingError(f"there is no term {key}") from None


def _day(name: str, facts: Facts) -> date:
    value = facts.get(name)
    if not isinstance(value, str):
        raise WordingError(f"the fact {name} is no day")
    return date.fromisoformat(value)


def _several(name: str, facts: Facts) -> tuple[str, ...]:
    value = facts.get(name)
    if not isinstance(value, tuple) or not value:
        raise WordingError(f"the fact {name} is no list of days")
    return value


def _number(name: str, facts: Facts) -> int:
    value = facts.get(name)
    if not isinstance(value, int):
        raise WordingError(f"the fact {name} is no number")
    return value


@lru_cache(maxsize=1024)
def _in_words(number: int, language: str, kind: str) -> str:
    return str(num2words(number, lang=language, to=kind))


def _cue(exercise: Exercise, number: int) -> str:
    return exercise.form_cues[number % len(exercise.form_cues)]


def _mistake(exercise: Exercise, facts: Facts) -> Mistake:
    return exercise.common_mistakes[_number("mistake", facts) % len(exercise.common_mistakes)]


def _how_to_sentences(exercise: Exercise) -> tuple[str, ...]:
    return (exercise.setup, *exercise.steps)
