"""A recognised sheet made ready: columns by field, lines that are no records aside, letters off codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.tables import table as table_of
from goldenthread.sources.annex_a.cells_ready import Work, by_text, ready
from goldenthread.sources.annex_a.headers import match
from goldenthread.sources.annex_a.keys import KEYS
from goldenthread.sources.annex_a.recognise import Found
from goldenthread.sources.annex_a.shapes import AnnexList
from goldenthread.sources.columns import listed
from goldenthread.sources.given import Given
from goldenthread.sources.headers import safe_headers
from goldenthread.sources.intake import SHOWN
from goldenthread.sources.reading import Note, RawTable, RowException
from goldenthread.sources.silent import is_silent, may_be_silent, silent_note
from goldenthread.sources.text import clean, fold, is_empty

DAMAGED_ID = (
    "The id is a number of 16 digits or more, of which a spreadsheet keeps only 15: it is not what was typed."
)
LONGEST_ID_NUMBER = 15


@dataclass(frozen=True)
class Prepared:
    """A list ready to be read: records only, its columns named by field. `headers` are those of the fields,
    `shown` all of the sheet as they may be kept, `silent` those by field that no record fills."""

    spec: AnnexList
    raw: RawTable
    headers: dict[str, str]
    shown: tuple[str, ...]
    held: tuple[RowException, ...]
    notes: tuple[Note, ...]
    rows_in: int
    silent: Mapping[str, str] = field(default_factory=dict)

    def has(self, *names: str) -> bool:
        """Whether the list has all these columns."""
        return all(name in self.headers for name in names)

    def given(self, name: str) -> Given:
        """A field's cells for `take`."""
        return Given(self.raw.cells[name], self.headers[name], KEYS.get(self.spec.field(name).reads, {}))

    def filled(self, name: str) -> pa.Array:
        """Which records say something in a field."""
        encoded = self.raw.cells[name].combine_chunks().dictionary_encode()
        says = [text is not None and not is_empty(clean(text)) for text in encoded.dictionary.to_pylist()]
        return pc.fill_null(pa.array(says, pa.bool_()).take(encoded.indices), False)

    def where(self, mask: pa.Array) -> Prepared:
        """The records for which the mask holds."""
        raw = self.raw
        kept = RawTable(raw.file, raw.sheet, raw.cells.filter(mask), raw.rows.filter(mask))
        return replace(self, raw=kept)


def prepare(found: Found) -> Prepared:
    """The list's records, with notes on what was not taken."""
    work = Work(found, match(found.raw.cells.column_names, found.spec))
    raw, spec = found.raw, found.spec
    alike = {fold(near.header) for near in work.matched.near}
    shown = safe_headers(raw.cells.column_names, {*spec.wordings, *alike})
    columns = _columns(work, shown)
    _say_missing(work, columns)
    record = _records(work, columns)
    rows_in = pc.sum(record).as_py() or 0
    damaged = pc.and_(record, _damaged_ids(raw, columns.get(spec.key_field)))
    kept = pc.and_not(record, damaged)
    cells = {name: ready(work, name, raw.cells.column(at)) for name, at in columns.items()}
    table = pa.table(cells).filter(kept) if cells else pa.table({"row": raw.rows}).filter(kept)
    headers = {name: shown[at] for name, at in columns.items()}
    held = tuple(
        RowException(
            spec.name, raw.file, raw.sheet, row, headers[spec.key_field], "held", "damaged_id", DAMAGED_ID
        )
        for row in raw.rows.filter(damaged).to_pylist()
    )
    silent = {name: headers.pop(name) for name in _silent(spec, table)}
    records = RawTable(raw.file, raw.sheet, table.drop_columns(list(silent)), raw.rows.filter(kept))
    notes = (*work.notes, *silent_note(spec.name, records, silent.values()))
    return Prepared(spec, records, headers, shown, held, notes, rows_in, silent)


def _silent(spec: AnnexList, cells: pa.Table) -> list[str]:
    """The fields that no record fills, though one would in any real list, and that it can do without: a field
    is as late or as seldom as the first column that it goes to."""
    record = table_of(spec.targets[0].table)
    own = {of: to for to, of in spec.targets[0].columns.items()}
    goes_to = {of: to for one in reversed(spec.targets) for to, of in one.columns.items()}
    return [
        name
        for name in cells.column_names
        if (name not in own or may_be_silent(record, record.column(own[name])))
        and is_silent(goes_to.get(name, name), cells[name])
    ]


def _columns(work: Work, shown: Sequence[str]) -> dict[str, int]:
    """Column by field; of two columns with one meaning the first if they are equal, else none."""
    columns, cells = dict(work.matched.columns), work.found.raw.cells
    for name, places in work.matched.twice.items():
        if all(cells.column(at).equals(cells.column(places[0])) for at in places[1:]):
            continue
        del columns[name]
        work.note(
            "warning",
            f"column '{shown[places[0]]}' stands there twice with different content; neither is taken.",
        )
    for near in work.matched.near:
        what = f"column '{near.header}' is taken for '{near.meant}' ({near.confidence}% alike)."
        work.note("warning", what + " Correct the header if that is wrong.")
    if work.matched.unknown:
        names = listed([shown[at] for at in work.matched.unknown])
        work.note("info", f"columns not taken, as the list has none of that name: {names}.")
    return columns


def _say_missing(work: Work, columns: dict[str, int]) -> None:
    missing = [one.header for one in work.found.spec.fields if one.name not in columns and one.name != "age"]
    if missing:
        names = ", ".join(f"'{header}'" for header in missing)
        work.note("warning", f"columns missing: {names}. Figures that need them will be not available.")


def _records(work: Work, columns: dict[str, int]) -> pa.Array:
    """Which rows are records: not a header repeated, not a line of text under or between the records."""
    raw, spec = work.found.raw, work.found.spec
    count = raw.cells.num_rows
    filled = pa.repeat(pa.scalar(0, pa.int32()), count)
    for column in raw.cells.columns:
        filled = pc.add(filled, pc.is_valid(column).combine_chunks().cast(pa.int32()))
    if spec.key_field not in columns:
        return pc.greater(filled, 2)
    key = raw.cells.column(columns[spec.key_field]).combine_chunks()
    header = fold(raw.cells.column_names[columns[spec.key_field]])
    repeated = by_text(key, lambda text: fold(text) == header)
    sentence = by_text(key, lambda text: len(clean(text)) > 24 or " " in clean(text))
    few = pc.and_(pc.less_equal(filled, 2), pc.or_(pc.is_null(key), sentence))
    aside = pc.or_(repeated, few)
    rows = raw.rows.filter(aside).to_pylist()
    if rows:
        shown = ", ".join(map(str, rows[:SHOWN])) + (
            f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
        )
        work.note("info", f"lines that are no records were passed over (row {shown}).")
    return pc.invert(aside)


def _damaged_ids(raw: RawTable, at: int | None) -> pa.Array:
    """Ids kept as numbers that are too long to be what was typed."""
    if raw.numeric is None or at is None:
        return pa.repeat(pa.scalar(False), raw.cells.num_rows)
    text = raw.cells.column(at).combine_chunks()
    long = by_text(text, lambda one: len(one.lstrip("-")) > LONGEST_ID_NUMBER or "e" in one.lower())
    return pc.and_(long, raw.numeric.column(at).combine_chunks())
