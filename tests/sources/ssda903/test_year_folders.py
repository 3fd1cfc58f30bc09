"""A folder of year folders is one load of a return for each, whatever its files are called."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources import Delivery, Identities, read
from goldenthread.sources.received import receive
from tests.sources.ssda903.returns_made import AUTHORITY, KEY, Tables, child, episode, write

ENDS = [dt.date(2023, 3, 31), dt.date(2024, 3, 31)]


def return_of(year: int, dated: bool = True) -> Tables:
    """A return of one child, with a date that tells its year or none."""
    ended = {"DEC": f"01/03/{year}", "REC": "E4A", "REASON_PLACE_CHANGE": "CARPL"} if dated else {}
    return {"header": [child()], "episodes": [episode(DECOM="01/06/2022", **ended)]}


def years(folder: Path, first: str = "2022-23", second: str = "2023-24", dated: bool = True) -> Path:
    """A folder with one of each year, with the same names of files in both."""
    for year, name in ((2023, first), (2024, second)):
        made = write(folder / "made", return_of(year, dated))
        (folder / "years" / name).mkdir(parents=True)
        for path in made.iterdir():
            path.rename(folder / "years" / name / path.name.replace("SSDA903_2024_", ""))
    return folder / "years"


def delivered(*paths: Path) -> Delivery:
    return read(paths, authority=AUTHORITY, identities=Identities(KEY, AUTHORITY))


def ends(*paths: Path) -> list[dt.date]:
    return [one.extracted_on for one in delivered(*paths).readings]


@pytest.mark.parametrize(
    ("first", "second"), [("2022-23", "2023-24"), ("2023", "2024"), ("2022_2023", "202324")]
)
def test_a_folder_of_year_folders(tmp_path: Path, first: str, second: str) -> None:
    found = delivered(years(tmp_path, first, second))
    assert [one.extracted_on for one in found.readings] == ENDS
    assert found.readings[0].files == (f"{first}/episodes.csv", f"{first}/header.csv")


def test_a_zip_of_year_folders(tmp_path: Path) -> None:
    folder = years(tmp_path)
    with zipfile.ZipFile(tmp_path / "years.zip", "w") as made:
        for path in sorted(folder.rglob("*.csv")):
            made.write(path, path.relative_to(tmp_path))
    assert ends(tmp_path / "years.zip") == ENDS


def test_year_folders_and_their_files_given_one_by_one(tmp_path: Path) -> None:
    folder = years(tmp_path)
    assert ends(folder / "2022-23", folder / "2023-24") == ENDS
    assert ends(*sorted(folder.rglob("*.csv"))) == ENDS
    other = years(tmp_path / "other", "first", "second")
    assert ends(other / "first", other / "second") == ENDS


def test_years_in_the_folder_of_the_return(tmp_path: Path) -> None:
    (tmp_path / "in" / "ssda903").parent.mkdir()
    years(tmp_path).rename(tmp_path / "in" / "ssda903")
    assert ends(tmp_path / "in") == ENDS


def test_a_folder_of_a_year_tells_it_where_no_date_does(tmp_path: Path) -> None:
    assert ends(years(tmp_path, dated=False)) == ENDS


def test_other_folders_are_passed_over(tmp_path: Path) -> None:
    folder = years(tmp_path)
    (folder / "2021-23").mkdir()
    (folder / "2022-23" / "2021-22").mkdir()
    (folder / "2022-23" / "old").mkdir()
    found, passed = receive([folder])
    assert len(found) == 4
    assert [name for name, _ in passed] == ["2022-23/2021-22", "2022-23/old"]


def test_one_file_twice_is_refused(tmp_path: Path) -> None:
    path = years(tmp_path) / "2022-23" / "header.csv"
    with pytest.raises(RefusedInput, match="Two files of this name were given"):
        receive([path, path])


def test_extracts_of_two_years_are_not_one(tmp_path: Path) -> None:
    """Only returns tell their own year; before, files of one name in two folders could not be given."""
    for year in ("2023", "2024"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "ssd_person.csv").write_text(
            f"pers_person_id,pers_sex\n{year},F\n", encoding="utf-8"
        )
    with pytest.raises(RefusedInput, match=r"2023/ssd_person\.csv; 2024/ssd_person\.csv: Two files of"):
        delivered(tmp_path)
