"""One rule for shares: of fewer than 100 the count comes first and none stands without it, and no rounded
count stands beside a percentage that it contradicts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

import pyarrow as pa
import pytest
from openpyxl import load_workbook

from goldenthread.analysis.few import COUNT_FIRST
from goldenthread.analysis.figures import Figure, in_words
from goldenthread.base.numbers import plain
from goldenthread.model.result import Result
from goldenthread.model.results import SCHEMA, Results
from goldenthread.publication.content.paper import paper
from goldenthread.publication.content.public.sentences import amount_said, now_sentence
from goldenthread.publication.content.public.slides import public_deck
from goldenthread.publication.content.public.tables import few_months
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.edition import Edition
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.pack import content_of, files_of
from goldenthread.publication.tree import Table
from tests.publication.made_up import AUTHORITY, made_up_edition
from tests.publication.made_up_rounded import everything_rounded
from tests.publication.pages import Node, Printed, outline, pages_of, parse, printed_figures

AUDIENCES = ("leadership", "public")
SAID_TOGETHER = ("td", "th", "p", "li", "dd", "h1", "h2", "h3", "h4", "caption", "summary")
"""What is read as one: a cell, a sentence, a heading."""


@cache
def edition_for(audience: str) -> Edition:
    return content_of(made_up_edition(audience=audience)).edition


@cache
def pages(audience: str) -> dict[str, Node]:
    return {name: parse(text) for name, text in pages_of(edition_for(audience)).items()}


def share_of(edition: Edition, figure: Printed) -> Result | None:
    """The result of a printed percentage of so many."""
    measure = edition.measures[figure.measure]
    result = edition.results.find(figure.measure, AUTHORITY, figure.period, figure.breakdown, figure.group)
    is_share = measure.form == "percentage" and figure.part == "value" and result is not None
    return (
        result
        if is_share and result is not None and result.denominator and result.value is not None
        else None
    )


def said_together(page: Node) -> Iterator[Node]:
    return (node for node in page.walk() if node.tag in SAID_TOGETHER and not node.within("svg"))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_count_comes_first_of_fewer_than_a_hundred_and_only_of_those(audience: str) -> None:
    edition, found, wrong = edition_for(audience), {True: 0, False: 0}, []
    for name, page in pages(audience).items():
        for node in said_together(page):
            figures = printed_figures(node)
            for at, figure in enumerate(figures):
                result = share_of(edition, figure)
                beside = (*figures[max(at - 2, 0) : at], *figures[at + 1 : at + 2])
                own = [each for each in beside if same(each, figure) and each.part == "numerator"]
                if result is None or not own:
                    continue
                leads = figures.index(own[0]) < at
                few = (result.denominator or 0) < COUNT_FIRST
                found[few] += 1
                wrong += [] if leads is few else [(name, node.text())]
    assert wrong == []
    assert min(found.values()) > 0, found


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_share_of_fewer_than_a_hundred_stands_bare(audience: str) -> None:
    """'Period before 100.0%' may be 1 of 1."""
    edition, count, bare = edition_for(audience), 0, []
    for name, page in pages(audience).items():
        for node in page.walk():
            if node.tag not in (*SAID_TOGETHER[2:], "tr") or node.within("svg") or node.within("tr"):
                continue
            figures = printed_figures(node)
            for figure in figures:
                result = share_of(edition, figure)
                if result is None or (result.denominator or 0) >= COUNT_FIRST:
                    continue
                count += 1
                if not any(same(each, figure) and each.part == "denominator" for each in figures):
                    bare.append((name, node.text()))
    assert bare == []
    assert count > 0


@pytest.mark.parametrize(
    ("top", "bottom", "value", "sentence", "cell"),
    [
        (15, 25, 60, "about 15 of 25 (60%)", "15 of 25"),
        (15, 25, 59, "59% of about 25", "of 25"),
        (80, 310, 26, "26% (about 80 of 310)", "80 of 310"),
        (80, 310, 25, "25% of about 310", "of 310"),
        (10, 100, 12, "12% of about 100", "of 100"),
        (100, 110, 83, "83% of about 110", "of 110"),
        (90, 90, 92, "92% of about 90", "of 90"),
        (80, 100, 80, "80% (about 80 of 100)", "80 of 100"),
        (80, 100, 83, "83% of about 100", "of 100"),
    ],
)
def test_a_rounded_count_that_contradicts_its_percentage_gives_way(
    top: int, bottom: int, value: int, sentence: str, cell: str
) -> None:
    """'100 of 110, 83%' is 91% to whoever divides."""
    shown = rounded(top, bottom, value)
    assert in_words(amount_said(shown, shown.result(shown.period))) == sentence
    table = few_months(shown)
    assert in_words(table.rows[0][1]) == cell
    assert in_words(table.rows[0][2]) == f"{value}%"


def test_data_keep_the_rounded_count_and_say_that_it_is_rounded() -> None:
    content = content_of(rounded(100, 110, 83).edition)
    files = files_of(content, ("csv", "xlsx"))
    rows = list(csv.DictReader(io.StringIO(files["data/results.csv"].decode())))
    [row] = [
        each for each in rows if (each["measure"], each["period"], each["group"]) == (SHARE, "2023-12", "all")
    ]
    assert (row["numerator"], row["denominator"], row["value"]) == ("100", "110", "83")
    said = list(csv.DictReader(io.StringIO(files["data/remarks.csv"].decode())))
    assert [each["flags"] for each in said if each["measure"] == SHARE] == ["rounded parts"]
    [book] = [held for name, held in files.items() if name.endswith(".xlsx")]
    notes = " ".join(str(cell) for row in load_workbook(io.BytesIO(book))["Notes"].values for cell in row)
    for place in (files["data/csv-metadata.json"].decode(), notes):
        assert "denominators are rounded, each by itself, to the nearest 5" in place
        assert "a numerator divided by its denominator may give another" in place


def test_the_pages_say_how_shares_and_rates_are_rounded() -> None:
    shown = rounded(100, 110, 83)
    made = outline(parse(pages_of(shown.edition)["made.html"]))
    assert "Where the rounded counts would give another share" in made
    rate = next(each for each in all_shown(shown.edition) if each.measure.form == "rate")
    assert in_words(now_sentence(rate)).startswith("It was about ")


TOGETHER = re.compile(r"(\d+)% \((?:about )?(\d+) of (\d+)\)|(\d+) of (\d+) \((\d+)%\)")
"""A share with its parts, either way round."""


def test_no_share_of_a_rounded_pack_contradicts_its_parts() -> None:
    """Every sentence and row of the pages, the paper and the slides in which a share stands with what it is
    of; and, as a reader finds them, each 'x% (about a of b)' of the pages."""
    content = content_of(everything_rounded())
    for said in (content.document, paper(content.edition, content.document), public_deck(content.edition)):
        stood, wrong = 0, []
        for figures in read_together(said):
            held = {(each.key, each.part): each.text.replace(",", "") for each in figures}
            for (key, part), top in held.items():
                share, base = held.get((key, "value"), ""), held.get((key, "denominator"))
                if part == "numerator" and base and share.endswith("%"):
                    stood += 1
                    wrong += [] if agree(share, top, base) else [(key, share, top, base)]
        assert wrong == []
        assert stood > 5, type(said)
    printed = " ".join(parse(text).text() for text in pages_of(content.edition).values())
    found = TOGETHER.findall(printed.replace(",", ""))
    parts = [(one[0], *one[1:3]) if one[0] else (one[5], *one[3:5]) for one in found]
    assert [one for one in parts if not agree(f"{one[0]}%", *one[1:])] == []
    assert len(found) > 5


def agree(share: str, top: str, base: str) -> bool:
    return f"{plain(100 * float(top) / float(base))}%" == share


def read_together(node: object) -> Iterator[list[Figure]]:
    """The figures of each sentence or row."""
    if isinstance(node, Table):
        for row in node.rows:
            yield [part for cell in row for part in cell if isinstance(part, Figure)]
    elif isinstance(node, tuple):
        if any(isinstance(part, Figure) for part in node):
            yield [part for part in node if isinstance(part, Figure)]
        for each in node:
            yield from read_together(each)
    elif is_dataclass(node):
        for each in fields(node):
            yield from read_together(getattr(node, each.name))


SHARE = "rereferrals_12m_pct"


def rounded(top: int, bottom: int, value: int) -> Shown:
    """A share of a public edition of rounded counts, with these in its month."""
    rows = made_up_edition().results.table.to_pylist()
    for row in rows:
        if (row["measure"], row["period"], row["breakdown"]) == (SHARE, "2023-12", "all"):
            row.update(numerator=top, denominator=bottom, value=value)
        elif row["measure"] == SHARE and row["breakdown"] != "all":
            row.update(numerator=None, denominator=None, value=None, status="confidential")
        elif row["measure"] == SHARE:
            row.update(numerator=25, denominator=100, value=25)
    results = Results(pa.Table.from_pylist(rows, schema=SCHEMA))
    edition = for_audience(made_up_edition(results=results, audience="public", rounding=5))
    return next(each for each in all_shown(edition) if each.measure.id == SHARE)


def same(one: Printed, other: Printed) -> bool:
    return (one.measure, one.period, one.breakdown, one.group) == (
        other.measure,
        other.period,
        other.breakdown,
        other.group,
    )
