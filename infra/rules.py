"""The house rules for what is deployed: what no linter knows and no release may break.

They hold for the plain CloudFormation template, after SAM, so that what SAM adds is held against them too.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Template = Mapping[str, Any]
Tree = Mapping[str, Any]

# What `skill/store/dynamodb.py` calls, and nothing else.
TABLE_ACTIONS = frozenset(
    f"dynamodb:{action}" for action in ("BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query")
)
LOG_ACTIONS = frozenset({"logs:CreateLogStream", "logs:PutLogEvents"})
# The attribute that `skill/store/dynamodb.py` writes.
EXPIRY = "expires_at"
ALARMED = frozenset(
    {"Errors", "Throttles", "Duration", "Invocations"}
    | {"FailedTurns", "RefusedRequests", "StoreOutages", "LeftUnsaved", "PlatformFaults"}
)
# Alexa gives up after eight seconds.
MOST_SECONDS = 7
# A release has to be under way for so many times what an alarm looks at: it may go wrong late, and metrics come late.
HEADROOM = 2
# From Python 3.12 on the function can start from a snapshot.
OLDEST_SNAPSHOT_MINOR = 12


def broken_rules(template: Template) -> list[str]:
    """Hold a plain CloudFormation template against every rule; give one line for each that is broken."""
    return [line for rule in RULES for line in rule(template)]


def _of(template: Template, kind: str) -> Iterator[tuple[str, Tree]]:
    for name, resource in template["Resources"].items():
        if resource["Type"] == kind:
            yield name, resource


def _properties(template: Template, kind: str) -> Iterator[tuple[str, Tree]]:
    for name, resource in _of(template, kind):
        yield name, resource.get("Properties", {})


def _list(value: Any) -> list[Any]:  # noqa: ANN401  # CloudFormation takes one or many nearly everywhere
    return value if isinstance(value, list) else [value]


def _statements(template: Template) -> Iterator[tuple[str, Tree]]:
    for name, role in _properties(template, "AWS::IAM::Role"):
        for policy in role.get("Policies", []):
            for statement in _list(policy["PolicyDocument"]["Statement"]):
                yield name, statement
    for kind in ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"):
        for name, policy in _properties(template, kind):
            for statement in _list(policy["PolicyDocument"]["Statement"]):
                yield name, statement


def no_wildcards(template: Template) -> Iterator[str]:
    """Nothing may be done that is not named, to nothing that is not named."""
    for name, statement in _statements(template):
        for part in ("Action", "Resource"):
            if any("*" in str(value) for value in _list(statement.get(part, "*"))):
                yield f"{name}: {part} {statement.get(part)!r} is or holds a wildcard"


def least_privilege(template: Template) -> Iterator[str]:
    """The function may do what its code does, to its own table and its own log lines."""
    allowed = TABLE_ACTIONS | LOG_ACTIONS
    granted: set[str] = set()
    for name, statement in _statements(template):
        actions = set(_list(statement.get("Action", [])))
        if extra := actions - allowed:
            yield f"{name}: {', '.join(sorted(extra))} is not needed"
        wanted = "Runners" if actions & TABLE_ACTIONS else "SkillLogs"
        for resource in _list(statement.get("Resource", [])):
            if resource != {"Fn::GetAtt": [wanted, "Arn"]}:
                yield f"{name}: {resource!r} is not {wanted}"
        granted |= actions
    if missing := allowed - granted:
        yield f"the function lacks {', '.join(sorted(missing))}"
    for name, role in _properties(template, "AWS::IAM::Role"):
        if "lambda.amazonaws.com" in str(role["AssumeRolePolicyDocument"]) and role.get("ManagedPolicyArns"):
            yield f"{name}: managed policies allow more than is needed"


def the_table_is_safe(template: Template) -> Iterator[str]:
    """What runners did is encrypted, restorable, kept by mistake rather than lost, and forgotten in time."""
    tables = list(_of(template, "AWS::DynamoDB::Table"))
    if len(tables) != 1:
        yield f"{len(tables)} tables, one was expected"
    for name, resource in tables:
        table = resource["Properties"]
        if table.get("SSESpecification", {}).get("SSEEnabled") is not True:
            yield f"{name}: not encrypted"
        if table.get("PointInTimeRecoverySpecification", {}).get("PointInTimeRecoveryEnabled") is not True:
            yield f"{name}: cannot be restored to a point in time"
        if table.get("TimeToLiveSpecification") != {"AttributeName": EXPIRY, "Enabled": True}:
            yield f"{name}: items do not expire by {EXPIRY}"
        if table.get("BillingMode") != "PAY_PER_REQUEST":
            yield f"{name}: not on demand"
        if table.get("DeletionProtectionEnabled") is not True:
            yield f"{name}: not protected from deletion"
        if (resource.get("DeletionPolicy"), resource.get("UpdateReplacePolicy")) != ("Retain", "Retain"):
            yield f"{name}: goes with the stack"


def the_secret_is_kept(template: Template) -> Iterator[str]:
    """The secret behind the runners' keys is made by AWS, stands in no template, and outlives the stack."""
    secrets = dict(_of(template, "AWS::SecretsManager::Secret"))
    for name, resource in secrets.items():
        if (resource.get("DeletionPolicy"), resource.get("UpdateReplacePolicy")) != ("Retain", "Retain"):
            yield f"{name}: goes with the stack"
        if "SecretString" in resource["Properties"]:
            yield f"{name}: the secret stands in the template"
    for name, function in _properties(template, "AWS::Lambda::Function"):
        value = str(function.get("Environment", {}).get("Variables", {}).get("RUNNER_STRENGTH_KEY_SECRET"))
        if not any("resolve:secretsmanager:${" + secret + "}" in value for secret in secrets):
            yield f"{name}: the key secret does not come from the secrets manager"


def only_the_skill_calls(template: Template) -> Iterator[str]:
    """Alexa may call the function, for this skill only, and nobody else may."""
    permissions = list(_properties(template, "AWS::Lambda::Permission"))
    if not permissions:
        yield "nobody may call the function"
    for name, permission in permissions:
        if permission.get("Principal") != "alexa-appkit.amazon.com":
            yield f"{name}: {permission.get('Principal')!r} may call the function"
        if permission.get("EventSourceToken") != {"Ref": "SkillId"}:
            yield f"{name}: every skill may call the function"
        if permission.get("Action") != "lambda:InvokeFunction":
            yield f"{name}: {permission.get('Action')!r} is allowed"
    if list(_of(template, "AWS::Lambda::Url")):
        yield "the function has an address of its own"


def the_function_is_quick(template: Template) -> Iterator[str]:
    """The function answers before Alexa gives up, and starts from a snapshot."""
    for name, function in _properties(template, "AWS::Lambda::Function"):
        if not 1 <= function.get("Timeout", 3) <= MOST_SECONDS:
            yield f"{name}: time-out of {function.get('Timeout')} seconds"
        if function.get("SnapStart") != {"ApplyOn": "PublishedVersions"}:
            yield f"{name}: does not start from a snapshot"
        if function.get("Architectures") != ["arm64"]:
            yield f"{name}: not on arm64"
        if int(str(function.get("Runtime")).removeprefix("python3.")) < OLDEST_SNAPSHOT_MINOR:
            yield f"{name}: {function.get('Runtime')} cannot start from a snapshot"


def releases_roll_back(template: Template) -> Iterator[str]:
    """A release takes over bit by bit, and an alarm calls it back, soon enough to ring before all have it."""
    groups = list(_properties(template, "AWS::CodeDeploy::DeploymentGroup"))
    alarms = dict(_properties(template, "AWS::CloudWatch::Alarm"))
    if not groups:
        yield "a release takes over all at once"
    for name, group in groups:
        if not group.get("AlarmConfiguration", {}).get("Alarms"):
            yield f"{name}: no alarm calls a release back"
        if not group.get("AutoRollbackConfiguration", {}).get("Enabled"):
            yield f"{name}: a release is not called back"
        for alarm in _list(group.get("AlarmConfiguration", {}).get("Alarms", [])):
            called = alarm["Name"]["Ref"]
            # One that is not there is the linter's to find.
            watches = alarms.get(called, {"Period": 0, "EvaluationPeriods": 0})
            seconds = int(watches["Period"]) * int(watches["EvaluationPeriods"])
            if HEADROOM * seconds > _rollout_seconds(group):
                yield f"{called}: may take {seconds} seconds to ring, too long for the rollout"


def _rollout_seconds(group: Tree) -> int:
    """Give how long a release is under way: canaries wait once, linear ones at each step."""
    name = json.dumps(group.get("DeploymentConfigName"))
    found = re.search(r"(Canary|Linear)(\d+)Percent(?:Every)?(\d+)Minute", name)
    if found is None:
        return 0
    kind, percent, minutes = found[1], int(found[2]), int(found[3])
    return 60 * minutes * (1 if kind == "Canary" else 100 // percent)


def logs_expire(template: Template) -> Iterator[str]:
    """Log lines go to a group of the stack's own, and are deleted in time."""
    groups = dict(_properties(template, "AWS::Logs::LogGroup"))
    for name, group in groups.items():
        if "RetentionInDays" not in group:
            yield f"{name}: log lines are kept for ever"
    for name, function in _properties(template, "AWS::Lambda::Function"):
        if function.get("LoggingConfig", {}).get("LogGroup", {}).get("Ref") not in groups:
            yield f"{name}: logs into a group that keeps its lines for ever"


def alarms_ring(template: Template) -> Iterator[str]:
    """Everything that an operator has to hear of has an alarm, that tells somebody; only one rings for silence."""
    watched = set()
    for name, alarm in _properties(template, "AWS::CloudWatch::Alarm"):
        watched.add(alarm.get("MetricName"))
        if alarm.get("AlarmActions") != [{"Ref": "Alarms"}]:
            yield f"{name}: tells nobody"
        silent = str(alarm.get("ComparisonOperator")).startswith("Less")
        if alarm.get("TreatMissingData") != ("breaching" if silent else "notBreaching"):
            yield f"{name}: " + ("rings never" if silent else "rings when nobody trains")
    if missing := ALARMED - watched:
        yield f"no alarm for {', '.join(sorted(missing))}"
    if not list(_of(template, "AWS::CloudWatch::Dashboard")):
        yield "no dashboard"


RULES: tuple[Callable[[Template], Iterator[str]], ...] = (
    no_wildcards,
    least_privilege,
    the_table_is_safe,
    the_secret_is_kept,
    only_the_skill_calls,
    the_function_is_quick,
    releases_roll_back,
    logs_expire,
    alarms_ring,
)
