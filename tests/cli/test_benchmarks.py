"""`benchmarks` on the command line: load, list, template, withdraw; and whom a council compares with."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from goldenthread.sources.published.typed import HEADER
from tests.cli.conftest import Place
from tests.support.published import TEN, dictionary, lait, neighbours


def published(folder: Path) -> list[Path]:
    """Two years of one series, the dictionary, ten neighbours."""
    folder.mkdir(exist_ok=True)
    values = {"852": 22.8, "970": 22.4, "989": 27.9, "851": 25.0, **dict.fromkeys(TEN, 21.0)}
    rows = [
        ("ReReferral", year, area, str(value)) for year in ("2022", "2023") for area, value in values.items()
    ]
    described = {"Measure_short": "ReReferral", "Polarity": "Low", "Year_Type": "Financial Year"}
    return [
        lait(folder, rows),
        dictionary(folder, [described]),
        neighbours(folder, {"852": TEN}),
    ]


@pytest.fixture
def place(fresh: Place, tmp_path: Path) -> Place:
    """A workspace with these figures loaded, compared as Southampton."""
    settings = fresh.root / "goldenthread.yml"
    more = "comparators:\n  compared_as: 852\n  authorities: [851, 859]\n"
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    loaded = fresh.run("benchmarks", "load", *published(tmp_path / "files"))
    assert loaded.code == 0, loaded.err
    return fresh


def test_loading_accounts_for_every_figure_and_says_why(fresh: Place, tmp_path: Path) -> None:
    paths = published(tmp_path / "files")
    other = tmp_path / "files" / "holiday.csv"
    other.write_text("day,place\n1,2\n", encoding="utf-8")
    ran = fresh.run("benchmarks", "load", *paths, other)
    assert (ran.code, ran.out) == (0, "")
    assert "Not taken: holiday.csv: no layout that is read." in ran.err
    assert "its columns are 'Short Desc', 'Years', 'Values' and 'LA Number'" in ran.err
    account = next(
        line for line in ran.err.splitlines() if line.startswith("long.parquet  ") and "28" in line
    )
    assert account.split() == ["long.parquet", "28", "28", "0", "0", "28", "0", "0", "0"]
    assert "long.parquet: released" in ran.err
    assert "(day of loading)" in ran.err
    assert ran.err.rstrip().endswith("3 changes.")
    again = fresh.run("benchmarks", "load", *paths)
    assert again.code == 0
    assert again.err.rstrip().endswith("0 changes.")


def test_a_load_of_nothing_known_is_refused(fresh: Place, tmp_path: Path) -> None:
    path = tmp_path / "holiday.csv"
    path.write_text("day,place\n1,2\n", encoding="utf-8")
    assert fresh.run("benchmarks", "load", path).code == 1
    nothing = fresh.run("benchmarks", "load")
    assert (nothing.code, "There is nothing to load." in nothing.err) == (2, True)
    bad = fresh.run("benchmarks", "load", path, "--released-on", "May")
    assert (bad.code, "'May' is not a date." in bad.err) == (2, True)


def test_the_files_that_stand(place: Place) -> None:
    ran = place.run("benchmarks", "list", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert {row["file"]: row["stored"] for row in rows} == {
        "dictionary.csv": "1",
        "long.parquet": "28",
        "sn_april_2021.csv": "1",
    }
    assert {len(row["id"]) for row in rows} == {16}


def test_the_comparators_of_a_measure(place: Place) -> None:
    ran = place.run("benchmarks", "list", "--measure", "rereferrals_12m_pct", "--on", "2023-12-31")
    assert ran.code == 0, ran.err
    lines = [line.split("  ") for line in ran.out.splitlines()]
    beside = [(line[0], next(cell.strip() for cell in line[1:] if cell.strip())) for line in lines[1:]]
    assert beside == [
        ("own", "Area 852"),
        ("england", "Area 970"),
        ("region", "Area 989"),
        ("neighbours", "Statistical neighbours, mean (10 of 10, model of April 2021)"),
        ("authority", "Area 851"),
        ("another choice", "Statistical neighbours, median (10 of 10, model of April 2021)"),
    ]
    assert "year ending 31 March 2023" in ran.out
    assert "Place 11 of 12" in ran.err
    assert "Compared as 852" in ran.err
    assert not {"verdict", "better", "worse"} & set(ran.out.casefold().split())  # no figure of ours is here
    assert "No figure of the series is of '859', whom goldenthread.yml names." in ran.err


def test_the_figures_of_an_area_and_of_a_measure(place: Place) -> None:
    ran = place.run(
        "benchmarks", "list", "--area", "area 851", "--measure", "rereferrals_12m_pct", "--format", "json"
    )
    found = json.loads(ran.out)
    assert [(one["period"], one["value"], one["file"]) for one in found] == [
        ("year ending 31 March 2022", 25.0, "long.parquet"),
        ("year ending 31 March 2023", 25.0, "long.parquet"),
    ]
    every = json.loads(place.run("benchmarks", "list", "--area", "851", "--format", "json").out)
    assert [(one["measure"], one["period"]) for one in every] == [
        ("rereferrals_12m_pct", "year ending 31 March 2023")
    ]


def test_names_that_are_not_known_are_met_with_the_nearest(place: Place) -> None:
    area = place.run("benchmarks", "list", "--area", "Area 853")
    assert (area.code, "Did you mean 'Area 85" in area.err) == (2, True)
    measure = place.run("benchmarks", "list", "--measure", "rereferrals")
    assert (measure.code, "Did you mean" in measure.err) == (2, True)
    format_ = place.run("benchmarks", "list", "--format", "xml")
    assert format_.code == 2
    file = place.run("benchmarks", "withdraw", "long.parket")
    assert (file.code, "Did you mean 'long.parquet'?" in file.err) == (2, True)


def test_a_file_withdrawn_stands_no_longer(place: Place) -> None:
    gone = place.run("benchmarks", "withdraw", "long.parquet")
    assert gone.code == 0
    assert "long.parquet (" in gone.err
    assert "No file of the name long.parquet is in force now" in gone.err
    ran = place.run("benchmarks", "list", "--measure", "rereferrals_12m_pct")
    assert "is not loaded" in ran.err


def test_nothing_loaded_says_what_to_do(fresh: Place) -> None:
    ran = fresh.run("benchmarks", "list")
    assert (ran.code, "goldenthread benchmarks load" in ran.err) == (1, True)


def test_the_template_is_filled_in_and_loaded(fresh: Place, tmp_path: Path) -> None:
    path = tmp_path / "typed.csv"
    assert fresh.run("benchmarks", "template", path).code == 0
    text = path.read_text(encoding="utf-8")
    assert text.startswith(HEADER)
    rows = list(csv.DictReader(io.StringIO(text)))
    filled = {"area": "England", "period": "2023-24 Q2", "value": "4.0", "released": "2023-11-30"}
    court = next(row for row in rows if row["series"].startswith("Cafcass"))
    path.unlink()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(court), lineterminator="\n")
        writer.writeheader()
        writer.writerow({**court, **filled})
    loaded = fresh.run("benchmarks", "load", path)
    assert (loaded.code, "1 change." in loaded.err) == (0, True)
    assert fresh.run("benchmarks", "template", path).code == 1  # never over what was filled in


def test_a_council_that_nobody_publishes_names_its_region(fresh: Place, tmp_path: Path) -> None:
    settings = fresh.root / "goldenthread.yml"
    more = "comparators:\n  region: South East\n"
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    path = tmp_path / "typed.csv"
    line = "REGION:early_help_rate,E12000008,2023-24 Q2,122,the group,2023-11-30,,,,,\n"
    path.write_text(HEADER + line, encoding="utf-8")
    assert fresh.run("benchmarks", "load", path).code == 0
    ran = fresh.run("benchmarks", "list", "--measure", "early_help_rate", "--on", "2023-12-31")
    assert "South East, typed in" in ran.out
    assert "Its region is South East, as goldenthread.yml says." in ran.err


SETTINGS = [
    ("comparators: 852\n", "Comparators need lines such as"),
    ("comparators:\n  authority: [851]\n", "Comparators have no setting 'authority'."),
    ("comparators:\n  average: mode\n", "cannot be put together by 'mode'"),
    ("comparators:\n  authorities: 851\n", "'authorities' is a list."),
    ("comparators:\n  region: South Eest\n", "'South Eest' is no region."),
]


@pytest.mark.parametrize(("text", "says"), SETTINGS)
def test_settings_that_are_not_clear_are_refused(place: Place, text: str, says: str) -> None:
    settings = place.root / "goldenthread.yml"
    before = settings.read_text(encoding="utf-8").split("\ncomparators:")[0]
    settings.write_text(f"{before}\n{text}", encoding="utf-8")
    ran = place.run("benchmarks", "list", "--measure", "rereferrals_12m_pct")
    assert (ran.code, says in ran.err, "goldenthread.yml, comparators" in ran.err) == (1, True, True)
