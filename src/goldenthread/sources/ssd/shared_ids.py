"""Ids that brothers and sisters share: id and child together make the one id, or a child would be lost.

The standard says that an id names one row. Where case systems give a family's records one id, the second
child's row would look like a later version of the first one's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.tables import TABLES
from goldenthread.sources.columns import by_header
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.generated_ids import id_column
from goldenthread.sources.identity import normalise_column
from goldenthread.sources.intake import AT_ONCE, WITH_PERSON
from goldenthread.sources.reading import Note
from goldenthread.sources.ssd.mapping import SSD_TABLES

SharedIds = Mapping[str, frozenset[str]]

ALSO = {"cla_episodes": ("cla_period_id",), "placements": ("cla_period_id",)}
"""Columns that name a record which has no table of its own in the standard."""

WITHOUT_CHILD = {"assessment_id": "Their factors do not name the child, and are not counted."}
"""What cannot be told apart, and is said."""


def shared_ids(files: Sequence[tuple[str, CsvFile]]) -> tuple[SharedIds, list[Note]]:
    """By canonical column the ids, normalised, that several children have; and what to say of them."""
    asked = [(name, file, column) for name, file in files for column in _columns(name)]
    shared: dict[str, frozenset[str]] = {}
    notes = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for (name, file, column), found in zip(
            asked, pool.map(lambda one: _shared(*one), asked), strict=True
        ):
            if found:
                shared[column] = shared.get(column, frozenset()) | found
                notes.append(Note("warning", _words(name, column, len(found)), file.table.file))
    return shared, notes


def _columns(name: str) -> list[str]:
    """The columns of ids that are to name one row each; those that siblings may share are not asked."""
    target = SSD_TABLES[name].target
    ids = (id_column(TABLES[target]), *ALSO.get(target, ()))
    return [column for column in ids if column and column not in WITH_PERSON]


def _shared(name: str, file: CsvFile, column: str) -> frozenset[str]:
    fields = SSD_TABLES[name].fields
    columns = by_header(file.table)
    ids = next((columns[field][1] for field, to in fields.items() if to == column and field in columns), None)
    people = next(
        (columns[field][1] for field, to in fields.items() if to == "person_id" and field in columns), None
    )
    if ids is None or people is None:
        return frozenset()
    pairs = pa.table({"id": normalise_column(ids), "person": normalise_column(people)}).drop_null()
    each = pairs.group_by("id").aggregate([("person", "count_distinct")])
    several = each.filter(pc.greater(each["person_count_distinct"], 1))
    return frozenset(several["id"].to_pylist())


def _words(name: str, column: str, count: int) -> str:
    ids = "1 id is" if count == 1 else f"{count:,} ids are"
    more = f" {WITHOUT_CHILD[column]}" if column in WITHOUT_CHILD else ""
    return f"{name}: {ids} shared by several children; each child's own row counts.{more}"
