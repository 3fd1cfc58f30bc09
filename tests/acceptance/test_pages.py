"""The pages of the sample council's edition in a real browser, as a desk and a telephone show them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.publication.test_browser import WIDTHS, assert_clean, browser
from tests.publication.test_public import OLDEST
from tests.support.solmere import MONTH, Solmere

__all__ = ["browser"]

HEAVIEST = 200_000
"""Bytes of a page for everybody."""

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["index", "ahead", "compared"])
def test_axe_finds_nothing_on_some_pages(browser: Browser, solmere: Solmere, name: str, width: int) -> None:
    assert_clean(browser, solmere.edition / f"{name}.html", width)


@pytest.mark.long
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_any_page(browser: Browser, solmere: Solmere, width: int) -> None:
    pages = _pages(solmere)
    assert len(pages) > 25
    for page in pages:
        assert_clean(browser, page, width)


def test_the_pages_for_everybody_are_light_and_easy(solmere: Solmere, tmp_path: Path) -> None:
    """Those of the whole strategy, as they would go out."""
    out = tmp_path / "public"
    ran = solmere.command("pack", "--period", MONTH, "--audience", "public", "--out", out)
    assert ran.returncode == 0, ran.stderr
    pages = {page.stem: page.read_text(encoding="utf-8") for page in out.glob("*.html")}
    assert len(pages) > 7
    assert {
        name for name, text in pages.items() if len(text.encode()) > HEAVIEST or "<script" in text
    } == set()
    ages = [
        int(age) for age in re.findall(r"<td class=n>[\d,]+</td><td class=n>(\d+)</td></tr>", pages["made"])
    ]
    assert len(ages) > 5
    assert max(ages) <= OLDEST


def _pages(solmere: Solmere) -> list[Path]:
    return sorted(solmere.edition.glob("*.html"))
