"""One rule for shares: of fewer than 100 the count comes first, of fewer than 20 none stands without it, and
no rounded count stands beside a percentage that it contradicts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache

import pyarrow as pa
import pytest

from goldenthread.analysis.few import COUNT_FIRST, FEW
from goldenthread.analysis.figures import in_words
from goldenthread.model.result import Result
from goldenthread.model.results import SCHEMA, Results
from goldenthread.publication.content.public.sentences import amount_said, now_sentence
from goldenthread.publication.content.public.tables import few_months
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.edition import Edition
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.pack import content_of, files_of
from tests.publication.made_up import AUTHORITY, made_up_edition
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
def test_no_share_of_fewer_than_twenty_stands_bare(audience: str) -> None:
    """'Period before 100.0%' may be 1 of 1."""
    edition, count, bare = edition_for(audience), 0, []
    for name, page in pages(audience).items():
        for node in page.walk():
            if node.tag not in (*SAID_TOGETHER[2:], "tr") or node.within("svg") or node.within("tr"):
                continue
            figures = printed_figures(node)
            for figure in figures:
                result = share_of(edition, figure)
                if result is None or (result.denominator or 0) >= FEW:
                    continue
                count += 1
                if not any(same(each, figure) and each.part == "denominator" for each in figures):
                    bare.append((name, node.text()))
    assert bare == []
    assert count > 0


@pytest.mark.parametrize(
    ("top", "bottom", "value", "sentence", "cell"),
    [
        (15, 25, 59, "about 15 of 25 (59%)", "15 of 25"),
        (80, 310, 25, "25% (about 80 of 310)", "80 of 310"),
        (100, 110, 83, "83% of about 110", "of 110"),
        (90, 90, 92, "92% of about 90", "of 90"),
        (80, 100, 82, "82% (about 80 of 100)", "80 of 100"),
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
    assert "denominators are rounded, to the nearest 5" in files["data/csv-metadata.json"].decode()


def test_the_pages_say_how_shares_and_rates_are_rounded() -> None:
    shown = rounded(100, 110, 83)
    made = outline(parse(pages_of(shown.edition)["made.html"]))
    assert "Where the rounded counts would give another share" in made
    rate = next(each for each in all_shown(shown.edition) if each.measure.form == "rate")
    assert in_words(now_sentence(rate)).startswith("It was about ")


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
