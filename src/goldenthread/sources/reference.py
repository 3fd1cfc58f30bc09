"""Reference files beside the registers: population, localities, targets, parameters."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.errors import Place, RefusedInput, suggest
from goldenthread.model.tables import TABLES
from goldenthread.sources.accounting import Settled, settle
from goldenthread.sources.columns import by_header
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.identity import FLOAT_TAIL, Identities
from goldenthread.sources.intake import Taken, Value
from goldenthread.sources.reading import Batch, Note, RawTable
from goldenthread.sources.registers.reader import take_register
from goldenthread.sources.text import clean, fold

ALWAYS = dt.date(1990, 1, 1)
"""From when a boundary holds that says nothing about it."""

FILL: Mapping[str, dict[str, Value]] = {
    "locality_lookup": {"valid_from": ALWAYS},
    "population": {"locality_id": "ALL", "sex": "T", "ethnicity": "ALL"},
    "targets": {"scope": "all", "basis": "local"},
    "parameters": {},
}
"""What a reference file need not say."""

ONS_CODE = 9
"""Length of a code that says for certain which council a row is of; shorter ones are of another kind."""

TOTALS = {"la_code", "year", "population_0_17"}
"""Columns by which the short layout of population is known."""

YEARS = frozenset({"year", "mid_year"})
_MID_YEAR = re.compile(
    r"mid[- ]?(?:year[- ]?)?(?P<year>(?:19|20)\d{2})(?: (?:population )?estimates?)?", re.I
)
_FLOAT = re.compile(FLOAT_TAIL)

NEEDED = {
    "population": "Give the year of the mid-year estimate alone, such as 2023, and the number of children in "
    "whole ones, not in thousands."
}
"""What a file whose rows cannot be used is to hold."""

NAMED = {"targets": ("measure_id", "measures"), "parameters": ("name", "parameters")}


def read_reference(
    name: str,
    file: CsvFile,
    identities: Identities,
    known: Mapping[str, Collection[str]] | None = None,
) -> Settled:
    """The tables of one reference file. `known`: valid ids of 'measures', names of 'parameters'.
    Refused where none of its rows can be used: every figure that needs the file would stay away."""
    if name == "population":
        file = replace(file, table=_years_alone(file.table))
    settled = _read(name, file, identities, known)
    _refuse_none_of_use(name, settled)
    return settled


def _read(
    name: str, file: CsvFile, identities: Identities, known: Mapping[str, Collection[str]] | None
) -> Settled:
    if name == "localities":
        return _localities(file, identities)
    if name == "population" and set(by_header(file.table)) >= TOTALS:
        return _totals(file, identities)
    if known and name in NAMED:
        _refuse_unknown(file.table, *NAMED[name], known)
    if name == "parameters":
        _refuse_no_number(file.table)
    return settle([_take(name, file, identities)])


def _years_alone(raw: RawTable) -> RawTable:
    """The table with 'Mid-2023' and 'Mid-2023 estimates' as 2023. A span such as 2023-24 is no mid-year."""
    cells = raw.cells
    for at, header in enumerate(cells.column_names):
        if fold(header) in YEARS:
            texts = cells.column(at).to_pylist()
            found = [_MID_YEAR.fullmatch(clean(text or "")) for text in texts]
            plain = [one["year"] if one else text for one, text in zip(found, texts, strict=True)]
            cells = cells.set_column(at, header, pa.array(plain, pa.string()))
    return replace(raw, cells=cells)


def _refuse_none_of_use(name: str, settled: Settled) -> None:
    held = [one for one in settled.exceptions if one.fate == "held"]
    if not held or any(one.stored for one in settled.accounts):
        return
    counts = Counter((one.column, one.reason) for one in held)
    ((column, reason), number), *_ = counts.most_common(1)
    row = next(one.row for one in held if (one.column, one.reason) == (column, reason))
    of = "all" if number == len(held) else f"{number:,}"
    raise RefusedInput(
        f"None of its {len(held):,} rows can be used; {of} for this: {reason}",
        where=Place(held[0].file, held[0].sheet, row, column),
        why="Every figure that needs the file would be without it.",
        do=NEEDED.get(name, "Mend the column and load again."),
    )


def _take(name: str, file: CsvFile, identities: Identities) -> Taken:
    return take_register(TABLES[name], file, identities, dict(FILL[name]))


def _localities(file: CsvFile, identities: Identities) -> Settled:
    """Areas with their locality, and the localities they name; or localities alone."""
    columns = by_header(file.table)
    names = replace(file, table=_distinct(file.table, ["locality_id", "name", "parent_id"]), ragged=())
    localities = take_register(TABLES["localities"], names, identities)
    localities = replace(localities, notes=())
    if "area_code" not in columns:
        return settle([replace(localities, rows_in=file.table.cells.num_rows)])
    settled = settle([_take("locality_lookup", file, identities)])
    rows = settle([localities]).batches["localities"]
    settled.batches["localities"] = Batch("localities", rows.rows.filter(pc.is_null(rows.rows["excluded"])))
    settled.supplied["localities"] = localities.supplied
    settled.notes = [note for note in settled.notes if "not taken" not in note.text]
    return settled


def _distinct(raw: RawTable, wanted: list[str]) -> RawTable:
    """The first row of each different combination of some columns."""
    columns = by_header(raw)
    present = [name for name in wanted if name in columns]
    seen: dict[tuple[str | None, ...], int] = {}
    for row, values in enumerate(zip(*(columns[name][1].to_pylist() for name in present), strict=True)):
        seen.setdefault(values, row)
    rows = pa.array(list(seen.values()), pa.int64())
    cells = pa.table({name: columns[name][1].take(rows) for name in present})
    return RawTable(raw.file, raw.sheet, cells, raw.rows.take(rows))


def _totals(file: CsvFile, identities: Identities) -> Settled:
    """Children of each year in one number; rows of other areas are left out, and that is said."""
    raw = file.table
    headed = by_header(raw)
    columns = {name: cells for name, (_, cells) in headed.items()}
    codes = [fold(_FLOAT.sub(r"\1", clean(code or ""))) for code in columns["la_code"].to_pylist()]
    own = [row for row, code in enumerate(codes) if code == fold(identities.authority)]
    elsewhere = not own and len(set(codes)) == 1 and len(codes[0]) < ONS_CODE
    if elsewhere:
        own = list(range(len(codes)))
    if not own and codes:
        raise RefusedInput(
            f"No row is of the authority {identities.authority}.",
            where=Place(raw.file, raw.sheet, column="la_code"),
            do="Add the authority's rows, or load the population of the right authority.",
        )
    rows = pa.array(own, pa.int64())
    count = len(own)
    cells = pa.table(
        {
            "mid_year": columns["year"].take(rows),
            "age_from": pa.repeat("0", count),
            "age_to": pa.repeat("17", count),
            "persons": columns["population_0_17"].take(rows),
        }
    )
    table = RawTable(raw.file, raw.sheet, cells, raw.rows.take(rows))
    settled = settle([_take("population", replace(file, table=table), identities)])
    own_headers = {"mid_year": headed["year"][0], "persons": headed["population_0_17"][0]}
    settled.exceptions = [
        replace(one, column=own_headers.get(one.column or "", one.column)) for one in settled.exceptions
    ]
    if elsewhere:
        settled.notes.append(Note("warning", _taken_as_own(columns, raw.file), raw.file))
    others = len(codes) - count
    if others:
        settled.notes.append(Note("info", f"{others:,} rows of other areas are left out.", raw.file))
        account = settled.accounts[0]
        settled.accounts[0] = replace(account, rows_in=account.rows_in + others, refused=others)
    return settled


def _taken_as_own(columns: Mapping[str, pa.Array], file: str) -> str:
    """A code of another kind cannot be held against the council's: say whose population is taken."""
    named = [columns[name][0].as_py() for name in ("la_name", "la_code") if name in columns]
    area = ", ".join(filter(None, named))
    return f"{file} holds the population of one area, {area}: taken as this council's own. Check that it is."


def _refuse_unknown(raw: RawTable, column: str, what: str, known: Mapping[str, Collection[str]]) -> None:
    columns = by_header(raw)
    if what not in known or column not in columns:
        return
    header, cells = columns[column]
    for row, text in enumerate(cells.to_pylist()):
        if text and clean(text) not in known[what]:
            raise RefusedInput(
                f"'{clean(text)[:60]}' is not one of the {what}.",
                where=Place(raw.file, raw.sheet, raw.rows[row].as_py(), header),
                do=suggest(clean(text), known[what]),
            )


def _refuse_no_number(raw: RawTable) -> None:
    """A limit is a number: one that is none would be found only when figures are made, far from its row."""
    if "value" not in by_header(raw):
        return
    header, cells = by_header(raw)["value"]
    for row, text in enumerate(cells.to_pylist()):
        try:
            usable = not text or 0 <= float(clean(text)) < math.inf
        except ValueError:
            usable = False
        if not usable:
            raise RefusedInput(
                "The value of a parameter is not a number from 0 up.",
                where=Place(raw.file, raw.sheet, raw.rows[row].as_py(), header),
                why="Every measure that uses the limit would be without a figure.",
                do="Give the limit in figures, such as 28.",
            )
