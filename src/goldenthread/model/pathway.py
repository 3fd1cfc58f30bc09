"""The path from contact to care: how many children of each group reached each stage in a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

UNKNOWN = "unknown"
"""The group of those whose group is not recorded; in a crossed group, of any part of it."""


@dataclass(frozen=True)
class StageCount:
    """Different children who reached a stage, under 18 and born.

    `groups` are those of known group, each child in every group in which it stood in the period, and a group
    that is not named had none; `known` has each child once. `unknown` are those whose group is not recorded.
    Where the stage cannot be counted, `reason` says why.
    """

    stage: str
    groups: Mapping[str, int]
    known: int = 0
    unknown: int = 0
    reason: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pathway:
    """The stages in order, for one authority, period and breakdown.

    `population` has the children under 18 of each group, and is empty where no estimate parts them so.
    """

    authority: str
    period: str
    breakdown: str
    stages: tuple[StageCount, ...]
    population: Mapping[str, int]
