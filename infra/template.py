"""The SAM template as a tree, as SAM turns it into plain CloudFormation, and linted.

The linter alone misses references inside SAM's own resources that lead nowhere, and SAM alone misses wrong properties
of plain ones: only both in turn find both.
"""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import boto3
from cfnlint.api import lint
from cfnlint.config import ManualArgs
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

TEMPLATE = Path(__file__).with_name("template.yaml")
REGION = "eu-west-1"
# Stands in for where `sam deploy` puts the artifact.
PLACE = "s3://artifacts/skill.zip"

Template = dict[str, Any]


class TemplateError(Exception):
    """The template cannot be used; the message holds one line for each reason."""


def read_template() -> Template:
    """Read the template as it stands in the project."""
    tree: Template = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
    return tree


def translate(
    template: Mapping[str, Any], code: str = PLACE, parameters: Mapping[str, str] = MappingProxyType({})
) -> Template:
    """Turn a SAM template into plain CloudFormation, as `sam deploy` has it done.

    Args:
        template: The template; it is left as it is.
        code: Where the artifact lies, as `s3://BUCKET/KEY`.
        parameters: Values of parameters; the others have their defaults.

    Raises:
        TemplateError: SAM refuses it.
    """
    # It warns of feature switches and statistics of Amazon's own.
    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    copy: Template = json.loads(json.dumps(template))
    for resource in copy["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = code
    # The names of managed policies are only needed for templates that use SAM's own; ours brings its role.
    translator = Translator({}, Parser(), boto_session=boto3.Session(region_name=REGION))
    try:
        plain: Template = translator.translate(copy, dict(parameters))
    except InvalidDocumentException as error:
        raise TemplateError("\n".join(cause.message for cause in error.causes)) from error
    return plain


def unheeded(template: Mapping[str, Any]) -> list[str]:
    """Name the parameters that the function takes, but of which a new value would make no version and reach nobody."""
    plain = translate(template)
    taken = json.dumps([resource for _, resource in _of(plain, "AWS::Lambda::Function")])
    named = [name for name in template["Parameters"] if f'{{"Ref": "{name}"}}' in taken or f"${{{name}}}" in taken]
    return [name for name in named if _versions(plain) == _versions(translate(template, parameters={name: "another"}))]


def _versions(plain: Mapping[str, Any]) -> list[str]:
    return [name for name, _ in _of(plain, "AWS::Lambda::Version")]


def _of(plain: Mapping[str, Any], kind: str) -> list[tuple[str, Any]]:
    return [(name, resource) for name, resource in plain["Resources"].items() if resource["Type"] == kind]


def findings(template: Mapping[str, Any], *passed_over: str) -> list[str]:
    """Lint a template.

    Args:
        template: The template.
        passed_over: Ids of rules that do not count.

    Returns:
        One line for each error or warning.
    """
    options = ManualArgs(regions=[REGION], include_checks=["W", "E"], ignore_checks=list(passed_over))
    matches = lint(json.dumps(template), config=options)
    return [f"{match.rule.id} {'/'.join(map(str, match.path or ()))}: {match.message}" for match in matches]


def faults(template: Mapping[str, Any]) -> list[str]:
    """Lint a SAM template, translate it, and lint what comes out; give one line for each fault."""
    found = findings(template)
    if found:
        return found
    try:
        plain = translate(template)
    except TemplateError as error:
        return str(error).splitlines()
    if silent := unheeded(template):
        return [f"a new value of {name} would not reach the function" for name in silent]
    # SAM puts the values of some parameters in place itself; unused ones were found in the first pass.
    return findings(plain, "W2001")
