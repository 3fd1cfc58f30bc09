"""Sets of statistical neighbours: ten for each authority, under one edition of the model.

Columns are taken by position in pairs, since the workbook repeats its header 'SNP' ten times.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.model.published import Area, Neighbour, PublishedFile
from goldenthread.sources.published.areas import area_number, merged
from goldenthread.sources.published.given import Given
from goldenthread.sources.published.release import release
from goldenthread.sources.text import clean, fold

FIRST, CLOSENESS = ("sn1", "sn_1"), ("snp", "sn_1p", "sn1p")
PLACES = 10
OLDER = "old_sns"
"""Heading below which a workbook repeats authorities that are gone, by an older model."""

CREDIT = "Department for Education, statistical neighbours; Open Government Licence v3"
EDITIONS = {"2021": "2021-04", "2025": "2025-05"}
"""Editions of the model by the year that a file's name may give alone."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MODEL = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_MONTH_YEAR = re.compile(rf"(?<![a-z])({'|'.join(_MONTHS)})[a-z]*[_ -]*(20\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")

Row = tuple[int, list[str]]


def is_neighbours(rows: Sequence[Sequence[str]]) -> bool:
    """Whether one of the first rows names a first neighbour and its closeness."""
    return _heading(rows) is not None


def _heading(rows: Sequence[Sequence[str]]) -> tuple[int, int, int] | None:
    """Where the header row is, where its first neighbour stands, and how far the next one is."""
    for at, cells in enumerate(rows[:10]):
        folded = [fold(cell) for cell in cells]
        first = next((folded.index(name) for name in FIRST if name in folded), None)
        if first is not None and any(name in folded for name in CLOSENESS):
            return at, first, 2
    return None


def read_neighbours(given: Given) -> PublishedFile:
    """The neighbours of every authority; headings, repeated headings and older sets are held and counted."""
    rows = [(0, list(given.raw.cells.column_names)), *_rows(given)]
    found = _heading([cells for _, cells in rows])
    if found is None:  # recognised by it
        raise AssertionError("a neighbour file without its heading")
    _, first, step = found
    model = edition(given)
    neighbours: list[Neighbour] = []
    areas: list[Area] = []
    held: list[tuple[int, str]] = []
    older = False
    body = [(number, cells) for number, cells in rows[1:] if any(cells)]
    for number, cells in body:
        older = older or any(fold(cell) == OLDER for cell in cells)
        own = area_number(cells[0])
        places = [cells[first + step * place : first + step * place + 2] for place in range(PLACES)]
        named = [(area_number(pair[0]), pair[1:]) for pair in places if pair]
        reason = _why_held(own, [one for one, _ in named], older)
        if reason:
            held.append((number, reason))
            continue
        areas.append(Area(own, cells[1]))
        neighbours += [
            Neighbour(model, own, one, place, clean(rest[0]).casefold() if rest else "")
            for place, (one, rest) in enumerate(named, 1)
        ]
    _check(given, neighbours)
    return PublishedFile(
        name=given.file.name,
        sha256=given.sha256,
        what=f"statistical neighbours, model of {model}",
        why="its columns are SN1 to SN10 with how close each is",
        release=release((), given.released_on, given.today, _first_day(model)),
        rows_in=len(body),
        stored=len(areas),
        held=tuple(held),
        notes=given.said,
        areas=merged(areas),
        neighbours=tuple(neighbours),
        source=CREDIT,
    )


def _rows(given: Given) -> list[Row]:
    columns = [[clean(cell or "") for cell in column.to_pylist()] for column in given.raw.cells.columns]
    return [(given.row(at), [column[at] for column in columns]) for at in range(given.raw.cells.num_rows)]


def _why_held(own: str, named: Sequence[str], older: bool) -> str:
    if not own:
        return "a heading or a remark, no authority"
    if older:
        return "under 'Old SNs': of an older model"
    if len(named) < PLACES or not all(named):
        return "no neighbours are named: the authority is younger than the model"
    return ""


def _check(given: Given, neighbours: Sequence[Neighbour]) -> None:
    where = Place(given.file.name, given.raw.sheet)
    if not neighbours:
        raise RefusedInput(
            "No authority of the file has ten neighbours.", where=where, do="Download it again."
        )
    seen: dict[str, set[str]] = {}
    for one in neighbours:
        others = seen.setdefault(one.authority, set())
        if one.neighbour in others or one.neighbour == one.authority:
            raise RefusedInput(
                f"Authority {one.authority} names {one.neighbour} twice, or itself.",
                where=where,
                why="A mean of its neighbours would count one authority twice.",
                do="Download the file again.",
            )
        others.add(one.neighbour)


def edition(given: Given) -> str:
    """The model's edition, as 2025-05: stated, else told by the file's name."""
    if given.model is not None:
        if not _MODEL.fullmatch(given.model):
            raise RefusedInput(
                f"'{given.model}' is no edition of the model.", do="Write year and month, as 2025-05."
            )
        return given.model
    name = given.file.stem.casefold()
    if found := _MONTH_YEAR.search(name):
        return f"{found[2]}-{_MONTHS.index(found[1]) + 1:02d}"
    year = _YEAR.search(name)
    if year and year[1] in EDITIONS:
        return EDITIONS[year[1]]
    raise RefusedInput(
        "The file does not say of which edition of the model it is.",
        where=given.file.name,
        why="The neighbours of two editions differ, and so do their means.",
        do="Say year and month, as: --model 2025-05.",
    )


def _first_day(model: str) -> dt.date:
    return dt.date.fromisoformat(f"{model}-01")
