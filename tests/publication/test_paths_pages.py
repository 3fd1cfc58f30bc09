"""The pages of comparison, flow, journeys and forecasts: what they print adds up, what they say is true."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from goldenthread.publication.others import Others
from tests.publication.made_up import made_up_edition
from tests.publication.made_up_paths import by_ethnicity, flow, stock, with_paths
from tests.publication.pages import Node, pages_of, parse, printed_figures, squeeze

PAGES = ("compared", "flow", "journeys", "ahead")


@pytest.fixture(scope="module")
def pages() -> dict[str, Node]:
    return {name: parse(text) for name, text in pages_of(with_paths()).items()}


def rows(page: Node, caption: str) -> list[list[str]]:
    """The cells of the table of a caption, headings first."""
    tables = [t for t in page.find("table") if squeeze(t.find("caption")[0].text()).startswith(caption)]
    assert tables, [squeeze(t.find("caption")[0].text()) for t in page.find("table")]
    return [
        [squeeze(cell.text()) for cell in row.children if isinstance(cell, Node)]
        for row in tables[0].find("tr")
    ]


def number(text: str) -> int:
    return 0 if text == "–" else int(re.sub(r"[^0-9-]", "", text.replace("−", "-").split(" (")[0]))


def test_each_page_is_light_and_reached_from_every_page(pages: dict[str, Node]) -> None:
    html = pages_of(with_paths())
    assert {
        name: len(html[f"{name}.html"]) for name in PAGES if len(html[f"{name}.html"].encode()) > 200_000
    } == {}
    for page in pages.values():
        links = [a.attributes["href"] for a in page.find("nav")[0].find("a")]
        assert [f"{name}.html" for name in PAGES] == [link for link in links if link[:-5] in PAGES]


def test_an_edition_for_everybody_has_no_page_of_small_numbers() -> None:
    shared = replace(with_paths(), audience="public")
    assert {"flow.html", "journeys.html", "ahead.html"}.isdisjoint(pages_of(shared))
    assert "journeys.html" not in pages_of(made_up_edition())


@pytest.mark.parametrize("column", [1, 2])
def test_a_bridge_adds_up_and_its_reasons_to_what_started(pages: dict[str, Node], column: int) -> None:
    lines = rows(pages["journeys.html"], "Child protection plans")[1:]
    held = {line[0]: number(line[column]) for line in lines}
    unmatched = held["± Dates that do not fit"]
    assert held["At the start"] + held["+ Started"] - held["− Ended"] + unmatched == held["= At the end"]
    reasons = [n for name, n in held.items() if name.startswith("of which: ")]
    assert len(reasons) == 3
    assert sum(reasons) == held["+ Started"]
    assert held["= At the end"] - held["− Records beyond one a child"] == held["= Children at the end"]


def test_the_sentence_of_a_bridge_is_its_sum(pages: dict[str, Node]) -> None:
    text = squeeze(pages["journeys.html"].text())
    assert "303 child protection plans were open at 31 December 2023, 17 fewer than before" in text
    assert "320 + 240 − 258 + 1 = 303." in text
    assert "Children in our care" in text
    assert "No care is loaded." in text


def test_a_matrix_adds_to_its_rows_columns_and_both_stocks(pages: dict[str, Node]) -> None:
    heads, *lines = rows(pages["journeys.html"], "Children with a child protection plan: moves")
    body, last = lines[:-1], lines[-1]
    for line in body:
        assert sum(map(number, line[1:-1])) == number(line[-1]), line
    for column in range(1, len(heads)):
        assert sum(number(line[column]) for line in body) == number(last[column]), heads[column]
    then = sum(number(line[-1]) for line in body if line[0] != "Came in")
    assert then == sum(flow().stock_then().values())
    now = sum(number(n) for head, n in zip(heads, last, strict=True) if head not in ("Left", "All", heads[0]))
    assert now == sum(flow().stock_now().values())
    said = squeeze(pages["journeys.html"].text())
    assert f"Of {then} children at 31 December 2022, 110 were in the same group" in said
    assert f"9 in another, and 206 had left; 183 came in, which makes {now}." in said


def test_waits_say_who_is_waiting_and_give_no_median_that_is_not_reached(pages: dict[str, Node]) -> None:
    heads, *lines = rows(pages["journeys.html"], "Every step")
    for line in lines[:3]:
        began, *fates = map(number, line[1:5])
        assert began == sum(fates)
    assert lines[2][heads.index("Half by day")] == "–"
    assert lines[3][1] == "[x] no plan is loaded"
    said = squeeze(pages["journeys.html"].text())
    assert (
        "From coming into care to leaving it: 3 of 53 that began January to December 2023 reached it" in said
    )
    assert "fewer than half, and 40 still wait." in said


def test_shares_and_rates_are_those_of_the_analysis(pages: dict[str, Node]) -> None:
    page, one = pages["flow.html"], by_ethnicity()
    black = next(met for met in one.met if met.group == "black" and met.stage == "contact")
    assert black.relative is not None
    heads, *lines = rows(page, "Relative rate")
    line = next(line for line in lines if line[0].startswith("Black"))
    assert line[heads.index("Contact")] == f"▲ {black.relative.value:.2f}"
    every = rows(page, "Every group at every stage")
    for cells in every[1:]:
        count, of = (int(text.replace(",", "")) for text in cells[1].split(" of "))
        assert cells[2] == f"{count / of * 100:.1f}%"
    found = sum(met.finding in ("more often", "less often") for met in one.met)
    judged = sum(met.q is not None for met in one.met)
    assert f"{found} of {judged} comparisons with the population stand out" in squeeze(page.text())


def test_small_groups_unknowns_and_silent_stages_are_said(pages: dict[str, Node]) -> None:
    text, one = squeeze(pages["flow.html"].text()), by_ethnicity()
    assert one.pool
    assert "Put together by the rule “few expected”" in text
    assert "Children whose group is not known: contact 160;" in text
    assert "Early help: not available, no early help is loaded." in text
    names = {line[0] for line in rows(pages["flow.html"], "Relative rate")[1:]}
    assert "Small groups together" in names
    assert "Other ethnic group" not in names


def test_the_funnel_prints_results_with_their_keys(pages: dict[str, Node]) -> None:
    edition, page = with_paths(), pages["flow.html"]
    held = [figure for figure in printed_figures(page) if figure.measure == "s47_to_icpc_pct"]
    assert {figure.period for figure in held} == {"2023-11", "2023-12"}
    assert {figure.part for figure in held} == {"value", "numerator", "denominator"}
    for figure in held:
        result = edition.results.get(figure.measure, edition.authority, figure.period)
        value = getattr(result, figure.part)
        places = len(figure.text.removesuffix("%").partition(".")[2])
        assert float(figure.text.replace(",", "").removesuffix("%")) == pytest.approx(
            value, abs=0.51 / 10**places
        )


def test_each_step_of_the_path_stands_by_the_month_in_which_it_began(pages: dict[str, Node]) -> None:
    page = pages["flow.html"]
    lines = rows(page, "Who took each step within 91 days, by month")
    assert lines[0] == ["Month of beginning", "Section 47 enquiry to conference"]
    assert [[squeeze(cell) for cell in line] for line in lines[1:]] == [
        ["Jun 2023", "65.2% 30 of 46"],
        ["Aug 2023", "nobody"],
        ["Oct 2023", "28 of 45 so far"],
        ["Dec 2023", "11 of 34 so far"],
    ]
    text = squeeze(page.text())
    assert (
        "Section 47 enquiry to conference: 65.2%, 30 of 46 that began in June 2023 (95% interval 50.8 to "
        "77.3%)." in text
    )
    assert "Contact to early help: not available, no early help is loaded." in text


def test_a_forecast_stands_beside_how_it_did_and_its_interval(pages: dict[str, Node]) -> None:
    page, made = pages["ahead.html"], stock().forecast
    lines = rows(page, "Children with a child protection plan: forecast")[1:]
    assert [line[0] for line in lines][:2] == ["January 2024", "February 2024"]
    low, high = (number(text) for text in lines[-1][2].split(" to "))
    assert low <= number(lines[-1][1]) <= high
    tried = rows(page, "How each method did")[1:]
    assert [float(line[1]) for line in tried] == sorted(float(line[1]) for line in tried)
    shown = [line[0].casefold() for line in tried if line[4] == "This one"]
    assert shown == [str(made.method)]
    assert {"same as last month", "same as last year"} <= {line[0].casefold() for line in tried}
    assert "12 months in a row are known, and a forecast needs 36." in squeeze(page.text())


def test_an_interval_that_did_not_hold_is_not_to_be_relied_on() -> None:
    edition = with_paths()
    assert edition.paths is not None
    doubtful = replace(stock(), forecast=replace(stock().forecast, holds=False))
    made = pages_of(replace(edition, paths=replace(edition.paths, stocks=(doubtful,))))
    text = squeeze(parse(made["ahead.html"]).text())
    assert "too narrow to rely on" in text
    assert "must not be relied on" in text


def test_places_and_rug_say_value_quarter_period_and_number(pages: dict[str, Node]) -> None:
    page = pages["compared.html"]
    lines = rows(page, "Places, the worst first")[1:]
    assert [line[1:] for line in lines] == [
        ["140 of 150", "130 to 149 by movement", "D"],
        ["104 of 149", "85 to 119 by counts", "C"],
    ]
    heads, *rug = rows(page, "Tartan rug")
    assert heads == [
        "Measure",
        "Southampton",
        "Portsmouth",
        "Kingston upon Hull, City of",
        "South East",
        "England",
    ]
    assert rug[0][1:] == ["22.8 C", "27.7 D", "20.9 B", "27.0 year ending 31 March 2022", "22.4"]
    assert rug[0][0].endswith("%, year ending 31 March 2023, n 149")
    assert rug[1][2] == "[c]"
    assert "[c] confidential" in squeeze(page.text())
    unranked = rows(page, "Figures that are not ranked")
    assert unranked[1][1:4] == ["315", "176", "426"]


def test_figures_typed_in_are_called_so_and_another_series_is_not_put_into_the_row() -> None:
    edition = with_paths()
    assert edition.others is not None
    assert edition.others.rug is not None
    first, *rest = edition.others.rug.rows
    found = edition.others.comparators["rereferrals_12m_pct"]
    england, region, *more = found.items
    items = (replace(england, series="REGION:other"), replace(region, typed=True), *more)
    others = replace(
        edition.others,
        rug=replace(edition.others.rug, rows=(replace(first, typed=True), *rest)),
        comparators={**edition.others.comparators, "rereferrals_12m_pct": replace(found, items=items)},
    )
    page = parse(pages_of(replace(edition, others=others))["compared.html"])
    line = rows(page, "Tartan rug")[1]
    assert line[0].endswith("%, typed in, year ending 31 March 2023, n 149")
    assert line[4:] == ["27.0 typed in year ending 31 March 2022", "–"]


def test_the_page_of_comparison_says_set_rule_and_doubt(pages: dict[str, Node]) -> None:
    text = squeeze(pages["compared.html"].text())
    assert (
        "Of 2 measures with a place, 0 stand in the best quarter of authorities and 1 in the worst." in text
    )
    assert "in 1 it reaches over more than one quarter." in text
    assert "(model of April 2021)" in text
    assert "it is compared as Southampton" in text
    assert "above the neighbours by the mean, below by the median" in text
    assert "Children in our care per 10,000: the published series is not loaded." in text


def test_without_published_figures_the_page_says_how_to_load_them() -> None:
    made = pages_of(replace(with_paths(), others=Others()))
    assert "goldenthread benchmarks load FILE…" in squeeze(parse(made["compared.html"]).text())
