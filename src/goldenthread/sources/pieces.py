"""One list that was taken piece by piece, as if it had been taken whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from goldenthread.sources.intake import Faulty, Taken, fault_notes, left_out
from goldenthread.sources.reading import ColumnProfile, ListProfile, UnknownCode
from goldenthread.sources.spool import Spool


class Pieces:
    """The pieces of several lists: their rows lie in a spool, what is said of them in memory."""

    def __init__(self) -> None:
        self._spool = Spool()
        self._taken: dict[str, list[Taken]] = {}

    def add(self, piece: Taken) -> None:
        """Put a piece by."""
        self._spool.add(piece.list_name, piece.rows)
        self._taken.setdefault(piece.list_name, []).append(
            replace(piece, rows=piece.rows.schema.empty_table())
        )

    def lists(self) -> list[Taken]:
        """Every list, whole, in the order in which they came."""
        return [self._whole(name, pieces) for name, pieces in self._taken.items()]

    def close(self) -> None:
        """Remove what lies on disk; tables that were given stay readable."""
        self._spool.close()

    def _whole(self, name: str, pieces: Sequence[Taken]) -> Taken:
        first = pieces[0]
        faulty = _faulty(pieces)
        looked = _profile([one.profile for one in pieces])
        filled = [one for one in pieces if one.rows_in] or [first]
        return Taken(
            first.table,
            name,
            first.file,
            first.sheet,
            self._spool.table(name),
            sum(one.rows_in for one in pieces),
            tuple(held for one in pieces for held in one.held),
            fault_notes(name, first.file, faulty),
            frozenset().union(*(one.supplied for one in filled)),
            replace(looked, left_out=left_out(looked, faulty)),
            faulty,
        )


def _faulty(pieces: Sequence[Taken]) -> tuple[Faulty, ...]:
    rows: dict[tuple[int, str, str, str], list[int]] = {}
    for one in (each for piece in pieces for each in piece.faulty):
        rows.setdefault((one.place, one.name, one.header, one.code), []).extend(one.rows)
    found = [Faulty(*key, tuple(numbers)) for key, numbers in rows.items()]
    return tuple(sorted(found, key=lambda one: (one.place, one.rows[0])))


def _profile(profiles: Sequence[ListProfile]) -> ListProfile:
    columns = {name: _column([one.columns[name] for one in profiles]) for name in profiles[0].columns}
    return replace(profiles[0], rows=sum(one.rows for one in profiles), columns=columns)


def _column(profiles: Sequence[ColumnProfile]) -> ColumnProfile:
    forms: Counter[str] = Counter()
    unknown: dict[str, UnknownCode] = {}
    for one in profiles:
        forms.update(one.forms)
        for code in one.unknown:
            before = unknown.get(code.digest)
            unknown[code.digest] = replace(before, cells=before.cells + code.cells) if before else code
    return ColumnProfile(
        profiles[0].header,
        sum(one.filled for one in profiles),
        dict(forms),
        tuple(sorted(unknown.values(), key=lambda code: code.first_row)),
    )
