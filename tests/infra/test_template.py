"""The template: clean as it stands, and no slip in it goes unnoticed."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from infra.deployment import SKILL_ID
from infra.rules import TABLE_ACTIONS, broken_rules
from infra.template import Template, TemplateError, faults, read_template, translate, unheeded
from skill.settings import check_own_secret, check_own_skill, read_settings
from skill.store import dynamodb


@pytest.fixture(scope="module")
def template() -> Template:
    """Give the template as it stands."""
    return read_template()


def test_the_template_has_no_fault(template: Template) -> None:
    """It passes the linter, SAM, and the linter again on what SAM makes of it."""
    assert faults(template) == []


def test_the_template_keeps_the_house_rules(template: Template) -> None:
    """What SAM makes of it allows no more than is needed, loses nothing and tells somebody."""
    assert broken_rules(translate(template)) == []


def test_the_function_gets_settings_that_the_skill_reads(template: Template) -> None:
    """Every variable of the function is a setting of ours, and those that it does not start without are there."""
    variables = template["Resources"]["Skill"]["Properties"]["Environment"]["Variables"]
    values = {"RUNNER_STRENGTH_STORE": "dynamodb://runners", "RUNNER_STRENGTH_SKILL_ID": SKILL_ID}
    settings = read_settings({name: values.get(name, "secret") for name in variables})
    assert settings.store == "dynamodb://runners"
    check_own_skill(settings)
    check_own_secret(settings)


def test_the_function_may_do_what_the_store_does() -> None:
    """The actions that the rules allow are those that the store's code calls, no fewer and no more."""
    source = Path(dynamodb.__file__).read_text(encoding="utf-8")
    calls = set(re.findall(r"_client\.(\w+)\(", source)) - {"get_paginator", "transact_write_items"}
    calls |= set(re.findall(r'get_paginator\("(\w+)"\)', source))
    # A transaction is allowed by what is in it.
    calls |= {f"{kind.lower()}_item" for kind in re.findall(r'\{"(Put|Delete|Update)": \{"TableName"', source)}
    actions = {"dynamodb:" + "".join(word.capitalize() for word in call.split("_")) for call in calls}
    assert actions == TABLE_ACTIONS


def test_a_translation_leaves_the_template_as_it_is(template: Template) -> None:
    """Translating takes a copy."""
    before = json.dumps(template)
    translate(template)
    assert json.dumps(template) == before


def _version(template: Template, code: str = "s3://artifacts/skill.zip", **parameters: str) -> str:
    """Give the logical id of the version that the alias leads to: with another one CloudFormation publishes anew."""
    resources = translate(template, code, parameters)["Resources"]
    (version,) = (name for name, resource in resources.items() if resource["Type"] == "AWS::Lambda::Version")
    (alias,) = (resource for resource in resources.values() if resource["Type"] == "AWS::Lambda::Alias")
    assert alias["Properties"]["FunctionVersion"] == {"Fn::GetAtt": [version, "Version"]}
    return version


@pytest.mark.parametrize(
    "parameter", [("MemoryMegabytes", "1024"), ("Release", "2"), ("SkillId", "amzn1.ask.skill.another")]
)
def test_another_value_of_what_the_function_takes_is_another_version(
    template: Template, parameter: tuple[str, str]
) -> None:
    """More memory, another skill, or nothing but a new word for the release: the alias moves."""
    assert _version(template, **dict([parameter])) != _version(template)


def test_other_code_is_another_version_whatever_the_release_is_called(template: Template) -> None:
    """A word for the release that is never changed again holds back no code."""
    assert _version(template, "s3://artifacts/new.zip", Release="2") != _version(template, Release="2")


@pytest.mark.parametrize("parameter", [("LogDays", "7"), ("AlarmEmail", "a@b.example"), ("Rollout", "AllAtOnce")])
def test_what_the_function_does_not_take_makes_no_version(template: Template, parameter: tuple[str, str]) -> None:
    """A version is kept and costs: none is made for what it would not hold."""
    assert _version(template, **dict([parameter])) == _version(template)


def test_nothing_that_the_function_takes_goes_unheeded(template: Template) -> None:
    """No parameter of today's is missed, and one that is added to the function alone is found."""
    assert unheeded(template) == []
    mutated = json.loads(json.dumps(template))
    _skill(mutated)["Environment"]["Variables"]["RUNNER_STRENGTH_LOG_LEVEL"] = {"Fn::Sub": "${AlarmEmail}"}
    assert unheeded(mutated) == ["AlarmEmail"]
    assert faults(mutated) == ["a new value of AlarmEmail would not reach the function"]
    _skill(mutated).pop("AutoPublishCodeSha256")
    assert unheeded(mutated) == ["SkillId", "AlarmEmail", "MemoryMegabytes", "Release"]


def test_silence_rings_only_where_it_is_asked_for(template: Template) -> None:
    """A skill that few use is silent for hours: with a number of hours there is an alarm, on the dashboard too."""
    assert template["Parameters"]["SilentHours"]["Default"] == 0
    plain = translate(template)
    assert plain["Resources"]["SilenceAlarm"]["Condition"] == "MindsSilence"
    body, given = plain["Resources"]["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    _, rings, without = given["Silence"]["Fn::If"]
    for silence in (rings["Fn::Sub"], without):
        assert json.loads(body.replace("${Silence}", silence))["widgets"]


def _role(template: Template) -> Any:
    return template["Resources"]["SkillRole"]["Properties"]


def _first_statement(template: Template) -> Any:
    return _role(template)["Policies"][0]["PolicyDocument"]["Statement"][0]


def _table(template: Template) -> Any:
    return template["Resources"]["Runners"]["Properties"]


def _skill(template: Template) -> Any:
    return template["Resources"]["Skill"]["Properties"]


def _managed(template: Template) -> None:
    _role(template)["ManagedPolicyArns"] = ["arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess"]


def _without_fault_alarms(template: Template) -> None:
    for name in ("InvalidAnswersAlarm", "PlatformFaultsAlarm"):
        template["Resources"].pop(name)


def _without_token(template: Template) -> None:
    _skill(template)["Events"]["Alexa"]["Properties"].pop("SkillId")


SLIPS: dict[str, tuple[Callable[[Template], Any], str]] = {
    "an action with a wildcard": (lambda t: _first_statement(t).update(Action="dynamodb:*"), "wildcard"),
    "a resource with a wildcard": (lambda t: _first_statement(t).update(Resource="*"), "wildcard"),
    "an action too many": (lambda t: _first_statement(t)["Action"].append("dynamodb:DeleteTable"), "DeleteTable"),
    "an action too few": (lambda t: _first_statement(t)["Action"].remove("dynamodb:Query"), "lacks dynamodb:Query"),
    "a managed policy": (_managed, "managed policies"),
    "no expiry": (lambda t: _table(t).pop("TimeToLiveSpecification"), "expire"),
    "expiry by another attribute": (lambda t: _table(t)["TimeToLiveSpecification"].update(AttributeName="ttl"), "expi"),
    "no way to restore": (lambda t: _table(t).pop("PointInTimeRecoverySpecification"), "restored"),
    "no encryption": (lambda t: _table(t)["SSESpecification"].update(SSEEnabled=False), "encrypted"),
    "a table that goes with the stack": (lambda t: t["Resources"]["Runners"].pop("DeletionPolicy"), "goes with"),
    "a table that can be deleted": (lambda t: _table(t).update(DeletionProtectionEnabled=False), "protected"),
    "a secret in the template": (
        lambda t: _skill(t)["Environment"]["Variables"].update(RUNNER_STRENGTH_KEY_SECRET="local"),
        "secret",
    ),
    "any skill may call": (_without_token, "every skill"),
    "a time-out longer than Alexa's": (lambda t: _skill(t).update(Timeout=30), "time-out"),
    "no snapshot": (lambda t: _skill(t).pop("SnapStart"), "snapshot"),
    "a release all at once": (lambda t: _skill(t).pop("DeploymentPreference"), "all at once"),
    "a release that is over before an alarm rings": (
        lambda t: t["Parameters"]["Rollout"].update(Default="Canary10Percent5Minutes"),
        "too long for the rollout",
    ),
    "an alarm that looks too far back for the rollout": (
        lambda t: t["Resources"]["SlowAlarm"]["Properties"].update(Period=300),
        "SlowAlarm: may take 1500 seconds",
    ),
    "log lines for ever": (lambda t: t["Resources"]["SkillLogs"]["Properties"].pop("RetentionInDays"), "for ever"),
    "logs somewhere else": (lambda t: _skill(t).pop("LoggingConfig"), "for ever"),
    "an alarm too few": (lambda t: t["Resources"].pop("StoreAlarm"), "StoreOutages"),
    "no alarm for what Alexa does not take": (_without_fault_alarms, "PlatformFaults"),
    "an alarm for silence that silence does not ring": (
        lambda t: t["Resources"]["SilenceAlarm"]["Properties"].update(TreatMissingData="notBreaching"),
        "SilenceAlarm: rings never",
    ),
    "an alarm that tells nobody": (lambda t: t["Resources"]["SlowAlarm"]["Properties"].pop("AlarmActions"), "nobody"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_breaks_a_house_rule(slip: str, template: Template) -> None:
    """Each of these would pass a linter and be found out too late."""
    mutated = json.loads(json.dumps(template))
    make, word = SLIPS[slip]
    make(mutated)
    assert any(word in line for line in broken_rules(translate(mutated)))


def _dangling(template: Template) -> None:
    _skill(template)["DeploymentPreference"]["Alarms"] = [{"Ref": "NoSuchAlarm"}]


def _dangling_environment(template: Template) -> None:
    _skill(template)["Environment"]["Variables"]["RUNNER_STRENGTH_STORE"] = {"Fn::Sub": "dynamodb://${NoSuchTable}"}


BLUNDERS: dict[str, tuple[Callable[[Template], Any], str]] = {
    "an alarm that is not there": (_dangling, "NoSuchAlarm"),
    "a table that is not there": (_dangling_environment, "NoSuchTable"),
    "an event of no known type": (lambda t: _skill(t)["Events"]["Alexa"].update(Type="AlexaSkil"), "AlexaSkil"),
    "a key that no attribute defines": (lambda t: _table(t)["KeySchema"][0].update(AttributeName="key"), "key"),
    "a runtime that is gone": (lambda t: _skill(t).update(Runtime="python3.7"), "python3.7"),
}


@pytest.mark.parametrize("blunder", BLUNDERS)
def test_a_blunder_is_a_fault(blunder: str, template: Template) -> None:
    """The linter, SAM, or the linter on what SAM makes of it finds each of these."""
    mutated = json.loads(json.dumps(template))
    make, word = BLUNDERS[blunder]
    make(mutated)
    assert any(word in line for line in faults(mutated))


def test_what_sam_refuses_is_told_in_a_line(template: Template) -> None:
    """An error of SAM's is ours, with its reason."""
    mutated = json.loads(json.dumps(template))
    _skill(mutated)["Events"]["Alexa"]["Type"] = "AlexaSkil"
    with pytest.raises(TemplateError, match="AlexaSkil"):
        translate(mutated)
