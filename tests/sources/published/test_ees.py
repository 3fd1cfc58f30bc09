"""Explore education statistics: columns in any order and spelling, filters and figures, symbols, places."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.published.ees import file_title
from goldenthread.warehouse.published.statistics import PublishedStatistics
from tests.support.published import (
    ENGLAND,
    PLACES,
    SOUTH_EAST,
    authority,
    ees,
    figures,
    read_one,
    row,
    why_not,
)

SOUTHAMPTON = authority("852", "E06000045", "Southampton")
CODE = "EES:c1_children"
C1 = "c1_children_in_need_referrals_and_rereferrals"


def test_figures_of_all_three_levels_by_number(tmp_path: Path) -> None:
    header = (*PLACES, "category", "rereferral_percent", "referral_count")
    rows = [
        row("2023", ENGLAND, "Referrals", "22.4", "640430"),
        row("2023", SOUTH_EAST, "Referrals", "27.9", "c"),
        row("2023", SOUTHAMPTON, "Referrals", "u", "3747"),
    ]
    file = read_one(ees(tmp_path, header, rows, f"{C1}_2013_to_2025.csv"))
    assert figures(file) == {
        (f"EES:{C1}/rereferral_percent", "970", "2023"): 22.4,
        (f"EES:{C1}/rereferral_percent", "989", "2023"): 27.9,
        (f"EES:{C1}/rereferral_percent", "852", "2023"): "u",
        (f"EES:{C1}/referral_count", "970", "2023"): 640430.0,
        (f"EES:{C1}/referral_count", "989", "2023"): "c",
        (f"EES:{C1}/referral_count", "852", "2023"): 3747.0,
    }
    southampton = next(one for one in file.areas if one.number == "852")
    assert (southampton.codes, southampton.region) == (("E06000045",), "989")


@pytest.mark.parametrize(("ends", "bom"), [("\n", False), ("\r\n", True)])
def test_order_spelling_line_ends_and_marks_do_not_matter(tmp_path: Path, ends: str, bom: bool) -> None:
    header = ["la_name", "New_LA_Code", *PLACES[:-2], "Re_referrals_percent"]
    cells = row("2023", SOUTHAMPTON, "22.8")
    shuffled = [cells[9], cells[8], *cells[:8], cells[10]]
    path = ees(tmp_path, header, [shuffled], f"{C1}_2013_to_2024.csv", ends=ends, bom=bom)
    assert figures(read_one(path)) == {(f"EES:{C1}/rereferral_percent", "852", "2023"): 22.8}


def test_a_filter_with_several_values_makes_several_series(tmp_path: Path) -> None:
    header = (*PLACES, "cla_group", "age", "children_percent")
    rows = [row("2025", ENGLAND, "All", age, str(n)) for n, age in enumerate(("16 to 17", "18"))]
    rows += [row("2025", ENGLAND, "All", "unknown", "k")]
    file = read_one(ees(tmp_path, header, rows, "la_leavers.csv"))
    assert [one[0] for one in figures(file)] == [
        "EES:la_leavers/children_percent [age=16 to 17]",
        "EES:la_leavers/children_percent [age=18]",
        "EES:la_leavers/children_percent [age=unknown]",
    ]


def test_one_odd_cell_is_held_and_does_not_turn_its_column_into_a_filter(tmp_path: Path) -> None:
    header = (*PLACES, "referral_count", "nfa_count")
    rows = [row(str(year), ENGLAND, "10", "q" if year == 2020 else "5") for year in range(2019, 2024)]
    file = read_one(ees(tmp_path, header, rows))
    assert file.held == ((3, "column 'nfa_count': neither a figure nor a symbol that is known"),)
    assert file.rows_in == file.stored + len(file.held) == 10


def test_joint_returns_keep_both_numbers(tmp_path: Path) -> None:
    joint = authority("940 / 941", "E06000061 / E06000062", "North / West Northamptonshire")
    file = read_one(
        ees(tmp_path, (*PLACES, "agency_fte"), [row("2025", joint, "low")], "csww_2017_to_2025.csv")
    )
    assert figures(file) == {("EES:csww/agency_fte", "940+941", "2025"): "low"}
    assert "One return of two authorities" in file.notes[0]


def test_areas_that_are_none_are_held_with_the_reason(tmp_path: Path) -> None:
    rows = [
        row("2023", ENGLAND, "1"),
        row("2023", authority("z", "", "?"), "1"),
        row("2023", ("Ward", *SOUTHAMPTON[1:]), "1"),
        row("2023", ("Regional", "E92000001", "England", "E12", "Middle Earth", "", "", ""), "1"),
        row("2023", ("National", "W92000004", "Wales", "", "", "", "", ""), "1"),
        row("", ENGLAND, "1"),
    ]
    file = read_one(ees(tmp_path, (*PLACES, "n"), rows))
    assert [reason for _, reason in file.held] == [
        "'old_la_code' is no authority's number",
        "the level is not England, a region or a local authority",
        "neither code nor name of the region is known",
        "the country is not England",
        "the period is not named",
    ]
    assert file.rows_in == file.stored + len(file.held) == 6


def test_a_file_without_places_of_authorities(tmp_path: Path) -> None:
    header = PLACES[:5]
    path = ees(
        tmp_path, (*header, "children"), [("2024", "Reporting year", *ENGLAND[:3], "399460")], "headline.csv"
    )
    assert figures(read_one(path)) == {("EES:headline/children", "970", "2024"): 399460.0}


def test_lengths_of_time_are_refused_by_name(tmp_path: Path) -> None:
    rows = [row("2025", ENGLAND, "Stage 1", cell) for cell in ("1:03", "0:09", "00:11")]
    said = why_not(ees(tmp_path, (*PLACES, "stage", "number"), rows))
    assert "lengths of time" in said
    assert "template" in said


def test_a_file_of_which_no_row_can_be_placed_is_refused_saying_what_is_expected(tmp_path: Path) -> None:
    rows = [row("2023", ("LA", *SOUTHAMPTON[1:]), "1"), row("2024", ("LA", *SOUTHAMPTON[1:]), "2")]
    said = why_not(ees(tmp_path, (*PLACES, "n"), rows))
    assert said.startswith(
        "No row of the file can be placed. First, row 2: the level is not England, a region or a local "
    )
    assert "'geographic_level' National, Regional or Local authority" in said


def test_a_column_of_which_every_cell_is_held_leaves_the_others(tmp_path: Path) -> None:
    """A count all of whose cells are a sign that is not known, beside one of figures."""
    file = read_one(ees(tmp_path, (*PLACES, "n", "percent"), [row("2023", ENGLAND, "1", "*")]))
    assert figures(file) == {(f"{CODE}/n", "970", "2023"): 1.0}
    assert file.held == ((2, "column 'percent': neither a figure nor a symbol that is known"),)


def test_a_cell_that_names_no_kind_of_period(tmp_path: Path) -> None:
    rows = [row("2023", ENGLAND, "1", kind=""), row("2022", ENGLAND, "2", kind="Financial year")]
    file = read_one(ees(tmp_path, (*PLACES, "n"), rows))
    (one,) = PublishedStatistics([file]).standing(f"{CODE}/n")
    assert (one.period.end.year, one.value) == (2022, 2.0)
    assert len(PublishedStatistics([file]).standing(f"{CODE}/n", "financial year")) == 2


def test_a_file_without_figures_is_refused(tmp_path: Path) -> None:
    said = why_not(ees(tmp_path, (*PLACES, "guidance"), [row("2025", ENGLAND, "words")]))
    assert said.startswith("No column of the file holds figures.")


def test_a_workbook_of_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*PLACES[:5], "characteristic", "children_count"])
    sheet.append([2025, "Reporting year", *ENGLAND[:3], "Age 1 to 4", 10030])
    sheet.append([2025, "Reporting year", *ENGLAND[:3], "Age 5 to 9", "c"])
    path = tmp_path / "national_cla.xlsx"
    book.save(path)
    assert list(figures(read_one(path)).values()) == [10030.0, "c"]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "b1_children_2013_to_2025.csv"
    path.write_bytes(content)
    return path


LINES = [
    ",".join((*PLACES, "category", "episodes")),
    ",".join(row("2023", SOUTHAMPTON, "Children in need", "400")),
    ",".join(row("2023", ENGLAND, "Children in need", "c")),
]
ODD = {
    "semicolons": ("\n".join(LINES).replace(",", ";") + "\n").encode(),
    "tabs, UTF-16": ("\n".join(LINES).replace(",", "\t") + "\n").encode("utf-16"),
    "Windows letters": ("\r\n".join(LINES).replace("Southampton", "Caf\u00e9") + "\r\n").encode("cp1252"),
    "a title above": ("Children in need\n\n" + "\n".join(LINES) + "\n").encode(),
    "everything in quotes": "".join('"' + line.replace(",", '","') + '"\n' for line in LINES).encode(),
    "commas and a remark below": ("\n".join(LINES) + "\n,,,,,,,,,,,\nSource: DfE\n").encode(),
    "trailing commas": "".join(f"{line},,\n" for line in LINES).encode(),
    "spaces round figures": ("\n".join(LINES).replace("400", " 400 ").replace(",c", ", [c]") + "\n").encode(),
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
def test_the_same_figures_however_the_file_was_saved(tmp_path: Path, content: bytes) -> None:
    file = read_one(written(tmp_path, content))
    assert figures(file) == {
        ("EES:b1_children/episodes", "852", "2023"): 400.0,
        ("EES:b1_children/episodes", "970", "2023"): "c",
    }


def test_a_row_that_does_not_fit_the_header_is_held_and_counted(tmp_path: Path) -> None:
    text = "\n".join([LINES[0], LINES[1], "2024,Reporting year,National,9", LINES[2]]) + "\n"
    file = read_one(written(tmp_path, text.encode()))
    assert file.held == ((3, "more or fewer cells than the header"),)
    assert file.rows_in == file.stored + len(file.held) == 3


def test_a_file_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    whole = "\n".join(LINES).encode()
    with pytest.raises(RefusedInput):
        read_one(written(tmp_path, whole[:-30]))


TITLES = [
    ("c1_children_2013_to_2025", "c1_children"),
    ("ons_mid-year_population_2012_to_2024", "ons_mid_year_population"),
    ("la_cla_swcount", "la_cla_swcount"),
    ("csww_indicators_2017_to_2025 (1)", "csww_indicators"),
    ("2024", "2024"),
]


@pytest.mark.parametrize(("stem", "title"), TITLES)
def test_the_title_is_the_same_in_every_release(stem: str, title: str) -> None:
    assert file_title(stem) == title
