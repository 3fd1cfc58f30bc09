"""CSV files: every cell in its own column and row, whatever the file's shape, or a refusal that says why."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from goldenthread.base.errors import RefusedInput
from goldenthread.sources import csv_files
from goldenthread.sources.csv_files import CsvFile, read_csv

KNOWN = frozenset({"person_id", "start_date", "note"})
HEADER = ["person_id", "start_date", "note"]


def read(content: bytes | str) -> CsvFile:
    return read_csv("x.csv", content.encode() if isinstance(content, str) else content, KNOWN)


def rows(file: CsvFile) -> list[tuple[str | None, ...]]:
    return list(zip(*(column.to_pylist() for column in file.table.cells.columns), strict=True))


PLAIN = "person_id,start_date,note\n1,2023-01-02,a\n2,2023-01-03,b\n"
EXPECTED = [("1", "2023-01-02", "a"), ("2", "2023-01-03", "b")]


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", ";"),
        "sep=;\n" + PLAIN.replace(",", ";"),
        PLAIN.rstrip("\n"),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.encode("utf-16"),
        PLAIN.replace("\n", ",,\n"),
        PLAIN.replace("note\n", "note,,\n").replace("a\n", "a,,\n").replace("b\n", "b,,\n"),
        '"person_id","start_date","note"\n"1","2023-01-02","a"\n"2","2023-01-03","b"\n',
    ],
    ids=[
        "lf",
        "crlf",
        "cr",
        "tab",
        "semicolon",
        "hint",
        "open end",
        "bom",
        "utf-16",
        "trail",
        "all",
        "quoted",
    ],
)
def test_the_same_rows_from_every_shape(content: bytes | str) -> None:
    file = read(content)
    assert rows(file) == EXPECTED
    assert file.table.rows.to_pylist() == [2, 3]
    assert not file.ragged


@pytest.mark.parametrize("after_header", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("after_rows", ["\r", "\n", "\r\n"])
def test_line_ends_of_two_systems_in_one_file_lose_no_row(after_header: str, after_rows: str) -> None:
    file = read(f"person_id,start_date,note{after_header}" + after_rows.join(["1,x,y", "2,x,y", "3,x,y", ""]))
    assert rows(file) == [("1", "x", "y"), ("2", "x", "y"), ("3", "x", "y")]
    assert file.table.rows.to_pylist() == [2, 3, 4]


def test_row_numbers_are_those_of_a_spreadsheet() -> None:
    file = read("Report\n\nperson_id,start_date,note\n1,x,y\n\n,,\n2,x,y\n , ,\n3,x,y\n")
    assert rows(file) == [("1", "x", "y"), ("2", "x", "y"), ("3", "x", "y")]
    assert file.table.rows.to_pylist() == [4, 7, 9]


def test_text_around_the_data_and_the_header_again() -> None:
    file = read(PLAIN + "person_id,start_date,note\n3,x,y\n\nProduced by the system\n(3 rows affected)\n")
    assert [row[0] for row in rows(file)] == ["1", "2", "3"]
    assert [note.text for note in file.notes] == [
        "The header stands 2 times; once is read as such.",
        "2 line(s) of text after the data are not rows.",
    ]


def test_rows_that_do_not_fit_are_named_and_shift_nothing() -> None:
    file = read("person_id,start_date,note\n1,x,y\n2,x\n3,x,y,z\n4,x,y\n")
    assert rows(file) == [("1", "x", "y"), ("4", "x", "y")]
    assert file.ragged == (3, 4)


def test_headers_only_and_no_header() -> None:
    assert rows(read("person_id,start_date,note\n")) == []
    assert read("person_id,start_date,note").table.cells.column_names == HEADER


def test_repeated_headers_stay_apart() -> None:
    file = read("person_id,person_id,note\n1,2,3\n")
    assert rows(file) == [("1", "2", "3")]


def test_quoted_line_breaks_and_delimiters() -> None:
    file = read('person_id,start_date,note\r\n1,x,"a, b\r\nc ""d"""\r\n2,x,y\r\n')
    assert rows(file) == [("1", "x", 'a, b\r\nc "d"'), ("2", "x", "y")]
    assert file.table.rows.to_pylist() == [2, 3]


def test_windows_letters() -> None:
    file = read("person_id,start_date,note\n1,x,café – £\n".encode("cp1252"))
    assert rows(file) == [("1", "x", "café – £")]


def test_letters_lost_before_the_file_arrived_are_said() -> None:
    (note,) = read("person_id,start_date,note\n1,x,caf\ufffd\n").notes
    assert (note.level, note.text.split()[0]) == ("warning", "1")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"person_id,note\n1,\x00\n", "NUL"),
        ("person_id,note\n1,é\n".encode() + b"2,\xe9\n", "two encodings"),
        (b"\xef\xbb\xbfperson_id,note\n1,\xe9\n", "two encodings"),
        (b"person_id,note\n1,\x81\x8d\n", "neither UTF-8 nor Windows"),
        (PLAIN.encode("utf-16")[:-1], "UTF-16"),
        (PLAIN.encode("utf-32"), "UTF-32"),
        (b"PK\x03\x04rest", "workbook or a zip"),
        (b"\xd0\xcf\x11\xe0rest", "old Office"),
        (b"<!DOCTYPE html><table>", "web page"),
        (b"%PDF-1.7", "PDF"),
        (PLAIN[:-6].encode(), "breaks off"),
        (b'person_id,start_date,note\n1,x,"y\n2,x,y\n', "quotation marks"),
        (b"person_id,start_date,note\n1,x," + b"y" * 32_767 + b"\n", "32,767"),
    ],
)
def test_what_cannot_be_read_right_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(RefusedInput, match=says):
        read(content)


def test_a_file_that_ends_where_spreadsheets_stop_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_files, "SPREADSHEET_LIMITS", (5,))
    body = "".join(f"{n},x,y\n" for n in range(4))
    with pytest.raises(RefusedInput, match="spreadsheets stop"):
        read("person_id,start_date,note\n" + body)
    assert len(rows(read("person_id,start_date,note\n" + body + "4,x,y\n"))) == 5


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=12)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8)


@given(TABLES, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]), st.booleans())
@example([("1", "x", "(a b")], ",", "\n", False)
def test_whatever_is_written_is_read_back_or_named(
    table: list[tuple[str, str, str]], delimiter: str, end: str, quote_all: bool
) -> None:
    """Rows come back cell for cell; only rows without any text and remarks at the end are left out."""
    written = io.StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(written, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerow(HEADER)
    writer.writerows(table)
    file = read(written.getvalue())
    number_of = {2 + at: tuple(cell or None for cell in row) for at, row in enumerate(table)}
    found = dict(zip(file.table.rows.to_pylist(), rows(file), strict=True))
    assert {number: number_of[number] for number in found} == found
    assert not file.ragged
    left_out = [row for number, row in number_of.items() if number not in found]
    assert all(not any((cell or "").strip() for cell in row[1:]) for row in left_out)


@given(st.integers(0, 400), TABLES.filter(lambda table: len(table) > 2))
def test_a_cut_file_never_gives_a_wrong_row(cut: int, table: list[tuple[str, str, str]]) -> None:
    """Cut anywhere, a file is refused or gives whole rows, but for the last one."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(HEADER)
    writer.writerows(table)
    content = written.getvalue().encode()
    assume(cut < len(content))
    try:
        file = read(content[:cut])
    except RefusedInput:
        return
    wanted = [tuple(cell or None for cell in row) for row in table]
    if file.table.cells.column_names == HEADER:
        assert all(row in wanted for row in rows(file)[:-1])


@given(st.binary(max_size=300))
def test_no_bytes_crash_it(content: bytes) -> None:
    try:
        read(content)
    except RefusedInput as refusal:
        assert refusal.message()  # noqa: PT017 - the text is made without an error of its own
