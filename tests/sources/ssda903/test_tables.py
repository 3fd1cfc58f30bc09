"""Tables of every layout year: fields, codes, and what is made good or counted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.reading import Reading
from goldenthread.sources.ssda903.tables import TABLES_903, table_903
from tests.sources.ssda903.returns_made import (
    FIELDS,
    child,
    delivered,
    episode,
    hashed,
    reading,
    rows,
    text,
    write,
    year_2024,
)
from tests.sources.workbooks import workbook

PLACES = {"H5": "H5", "P2": "P2", "K3": "K3", "k3": "K3", "Z1": "Z1", "Z11": "Z11", "Z14": "Z14", "T0": "T0"}
ENDS = ("E43", "E44", "E45", "E48", "E4A", "E13", "E41", "E17", "X1")


def read_with(folder: Path, **tables: list[dict[str, str]]) -> Reading:
    return reading(write(folder / "f", year_2024(**tables)))


def only(one: Reading, table: str, person: str = "1001") -> dict[str, object]:
    (found,) = [row for row in rows(one, table) if row["person_id"] == hashed(person)]
    return found


@pytest.mark.parametrize("name", TABLES_903)
def test_a_table_is_known_by_its_fields_in_any_order_and_with_others_beside(name: str) -> None:
    fields = FIELDS[name].split(",")
    assert table_903(fields) == name
    assert table_903([*reversed(fields), "LA_NOTE"]) == name
    assert table_903([field.lower() for field in fields]) == name


def test_what_is_no_table_of_the_return_is_none() -> None:
    for headers in (
        ["CHILD", "DOB"],
        ["Child Unique ID", "Date of Contact"],
        ["person_id", "review_date"],
        [],
    ):
        assert table_903(headers) is None


def test_every_field_goes_somewhere_or_says_why_not() -> None:
    for name, table in TABLES_903.items():
        assert set(FIELDS[name].split(",")) == set(table.fields)
        for to in table.fields.values():
            assert to.startswith("-") or table.row.column(to.replace(".", "__"))


@pytest.mark.parametrize(
    ("written", "sex"), [("1", "M"), ("2", "F"), ("M", "M"), ("F", "F"), ("U", "U"), ("", "U")]
)
def test_sex_in_old_and_new_codes(tmp_path: Path, written: str, sex: str) -> None:
    one = read_with(tmp_path, header=[child(SEX=written)])
    assert only(one, "persons")["sex"] == sex


@pytest.mark.parametrize(("written", "place"), PLACES.items())
def test_places_of_all_years_and_in_small_letters(tmp_path: Path, written: str, place: str) -> None:
    one = read_with(tmp_path, episodes=[episode(PLACE=written, DEC="01/02/2024", REC="X1")])
    assert only(one, "placements")["place"] == place


@pytest.mark.parametrize("reason", ENDS)
def test_reasons_for_leaving_of_all_years(tmp_path: Path, reason: str) -> None:
    one = read_with(tmp_path, episodes=[episode(DEC="01/02/2024", REC=reason)])
    assert only(one, "cla_episodes")["end_reason"] == reason


def test_a_code_that_is_in_no_list_is_unknown_and_said(tmp_path: Path) -> None:
    one = read_with(tmp_path, episodes=[episode(RNE="*DUMMY*", DEC="01/02/2024", REC="E4A")])
    assert only(one, "cla_episodes")["start_reason"] is None
    assert any("Episodes, column 'RNE': 1 cell counts as unknown (row 2)" in note.text for note in one.notes)


def test_episodes_give_places_and_home_addresses_with_postcodes_in_one_form(tmp_path: Path) -> None:
    half = episode(CHILD="1002", DEC="01/02/2024", REC="E4A", PL_POST="2TR", HOME_POST="")
    one = read_with(tmp_path, episodes=[episode(PL_POST="zz11aa", HOME_POST="ZZ1  1AB"), half])
    place = only(one, "placements")
    assert (place["place"], place["provider"], place["urn"]) == ("K2", "PR1", "SC123456")
    assert (place["postcode"], only(one, "placements", "1002")["postcode"]) == ("ZZ1 1AA", "2TR")
    assert [(row["person_id"], row["postcode"]) for row in rows(one, "addresses")] == [
        (hashed("1001"), "ZZ1 1AB")
    ]


def test_pupil_numbers_are_hashed_and_reasons_for_none_are_kept(tmp_path: Path) -> None:
    one = read_with(tmp_path, header=[child(UPN="A123456789012"), child(CHILD="1002", UPN="UN3")])
    known, unknown = only(one, "persons"), only(one, "persons", "1002")
    assert known["upn"] not in (None, "A123456789012")
    assert (known["upn_unknown"], unknown["upn"], unknown["upn_unknown"]) == (None, None, "UN3")


def test_the_status_of_a_care_leaver_is_that_of_the_birthday_in_the_year(tmp_path: Path) -> None:
    leavers = [
        {"CHILD": "1", "DOB": "31/03/2006", "IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "U1"},
        {"CHILD": "2", "DOB": "01/04/2006", "IN_TOUCH": "NO", "ACTIV": "0", "ACCOM": "0"},
        {"CHILD": "3", "DOB": "29/02/2004", "IN_TOUCH": "REFU", "ACTIV": "F3", "ACCOM": "Z2"},
        {"CHILD": "4", "DOB": "28/02/2003", "IN_TOUCH": "RHOM", "ACTIV": "G6", "ACCOM": "S2"},
    ]
    one = read_with(tmp_path, oc3=leavers)
    found = {row["person_id"]: row for row in rows(one, "care_leavers")}
    names = ("status_date", "eligibility", "in_touch", "activity", "accommodation", "accommodation_suitable")
    assert [tuple(found[hashed(str(number))][name] for name in names) for number in (1, 2, 3, 4)] == [
        (dt.date(2024, 3, 31), "former_relevant", "YES", "F2", "U", True),
        (dt.date(2023, 4, 1), "relevant", "NO", "0", "0", None),
        (dt.date(2024, 2, 29), "former_relevant", "REFU", "F3", "Z", False),
        (dt.date(2024, 2, 28), "former_relevant", "RHOM", "G6", "S", False),
    ]
    cover = one.covers["care_leavers"]
    assert (cover.covers_from, cover.stock_from) == (dt.date(2023, 4, 1), dt.date(2024, 3, 31))


def test_outcomes_speak_for_the_end_of_the_year_and_scores_are_apart(tmp_path: Path) -> None:
    outcomes = [
        {
            "CHILD": "1001",
            "SDQ_SCORE": "14",
            "TEETH_CHECK": "1",
            "IMMUNISATIONS": "0",
            "HEALTH_ASSESSMENT": "1",
        },
        {"CHILD": "1002", "SDQ_REASON": "SDQ2", "TEETH_CHECK": "0", "HEALTH_ASSESSMENT": "true"},
        {"CHILD": "1003", "TEETH_CHECK": "", "HEALTH_ASSESSMENT": "1"},
    ]
    one = read_with(tmp_path, oc2=outcomes)
    health = only(one, "cla_annual_health")
    assert (health["year_end"], health["dental"], health["immunisations"]) == (
        dt.date(2024, 3, 31),
        True,
        False,
    )
    assert only(one, "cla_annual_health", "1003")["dental"] is None
    scores = [
        (row["score"], row["no_score_reason"], row["completed_date"]) for row in rows(one, "sdq_scores")
    ]
    assert scores == [(14, None, dt.date(2024, 3, 31)), (None, "SDQ2", dt.date(2024, 3, 31))]
    assert one.covers["cla_annual_health"].covers_from == dt.date(2024, 3, 31)
    assert {account.list_name: account.stored for account in one.accounts}["OC2"] == 3


def test_outcomes_of_an_extract_within_the_year_say_nothing_of_12_months(tmp_path: Path) -> None:
    """A "no" is nobody since 1 April, and last year's "yes" may be of a check of 22 months ago."""
    outcomes = [{"CHILD": "1001", "SDQ_SCORE": "14", "TEETH_CHECK": "0", "HEALTH_ASSESSMENT": "0"}]
    early = year_2024(episodes=[episode()], oc2=outcomes)
    folder = write(tmp_path / "f", early, "{table}.csv")
    one = reading(folder, as_at=dt.date(2024, 1, 31))
    assert "cla_annual_health" not in {*one.covers, *(batch.table for batch in one.batches)}
    assert [row["score"] for row in rows(one, "sdq_scores")] == [14]
    assert any("not of 12 months" in note.text for note in one.notes)
    whole = reading(folder, as_at=dt.date(2024, 3, 31))
    assert "cla_annual_health" in whole.covers


def test_the_other_tables(tmp_path: Path) -> None:
    one = read_with(
        tmp_path,
        uasc=[{"CHILD": "1001", "SEX": "2", "DOB": "06/05/2010", "DUC": "06/05/2028"}],
        reviews=[{"CHILD": "1001", "REVIEW": "01/09/2023", "REVIEW_CODE": "PN3"}],
        missing=[{"CHILD": "1001", "MISSING": "M", "MIS_START": "01/09/2023", "MIS_END": ""}],
        prev_perm=[{"CHILD": "1001", "PREV_PERM": "P2", "LA_PERM": "WAL", "DATE_PERM": "zz/05/2015"}],
        sw_episodes=[
            {
                "CHILD": "1001",
                "SW_ID": "AB123456",
                "SW_DECOM": "01/06/2023",
                "SW_DEC": "",
                "SW_REASON": "FCONTA",
            }
        ],
        dolo=[{"CHILD": "1001", "DOLO_START": "01/10/2023", "DOLO_END": "01/11/2023"}],
        placed_adoption=[{"CHILD": "1001", "DATE_PLACED": "01/10/2023", "REASON_PLACED_CEASED": "RD1"}],
    )
    assert only(one, "immigration_statuses")["status"] == "uasc"
    assert only(one, "cla_reviews")["participation"] == "PN3"
    assert only(one, "missing_episodes")["missing_type"] == "M"
    assert only(one, "previous_permanence")["order_date_text"] == "zz/05/2015"
    worker = only(one, "involvements")
    assert (worker["role"], worker["change_reason"]) == ("allocated_worker", "FCONTA")
    assert worker["worker_id"] != "AB123456"
    assert one.covers["involvements"].covers_from == dt.date(2024, 3, 31)
    assert only(one, "dolos")["end_date"] == dt.date(2023, 11, 1)
    assert only(one, "permanence")["reversed_reason"] == "RD1"


def test_a_row_twice_counts_once_and_of_two_that_differ_the_later(tmp_path: Path) -> None:
    again = [episode(), episode(), episode(LS="C1"), episode(CHILD="1002", DEC="01/02/2024", REC="E4A")]
    review = {"CHILD": "1001", "REVIEW": "01/09/2023", "REVIEW_CODE": "PN3"}
    one = read_with(tmp_path, episodes=again, reviews=[review, review | {"REVIEW": "2023-09-01"}])
    codes = sorted((e.list_name, e.row, e.code) for e in one.exceptions)
    assert codes == [
        ("Episodes", 2, "superseded"),
        ("Episodes", 3, "superseded"),
        ("Reviews", 3, "duplicate"),
    ]
    counted = [row["legal_status"] for row in rows(one, "cla_episodes") if row["excluded"] is None]
    assert counted == ["C1", "C2"]


def test_of_two_episodes_of_one_day_the_one_that_ended_on_it_came_first(tmp_path: Path) -> None:
    """The key is the day: both are no versions of one episode, and the child is in care."""
    day = episode()["DECOM"]
    for order in (1, -1):
        both = [episode(DEC=day, REC="X1", LS="C1"), episode()][::order]
        one = read_with(tmp_path / str(order), episodes=both)
        assert [row["end_date"] for row in rows(one, "cla_episodes") if row["excluded"] is None] == [None]


def test_an_episode_that_ends_before_it_starts_is_stored_and_not_counted(tmp_path: Path) -> None:
    one = read_with(tmp_path, episodes=[episode(DEC="01/05/2023", REC="E4A"), episode(CHILD="1002")])
    (found,) = one.exceptions
    assert (found.fate, found.code, found.row) == ("excluded", "ends_before_start", 2)


def test_a_faulty_row_takes_no_other_rows_place(tmp_path: Path) -> None:
    """Else the child would be in no figure: the good row superseded, the faulty one not counted."""
    one = read_with(tmp_path, episodes=[episode(), episode(DEC="01/05/2023", REC="E4A")])
    assert [(e.row, e.code) for e in one.exceptions] == [(3, "ends_before_start")]
    assert [row["end_date"] for row in rows(one, "cla_episodes") if row["excluded"] is None] == [None]


def test_an_end_that_cannot_be_read_holds_the_row(tmp_path: Path) -> None:
    wrong = episode(CHILD="1002", DEC="31/31/2024")
    one = read_with(tmp_path, episodes=[episode(DEC="01/02/2024", REC="X1"), wrong])
    (found,) = one.exceptions
    assert (found.fate, found.code, found.row, found.column) == ("held", "unreadable_date", 3, "DEC")


def test_a_table_without_its_ends_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "f", year_2024())
    (folder / "SSDA903_2024_episodes.csv").write_text("CHILD,DECOM,RNE,LS,PLACE,DEC\n1,01/06/2023,S,C2,K2,\n")
    with pytest.raises(RefusedInput) as refused:
        delivered(folder)
    assert "The table Episodes lacks the field REC" in refused.value.what


def test_children_who_are_not_in_the_header_are_counted(tmp_path: Path) -> None:
    one = read_with(tmp_path, header=[child()])
    assert any("1 children with episodes are not in the header" in note.text for note in one.notes)


def test_a_workbook_is_known_by_its_columns_though_a_sheet_is_misspelt(tmp_path: Path) -> None:
    tables = year_2024(prev_perm=[{"CHILD": "1001", "DOB": "06/05/2010", "PREV_PERM": "Z1"}])
    names = {"header": "Header", "episodes": "Epsiodes 23-24", "prev_perm": "previous_permenance"}
    sheets = {
        names[name]: [line.split(",") for line in text(name, those).split("\r\n") if line]
        for name, those in tables.items()
    }
    (tmp_path / "return.xlsx").write_bytes(workbook({"About": [["A return of invented children"]], **sheets}))
    book = reading(tmp_path / "return.xlsx")
    plain = read_with(tmp_path, **tables)
    for table in ("persons", "cla_episodes", "placements", "addresses", "previous_permanence"):
        assert rows(book, table) == rows(plain, table)
    assert {account.sheet for account in book.accounts} == set(names.values())


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-16", "\t"), ("utf-8-sig", ";"), ("cp1252", ",")])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    for name, those in year_2024().items():
        content = text(name, those, delimiter).encode(encoding)
        (folder / f"{name}.csv").write_bytes(content)
    assert rows(reading(folder), "cla_episodes") == rows(read_with(tmp_path / "plain"), "cla_episodes")


def test_no_value_of_a_child_is_in_a_note_or_an_exception(tmp_path: Path) -> None:
    one = read_with(
        tmp_path,
        header=[child(CHILD="CANARY1", ETHNIC="CANARY2"), child(CHILD="CANARY1", DOB="CANARY3")],
        episodes=[episode(CHILD="CANARY1", DEC="CANARY4"), episode(CHILD="CANARY1", DEC="01/02/2024")],
    )
    said = " ".join(note.text for note in one.notes) + " ".join(map(str, one.exceptions)) + one.how_dated
    assert "CANARY" not in said
    assert "CANARY1" not in str(one.batches)


def test_a_table_without_a_row_is_not_supplied_unless_the_cover_names_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "f", year_2024(missing=[]))
    assert "missing_episodes" not in reading(folder).covers
    (folder / "cover.csv").write_text("table,covers_from,covers_to\nmissing_episodes,2023-04-01,2024-03-31\n")
    assert reading(folder).covers["missing_episodes"].covers_to == dt.date(2024, 3, 31)


@pytest.mark.parametrize("name", ["cla_episodes", "episodes"])
def test_the_cover_may_say_that_there_was_no_episode(tmp_path: Path, name: str) -> None:
    """Under the return's own name too; what comes of the episodes is then known to be nothing as well."""
    review = {"CHILD": "1001", "DOB": "06/05/2010", "REVIEW": "20/06/2023", "REVIEW_CODE": "PN3"}
    folder = write(tmp_path / "f", {"header": [child()], "episodes": [], "reviews": [review]})
    (folder / "cover.csv").write_text(f"table,covers_from,covers_to\n{name},2023-04-01,2024-03-31\n")
    covers = reading(folder).covers
    assert {"cla_episodes", "cla_periods", "placements"} <= set(covers)
    assert "person_id" in covers["placements"].columns


def test_the_same_empty_list_of_two_years_is_two_files(tmp_path: Path) -> None:
    ended = episode(DECOM="01/02/2022", DEC="01/03/2023", REC="E4A")
    write(tmp_path, {"header": [child()], "episodes": [ended], "dolo": []}, "SSDA903_2023_{table}.csv")
    write(tmp_path, {**year_2024(), "dolo": []}, "SSDA903_2024_{table}.csv")
    delivery = delivered(tmp_path)
    assert delivery.not_taken == ()
    assert all(any(account.list_name == "DoLo" for account in one.accounts) for one in delivery.readings)


def test_the_same_list_of_one_year_is_one_file(tmp_path: Path) -> None:
    folder = write(tmp_path / "f", year_2024())
    (folder / "SSDA903_2024_header_copy.csv").write_bytes((folder / "SSDA903_2024_header.csv").read_bytes())
    assert dict(delivered(folder).not_taken) == {
        "SSDA903_2024_header_copy.csv": "the same content as SSDA903_2024_header.csv"
    }


def test_a_child_in_two_files_of_a_year_is_one_child(tmp_path: Path) -> None:
    folder = write(tmp_path / "f", year_2024())
    more = [episode(), episode(CHILD="1003", DECOM="01/10/2023")]
    write(
        folder, {"header": [child(), child(CHILD="1003")], "episodes": more}, "SSDA903_2024_{table}_more.csv"
    )
    one = reading(folder)
    assert len({row["person_id"] for row in rows(one, "persons") if row["excluded"] is None}) == 3
    assert [(e.list_name, e.code) for e in one.exceptions] == [
        ("Header", "duplicate"),
        ("Episodes", "duplicate"),
    ]


def test_a_misspelt_field_is_named_by_the_table_that_the_others_tell() -> None:
    """Without it the file would be passed over, and the return taken for one that lacks its episodes."""
    headers = [*TABLES_903["episodes"].fields]
    headers[headers.index("DECOM")] = "DECOMM"
    assert table_903(headers) == "episodes"
    assert table_903(["CHILD", "DOB", "SOMETHING", "ELSE"]) is None
