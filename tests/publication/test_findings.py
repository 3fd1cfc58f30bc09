"""Sentences of breakdowns: no ranking of few, no largest part of a net change, overlaps said."""

from __future__ import annotations

from dataclasses import asdict, replace

import pyarrow as pa

from goldenthread.analysis.figures import in_words
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result
from goldenthread.model.results import SCHEMA, Results
from goldenthread.publication.content.findings import breakdown_finding
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.edition import Edition
from tests.analysis.build import measure, result, share
from tests.publication.made_up import DECEMBER, made_up_edition


def said(card: Measure, groups: dict[str, Result], total: Result | None = None, by: str = "locality") -> str:
    edition: Edition = made_up_edition()
    shown = Shown(edition, card, (by,), DECEMBER)
    if total is not None:
        whole = replace(total, measure=card.id, authority=edition.authority, period=DECEMBER.label)
        row = {**asdict(whole), "flags": "", "breakdown": "all", "group": "all"}
        shown = replace(shown, edition=replace(edition, results=Results(pa.Table.from_pylist([row], SCHEMA))))
    named = [replace(one, measure=card.id, breakdown=by, group=name) for name, one in groups.items()]
    return in_words(breakdown_finding(shown, by, named))


def test_shares_are_ranked_among_groups_that_are_not_few() -> None:
    groups = {"east": share(80, 100), "west": share(30, 50), "central": share(3, 3), "unknown": share(0, 40)}
    assert said(measure(), groups) == (
        "By locality: of groups of 20 or more, from West, 30 of 50 (60%), to East, 80% (80 of 100)."
    )


def test_where_all_are_few_none_is_ranked() -> None:
    groups = {"east": share(1, 2), "west": share(3, 3)}
    assert said(measure(), groups) == "By locality: every group has fewer than 20, too few to compare."


def test_one_group_that_is_not_few_stands_alone() -> None:
    groups = {"east": share(80, 100), "west": share(3, 3)}
    assert said(measure(), groups) == "By locality: only one group has 20 or more: East, 80% (80 of 100)."


def test_a_net_change_names_each_group_with_its_sign() -> None:
    card = measure(form="difference", unit="children", polarity="lower")
    groups = {"central": result(5), "east": result(0), "unknown": result(-4)}
    assert said(card, groups) == "By locality: Central +5, East 0, Not known −4."


def test_groups_that_share_people_are_said_to() -> None:
    card = measure(form="count", unit="people")
    text = said(card, {"H1": result(8), "H2": result(6)}, result(10), by="hub")
    assert text == (
        "By hub: the largest group is H1, 8 of 10. "
        "One can be in several groups, so they add to more than the whole."
    )
