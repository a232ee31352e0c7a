"""Whether the files have the shape that `schema.json` draws: fields, kinds of value, ranges and counts.

What a schema says is for programs; here it is put into an author's words.
"""

import json
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from skill.content.checks.findings import Finding

SCHEMA = Path(__file__).parents[1] / "schema.json"

_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an entry with fields",
    "null": "null",
}


def misshapen(file: str, tree: Any) -> list[Finding]:  # noqa: ANN401  # it may be anything: that is the question
    """Find what does not have the shape that the schema draws for a file."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    part = {"$ref": f"#/$defs/{Path(file).stem}_file", "$defs": schema["$defs"]}
    errors = Draft202012Validator(part).iter_errors(tree)
    found = (Finding(file, _place(tree, error.absolute_path), line) for error in errors for line in _lines(error))
    return list(dict.fromkeys(found))


def _place(tree: Any, path: Iterable[str | int]) -> str:  # noqa: ANN401  # any part of a file
    parts: list[str] = []
    for key in path:
        tree = tree[key]
        name = tree.get("id") or tree.get("exercise") if isinstance(tree, dict) else None
        if isinstance(key, str):
            parts.append(key)
        else:
            parts.append(name if isinstance(name, str) else str(key + 1))
    return ".".join(parts) or "file"


def _lines(error: ValidationError) -> Iterator[str]:
    value: Any = error.instance
    wanted: Any = error.validator_value
    schema: Any = error.schema
    how = schema.get("description")
    match error.validator:
        case "required":
            yield from (f"{field} is missing; add it" for field in wanted if field not in value)
        case "additionalProperties":
            yield from _unknown_fields(value, list(schema["properties"]))
        case "type":
            kinds = [wanted] if isinstance(wanted, str) else wanted
            kind = " or ".join(_KINDS[name] for name in kinds)
            quotes = ", in quotes if need be" if "string" in kinds else ""
            yield f"{value!r} is not {kind}; {how or f'write {kind}{quotes}'}"
        case "enum":
            yield f"{value!r} cannot stand here; {how or 'write one of ' + ', '.join(map(str, wanted))}"
        case "const":
            yield f"{value!r} cannot stand here; {how or f'write {wanted}'}"
        case "minimum" | "maximum":
            side = "under" if error.validator == "minimum" else "over"
            yield f"{value} is {side} {wanted}; {how or 'write a number within the range'}"
        case "minItems" | "maxItems":
            bound = "at least" if error.validator == "minItems" else "at most"
            yield f"it holds {len(value)}, {bound} {wanted} belong here; {how or 'add or take away'}"
        case "uniqueItems":
            yield f"something stands twice; {how or 'take one away'}"
        case "pattern":
            yield f"{value!r} is not well formed; {how}"
        case _:
            yield how or error.message


def _unknown_fields(entry: Any, known: list[str]) -> Iterator[str]:  # noqa: ANN401  # any part of a file
    for field in entry:
        if field not in known:
            near = get_close_matches(str(field), known, 1)
            yield f"{field} is no field here; " + (f"did you mean {near[0]}?" if near else "take it out")
