"""The data page says which rows of the files no figure counts, and which figures are short for it."""

from __future__ import annotations

from goldenthread.publication.content.data import data_page
from goldenthread.publication.edition import HeldLine
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.tree import Table
from tests.publication.made_up import made_up_edition

HELD = HeldLine(
    "903",
    "Episodes",
    "episodes.csv",
    None,
    "DECOM",
    "The year has two digits.",
    355,
    1_419,
    ("cp_plans_open",),
)


def tables(*held: HeldLine, audience: str = "leadership") -> dict[str, Table]:
    page = data_page(for_audience(made_up_edition(held=held, audience=audience)))
    return {block.caption: block for one in page.sections for block in one.blocks if isinstance(block, Table)}


def test_held_rows_stand_by_column_and_reason_with_what_is_counted_from_them() -> None:
    (row,) = tables(HELD)["Rows held or refused"].rows
    assert row[1:5] == (("DECOM",), ("The year has two digits.",), ("355",), ("1,419",))
    assert row[5] != ("",)


def test_without_held_rows_there_is_no_table() -> None:
    assert "Rows held or refused" not in tables()


def test_the_public_is_shown_no_file_of_the_council() -> None:
    assert "Rows held or refused" not in tables(HELD, audience="public")
