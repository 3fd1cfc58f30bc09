"""The return as XML gives the rows of the CSV files, and harms nobody."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.reading import Reading
from goldenthread.sources.reopen import raw_tables
from goldenthread.sources.ssda903 import is_return, read_return
from tests.sources.ssda903.returns_made import Tables, child, delivered, episode, reading, rows, write, xml

DATA = Path(__file__).parents[4] / "shared" / "data" / "child_level" / "synthetic_marlshire" / "ssda903"

TABLES: Tables = {
    "header": [
        child(UPN="UN1", MOTHER="1", MC_DOB="01/01/2024"),
        child(CHILD="1002", SEX="1", DOB="01/02/2006", ETHNIC="CHNE"),
    ],
    "episodes": [
        episode(DEC="01/09/2023", REC="X1", REASON_PLACE_CHANGE="CARPL"),
        episode(DECOM="01/09/2023", RNE="P", PLACE="U6"),
        episode(CHILD="1002", DECOM="01/02/2023", DEC="01/02/2024", REC="E17", PLACE="K3"),
    ],
    "reviews": [
        {"CHILD": "1001", "DOB": "06/05/2010", "REVIEW": "20/06/2023", "REVIEW_CODE": "PN3"},
        {"CHILD": "1001", "DOB": "06/05/2010", "REVIEW": "20/09/2023", "REVIEW_CODE": "PN1"},
    ],
    "uasc": [{"CHILD": "1002", "SEX": "1", "DOB": "01/02/2006", "DUC": "01/02/2024"}],
    "oc2": [
        {"CHILD": "1001", "DOB": "06/05/2010", "SDQ_SCORE": "9", "TEETH_CHECK": "1", "HEALTH_ASSESSMENT": "0"}
    ],
    "oc3": [{"CHILD": "1002", "DOB": "01/02/2006", "IN_TOUCH": "YES", "ACTIV": "F1", "ACCOM": "U1"}],
    "ad1": [
        {
            "CHILD": "1001",
            "DOB": "06/05/2010",
            "DATE_INT": "01/07/2023",
            "DATE_MATCH": "01/08/2023",
            "NB_ADOPTR": "2",
        }
    ],
    "placed_adoption": [{"CHILD": "1001", "DOB": "06/05/2010", "DATE_PLACED": "01/07/2023"}],
    "prev_perm": [{"CHILD": "1001", "DOB": "06/05/2010", "PREV_PERM": "Z1"}],
    "missing": [
        {
            "CHILD": "1001",
            "DOB": "06/05/2010",
            "MISSING": "M",
            "MIS_START": "01/10/2023",
            "MIS_END": "02/10/2023",
        }
    ],
    "sw_episodes": [{"CHILD": "1001", "DOB": "06/05/2010", "SW_ID": "AB1", "SW_DECOM": "01/06/2023"}],
}


def content(one: Reading) -> dict[str, list[str]]:
    """Every row, whatever its order; columns without any value left out."""
    return {
        batch.table: sorted(
            str({key: value for key, value in row.items() if value is not None})
            for row in rows(one, batch.table)
        )
        for batch in one.batches
    }


def test_it_gives_the_rows_of_the_csv_files(tmp_path: Path) -> None:
    (tmp_path / "SSDA903_2024.xml").write_text(xml(TABLES), encoding="utf-8")
    from_xml = reading(tmp_path / "SSDA903_2024.xml")
    from_csv = reading(write(tmp_path / "csv", TABLES))
    assert content(from_xml) == content(from_csv)
    for table, cover in from_csv.covers.items():
        assert from_xml.covers[table].covers_from == cover.covers_from
    assert not any(note.text.startswith("Columns not taken") for note in from_xml.notes)
    counted = {account.list_name: account.rows_in for account in from_xml.accounts}
    assert counted == {account.list_name: account.rows_in for account in from_csv.accounts}


@pytest.mark.skipif(not DATA.exists(), reason="the shared data folder is not beside the checkout")
def test_a_whole_year_as_xml_is_that_year_as_csv(tmp_path: Path) -> None:
    import csv

    tables: Tables = {}
    for name in ("header", "episodes", "reviews", "uasc", "oc2", "missing"):
        with (DATA / f"SSDA903_2024_{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            tables[name] = list(csv.DictReader(file))
    (tmp_path / "return.xml").write_text(xml(tables, between=""), encoding="utf-8")
    whole = reading(tmp_path / "return.xml")
    files = reading(*sorted(DATA.glob("SSDA903_2024_*.csv")))
    assert content(whole) == content(files)


def test_namespace_bom_and_white_space_change_nothing(tmp_path: Path) -> None:
    plain = xml(TABLES)
    spaced = plain.replace("<REVIEW>", "<REVIEW>\n  ").replace("</DECOM>", " </DECOM>")
    spaced = spaced.replace(
        "<EXPSSDA903>", '<EXPSSDA903 xmlns="urn:x" xmlns:i="urn:i" i:schemaLocation="a b">'
    )
    spaced = spaced.replace("</EPISODE>", "</EPISODE> stray text ")
    (tmp_path / "a.xml").write_text(plain, encoding="utf-8")
    (tmp_path / "b.xml").write_bytes(b"\xef\xbb\xbf" + spaced.encode())
    assert content(reading(tmp_path / "a.xml")) == content(reading(tmp_path / "b.xml"))


def test_a_stored_row_is_found_again_in_the_file() -> None:
    tables = raw_tables("return.xml", xml(TABLES).encode())
    episodes = next(table for table in tables if table.sheet == "EPISODE")
    assert episodes.rows.to_pylist() == [1, 2, 3]
    assert episodes.cells["CHILD"].to_pylist() == ["1001", "1001", "1002"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<EXPSSDA903>", '<!DOCTYPE x [<!ENTITY a "b">]><EXPSSDA903>'),
        ("<EXPSSDA903>", '<!DOCTYPE x SYSTEM "http://localhost/x.dtd"><EXPSSDA903>'),
        ("</EXPSSDA903>", ""),
        (
            "</CHILD>",
            "",
        ),
        ("<REVIEW>", "<REVIEW>" + "<a>" * 40),
        ("<REVIEW>", "<REVIEW>" + "9" * 40_000),
        ("encoding='utf-8'", "encoding='utf-9'"),
    ],
    ids=["entity", "external", "cut short", "not closed", "deep", "long", "encoding"],
)
def test_what_is_damaged_or_could_do_harm_is_refused(before: str, after: str) -> None:
    with pytest.raises(RefusedInput) as refused:
        read_return("return.xml", xml(TABLES).replace(before, after, 1).encode())
    assert "return.xml" in str(refused.value)
    assert "1001" not in str(refused.value)


def test_a_return_with_a_document_type_is_refused_and_not_passed_over(tmp_path: Path) -> None:
    text = xml(TABLES).replace("<EXPSSDA903>", "<!DOCTYPE EXPSSDA903><EXPSSDA903>")
    folder = write(tmp_path / "f", TABLES)
    (folder / "other.xml").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInput, match=r"^other.xml, row 2: The file declares a document type"):
        delivered(folder)


def test_a_table_that_is_cut_short_is_refused_and_not_passed_over(tmp_path: Path) -> None:
    folder = write(tmp_path / "f", TABLES)
    file = folder / "SSDA903_2024_reviews.csv"
    file.write_text(file.read_text()[:-20])
    with pytest.raises(RefusedInput, match="reviews"):
        delivered(folder)


def test_other_xml_is_not_taken_for_a_return() -> None:
    for text in ("<Message><Header/></Message>", "<a/>", "no xml", "", "<EXPSSDA"):
        assert not is_return(text.encode())
    assert is_return(xml(TABLES).encode())
    assert is_return(xml(TABLES, root="SSDA903").replace("utf-8", "utf-16").encode("utf-16"))
    assert is_return(xml(TABLES).replace("EXPSSDA903", "x:SSDA903").encode())
    damaged = "<!DOCTYPE a [<!ENTITY b 'c'>]>" + xml(TABLES).partition("?>")[2]
    assert is_return(damaged.encode())  # so that it is refused by name
    assert not is_return(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")


def test_a_leaver_who_is_not_in_touch_is_a_row_as_in_the_csv(tmp_path: Path) -> None:
    """The words of 'no' are answers of a leaver; of a child who did not seek asylum alone they are none."""
    tables = {**TABLES, "oc3": [{"CHILD": "1002", "DOB": "01/02/2006", "IN_TOUCH": "NO", "ACTIV": "0"}]}
    text = xml(tables).replace("<IN_TOUCH>", "<UASC>0</UASC><IN_TOUCH>")
    text = text.replace("<UASC>1</UASC><DUC>01/02/2024</DUC>", "")
    (tmp_path / "return.xml").write_text(text, encoding="utf-8")
    from_xml = reading(tmp_path / "return.xml")
    del tables["uasc"]
    from_csv = reading(write(tmp_path / "csv", tables))
    assert content(from_xml) == content(from_csv)
    assert [row["in_touch"] for row in rows(from_xml, "care_leavers")] == ["NO"]


def said(text: str) -> list[str]:
    return [note.text for one in read_return("return.xml", text.encode()) for note in one.notes]


def test_what_is_passed_over_is_said() -> None:
    whole = xml(TABLES)
    assert said(whole) == []
    unknown = "<MADEUP><A>1</A></MADEUP>"
    inside = whole.replace("<AREVIEW>", f"{unknown}<AREVIEW>")
    assert said(inside) == ["Elements not known here and not taken: MADEUP (2)."]
    before = whole.replace(
        "<CHILD>", "<EPISODE><DECOM>01/06/2023</DECOM></EPISODE><YEAR>2024</YEAR><CHILD>", 1
    )
    assert said(before) == ["Elements not known here and not taken: EPISODE (1), YEAR (1)."]
    twice = whole.replace(
        "<REVIEW>20/06/2023</REVIEW>", "<REVIEW>20/06/2023</REVIEW><REVIEW>21/06/2023</REVIEW>"
    )
    assert said(twice) == ["REVIEW stands more than once in its record, 1 time; the last one counts."]
    assert said(whole.replace("<AREVIEW>", "stray<AREVIEW>")) == [
        "Text between elements was passed over in 1 place, the first at line 20."
    ]


def test_a_record_between_children_is_nobodys(tmp_path: Path) -> None:
    text = xml(TABLES).replace("</CHILD>", "</CHILD><AREVIEW><REVIEW>01/07/2023</REVIEW></AREVIEW>", 1)
    reviews = next(one.table for one in read_return("r.xml", text.encode()) if one.table.sheet == "AREVIEW")
    assert reviews.cells["REVIEW"].to_pylist() == ["20/06/2023", "20/09/2023"]


def test_a_record_that_repeats_the_childs_id_is_a_record_still() -> None:
    text = xml(TABLES).replace("<EPISODE>", "<EPISODE><CHILDID>1001</CHILDID>", 1)
    episodes = next(one.table for one in read_return("r.xml", text.encode()) if one.table.sheet == "EPISODE")
    assert episodes.cells.num_rows == 3


def test_no_two_tables_are_found_again_under_one_name() -> None:
    """A record in the element of another kind takes no table's place: by sheet and row it is found again
    in the file, and would be another child's."""
    text = xml({**TABLES, "missing": [*TABLES["missing"] * 3]})
    text = text.replace("<MISSING>M</MISSING><MIS_START>01/10/2023</MIS_START>", "<RNE>S</RNE><LS>C2</LS>", 1)
    tables = [one.table for one in read_return("r.xml", text.encode())]
    sheets = {one.sheet: one.cells for one in tables}
    assert len(sheets) == len(tables)
    assert sheets["EPISODE"].num_rows == 4
    assert sheets["AMISSING"]["MISSING"].to_pylist() == ["M", "M"]


def test_a_field_of_the_header_that_is_not_known_is_said(tmp_path: Path) -> None:
    (tmp_path / "r.xml").write_text(xml(TABLES).replace("<SEX>", "<MOOD>x</MOOD><SEX>"), encoding="utf-8")
    assert "Columns not taken: 'MOOD' (r.xml)." in [note.text for note in reading(tmp_path / "r.xml").notes]


@pytest.mark.parametrize(
    "text", ["<SSDA903/>", "<SSDA903><CHILDREN><CHILD><SEX>1</SEX></CHILD></CHILDREN></SSDA903>"]
)
def test_a_return_without_a_child_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "r.xml").write_text(text)
    with pytest.raises(RefusedInput, match="holds no CHILD"):
        delivered(tmp_path / "r.xml")


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_bytes_changed_at_random_are_read_or_refused(seed: int, changes: int) -> None:
    chance = random.Random(seed)
    damaged = bytearray(xml(TABLES).encode())
    for _ in range(changes):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    try:
        files = read_return("return.xml", bytes(damaged))
    except RefusedInput:
        return
    assert all(one.table.cells.num_rows == len(one.table.rows) for one in files)
