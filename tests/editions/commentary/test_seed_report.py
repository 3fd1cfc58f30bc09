"""A real report's troubles are found: its sentences are read from the shared folder and never copied here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goldenthread.editions.commentary.checks.numerals import numerals
from tests.editions.commentary.worlds import codes

REPORT = Path(__file__).parents[4] / "shared" / "spec" / "seed-report.txt"

TROUBLES: list[tuple[str, tuple[int, int], set[str]]] = [
    ("a title that is not finished", (77, 77), {"draft"}),
    ("grades of few", (276, 279), {"unbound", "few"}),
    ("points or per cent", (276, 278), {"points", "unbound"}),
    ("a bare percentage of enquiries", (64, 65), {"unbound", "cause"}),
    ("a season asserted", (85, 87), {"cause"}),
    ("comparators without a period", (88, 90), {"unbound", "comparator"}),
    ("a target that moves", (150, 152), {"moving_target", "target", "unbound"}),
    ("rates of a quarter's handful", (153, 156), {"unbound", "comparator"}),
    ("two units and two months", (107, 109), {"mixed", "unbound"}),
    ("a share by hub", (111, 113), {"share", "unbound"}),
    ("parts that leave some unsaid", (128, 132), {"unsaid", "unbound"}),
    ("a definition changed", (220, 224), {"definition"}),
    ("a target without a figure", (301, 305), {"target"}),
    ("targets of supervision", (313, 315), {"target"}),
    ("findable children", (204, 210), {"telling", "unbound"}),
    ("moves of ones and twos", (181, 190), {"telling", "unbound"}),
    ("one young person", (175, 179), {"telling", "unbound"}),
    ("a chart that some do not see", (134, 137), {"chart", "unbound"}),
    ("a promise", (97, 100), {"promise", "unbound"}),
    ("what still needs to improve", (91, 93), {"promise"}),
    ("abbreviations", (282, 288), {"abbreviation"}),
]
"""Each trouble of the report, the lines that it stands in, and the kinds of remark that find it."""


def lines() -> list[str]:
    if not REPORT.is_file():
        pytest.skip("the shared folder with seed-report.txt does not lie beside the checkout")
    return REPORT.read_text(encoding="utf-8").splitlines()


def text_of(first: int, last: int) -> str:
    """The lines as commentary: each bullet a point."""
    kept = [line.strip() for line in lines()[first - 1 : last] if line.strip()]
    return "\n".join(kept)


@pytest.mark.parametrize(("trouble", "where", "expected"), TROUBLES, ids=[one[0] for one in TROUBLES])
def test_each_trouble_of_the_report_is_found(
    trouble: str, where: tuple[int, int], expected: set[str]
) -> None:
    assert expected <= codes(text_of(*where), audience="public"), trouble


def test_every_bullet_with_a_number_is_stopped() -> None:
    text = "\n".join(lines())
    bullets = [" ".join(part.split()) for part in text.split("•")[1:]]
    dates = re.compile(r"\b(?:19|20)\d\d\b|\b\d\d/\d\d\b|\b\d{4}-\d{4}\b|\b(?:two|\d+)[- ](?:week|month)s?\b")
    numbered = [each for each in bullets if any(one.sort != "times" for one in numerals(dates.sub("", each)))]
    assert len(numbered) > 20
    missed = [number for number, each in enumerate(numbered) if "unbound" not in codes(each[:900])]
    assert missed == []
