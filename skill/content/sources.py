"""Read the files that the authors write.

Stricter than YAML itself: a key that stands twice is an error, since the second would silently win.
"""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from skill.content.errors import UnreadableContentError

ROOM = Path(__file__).parent
EXERCISES = "exercises.yaml"
PROGRAMMES = "programmes.yaml"
KNOWLEDGE = "knowledge.yaml"


class _StrictLoader(yaml.SafeLoader):
    """Refuses a key that stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Build a mapping whose keys are all different."""
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"{key!r} stands twice in one entry; keep one of them", problem_mark=key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def read_source(path: Path) -> Any:  # noqa: ANN401  # whatever the file holds; the schema tells what it should
    """Read one file.

    Raises:
        UnreadableContentError: There is no such file, or it is no YAML; the message begins with the line.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506  # a SafeLoader
    except OSError as error:
        raise UnreadableContentError(f"file: cannot be opened; put it into {path.parent}") from error
    except UnicodeDecodeError as error:
        raise UnreadableContentError("file: is not UTF-8 text; save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableContentError(f"line {line}: {error.problem}; mend this line or the one before it") from error
    except yaml.YAMLError as error:
        raise UnreadableContentError(f"file: {' '.join(str(error).split())}; take this character out") from error
