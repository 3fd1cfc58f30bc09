"""The facts of the star: each result by the keys of its dimensions, with its numbers and its proof code."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from goldenthread.analysis.targets import target_in_force
from goldenthread.base.periods import parse
from goldenthread.model.result import ALL
from goldenthread.model.strategy import Target
from goldenthread.publication.content.dataset import Datum, GroupNames
from goldenthread.publication.edition import Edition
from goldenthread.publication.parquet import columns
from goldenthread.publication.parquet.dimensions import NO_TARGET, Dimensions

FACT = "fact_result"


def star(edition: Edition, data: Sequence[Datum]) -> dict[str, pa.Table]:
    """The table of facts and the dimensions, by the stem of their file."""
    dimensions = Dimensions(edition, data, GroupNames(edition, list(data)))
    targets = _Targets(edition, dimensions)
    rows = [
        {
            "result_key": number,
            "edition_key": 1,
            "authority_key": 1,
            "measure_key": dimensions.measures[datum.measure.id],
            "period_key": dimensions.periods[datum.result.period],
            "group_key": dimensions.groups[datum.result.breakdown, datum.result.group],
            "status_key": dimensions.statuses[datum.result.status],
            **targets.of(datum),
            "numerator": datum.numerator,
            "denominator": datum.denominator,
            "value": datum.value,
            "definition_version": datum.result.definition_version,
            "snapshot": datum.snapshot,
            "flags": "; ".join(datum.flags),
            "reason": datum.reason,
            "proof": datum.proof,
        }
        for number, datum in enumerate(data, start=1)
    ]
    return {FACT: pa.Table.from_pylist(rows, schema=columns.FACT_RESULT), **dimensions.tables()}


class _Targets:
    """The target in force for a result. Few measures have one, so that it is looked for once a period."""

    def __init__(self, edition: Edition, dimensions: Dimensions) -> None:
        self._targets, self._keys = edition.targets, dimensions.targets
        self._scopes = {(target.measure, target.scope) for target in edition.targets}
        self._known: dict[tuple[str, str, str], dict[str, float | int | None]] = {}

    def of(self, datum: Datum) -> dict[str, float | int | None]:
        """The key and the level of the target."""
        result = datum.result
        scope = ALL if result.breakdown == ALL else f"{result.breakdown}={result.group}"
        if (result.measure, scope) not in self._scopes:
            return {"target_key": NO_TARGET, "target_level": None}
        key = (result.measure, scope, result.period)
        if key not in self._known:
            self._known[key] = self._find(*key)
        return self._known[key]

    def _find(self, measure: str, scope: str, period: str) -> dict[str, float | int | None]:
        day = parse(period).end
        level = target_in_force(self._targets, measure, day, scope)
        if level is None:
            return {"target_key": NO_TARGET, "target_level": None}
        return {"target_key": self._keys[self._written(level)], "target_level": level.value}

    def _written(self, level: Target) -> Target:
        """The target as it is written, of which the level in force may be a point on the line to the next."""
        return next(
            each
            for each in self._keys
            if (each.measure, each.scope, each.valid_from) == (level.measure, level.scope, level.valid_from)
        )
