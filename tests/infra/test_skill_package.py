"""The skill package: a manifest that Amazon's own model takes, phrases that route, icons of the right size."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_smapi_model.v1.skill.manifest import SkillManifestEnvelope
from PIL import Image

from infra import skill_package
from infra.skill_package import PackageError, locales, manifest, read_source
from interaction_model.committed import read_model
from skill.speaker.matcher import read_matcher
from tests.transcripts import play, replies_of

ARN = "arn:aws:lambda:eu-west-1:000000000000:function:skill:live"
PRIVACY = "https://example.org/privacy"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a whole package."""
    folder = tmp_path_factory.mktemp("package")
    assert skill_package.main(["--privacy-url", PRIVACY, "--endpoint", ARN, "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def made(package: Path) -> Any:
    """Read its manifest."""
    return json.loads((package / "skill.json").read_text(encoding="utf-8"))["manifest"]


def test_amazons_model_takes_the_manifest_and_loses_nothing(package: Path) -> None:
    """A wrong value is refused by the model, and a wrong name is dropped: neither happens."""
    text = (package / "skill.json").read_text(encoding="utf-8")
    serializer = DefaultSerializer()
    assert serializer.serialize(serializer.deserialize(text, SkillManifestEnvelope)) == json.loads(text)


def test_every_locale_has_its_model_and_its_page(package: Path, made: Any) -> None:
    """The store page, the privacy policy and the model cover the same locales."""
    models = {path.stem for path in (package / "interactionModels" / "custom").iterdir()}
    assert models == set(made["publishingInformation"]["locales"]) == set(made["privacyAndCompliance"]["locales"])
    assert models == set(locales())
    for locale in models:
        path = package / "interactionModels" / "custom" / f"{locale}.json"
        assert json.loads(path.read_text(encoding="utf-8")) == read_model(locale)


@pytest.mark.uncounted
@pytest.mark.parametrize("locale", locales())
def test_example_phrases_route(locale: str) -> None:
    """Each phrase names the skill and means what it says; the first is wake word, launch word and name."""
    model = read_model(locale)
    name = model["interactionModel"]["languageModel"]["invocationName"]
    matcher = read_matcher(locale)
    phrases = read_source()["phrases"]
    assert len(phrases) == 3
    assert all(phrase.startswith("Alexa, ") and name in phrase.lower() for phrase in phrases)
    routed = [matcher.match(phrase.removeprefix("Alexa, ")).intent for phrase in phrases]
    assert routed == ["LaunchRequest", "StartWorkoutIntent", "HowToIntent"]


def test_what_testers_are_told_to_say_routes() -> None:
    """Every quoted phrase of the testing instructions and of the description is understood."""
    matcher = read_matcher("en-US")
    quoted = re.findall(r'"([^"]+)"', read_source()["testing"] + read_source()["description"])
    assert len(quoted) >= 10
    for phrase in quoted:
        words = phrase.removeprefix("Alexa, ").removeprefix("ask runner strength to ")
        assert matcher.match(words).intent not in {None, "AMAZON.FallbackIntent"}, phrase


def test_testers_hear_what_they_are_told() -> None:
    """Played in order, each phrase does what the instructions say; with the wake word it interrupts the coach."""
    script: list[str] = []
    for phrase in re.findall(r'"([^"]+)"', read_source()["testing"]):
        words = phrase.removeprefix("Alexa, ")
        script += ["@+30s", words] if words != phrase else [words]
    replies = replies_of(play(script))
    counted = "Three, two, one"
    told = (
        *("your strength coach.*a lot[?]$", f"warm-up.*{counted}.*[?]$", counted, counted),
        *(f"(left|to go).*{counted}", counted, "[?]$", counted),
        *("Saved", "set.*[?]$", counted, "Delete everything.*[?]$", "is deleted"),
    )
    assert len(replies) == len(told)
    for wanted, reply in zip(told, replies, strict=True):
        assert re.search(wanted, reply.strip(), re.DOTALL), (wanted, reply)
    # "Ready" begins what was asked for, and skips nothing.
    begun = replies[2].removeprefix("Coach: ").partition(".")[0]
    assert begun.lower() in replies[1].lower()[-60:]


def test_the_store_page_is_within_amazons_limits() -> None:
    """Lengths as the developer console takes them, a disclaimer, and no claim about health."""
    source = read_source()
    assert len(source["summary"]) <= 160
    assert len(source["description"]) <= 4000
    assert len(source["keywords"]) <= 30
    assert "no substitute for professional medical advice" in " ".join(source["description"].split())
    assert not re.search(r"\b(cure|prevent|heal|treats|injury-free|Amazon|Alexa skill)\b", source["description"])


def test_icons_have_the_sizes_that_the_store_asks_for(package: Path, made: Any) -> None:
    """Both icons are PNG files of the right size, and the manifest names them."""
    for key, pixels in (("smallIconUri", 108), ("largeIconUri", 512)):
        for page in made["publishingInformation"]["locales"].values():
            with Image.open(package / page[key].removeprefix("file://")) as icon:
                assert (icon.format, icon.size) == ("PNG", (pixels, pixels))
                assert icon.getcolors(maxcolors=3) is None, "an empty picture"


def test_events_have_an_endpoint_of_their_own(made: Any) -> None:
    """Disabling the skill reaches the same function as everything else."""
    assert made["events"] == {
        "endpoint": made["apis"]["custom"]["endpoint"],
        "subscriptions": [{"eventName": "SKILL_DISABLED"}],
    }


def test_a_skill_can_be_made_before_its_endpoint() -> None:
    """The id that the function asks for comes from a package without an endpoint."""
    made = manifest(PRIVACY)["manifest"]
    assert "endpoint" not in made["apis"]["custom"]
    assert "events" not in made


def test_a_server_is_an_endpoint_too() -> None:
    """A self-hosted endpoint is an https address with a certificate that everybody trusts."""
    endpoint = manifest(PRIVACY, "https://coach.example.org/alexa")["manifest"]["apis"]["custom"]["endpoint"]
    assert endpoint == {"uri": "https://coach.example.org/alexa", "sslCertificateType": "Trusted"}


@pytest.mark.parametrize(
    ("privacy", "endpoint"),
    [("http://example.org", ARN), ("PRIVACY.md", ARN), (PRIVACY, "http://x.example/alexa"), (PRIVACY, "function")],
)
def test_what_is_no_address_is_refused(privacy: str, endpoint: str, tmp_path: Path) -> None:
    """Nothing is written from an address that the store would refuse."""
    with pytest.raises(PackageError, match="is no"):
        manifest(privacy, endpoint)
    assert skill_package.main(["--privacy-url", privacy, "--endpoint", endpoint, "--out", str(tmp_path / "x")]) == 1
    assert not (tmp_path / "x").exists()


def test_terms_of_use_stand_beside_the_privacy_policy_where_there_are_any(tmp_path: Path) -> None:
    """Their address is asked of nobody, and has to be one that the store takes."""
    terms = "https://example.org/terms"
    pages = manifest(PRIVACY, None, terms)["manifest"]["privacyAndCompliance"]["locales"]
    assert pages == {locale: {"privacyPolicyUrl": PRIVACY, "termsOfUseUrl": terms} for locale in locales()}
    out = ["--out", str(tmp_path / "p"), "--privacy-url", PRIVACY]
    assert skill_package.main([*out, "--terms-url", terms]) == 0
    serializer, text = DefaultSerializer(), (tmp_path / "p" / "skill.json").read_text(encoding="utf-8")
    assert terms in text
    assert serializer.serialize(serializer.deserialize(text, SkillManifestEnvelope)) == json.loads(text)
    assert skill_package.main([*out, "--terms-url", "TERMS.md"]) == 1
    assert "termsOfUseUrl" not in json.dumps(manifest(PRIVACY))


def test_the_ask_cli_finds_the_package() -> None:
    """What the CLI reads leads to where the package is written."""
    resources = ROOT / "infra" / "ask-resources.json"
    profile = json.loads(resources.read_text(encoding="utf-8"))["profiles"]["default"]
    assert (resources.parent / profile["skillMetadata"]["src"]).resolve() == skill_package.PACKAGE


def test_the_command_runs_on_its_own(tmp_path: Path) -> None:
    """As the operations guide has it typed."""
    command = [sys.executable, "-m", "infra.skill_package", "--privacy-url", PRIVACY, "--out", str(tmp_path / "p")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=dict(os.environ), check=True)  # noqa: S603
    assert "en-GB" in done.stdout
