"""Sets of statistical neighbours, with their editions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.published import TEN, neighbours, read_one, why_not


def test_ten_neighbours_in_their_order_under_an_edition(tmp_path: Path) -> None:
    file = read_one(neighbours(tmp_path, {"852": TEN}))
    assert [(one.model, one.authority, one.neighbour) for one in file.neighbours[:2]] == [
        ("2021-04", "852", "801"),
        ("2021-04", "852", "802"),
    ]
    assert [one.place for one in file.neighbours] == list(range(1, 11))
    assert file.neighbours[0].closeness == "close"


def test_stray_rows_older_sets_and_young_authorities_are_held(tmp_path: Path) -> None:
    file = read_one(neighbours(tmp_path, {"852": TEN, "942": ["-"] * 10}, odd=True))
    assert {one.authority for one in file.neighbours} == {"852"}
    assert [reason for _, reason in file.held] == [
        "no neighbours are named: the authority is younger than the model",
        "a heading or a remark, no authority",
        "under 'Old SNs': of an older model",
    ]
    assert file.rows_in == file.stored + len(file.held) == 4


EDITIONS = [
    ("sn_may_2025.csv", "2025-05"),
    ("New_Statistical_Neighbour_Groupings_April_2021.csv", "2021-04"),
    ("sn_model_2025_wide.csv", "2025-05"),
    ("SN Sept 2031.csv", "2031-09"),
]


@pytest.mark.parametrize(("name", "model"), EDITIONS)
def test_the_edition_is_told_by_the_name(tmp_path: Path, name: str, model: str) -> None:
    assert read_one(neighbours(tmp_path, {"852": TEN}, name)).neighbours[0].model == model


def test_an_edition_that_is_not_told_must_be_stated(tmp_path: Path) -> None:
    path = neighbours(tmp_path, {"852": TEN}, "neighbours.csv")
    assert "--model 2025-05" in why_not(path)
    assert read_one(path, model="2025-05").neighbours[0].model == "2025-05"
    assert "is no edition of the model" in why_not(path, model="May 2025")


@pytest.mark.parametrize("those", [(*TEN[:9], TEN[0]), (*TEN[:9], "852")])
def test_a_neighbour_twice_or_oneself_is_refused(tmp_path: Path, those: tuple[str, ...]) -> None:
    assert "twice, or itself" in why_not(neighbours(tmp_path, {"852": those}))
