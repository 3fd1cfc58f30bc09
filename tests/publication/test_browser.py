"""In a real browser: no WCAG 2.2 AA violation, nothing wider than the screen, on paper without script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from goldenthread.editions.commentary.said import SaidParagraph
from goldenthread.model.results import Results
from goldenthread.publication.charts.description import LineChart, Panel, PanelChart, Point, SmallChart
from goldenthread.publication.charts.draw import draw
from goldenthread.publication.charts.svg import WIDTH
from goldenthread.publication.pack import write_pack
from tests.publication.made_up import made_up_edition

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CHROMIUM = "/usr/bin/chromium"
WIDTHS = (1280, 320)
"""A desk, and the narrowest telephone (also 400% zoom at a desk)."""
PAGES = ("index", "priority-1", "priority-2", "priority-3", "priority-4", "definitions", "data")
PUBLIC_PAGES = ("index", "priority-1", "priority-3", "glossary", "made")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    written = write_pack(made_up_edition(), ("html",), tmp_path_factory.mktemp("browser") / "pack")
    return [path for path in written if path.suffix == ".html"]


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pages for everybody, with hidden figures and words of an owner."""
    made = made_up_edition(audience="public", contact="0300 555 0100")
    rows = made.results.table.to_pylist()
    for row in rows[::9]:
        row |= {"status": "confidential", "numerator": None, "denominator": None, "value": None}
    said = {
        name: (SaidParagraph(("We are glad of it.",)),) for name in ("summary", "cp_plans_open", "localities")
    }
    hidden = Results(pa.Table.from_pylist(rows, schema=made.results.table.schema))
    edition = replace(made, results=hidden, commentary=said)
    written = write_pack(edition, ("html",), tmp_path_factory.mktemp("public") / "pack")
    return [path for path in written if path.suffix == ".html"]


def opened(browser: Browser, file: Path, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    return page


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    browser: Browser, pack: list[Path], name: str, width: int
) -> None:
    assert_clean(browser, pack[0].with_name(f"{name}.html"), width)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_axe_finds_nothing_on_the_pages_for_everybody(
    browser: Browser, public: list[Path], name: str, width: int
) -> None:
    assert_clean(browser, public[0].with_name(f"{name}.html"), width)


def assert_clean(browser: Browser, file: Path, width: int) -> None:
    """No violation of WCAG 2.2 AA, and nothing wider than the screen."""
    page = opened(browser, file, width)
    options = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
    violations = Axe().run(page, options=options).response["violations"]
    found = [(v["id"], [node["html"][:120] for node in v["nodes"]][:3]) for v in violations]
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert found == []
    assert wide <= width


def test_a_chart_keeps_its_own_colours_where_the_reader_forces_others(
    browser: Browser, public: list[Path]
) -> None:
    """White on black, as readers who see little set it: a drawing is read on its own white ground."""
    page = browser.new_page(forced_colors="active", color_scheme="dark")
    page.goto(public[0].with_name("priority-1.html").as_uri())
    seen = "getComputedStyle(document.querySelector('{}')).{}"
    drawn = [
        page.evaluate(seen.format("figure svg", each)) for each in ("backgroundColor", "forcedColorAdjust")
    ]
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    page.close()
    assert drawn == ["rgb(255, 255, 255)", "none"]


def test_every_page_is_looked_at(pack: list[Path]) -> None:
    assert [file.stem for file in pack] == list(PAGES)


@pytest.mark.parametrize("kind", ["pack", "public"])
def test_labels_stay_inside_their_drawing_and_apart_from_each_other(
    browser: Browser, kind: str, request: pytest.FixtureRequest
) -> None:
    assert_labels_apart(browser, request.getfixturevalue(kind))


def test_amounts_stand_whole_beside_their_axis(browser: Browser, tmp_path: Path) -> None:
    """The sign of '£12,000' takes more room than a per cent."""
    charts: list[LineChart | SmallChart | PanelChart] = []
    for dearer in (1, 20):
        costs = [dearer * (9_800 + 300 * at) for at in range(6)]
        points = tuple(Point(f"M{at}", float(cost), (f"£{cost:,}",)) for at, cost in enumerate(costs))
        line = LineChart("Cost", "It rose.", points, prefix="£")
        charts += [line, SmallChart(line), PanelChart("Costs", "They rose.", (Panel("All", line),))]
    file = tmp_path / "amounts.html"
    drawn = "".join(draw(chart, f"c{at}") for at, chart in enumerate(charts))
    file.write_text(
        f"<!doctype html><html lang='en-GB'><body style='width: {WIDTH}px'>{drawn}</body></html>",
        encoding="utf-8",
    )
    assert_labels_apart(browser, [file])


def assert_labels_apart(browser: Browser, files: list[Path]) -> None:
    """The text of a chart is never cut at its edge, and no two labels lie on one another."""
    script = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
        const box = svg.getBoundingClientRect(), texts = [...svg.querySelectorAll('text')];
        const at = texts.map(text => text.getBoundingClientRect());
        const out = texts.filter((text, i) => at[i].left < box.left - 1 || at[i].right > box.right + 1
            || at[i].bottom > box.bottom + 2).map(text => ['outside', svg.id, text.textContent]);
        at.forEach((a, i) => at.slice(i + 1).forEach((b, j) => {
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            const both = [texts[i].textContent, texts[i + j + 1].textContent];
            if (across > 2 && down > 6) out.push(['over', ...both]);
        }));
        return out;
    })"""
    found = []
    for file in files:
        page = opened(browser, file, 1280)
        found += [(file.name, *each) for each in page.evaluate(script)]
        page.close()
    assert found == []


@pytest.mark.parametrize("kind", ["pack", "public"])
def test_it_prints_on_paper(browser: Browser, kind: str, request: pytest.FixtureRequest) -> None:
    files: list[Path] = request.getfixturevalue(kind)
    page = browser.new_page()
    page.goto(files[0].as_uri())
    page.emulate_media(media="print")
    assert page.locator("nav").first.is_hidden()
    assert page.locator(".synthetic").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()
