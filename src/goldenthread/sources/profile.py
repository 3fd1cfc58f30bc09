"""The profile of a list: what it looked like, without what it said. The next load is held against it.

Counts, headers and patterns only. A code that no list has is kept as a keyed hash, so that the next load can
tell whether it is new; the pattern of an id says kinds of characters and their number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.errors import nearest
from goldenthread.model.codes import CODES
from goldenthread.model.table import Column, Table
from goldenthread.sources.cells import Parsed
from goldenthread.sources.given import Given
from goldenthread.sources.headers import safe_headers
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import ColumnProfile, ListProfile, RawTable, UnknownCode
from goldenthread.sources.text import clean, fold

FORMS = (
    ("digits", r"^[0-9]+$"),
    ("letters", r"^[A-Z]+$"),
    ("letters then digits", r"^[A-Z]+[0-9]+$"),
    ("a universal identifier", r"^\{?[0-9A-F]{8}-?([0-9A-F]{4}-?){3}[0-9A-F]{12}\}?$"),
)
"""Forms of ids, by the pattern of one that is normalised; any other is 'mixed'."""

MIXED = "mixed"


def profile(
    table: Table,
    raw: RawTable,
    given: Mapping[str, Given],
    parsed: Mapping[str, Parsed],
    identities: Identities,
    list_name: str,
) -> ListProfile:
    """The profile of a list as it was read into a table."""
    columns = {}
    headers = safe_headers(raw.cells.column_names, {fold(one.header) for one in given.values()})
    for name, one in given.items():
        column = table.column(name)
        columns[name] = ColumnProfile(
            one.header,
            len(parsed[name].values) - parsed[name].values.null_count + len(parsed[name].faults),
            _forms(parsed[name].values) if column.identifier == "person" else {},
            _unknown(column, raw, one, parsed[name], identities),
        )
    return ListProfile(list_name, table.name, raw.file, raw.sheet, headers, raw.cells.num_rows, columns)


def _forms(ids: pa.Array) -> dict[str, int]:
    """How many ids are of each form and length."""
    ids = pc.drop_null(ids)
    form = pa.repeat(pa.scalar(MIXED), len(ids))
    for name, pattern in reversed(FORMS):
        form = pc.if_else(pc.match_substring_regex(ids, pattern), name, form)
    length = pc.utf8_length(ids).cast(pa.string())
    counted = pc.value_counts(pc.binary_join_element_wise(form, length, ", "))
    return {f"{one['values']} long": one["counts"] for one in counted.to_pylist()}


def _unknown(
    column: Column, raw: RawTable, given: Given, parsed: Parsed, identities: Identities
) -> tuple[UnknownCode, ...]:
    """The codes of a column that no list has."""
    rows = [fault.row for fault in parsed.faults if fault.code == "unknown_code"]
    if not rows:
        return ()
    cells = given.cells.take(pa.array(rows, pa.int64())).to_pylist()
    texts = [fold(cell or "") for cell in cells]
    first: dict[str, tuple[int, str]] = {}
    for row, text, cell in zip(rows, texts, cells, strict=True):
        first.setdefault(text, (row, cell or ""))
    found = [
        UnknownCode(
            identities.hash("code", column.name, text),
            number,
            raw.rows[first[text][0]].as_py(),
            _near(column, first[text][1]),
        )
        for text, number in Counter(texts).items()
    ]
    return tuple(sorted(found, key=lambda one: one.first_row))


def _near(column: Column, text: str) -> str:
    """The code of the column's list that a text looks most like, by code or label."""
    labels = {code: code for code in column.values}
    if column.codes:
        listed = CODES[column.codes]
        labels = {code.code: code.code for code in listed.codes} | {
            code.label: code.code for code in listed.codes
        }
    found = nearest(clean(text), labels)
    return labels[found] if found else ""
