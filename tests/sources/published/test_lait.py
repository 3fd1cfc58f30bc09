"""LAIT: the long table, the dictionary and the list of authorities."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from goldenthread.sources.published import read_published
from tests.support.published import TODAY, dictionary, figures, lait, read_one

ROWS = (
    ("LAC", "2023", "852", "108"),
    ("LAC", "2023", "970", "70.999999999999993"),
    ("LAC", "2023", "850", "-"),
    ("LAC", "2022 (Rev)", "852", "114"),
)


def test_figures_and_symbols_by_number(tmp_path: Path) -> None:
    file = read_one(lait(tmp_path, ROWS))
    assert figures(file) == {
        ("LAIT:LAC", "852", "2023"): 108.0,
        ("LAIT:LAC", "970", "2023"): 71.0,
        ("LAIT:LAC", "850", "2023"): "-",
        ("LAIT:LAC", "852", "2022 (Rev)"): 114.0,
    }
    assert {one.number: one.region for one in file.areas} == {"850": "989", "852": "989", "970": ""}


def test_a_binary_tail_does_not_part_two_areas_of_one_figure(tmp_path: Path) -> None:
    tails = ("92.69999999999999", "92.7", "92.700000000000003", "92.70000000000002")
    file = read_one(lait(tmp_path, [("X", "2016", str(851 + at), cell) for at, cell in enumerate(tails)]))
    assert set(figures(file).values()) == {92.7}


def test_rows_that_cannot_be_used_are_held_and_the_sum_comes_out(tmp_path: Path) -> None:
    bad = (("LAC", "2023", "", "1"), ("LAC", "2023", "852", "q"), ("", "2023", "852", "1"))
    file = read_one(lait(tmp_path, (*ROWS, *bad[:2])))
    assert [reason for _, reason in file.held] == [
        "'LA Number' is no authority's number",
        "neither a figure nor a symbol that is known",
    ]
    assert [row for row, _ in file.held] == [5, 6]
    assert file.rows_in == file.stored + len(file.held) == 6


def test_a_period_that_names_no_year_is_kept_and_said(tmp_path: Path) -> None:
    file = read_one(lait(tmp_path, (*ROWS, ("LAC", "0", "852", "-"))))
    assert file.stored == 5
    assert file.notes == ("Figures of a period that names no year: 1. They are kept and not shown.",)


def test_the_same_table_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    header = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"
    path.write_text(f'{header}\nLAC,x,2023,"Bristol, City of",50,801.0,South West\n', encoding="utf-8")
    assert figures(read_one(path)) == {("LAIT:LAC", "801", "2023"): 50.0}


def test_the_release_is_that_of_the_latest_period_or_stated(tmp_path: Path) -> None:
    path = lait(tmp_path, ROWS)
    release = read_one(path).release
    assert (release.covers, release.day, release.how) == (dt.date(2023, 3, 31), None, "day of loading")
    stated = read_one(path, released_on=dt.date(2023, 11, 16)).release
    assert (stated.covers, stated.day, stated.how) == (release.covers, dt.date(2023, 11, 16), "stated")


def test_the_dictionary_says_what_each_series_is(tmp_path: Path) -> None:
    rows = (
        {
            "Measure_short": "LAC",
            "Measure": "Rate",
            "Polarity": "-",
            "Year_Type": "Annual",
            "Last Update": "45962",
        },
        {"Measure_short": "SW", "Polarity": "Low", "Year_Type": "Annual (end of Sept)", "dps": "2"},
        {"Measure_short": "OFF", "Polarity": "High", "No_Quartile": "N", "Last Update": "New Data"},
        {"Measure_short": "LAC", "Measure": "Older", "Polarity": "Low", "Last Update": "45000"},
    )
    file = read_one(dictionary(tmp_path, rows))
    series = {one.code: one for one in file.series}
    assert series["LAIT:LAC"].name == "Rate"  # the later update of the two
    assert (series["LAIT:LAC"].kind, series["LAIT:LAC"].polarity) == ("at 31 March", "-")
    assert series["LAIT:LAC"].updated == dt.date(2025, 11, 1)
    assert (series["LAIT:SW"].kind, series["LAIT:SW"].places) == ("at 30 September", 2)
    assert not series["LAIT:OFF"].quartiles
    assert series["LAIT:SW"].quartiles
    assert file.rows_in == file.stored + len(file.held) == 4
    assert file.release.day == dt.date(2025, 11, 1)


def test_the_table_takes_the_day_of_the_dictionary_beside_it(tmp_path: Path) -> None:
    described = dictionary(tmp_path, [{"Measure_short": "LAC", "Last Update": "45962"}])
    paths = [lait(tmp_path, ROWS), described]
    found = {one.name: one for one in read_published(paths, today=TODAY).files}
    release = found["long.parquet"].release
    assert (release.day, release.how) == (dt.date(2025, 11, 1), "in the dictionary")
    assert release.covers == read_one(paths[0]).release.covers  # the dictionary tells the day alone
    stated = read_published(paths, today=TODAY, released_on=dt.date(2026, 1, 5)).files
    assert {one.release.day for one in stated} == {dt.date(2026, 1, 5)}


def test_the_list_of_authorities_gives_regions_by_number(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "LA Number,LA Name,Region,Type\n301,Barking and Dagenham,Outer London,OLB\n"
        "985,East of England,NA,NA\nx,Nowhere,NA,NA\n",
        encoding="utf-8",
    )
    file = read_one(path)
    assert [(one.number, one.name, one.region) for one in file.areas] == [
        ("301", "Barking and Dagenham", "988"),
        ("985", "East of England", ""),
    ]
    assert file.held == ((4, "'LA Number' is no authority's number"),)
