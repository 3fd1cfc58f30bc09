"""Which file is what; layouts that are known and not read; every real file is taken or refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.published import read_published
from tests.support.published import TODAY, figures, lait, real_delivery, shared_benchmarks, why_not

FOREIGN = [
    (
        "Web link,Local authority area code,Overall effectiveness\nx,852,Good\n",
        "Ofsted's inspection outcomes",
    ),
    ("Indicator ID,Area Code,Time period Sortable,Value\n90284,E92000001,20100000,1\n", "a Fingertips file"),
    ('urn,stat_neighbours,stat_neighbours_previous\n1,"308, 821","330, 331"\n', "a look-up of providers"),
    ("LTLA23CD,UTLA23CD\nE06000001,E06000001\n", "a look-up of districts and counties"),
    ("ChildID,Gender\n1,2\n", "no layout that is read"),
]


@pytest.mark.parametrize(("text", "reason"), FOREIGN)
def test_a_layout_that_is_not_read_is_named(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    assert why_not(path).startswith(reason)


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    rows = [("LAC", "2023", "852", "108")]
    paths = [lait(tmp_path, rows, name) for name in ("one.parquet", "two.parquet")]
    delivery = read_published(paths, today=TODAY)
    assert [one.name for one in delivery.files] == ["one.parquet"]
    assert delivery.not_taken == (("two.parquet", "the same content as one.parquet"),)


def test_a_file_of_which_nothing_can_be_used_is_refused_with_the_first_reason(tmp_path: Path) -> None:
    said = why_not(lait(tmp_path, [("LAC", "2023", "7", "108"), ("LAC", "2023", "8", "9")]))
    assert said.startswith(
        "Nothing of the file can be used. First, row 1: 'LA Number' is no authority's number."
    )
    assert why_not(lait(tmp_path, [])).startswith("The file has no rows.")


def test_a_damaged_file_refuses_the_whole_delivery(tmp_path: Path) -> None:
    good = lait(tmp_path, [("LAC", "2023", "852", "108")])
    cut = tmp_path / "cut.parquet"
    cut.write_bytes(good.read_bytes()[:-100])
    with pytest.raises(RefusedInput):
        read_published([good, cut], today=TODAY)


NOT_READ = {
    "LA_Inspection_Outcomes_as_at_31_March_2025.ods": "Ofsted's inspection outcomes",
    "region_hospital_admissions_2324.csv": "a Fingertips file",
    "national_cla_adopted_average_time_between_adoption_process_stages.csv": "Its figures are lengths",
}


def test_every_real_file_is_loaded_whole_or_refused_by_name() -> None:
    delivery = real_delivery()
    paths = [path for path in shared_benchmarks().rglob("*") if path.is_file()]
    refused = dict(delivery.not_taken)
    assert {name: reason[: len(NOT_READ[name])] for name, reason in refused.items()} == NOT_READ
    assert len(delivery.files) + len(refused) == len(paths) == 28
    for file in delivery.files:
        assert file.rows_in == file.stored + len(file.held), file.name
        if file.values.num_rows:
            assert file.held == (), file.name
    by_name = {file.name: file for file in delivery.files}
    assert by_name["bds_long_0.parquet"].values.num_rows == 641_070
    c1 = by_name["c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"]
    code = "EES:c1_children_in_need_referrals_and_rereferrals/rereferral_percent"
    found = figures(c1)
    assert [found[code, area, "2022"] for area in ("204", "970")] == ["x", 21.5]
    assert found[code, "850", "2024"] == "u"
