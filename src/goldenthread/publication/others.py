"""What the page of comparison is made from: published figures of the authority and of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goldenthread.analysis.comparators import Comparators, Rug


@dataclass(frozen=True)
class Others:
    """Published figures beside each other, the authority's own among them.

    `files` is how many files of published statistics are loaded. `rule` says how neighbours are put together.
    `compared_as` names the authority as which one is compared that is not published itself. Verdicts in
    `comparators` (by measure) are of the authority's published figure, which is of the same year as theirs.
    """

    files: int = 0
    rule: str = "mean"
    compared_as: str = ""
    rug: Rug | None = None
    comparators: Mapping[str, Comparators] = field(default_factory=dict)
