"""The matcher: what sentences are taken for, and what stands in their slots."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interaction_model.committed import LOCALES, read_model
from skill.speaker.matcher import FALLBACK, LAUNCH, Matcher, SlotMatch, read_matcher
from skill.speaker.understanding.alarms import GRAVE

MATCHER = read_matcher("en-US")
LANGUAGE = read_model("en-US")["interactionModel"]["languageModel"]


def slots(utterance: str) -> dict[str, str | None]:
    """Give the ids of the filled slots, or their values where they have none."""
    return {name: slot.id or slot.value for name, slot in MATCHER.match(utterance).slots.items()}


@pytest.mark.parametrize(
    "utterance",
    [
        "open runner strength",
        "Alexa, open Runner Strength.",
        "start runner strength",
        "talk to runner strength",
        "runner strength",
        "alexa open runner's trench",
        "open my runner strength",
    ],
)
def test_bare_call_is_a_launch(utterance: str) -> None:
    """Calling the skill by its name, well or badly recognised, launches it."""
    assert MATCHER.match(utterance).intent == LAUNCH


@pytest.mark.parametrize(
    "utterance",
    [
        "alexa start my runner strength workout",
        "ask runner strength to start my workout",
        "tell runner strength that i want to start my workout",
        "open runner strength and start my workout",
        "start my workout with runner strength",
        "begin runner strength workout",
    ],
)
def test_one_shot_starts_the_workout(utterance: str) -> None:
    """A request inside the call is understood at once, wherever the name stands."""
    assert MATCHER.match(utterance).intent == "StartWorkoutIntent"


def test_one_shot_has_slots() -> None:
    """A request inside the call brings its slots along."""
    match = MATCHER.match("alexa ask runner strength for a ten minute core workout")
    assert match.intent == "StartWorkoutIntent"
    assert match.slots == {"minutes": SlotMatch("10"), "focus": SlotMatch("core", "core", "core")}


def test_another_letter_is_no_slip() -> None:
    """ "Workout Z" is none that there is, not workout A with a slip in it."""
    assert MATCHER.match("start workout z").slots == {"workout": SlotMatch("workout z")}
    assert MATCHER.match("start workout b").slots["workout"].id == "b"


@pytest.mark.parametrize(
    ("utterance", "filled"),
    [
        ("i did twenty five", {"count": "25"}),
        ("i did one", {"count": "1"}),
        ("log tin reps", {"count": "10"}),
        ("i did ate", {"count": "8"}),
        ("ten", {"number": "10"}),
        ("another thirty seconds", {"duration": "PT30S"}),
        ("rest for a minute", {"duration": "PT1M"}),
        ("rest for half a minute", {"duration": "PT30S"}),
        ("rest for one minute and a half", {"duration": "PT90S"}),
        ("log fifteen glute bridges", {"count": "15", "exercise": "glute_bridge"}),
        ("side plank", {"exercise": "side_plank"}),
        ("how do i do a lunch", {"exercise": "lunge"}),
        ("bulgarien split squat", {"exercise": "bulgarian_split_squat"}),
        ("what are ankle stability drills", {"exercise": "family:ankle_stability"}),
        ("i don't have any weights", {"equipment": "none"}),
        ("i don't have a step", {"missing": "step"}),
        ("six out of ten", {"effort": "right"}),
        ("my kill ease is sore", {"area": "achilles"}),
    ],
)
def test_slots(utterance: str, filled: dict[str, str]) -> None:
    """Numbers come as digits, lengths of time as ISO 8601, and catalogue values with their ids."""
    assert slots(utterance) == filled


@pytest.mark.parametrize(
    ("utterance", "intent", "value"),
    [
        ("how do i do a zercher carry", "HowToIntent", "zercher carry"),
        ("what is a jefferson curl", "HowToIntent", "jefferson curl"),
        ("tell me about the zercher", "HowToIntent", "zercher"),
    ],
)
def test_unknown_exercise_is_heard(utterance: str, intent: str, value: str) -> None:
    """An exercise that nobody has heard of comes as a value without an id."""
    match = MATCHER.match(utterance)
    assert (match.intent, match.slots) == (intent, {"exercise": SlotMatch(value)})


def test_unknown_place_hurts_too() -> None:
    """Pain in a place that is not listed is still pain."""
    match = MATCHER.match("my eyebrow hurts")
    assert (match.intent, match.slots["area"].id) == ("PainIntent", None)


@pytest.mark.parametrize(
    ("utterance", "intent"),
    [
        ("stop", "AMAZON.StopIntent"),
        ("quit", "AMAZON.StopIntent"),
        ("exit", "AMAZON.StopIntent"),
        ("stop stop stop", "AMAZON.StopIntent"),
        ("uh yeah", "AMAZON.YesIntent"),
        ("no", "AMAZON.NoIntent"),
        ("done", "DoneIntent"),
        ("no jumps", "QuietIntent"),
        ("one sec", "PauseWorkoutIntent"),
        ("my chest hurts", "UnwellIntent"),
        ("hold on i think my knee hurts a lot", "PainIntent"),
    ],
)
def test_what_must_not_be_mistaken(utterance: str, intent: str) -> None:
    """Words that carry a session, or a runner's safety, come out as what they are."""
    assert MATCHER.match(utterance).intent == intent


@pytest.mark.parametrize(
    "utterance",
    [
        *("great", "it was great", "that was great", "great thanks", "grand", "that was grand", "good", "brilliant"),
        *(
            "i feel great",
            "i feel good",
            "feeling good",
            "feeling great",
            "feel good",
            "i'm feeling grand",
            "feeling fine",
        ),
        *("i'm feeling really well", "i'm feeling all right", "i'm feeling better", "i'm doing great", "i'm grand"),
        *("my knee feels great", "my calf feels good", "my back is fine now", "knee's good", "legs are great"),
    ],
)
def test_that_all_is_well_is_no_alarm(utterance: str) -> None:
    """Praise, and somebody who feels good, end no workout: nothing that is only like a sign of trouble is one."""
    assert MATCHER.match(utterance).intent not in GRAVE


@pytest.mark.parametrize(
    ("utterance", "intent"),
    [
        ("i don't feel great", "DizzyIntent"),
        ("i'm not feeling good", "DizzyIntent"),
        ("not feeling great", "DizzyIntent"),
        ("i feel terrible", "DizzyIntent"),
        ("i feel funny", "DizzyIntent"),
        ("great but i feel dizzy", "DizzyIntent"),
        ("grand but dizzy", "DizzyIntent"),
        ("it was great but my knee hurts", "PainIntent"),
        ("good grief my knee hurts", "PainIntent"),
        ("my knee doesn't feel great", "PainIntent"),
        ("great pain in my chest", "UnwellIntent"),
        ("that was great until my calf popped", "TornIntent"),
    ],
)
def test_a_good_word_hides_no_alarm(utterance: str, intent: str) -> None:
    """What is grave stays grave with a good word beside it."""
    assert MATCHER.match(utterance).intent == intent


@pytest.mark.parametrize("utterance", ["", "   ", "?!", "so", "please", "what is the capital of france"])
def test_nothing_and_anything_else_is_the_fallback(utterance: str) -> None:
    """What is near to no sample is the fallback intent, with how near it came."""
    match = MATCHER.match(utterance)
    assert (match.intent, match.slots) == (FALLBACK, {})
    assert 0 <= match.score < 1


def test_match_repeats_the_utterance_and_ranks_the_rest() -> None:
    """A match holds the words as given, and the next best intents, best first."""
    match = MATCHER.match("  Skip THIS one!")
    assert match.utterance == "  Skip THIS one!"
    scores = [score for _, score in match.runners_up]
    assert scores == sorted(scores, reverse=True)
    assert match.score >= scores[0]
    assert match.intent not in {intent for intent, _ in match.runners_up}


@pytest.mark.uncounted
@pytest.mark.parametrize(("locale", "every"), [("en-US", 47), *((locale, 331) for locale in LOCALES[1:])])
def test_samples_without_slots_are_their_own_intent(locale: str, every: int) -> None:
    """Said word for word, a sample comes out as its intent or that intent's built-in twin."""
    matcher = read_matcher(locale)
    wrong = [
        (text, intent["name"], found)
        for intent in read_model(locale)["interactionModel"]["languageModel"]["intents"]
        for text in [sample for sample in intent["samples"] if "{" not in sample][::every]
        if (found := matcher.match(text).intent) != intent["name"] and not found.startswith("AMAZON.")
    ]
    assert wrong == []


@pytest.mark.parametrize("value", next(kind for kind in LANGUAGE["types"] if kind["name"] == "EXERCISE")["values"])
def test_every_exercise_can_be_asked_for(value: dict[str, Any]) -> None:
    """Each exercise and family comes back from "how do i do" with its id and name."""
    match = MATCHER.match(f"how do i do {value['name']['value']}")
    assert match.intent == "HowToIntent"
    assert (match.slots["exercise"].id, match.slots["exercise"].name) == (value["id"], value["name"]["value"])


@given(st.text(max_size=80))
def test_anything_may_be_typed(text: str) -> None:
    """Whatever is typed gives a match with a score from 0 to 1."""
    match = MATCHER.match(text)
    assert match.utterance == text
    assert 0 <= match.score <= 1


def test_long_ramble_is_cut_short() -> None:
    """A sentence with countless ways to fill slots is still answered."""
    ramble = " ".join(f"{number} squats and" for number in range(3, 30))
    assert MATCHER.match(ramble).utterance == ramble


def test_small_model_is_enough() -> None:
    """A model with no slot types and one intent is understood too."""
    language = {"invocationName": "two words", "intents": [{"name": "GoIntent", "samples": ["let's go now"]}]}
    matcher = Matcher({"interactionModel": {"languageModel": language}})
    assert matcher.match("okay lets go now").intent == "GoIntent"
    assert matcher.match("the weather").intent == FALLBACK
    assert matcher.match("open two words").intent == LAUNCH


@pytest.mark.parametrize(
    ("utterance", "intent", "filled"),
    [
        ("tin", "DoneIntent", {"number": "10"}),
        ("i did one", "DoneIntent", {"count": "1"}),
        ("one of those again please", "", {}),
        ("half an hour", "SetMinutesIntent", {"minutes": "30"}),
        ("give me thirty more seconds", "MoreRestIntent", {"duration": "PT30S"}),
        ("another minute", "MoreRestIntent", {"duration": "PT1M"}),
        ("i want ninety second rests", "RestLengthIntent", {"duration": "PT90S"}),
    ],
)
def test_numbers_and_lengths_in_loose_words(utterance: str, intent: str, filled: dict[str, str]) -> None:
    """A number misheard alone, "one" where it counts, and lengths in any words are found."""
    if intent:
        assert MATCHER.match(utterance).intent == intent
    assert slots(utterance) == filled


@pytest.mark.parametrize(
    ("utterance", "intent"),
    [
        ("tip", "FormTipIntent"),
        ("a tip please", "FormTipIntent"),
        ("tips on", "SwitchOnIntent"),
        ("repeat the exercise", "RepeatSetIntent"),
        ("repeat the last exercise", "PreviousExerciseIntent"),
        ("what is this", "HowToIntent"),
        ("what should i do now", "HowToIntent"),
        ("hows a lunge done", "HowToIntent"),
        ("lets do it", "ReadyIntent"),
        ("i can't", "EasierIntent"),
        ("i can't breathe", "UnwellIntent"),
        ("hmm", FALLBACK),
        ("hm", FALLBACK),
    ],
)
def test_short_words_in_a_workout(utterance: str, intent: str) -> None:
    """A word or two typed in mid-set, apostrophe or not, are what they are in a workout, and no setting."""
    assert MATCHER.match(utterance).intent == intent


def test_what_is_to_be_skipped_and_unknown_is_heard() -> None:
    """ "Skip the wombats" names something, so that nothing else is skipped in its place."""
    found = MATCHER.match("skip the wombats")
    assert (found.intent, found.slots["exercise"].value) == ("SkipExerciseIntent", "wombats")
