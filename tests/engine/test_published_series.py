"""The published series that cards name: each is described, and badly described is refused."""

from __future__ import annotations

import pytest

from goldenthread.base.errors import BadCard
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.published_series import published_series, read_series

MEASURES = shipped_measures()


def test_every_code_of_a_card_is_described_and_none_is_described_for_nothing() -> None:
    named = {code for one in MEASURES.values() for code in one.benchmarks}
    behind = {code for one in published_series().values() for code in (one.of, one.count) if code}
    assert named - set(published_series()) == set()
    assert set(published_series()) - named - behind == set()


def test_what_is_unlike_is_said_of_measures_that_name_the_series() -> None:
    for basis in published_series().values():
        for measure in basis.unlike:
            assert basis.series in MEASURES[measure].benchmarks


def test_a_series_that_no_file_brings_says_whence_it_is_typed() -> None:
    for basis in published_series().values():
        assert bool(basis.typed) == (not basis.series.startswith(("LAIT:", "EES:c1", "EES:c2", "EES:b1"))), (
            basis.series
        )


GOOD = "LAIT:A:\n  name: A\n  unit: percent\n  kind: financial year\n"
BAD = [
    (GOOD + "  colour: red\n", "A series has no field 'colour'."),
    (GOOD.replace("  unit: percent\n", ""), "The field 'unit' is missing."),
    (GOOD.replace("financial", "fiscal"), "'fiscal year' is no kind of period."),
    (GOOD + "  of: LAIT:B\n", "The series 'LAIT:B' is not described."),
    ("LAIT:A: percent\n", "A series has 'field: value' lines."),
]


@pytest.mark.parametrize(("text", "says"), BAD)
def test_a_bad_description_is_refused(text: str, says: str) -> None:
    with pytest.raises(BadCard) as refused:
        read_series(text, "series.yml")
    assert refused.value.what == says
    assert "LAIT:A" in str(refused.value.where)


def test_a_good_description() -> None:
    assert read_series(GOOD, "series.yml")["LAIT:A"].unit == "percent"
