"""A deployment on an engine that speaks AWS's protocols: the template, the artifact, a workout through the function.

The engine takes the whole template but CodeDeploy, which is left out; it keeps neither the table's expiry nor its
recovery to a point in time, so the rules over the template (`rules.py`) hold these.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any

import boto3
from botocore.exceptions import ClientError

from infra.template import REGION, read_template, translate
from interaction_model.committed import read_model
from skill.alexa.requests import runner_key
from skill.speaker.device import Echo
from skill.speaker.envelopes import USER, Envelopes
from skill.speaker.matcher import read_matcher
from skill.speaker.script import Direction, Utterance, perform, read_script
from skill.speaker.transcript import Transcript
from skill.store.dynamodb import DynamoDBStore
from skill.store.port import WorkoutRecord

STACK = "runner-strength"
KEY = "skill.zip"
SKILL_ID = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"
LOCALE = "en-US"
PARAMETERS = MappingProxyType({"SkillId": SKILL_ID})
# How long the engine may take over anything.
PATIENCE_SECONDS = 60
# A first workout from opening it to somewhere in it: questions, a correction, a pause, a change of exercise on the way.
SCRIPT = (
    "start my runner strength workout",
    "yes",
    *["ready"] * 4,
    "@+70s",
    "how do i do a lunge",
    "i did eleven",
    "pause",
    "resume",
)
# A workout has fewer steps.
MOST_WORDS = 60


class DeploymentError(Exception):
    """The engine did not do what was asked."""


class Aws:
    """Clients of one account on one engine."""

    def __init__(self, url: str, account: str) -> None:
        """Keep where the engine listens, and the account, as 12 digits."""
        self._url, self._account = url, account
        # Buckets share one space of names among all accounts.
        self.bucket = f"artifacts-{account}"

    def client(self, service: str) -> Any:  # noqa: ANN401  # boto3 makes its clients at run time
        """Make a client for a service."""
        make: Any = boto3.client
        return make(
            service,
            endpoint_url=self._url,
            region_name=REGION,
            aws_access_key_id=self._account,
            aws_secret_access_key="local",  # noqa: S106  # engines take any
        )


@dataclass(frozen=True, slots=True)
class Deployment:
    """A stack that stands: the account that it stands in, and its outputs by name."""

    aws: Aws
    outputs: Mapping[str, str]

    def invoke(self, envelope: object) -> dict[str, Any]:
        """Send an envelope to the function, as Alexa does.

        Raises:
            DeploymentError: The function failed.
        """
        payload = json.dumps(envelope).encode()
        answer = self.aws.client("lambda").invoke(FunctionName=self.outputs["Endpoint"], Payload=payload)
        content = json.loads(answer["Payload"].read())
        if "FunctionError" in answer:
            raise DeploymentError(f"the function failed: {content}")
        response: dict[str, Any] = content
        return response

    def log_lines(self) -> list[dict[str, Any]]:
        """Give the lines that the function logged, in order."""
        logs = self.aws.client("logs")
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName=self.outputs["Logs"])
        messages = [event["message"] for page in pages for event in page["events"]]
        return [json.loads(message) for message in messages if message.startswith("{")]

    def workouts(self) -> tuple[WorkoutRecord, ...]:
        """Read back what the table keeps of the workouts of the local speaker's runner."""
        secrets = self.aws.client("secretsmanager")
        (secret,) = secrets.list_secrets()["SecretList"]
        key = secrets.get_secret_value(SecretId=secret["ARN"])["SecretString"]
        store = DynamoDBStore(self.outputs["Table"], self.aws.client("dynamodb"))
        return store.workouts(runner_key(USER, key))

    def perform(self) -> str:
        """Hold the scripted conversation with the function, through a simulated Echo; give the transcript."""
        model = read_model(LOCALE)
        heard: list[str] = []
        echo = Echo(
            _Function(self),
            read_matcher(LOCALE),
            Envelopes(model, locale=LOCALE, skill_id=SKILL_ID),
            invocation=model["interactionModel"]["languageModel"]["invocationName"],
            started=datetime.now(UTC).replace(microsecond=0),
        )
        script = chain(read_script(SCRIPT), onwards("next", lambda: bool(self.workouts())))
        perform(script, echo, Transcript(heard.append, None))
        return "".join(heard)


def onwards(word: str, over: Callable[[], bool]) -> Iterator[Direction]:
    """Say a word until a workout is over, and not once more: that would be a yes to another workout.

    Raises:
        DeploymentError: It does not end.
    """
    for _ in range(MOST_WORDS):
        yield Utterance(word)
        if over():
            return
    raise DeploymentError(f"the workout was not over after {MOST_WORDS} times {word!r}")


class _Function:
    """The function as the door that the simulated Echo knocks at."""

    def __init__(self, deployment: Deployment) -> None:
        self._deployment = deployment

    def answer(self, envelope: dict[str, Any]) -> dict[str, Any]:
        return self._deployment.invoke(envelope)


@contextmanager
def deployed(aws: Aws, artifact: Path) -> Iterator[Deployment]:
    """Put the artifact and the stack into an empty account, and take the stack away in the end.

    Raises:
        DeploymentError: The stack did not come up, or did not go.
    """
    s3, cloudformation = aws.client("s3"), aws.client("cloudformation")
    s3.create_bucket(Bucket=aws.bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket=aws.bucket, Key=KEY, Body=artifact.read_bytes())
    cloudformation.create_stack(
        StackName=STACK,
        TemplateBody=json.dumps(local_template(aws.bucket)),
        Parameters=_given(PARAMETERS),
        Capabilities=["CAPABILITY_IAM"],
    )
    try:
        yield _standing(aws)
    finally:
        cloudformation.delete_stack(StackName=STACK)
        _await(lambda: _stack(aws) is None, "the stack did not go")


def local_template(bucket: str, parameters: Mapping[str, str] = PARAMETERS) -> dict[str, Any]:
    """Give the template as plain CloudFormation without CodeDeploy: a release takes over at once."""
    template = translate(read_template(), f"s3://{bucket}/{KEY}", parameters)
    resources = {
        name: {part: value for part, value in resource.items() if part != "UpdatePolicy"}
        for name, resource in template["Resources"].items()
        if not resource["Type"].startswith("AWS::CodeDeploy::")
    }
    return {**template, "Resources": resources}


def redeploy(deployment: Deployment, **parameters: str) -> Deployment:
    """Deploy the same artifact again, with other values of parameters.

    Raises:
        DeploymentError: The stack did not come up.
    """
    aws, values = deployment.aws, {**PARAMETERS, **parameters}
    aws.client("cloudformation").update_stack(
        StackName=STACK,
        TemplateBody=json.dumps(local_template(aws.bucket, values)),
        Parameters=_given(values),
        Capabilities=["CAPABILITY_IAM"],
    )
    return _standing(aws)


def _given(parameters: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()]


def _standing(aws: Aws) -> Deployment:
    _await(lambda: not _status(aws).endswith("IN_PROGRESS"), "the stack did not come up")
    if _status(aws) not in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
        raise DeploymentError(f"the stack is {_status(aws)}")
    outputs = {output["OutputKey"]: output["OutputValue"] for output in (_stack(aws) or {})["Outputs"]}
    functions = aws.client("lambda")
    _await(
        lambda: functions.get_function_configuration(FunctionName=outputs["Endpoint"])["State"] == "Active",
        "the function did not come up",
    )
    return Deployment(aws, outputs)


def _stack(aws: Aws) -> dict[str, Any] | None:
    with suppress(ClientError):
        stack: dict[str, Any] = aws.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]
        return stack
    return None


def _status(aws: Aws) -> str:
    return str((_stack(aws) or {}).get("StackStatus", "gone"))


def _await(done: Callable[[], object], complaint: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not done():
        if time.monotonic() > deadline:
            raise DeploymentError(complaint)
        time.sleep(0.1)
