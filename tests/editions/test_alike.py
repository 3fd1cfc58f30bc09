"""Releases of one month made from the same records give each figure alike, or it is said which not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from goldenthread.editions.releases import alike
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.model.results import Results
from tests.editions.conftest import workspace
from tests.publication.made_up import made_up_edition

NOON = dt.datetime(2024, 1, 5, 12, tzinfo=dt.UTC)
LEADERSHIP = ReleaseRecord(1, "2023-12", "leadership", "s1", "", "", "Ada", NOON)
EXEMPT = replace(LEADERSHIP, number=2, audience="exempt")


def results(**changed: object) -> Results:
    """The made-up results, with one of them otherwise."""
    rows = made_up_edition().results.table.to_pylist()
    place = next(n for n, row in enumerate(rows) if row["measure"] == "contacts_received")
    rows[place] |= changed
    return Results(pa.Table.from_pylist(rows, schema=made_up_edition().results.table.schema))


def said(
    monkeypatch: pytest.MonkeyPatch, folder: Path, other: Results, *, exempt: ReleaseRecord = EXEMPT
) -> list[str]:
    held = {1: results(), 2: other}
    monkeypatch.setattr(alike, "exact", lambda _, release: held[release.number])
    return alike.unlike_releases(workspace(folder), [LEADERSHIP, exempt])


def test_editions_that_agree_say_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert said(monkeypatch, tmp_path, results()) == []


def test_a_figure_in_two_ways_is_named_with_both_releases(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (sentence,) = said(monkeypatch, tmp_path, results(value=7.0, numerator=7.0))
    assert sentence.startswith(
        "Release 1 for leadership and Release 2 for exempt of 2023-12 are made from the same records, and "
        "they give contacts_received of "
    )
    assert "7" not in sentence


def test_what_one_withholds_is_no_other_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hidden = results(value=None, numerator=None, status="confidential")
    assert said(monkeypatch, tmp_path, hidden) == []


@pytest.mark.parametrize("change", [{"snapshot": "s2"}, {"period": "2023-11"}, {"corrected_by": 3}])
def test_other_records_months_and_what_is_corrected_are_not_held_against_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, change: dict[str, object]
) -> None:
    exempt = replace(EXEMPT, **change)  # type: ignore[arg-type] # fields by name
    assert said(monkeypatch, tmp_path, results(value=7.0), exempt=exempt) == []
