"""The skill package: what the ASK CLI uploads. Manifest, interaction models and icons, made from the project's sources.

    python -m infra.skill_package --privacy-url URL [--terms-url URL] [--endpoint ARN]

writes `build/skill-package`, where `infra/ask-resources.json` looks for it. Without an endpoint the package is good for
making the skill, which is how its id comes to be; with one it is complete.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from infra.icons import save
from interaction_model.committed import read_model

ROOT = Path(__file__).parents[1]
SOURCE = Path(__file__).with_name("skill.yaml")
PACKAGE = ROOT / "build" / "skill-package"
MODELS = ROOT / "interaction_model"

Manifest = dict[str, Any]


class PackageError(Exception):
    """No package can be made; the message is one line that says how to mend it."""


def locales() -> tuple[str, ...]:
    """Name the locales that have an interaction model."""
    return tuple(sorted(path.stem for path in MODELS.glob("*-*.json")))


def read_source() -> Mapping[str, Any]:
    """Read what the store page says and what the skill asks for."""
    source: Mapping[str, Any] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return source


def manifest(privacy_url: str, endpoint: str | None = None, terms_url: str | None = None) -> Manifest:
    """Make the manifest.

    Args:
        privacy_url: Where the privacy policy can be read, as an https address.
        endpoint: The function's ARN, or the https address of a self-hosted endpoint; None before there is one.
        terms_url: Where the terms of use can be read, as an https address; None where there are none.

    Raises:
        PackageError: One of them is no such thing.
    """
    policies = {"privacyPolicyUrl": _page_address(privacy_url, "PRIVACY.md")}
    if terms_url is not None:
        policies["termsOfUseUrl"] = _page_address(terms_url, "your terms of use")
    source = read_source()
    here = {} if endpoint is None else {"endpoint": _endpoint(endpoint)}
    apl = {"type": "ALEXA_PRESENTATION_APL", "supportedViewports": source["viewports"]}
    made: Manifest = {
        "manifestVersion": "1.0",
        "apis": {"custom": {**here, "interfaces": [apl]}},
        "permissions": [{"name": name} for name in source["permissions"]],
        "privacyAndCompliance": {
            "allowsPurchases": False,
            # What runners did is kept under their account, if without a name.
            "usesPersonalInfo": True,
            "isChildDirected": False,
            "isExportCompliant": True,
            "containsAds": False,
            "locales": dict.fromkeys(locales(), policies),
        },
        "publishingInformation": {
            "category": source["category"],
            "isAvailableWorldwide": True,
            "distributionMode": "PUBLIC",
            "testingInstructions": source["testing"],
            "locales": {locale: _page(source) for locale in locales()},
        },
    }
    if here:
        # Skill events go nowhere unless they are given an endpoint of their own.
        made["events"] = {**here, "subscriptions": [{"eventName": name} for name in source["events"]]}
    return {"manifest": made}


def write(folder: Path, made: Manifest) -> None:
    """Write the package into a folder; what was there before goes."""
    shutil.rmtree(folder, ignore_errors=True)
    models = folder / "interactionModels" / "custom"
    models.mkdir(parents=True)
    for locale in locales():
        (models / f"{locale}.json").write_text(_text(read_model(locale)), encoding="utf-8")
    save(folder / "assets" / "images")
    (folder / "skill.json").write_text(_text(made), encoding="utf-8")


def _page(source: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "name": source["name"],
        "summary": source["summary"],
        "description": source["description"].strip(),
        "examplePhrases": source["phrases"],
        "keywords": source["keywords"],
        "smallIconUri": "file://assets/images/small.png",
        "largeIconUri": "file://assets/images/large.png",
    }


def _page_address(text: str, page: str) -> str:
    if urlsplit(text).scheme != "https" or not urlsplit(text).netloc:
        raise PackageError(f"{text!r} is no https address: put {page} where everybody can read it")
    return text


def _endpoint(text: str) -> Mapping[str, str]:
    if text.startswith("arn:aws:lambda:"):
        return {"uri": text}
    if urlsplit(text).scheme == "https" and urlsplit(text).path.endswith("/alexa"):
        return {"uri": text, "sslCertificateType": "Trusted"}
    raise PackageError(f"{text!r} is no endpoint: write the function's ARN, or https://your.host/alexa")


def _text(tree: Any) -> str:  # noqa: ANN401  # a JSON tree
    return json.dumps(tree, indent=2, ensure_ascii=False) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the package."""
    parser = argparse.ArgumentParser(prog="python -m infra.skill_package", description="Make the skill package.")
    parser.add_argument("--privacy-url", required=True, help="where PRIVACY.md can be read, as an https address")
    parser.add_argument("--terms-url", help="where your terms of use can be read, if you have any; an https address")
    parser.add_argument("--endpoint", help="the function's ARN, or https://your.host/alexa; later, before there is one")
    parser.add_argument("--out", type=Path, default=PACKAGE, help="where to put it (%(default)s)")
    options = parser.parse_args(arguments)
    try:
        write(options.out, manifest(options.privacy_url, options.endpoint, options.terms_url))
    except PackageError as error:
        sys.stderr.write(f"package: {error}\n")
        return 1
    sys.stdout.write(f"{options.out}: {', '.join(locales())}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
