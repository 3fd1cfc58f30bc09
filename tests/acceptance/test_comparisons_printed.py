"""The sample's edition beside real published figures: each comparison that can be is on its pages."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.base.numbers import round_half_up
from goldenthread.engine.cards import shipped_measures
from tests.acceptance.test_comparisons import LINES, TYPED, Line
from tests.support.published import shared_benchmarks
from tests.support.solmere import MONTH, Solmere, run_as_user

COMPARED = "comparators:\n  compared_as: E06000045\n  authorities: [851, 850, 921]\n"
CAPTION = " beside published figures"
PRINTED = [
    one
    for one in LINES
    if one.period not in ("at 30 September 2021", "at 30 September 2022")
    and "by the later" not in str(one.beside)
]
"""The comparisons of the edition's own month: those of earlier years are history, and a later set of
neighbours stands in the notes."""


@pytest.fixture(scope="module")
def printed(solmere: Solmere, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """By the name of a measure, the rows of its table of published figures, as text."""
    folder = tmp_path_factory.mktemp("printed")
    workspace, out, home = folder / "here", folder / "pages", solmere.folder / "home"
    shutil.copytree(solmere.workspace, workspace)
    with (workspace / "goldenthread.yml").open("a", encoding="utf-8") as settings:
        settings.write(COMPARED)
    here = ("--workspace", workspace)
    for words in (
        ("benchmarks", "load", shared_benchmarks(), solmere.sample / "benchmarks"),
        ("pack", "--period", MONTH, "--out", out),
    ):
        ran = run_as_user(home, *here, *words)
        assert ran.returncode == 0, ran.stderr
    return dict(_tables(out))


@pytest.mark.parametrize("line", PRINTED, ids=lambda one: f"{one.measure}, {one.period}, {[*one.beside]}")
def test_each_comparison_is_printed(printed: dict[str, list[list[str]]], line: Line) -> None:
    rows = printed[shipped_measures()[line.measure].name]
    for name, value in line.beside.items():
        found = [row for row in rows if _is_of(row[0], name) and row[2] == line.period]
        assert [_number(row[1], value) for row in found] == [value], name
        assert found[0][0].endswith(", typed in") == (line.part == TYPED)


def test_those_typed_in_are_some_and_all_others_say_that_they_were_published(
    printed: dict[str, list[list[str]]],
) -> None:
    named = {row[0] for rows in printed.values() for row in rows}
    kinds = {name.rpartition(", ")[2] for name in named if "synthetic council" not in name}
    assert kinds == {"as now published", "typed in"}


def _tables(folder: Path) -> Iterator[tuple[str, list[list[str]]]]:
    for page in sorted(folder.glob("priority-*.html")):
        for table in re.findall(r"<table.*?</table>", page.read_text(encoding="utf-8"), re.DOTALL):
            caption, *rows = re.split(r"</caption>|</tr>", table)
            if (name := _text(caption)).endswith(CAPTION):
                cells = [re.findall(r"<t[hd]\b.*?</t[hd]>", row, re.DOTALL) for row in rows]
                yield name.removesuffix(CAPTION), [[_text(cell) for cell in row] for row in cells[1:] if row]


def _text(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def _is_of(printed: str, name: str) -> bool:
    if name == "Neighbours":
        return printed.startswith("Statistical neighbours, mean, model of April 2021")
    return printed.startswith(f"{name}, ")


def _number(printed: str, value: str) -> str:
    """What is printed, to as many decimals as the report gives."""
    return str(round_half_up(float(printed.removesuffix("%").replace(",", "")), len(value.partition(".")[2])))
