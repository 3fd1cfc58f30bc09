"""Every table has a name of its own: who goes from table to table hears which measure each is of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

import pytest

from goldenthread.publication.audiences import AUDIENCES
from goldenthread.publication.content.paper import paper
from goldenthread.publication.content.slides import deck
from goldenthread.publication.pack import content_of
from goldenthread.publication.pdf import files as paper_files
from goldenthread.publication.pptx import files as slide_files
from goldenthread.publication.rendering import Content
from goldenthread.publication.tree import ChartBlock, Table
from tests.publication.made_up_paths import with_paths
from tests.publication.pages import pages_of, parse, squeeze
from tests.publication.paper_text import close
from tests.publication.pdf_reader import read
from tests.publication.slides_read import slides_of
from tests.publication.test_public import others

NAMES = [each.name for each in AUDIENCES]
BOTH = ("leadership", "public")


@cache
def content(audience: str) -> Content:
    return content_of(replace(with_paths(), audience=audience, comparators=others()), ("html", "pdf"))


def printed(node: Any) -> Iterator[Table]:
    """Every table of a part of a tree where it is printed: that of a chart may stand elsewhere."""
    if isinstance(node, Table):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from printed(each)
    elif is_dataclass(node):
        apart = isinstance(node, ChartBlock) and node.table_at
        for each in fields(node):
            if each.name != "chart" and not (apart and each.name == "table"):
                yield from printed(getattr(node, each.name))


def repeated(names: Iterable[str]) -> dict[str, int]:
    return {name: count for name, count in Counter(names).items() if count > 1}


@pytest.mark.parametrize("audience", NAMES)
def test_no_two_tables_of_pages_paper_or_slides_have_one_name(audience: str) -> None:
    made = content(audience)
    whole = paper(made.edition, made.document)
    for tree in (made.document.pages, (whole.body, whole.appendices), deck(made.edition).slides):
        names = [table.name for table in printed(tree)]
        assert repeated(names) == {}
        assert len(names) > 10


@pytest.mark.parametrize("audience", BOTH)
def test_the_pages_print_and_announce_the_name_of_each_table(audience: str) -> None:
    """The measure stands in the heading above, so only who does not see it needs it in the caption."""
    made = content(audience)
    names = {table.name for table in printed(made.document.pages)}
    found: list[str] = []
    for text in pages_of(made.edition).values():
        page = parse(text)
        found += _labels(page)
        captions = [squeeze(each.text()) for each in page.find("caption")]
        assert repeated(captions) == {}
    assert set(found) == {f"Table: {name}" for name in names}
    assert repeated(found) == {}


def _labels(page: Any) -> Iterator[str]:
    for node in page.walk():
        label = node.attributes.get("aria-label", "")
        if label.startswith("Table: "):
            caption = squeeze(node.find("caption")[0].text())
            assert caption.startswith(label.removeprefix("Table: "))
            yield label


@pytest.mark.parametrize("audience", BOTH)
def test_the_paper_prints_the_name_of_each_table(audience: str) -> None:
    made = content(audience)
    whole = paper(made.edition, made.document)
    [data] = paper_files(made).values()
    captions = [close(each.text()) for each in read(data).root.find("Caption")]
    names = [close(table.name) for table in printed((whole.body, whole.appendices))]
    assert repeated(captions) == {}
    assert all(said.startswith(name) for said, name in zip(captions, names, strict=True))


@pytest.mark.parametrize("audience", BOTH)
def test_slides_say_the_name_of_each_table_to_who_does_not_see_it(audience: str) -> None:
    made = content(audience)
    [data] = slide_files(made).values()
    found = [shape.words for slide in slides_of(data) for shape in slide.of("table")]
    assert repeated(found) == {}
    names = {f"Table: {table.name}" for table in printed(deck(made.edition).slides)}
    assert set(found) <= names
    assert len(found) > 4
