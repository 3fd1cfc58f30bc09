"""The published series that cards name: what each is, from `catalogue/published_series.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from goldenthread.base.documents import read_yaml
from goldenthread.base.errors import BadCard, suggest
from goldenthread.model.measure import Measure
from goldenthread.model.published import Basis
from goldenthread.model.published_periods import KINDS

FILE = "published_series.yml"
FIELDS = ("name", "unit", "kind", "of", "count", "population", "typed", "unlike")
REQUIRED = ("name", "unit", "kind")


@cache
def published_series() -> Mapping[str, Basis]:
    """Every series that is described, by its code."""
    text = files("goldenthread.catalogue").joinpath(FILE).read_text(encoding="utf-8")
    return read_series(text, FILE)


def read_series(text: str, file: str) -> dict[str, Basis]:
    """The series of a text; a description that is not clear is refused where it is written."""
    document = read_yaml(text)
    found = {str(code): _basis(str(code), fields, file) for code, fields in document.items()}
    for basis in found.values():
        for named in filter(None, (basis.of, basis.count)):
            if named not in found and not named.startswith("EES:"):
                raise BadCard(
                    f"The series '{named}' is not described.",
                    where=f"{file}, {basis.series}",
                    do=suggest(named, found),
                )
    return found


def _basis(code: str, fields: Any, file: str) -> Basis:
    where = f"{file}, {code}"
    if not isinstance(fields, dict):
        raise BadCard("A series has 'field: value' lines.", where=where)
    for name in fields:
        if name not in FIELDS:
            raise BadCard(f"A series has no field '{name}'.", where=where, do=suggest(str(name), FIELDS))
    for name in REQUIRED:
        if not fields.get(name):
            raise BadCard(f"The field '{name}' is missing.", where=where)
    if fields["kind"] not in KINDS:
        raise BadCard(
            f"'{fields['kind']}' is no kind of period.", where=where, do=suggest(str(fields["kind"]), KINDS)
        )
    return Basis(series=code, **fields)


def series_of(measures: Iterable[Measure]) -> dict[str, tuple[str, ...]]:
    """The series that each measure's card names, for measures that name one."""
    return {one.id: one.benchmarks for one in measures if one.benchmarks}
