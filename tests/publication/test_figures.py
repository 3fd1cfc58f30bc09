"""Every figure in the pages is a result, rounded once; no number of a measure stands beside the figures."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from math import ceil, floor

import pytest
from scipy.stats import chi2
from statsmodels.stats.proportion import proportion_confint

from goldenthread.analysis.spc import chart, observations
from goldenthread.model.result import ALL, PRINTED, Result
from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.edition import Edition
from tests.publication.made_up import AUTHORITY, made_up_edition
from tests.publication.pages import Node, Printed, pages_of, parse, printed_figures


@cache
def edition() -> Edition:
    return made_up_edition()


@cache
def pages() -> dict[str, Node]:
    return {name: parse(text) for name, text in pages_of(edition()).items()}


def expected(figure: Printed) -> float | str:
    """What the results say the figure is: a number, or the words that stand in its place."""
    results, authority = edition().results, edition().authority
    if figure.part in ("sum", "remainder"):
        groups = results.groups(figure.measure, authority, figure.period, figure.breakdown)
        added = sum(each.value or 0 for each in groups)
        if figure.part == "sum":
            return added
        return value(results.get(figure.against, authority, figure.period)) - added
    if figure.part == "others":
        groups = results.groups(figure.measure, authority, figure.period, figure.breakdown)
        return moved(figure, ALL, ALL) - sum(moved(figure, each.breakdown, each.group) for each in groups)
    result = results.get(figure.measure, authority, figure.period, figure.breakdown, figure.group)
    if figure.part == "contribution":  # of the made-up edition's counts
        return moved(figure, figure.breakdown, figure.group)
    if figure.part in USUAL:
        return usual(figure, result)
    if figure.part in INTERVAL:
        return limit(figure, result)
    if figure.part in ("difference", "percent"):
        then = value(results.get(figure.measure, authority, figure.against, figure.breakdown, figure.group))
        change = value(result) - then
        return change if figure.part == "difference" else change / then * 100
    number = getattr(result, figure.part)
    return PRINTED[result.status] if number is None else float(number)


def moved(figure: Printed, breakdown: str, group: str) -> float:
    """How far the figure of a group moved since the period that another is held against."""
    periods, get = (figure.against, figure.period), edition().results.get
    then, now = (value(get(figure.measure, AUTHORITY, period, breakdown, group)) for period in periods)
    return now - then


USUAL = {"usual_low": "lower", "usual": "centre", "usual_high": "upper"}


def usual(figure: Printed, result: Result) -> float:
    """A line of the control chart, made here from the results alone; of counts the whole numbers within."""
    [shown] = [each for each in all_shown(edition()) if each.measure.id == figure.measure]
    measure, periods = shown.measure, shown.periods()
    series = observations(periods, [shown.result(period) for period in periods])
    made = chart(series, measure.polarity, measure.form, timing=measure.timing)
    [point] = [each for each in made.points if each.period and each.period.label == figure.period]
    line = float(getattr(point, USUAL[figure.part]))
    whole = measure.form in ("count", "difference") and value(result).is_integer()
    if not whole or figure.part == "usual":
        return line
    return float(ceil(line - 1e-9) if figure.part == "usual_low" else floor(line + 1e-9))


INTERVAL = {"interval_low": 0, "interval_high": 1}


def limit(figure: Printed, result: Result) -> float:
    """A limit of the 95% interval, by other means than the edition's: a library's proportions, and Poisson
    limits as quantiles of chi-squared."""
    measure, end = edition().measures[figure.measure], INTERVAL[figure.part]
    top, bottom = result.numerator or 0.0, result.denominator or 1.0
    if measure.form == "percentage":
        way = "beta" if bottom < 20 else "wilson"
        return float(proportion_confint(top, bottom, alpha=0.05, method=way)[end]) * 100
    events = value(result) if measure.form == "count" else top
    ends = [chi2.ppf(0.025, 2 * events) / 2 if events else 0.0, chi2.ppf(0.975, 2 * events + 2) / 2]
    if events >= 10:
        z, more = 1.959964, [events, events + 1]
        ends = [m * (1 - 1 / (9 * m) + s * z / (3 * m**0.5)) ** 3 for m, s in zip(more, (-1, 1), strict=True)]
    return float(ends[end]) * (1 if measure.form == "count" else value(result) / events)


def value(result: Result) -> float:
    assert result.value is not None
    return result.value


def agrees(text: str, number: float | str) -> bool:
    """Whether a printed text is the number rounded half up to the places it is printed with."""
    if isinstance(number, str):
        return text == number
    if text in PRINTED.values():
        return False
    digits = re.sub("[,£]", "", text.replace("−", "-")).removesuffix(" points").removesuffix("%")
    places = len(digits.partition(".")[2])
    rounded = Decimal(repr(number)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return places <= 2 and Decimal(digits) == rounded


@pytest.mark.parametrize("name", sorted(pages()))
def test_every_printed_figure_is_the_result_it_names(name: str) -> None:
    wrong = [figure for figure in printed_figures(pages()[name]) if not agrees(figure.text, expected(figure))]
    assert wrong == []


def test_the_edition_prints_many_figures_of_every_measure_and_part() -> None:
    found = [figure for page in pages().values() for figure in printed_figures(page)]
    assert len(found) > 2000
    assert {figure.measure for figure in found} == set(edition().measures)
    parts = {
        "value",
        "numerator",
        "denominator",
        "difference",
        "percent",
        "sum",
        "remainder",
        *USUAL,
        *INTERVAL,
    }
    parts |= {"contribution", "others"}
    assert {figure.part for figure in found} == parts


def test_every_month_of_every_series_is_printed() -> None:
    printed = {
        (f.measure, f.period, f.breakdown, f.group) for p in pages().values() for f in printed_figures(p)
    }
    totals = {(r.measure, r.period, r.breakdown, r.group) for r in edition().results if r.breakdown == "all"}
    unseen = {key[:2] for key in totals - printed if key[0] != "strategy_discussions_held"}
    assert unseen == {("audits_completed_pct", "2023-12")}  # read a month late by its card


def test_cells_of_measures_hold_no_number_that_is_not_a_figure() -> None:
    targets = {f"{t.value:g}" for t in edition().targets}
    for name, page in pages().items():
        if name.startswith("priority"):
            for cell in page.find("td"):
                bare = "".join(_bare(cell))
                assert set(re.findall(r"\d+", bare)) <= targets | {"10", "000"}, (name, bare)


def _bare(node: Node) -> list[str]:
    """The text of a cell outside its figures and proof codes."""
    if "data-part" in node.attributes or node.tag == "code":
        return []
    return [t for child in node.children for t in ([child] if isinstance(child, str) else _bare(child))]


def test_a_wrong_figure_would_be_seen() -> None:
    assert agrees("25%", 25.0)
    assert agrees("25.0%", 24.95)
    assert agrees("−7.0 points", -7.04)
    assert not agrees("25%", 25.6)
    assert not agrees("[x]", 3.0)
    assert not agrees("[x]", "[z]")
