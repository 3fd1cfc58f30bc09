"""Links between measures: the catalogue's list, and how it is read."""

from __future__ import annotations

import pytest

from goldenthread.analysis.disclosure.links.listed import listed, measures_named, read_links
from goldenthread.base.errors import RefusedInput
from goldenthread.engine.cards import shipped_measures


def test_every_listed_link_names_measures_that_exist() -> None:
    assert measures_named(listed()) <= shipped_measures().keys()


def test_every_listed_group_is_a_breakdown_of_its_measure() -> None:
    cards = shipped_measures()
    for link in listed():
        for ref in link.refs:
            if ref.breakdown:
                assert ref.breakdown in cards[ref.measure].breakdowns


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("whole: x", "Links are a list."),
        ("- {hole: x, parts: [y], because: z}", "Did you mean 'whole'?"),
        ("- {whole: x, parts: [y]}", "A link says why it holds."),
        ("- {whole: 'x y', parts: [y], because: z}", "'x y' names no part of a measure."),
        ("- x", "A link is lines"),
    ],
)
def test_what_is_no_link_is_refused(text: str, says: str) -> None:
    with pytest.raises(RefusedInput) as refused:
        read_links(text, "links.yml")
    assert says in str(refused.value)
