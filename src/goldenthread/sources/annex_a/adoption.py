"""Adopted children and their time in care, of which list 10 says when it began."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pyarrow.compute as pc

Parts = dict[str, list[tuple[int, pa.Table]]]


def join_care(parts: Parts, window_start: dt.date) -> None:
    """Adoptions tied to their period of care, in place.

    A period that list 10 alone tells of is kept only if it ended before the window of list 8, which is
    complete for its window; without list 8 nothing is known of care and none is kept.
    """
    lists = dict(parts.get("cla_periods", []))
    told = lists.pop(10, None)
    if told is None:
        return
    care = lists.get(8)
    if care is None:
        del parts["cla_periods"]
        return
    known = pc.is_in(told["person_id"], value_set=care["person_id"].combine_chunks())
    earlier = pc.less(told["end_date"], pa.scalar(window_start))
    kept = told.filter(pc.and_(pc.invert(known), earlier))
    parts["cla_periods"] = [(8, care), (10, kept)]
    parts["permanence"] = [(10, _tied(rows, care, kept)) for _, rows in parts["permanence"]]


def _tied(rows: pa.Table, *periods: pa.Table) -> pa.Table:
    """Adoptions with the child's last period of care that began before the order."""
    of_child: dict[str, list[tuple[dt.date, str]]] = {}
    for table in periods:
        columns = (table[name].to_pylist() for name in ("person_id", "start_date", "cla_period_id"))
        for who, start, period in zip(*columns, strict=True):
            of_child.setdefault(who, []).append((start, period))
    ends = rows["order_date"].to_pylist() if "order_date" in rows.column_names else [None] * rows.num_rows
    ids = [
        max((p for p in of_child.get(who, []) if end is None or p[0] <= end), default=(None, None))[1]
        for who, end in zip(rows["person_id"].to_pylist(), ends, strict=True)
    ]
    return rows.append_column("cla_period_id", pa.array(ids, pa.string()))
