"""The pages about data say what the files are: their tables, their columns, the checks they pass."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.publication.ees_screener import CHECKS
from tests.publication.test_data_csv import made as csv_files
from tests.publication.test_star import tables

DOCS = Path(__file__).parents[2] / "docs"
POWER_BI = (DOCS / "how-to" / "power-bi.md").read_text(encoding="utf-8")
DATA = (DOCS / "explanation" / "workbook-and-data.md").read_text(encoding="utf-8")


def columns(text: str) -> set[tuple[str, str]]:
    return set(re.findall(r"((?:fact|dim)_[a-z]+)\[([a-z_]+)\]", text))


def test_every_column_that_the_power_bi_page_names_is_in_its_table() -> None:
    held = {(name, field.name) for name, table in tables().items() for field in table.schema}
    named = columns(POWER_BI)
    assert len(named) > 20
    assert named - held == set()


def test_the_page_relates_every_dimension_by_a_key_that_both_tables_have() -> None:
    related = re.findall(r"\| `(dim_\w+)\[(\w+)\]` \| `fact_result\[(\w+)\]` \|", POWER_BI)
    assert {name for name, _, _ in related} == set(tables()) - {"fact_result"}
    for name, one, other in related:
        assert one == other
        assert tables()[name].schema.field(one).type == tables()["fact_result"].schema.field(other).type


@pytest.mark.parametrize("name", sorted(tables()))
def test_the_page_says_what_each_table_holds(name: str) -> None:
    [line] = re.findall(rf"^\| `{name}` \| (.+) \|$", POWER_BI, re.MULTILINE)
    schema = {field.name for field in tables()[name].schema}
    words = set(re.findall(r"`([a-z_]+)`", line))
    assert words <= schema


def test_the_query_names_a_file_that_is_written() -> None:
    assert '"fact_result"' in POWER_BI
    assert '& ".parquet"' in POWER_BI


def test_the_page_of_the_data_lists_every_check_in_order() -> None:
    listed = re.findall(r"^\| `(\w+)` \| ([^|]+) \|$", DATA.partition("### The screener")[2], re.MULTILINE)
    assert listed == [(name, says) for name, (says, _) in CHECKS.items()]
    assert f"{len(CHECKS)} checks:" in DATA


def test_the_page_of_the_data_names_the_tidy_files() -> None:
    tidy = {name.removeprefix("data/") for name in csv_files() if not re.search(r"ly_|\.meta\.", name)}
    assert all(f"`{name}`" in DATA or f"`data/{name}`" in DATA for name in tidy)
