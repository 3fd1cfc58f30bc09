"""A council's own targets, parameters and annotations, as files in its workspace.

Targets and parameters stand before those it loaded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from goldenthread.base.errors import Place, RefusedInput, UsageError
from goldenthread.engine.parameters import parameter_value, parameters
from goldenthread.model.annotation import Annotation
from goldenthread.model.measure import Measure
from goldenthread.model.tables import TABLES
from goldenthread.sources.annotations import ANNOTATIONS, read_annotations
from goldenthread.sources.csv_files import read_csv
from goldenthread.sources.identity import Identities
from goldenthread.sources.recognise import KNOWN
from goldenthread.sources.reference import ALWAYS, read_reference
from goldenthread.warehouse.workspace import Workspace

FILES = ("targets", "parameters")
ANNOTATIONS_FILE = "annotations.csv"


def known_names(measures: Mapping[str, Measure]) -> dict[str, Collection[str]]:
    """Ids that targets may name and names that parameters may have, keys in brackets too."""
    keyed = [f"{p.name}[{key}]" for p in parameters().values() for key in p.keys]
    return {"measures": list(measures), "parameters": [*parameters(), *keyed]}


def own_settings(here: Workspace, measures: Mapping[str, Measure]) -> dict[str, list[dict[str, Any]]]:
    """Rows of `targets.csv` and `parameters.csv` in the workspace; a file with only its header holds none."""
    found = {}
    for name in FILES:
        path = here.root / f"{name}.csv"
        if path.is_file() and len(path.read_bytes().splitlines()) > 1:
            file = read_csv(path.name, path.read_bytes(), KNOWN)
            settled = read_reference(name, file, Identities(bytes(32), here.authority), known_names(measures))
            for wrong in settled.exceptions:
                raise RefusedInput(
                    wrong.reason, where=Place(path.name, None, wrong.row, wrong.column), do="Mend the row."
                )
            rows = settled.batches[name].rows.to_pylist() if name in settled.batches else []
            own = {"authority": here.authority, "is_own": True}
            found[name] = [{**row, **own} for row in _complete(name, rows)]
    return found


def own_annotations(here: Workspace, measures: Mapping[str, Measure]) -> tuple[Annotation, ...]:
    """The register of annotations of the workspace; none where the file is not there or holds no row."""
    path = here.root / ANNOTATIONS_FILE
    if not path.is_file() or len(path.read_bytes().splitlines()) < 2:
        return ()
    known = frozenset(column.name for column in ANNOTATIONS.columns)
    return read_annotations(read_csv(path.name, path.read_bytes(), known), measures)


def with_settings(
    own: Mapping[str, Sequence[Mapping[str, Any]]], authority: str, settings: Iterable[str]
) -> dict[str, Sequence[Mapping[str, Any]]]:
    """A workspace's own rows with parameters set for once ('cp_visit_days=28'): from always on, in place of
    every value that the workspace or a load has for them."""
    rows = list(own.get("parameters", ()))
    for setting in settings:
        name, found, value = setting.partition("=")
        if not found:
            raise UsageError(f"'{setting}' sets no parameter.", do="Write it as cp_visit_days=28.")
        name = name.strip()
        parameter_value(authority, name, value, ALWAYS)
        rows = [row for row in rows if row["name"] != name and row["name"].partition("[")[0] != name]
        row = {"name": name, "value": value.strip(), "valid_from": ALWAYS}
        rows.append({**row, "authority": authority, "is_own": True})
    return {**own, "parameters": rows} if rows else dict(own)


def headers() -> dict[str, str]:
    """The settings files that a new workspace gets, each with its first line."""
    tables = {f"{name}.csv": TABLES[name] for name in FILES} | {ANNOTATIONS_FILE: ANNOTATIONS}
    return {file: ",".join(column.name for column in table.columns) + "\n" for file, table in tables.items()}


def _complete(name: str, rows: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    columns = [column.name for column in TABLES[name].columns]
    return ({column: row.get(column) for column in columns} for row in rows)
