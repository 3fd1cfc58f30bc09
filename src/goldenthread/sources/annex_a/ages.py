"""The lists of which every child has an age: in care, and leaving it.

Another list may say when a child was born. Where none does, the child is of no age, and leaves the figures
of care leavers and of those aged 16 and 17 without a word.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.annex_a.rows import Prepared
from goldenthread.sources.silent import SILENT, STOPS

AGED = frozenset({8, 9})
"""Numbers of these lists."""


def refuse_ageless(prepared: Prepared, rows: pa.Table, born: pa.ChunkedArray) -> None:
    """Refuse a list of which a good part of the children have no date of birth in any list.

    `rows`: the children of the list as they are read; `born`: ids of those of all lists with a date of birth,
    or an expected one. A date that cannot be read is the feed contract's to count.
    """
    if prepared.spec.number not in AGED:
        return
    ageless = pc.invert(pc.is_in(rows["person_id"], value_set=pc.unique(born)))
    if prepared.has("dob"):
        says = prepared.raw.rows.filter(prepared.filled("dob"))
        ageless = pc.and_not(ageless, pc.is_in(rows["src_row"], value_set=says.cast(rows["src_row"].type)))
    children = len(pc.unique(rows["person_id"]))
    without = len(pc.unique(rows["person_id"].filter(ageless)))
    if children < SILENT or without < STOPS * children:
        return
    header = prepared.headers.get("dob") or prepared.silent.get("dob")
    raise RefusedInput(
        f"{prepared.spec.name}: {without:,} of {children:,} children have no date of birth, in this list or "
        "another one.",
        where=Place(prepared.raw.file, prepared.raw.sheet, column=header),
        why="Without it nobody knows how old they are: figures of an age leave them out and look right.",
        do="Export the list again with the date of birth of every child.",
    )
