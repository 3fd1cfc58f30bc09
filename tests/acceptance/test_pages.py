"""The pages of the sample council's edition in a real browser, as a desk and a telephone show them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.publication.test_browser import WIDTHS, assert_clean, browser
from tests.support.solmere import Solmere

__all__ = ["browser"]

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


def _pages(solmere: Solmere) -> list[Path]:
    return sorted(solmere.edition.glob("*.html"))
