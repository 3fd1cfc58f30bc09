"""A large return read part by part: of the rows of a part nothing stays in memory but what is said of them.

A part holds children whole, so that it reads as a return of its own. Two things can only be known of the
whole: a child who stands in two places far apart, and dates written month-first, which make others of their
column doubtful. Where either is found, the return is read whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from goldenthread.sources.identity import normalise_column
from goldenthread.sources.intake import Taken
from goldenthread.sources.pieces import Pieces

OF_THE_WHOLE = frozenset({"month_first_date", "ambiguous_date", "swapped_date"})
"""Faults of cells that other cells of the column decide on."""


class NotInParts(Exception):
    """The return says something that only the whole can tell."""


class Parts:
    """Takes the parts of a return in their order. `take` makes the lists of one part from its tables."""

    def __init__(self, take: Callable[[dict[str, pa.Table]], Iterable[Taken]]) -> None:
        self._take = take
        self._pieces = Pieces()
        self._children: list[npt.NDArray[np.int64]] = []
        self._begins: list[pa.Table] = []

    def add(self, tables: dict[str, pa.Table]) -> None:
        """Take a part."""
        children = tables["Child"]
        self._begins.append(children.select(["number", "line"]).combine_chunks())
        self._children.append(_fingerprints(children["LAchildID"]))
        for taken in self._take(tables):
            codes = {one.code for one in taken.held} | {one.code for one in taken.faulty}
            if codes & OF_THE_WHOLE:
                raise NotInParts
            self._pieces.add(taken)

    @property
    def children(self) -> int:
        """How many were taken."""
        return sum(one.num_rows for one in self._begins)

    def lists(self) -> list[Taken]:
        """The lists of the whole return."""
        together = np.concatenate(self._children)
        together.sort()
        if np.any(together[1:] == together[:-1]):
            raise NotInParts
        return self._pieces.lists()

    def begins(self) -> pa.Table:
        """The number of each child in the file, and the line on which it begins."""
        return pa.concat_tables(self._begins)

    def close(self) -> None:
        """Remove what lies on disk."""
        self._pieces.close()


def _fingerprints(ids: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """A number for each different child of a part."""
    named = normalise_column(ids.combine_chunks()).drop_null().unique()
    return np.fromiter(map(hash, named.to_pylist()), np.int64, len(named))
