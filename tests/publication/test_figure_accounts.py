"""The account of figures in the edition: what it says, and that it says when it does not come out."""

from __future__ import annotations

from dataclasses import replace

from goldenthread.publication.content.figure_accounts import figure_accounts
from goldenthread.publication.tree import Details, Notice, Table
from tests.publication.made_up import FIGURE_ACCOUNTS, made_up_edition


def test_every_figure_has_a_line() -> None:
    (section,) = figure_accounts(made_up_edition())
    (details,) = (block for block in section.blocks if isinstance(block, Details))
    (table,) = (block for block in details.blocks if isinstance(block, Table))
    assert len(table.rows) == len(FIGURE_ACCOUNTS)
    assert table.rows[0][1:4] == (("9,198",), ("1,506",), ("7,692",))
    assert not [block for block in section.blocks if isinstance(block, Notice)]


def test_rows_that_do_not_add_up_are_said_so() -> None:
    wrong = replace(FIGURE_ACCOUNTS[0], stored=9_199)
    (section,) = figure_accounts(made_up_edition(figure_accounts=(wrong,)))
    (notice,) = (block for block in section.blocks if isinstance(block, Notice))
    assert "do not use these figures" in str(notice)


def test_without_a_figure_there_is_no_account() -> None:
    (section,) = figure_accounts(made_up_edition(figure_accounts=()))
    assert [type(block) for block in section.blocks] == [Notice]


def test_readers_outside_see_no_account() -> None:
    assert figure_accounts(made_up_edition(audience="public")) == ()


def test_where_nothing_is_stored_the_tables_are_named() -> None:
    none = replace(FIGURE_ACCOUNTS[0], stored=0, fates=(), used=0, tables=("visits",))
    (section,) = figure_accounts(made_up_edition(figure_accounts=(none,)))
    assert "visits: no row is stored" in str(section)
