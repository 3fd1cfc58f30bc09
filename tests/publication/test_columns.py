"""No table has a column that holds nothing from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from goldenthread.analysis.comparators import Comparators
from goldenthread.publication.audiences import AUDIENCES
from goldenthread.publication.content.columns import NOTHING, telling
from goldenthread.publication.content.document import document
from goldenthread.publication.content.glance import glance_table
from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.content.slides import deck
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.tree import Column, Table, Text
from tests.publication.made_up import made_up_edition
from tests.publication.made_up_paths import with_paths
from tests.publication.test_public import others


def tables(node: Any) -> Iterator[Table]:
    """Every table of a part of a content tree."""
    if isinstance(node, Table):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from tables(each)
    elif is_dataclass(node):
        for each in fields(node):
            if each.name != "chart":
                yield from tables(getattr(node, each.name))


def empty(table: Table) -> list[str]:
    """The headings of columns that hold nothing."""
    return [
        column.heading
        for at, column in enumerate(table.columns)
        if table.rows and all(row[at] in NOTHING for row in table.rows)
    ]


@pytest.mark.parametrize("audience", [each.name for each in AUDIENCES])
@pytest.mark.parametrize("comparators", [{}, others()], ids=["alone", "beside others"])
def test_no_column_of_any_page_or_slide_is_empty(audience: str, comparators: dict[str, Comparators]) -> None:
    edition = for_audience(replace(with_paths(), audience=audience, comparators=comparators))
    found = [*tables(document(edition).pages), *tables(deck(edition).slides)]
    assert [(table.caption, names) for table in found if (names := empty(table))] == []
    assert len(found) > 40


def headings(comparators: dict[str, Comparators]) -> list[str]:
    edition = made_up_edition(comparators=comparators)
    return [column.heading for column in glance_table("", all_shown(edition)).columns]


def test_england_stands_at_a_glance_only_where_some_measure_has_its_figure() -> None:
    one = others()
    assert "England" in headings(one)
    assert "Neighbours" not in headings(one)
    unlike = {name: replace(each, items=each.items[1:]) for name, each in one.items()}
    assert not {"England", "Neighbours"} & set(headings(unlike))
    assert headings({}) == headings(unlike)


def test_a_row_keeps_its_cells_in_their_columns() -> None:
    columns = tuple(map(Column, ("A", "B", "C", "D")))
    rows: tuple[tuple[Text, ...], ...] = ((("a",), ("",), ("–",), ("d",)), (("e",), ("–",), ("",), ("",)))
    left = telling(Table("T", columns, rows))
    assert [column.heading for column in left.columns] == ["A", "B", "D"]
    assert left.rows == ((("a",), ("",), ("d",)), (("e",), ("–",), ("",)))
    assert [column.heading for column in telling(left, "D").columns] == ["A", "B"]
