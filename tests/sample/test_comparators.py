"""The comparators that the sample brings: read whole, under names that cards know, said to be typed in."""

from __future__ import annotations

from pathlib import Path

from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.published_series import published_series
from goldenthread.sample.comparators import FILE, write
from tests.sample.returned_council import returned_council
from tests.support.published import figures, read_one

AREAS = {
    "970": "England",
    "989": "South East",
    "851": "Portsmouth",
    "850": "Hampshire",
    "921": "Isle of Wight",
}

QUOTED = {
    "rereferrals_12m_pct": {"South East": 28, "Portsmouth": 33, "Hampshire": 41, "Isle of Wight": 45},
    "early_help_rate": {"South East": 122},
    "care_applications_rate": {
        "England": 4.0,
        "South East": 3.1,
        "Portsmouth": 8.0,
        "Isle of Wight": 5.1,
        "Hampshire": 3.5,
    },
}
"""Again by hand, as the report has them."""


def test_the_file_holds_what_the_report_quotes_under_the_series_of_the_cards(tmp_path: Path) -> None:
    write(returned_council(), tmp_path)
    file = read_one(tmp_path / FILE)
    assert (file.held, file.typed) == ((), True)
    series = {
        measure: next(
            code for code in shipped_measures()[measure].benchmarks if published_series()[code].typed
        )
        for measure in QUOTED
    }
    found = {(code, AREAS[area], period): value for (code, area, period), value in figures(file).items()}
    assert found == {
        (series[measure], area, "2023-24 Q2"): value
        for measure, those in QUOTED.items()
        for area, value in those.items()
    }
    for one in file.series:
        basis = published_series()[one.code]
        assert (one.name, one.unit, one.kind) == (basis.name, basis.unit, basis.kind)
    named = {one.number: one.name for one in file.areas}
    assert named == {number: AREAS[number] for number in ("850", "851", "921")}
    sources = set(file.values["source"].to_pylist())
    assert all(one.startswith("Typed in for the sample") for one in sources)
