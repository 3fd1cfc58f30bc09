"""Which standard supplies a measure, and what is said of the others."""

from __future__ import annotations

import datetime as dt

from goldenthread.base.periods import parse
from goldenthread.engine.availability import Availability
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.parameters import ParameterSet
from goldenthread.engine.supplies import Supplied, loaded_standards, supplied
from goldenthread.model.standards import LOCAL
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.cover import Covers, TableCover

FIRST, LAST = dt.date(2022, 4, 1), dt.date(2024, 3, 31)
CUT = dt.date(2023, 12, 31)


def cover(standard: str, table: str, first: dt.date = FIRST, last: dt.date = LAST, **less: str) -> TableCover:
    columns = frozenset(column.name for column in TABLES[table].columns) - set(less.values())
    return TableCover("X1", standard, table, first, last, first, columns)


def of(measure: str, period: str, *covers: TableCover) -> Supplied:
    catalogue = shipped_measures()
    (found,) = supplied(
        Availability(Covers(covers), ParameterSet()), catalogue, [catalogue[measure]], "X1", parse(period)
    )
    return found


def test_the_first_of_the_cards_order_that_can_is_read() -> None:
    covers = [cover(standard, "referrals") for standard in ("CIN", "SSD")]
    found = of("referrals_received", "2023-12", *covers)
    assert [(one.standard, one.read, one.reason) for one in found.offers] == [
        ("SSD", True, ""),
        ("CIN", False, ""),
    ]
    assert found.able == ("SSD", "CIN")


def test_when_the_first_ends_before_the_period_the_next_is_read_and_the_reason_said() -> None:
    covers = [cover("SSD", "referrals", last=CUT), cover("CIN", "referrals")]
    found = of("referrals_received", "2024-01", *covers)
    assert [(one.standard, one.read) for one in found.offers] == [("SSD", False), ("CIN", True)]
    assert "end on 31 December 2023" in found.offers[0].reason


def test_a_standard_that_lacks_one_part_supplies_none_of_a_measure() -> None:
    """Net change has two parts; both are read from one standard."""
    less = cover("SSD", "cp_plans", without="end_date")
    found = of("cp_plans_net_change", "2023-12", less, cover("CIN", "cp_plans"))
    assert [(one.standard, one.read) for one in found.offers] == [("SSD", False), ("CIN", True)]
    assert "end date" in found.offers[0].reason


def test_a_standard_that_is_not_on_the_card_has_no_offer() -> None:
    found = of("contacts_received", "2023-12", cover("CIN", "referrals"), cover("SSD", "contacts"))
    assert [one.standard for one in found.offers] == ["SSD"]


def test_only_what_the_authority_itself_loaded_counts() -> None:
    other = TableCover("X2", "CIN", "referrals", FIRST, LAST, FIRST, frozenset())
    covers = Covers([cover("SSD", "referrals"), other])
    assert loaded_standards(covers, "X1") == ("SSD",)
    assert loaded_standards(covers, "X2") == ("CIN",)
    assert LOCAL not in loaded_standards(covers, "X1")
