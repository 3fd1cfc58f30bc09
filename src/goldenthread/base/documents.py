"""YAML documents: cards, strategies and the headers of facts."""

from __future__ import annotations

from typing import Any

import yaml

DEEPEST = 40
"""Levels of lists in lists. The fast parser has no bound of its own: a file could bring the program down."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where it was built
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def read_yaml(text: str) -> Any:
    """The document in a text, of plain values only. Raises yaml.YAMLError."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, _STARTS) - isinstance(event, _ENDS)
        if depth > DEEPEST:
            mark: Any = event.start_mark
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - one of the two safe ones
