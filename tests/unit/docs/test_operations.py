"""The operations guide: what it names is there."""

import re
from pathlib import Path

import pytest

from skill.cli import main

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
TEMPLATE = (ROOT / "infra" / "template.yaml").read_text(encoding="utf-8")


def _section(title: str) -> str:
    return re.split(r"\n## ", GUIDE.split(f"\n## {title}\n")[1])[0]


def _first_column(section: str) -> set[str]:
    return set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))


def _names(section: str) -> set[str]:
    """Name what stands in a section of the template, one level in."""
    body = re.split(r"\n(?=\w)", TEMPLATE.split(f"\n{section}:\n")[1])[0]
    return set(re.findall(r"^  (\w+):$", body, re.MULTILINE))


def test_every_parameter_is_documented() -> None:
    """The guide's table has the template's parameters, no more and no fewer."""
    assert _first_column(_section("Deploy")) == _names("Parameters")


def test_every_alarm_has_a_first_step() -> None:
    """Whoever is woken by an alarm finds it in the guide."""
    alarms = set(re.findall(r"^  (\w+):\n    Type: AWS::CloudWatch::Alarm$", TEMPLATE, re.MULTILINE))
    assert alarms
    assert _first_column(_section("When an alarm rings")) == alarms


def test_every_output_that_is_named_is_there() -> None:
    """The outputs that commands are built from come out of the template."""
    assert {"Function", "Endpoint", "Logs", "DashboardAddress"} <= _names("Outputs")


def test_parameters_are_given_by_name_and_kept_nowhere_else() -> None:
    """Every parameter that a command sets is one of the template's; no command writes answers into the project."""
    commands = re.findall(r"--parameter-overrides\s((?:\s*[A-Za-z]+=[^\s)`]+)+)", GUIDE)
    assert len(commands) >= 3
    named = {name for command in commands for name in re.findall(r"(\w+)=", command)}
    assert {"SkillId", "MemoryMegabytes", "Release"} <= named <= _names("Parameters")
    assert "sam deploy --guided" not in GUIDE


@pytest.mark.parametrize("command", sorted(set(re.findall(r"\./run (\w+)", GUIDE))))
def test_every_command_is_there(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What the guide has people type is a tool of `run`, or a command of ours."""
    tools = set(re.findall(r'^    "(\w+)": "infra\.\w+",$', (ROOT / "run").read_text(encoding="utf-8"), re.MULTILINE))
    assert tools
    if command not in {"test", *tools}:
        with pytest.raises(SystemExit) as exit_info:
            main([command, "--help"])
        assert exit_info.value.code == 0
        assert "usage:" in capsys.readouterr().out


def test_every_file_that_is_named_is_there() -> None:
    """Paths of the project in the guide lead to files."""
    for path in re.findall(r"\b((?:infra|interaction_model|docs|bench)/[\w./-]+\w)", GUIDE):
        if "ask-states" not in path:
            assert (ROOT / path).exists(), path


def test_a_container_is_started_anew_for_what_the_guide_says() -> None:
    """The container's check asks whether the process lives, not whether the store answers."""
    (check,) = re.findall(r"^HEALTHCHECK .*$", (ROOT / "infra/server/Containerfile").read_text("utf-8"), re.MULTILINE)
    assert "/health'" in check
    assert "/ready" not in check
    assert "`GET /health` says that the process lives: restart it when not." in GUIDE
