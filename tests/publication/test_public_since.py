"""The public pages say how many figures are given in one of two editions alone, and not what they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pyarrow as pa

from goldenthread.editions.releases.changes import since
from goldenthread.editions.releases.frozen import PRINTED
from goldenthread.editions.releases.record import Numbered, ReleaseRecord
from goldenthread.model.result import Status
from goldenthread.model.results import Results
from goldenthread.publication.content.slides import deck
from goldenthread.publication.edition import Edition
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.freezing import freeze
from goldenthread.publication.pack import content_of, files_of
from tests.publication.made_up import made_up_edition
from tests.publication.pages import pages_of, parse

RELEASE = ReleaseRecord(1, "2023-12", "public", "s", "", "", "Ada", dt.datetime(2024, 1, 2, tzinfo=dt.UTC))
SAME = "No figure that we gave then has changed."
Row = dict[str, object]


def total(*periods: str) -> Callable[[Row], bool]:
    return lambda row: (row["measure"], row["group"]) == ("cp_plans_open", "all") and row["period"] in periods


def nothing(_: Row) -> bool:
    return False


def public(hidden: Callable[[Row], bool], more: int = 0, moved: Callable[[Row], bool] = nothing) -> Edition:
    """A public edition with these results hidden; behind them, and in those that moved, is `more`."""
    whole = made_up_edition(audience="public")
    rows = whole.results.table.to_pylist()
    for row in rows:
        if hidden(row) or moved(row):
            row["value"] = (row["value"] or 0) + more
            row["numerator"] = row["value"]
        if hidden(row):
            row["status"] = str(Status.CONFIDENTIAL)
    held = Results(pa.Table.from_pylist(rows, schema=whole.results.table.schema))
    return for_audience(replace(whole, results=held))


def correction(then: Edition, now: Edition) -> Edition:
    """An edition that corrects another, all of which was printed."""
    keys = ((one.measure, one.period, one.breakdown, one.group) for one in then.results)
    printed = freeze(then, dict.fromkeys(keys, PRINTED))
    found = since(RELEASE, printed, freeze(now), "2023-12")
    return for_audience(replace(now, since=found, release=Numbered(2, 1, "More is hidden.")))


def first_page(then: Edition, now: Edition) -> str:
    return parse(pages_of(correction(then, now))["index.html"]).text()


def test_figures_that_are_hidden_now_are_counted() -> None:
    said = first_page(public(nothing), public(total("2023-11", "2023-12")))
    assert "We no longer show 2 figures that we gave then." in said
    assert "No other figure that we gave then has changed." in said
    assert SAME not in said
    assert "that we hid then" not in said


def test_figures_that_were_hidden_then_are_counted() -> None:
    said = first_page(public(total("2023-12")), public(nothing))
    assert "We now show 1 figure that we hid then." in said
    assert SAME in said
    assert "no longer show" not in said


def test_where_the_same_is_hidden_nothing_changed() -> None:
    said = first_page(public(total("2023-12")), public(total("2023-12"), more=40))
    assert SAME in said
    assert "We no" not in said


def test_beside_figures_that_changed_those_that_are_gone_are_counted_and_not_listed() -> None:
    now = public(total("2023-12"), more=100, moved=total("2023-10"))
    said = first_page(public(total("2023-11")), now)
    assert "We no longer show 1 figure that we gave then. We now show 1 figure that we hid then." in said
    assert "These figures are not what they were" in said
    assert SAME not in said
    assert "No other figure" not in said
    table = said.split("Figures that have changed", 1)[1].split("What we want for children", 1)[0]
    assert "[c]" not in table


def test_no_byte_depends_on_what_is_hidden() -> None:
    one, other = (
        files_of(
            content_of(correction(public(total("2023-11"), more), public(total("2023-12"), more))),
            ("html", "xlsx", "pptx"),
        )
        for more in (7, 7_310_003)
    )
    assert one == other


def test_slides_say_it_too() -> None:
    made = deck(correction(public(nothing), public(total("2023-12"))))
    assert "We no longer show 1 figure that we gave then." in str(made)
