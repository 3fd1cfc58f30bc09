"""One table of the return to canonical rows: cells made ready, rows taken, ids from what a record is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pyarrow as pa

from goldenthread.sources.cells import by_distinct
from goldenthread.sources.columns import match, not_taken
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.generated_ids import id_column, joined
from goldenthread.sources.given import Given
from goldenthread.sources.identity import Identities
from goldenthread.sources.intake import Taken, Value, take
from goldenthread.sources.reading import RawTable
from goldenthread.sources.silent import silent_note, speaking
from goldenthread.sources.ssda903.missing import what_is_missing
from goldenthread.sources.ssda903.return_table import ReturnTable
from goldenthread.sources.ssda903.tables import TABLES_903
from goldenthread.sources.ssda903.year import YearOf
from goldenthread.sources.text import clean
from goldenthread.sources.values import read_date_cell

SUITABLE = {"1": "yes", "2": "no"}
UNKNOWN_UPN = re.compile(r"(?i)UN\d")
ADULT = 18


@dataclass
class _Ready:
    """The cells of one file on their way to rows."""

    raw: RawTable
    year: YearOf
    given: dict[str, Given]
    constants: dict[str, Value] = field(default_factory=dict)


def take_table(name: str, file: CsvFile, identities: Identities, year: YearOf) -> Taken:
    """The rows of one file, with the columns of other tables beside the target's own."""
    one, raw = TABLES_903[name], file.table
    given, silent = speaking(one.row, match(raw, one.wanted))
    ready = _Ready(raw, year, given, dict(one.constants))
    if name in _PREPARE:
        _PREPARE[name](ready)
    taken = take(
        one.row,
        ready.raw,
        ready.given,
        identities,
        list_name=one.title,
        constants=ready.constants,
        ragged=file.ragged,
        silent=silent,
    )
    said = (*what_is_missing(name, raw), *silent_note(one.title, raw, silent.values()))
    notes = (*taken.notes, *file.notes, *said, *not_taken(raw, one.folded))
    return replace(taken, rows=_with_ids(one, taken.rows, identities), notes=notes)


def _with_ids(one: ReturnTable, rows: pa.Table, identities: Identities) -> pa.Table:
    """Rows with ids that say what they are of: a record has one id in whatever return it comes."""
    own = id_column(one.row)
    if own is None:
        return rows
    names = [name for name in one.key if name in rows.column_names]
    columns = {name: rows[name].combine_chunks() for name in names}
    ids = [identities.hash("event", f"903 {one.name}", key) for key in joined(columns, names, rows.num_rows)]
    return rows.set_column(rows.column_names.index(own), own, pa.array(ids, pa.string()))


def _header(ready: _Ready) -> None:
    """A pupil number, or the code for why there is none."""
    upn = ready.given.get("upn")
    if upn is None:
        return
    texts = [clean(text or "") for text in upn.cells.to_pylist()]
    reasons = [text.upper() if UNKNOWN_UPN.fullmatch(text) else None for text in texts]
    numbers = [text if text and not why else None for text, why in zip(texts, reasons, strict=True)]
    ready.given["upn"] = replace(upn, cells=pa.array(numbers, pa.string()))
    ready.given["upn_unknown"] = replace(upn, cells=pa.array(reasons, pa.string()))


def _oc2(ready: _Ready) -> None:
    """The outcomes of a return speak for the end of its year."""
    ready.constants["year_end"] = ready.year.extracted_on


def _oc3(ready: _Ready) -> None:
    """The status is that around the birthday in the year. Those whose 17th it was are relevant, the older
    ones formerly so: the table holds no others. A second character of the accommodation says if it suits."""
    born = ready.given["status_date"]
    dates = by_distinct(_array(born.cells), read_date_cell, pa.date32()).values.to_pylist()
    days = [_birthday(one, ready.year) if one else None for one in dates]
    texts = [day.isoformat() if day else text for day, text in zip(days, born.cells.to_pylist(), strict=True)]
    ages = [day.year - one.year if day and one else None for day, one in zip(days, dates, strict=True)]
    ready.given["status_date"] = replace(born, cells=pa.array(texts, pa.string()))
    words = [None if age is None else "former_relevant" if age >= ADULT else "relevant" for age in ages]
    ready.given["eligibility"] = replace(born, cells=pa.array(words, pa.string()))
    home = ready.given.get("accommodation")
    if home is not None:
        codes = [clean(text or "").removesuffix(".0") for text in home.cells.to_pylist()]
        ready.given["accommodation"] = replace(home, cells=pa.array([code[:1] or None for code in codes]))
        suits = pa.array([code[1:2] or None for code in codes], pa.string())
        ready.given["accommodation_suitable"] = replace(home, cells=suits, overrides=SUITABLE)


def _birthday(born: dt.date, year: YearOf) -> dt.date:
    """The birthday in the reporting year; 28 February for those born on the 29th, in other years."""
    for when in (year.begins.year, year.ends.year):
        try:
            day = born.replace(year=when)
        except ValueError:
            day = dt.date(when, 2, 28)
        if year.begins <= day <= year.ends:
            return day
    raise AssertionError("a year without a birthday")


def _episodes(ready: _Ready) -> None:
    """Postcodes in one form, so that a home is known again."""
    for name in ("placements__postcode", "addresses__postcode"):
        one = ready.given.get(name)
        if one is not None:
            ready.given[name] = replace(one, cells=_postcodes(_array(one.cells)))


def _postcodes(texts: pa.Array) -> pa.Array:
    encoded = texts.dictionary_encode()
    plain = [_postcode(text) if text else None for text in encoded.dictionary.to_pylist()]
    return pa.array(plain, pa.string()).take(encoded.indices)


def _postcode(text: str) -> str | None:
    """Capitals with one space before the last three characters; half a postcode stays as it is."""
    whole = clean(text).upper().replace(" ", "")
    return f"{whole[:-3]} {whole[-3:]}" if 5 <= len(whole) <= 7 else whole or None


def _array(cells: pa.Array | pa.ChunkedArray) -> pa.Array:
    return cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells


_PREPARE: dict[str, Callable[[_Ready], None]] = {
    "header": _header,
    "episodes": _episodes,
    "oc2": _oc2,
    "oc3": _oc3,
}
