"""Lists 10 and 11: adoption, adopters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goldenthread.sample.annex_a import keys
from goldenthread.sample.annex_a.context import Context, Line, last
from goldenthread.sample.council import Row
from goldenthread.sample.truths.care import unbroken_care

STEPS = (
    "enquiry_date",
    "stage1_start",
    "stage1_end",
    "stage2_start",
    "stage2_end",
    "applied_date",
    "approved_date",
    "matched_date",
    "placed_date",
)


def adoptions(context: Context) -> Iterator[Line]:
    """List 10: children with a decision for adoption, an adoption or a reversal in the last 12 months.

    The family identifier is that of the adoptive family, which the council's rows do not give: blank.
    """
    rows = [row for row in context.records.rows("permanence") if _is_listed(context, row)]
    for row in sorted(rows, key=lambda row: (str(row["person_id"]), str(row["permanence_id"]))):
        person = row["person_id"]
        yield [
            person,
            None,
            *context.about(person),
            *context.disability(person),
            _entered_care(context, row),
            row["decision_date"],
            row["placement_order_date"],
            row["matched_date"],
            row["placed_date"],
            row["order_date"] if row["order_type"] == "adoption" else None,
            row["reversed_date"],
            keys.REVERSED.get(row["reversed_reason"]),
            row["ffa_placed_date"],
        ]


def _is_listed(context: Context, row: Row) -> bool:
    adopted = row["order_date"] if row["order_type"] == "adoption" else None
    return any(context.within(day, 12) for day in (row["decision_date"], adopted, row["reversed_date"]))


def _entered_care(context: Context, row: Row) -> dt.date | None:
    """The start of the care in which the decision was taken, same-day returns joined."""
    day = row["order_date"] or row["reversed_date"] or row["decision_date"]
    cares = unbroken_care(context.records).get(row["person_id"], [])
    return last((care.start for care in cares), day)


def adopters(context: Context) -> Iterator[Line]:
    """List 11: adopters with any step of the process in the last 12 months."""
    rows = [
        row
        for row in context.records.rows("adopters")
        if any(context.within(row[step], 12) for step in (*STEPS, "order_date", "left_date"))
    ]
    for row in sorted(rows, key=lambda row: str(row["adopter_id"])):
        yield [
            row["adopter_id"],
            row["family_id"],
            keys.GENDER.get(str(row["sex"]), keys.NOT_STATED),
            keys.ETHNICITY.get(str(row["ethnicity"]), keys.ETHNICITY["NOBT"]),
            keys.yes_no(row["has_disability"]),
            None if row["is_ffa"] is None else "Yes" if row["is_ffa"] else "No",
            *(row[step] for step in STEPS),
            row["children_placed"],
            row["order_date"],
            row["left_date"],
            row["left_reason"],
        ]
