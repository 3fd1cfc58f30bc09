"""The code lists and the groups by which breakdowns count."""

from __future__ import annotations

import datetime as dt

import pytest

from goldenthread.base.errors import GoldenthreadError
from goldenthread.model.codes import (
    CODES,
    DESTINATIONS,
    GROUPS,
    CodeList,
    code_list,
    destination,
    placement_group,
)
from goldenthread.model.ddl import all_columns
from goldenthread.model.tables import TABLES

SIZES = {
    "std": 5,
    "sex": 3,
    "ethnicity": 20,
    "disability": 13,
    "source": 22,
    "need": 10,
    "closure": 9,
    "factor": 44,
    "abuse": 5,
    "participation": 8,
    "rne": 6,
    "rec": 24,
    "ls": 14,
    "place": 32,
    "provider": 6,
    "move_reason": 12,
    "sw_reason": 10,
    "permanence": 10,
    "eligibility": 5,
    "in_touch": 6,
    "accom": 17,
    "activity": 14,
    "sf": 10,
}

every_list = pytest.mark.parametrize("found", CODES.values(), ids=CODES)


@pytest.mark.parametrize(("name", "size"), SIZES.items(), ids=SIZES)
def test_a_list_has_all_its_codes(name: str, size: int) -> None:
    assert len(CODES[name].values) == size


@every_list
def test_codes_are_unique_labelled_and_in_a_known_group(found: CodeList) -> None:
    assert len({code.code for code in found.codes}) == len(found.codes)
    for code in found.codes:
        assert code.label
        assert code.group is None or code.group in found.groups
        assert code.reads_as is None or code.reads_as in found.values


def test_every_list_is_used_by_a_column() -> None:
    used = {column.codes for table in TABLES.values() for column in all_columns(table)}
    assert set(CODES) - used == set()


@pytest.mark.parametrize(
    ("name", "code", "group"),
    [
        ("source", "1D", "individual"),
        ("source", "2A", "school"),
        ("source", "2B", "education"),
        ("source", "5D", "local_authority"),
        ("source", "7", "other_legal"),
        ("source", "10", "unknown"),
        ("ethnicity", "CHNE", "asian"),
        ("ethnicity", "NOBT", "unknown"),
        ("ethnicity", "OOTH", "other"),
        ("sex", "U", "unknown"),
        ("disability", "NONE", "no"),
        ("disability", "DDA", "yes"),
    ],
)
def test_a_code_counts_in_its_group(name: str, code: str, group: str) -> None:
    assert GROUPS[name][code] == group
    assert code_list(name).group(code) == group


@pytest.mark.parametrize(
    ("place", "provider", "group"),
    [
        ("A5", None, "adoption"),
        ("U2", "PR1", "foster_to_adopt"),
        ("U3", "PR1", "family_friends"),
        ("U4", "PR1", "foster_in_house"),
        ("U6", "PR1", "foster_in_house"),
        ("U6", "PR4", "foster_external"),
        ("U6", "PR2", "foster_external"),
        ("U4", None, "unknown"),
        ("H5", "PR4", "supported"),
        ("P2", None, "supported"),
        ("R1", None, "residential"),
        ("K1", None, "secure"),
        ("R5", None, "other"),
        ("Z12", None, "other"),
        ("??", None, "other"),
        ("T3", "PR1", None),
        (None, "PR1", "unknown"),
    ],
)
def test_a_placement_counts_in_one_group(place: str | None, provider: str | None, group: str | None) -> None:
    assert placement_group(place, provider) == group


def test_every_group_has_a_destination() -> None:
    groups = set(CODES["place"].groups) - {"unknown"}
    assert {destination(group) for group in groups} == set(DESTINATIONS)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("sex", "1", "M"),
        ("sex", "0", "U"),
        ("sex", "f", "F"),
        ("ethnicity", "CNHE", "CHNE"),
        ("place", " k3 ", "K3"),
        ("status", "CLA", "cla"),
        ("abuse", "neglected", None),
    ],
)
def test_a_file_may_spell_a_code_the_old_way(name: str, text: str, code: str | None) -> None:
    assert CODES[name].read(text) == code


def test_an_old_spelling_is_no_canonical_value() -> None:
    assert "1" not in CODES["sex"].values
    assert "CNHE" not in CODES["ethnicity"].values


def test_historic_codes_stay_valid_and_carry_their_dates() -> None:
    dated = {code.code: code for name in ("rec", "place") for code in CODES[name].codes}
    assert dated["E43"].until == dt.date(2018, 3, 31)
    assert dated["E45"].since == dt.date(2018, 4, 1)
    assert dated["P2"].until == dt.date(2023, 10, 27)
    assert dated["H5"].until == dt.date(2024, 3, 31)
    assert dated["K3"].since == dt.date(2024, 4, 1)
    assert {"E43", "H5", "P2", "Z1"} <= {*CODES["rec"].values, *CODES["place"].values}


def test_a_label_of_an_unknown_code_is_the_code() -> None:
    assert CODES["abuse"].label("NEG") == "Neglect"
    assert CODES["abuse"].label("XXX") == "XXX"
    assert CODES["abuse"].group("XXX") is None


def test_an_unknown_list_is_refused_with_the_nearest() -> None:
    with pytest.raises(GoldenthreadError, match="Did you mean 'ethnicity'"):
        code_list("ethnicty")
