"""Text in every encoding, with letters that hide, turn or were lost: the right text or a refusal by name."""

from __future__ import annotations

import codecs
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.csv_files import read_csv

LETTERS = "abcxyz019 ’“”–éèöüÅñçßŁżЖ名👧\u200b\u200f\u202e\u00a0\u00ad£€'&<=;|"
CELLS = (
    st.text(st.sampled_from(LETTERS), min_size=1, max_size=12).map(str.strip).filter(lambda one: one.strip())
)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6)
KNOWN = frozenset({"first", "second", "third"})
ENCODINGS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "cp1252": b"",
}


FILES = 5_000


def written(table: list[tuple[str, str, str]], encoding: str) -> bytes:
    lines = ["first\tsecond\tthird", *("\t".join(row) for row in table), ""]
    return ENCODINGS[encoding] + "\r\n".join(lines).encode(encoding)


def cells(content: bytes) -> list[tuple[str | None, ...]]:
    file = read_csv("x.csv", content, KNOWN)
    return list(zip(*(column.to_pylist() for column in file.table.cells.columns), strict=True))


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(table=TABLES)
def test_the_text_is_right_or_refused(encoding: str, table: list[tuple[str, str, str]]) -> None:
    the_text_is_right_or_refused(encoding, table)


@pytest.mark.long
def test_five_thousand_files_in_every_encoding(record_property: pytest.RecordProperty) -> None:
    """L11: text of letters that hide, turn or stand outside an encoding, from a row to six of them."""
    chance = random.Random(11)
    fates: Counter[str] = Counter()
    while fates["right"] + fates["refused"] < FILES:
        table = [tuple(_cell(chance) for _ in range(3)) for _ in range(chance.randrange(1, 7))]
        fates[the_text_is_right_or_refused(chance.choice(list(ENCODINGS)), table)] += 1
    record_property("count", f"L11: {dict(fates)}")
    assert fates["right"] > FILES * 0.8


def _cell(chance: random.Random) -> str:
    text = "".join(chance.choice(LETTERS) for _ in range(chance.randrange(1, 13))).strip()
    return text if text.strip() else _cell(chance)


def the_text_is_right_or_refused(encoding: str, table: list[tuple[str, str, str]]) -> str:
    """'right', 'refused', or why neither can be asked."""
    try:
        content = written(table, encoding)
    except UnicodeEncodeError:
        return "letters that the encoding lacks"
    if encoding != "cp1252":
        assert cells(content) == table
        return "right"
    if _is_utf8(content):
        return "no reader can tell"
    try:
        assert cells(content) == table
    except RefusedInput:
        assert _holds_utf8(content)  # it could be a mixture of two encodings
        return "refused"
    return "right"


def test_windows_text_with_letters_is_read() -> None:
    table = [("Zoë’s", "café – bar", "£5"), ("ñ", "Öl", "§ 20")]
    assert cells(written(table, "cp1252")) == table


def _holds_utf8(content: bytes) -> bool:
    """Whether two or three bytes that follow one another are a letter in UTF-8."""
    pieces = (content[at : at + size] for at in range(len(content)) for size in (2, 3))
    return any(not one.isascii() and _is_utf8(one) for one in pieces)


def _is_utf8(content: bytes) -> bool:
    """Whether bytes are letters in UTF-8."""
    try:
        return not content.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


@given(table=TABLES, other=CELLS.filter(lambda one: not one.isascii()))
def test_two_encodings_in_one_file_are_refused(table: list[tuple[str, str, str]], other: str) -> None:
    try:
        line = f"{other}\tb\tc\r\n".encode("cp1252")
        line.decode("utf-8")
    except UnicodeEncodeError:
        return
    except UnicodeDecodeError:
        content = written([*table, ("é’", "ö", "ü")], "utf-8") + line
        with pytest.raises(RefusedInput, match=r"mixes two encodings|neither UTF-8"):
            cells(content)


@given(table=TABLES, at=st.integers(0, 1000))
def test_a_nul_anywhere_is_refused_with_its_line(table: list[tuple[str, str, str]], at: int) -> None:
    content = written(table, "utf-8")
    at %= len(content)
    with pytest.raises(RefusedInput, match=r"Line \d+ holds a NUL|starts as"):
        cells(content[:at] + b"\0" + content[at:])
