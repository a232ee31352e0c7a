"""Whether levels lead through their own workouts, and the sample weeks keep strength away from key runs."""

from collections.abc import Iterator

from skill.content.checks.findings import Content, Finding, Tree
from skill.content.sources import PROGRAMMES
from skill.content.types import Catalogue

KEY_RUNS = frozenset({"long", "race"})


def wrong_orders(content: Content) -> Iterator[Finding]:
    """Find levels whose order holds a workout of another level."""
    catalogue = content.catalogue
    for level in catalogue.levels:
        for name in dict.fromkeys((*level.order, *level.order_if_two_days)):
            if catalogue.workout(name).level != level.id:
                message = f"{name} is of another level; name workouts of {level.id}"
                yield Finding(PROGRAMMES, f"levels.{level.id}.order", message)


def wrong_weeks(content: Content) -> Iterator[Finding]:
    """Find sample weeks that load the legs before a key run, on following days, or on a day that is not easy."""
    for week in content.programmes["scheduling"]["sample_weeks"]:
        days = week["days"]
        for day, following in zip(days, [*days[1:], days[0]], strict=True):
            if not _loads_legs(day, content.catalogue):
                continue
            place = f"{week['id']}.{day['day']}"
            if following["run"] in KEY_RUNS:
                message = f"legs the day before a {following['run']} run; move the workout"
                yield Finding(PROGRAMMES, place, message)
            if _loads_legs(following, content.catalogue):
                yield Finding(PROGRAMMES, place, "legs on two days in a row; move one of the workouts")
            if day["run"] != "easy":
                yield Finding(PROGRAMMES, place, "strength goes with an easy run; move the workout")


def _loads_legs(day: Tree, catalogue: Catalogue) -> bool:
    return "strength" in day and catalogue.workout(day["strength"]).loads_legs
