"""A real deployment on an engine: the built artifact, a whole workout, the record read back, everything taken away."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.deployment import SKILL_ID, Aws, Deployment, DeploymentError, deployed, redeploy
from infra.rules import EXPIRY
from tests.engines import Engine, fresh_account
from tests.envelopes import SKILL, launch


@pytest.fixture(scope="module")
def aws(engine: Engine) -> Aws:
    """Give an account with nothing in it."""
    return Aws(engine.url, fresh_account())


@pytest.fixture(scope="module")
def deployment(aws: Aws, artifact: Path) -> Iterator[Deployment]:
    """Deploy the built artifact."""
    with deployed(aws, artifact) as standing:
        yield standing


@pytest.fixture(scope="module")
def transcript(deployment: Deployment) -> str:
    """Hold a whole workout through the deployed function."""
    return deployment.perform()


def test_a_whole_workout_is_kept(deployment: Deployment, transcript: str) -> None:
    """A first workout through the function: the record in the table says that it was done."""
    assert "Coach: " in transcript
    (record,) = deployment.workouts()
    assert record.document["completed"]
    assert len(record.document["sets"]) >= 10


@pytest.mark.usefixtures("transcript")
def test_every_turn_left_a_line(deployment: Deployment) -> None:
    """The log group holds one line for each turn, each a JSON object, and no failure among them."""
    lines = deployment.log_lines()
    assert len([line for line in lines if line["event"] == "turn"]) >= 15
    # Another test sends an envelope that has to be refused.
    assert {line["event"] for line in lines if line["level"] != "INFO"} <= {"request_refused"}


@pytest.mark.usefixtures("transcript")
def test_everything_that_is_kept_will_expire(deployment: Deployment) -> None:
    """Every item carries the attribute that the template names for expiry."""
    items = deployment.aws.client("dynamodb").scan(TableName=deployment.outputs["Table"])["Items"]
    assert items
    assert all(int(item[EXPIRY]["N"]) > 0 for item in items)


def test_another_skill_is_refused(deployment: Deployment) -> None:
    """An envelope with another skill's id fails, and leaves a line that says why."""
    with pytest.raises(DeploymentError, match="another skill"):
        deployment.invoke(launch())
    refused = [line for line in deployment.log_lines() if line["event"] == "request_refused"]
    assert refused[-1]["error"] == "ForeignSkillError"


def test_only_alexa_and_only_this_skill_may_call(deployment: Deployment) -> None:
    """The permission on the alias carries Alexa's principal and the skill's id as a condition."""
    name, _, alias = deployment.outputs["Endpoint"].rpartition(":")
    policy = json.loads(deployment.aws.client("lambda").get_policy(FunctionName=name, Qualifier=alias)["Policy"])
    (statement,) = policy["Statement"]
    assert "alexa-appkit.amazon.com" in statement["Principal"].values()
    assert statement["Condition"] == {"StringEquals": {"lambda:EventSourceToken": SKILL_ID}}
    assert SKILL_ID != SKILL


def test_another_key_and_more_memory_reach_who_calls(engine: Engine, artifact: Path) -> None:
    """With other parameters the alias leads to a new version, which has them, and the secret as it is now."""
    aws = Aws(engine.url, fresh_account())
    functions, secrets = aws.client("lambda"), aws.client("secretsmanager")
    with deployed(aws, artifact) as standing:
        endpoint = standing.outputs["Endpoint"]
        before = functions.get_function_configuration(FunctionName=endpoint)
        (secret,) = secrets.list_secrets()["SecretList"]
        secrets.put_secret_value(SecretId=secret["ARN"], SecretString="another")
        assert redeploy(standing, MemoryMegabytes="1024", Release="2").outputs["Endpoint"] == endpoint
        after = functions.get_function_configuration(FunctionName=endpoint)
    assert after["Version"] != before["Version"]
    assert (before["MemorySize"], after["MemorySize"]) == (512, 1024)
    assert after["Environment"]["Variables"]["RUNNER_STRENGTH_KEY_SECRET"] == "another"


def test_runners_outlive_the_stack(engine: Engine, artifact: Path) -> None:
    """When the stack goes, the function goes, and the table and the secret stay."""
    aws = Aws(engine.url, fresh_account())
    with deployed(aws, artifact) as standing:
        table = standing.outputs["Table"]
    assert aws.client("dynamodb").list_tables()["TableNames"] == [table]
    assert len(aws.client("secretsmanager").list_secrets()["SecretList"]) == 1
    assert aws.client("lambda").list_functions()["Functions"] == []
