"""For which days each table of a return is complete, and which columns the episodes give the derived tables.

A return is whole from 1 April to 31 March: what was open on any day of the year is in it with its start.
What speaks for the end of the year alone (health and outcomes, social workers of those still looked after) is
known as at that day. A leaving care status holds for the year after a birthday, so everybody has one at the
end of the year and not before.
"""

from __future__ import annotations

from collections.abc import Mapping

from goldenthread.sources.reading import Cover
from goldenthread.sources.ssda903.year import YearOf

AT_THE_END = frozenset({"cla_annual_health", "sdq_scores", "involvements"})
STOCK_AT_THE_END = frozenset({"care_leavers"})

PERIODS = {
    "end_date": "end_date",
    "end_reason": "end_reason",
    "need": "primary_need",
    "legal_status": "is_short_breaks",
}
"""Columns of episodes, and those of periods that follow from them."""

ADOPTION = frozenset({"placed_date", "foster_placed_date", "order_date", "order_type", "cla_period_id"})
ADOPTED_BY_CARER = frozenset({"adopted_by_carer"})


def covers(supplied: Mapping[str, frozenset[str]], year: YearOf) -> dict[str, Cover]:
    """The cover of every table of a return, those that are derived from its episodes too."""
    return {table: _cover(table, columns, year) for table, columns in derived(supplied).items()}


def _cover(table: str, columns: frozenset[str], year: YearOf) -> Cover:
    begins = year.extracted_on if table in AT_THE_END else year.begins
    stock = year.extracted_on if table in STOCK_AT_THE_END else None
    return Cover(begins, year.extracted_on, columns, stock_from=stock)


def derived(supplied: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Columns by table, with those that are worked out over the episodes of all returns in force."""
    found = dict(supplied)
    episodes = supplied.get("cla_episodes")
    if episodes is None:
        return found
    always = {"cla_period_id", "person_id", "start_date"}
    found["cla_episodes"] = episodes | {"cla_period_id", "placement_id"}
    found["cla_periods"] = frozenset(always | {to for name, to in PERIODS.items() if name in episodes})
    found["placements"] = supplied["placements"] | {"cla_period_id", "carer_spell_id"}
    adoption = ADOPTION | ADOPTED_BY_CARER
    if "legal_status" in episodes:
        found["legal_statuses"] = frozenset(
            {"legal_status_id", "person_id", "legal_status", "start_date", "end_date"}
        )
        adoption |= {"placement_order_date"}
    found["permanence"] = supplied.get("permanence", frozenset()) | adoption | {"permanence_id", "person_id"}
    return found
