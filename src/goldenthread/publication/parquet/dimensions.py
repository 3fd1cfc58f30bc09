"""The dimensions of the star: what each whole-number key of a result stands for. Keys count from 1."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

import pyarrow as pa

from goldenthread.base.periods import Period, financial_year_end, parse
from goldenthread.model.authorities import PUBLISHED_AUTHORITIES
from goldenthread.model.result import ALL, PRINTED, Status
from goldenthread.model.strategy import Target
from goldenthread.publication.content.dataset import Datum, GroupNames, decimals_of, is_raw, parts_of
from goldenthread.publication.content.names import overlaps
from goldenthread.publication.content.words import SYMBOLS, breakdown_words
from goldenthread.publication.edition import Edition
from goldenthread.publication.parquet import columns

NO_TARGET = 0
"""The key of the line that says that no target is set, so that every result has its line."""

Row = dict[str, Any]

Name = TypeVar("Name", bound=Hashable)


class Dimensions:
    """The dimensions of the results that leave."""

    def __init__(self, edition: Edition, data: Sequence[Datum], names: GroupNames) -> None:
        self._edition, self._data, self._names = edition, data, names

    @cached_property
    def measures(self) -> Mapping[str, int]:
        """The key of each measure, in the strategy's order."""
        return _keys(datum.measure.id for datum in self._data)

    @cached_property
    def periods(self) -> Mapping[str, int]:
        """The key of each period, the earliest first."""
        labels = {datum.result.period for datum in self._data}
        return _keys(sorted(labels, key=lambda label: (parse(label), label)))

    @cached_property
    def groups(self) -> Mapping[tuple[str, str], int]:
        """The key of each breakdown and group; that of the total is the first."""
        found = dict.fromkeys((datum.result.breakdown, datum.result.group) for datum in self._data)
        return _keys(dict.fromkeys(((ALL, ALL), *found)))

    @cached_property
    def statuses(self) -> Mapping[str, int]:
        """The key of each status."""
        return _keys(status.value for status in Status)

    @cached_property
    def targets(self) -> Mapping[Target, int]:
        """The key of each target of a measure that is shown."""
        return _keys(target for target in self._edition.targets if target.measure in self.measures)

    def tables(self) -> dict[str, pa.Table]:
        """Every dimension by the stem of its file."""
        return {
            "dim_measure": _table(columns.MEASURE, self._measure_rows()),
            "dim_period": _table(
                columns.PERIOD, (_period(key, parse(label)) for label, key in self.periods.items())
            ),
            "dim_group": _table(columns.GROUP, self._group_rows()),
            "dim_authority": _table(columns.AUTHORITY, [self._authority()]),
            "dim_status": _table(
                columns.STATUS, (_status(key, Status(name)) for name, key in self.statuses.items())
            ),
            "dim_target": _table(columns.TARGET, self._target_rows()),
            "dim_edition": _table(columns.EDITION, [self._edition_row()]),
        }

    def _measure_rows(self) -> Iterable[Row]:
        decimals = decimals_of(self._data)
        priorities = {
            shown.measure: (place, priority.name)
            for place, priority in reversed(list(enumerate(self._edition.strategy.priorities, start=1)))
            for shown in priority.measures
        }
        for name, key in self.measures.items():
            measure, definition = self._edition.measures[name], self._edition.definitions.get(name)
            order, priority = priorities.get(name, (None, ""))
            yield {
                "measure_key": key,
                "measure": name,
                "name": measure.name,
                "subject": measure.subject,
                "priority_order": order,
                "priority": priority,
                "form": measure.form,
                "timing": measure.timing,
                "polarity": measure.polarity,
                "unit": measure.unit,
                "decimals": decimals.get(name),
                "definition": definition.sentence if definition else "",
                "why": measure.why.strip(),
                "owner": measure.owner,
                "version": measure.version,
            }

    def _group_rows(self) -> Iterable[Row]:
        for (breakdown, group), key in self.groups.items():
            parts = parts_of(breakdown, group)
            yield {
                "group_key": key,
                "breakdown": breakdown,
                "group": group,
                "breakdown_name": "All" if breakdown == ALL else breakdown_words(breakdown).capitalize(),
                "group_name": ", ".join(self._names.name(*part) for part in parts.items()) or "All",
                "is_total": breakdown == ALL,
                "is_crossed": len(parts) > 1,
                "overlaps": overlaps(group),
            }

    def _authority(self) -> Row:
        known = PUBLISHED_AUTHORITIES.get(self._edition.authority)
        return {
            "authority_key": 1,
            "authority": self._edition.authority,
            "name": self._edition.authority_name,
            "number": known.number if known else None,
            "region_code": known.region_code if known else None,
            "region_name": known.region_name if known else None,
            "synthetic": self._edition.synthetic,
        }

    def _target_rows(self) -> Iterable[Row]:
        yield {
            "target_key": NO_TARGET,
            "scope": "",
            "basis": "No target is set",
            "source": "",
            "trajectory": "",
        }
        for target, key in self.targets.items():
            yield {
                "target_key": key,
                "measure": target.measure,
                "scope": target.scope,
                "level": target.value,
                "amber_margin": target.amber_margin,
                "basis": target.basis,
                "source": target.source,
                "valid_from": target.valid_from,
                "valid_to": target.valid_to,
                "trajectory": target.trajectory,
            }

    def _edition_row(self) -> Row:
        edition = self._edition
        return {
            "edition_key": 1,
            "period": edition.period.label,
            "period_name": edition.period.words(),
            "audience": edition.audience,
            "data_date": edition.data_date,
            "snapshot": edition.snapshot if is_raw(edition) else "",
            "population_note": edition.population_note,
        }


def _keys(names: Iterable[Name]) -> dict[Name, int]:
    return {name: key for key, name in enumerate(dict.fromkeys(names), start=1)}


def _table(fields: Mapping[str, pa.DataType], rows: Iterable[Row]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=pa.schema(list(fields.items())))


def _period(key: int, period: Period) -> Row:
    ends = financial_year_end(period.last_month)
    return {
        "period_key": key,
        "period": period.label,
        "name": period.words(),
        "kind": period.kind,
        "first_day": period.start,
        "last_day": period.end,
        "months": period.months,
        "calendar_year": period.end.year,
        "month_of_year": period.end.month,
        "financial_year": f"{ends - 1}-{ends % 100:02d}",
    }


def _status(key: int, status: Status) -> Row:
    printed = PRINTED.get(status, "")
    return {
        "status_key": key,
        "status": status.value,
        "printed": printed,
        "meaning": dict(SYMBOLS).get(printed, "there is a value"),
    }
