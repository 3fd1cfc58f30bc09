"""What each table of a sample covers: first and last date for which its events are complete."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goldenthread.sample.council import Council

REGISTER_STARTS: dict[str, dt.date] = {
    "family_hub_attendance": dt.date(2022, 4, 1),
    "supporting_families_outcomes": dt.date(2022, 4, 1),
    "audits": dt.date(2021, 4, 1),
    "audit_findings": dt.date(2021, 4, 1),
    "supervisions": dt.date(2021, 4, 1),
    "cla_education": dt.date(2020, 9, 1),
    "placement_move_plans": dt.date(2022, 4, 1),
    "care_leavers": dt.date(2021, 4, 1),
    "fostering_enquiries": dt.date(2020, 4, 1),
    "hr_posts": dt.date(2020, 4, 1),
    "agency_spend": dt.date(2020, 4, 1),
    "case_records": dt.date(2021, 4, 1),
    "workforce_spells": dt.date(2017, 1, 1),
}


def history_start(council: Council) -> dt.date:
    """The first day of the council's history: that of its first contact's month."""
    first = min(row["contact_date"] for row in council.tables["contacts"])
    return dt.date(first.year, first.month, 1)


def cover_rows(council: Council, tables: list[str]) -> Iterator[list[str]]:
    """Rows of cover.csv for tables."""
    start, until = history_start(council), council.extracted_on
    for table in sorted(tables):
        first = max(start, REGISTER_STARTS[table]) if table in REGISTER_STARTS else start
        if table == "workforce_spells":
            first = min(start, REGISTER_STARTS[table])
        yield [table, first.isoformat(), until.isoformat(), until.isoformat()]
