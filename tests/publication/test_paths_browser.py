"""The pages of comparison, flow, journeys and forecasts in a real browser, like all others."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from goldenthread.publication.pack import write_pack
from tests.publication import test_browser as every
from tests.publication.made_up_paths import with_paths

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

browser = every.browser
PAGES = ("compared", "flow", "journeys", "ahead")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    written = write_pack(with_paths(), ("html",), tmp_path_factory.mktemp("browser") / "pack")
    return [path for path in written if path.stem in PAGES]


@pytest.mark.parametrize("width", every.WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    browser: Browser, pack: list[Path], name: str, width: int
) -> None:
    every.test_axe_finds_nothing_and_no_page_scrolls_sideways(browser, pack, name, width)


def test_labels_stay_inside_their_drawing_and_apart(browser: Browser, pack: list[Path]) -> None:
    assert [path.stem for path in pack] == list(PAGES)
    every.assert_labels_apart(browser, pack)
