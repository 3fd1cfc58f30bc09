"""The feed contract of yearly returns: what every year's layout has is held to from one year to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.warehouse import conforming
from goldenthread.warehouse.conform import Conformed
from goldenthread.warehouse.workspace import Workspace
from tests.sources.census_written import Record, child, episode, written, xml
from tests.sources.ssda903.returns_made import Rows, Tables, write
from tests.sources.ssda903.returns_made import child as looked_after
from tests.sources.ssda903.returns_made import episode as in_care
from tests.support import small_store


@pytest.fixture(scope="module", autouse=True)
def light() -> Iterator[None]:
    """Conform nothing: what stops stops before that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conforming, "conform", lambda *_, **__: Conformed({}))
        yield


def census(year: int) -> bytes:
    """A census of thirty children, half of whose plans ended."""
    plans = [
        {"CPPstartDate": f"{year - 1}-06-01", "CPPendDate": f"{year - 1}-12-01" if at % 2 else None}
        for at in range(30)
    ]
    found = [
        child(f"A{at}", episode(f"{year - 1}-05-01", ChildProtectionPlans=plan))
        for at, plan in enumerate(plans)
    ]
    return written(found, f"{year}-03-31", DateTime=f"{year}-05-01T09:00:00")


def return_of(year: int) -> Tables:
    """A return of thirty children, half of whom left; the others have been in care since 2020."""
    ended = {"DEC": f"01/03/{year}", "REC": "E4A", "REASON_PLACE_CHANGE": "CARPL"}
    episodes: Rows = [
        in_care(
            CHILD=str(at), **({"DECOM": f"01/06/{year - 1}", **ended} if at % 2 else {"DECOM": "01/06/2020"})
        )
        for at in range(101, 131)
    ]
    return {"header": [looked_after(CHILD=one["CHILD"]) for one in episodes], "episodes": episodes}


def loaded(here: Workspace, *paths: Path) -> str:
    """What is said when the load stops, '' when it passes."""
    try:
        small_store.load_paths(here, *paths)
    except RefusedInput as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"CPPendDate", b"CPPendingDate", "'CPPendDate': every cell is empty; 50% of the last load's said"),
        (b"ReferralSource", b"SourceOfReferral", "'ReferralSource': every cell is empty; 100% of the last"),
        (b"GenderCurrent", b"Sex", ""),
    ],
)
def test_an_element_of_the_census(tmp_path: Path, old: bytes, new: bytes, said: str) -> None:
    here = small_store.workspace(tmp_path)
    (tmp_path / "a.xml").write_bytes(census(2023))
    (tmp_path / "b.xml").write_bytes(census(2024).replace(old + b">", new + b">"))
    assert loaded(here, tmp_path / "a.xml") == ""
    found = loaded(here, tmp_path / "b.xml")
    assert said in found
    assert bool(found) == bool(said)
    assert not found or old != b"CPPendDate" or "Is it 'CPPendingDate' now?" in found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("PLACE_PROVIDER", "PROVIDER", "'PLACE_PROVIDER': the column is not there. Is it 'PROVIDER' now?"),
        ("SEX", "GENDER", ""),
        ("MOTHER", "MOTHERS", ""),
    ],
)
def test_a_column_of_the_looked_after_return(tmp_path: Path, old: str, new: str, said: str) -> None:
    here = small_store.workspace(tmp_path)
    before, after = (write(tmp_path / str(year), return_of(year)) for year in (2023, 2024))
    for path in after.iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert loaded(here, before) == ""
    found = loaded(here, after)
    assert said in found
    assert bool(found) == bool(said)


def sized(folder: Path, year: int, children: int) -> Path:
    """A return of so many children."""
    tables = {name: rows * 10 for name, rows in return_of(year).items()}
    for rows in tables.values():
        rows[:] = [{**row, "CHILD": str(1000 + at)} for at, row in enumerate(rows[:children])]
    return write(folder / f"{year} of {children}", tables)


@pytest.mark.parametrize(
    ("before", "children", "stops"),
    [(39, 22, False), (41, 27, False), (32, 22, False), (39, 12, True), (250, 175, True), (250, 176, False)],
)
def test_a_year_that_is_short_by_more_than_chance(
    tmp_path: Path, before: int, children: int, stops: bool
) -> None:
    here = small_store.workspace(tmp_path)
    assert loaded(here, sized(tmp_path, 2023, before)) == ""
    said = loaded(here, sized(tmp_path, 2024, children))
    assert (f"{children} rows of a time as long, where the last load had {before}." in said) == stops
    assert ("Or did it really fall, as behind a new front door" in said) == stops
    assert bool(said) == stops


def test_the_same_year_again_is_short_by_no_chance(tmp_path: Path) -> None:
    here = small_store.workspace(tmp_path)
    assert loaded(here, sized(tmp_path, 2024, 39)) == ""
    said = loaded(here, sized(tmp_path, 2024, 27))
    assert "short: 27 rows of 1 April 2023 to" in said
    assert "really fall" not in said  # the rows are the same ones


def test_an_older_year_has_fewer_where_years_grow(tmp_path: Path) -> None:
    """In either order the two years pass; that the older one has fewer is said."""
    here = small_store.workspace(tmp_path)
    assert loaded(here, sized(tmp_path, 2024, 250)) == ""
    assert loaded(here, sized(tmp_path, 2022, 100)) == ""
    said = loaded(here, sized(tmp_path, 2023, 150))  # after 100 of 2022, not before 250
    assert said == ""


def workforce(fte: str, hours_before: str) -> bytes:
    """A workforce census of 200 workers, the first 20 of whom left; agency workers are of full time."""
    details = {"Collection": "CSWW", "Year": "2023", "ReferenceDate": "2023-09-30"}
    plain: Record = {"AgencyWorker": "0", "OrgRole": "5", "RoleStartDate": "2020-01-01", "FTE": fte}
    left: Record = {"FTE": "0", "FTE30": hours_before, "RoleEndDate": "2023-02-01"}
    listed = [{**plain, **(left if at < 20 else {}), "SWENo": f"SW{at}"} for at in range(200)]
    header = {"CollectionDetails": details, "Source": {"LEA": "998"}}
    return xml({"Message": {"Header": header, "CSWWWorker": listed}}, "\n").encode()


@pytest.mark.parametrize(
    ("fte", "hours_before", "said"),
    [
        ("0.8", "1", ""),
        ("80", "100", "column 'FTE': 200 of 200 rows (100%) are held"),
        ("80%", "1", "column 'FTE': 180 of 200 rows (90%) are held"),
        ("29.6", "37", "column 'FTE': 200 of 200 rows (100%) are held"),
        ("1", "37", "column 'FTE30': 20 of the 20 cells that say anything (100%) cannot be used"),
    ],
)
def test_a_first_workforce_census_in_another_unit_stops(
    tmp_path: Path, fte: str, hours_before: str, said: str
) -> None:
    (tmp_path / "c.xml").write_bytes(workforce(fte, hours_before))
    found = loaded(small_store.workspace(tmp_path), tmp_path / "c.xml")
    assert said in found
    assert bool(said) == ("per cent or hours of a week" in found)


@pytest.mark.parametrize("fte", ["1", "100", "37"])
def test_a_first_workforce_register_in_another_unit_stops(tmp_path: Path, fte: str) -> None:
    lines = [f"S{at},2022-01-05,,{fte},social_worker,Y,N" for at in range(12)]
    head = "staff_id,start_date,end_date,fte,role,is_social_worker,is_agency"
    (tmp_path / "workforce.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    cover = "table,covers_from,covers_to,extracted_on\nworkforce,2022-01-01,2024-01-31,2024-01-31\n"
    (tmp_path / "cover.csv").write_text(cover, encoding="utf-8")
    found = loaded(small_store.workspace(tmp_path), tmp_path / "workforce.csv", tmp_path / "cover.csv")
    assert ("column 'fte': 12 of 12 rows (100%) are held" in found) == (fte != "1")
    assert ("per cent or hours of a week" in found) == (fte != "1")


@pytest.mark.parametrize("year", [2023, 2024])
def test_a_census_of_nobody(tmp_path: Path, year: int) -> None:
    """Of the next year, or of the same one made anew."""
    here = small_store.workspace(tmp_path)
    (tmp_path / "a.xml").write_bytes(census(2023))
    (tmp_path / "b.xml").write_bytes(written([], f"{year}-03-31", DateTime=f"{year}-06-01T09:00:00"))
    assert loaded(here, tmp_path / "a.xml") == ""
    said = loaded(here, tmp_path / "b.xml")
    assert "one thing moved since the last load" in said
    assert re.search(
        r"CIN: b\.xml: it holds no record, and so nobody of the last load, which had \d+ rows\.", said
    )


def without_plans(content: bytes) -> bytes:
    """A census whose children have no record of a plan."""
    return re.sub(rb"<ChildProtectionPlans>.*?</ChildProtectionPlans>", b"", content, flags=re.S)


def test_a_census_without_one_of_its_records(tmp_path: Path) -> None:
    here = small_store.workspace(tmp_path)
    (tmp_path / "a.xml").write_bytes(census(2023))
    (tmp_path / "b.xml").write_bytes(without_plans(census(2024)))
    assert loaded(here, tmp_path / "a.xml") == ""
    assert "'ChildProtectionPlans' has no row that can be used; the last load had 30." in loaded(
        here, tmp_path / "b.xml"
    )


def test_an_older_census_without_one_of_its_records_is_said(tmp_path: Path) -> None:
    """In the order of time it is the later year that has more."""
    here = small_store.workspace(tmp_path)
    (tmp_path / "a.xml").write_bytes(census(2024))
    (tmp_path / "b.xml").write_bytes(without_plans(census(2023)))
    assert loaded(here, tmp_path / "a.xml") == ""
    assert loaded(here, tmp_path / "b.xml") == ""


def test_a_looked_after_return_whose_reviews_are_a_header_alone(tmp_path: Path) -> None:
    here = small_store.workspace(tmp_path)
    for year in (2023, 2024):
        tables = return_of(year)
        days = [f"{1 + at % 28:02d}/{1 + at % 3:02d}/{year}" for at in range(30)]
        tables["reviews"] = [
            {"CHILD": one["CHILD"], "DOB": "06/05/2010", "REVIEW": day, "REVIEW_CODE": "PN1"}
            for one, day in zip(tables["header"], days, strict=True)
        ]
        write(tmp_path / str(year), tables)
    assert loaded(here, tmp_path / "2023") == ""
    (file,) = (tmp_path / "2024").glob("*eviews*")
    file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    said = loaded(here, tmp_path / "2024")
    assert "one thing moved" in said
    assert "has no row that can be used; the last load had 30." in said


def test_reasons_are_counted_without_the_line_of_each_child(tmp_path: Path) -> None:
    found = [child(f"A{at}", episode(f"{at % 28 + 1}th of May")) for at in range(30)]
    (tmp_path / "cin.xml").write_bytes(written([*found, child("B1", episode("2023-05-01"))]))
    said = loaded(small_store.workspace(tmp_path / "here"), tmp_path / "cin.xml")
    assert "30 of 31 rows (97%) are held or refused" in said
    assert "all for this: The cell is not a date that can be read." in said
    assert "begins at line" not in said
