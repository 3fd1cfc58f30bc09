"""From printed cells to numbers: which number goes into which column, and how each is shown."""

from __future__ import annotations

import pytest

from goldenthread.analysis.figures import Figure
from goldenthread.publication.tree import Band, Column, Icon, Link, Minor, Proof, Table, Tag, Text
from goldenthread.publication.xlsx.flat import flat
from goldenthread.publication.xlsx.numbers import number_of
from goldenthread.publication.xlsx.sheet import Cell, Number


def figure(text: str, part: str = "value") -> Figure:
    return Figure(text, "m", "2023-12", part=part)  # type: ignore[arg-type]


def cells(text: Text, *, heading: str = "H", numeric: bool = True) -> dict[str, Cell]:
    """One cell beside a heading, as columns."""
    table = Table("t", (Column("Row"), Column(heading, numeric)), ((("a",), text),))
    columns, [row] = flat(table, lambda _: None, {("m", "2023-12", "all", "all"): "ABCD1234"})
    assert columns[0] == "Row"
    return dict(zip(columns[1:], row[1:], strict=True))


def values(text: Text) -> dict[str, float | str | None]:
    return {name: c.value if isinstance(c, Number) else str(c) for name, c in cells(text).items()}


SHAPES: dict[str, tuple[Text, dict[str, float | str | None]]] = {
    "a figure": ((figure("1,058"),), {"H": 1058}),
    "money": ((figure("£168,570"),), {"H": 168570}),
    "money that fell": ((figure("−£400"),), {"H": -400}),
    "a plain number": (("−3.5",), {"H": -3.5}),
    "parts": ((figure("12"), " of ", figure("101")), {"H": 12, "H: out of": 101}),
    "parts in a plain text": (("1,006 of 12,356",), {"H": 1006, "H: out of": 12356}),
    "cases for workers": ((figure("83"), " for ", figure("5.2")), {"H": 83, "H: for": 5.2}),
    "a range": ((figure("34.6%"), " to ", figure("40.7%")), {"H: from": 34.6, "H: to": 40.7}),
    "a range below nought": (("−5 to +4",), {"H: from": -5, "H: to": 4}),
    "two": (("0.49, 0.64",), {"H: first": 0.49, "H: second": 0.64}),
    "a change": ((figure("−4"), " (", figure("−18%"), ")"), {"H": -4, "H: in brackets": -18}),
    "value and parts": (
        (figure("11.9%"), " (", figure("12"), " of ", figure("101"), ")"),
        {"H": 11.9, "H: number": 12, "H: out of": 101},
    ),
    "parts and value": (
        (figure("13"), " of ", figure("18"), " (", figure("72.2%"), ")"),
        {"H: number": 13, "H: out of": 18, "H": 72.2},
    ),
    "a tag": (("25% ", Tag("Met", "good")), {"H": 25, "H: mark": "Met"}),
    "a quarter": (("22.8 ", Band("C")), {"H": 22.8, "H: quarter": "C"}),
    "an arrow": (("▼ 0.49",), {"H": 0.49, "H: mark": "▼"}),
    "a remark": ((figure("33.3%"), Minor(" [r]")), {"H": 33.3, "H: remark": "[r]"}),
    "a symbol": ((figure("[c]"),), {"H": "[c]"}),
    "words": (("60 per 10,000",), {"H": "60 per 10,000"}),
    "a dash": (("–",), {"H": "–"}),
    "a date": (("1 April 2023",), {"H": "1 April 2023"}),
    "a number in a word": (("s47",), {"H": "s47"}),
}


@pytest.mark.parametrize("name", SHAPES)
def test_each_number_of_a_cell_has_its_column(name: str) -> None:
    text, expected = SHAPES[name]
    assert values(text) == expected


def test_words_codes_and_icons_are_words() -> None:
    said: Text = (
        Link("Contacts", "x"),
        " ",
        Icon("usual", "Usual", "t"),
        " ",
        Proof(("m", "2023-12", "all", "all")),
    )
    assert cells(said, numeric=False) == {"H": "Contacts Usual ABCD1234"}


def test_a_column_of_words_keeps_its_digits_as_words_and_the_first_column_always() -> None:
    assert cells(("12 of 101",), numeric=False) == {"H": "12 of 101"}
    columns, [row] = flat(Table("t", (Column("Age", True),), ((("16 to 17",),),)), lambda _: None, {})
    assert (columns, row) == (["Age"], ["16 to 17"])


def test_a_raw_number_stands_in_the_place_of_the_printed_one_with_its_format() -> None:
    table = Table("t", (Column("Row"), Column("H", True)), ((("a",), (figure("38.8%"),)),))
    _, [row] = flat(table, lambda _: 38.7523, {})
    assert row[1] == Number(38.7523, '#,##0.0"%";−#,##0.0"%";#,##0.0"%"')


def test_two_columns_of_one_heading_are_told_apart() -> None:
    table = Table("t", (Column("Row"), Column("H", True), Column("H", True)), ((("a",), ("1",), ("2",)),))
    assert flat(table, lambda _: None, {})[0] == ["Row", "H", "H (2)"]


@pytest.mark.parametrize(
    ("text", "signed", "shape"),
    [
        ("1,058", False, "#,##0;−#,##0;#,##0"),
        ("9.0 points", False, '#,##0.0" points";−#,##0.0" points";#,##0.0" points"'),
        ("+3", False, "+#,##0;−#,##0;#,##0"),
        ("0", True, "+#,##0;−#,##0;#,##0"),
        ("0.49", False, "#,##0.00;−#,##0.00;#,##0.00"),
    ],
)
def test_a_number_is_shown_as_it_was_printed(text: str, signed: bool, shape: str) -> None:
    number = number_of(text, signed=signed)
    assert number is not None
    assert number.format == shape


@pytest.mark.parametrize("text", ["", "[x]", "1.2.3", "12a", "1,05", "- 3", "1e5", "٣"])
def test_what_is_no_printed_number_is_none(text: str) -> None:
    assert number_of(text) is None


def test_money_keeps_its_sign_in_a_cell() -> None:
    made = number_of("−£1,205")
    assert made is not None
    assert (made.value, made.format) == (-1205, '"£"#,##0;\N{MINUS SIGN}"£"#,##0;"£"#,##0')
