"""Returns of the year that goes on, and the lists as CSV files: read back, they give the planted truths."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from goldenthread.base.periods import parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.figures import figures
from goldenthread.sample import annex_a, cin_census, ssda903, truths
from goldenthread.sample.council import Council
from goldenthread.sample.covers import history_start
from goldenthread.sample.return_years import part_year
from goldenthread.sources import Delivery, Identities, read
from goldenthread.sources.reading import PROVENANCE
from goldenthread.warehouse.load import load
from goldenthread.warehouse.snapshot import Snapshot, current_snapshot
from goldenthread.warehouse.workspace import create
from tests.sample.planted_council import planted_council
from tests.sample.returned_council import returned_council

MONTHS = [f"2023-{month:02d}" for month in range(4, 13)] + ["2024-01"]
OF_CARE = ("cla_count", "cla_started", "cla_ceased", "placements_3plus_pct")
OF_NEED = (
    *("referrals_received", "assessments_started", "assessments_completed", "assessments_45wd_pct"),
    *("s47_started", "icpc_held", "cp_plans_started", "cp_plans_ended", "cp_plans_open"),
)


def delivered(made: Council, *paths: Path) -> Delivery:
    return read(paths, authority=made.authority, identities=Identities(bytes(32), made.authority))


def loaded(made: Council, folder: Path) -> Snapshot:
    """What is in force when the folders of a place came as one delivery."""
    here, _ = create(folder / "here", made.authority, "Sample (synthetic)", folder / "council.key")
    identities = Identities(here.keys.identities, made.authority)
    load(here, read(sorted((folder / "files").iterdir()), authority=made.authority, identities=identities))
    return current_snapshot(here)


def planted(made: Council, measures: tuple[str, ...]) -> dict[tuple[str, str], tuple[object, object]]:
    """Numerator and denominator of the totals by measure and month."""
    ends = [dt.date.fromisoformat(f"{one}-01") for one in (*MONTHS[1:], "2024-02")]
    lines = truths.compute(made, [day - dt.timedelta(1) for day in ends], measures)
    return {
        (line[0], line[2]): (line[5], line[6]) for line in lines if line[3] == "all" and line[2] in MONTHS
    }


def counted(loaded: Snapshot, measures: tuple[str, ...]) -> dict[tuple[str, str], tuple[object, object]]:
    catalogue = shipped_measures()
    chosen = [catalogue[name] for name in measures]
    found = figures(loaded, catalogue, chosen, [parse(one) for one in MONTHS], [])
    return {(one.measure, one.period): (one.numerator, one.denominator) for one in found}


@pytest.mark.parametrize(
    ("whole", "part", "measures"),
    [
        (ssda903.write_csvs, ssda903.write_part, OF_CARE),
        (cin_census.write, cin_census.write_part, OF_NEED),
    ],
    ids=["care", "need"],
)
def test_the_year_that_goes_on_gives_the_truths(whole, part, measures, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Beside the years before it, to the day of the extract and no further."""
    made = returned_council()
    whole(made, tmp_path / "files" / "years")
    part(made, tmp_path / "files" / "part")
    reading = delivered(made, tmp_path / "files" / "part").readings[-1]
    assert reading.extracted_on == made.extracted_on == dt.date(2024, 1, 31)
    assert all(one.rows_in == one.stored and not one.excluded for one in reading.accounts)
    wanted = planted(made, measures)
    assert len(wanted) == len(MONTHS) * len(measures)
    found = counted(loaded(made, tmp_path), measures)
    assert {key: found[key] for key in wanted} == wanted


def test_a_year_that_has_ended_or_began_before_the_history_is_no_part() -> None:
    assert [year.label for year in part_year(returned_council())] == ["2023-24_at_2024-01-31"]
    assert [(year.first, year.last) for year in part_year(returned_council())] == [
        (dt.date(2023, 4, 1), dt.date(2024, 1, 31))
    ]
    assert part_year(replace(returned_council(), extracted_on=dt.date(2023, 3, 31))) == []
    early = replace(planted_council(), extracted_on=history_start(planted_council()) + dt.timedelta(60))
    assert part_year(early) == []


def test_lists_as_csv_files_are_the_lists_of_the_workbook(tmp_path: Path) -> None:
    """All rows of all tables are equal; only the place from which each came is another."""
    made = planted_council()
    annex_a.write(made, tmp_path / "book")
    annex_a.write_csvs(made, tmp_path / "lists")
    assert len(list((tmp_path / "lists").iterdir())) == len(annex_a.LISTS)
    (book,) = delivered(made, tmp_path / "book").readings
    (lists,) = delivered(made, tmp_path / "lists").readings
    assert (book.standard, lists.standard) == ("AA", "AA")
    assert book.extracted_on == lists.extracted_on == made.extracted_on
    assert book.covers == lists.covers
    rows = {batch.table: batch.rows.drop_columns(list(PROVENANCE)) for batch in book.batches}
    assert {one.table for one in lists.batches} == set(rows)
    for batch in lists.batches:
        own = batch.rows.drop_columns(list(PROVENANCE))
        assert sorted(map(repr, own.to_pylist())) == sorted(map(repr, rows[batch.table].to_pylist())), (
            batch.table
        )
