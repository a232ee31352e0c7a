"""The coach and the catalogue agree: what the coach may tell can be said, with the facts that the coach gives."""

import ast
from collections.abc import Iterator
from pathlib import Path

import skill.coach
from skill.speech.catalogue import Wording

SOURCES = sorted(Path(skill.coach.__file__).parent.glob("*.py"))
# Parameters of the coach's own functions that take the name of a line.
LINE_PARAMETERS = {"line", "refusal"}


def calls() -> Iterator[ast.Call]:
    """Give every call in the coach."""
    for source in SOURCES:
        yield from (node for node in ast.walk(ast.parse(source.read_text())) if isinstance(node, ast.Call))


def texts(node: ast.expr) -> Iterator[str]:
    """Give the texts that an expression may come out as, where they can be read off it."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from texts(body)
            yield from texts(orelse)


def lines_told() -> set[str]:
    """Give every line that the coach names: in a Tell, in a variable for one, or as an argument for one."""
    told: set[str] = set()
    parameters: dict[str, dict[int, str]] = {}
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text())):
            match node:
                case ast.FunctionDef(name=name, args=arguments):
                    named = {i: a.arg for i, a in enumerate(arguments.args) if a.arg in LINE_PARAMETERS}
                    parameters[name] = named
                case ast.Assign(targets=[ast.Name(id="line")], value=value):
                    told.update(texts(value))
    for call in calls():
        match call.func:
            case ast.Name(id="Tell"):
                told.update(texts(call.args[0]))
            case ast.Name(id=name):
                told.update(
                    text
                    for place in parameters.get(name, {})
                    if place < len(call.args)
                    for text in texts(call.args[place])
                )
    return told


def test_every_line_that_the_coach_tells_can_be_said(wording: Wording) -> None:
    """Each line named anywhere in the coach is in the catalogue."""
    told = lines_told()
    assert {"saved", "reps_left", "how_to", "no_easier"} <= told
    assert {f"tell.{line}" for line in told} <= wording.lines.keys()


def test_coach_gives_the_facts_that_a_line_uses(wording: Wording) -> None:
    """Where the coach spells out the facts of a line, they are all that the line may use, `cue` apart."""
    seen = 0
    for call in calls():
        match call:
            case ast.Call(func=ast.Name(id="Tell"), args=[name, ast.Dict(keys=keys)]) if all(keys):
                given = {key.value for key in keys if isinstance(key, ast.Constant)}
                for line in texts(name):
                    seen += 1
                    assert wording.facts.get(f"tell.{line}", frozenset()) <= given, line
    assert seen > 5
