"""The page on commentary says what the code does: every filter, rule and kind of remark."""

from __future__ import annotations

from pathlib import Path

from goldenthread.editions.commentary.checks.allowed import ALLOWED
from goldenthread.editions.commentary.grammar import FILTERS
from goldenthread.editions.commentary.remark import CODES

PAGE = (Path(__file__).parents[3] / "docs" / "how-to" / "commentary.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[str]:
    """The rows of the table under a heading of columns."""
    lines = PAGE.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {heading} |")) + 2
    return [line for line in lines[start:] if line.startswith("|")][: _length(lines[start:])]


def _length(lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines) if not line.startswith("|")), len(lines))


def escaped(text: str) -> str:
    """As a cell of a table has it."""
    return text.replace("|", "\\|")


def test_every_filter_is_on_the_page_as_it_is() -> None:
    assert rows("Filter") == [
        f"| `{one.form}` | {one.says} | `{{{{ {escaped(one.example)} }}}}` | {one.prints} |"
        for one in FILTERS
    ]


def test_every_rule_of_numbers_is_on_the_page() -> None:
    assert rows("Rule") == [f"| {one.name} | {one.example} | {one.not_this} |" for one in ALLOWED]


def test_every_kind_of_remark_is_on_the_page() -> None:
    assert rows("Kind") == [
        f"| `{name}` | {code.asks} | {'blocks' if code.blocks else 'to decide'} |"
        for name, code in CODES.items()
    ]
