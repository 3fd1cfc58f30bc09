"""Quarters, years to date and twelve months beside the months that readers were told."""

from __future__ import annotations

from collections.abc import Mapping

from goldenthread.analysis.disclosure import DEFAULT, Released
from goldenthread.analysis.disclosure.cells import View
from goldenthread.analysis.disclosure.links.times import period_links
from goldenthread.analysis.disclosure.quantities import Quantities
from goldenthread.engine.cards import shipped_measures
from goldenthread.model.result import ALL
from tests.attack.by_hand import Table, release, results
from tests.attack.worlds import AUTHORITY

CONTACTS = "contacts_received"
MONTHS = ("2022-04", "2022-05", "2022-06")
QUARTER = "FY2022-23Q1"


def of(numbers: Mapping[str, float]) -> Table:
    """Contacts of the whole authority by period."""
    return {(CONTACTS, period, "", ""): number for period, number in numbers.items()}


def by_source(period: str, police: float, school: float) -> Table:
    """Contacts of a period by source, with their total."""
    groups = {(CONTACTS, period, "source", name): n for name, n in (("police", police), ("school", school))}
    return groups | of({period: police + school})


def is_shown(out: Released, period: str, group: str = "") -> bool:
    breakdown = "source" if group else ALL
    return out.results.get(CONTACTS, AUTHORITY, period, breakdown, group or ALL).status.value == "ok"


def test_a_quarter_tells_of_a_month_that_was_corrected_and_not_shown_again() -> None:
    told = of(dict.fromkeys(MONTHS, 100.0) | {QUARTER: 300.0})
    silent, said = (
        release([told, table])[-1]
        for table in (
            of({"2022-06": 100.0, QUARTER: 301.0}),
            of({"2022-04": 101.0, "2022-05": 100.0, "2022-06": 100.0, QUARTER: 301.0}),
        )
    )
    assert not is_shown(silent, QUARTER)
    assert is_shown(silent, "2022-06")
    assert is_shown(said, QUARTER)


def test_a_quarter_of_which_no_more_is_known_than_can_be_is_shown() -> None:
    assert is_shown(release([of({"2022-05": 100.0, QUARTER: 300.0})])[-1], QUARTER)
    assert not is_shown(release([of({"2022-05": 100.0}), of({QUARTER: 99.0})])[-1], QUARTER)


def test_groups_of_a_quarter_stand_alone_or_beside_all_their_months() -> None:
    quarter = by_source(QUARTER, 300.0, 150.0)
    months = [by_source(month, 100.0, 50.0) for month in MONTHS]
    alone, with_some, with_all = (
        release(tables)[-1] for tables in ([quarter], [months[0], quarter], [*months, quarter])
    )
    assert is_shown(alone, QUARTER, "police")
    assert not is_shown(with_some, QUARTER, "police")
    assert is_shown(with_some, QUARTER)
    assert is_shown(with_all, QUARTER, "police")


def test_groups_whose_months_do_not_add_up_any_more_go_together() -> None:
    months = [by_source(month, 100.0, 50.0) for month in MONTHS]
    out = release([*months, by_source("2022-06", 100.0, 50.0) | by_source(QUARTER, 301.0, 150.0)])[-1]
    assert not is_shown(out, QUARTER, "police")
    assert not is_shown(out, QUARTER, "school")
    assert is_shown(out, "2022-06", "police")


def test_groups_of_a_year_to_date_need_their_months() -> None:
    """What came in December would be the difference of two of them."""
    out = release([by_source("FYTD2022-11", 300.0, 150.0), by_source("FYTD2022-12", 303.0, 197.0)])
    assert not is_shown(out[0], "FYTD2022-11", "police")
    assert not is_shown(out[1], "FYTD2022-12", "police")
    assert is_shown(out[1], "FYTD2022-12")


def test_a_quarter_and_a_part_of_it_by_group_are_not_both_shown() -> None:
    year, quarter = by_source("FY2022-23", 1200.0, 600.0), by_source(QUARTER, 300.0, 150.0)
    out = release([quarter, year])[-1]
    assert is_shown(release([year])[-1], "FY2022-23", "police")
    assert not is_shown(out, "FY2022-23", "police")


def test_a_year_to_date_of_one_month_is_that_month() -> None:
    rows = results(of({"2022-04": 30.0, "FYTD2022-04": 30.0}))
    view = View(rows, shipped_measures(), Quantities(), DEFAULT)
    month, to_date = (
        next(n for name, n in view.at.items() if name[1] == p) for p in ("2022-04", "FYTD2022-04")
    )
    assert ((to_date, 1.0), (month, -1.0)) in [bound.terms for bound in period_links(view, view.at)]
