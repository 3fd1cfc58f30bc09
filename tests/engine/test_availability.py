"""Whether a load can supply a figure: from covers alone, before anything is counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from goldenthread.base.periods import parse
from goldenthread.engine.availability import Answer, Availability
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.parameters import ParameterSet, ParameterValue
from goldenthread.engine.tallies import tallies
from goldenthread.model.standards import LOCAL
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.cover import Covers, TableCover

FIRST, LAST = dt.date(2018, 1, 31), dt.date(2024, 1, 31)
EPISODES = frozenset(column.name for column in TABLES["early_help_episodes"].columns)


def answer(measure: str, period: str, *covers: TableCover) -> Answer:
    catalogue = shipped_measures()
    (tally,) = tallies([catalogue[measure]], catalogue, None).values()
    return Availability(Covers(covers), ParameterSet()).answer(tally, "X1", covers[0].standard, parse(period))


def episodes(standard: str, columns: frozenset[str]) -> TableCover:
    return TableCover("X1", standard, "early_help_episodes", FIRST, LAST, FIRST, columns)


def test_an_unrecorded_level_counts_and_is_flagged() -> None:
    """Ruling 7: only episodes marked universal are left out."""
    known = answer("early_help_open_children", "2023-12", episodes(LOCAL, EPISODES))
    unknown = answer("early_help_open_children", "2023-12", episodes("SSD", EPISODES - {"level"}))
    assert (known.reason, known.flags) == ("", ())
    assert (unknown.reason, unknown.flags) == ("", ("level of early help support not recorded",))


def test_a_column_is_needed_in_the_periods_in_which_the_council_s_rule_reads_it() -> None:
    """Caseloads of those without a disability need to know of disabilities; caseloads of all do not."""
    covers = [
        TableCover("X1", standard, name, FIRST, LAST, FIRST, frozenset(c.name for c in TABLES[name].columns))
        for standard, name in (("SSD", "involvements"), ("SSD", "workers"), (LOCAL, "workforce_spells"))
    ]
    dated = [
        ParameterValue("X1", "caseload_counts_disability", None, rule, first)
        for rule, first in ((0, dt.date(2017, 4, 1)), (1, dt.date(2023, 4, 1)))
    ]
    catalogue = shipped_measures()
    tally = tallies([catalogue["caseload_per_fte"]], catalogue, None)["caseload_per_fte.numerator"]
    known = Availability(Covers(covers), ParameterSet(tuple(dated)))
    reasons = {p: known.answer(tally, "X1", "SSD", parse(p)).reason for p in ("2023-03", "2023-04")}
    assert reasons == {"2023-03": "no disabilities in the load", "2023-04": ""}


def test_a_column_that_came_later_bounds_the_figures_that_read_it() -> None:
    contacts = frozenset(column.name for column in TABLES["contacts"].columns)
    older = TableCover("X1", "SSD", "contacts", FIRST, dt.date(2023, 6, 30), FIRST, contacts - {"source"})
    newer = TableCover("X1", "SSD", "contacts", dt.date(2023, 7, 1), LAST, dt.date(2023, 7, 1), contacts)
    joined = newer.joined_to(older)
    assert answer("contacts_police_share_pct", "2023-07", joined).reason == ""
    assert answer("contacts_police_share_pct", "2023-06", joined).reason == "contacts begin on 1 July 2023"
    assert answer("contacts_received", "2023-06", joined).reason == ""


def test_a_figure_of_a_table_of_which_many_rows_are_held_says_so() -> None:
    """It is short, and would look right."""
    whole = TableCover("X1", "903", "cla_periods", FIRST, LAST, FIRST, columns_of("cla_periods"))
    short = replace(whole, held=(355, 1_419))
    assert answer("cla_count", "2023-12", short).flags == ("355 of 1,419 rows for periods of care held",)
    assert answer("cla_count", "2023-12", replace(whole, held=(70, 1_419))).flags == ()
    older = replace(short, covers_from=dt.date(2017, 1, 1), covers_to=FIRST)
    assert whole.joined_to(older).held == (355, 1_419)
    assert whole.joined_to(short).held == (0, 0)  # no row of it counts beside those of the newer load


def columns_of(table: str) -> frozenset[str]:
    return frozenset(column.name for column in TABLES[table].columns)


def test_a_look_back_is_whole_when_the_cover_begins_the_day_after_it() -> None:
    """What happened so many months before to the day has lapsed, so a return of one year holds 12 months."""
    begins = dt.date(2023, 4, 1)
    ends = dt.date(2024, 3, 31)
    covers = [
        TableCover(
            "X1", "903", name, begins, ends, begins, frozenset(one.name for one in TABLES[name].columns)
        )
        for name in ("cla_periods", "placements")
    ]
    assert answer("placements_3plus_pct", "2024-03", *covers).reason == ""
    assert "too late to look back 12 months" in answer("placements_3plus_pct", "2024-02", *covers).reason
    assert "are known from 1 April 2023" in answer("placements_3plus_pct", "2023-03", *covers).reason


def test_where_children_live_needs_the_children() -> None:
    """A return without its header has every placement and nobody whose they are: all would be 'unknown'."""

    def reason(*absent: str) -> str:
        covers = [
            TableCover(
                "X1", "903", name, FIRST, LAST, FIRST, frozenset(column.name for column in table.columns)
            )
            for name, table in TABLES.items()
            if name in ("cla_periods", "placements", "persons") and name not in absent
        ]
        return answer("placement_mix_pct", "2023-12", *covers).reason

    assert reason() == ""
    assert reason("persons") == "no people in the load"
    assert reason("placements") == "no placements in the load"
