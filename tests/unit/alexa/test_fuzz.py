"""Odd and hostile requests: what `python -m bench.fuzz` does for long, done for a moment."""

import json
import random

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz import SCHEMA, Fuzzer, disguised, instance, mutated
from tests.envelopes import launch


@pytest.mark.parametrize("seed", range(3))
def test_any_request_is_answered_validly_or_refused(seed: int) -> None:
    """Never a fault, never an invalid response, and nothing moved by a request that is refused."""
    fuzzer = Fuzzer(random.Random(seed))  # noqa: S311  # repeatable, not secret
    for _ in range(60):
        fuzzer.try_(fuzzer.case())
    assert fuzzer.seen["200"] > 20
    assert fuzzer.seen["400"] > 5


@settings(max_examples=30)
@given(st.randoms(use_true_random=False))
def test_requests_of_the_schema_are_answered(rng: random.Random) -> None:
    """Whatever Amazon's schema allows, for our skill, is answered."""
    fuzzer = Fuzzer(rng)
    whole = instance({"$ref": SCHEMA["$ref"]}, rng)
    fuzzer.try_(json.dumps(whole).encode())


@settings(max_examples=30)
@given(st.randoms(use_true_random=False))
def test_what_is_made_from_the_schema_fits_it(rng: random.Random) -> None:
    """The generator makes what Amazon would send, and the mutations make something else of it."""
    whole = instance({"$ref": SCHEMA["$ref"]}, rng)
    jsonschema.Draft7Validator(SCHEMA).validate(whole)
    assert mutated(whole, rng) is not whole


@pytest.mark.parametrize("levels", [20, 39, 41, 500, 2000, 15_000])
def test_depth_that_hides_in_strings_is_answered_or_refused(levels: int) -> None:
    """Lists with closing brackets in strings are counted as deep as they are."""
    fuzzer = Fuzzer(random.Random(1))  # noqa: S311  # repeatable, not secret
    fuzzer.try_(disguised(json.dumps(launch()).encode(), levels))
    assert fuzzer.seen == {"200" if levels < 40 else "400": 1}
