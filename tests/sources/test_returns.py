"""Returns in a delivery: known by content, put in order, refused when they cannot be one council's."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources import read
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import Delivery
from goldenthread.sources.reopen import raw_tables
from goldenthread.sources.workforce_census import read_workforce_census
from tests.sources.census_written import AUTHORITY, KEY, child, episode, written, xml

CIN = written([child("A1", episode("2023-05-01"))])
BEFORE = written([child("A1", episode("2022-05-01"))], "2023-03-31")


def workers(*listed: dict[str, object], vacancies: str | None = "4.5") -> bytes:
    """A workforce census of 30 September 2023."""
    details = {"Collection": "CSWW", "Year": "2023", "ReferenceDate": "2023-09-30"}
    header = {"CollectionDetails": details, "Source": {"LEA": "998"}}
    message = {
        "Header": header,
        "LALevelVacancies": {"NumberOfVacancies": vacancies},
        "CSWWWorker": [*listed],
    }
    return xml({"Message": message}, "\n").encode()


def worker(**changes: object) -> dict[str, object]:
    plain = {"AgencyWorker": "0", "SWENo": "SW1", "FTE": "1", "OrgRole": "5", "RoleStartDate": "2020-01-01"}
    return {**plain, **changes}


def deliver(folder: Path, **files: bytes) -> Delivery:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name.replace("_xml", ".xml").replace("_csv", ".csv")).write_bytes(content)
    return read([folder], authority=AUTHORITY, identities=Identities(KEY, AUTHORITY))


def test_each_return_is_a_reading_dated_by_itself_the_latest_last(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, a_xml=CIN, b_xml=BEFORE, c_xml=workers(worker()))
    assert [(one.standard, one.extracted_on, one.files) for one in delivery.readings] == [
        ("CIN", dt.date(2023, 3, 31), ("b.xml",)),
        ("L", dt.date(2023, 9, 30), ("c.xml",)),
        ("CIN", dt.date(2024, 3, 31), ("a.xml",)),
    ]
    assert {one.how_dated for one in delivery.readings} == {"the reference date of the return"}
    assert {(one.name, one.what) for one in delivery.recognised} == {
        ("a.xml", "children in need census"),
        ("b.xml", "children in need census"),
        ("c.xml", "social work workforce census"),
    }


def test_of_two_returns_of_one_day_the_one_made_later_comes_last(tmp_path: Path) -> None:
    again = written([child("A1", episode("2023-05-02"))], DateTime="2024-06-01T09:00:00")
    delivery = deliver(tmp_path, a_xml=again, b_xml=CIN)
    assert [one.files for one in delivery.readings] == [("b.xml",), ("a.xml",)]


def of_children(*numbers: int, made: str = "2024-05-01") -> bytes:
    return written([child(f"K{n}", episode("2023-05-01")) for n in numbers], DateTime=f"{made}T09:00:00")


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (range(10, 20), "of 10 and 10 children, none of whom are in both"),
        (range(9, 19), "of 10 and 10 children, 1 of whom is in both"),
        (range(0), "of 10 and 0 children, none of whom are in both"),
    ],
)
def test_a_census_year_in_two_files_is_refused_by_their_names(
    tmp_path: Path, second: range, said: str
) -> None:
    """The later one would count alone. Neither is said to be short of a last load, as there was none."""
    with pytest.raises(RefusedInput) as refused:
        deliver(tmp_path, a_xml=of_children(*range(10)), b_xml=of_children(*second, made="2024-06-01"))
    assert refused.value.where == "a.xml; b.xml"
    assert f"the year to 31 March 2024, {said}." in refused.value.what
    assert "one file with all its children" in str(refused.value)


def test_a_census_that_was_made_anew_is_no_part_of_a_year(tmp_path: Path) -> None:
    again = of_children(*range(8, 18), made="2024-06-01")
    delivery = deliver(tmp_path, a_xml=again, b_xml=of_children(*range(10)), c_xml=BEFORE)
    assert [one.files for one in delivery.readings] == [("c.xml",), ("b.xml",), ("a.xml",)]


def test_a_register_beside_a_return_takes_its_day(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, a_xml=CIN, teams_csv=b"team_id,name\nT1,Team one\n")
    assert {one.standard: one.extracted_on for one in delivery.readings}["L"] == dt.date(2024, 3, 31)


def test_the_name_of_a_file_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "export.dat").write_bytes(CIN)
    (delivered,) = deliver(tmp_path).readings
    assert delivered.standard == "CIN"


def test_the_letters_of_its_elements_do_not_matter(tmp_path: Path) -> None:
    """Some systems write them all in capitals."""
    plain, capitals = (
        deliver(tmp_path / name, a_xml=content).readings[0]
        for name, content in (("plain", CIN), ("capitals", re.sub(rb"</?\w+", lambda m: m[0].upper(), CIN)))
    )
    assert [one.rows.to_pylist() for one in capitals.batches] == [
        one.rows.to_pylist() for one in plain.batches
    ]


def test_returns_of_two_authorities_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedInput, match=r"different authorities: 997, 998"):
        deliver(tmp_path, a_xml=CIN, b_xml=written([child("A1")], "2023-03-31", LEA="997"))


@pytest.mark.parametrize(
    "content",
    [CIN[:400], CIN[:-30], b"<!DOCTYPE Message []>" + CIN, CIN.replace(b"</LEA>", b"</LAE>")],
)
def test_a_return_that_cannot_be_read_is_refused_whole(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(RefusedInput, match=r"a\.xml"):
        deliver(tmp_path, a_xml=content, b_xml=BEFORE)


@pytest.mark.parametrize(
    "content", [b"<svg/>", CIN.replace(b">CIN<", b">XYZ<"), b"<Message/>", b"not xml at all"]
)
def test_other_files_are_not_taken_and_said(tmp_path: Path, content: bytes) -> None:
    delivery = deliver(tmp_path, a_xml=content, b_xml=BEFORE)
    assert [name for name, _ in delivery.not_taken] == ["a.xml"]


def test_a_return_without_its_header_is_told_so(tmp_path: Path) -> None:
    begins, ends = CIN.index(b"<Header>"), CIN.index(b"</Header>") + len(b"</Header>")
    delivery = deliver(tmp_path, a_xml=CIN[:begins] + CIN[ends:], b_xml=BEFORE)
    assert "it has no Header that names the return" in dict(delivery.not_taken)["a.xml"]
    assert len(delivery.readings) == 1


def test_own_ids_are_found_again() -> None:
    (table,) = raw_tables("a.xml", CIN)
    assert table.cells["LAchildID"].to_pylist() == ["A1"]
    assert raw_tables("c.xml", workers(worker())) == []


def spells(*listed: dict[str, object]) -> list[dict[str, object]]:
    _, reading = read_workforce_census("c.xml", workers(*listed), Identities(KEY, AUTHORITY))
    found: list[dict[str, object]] = reading.batches[0].rows.to_pylist()
    return found


def test_hours_of_who_left_are_those_before() -> None:
    listed = (
        worker(FTE="0.5"),
        worker(SWENo="SW2", FTE="0", FTE30="0.8", RoleEndDate="2023-02-01"),
        worker(SWENo="SW3", FTE="0.6", FTE30="1", RoleEndDate="2023-12-01"),
        worker(SWENo="SW4", FTE="0", FTE30="0.7"),
    )
    assert [one["fte"] for one in spells(*listed)] == [0.5, 0.8, 0.6, 0.0]


def test_a_worker_of_more_than_full_time_is_held() -> None:
    """Of a leaver too: hours on the day that cannot be are not those before."""
    left = worker(SWENo="SW4", FTE="60", FTE30="0.6", RoleEndDate="2023-02-01")
    content = workers(worker(), worker(SWENo="SW2"), worker(SWENo="SW3", FTE="37"), left, worker(SWENo="SW5"))
    _, reading = read_workforce_census("c.xml", content, Identities(KEY, AUTHORITY))
    assert reading.accounts[0].held == 2
    assert [(one.row, one.column, one.code) for one in reading.exceptions] == [
        (3, "FTE", "fte_too_large"),
        (4, "FTE", "fte_too_large"),
    ]


@pytest.mark.parametrize(("hours", "lost"), [("0.8", 0), ("80", 12), ("29.6", 12)])
def test_hours_of_leavers_in_another_unit_are_left_out_of_their_column(hours: str, lost: int) -> None:
    """They are a tenth of all rows: few to be held, and all of turnover."""
    left = {"FTE": "0", "FTE30": hours, "RoleEndDate": "2023-02-01"}
    listed = (worker(SWENo=f"SW{at}", **(left if at < 12 else {})) for at in range(120))
    _, reading = read_workforce_census("c.xml", workers(*listed), Identities(KEY, AUTHORITY))
    (spells_of, _) = reading.profiles
    assert sum(one.cells for one in spells_of.left_out) == lost
    assert {(one.header, one.of) for one in spells_of.left_out} == ({("FTE30", 12)} if lost else set())


def test_roles_and_agency() -> None:
    listed = [worker(SWENo=f"SW{role}", OrgRole=role, AgencyWorker=role == "6") for role in "123456"]
    found = spells(*listed, worker(SWENo="SW7", OrgRole=None))
    roles = [*["manager"] * 3, "senior_practitioner", "social_worker", "social_worker", "other"]
    assert [one["role"] for one in found] == roles
    assert [one["is_agency"] for one in found] == [False] * 5 + [True, False]
    assert all(one["is_social_worker"] for one in found)


def test_a_worker_without_a_start_is_held_and_vacancies_may_be_missing() -> None:
    content = workers(worker(), worker(SWENo="SW2", RoleStartDate=None), vacancies=None)
    _, reading = read_workforce_census("c.xml", content, Identities(KEY, AUTHORITY))
    (account,) = reading.accounts
    assert (account.rows_in, account.stored, account.held) == (2, 1, 1)
    assert set(reading.covers) == {"workforce_spells"}


def test_who_is_in_post_is_known_on_the_day_and_leavers_for_the_year() -> None:
    _, reading = read_workforce_census("c.xml", workers(worker()), Identities(KEY, AUTHORITY))
    cover = reading.covers["workforce_spells"]
    day = dt.date(2023, 9, 30)
    assert (cover.covers_from, cover.covers_to, cover.stock_from) == (dt.date(2022, 10, 1), day, day)
    assert reading.covers["hr_posts"].covers_from == day


def staff(count: int, leavers: int = 0, left: str = "2023-02-01", **changes: object) -> bytes:
    """A workforce census of so many workers, the first of whom left on a day."""
    ends = [{"RoleEndDate": left} if at < leavers else {} for at in range(count)]
    return workers(*(worker(SWENo=f"SW{at}", **end, **changes) for at, end in enumerate(ends)))


@pytest.mark.parametrize(
    ("content", "lost"),
    [
        (staff(40), {"end_date"}),
        (staff(39), set()),
        (staff(40, 6), set()),
        (staff(40, 6, AgencyWorker=None), {"is_agency"}),
        (staff(19, 6, AgencyWorker=None), set()),
    ],
)
def test_what_no_worker_fills_is_not_known(content: bytes, lost: set[str]) -> None:
    _, reading = read_workforce_census("c.xml", content, Identities(KEY, AUTHORITY))
    wanted = {"staff_id", "start_date", "end_date", "fte", "role", "is_social_worker", "is_agency"}
    assert wanted - set(reading.covers["workforce_spells"].columns) == lost
    assert bool(lost) == any("has a value for" in note.text for note in reading.notes)


@pytest.mark.parametrize("month", ["2022-09-", "2023-10-", "2022-02-"])
def test_leavers_of_another_year_are_of_another_return(month: str) -> None:
    days = [f"{month}{day}" for day in range(10, 16)]
    content = workers(*(worker(SWENo=f"SW{at}", RoleEndDate=day) for at, day in enumerate(days)))
    with pytest.raises(RefusedInput, match="Of 6 workers who left 0 did so"):
        read_workforce_census("c.xml", content, Identities(KEY, AUTHORITY))


@pytest.mark.parametrize("left", ["2022-09-30", "2023-10-01", "2022-02-01"])
def test_one_day_for_all_leavers_is_that_of_a_template(left: str) -> None:
    _, reading = read_workforce_census("c.xml", staff(40, 6, left), Identities(KEY, AUTHORITY))
    assert any("RoleEndDate: 6 of 6 dates lie outside" in note.text for note in reading.notes)


@pytest.mark.parametrize("left", ["2022-10-01", "2023-09-30"])
def test_leavers_of_the_first_and_last_day_are_of_the_year(left: str) -> None:
    _, reading = read_workforce_census("c.xml", staff(40, 6, left), Identities(KEY, AUTHORITY))
    assert not any("RoleEndDate" in note.text for note in reading.notes)


def test_a_few_leavers_of_other_years_are_said() -> None:
    ends = ["2023-02-01", "2023-03-01", "2021-02-01"]
    content = workers(*(worker(SWENo=f"SW{at}", RoleEndDate=day) for at, day in enumerate(ends)))
    _, reading = read_workforce_census("c.xml", content, Identities(KEY, AUTHORITY))
    assert any("RoleEndDate: 1 of 3 dates lie outside" in note.text for note in reading.notes)


def test_leavers_of_many_other_years_are_of_no_other_return() -> None:
    content = workers(*(worker(SWENo=f"SW{at}", RoleEndDate=f"{2010 + at}-02-01") for at in range(12)))
    _, reading = read_workforce_census("c.xml", content, Identities(KEY, AUTHORITY))
    assert any("RoleEndDate: 12 of 12 dates lie outside" in note.text for note in reading.notes)


def test_a_workforce_census_of_two_years_is_refused() -> None:
    content = workers(worker()).replace(b"<Year>2023<", b"<Year>2024<")
    with pytest.raises(RefusedInput, match="the year 2024"):
        read_workforce_census("c.xml", content, Identities(KEY, AUTHORITY))
