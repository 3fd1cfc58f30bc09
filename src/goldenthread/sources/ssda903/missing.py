"""Fields that the rows of a table cannot be understood without: gone, renamed, empty, or empty in many rows.

XML leaves empty fields out, and an emptied column is no statement that nothing ended, or that nobody is on a
short break. Below the share that stops, what is empty is said, and stands in the rules of data quality.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.columns import match
from goldenthread.sources.headers import looks_renamed, safe_headers
from goldenthread.sources.reading import Note, RawTable
from goldenthread.sources.silent import SILENT, STOPS
from goldenthread.sources.ssda903.return_table import ReturnTable
from goldenthread.sources.ssda903.tables import TABLES_903
from goldenthread.sources.text import clean, fold, is_empty, says_nothing

ALWAYS = {"episodes": ("RNE", "LS", "PLACE"), "header": ("DOB",)}
"""Fields that every row of a table has, and without which a row is kept."""

WHY: Mapping[str, str] = {
    "CHILD": "nobody knows whose the rows are",
    "DOB": "every age is unknown, and care does not end at 18",
    "DECOM": "nothing has begun on any day",
    "RNE": "a start of care cannot be told from a change of placement or of law",
    "LS": "short breaks count as care",
    "PLACE": "foster care, children's homes and every move are unknown",
    "DEC": "everything is still open",
    "REC": "a change cannot be told from the end of care",
    "REVIEW": "no review was held on any day",
    "IN_TOUCH": "every care leaver is out of touch",
    "DATE_INT": "no child was decided for on any day",
    "DATE_MATCH": "no child was matched on any day",
    "DATE_PLACED": "no child was placed for adoption on any day",
    "PREV_PERM": "no child was in a lasting home before",
    "MISSING": "going missing cannot be told from being away without leave",
    "MIS_START": "nobody went missing on any day",
    "MIS_END": "everybody who went missing is still away",
    "SW_ID": "nobody knows who works with the child",
    "SW_DECOM": "no social worker began on any day",
    "SW_DEC": "every social worker still has the child",
    "DOLO_START": "no child was deprived of liberty on any day",
    "DOLO_END": "every child deprived of liberty still is",
}
"""What the rows say without a field, to end 'Without it'."""

GOES_ON = "X1"
"""The reason for ending that says that the child's next episode began."""

DO = "Export it again with all fields of its layout under their own names, or leave the table out."


def refuse_missing(name: str, raw: RawTable) -> None:
    """Refuse a table without the fields that its rows cannot be understood without.

    A field of which no cell says anything is not there either, once chance cannot leave so many rows empty,
    or another header looks like its new name. Nor may a good part of the rows be without it.
    """
    one = TABLES_903[name]
    columns = {fold(header): at for at, header in enumerate(raw.cells.column_names)}
    strangers = _strangers(one, raw)
    by_name: dict[str, list[str]] = {"lacks the field": [], "has no value in the field": []}
    renamed: dict[str, str | None] = {}
    for need in one.needs:
        there = [columns[name] for name in columns if one.usual([name]) == {fold(need)}]
        silent = all(says_nothing(raw.cells.column(at)) for at in there)
        guess = looks_renamed(need, strangers)
        if there and not (silent and raw.cells.num_rows and (guess or raw.cells.num_rows >= SILENT)):
            continue
        by_name["has no value in the field" if there else "lacks the field"].append(need)
        renamed[need] = guess
    missing = [f"{how}{'s' if len(of) > 1 else ''} {', '.join(of)}" for how, of in by_name.items() if of]
    if missing:
        raise RefusedInput(
            " ".join([f"The table {one.title} {' and '.join(missing)}.", *_guesses(renamed, strangers)]),
            where=Place(raw.file, raw.sheet),
            why=_why(list(renamed)),
            do=DO,
        )
    _refuse_many_without(name, raw)


def _guesses(renamed: Mapping[str, str | None], strangers: Sequence[str]) -> list[str]:
    """What the missing fields may be called now: what looks like one, else the only column nobody knows."""
    found = [f"{need} looks renamed to {guess}." for need, guess in renamed.items() if guess]
    if not found and len(renamed) == len(strangers) == 1:
        found = [f"{strangers[0]} is the only column that is not known: is it {next(iter(renamed))}?"]
    return found


def _why(fields: Sequence[str]) -> str:
    parts = [f"Without {field} the rows say that {WHY[field]}" for field in fields]
    return "; ".join([parts[0], *(part[0].lower() + part[1:] for part in parts[1:])]) + "."


def _refuse_many_without(name: str, raw: RawTable) -> None:
    """Refuse a table of which a good part of the rows lack a field that every row has, or an end that their
    reason for ending speaks of."""
    one = TABLES_903[name]
    for field in ALWAYS.get(name, ()):
        filled = _filled(one, raw, field)
        if filled is not None:
            _refuse_many(one, raw, field, len(filled) - _count(filled), len(filled), "rows", WHY[field])
    without, of = _ended_without_day(name, raw, _is_end)
    what = "episodes with a reason for ending (REC), not counting those with X1 and no end"
    _refuse_many(one, raw, "DEC", without, of, what, "they are still open")


def _refuse_many(
    one: ReturnTable, raw: RawTable, field: str, without: int, of: int, what: str, why: str
) -> None:
    if of < SILENT or without < STOPS * of:
        return
    raise RefusedInput(
        f"The table {one.title} has no value in the field {field} in {without:,} of {of:,} {what}.",
        where=Place(raw.file, raw.sheet, column=field),
        why=f"Without it the rows say that {why}; of so many every figure would be wrong and look right.",
        do=f"Export it again with {field} in every row that has one.",
    )


def what_is_missing(name: str, raw: RawTable) -> list[Note]:
    """What is said of a table that is read with some rows of which a field is empty."""
    one, notes = TABLES_903[name], []
    for field in ALWAYS.get(name, ()):
        filled = _filled(one, raw, field)
        if filled is not None and (without := len(filled) - _count(filled)):
            text = f"{one.title}, column {field}: {without:,} of {len(filled):,} cells are empty. Without it "
            notes.append(Note("warning", f"{text}the rows say that {WHY[field]}.", raw.file))
    without, of = _ended_without_day(name, raw, _is_given)
    if without:
        text = f"Episodes that have a reason for ending (REC) and no end (DEC): {without:,} of {of:,} with a "
        text += "reason; they count as open until the child's next episode begins."
        notes.append(Note("warning", text, raw.file))
    return notes


def _is_given(cell: str) -> bool:
    return not is_empty(clean(cell))


def _is_end(cell: str) -> bool:
    """Whether a reason says that the episode ended. X1 says that the next one began: some systems write it
    into episodes that go on, which says nothing."""
    text = clean(cell)
    return not is_empty(text) and not text.upper().startswith(GOES_ON)


def _ended_without_day(name: str, raw: RawTable, counts: Callable[[str], bool]) -> tuple[int, int]:
    """How many episodes have a reason for ending that counts and no end, and how many have any reason."""
    if name != "episodes":
        return 0, 0
    one = TABLES_903[name]
    day, reason, given = _filled(one, raw, "DEC"), _filled(one, raw, "REC", counts), _filled(one, raw, "REC")
    if day is None or reason is None or given is None:
        return 0, 0
    return _count(pc.and_(reason, pc.invert(day))), _count(given)


def _filled(
    one: ReturnTable, raw: RawTable, field: str, counts: Callable[[str], bool] = _is_given
) -> pa.Array | None:
    """Of each row whether its cell of a field counts as filled; None where the field is not there."""
    to = one.wanted[fold(field)]
    given = match(raw, one.wanted).get(to)
    if given is None:
        return None
    cells = given.cells.combine_chunks() if isinstance(given.cells, pa.ChunkedArray) else given.cells
    encoded = cells.dictionary_encode()
    says = [counts(text) for text in encoded.dictionary.to_pylist()]
    return pc.fill_null(pa.array(says, pa.bool_()).take(encoded.indices), False)


def _count(which: pa.Array) -> int:
    return int(pc.sum(which).as_py() or 0)


def _strangers(one: ReturnTable, raw: RawTable) -> list[str]:
    """The headers of a table that are none of its fields, and may be shown."""
    headers = raw.cells.column_names
    shown = safe_headers(headers, one.folded)
    return [
        header
        for header, safe in zip(headers, shown, strict=True)
        if header == safe and fold(header) and fold(header) not in one.folded
    ]
