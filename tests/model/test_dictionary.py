"""The data dictionary says what the declarations say."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.model.codes import CODES
from goldenthread.model.tables import TABLES
from tools.docs import MARK, codes, tables

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {**tables.pages(), **codes.pages()}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_dictionary_is_not_stale(path: str) -> None:
    text = (DOCS / path).read_text(encoding="utf-8")
    assert text == f"{MARK}\n\n{PAGES[path].strip()}\n", "Run: make docs"


def test_every_table_and_every_list_has_its_heading() -> None:
    assert {f"## {name}" for name in TABLES} <= set(PAGES["reference/tables.md"].splitlines())
    assert {f"## {name}" for name in CODES} <= set(PAGES["reference/code-lists.md"].splitlines())


def test_a_historic_code_shows_its_dates_and_an_old_spelling_what_it_is_read_as() -> None:
    page = PAGES["reference/code-lists.md"]
    assert "| `H5` | Semi-independent living, not a registered home | to 2024-03-31 | `supported` |" in page
    assert "| `1` | Male; read as `M` | to 2024-03-31 |  |" in page
