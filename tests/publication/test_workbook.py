"""Every figure of the edition stands in the workbook at its place, as a number shown as it is printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

import pytest

from goldenthread.analysis.figures import Figure, is_percentage
from goldenthread.base.periods import parse
from goldenthread.model.result import PRINTED
from goldenthread.publication.content.comparing import comparators_blocks
from goldenthread.publication.content.names import group_name
from goldenthread.publication.content.tables import short_period
from goldenthread.publication.pack import content_of
from goldenthread.publication.rendering import Content
from goldenthread.publication.tree import Icon, Link, Minor, Page, Proof, Table, Tag
from tests.publication.made_up import AUTHORITY
from tests.publication.made_up_paths import with_paths
from tests.publication.test_comparing import shown as beside
from tests.publication.workbooks import Read, seen, sheets_of, written

HEADINGS = {
    "numerator": "Number",
    "denominator": "Out of",
    "value": "Value",
    "usual_low": "Usual range from",
    "usual": "Usual level",
    "usual_high": "Usual range to",
    "interval_low": "95% interval from",
    "interval_high": "95% interval to",
    "difference": "Change",
    "percent": "Change in per cent",
    "contribution": "Adds to the change of the total",
    "others": "All other groups add",
    "level": "Level since then",
    "sum": "Sum of the groups",
    "remainder": "What remains of the other measure",
}
OF_ONE = tuple(HEADINGS.values())[:8]
"""The columns of a result by itself, compared with nothing."""


@cache
def content() -> Content:
    return content_of(with_paths())


@cache
def sheets() -> dict[str, Read]:
    return sheets_of(written(content()))


def walk(node: Any) -> Iterator[Any]:
    """Tables and figures of the tree, none of a chart."""
    if isinstance(node, tuple):
        for each in node:
            yield from walk(each)
    elif is_dataclass(node):
        yield node
        for each in fields(node):
            if each.name != "chart":
                yield from walk(getattr(node, each.name))


def figures() -> set[Figure]:
    return {node for node in walk(content().document.pages) if isinstance(node, Figure)}


@cache
def by_code() -> dict[str, list[dict[str, Any]]]:
    """The rows of series and groups by the proof code in them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, sheet in sheets().items():
        if name.endswith((" series", " groups")):
            for row in sheet.rows:
                found.setdefault(str(row["Proof"].value), []).append(row)
    return found


@cache
def by_comparison() -> dict[tuple[str, ...], dict[str, Any]]:
    """The rows of changes by measure, group, period and what it is compared with."""
    keys = ("Measure", "Group", "Period", "Compared with")
    return {
        tuple(seen(row[name]) if name in row else "" for name in keys): row
        for sheet_name, sheet in sheets().items()
        if sheet_name.endswith(" changes")
        for row in sheet.rows
    }


def row_of(figure: Figure) -> dict[str, Any]:
    edition = content().edition
    if HEADINGS[figure.part] not in OF_ONE:
        against = figure.against
        if against in edition.measures:
            against = edition.measures[against].name
        elif against:
            against = short_period(parse(against))
        named = group_name(figure.breakdown, figure.group, edition.labels) or "All groups"
        group = "" if figure.breakdown == "all" else named
        name = edition.measures[figure.measure].name
        return by_comparison()[name, group, short_period(parse(figure.period)), against]
    [row] = by_code()[content().proofs[figure.key]]
    return row


def digits(text: str) -> int:
    return len(text.removesuffix("%").partition(".")[2])


def agrees(figure: Figure, row: dict[str, Any]) -> bool:
    """Whether the cell shows the figure; a sentence prints fewer decimals, and is held against the number."""
    cell = row[HEADINGS[figure.part]]
    shown = seen(cell)
    if figure.text in (shown, shown.removesuffix("%")) or figure.text in PRINTED.values():
        return figure.text in (shown, shown.removesuffix("%"))
    number = figure.text.replace(",", "").replace("−", "-").removesuffix(" points").removesuffix("%")
    return digits(shown) > digits(figure.text) and abs(float(number) - cell.value) <= 0.5 * 10 ** -digits(
        number
    )


def test_every_figure_of_a_measure_stands_in_its_row() -> None:
    wrong = [
        figure for figure in figures() if figure.measure in shown() and not agrees(figure, row_of(figure))
    ]
    assert wrong == []


def shown() -> set[str]:
    return {m.measure for p in content().edition.strategy.priorities for m in p.measures}


def test_the_figures_are_many_and_of_every_part(record_property: pytest.RecordProperty) -> None:
    found = [figure for figure in figures() if figure.measure in shown()]
    record_property("count", f"{len(found)} figures of the tree read back from the workbook")
    assert len(found) > 2000
    assert {figure.part for figure in found} >= set(HEADINGS) - {"level"}


def test_the_row_of_a_code_names_its_measure_period_and_group() -> None:
    edition, checked = content().edition, 0
    for figure in figures():
        if figure.part == "value" and figure.measure in shown():
            row = row_of(figure)
            assert row["Measure"].value == edition.measures[figure.measure].name
            assert row["Period"].value == short_period(parse(figure.period))
            if figure.breakdown != "all":
                named = group_name(figure.breakdown, figure.group, edition.labels)
                assert row["Group"].value == named
            checked += 1
    assert checked > 700


def test_the_public_gets_numbers_as_they_are_printed_and_no_proof_code() -> None:
    outside = content_of(replace(content().edition, audience="public"))
    texts = {node.text for node in walk(outside.document.pages) if isinstance(node, Figure)}
    checked = 0
    for name, sheet in sheets_of(written(outside)).items():
        assert "Proof" not in sheet.columns
        for row in sheet.rows if name.endswith((" series", " groups")) else ():
            for cell in row.values():
                if isinstance(cell.value, int | float):
                    assert seen(cell) in texts
                    assert float(cell.value) == float(_number(seen(cell)))
                    checked += 1
    assert checked > 500


def _number(text: str) -> str:
    return text.replace(",", "").replace("−", "-").removesuffix("%").removeprefix("+")


def test_raw_numbers_are_those_of_the_results() -> None:
    results, checked = content().edition.results, 0
    for figure in figures():
        if figure.part in ("value", "numerator", "denominator") and figure.measure in shown():
            number = getattr(results.get(figure.measure, AUTHORITY, *figure.key[1:]), figure.part)
            cell = row_of(figure)[HEADINGS[figure.part]]
            if number is not None:
                assert cell.value == pytest.approx(number, rel=1e-15, abs=0)
                checked += 1
    assert checked > 1000


def tables_beside() -> list[tuple[Page, Table]]:
    """The tables that stand on sheets of their own: all but those within a measure's section."""
    found = []
    for page in content().document.pages:
        glance = page.stem.startswith("priority")
        for node in walk(page.opening if glance else (page.opening, page.sections)):
            if isinstance(node, Table) and not node.caption.endswith("each measure"):
                found.append((page, node))
    return found


def said(cell: tuple[Any, ...]) -> list[str]:
    """The parts of a cell as they are printed: each figure, and words as wholes."""
    return [each.text for each in cell if isinstance(each, Figure | Tag | Link)]


def test_every_table_of_the_other_pages_stands_on_a_sheet_with_all_its_figures() -> None:
    checked = 0
    for page, table in tables_beside():
        rows = [row for name, sheet in sheets().items() if name.startswith(page.stem) for row in sheet.rows]
        lines = [[seen(cell) for cell in row.values()] for row in rows]
        for row in table.rows:
            wanted = [text for cell in row for text in said(cell)]
            words = [str(text).strip() for text in row[0][:1] if isinstance(text, str) and text.strip()]
            held = [line for line in lines if set(words) <= set(line) or words == [] or _within(words, line)]
            assert any(all(_within([text], line) for text in wanted) for line in held), (
                table.caption,
                wanted,
            )
            checked += len(wanted)
    assert checked > 200


def _within(texts: list[str], line: list[str]) -> bool:
    return all(any(text in cell for cell in line) for text in texts)


def test_no_number_of_a_table_is_lost_or_added() -> None:
    """Each number in a table of the other pages, figure or not, is on its sheet as often as in the table."""
    for page in content().document.pages:
        if page.stem in ("flow", "journeys", "data", "compared"):
            printed: Counter[str] = Counter()
            for _, table in [each for each in tables_beside() if each[0] is page]:
                for row in table.rows:
                    text = " ".join("".join(_text(each) for each in cell) for cell in row)
                    printed.update(re.findall(r"\d[\d,.]*\d|\d", text))
            held: Counter[str] = Counter()
            for name, sheet in sheets().items():
                if name.startswith(page.stem) and not name.endswith(" terms"):
                    for line in sheet.rows:
                        cells = (
                            seen(cell) for head, cell in line.items() if head not in ("Section", "Table")
                        )
                        held.update(re.findall(r"\d[\d,.]*\d|\d", " ".join(cells)))
            assert printed, page.stem
            assert held == printed, page.stem


def _text(each: Any) -> str:
    if isinstance(each, str):
        return each
    if isinstance(each, Proof):
        return content().proofs[each.key]
    return (
        each.word
        if isinstance(each, Icon)
        else each.text
        if isinstance(each, Figure | Minor | Tag | Link)
        else ""
    )


def test_published_figures_beside_a_measure_stand_on_a_sheet_of_their_own() -> None:
    edition = beside().edition
    held = sheets_of(written(content_of(edition)))
    [sheet] = [sheet for name, sheet in held.items() if name.endswith(" beside")]
    [table] = [b for block in comparators_blocks(beside()) for b in walk(block) if isinstance(b, Table)]
    assert len(sheet.rows) == len(table.rows) > 3
    for row, line in zip(sheet.rows, table.rows, strict=True):
        assert seen(row["Beside"]).startswith(str(line[0][0]))
        assert seen(row["Published figure"]) == line[1][0]
    assert any(isinstance(row["Published figure"].value, float) for row in sheet.rows)


def test_absence_is_a_word_and_never_a_number() -> None:
    found = {seen(row["Value"]) for sheet in sheets().values() for row in sheet.rows if "Value" in row}
    assert {"[x]", "not yet known"} <= found


def test_a_row_without_a_value_says_why_and_marks_stand_beside_values() -> None:
    said = {
        (seen(row["Value"]), seen(row["Remarks"]))
        for name, sheet in sheets().items()
        if name.endswith(" series")
        for row in sheet.rows
        if "Remarks" in row
    }
    assert ("[x]", "the workforce register begins in August 2023") in said
    assert any(remark == "approximate" and value.endswith("%") for value, remark in said)


def test_percentages_are_shown_with_their_sign_and_held_from_0_to_100() -> None:
    measures = {m.name for m in content().edition.measures.values() if is_percentage(m)}
    held = [
        row["Value"]
        for name, sheet in sheets().items()
        if name.endswith(" series")
        for row in sheet.rows
        if row["Measure"].value in measures and isinstance(row["Value"].value, int | float)
    ]
    assert len(held) > 100
    assert all(seen(cell).endswith("%") and 0 <= cell.value <= 100 for cell in held)
